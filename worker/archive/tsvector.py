"""tsvectors and tsqueries made of our own tokens, so that both databases cut words alike.

PostgreSQL's vectors have bounds (PostgreSQL manual, "Text search: limitations"): 16,383
positions, 256 positions a word, 2 KB a word, 1 MB in all. Beyond them a phrase could be missed,
so a long text is marked: its words are looked for without their order, and a text too long even
for that is found by everything. What a narrowing finds is checked in full by its caller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final

from worker.vietnamese.fold import tokens

_LAST_POSITION: Final = 16_383
_POSITIONS_PER_WORD: Final = 255
_LONGEST_WORD: Final = 200
_LARGEST_VECTOR: Final = 500_000
"""Bytes of words, half of what is allowed: the positions and their directory need room too."""

_UNORDERED: Final = "~unordered"
_TOO_LONG: Final = "~too-long"
"""Marks on a vector; no token holds a tilde."""


def vector(folded: str, besides: Collection[str] = ()) -> str:
    """Return the tsvector of a folded text, in PostgreSQL's notation.

    The words ``besides`` it are there without a place.
    """
    places: dict[str, list[int]] = defaultdict(list)
    position = 0
    for position, (word, _start, _end) in enumerate(tokens(folded), start=1):
        places[word[:_LONGEST_WORD]].append(position)
    others = {word[:_LONGEST_WORD] for word in besides}
    if sum(map(len, places)) + sum(len(word.encode()) for word in others) > _LARGEST_VECTOR:
        return f"'{_TOO_LONG}'"
    most = max(map(len, places.values()), default=0)
    if position > _LAST_POSITION or most > _POSITIONS_PER_WORD:
        return " ".join(f"'{word}'" for word in [_UNORDERED, *places, *others])
    placed = [f"'{word}':{','.join(map(str, at))}" for word, at in places.items()]
    return " ".join([*placed, *(f"'{word}'" for word in others)])


def query(words: Sequence[str], *, prefix: bool) -> str:
    """Return the tsquery for tokens next to one another, the last one perhaps only begun."""
    terms = _terms(words, prefix)
    ordered, unordered = " <-> ".join(terms), " & ".join(terms)
    return f"({ordered}) | ('{_UNORDERED}' & {unordered}) | '{_TOO_LONG}'"


def besides(words: Sequence[str], start: str | None) -> str:
    """Return the tsquery for words without a place, and perhaps a start of one."""
    terms = _terms(words, False) + (_terms([start], True) if start else [])
    return f"({' & '.join(terms)}) | '{_TOO_LONG}'"


def _terms(words: Sequence[str], prefix: bool) -> list[str]:
    terms = [f"'{word[:_LONGEST_WORD]}'" for word in words]
    return [*terms[:-1], terms[-1] + ":*"] if prefix else terms
