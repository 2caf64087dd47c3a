"""The words of a text as 64-bit hashes: words with the same letters and tone have the same one.

A word's ``marked`` hash says its letters and its tone, wherever that stands: "Hoà" and "hòa" have
the same, "hoa" and "hoả" others. Its ``blind`` hash says its folded letters alone. The hash is
polynomial, modulo 2**64: one running sum over the text gives that of every word, and that of its
first letters too.
"""

from __future__ import annotations

import unicodedata
from functools import cached_property, lru_cache
from operator import itemgetter
from random import Random
from typing import Final

import numpy as np
from numpy.typing import NDArray

from worker.vietnamese.text.fold import marked_key, spaced

Hashes = NDArray[np.uint64]

_BASE: Final = 0x9E3779B97F4A7C15
"""Odd, so that it has an inverse modulo 2**64."""
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS: Final = "aăâeêioôơuưy"
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789ăâđêôơư"
_TABLE_SIZE: Final = 0x10000
_BREAK: Final = ord("\n")


class WordHashes:
    """The words of an NFC text, those of ``fold.tokens``, with their hashes and places."""

    def __init__(self, text: str) -> None:
        # "surrogatepass": a lone surrogate is a code point too and stands between words.
        padded = f" {text} ".encode("utf-32-le", "surrogatepass")
        self._points = np.frombuffer(padded, dtype="<u4")
        self._kinds = _KIND.take(self._points, mode="clip")
        # Unsigned: what is 0 becomes the largest.
        inside = self._kinds - np.uint8(1) < _ALIEN - 1
        edges = np.flatnonzero(inside[1:] != inside[:-1])
        self.starts = edges[::2]
        """Where in the text each word starts."""
        self.ends = edges[1::2]
        """Where each ends: the place after its last letter."""

    def __len__(self) -> int:
        return self.starts.size

    @cached_property
    def marked(self) -> Hashes:
        """Return the hash of each word with its marks."""
        tones = np.cumsum(_TONE_VALUE.take(self._kinds))
        return self._hashes(_MARKED_VALUE) + tones[self.ends] - tones[self.starts]

    @cached_property
    def blind(self) -> Hashes:
        """Return the hash of each word without its marks."""
        return self._hashes(_BLIND_VALUE)

    def begun(self, letters: int) -> Hashes:
        """Return the blind hash of the first so many letters of each word; 0 where it has fewer."""
        ends = np.minimum(self.starts + letters, self.ends)
        hashes = (self._blind_sums[ends] - self._blind_sums[self.starts]) * self._scale
        return np.where(self.ends - self.starts >= letters, hashes, np.uint64(0))

    def paragraphs(self, words: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return how many empty lines stand before each of these words, counted from 0."""
        return np.searchsorted(self._breaks, self.starts[words] + 1)

    @cached_property
    def _breaks(self) -> NDArray[np.intp]:
        ends = np.flatnonzero(self._points == _BREAK)
        follows: NDArray[np.bool_] = np.diff(ends) == 1
        return ends[1:][follows]

    @cached_property
    def foreign(self) -> NDArray[np.bool_] | None:
        """Return which words have letters that are neither ASCII nor Vietnamese, or stand beside.

        Only of these the hash says less than the word. None where there are none.
        """
        if self._kinds.max() < _FIRST_FOREIGN:
            return None
        counts = np.append(0, np.cumsum(self._kinds >= _FIRST_FOREIGN))
        return counts[self.ends + 2] > counts[self.starts]

    def _hashes(self, values: Hashes) -> Hashes:
        sums = self._blind_sums if values is _BLIND_VALUE else self._sums(values)
        return (sums[self.ends] - sums[self.starts]) * self._scale

    @cached_property
    def _blind_sums(self) -> Hashes:
        return self._sums(_BLIND_VALUE)

    @cached_property
    def _scale(self) -> Hashes:
        """Return what takes a word's place out of its hash."""
        return _powers(_room(self._kinds.size))[1][self.starts]

    def _sums(self, values: Hashes) -> Hashes:
        powers = _powers(_room(self._kinds.size))[0]
        return np.cumsum(values.take(self._kinds) * powers[: self._kinds.size])


@lru_cache(maxsize=50_000)
def is_hashed_whole(word: str) -> bool:
    """Say whether a word has this marked hash only where ``marked_key`` makes this word of it.

    That is so of syllables, whose tone has its place; "résume" has the hash of "resumé", "mü" that
    of "mu". ``foreign`` words of a text are left aside.
    """
    apart = unicodedata.normalize("NFD", word)
    tone = "".join(char for char in apart if char in _TONES)
    bare = unicodedata.normalize("NFC", "".join(char for char in apart if char not in _TONES))
    if len(tone) > 1 or WordHashes(word).foreign is not None:
        return False
    return all(
        marked_key(bare[:at] + unicodedata.normalize("NFC", vowel + tone) + bare[at + 1 :]) == word
        for at, vowel in enumerate(bare)
        if vowel in _VOWELS or not tone
    )


def _room(size: int) -> int:
    """Return a size that has room for this one: few different ones, so that powers are kept."""
    return max(1 << 14, 1 << (size - 1).bit_length())


@lru_cache(maxsize=4)
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the base, and their inverses."""
    bases = (_BASE, pow(_BASE, -1, 1 << 64))
    powers, inverses = (
        np.cumprod(np.full(size, base, dtype=np.uint64), dtype=np.uint64) for base in bases
    )
    return powers, inverses


def _kind(char: str, folded: str) -> tuple[str, str, int, bool]:
    """Return a letter folded, as it is with its hat, its tone (from 1; 0: none), if foreign."""
    apart = unicodedata.normalize("NFD", char.lower())
    tone = sum(_TONES.index(mark) + 1 for mark in apart if mark in _TONES)
    bare = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES))
    own = bare in _LETTERS and (not tone or bare in _VOWELS)
    return (folded, bare if own else folded, tone, not own)


def _kinds() -> dict[int, tuple[str, str, int, bool]]:
    """Return what kind each code point is of which words are made."""
    folded = spaced(_ALL)
    letters = np.flatnonzero(np.frombuffer(folded, dtype=np.uint8) != ord(" ")).tolist()
    return {at: _kind(_ALL[at], chr(folded[at])) for at in letters}


def _kind_table() -> NDArray[np.uint8]:
    """Return the number of the kind of each code point; 0 is what stands between words."""
    joins = [char.isalpha() or unicodedata.combining(char) > 0 for char in _ALL]
    table = np.where(joins, np.uint8(_ALIEN), np.uint8(0))
    numbers = {kind: number for number, kind in enumerate(_KINDS)}
    for point, kind in _KIND_OF.items():
        table[point] = numbers[kind]
    table[-1] = _ALIEN  # it stands for all that lie beyond
    return table


_ALL: Final = "".join(map(chr, range(_TABLE_SIZE)))
_KIND_OF: Final = _kinds()
_KINDS: Final = [("", "", 0, False), *sorted(set(_KIND_OF.values()), key=itemgetter(3, 0, 1, 2))]
"""All kinds of letters, the foreign ones last."""
_FIRST_FOREIGN: Final = [kind[3] for kind in _KINDS].index(True)
_ALIEN: Final = len(_KINDS)
"""Letters and marks of which no word is made; they stand between words as a space does, but
``marked_key`` takes what they stand beside for one word with them."""
_KIND: Final = _kind_table()


def _values(seed: int, numbers: list[int]) -> Hashes:
    """Return a random value for each number but 0, always the same ones; last, for ``_ALIEN``."""
    random = Random(seed)
    values = [0, *(random.getrandbits(64) for _ in range(max(numbers)))]
    return np.array([*(values[number] for number in numbers), 0], dtype=np.uint64)


def _number(letter: str) -> int:
    return _LETTERS.index(letter) + 1 if letter else 0


_BLIND_VALUE: Final = _values(1, [_number(folded) for folded, *_ in _KINDS])
_MARKED_VALUE: Final = _values(2, [_number(letter) for _, letter, *_ in _KINDS])
_TONE_VALUE: Final = _values(3, [tone for *_, tone, _ in _KINDS])
