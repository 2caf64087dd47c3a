"""A text as a line of bytes in which words with marks are found, wherever their tone stands.

A letter is one byte: ``[a-z0-9]``, or a capital for the seven that have a hat, a horn, a breve or
are a đ. The first of a word has 128 added, and after the last stands the word's tone. So "Hoà" and
"hòa" are the same bytes, "hoa" and "hoả" are others, and no part of a word is a word.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from worker.vietnamese.fold import spaced

_SPACE: Final = ord(" ")
_TONES: Final = {"\u0300": 1, "\u0301": 2, "\u0303": 3, "\u0309": 4, "\u0323": 5}
_HATTED: Final = {letter: ord("A") + index for index, letter in enumerate("ăâđêôơư")}
_FIRST: Final = 128
_TABLE_SIZE: Final = 0x2500
"""What lies beyond is no Vietnamese letter; full-width letters have no marks."""


def marked_line(text: str) -> bytes:
    """Return the line of an NFC text; words are those of ``fold.tokens``."""
    points = np.frombuffer(f"{text} ".encode("utf-32-le", "surrogatepass"), dtype="<u4")
    hats = _HATS.take(points, mode="clip")
    letters = np.frombuffer(spaced(text) + b" ", dtype=np.uint8)
    kept = letters != _SPACE
    kept[1:] |= kept[:-1].copy()  # what follows a word, too
    places = np.flatnonzero(kept)
    line = np.where(hats, hats, letters)[places]
    ends = np.flatnonzero(line == _SPACE)
    if not ends.size:
        return b""
    starts = np.append(0, ends[:-1] + 1)
    tones = _TONE.take(points[places], mode="clip")
    tones[ends] = 0
    # A word that is no syllable may have several tones.
    line[ends] = np.add.reduceat(tones, starts, dtype=np.intp) % _SPACE
    line[starts] |= _FIRST
    return line.tobytes()


@lru_cache(maxsize=50_000)
def marked_word(word: str) -> bytes:
    """Return what stands in the line of a text that has the word: a line is made of its words."""
    return marked_line(word)


def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return for each code point its byte if it is a letter with a hat, and its tone; else 0."""
    hats, tones = np.zeros((2, _TABLE_SIZE), dtype=np.uint8)
    for point in range(_TABLE_SIZE - 1):
        apart = unicodedata.normalize("NFD", chr(point).lower())
        bare = "".join(char for char in apart if char not in _TONES)
        hats[point] = _HATTED.get(unicodedata.normalize("NFC", bare), 0)
        tones[point] = sum(_TONES.get(char, 0) for char in apart)
    return hats, tones


_HATS, _TONE = _tables()
