"""Many queries decided at once by the literals that are there: an index of predicates.

A query is looked at where a literal of its gate is there. Whether its clauses are true is found for
all that are looked at together, in a few operations on arrays, however many they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Sized
from itertools import chain

import numpy as np

from worker.match.queries.clauses import Clause, Clauses, gate
from worker.match.queries.literals import Literal, Literals, Presence
from worker.match.queries.rows import Numbers, Rows


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
        self._gated = Rows([gated[slot] for slot in range(self.literals.slots)])
        coded = [[self._coded(clause) for clause in query.all] for query in queries]
        self._terms = Rows([[*chain.from_iterable(clauses)] for clauses in coded])
        self._clause_of = _row_of_each([*chain.from_iterable(coded)])
        self._query_of = _row_of_each(coded)

    def candidates(self, there: Presence) -> Numbers:
        """Return which queries must be looked at: their gate is there, or they have none."""
        found = self._ungated.copy()
        found[self._gated.of(there.nonzero()[0])] = True
        return found.nonzero()[0]

    def true(self, there: Presence) -> Numbers:
        """Return the queries whose clauses are all true, in their order."""
        queries = self.candidates(there)
        asked = self._terms.places(queries)
        terms, clauses = self._terms.numbers[asked], self._clause_of[asked]
        true = np.zeros(self._query_of.size, dtype=np.bool_)
        true[clauses[there[terms >> 1] == (terms & 1)]] = True
        fails = np.zeros(self.exact.size, dtype=np.bool_)
        fails[self._query_of[clauses[~true[clauses]]]] = True
        return queries[~fails[queries]]

    def _coded(self, clause: Clause) -> list[int]:
        """Return each term as a number: where its literal is, doubled, and whether it is there."""
        return [2 * self.literals.slot(term.literal, term.column) + term.there for term in clause]


def _row_of_each(rows: Sequence[Sized]) -> Numbers:
    """Return of each of what stands in the rows, one after another, in which row it is."""
    return np.repeat(np.arange(len(rows)), [len(row) for row in rows])
