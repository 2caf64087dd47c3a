"""tsvectors and tsqueries made of our own words, so that both databases cut words alike.

PostgreSQL's vectors have bounds (PostgreSQL manual, "Text search: limitations"): 16,383
positions, 256 positions a word, 2 KB a word, 1 MB in all. Beyond them a phrase could be missed,
so a long text is marked: its words are looked for without their order, and a text too long even
for that is found by everything. What a narrowing finds is checked in full by its caller.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

_LAST_POSITION: Final = 16_383
_POSITIONS_PER_WORD: Final = 255
_LONGEST_WORD: Final = 200
_LARGEST_VECTOR: Final = 500_000
"""Bytes of words, half of what is allowed: the positions and their directory need room too."""

_UNORDERED: Final = "~unordered"
TOO_LONG: Final = "'~too-long'"
"""Marks on a vector; no word holds a tilde."""


def vector(in_order: Sequence[str], besides: Sequence[str]) -> str:
    """Return the tsvector of words in their order, and of others, in PostgreSQL's notation."""
    places: dict[str, list[int]] = defaultdict(list)
    for position, word in enumerate(in_order, start=1):
        places[word[:_LONGEST_WORD]].append(position)
    others = {word[:_LONGEST_WORD] for word in besides}
    if sum(len(word.encode()) for word in (*places, *others)) > _LARGEST_VECTOR:
        return TOO_LONG
    most = max(map(len, places.values()), default=0)
    if len(in_order) > _LAST_POSITION or most > _POSITIONS_PER_WORD:
        return " ".join(f"'{word}'" for word in [_UNORDERED, *places, *others])
    placed = [f"'{word}':{','.join(map(str, at))}" for word, at in places.items()]
    return " ".join([*placed, *(f"'{word}'" for word in others)])


def phrase(words: Sequence[str], *, prefix: bool) -> str:
    """Return the tsquery for words next to one another, the last one perhaps only begun."""
    terms = [f"'{word[:_LONGEST_WORD]}'" for word in words]
    if prefix:
        terms[-1] += ":*"
    if len(terms) == 1:
        return terms[0]
    return f"({' <-> '.join(terms)} | '{_UNORDERED}' & {' & '.join(terms)})"
