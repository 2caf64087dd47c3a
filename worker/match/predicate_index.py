"""Many queries decided at once by the literals that are there: an index of predicates.

A query is looked at where a literal of its gate is there. Whether its clauses are true is found for
all that are looked at together, in a few operations on arrays, however many they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Sized
from itertools import accumulate

import numpy as np

from worker.match.clauses import Clause, Clauses, gate
from worker.match.literals import Literal, Literals, Numbers, Presence


class PredicateIndex:
    """Queries, numbered from 0, as their clauses."""

    def __init__(self, queries: Sequence[Clauses], users: Counter[Literal]) -> None:
        gates = [gate(query, users) for query in queries]
        self.literals = Literals(
            term.literal for query in queries for clause in query.all for term in clause
        )
        self.exact = np.array([query.exact for query in queries], dtype=np.bool_)
        """Of which queries the clauses say all."""
        self._ungated = np.array([gate is None for gate in gates], dtype=np.bool_)
        gated: defaultdict[int, list[int]] = defaultdict(list)
        for number, needed in enumerate(gates):
            for literal, column in needed or ():
                gated[self.literals.slot(literal, column)].append(number)
        rows = [gated[slot] for slot in range(self.literals.slots)]
        self._gate_starts = _starts(rows)
        self._gated = np.array([number for row in rows for number in row], dtype=np.intp)
        clauses = [self._coded(clause) for query in queries for clause in query.all]
        self._terms = np.array([term for clause in clauses for term in clause], dtype=np.intp)
        self._clause_of = _numbers_of(clauses)
        self._query_of = _numbers_of([query.all for query in queries])
        self._term_starts = _starts(clauses)[_starts([query.all for query in queries])]

    def candidates(self, there: Presence) -> Numbers:
        """Return which queries must be looked at: their gate is there, or they have none."""
        found = self._ungated.copy()
        slots = np.flatnonzero(there)
        found[self._gated[_within(self._gate_starts, slots)]] = True
        return np.flatnonzero(found)

    def true(self, there: Presence) -> Numbers:
        """Return the queries whose clauses are all true, in their order."""
        queries = self.candidates(there)
        asked = _within(self._term_starts, queries)
        terms, clauses = self._terms[asked], self._clause_of[asked]
        true = np.zeros(self._query_of.size, dtype=np.bool_)
        true[clauses[there[terms >> 1] == (terms & 1)]] = True
        fails = np.zeros(self.exact.size, dtype=np.bool_)
        fails[self._query_of[clauses[~true[clauses]]]] = True
        return queries[~fails[queries]]

    def _coded(self, clause: Clause) -> list[int]:
        """Return each term as a number: where its literal is, doubled, and whether it is there."""
        return [2 * self.literals.slot(term.literal, term.column) + term.there for term in clause]


def _starts(rows: Iterable[Sized]) -> Numbers:
    """Return where each row starts if they stand one after another, and where the last ends."""
    return np.array([0, *accumulate(map(len, rows))], dtype=np.intp)


def _numbers_of(rows: Sequence[Sized]) -> Numbers:
    """Return of each of what stands in the rows, one after another, in which row it is."""
    return np.repeat(np.arange(len(rows)), np.diff(_starts(rows)))


def _within(starts: Numbers, rows: Numbers) -> Numbers:
    """Return the places of all that stands in these rows."""
    first = starts[rows]
    sizes = starts[rows + 1] - first
    before = np.cumsum(sizes)
    total = int(before[-1]) if before.size else 0
    return np.repeat(first - before + sizes, sizes) + np.arange(total)
