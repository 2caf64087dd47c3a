"""Many literals looked for at once, in one pass over an article (Aho-Corasick)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from ahocorasick_rs import BytesAhoCorasick, Implementation

Hit = tuple[bytes, int, int]
"""A literal that was found, with the byte offsets of its start and end."""

_FEW: Final = 1_000
"""Literals up to which the fastest table is worth its room; built in some 25 ms at most."""


class Automaton:
    """Finds all of its literals in one pass, those that overlap too.

    Leftmost matching would lose names: in "tran van anh" the literal "tran van an" would swallow
    the start of "van anh". So everything is reported, and the caller chooses.
    """

    def __init__(self, literals: Iterable[bytes]) -> None:
        self.literals: Sequence[bytes] = tuple(dict.fromkeys(literals))
        table = Implementation.DFA if len(self.literals) <= _FEW else None
        self._automaton = BytesAhoCorasick(self.literals, implementation=table)

    def spans(self, haystack: bytes) -> list[Hit]:
        """Return each literal found, in the order of their ends."""
        hits = self._automaton.find_matches_as_indexes(haystack, overlapping=True)
        return [(self.literals[which], start, end) for which, start, end in hits]

    def found(self, haystack: bytes) -> set[bytes]:
        """Return which of the literals are there."""
        hits = self._automaton.find_matches_as_indexes(haystack, overlapping=True)
        return {self.literals[which] for which, _, _ in hits}
