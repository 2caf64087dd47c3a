"""Whether two texts tell one story: reprints, agency copies and light rewrites do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from worker.vietnamese.fold import folded_words

WORDS: Final = 3
"""Words of a shingle: how many stand together."""

NEAR: Final = 0.5
"""The part of all shingles of two texts that copies have in common at least."""


def first_tellings(texts: Sequence[str]) -> list[int]:
    """Return for each text which one told its story first, counted from 0: itself, or a former.

    Two texts are one story if half of their runs of three words or more are shared, whatever
    case, marks and punctuation. Texts that are both copies of a third are one story with it,
    however they differ.
    """
    shingles = [_shingles(text) for text in texts]
    first: list[int] = []
    for at, here in enumerate(shingles):
        former = (first[n] for n in range(at) if _near(shingles[n], here))
        first.append(next(former, at))
    return first


def _near(here: frozenset[tuple[str, ...]], there: frozenset[tuple[str, ...]]) -> bool:
    return len(here & there) >= NEAR * len(here | there)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Return every run of three words; a shorter text is one run."""
    words = folded_words(text)
    last = max(len(words) - WORDS, 0)
    return frozenset(tuple(words[at : at + WORDS]) for at in range(last + 1))
