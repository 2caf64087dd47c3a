"""What queries look for, looked for all at once: which literals are there in an article.

A phrase is found by the hash of its words (n-grams, ``vietnamese/text/word_hashes.py``): an article
costs the same however many phrases are looked for, and a phrase what it costs to be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from worker.match.queries.asked import OfficeKey
from worker.match.queries.rows import Numbers
from worker.match.words import PhraseKey
from worker.vietnamese.text.word_hashes import Hashes, WordHashes, is_hashed_whole

LONGEST: Final = 8
"""Words by which a phrase is found; of a longer one the first so many are."""

Presence = NDArray[np.bool_]
"""Whether each literal is there: at ``len(Column) * number + column``."""


class SourceName(NamedTuple):
    """The short name of a source, in lower case."""

    name: str


Literal = PhraseKey | str | OfficeKey | SourceName
"""A string is the ``official_key`` of one who is or may be mentioned."""


class Column(IntEnum):
    """Where a literal stands."""

    ANY = 0
    TITLE = 1
    BODY = 2


_COLUMNS: Final = len(Column)


class _Family(NamedTuple):
    """Phrases that are hashed alike: so many words, and so many letters of the last (0: all)."""

    words: int
    letters: int
    marked: bool


_NEXT: Final = np.uint64(0xD1B54A32D192ED03)
_BEGUN: Final = np.uint64(0x8CB92BA72F3D8DD7)
"""Odd: what a hash is multiplied with before the next word is added, and if that is only begun."""
_AT_ONCE: Final = 500
_ROOM: Final = 16
"""The table that says "perhaps" has so much room for each hash: few others pass it."""


def is_exact(phrase: PhraseKey) -> bool:
    """Say whether a phrase is wherever its literal is there: nothing else is found for it."""
    short = len(phrase.words) <= LONGEST
    return short and (not phrase.marked or all(map(is_hashed_whole, phrase.words)))


class Literals:
    """Literals, numbered, and how they are found."""

    def __init__(self, literals: Iterable[Literal]) -> None:
        self._all: Sequence[Literal] = tuple(dict.fromkeys(literals))
        self._number: Mapping[Literal, int] = {one: n for n, one in enumerate(self._all)}
        phrases = [one for one in self._all if isinstance(one, PhraseKey)]
        self.others = self._number.keys() - set(phrases)
        """Those that are no phrases."""
        self._families = sorted({_family(one) for one in phrases})
        hashes = self._hashed(phrases)
        order = np.argsort(hashes)
        self._hashes = hashes[order]
        self._phrases = [phrases[at] for at in order]
        self._slots = np.array([self.slot(one) for one in self._phrases], dtype=np.intp)
        self._more = np.array([_family(one).words - 1 for one in self._phrases], dtype=np.intp)
        self._exact = np.array([is_exact(one) for one in self._phrases], dtype=np.bool_)
        self._again = np.append(self._hashes[1:] == self._hashes[:-1], False)
        bits = min(23, max(12, (_ROOM * len(phrases)).bit_length()))
        self._shift = np.uint64(64 - bits)
        self._perhaps = np.zeros(1 << bits, dtype=np.bool_)
        self._perhaps[self._hashes >> self._shift] = True

    @property
    def slots(self) -> int:
        """Return how many places ``there`` has."""
        return _COLUMNS * len(self._all)

    def slot(self, literal: Literal, column: Column = Column.ANY) -> int:
        """Return where ``there`` says whether the literal is there."""
        return _COLUMNS * self._number[literal] + column

    def lacks(self, there: Presence, literal: Literal) -> bool:
        """Say whether a literal is one of these and is not there."""
        number = self._number.get(literal)
        return number is not None and not there[_COLUMNS * number]

    def there(self, text: str, title_end: int, others: Iterable[Literal]) -> Presence:
        """Return which literals are there, in NFC text and among ``others``."""
        there = np.zeros(self.slots, dtype=np.bool_)
        for other in self.others.intersection(others):
            there[self.slot(other)] = True
        if self._hashes.size:
            self._find(text, title_end, there)
        return there

    def _find(self, text: str, title_end: int, there: Presence) -> None:
        """Note which phrases are there, and in which column."""
        words = WordHashes(text)
        if not len(words):
            return
        hashes = self._ngrams(words)
        perhaps = np.flatnonzero(self._perhaps.take(hashes >> self._shift))
        hashes = hashes[perhaps]
        which = self._hashes.searchsorted(hashes)
        surely = self._hashes.take(which, mode="clip") == hashes
        which, first = which[surely], perhaps[surely] % len(words)
        again = np.flatnonzero(self._again[which])
        while again.size:  # "résume" and "resumé" have one hash
            which, first = np.append(which, which[again] + 1), np.append(first, first[again])
            again = which.size - again.size + np.flatnonzero(self._again[which[-again.size :]])
        which, first = self._proved(words, text, which, first)
        slots = self._slots[which]
        there[slots] = True
        there[slots + np.where(words.starts[first] < title_end, Column.TITLE, Column.BODY)] = True

    def _proved(
        self, words: WordHashes, text: str, which: Numbers, first: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Leave out what goes from one paragraph into the next, and what has other marks."""
        last = first + self._more[which]
        kept = words.paragraphs(first) == words.paragraphs(last)
        if words.foreign is not None:
            doubt = self._exact[which] & _any_from_to(words.foreign, first, last)
            for at in np.flatnonzero(kept & doubt).tolist():
                surface = text[words.starts[first[at]] : words.ends[last[at]]]
                kept[at] = self._phrases[which[at]].fits(surface)
        return which[kept], first[kept]

    def _ngrams(self, words: WordHashes) -> Hashes:
        """Return for each family the hash of what stands from each word on."""
        return np.concatenate([_hashes(words, family) for family in self._families])

    def _hashed(self, phrases: Sequence[PhraseKey]) -> Hashes:
        """Return the hash of each phrase: that of the text which it is."""
        hashes = np.zeros(len(phrases), dtype=np.uint64)
        for start in range(0, len(phrases), _AT_ONCE):
            some = phrases[start : start + _AT_ONCE]
            words = WordHashes("\n".join(" ".join(one.words) for one in some))
            first = np.cumsum([0, *(len(one.words) for one in some)])
            number = {family: at for at, family in enumerate(self._families)}
            families = np.array([number[_family(one)] for one in some])
            hashes[start : start + len(some)] = self._ngrams(words)[
                families * len(words) + first[:-1]
            ]
        return hashes


def _hashes(words: WordHashes, family: _Family) -> Hashes:
    """Return the hashes of the phrases from each word on; 0 where the text ends before."""
    one_by_one = words.marked if family.marked else words.blind
    begun = words.begun(family.letters) * _BEGUN if family.letters else one_by_one
    hashes = begun if family.words == 1 else one_by_one.copy()
    for more in range(1, family.words):
        following = begun if more == family.words - 1 else one_by_one
        hashes[:-more] = hashes[:-more] * _NEXT + following[more:]
        hashes[-more:] = 0
    return hashes


def _family(phrase: PhraseKey) -> _Family:
    short = len(phrase.words) <= LONGEST
    letters = len(phrase.words[-1]) if phrase.begun and short else 0
    return _Family(min(LONGEST, len(phrase.words)), letters, phrase.marked)


def _any_from_to(flags: NDArray[np.bool_], first: Numbers, last: Numbers) -> Presence:
    """Say whether any is set from each first to each last, both inclusive."""
    counts = np.cumsum(flags)
    return counts[last] - counts[first] + flags[first] > 0
