"""A text as a line of bytes in which words with marks are found, wherever their tone stands.

Each word is its tone, its letters and a space. A letter is one byte: ``[a-z0-9]``, or one from 128
on for the seven that have a hat, a horn, a breve or are a đ. So "Hoà" and "hòa" are the same
bytes, "hoa" and "hoả" are others.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from worker.vietnamese.fold import fold_bytes

_SPACE: Final = ord(" ")
_TONES: Final = {"\u0300": 1, "\u0301": 2, "\u0303": 3, "\u0309": 4, "\u0323": 5}
_HATTED: Final = {letter: 128 + index for index, letter in enumerate("ăâđêôơư")}
_TABLE_SIZE: Final = 0x2500
"""What lies beyond is no Vietnamese letter; full-width letters have no marks."""


def marked_line(text: str) -> bytes:
    """Return the line of an NFC text; words are those of ``fold.tokens``."""
    folded = np.frombuffer(fold_bytes(text), dtype=np.uint8)
    kept = np.flatnonzero(_IS_LETTER[folded])
    if not kept.size:
        return b""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")[kept]
    begins = np.diff(kept, prepend=-2) > 1
    starts, words = np.flatnonzero(begins), np.cumsum(begins)
    line = np.full(len(kept) + 2 * len(starts), _SPACE, dtype=np.uint8)
    hatted = _HATS.take(points, mode="clip")
    line[np.arange(len(kept)) + 2 * words - 1] = np.where(hatted, hatted, folded[kept])
    # A word that is no syllable may have several tones.
    tones = np.add.reduceat(_TONE.take(points, mode="clip"), starts, dtype=np.intp)
    line[starts + 2 * np.arange(len(starts))] = 1 + tones % (_SPACE - 1)
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
_IS_LETTER: Final = np.zeros(256, dtype=bool)
_IS_LETTER[list(b"abcdefghijklmnopqrstuvwxyz0123456789")] = True
