"""What must be there for a query to hold, in conjunctive normal form: an AND of ORs.

A clause says that at least one of its terms holds. The clauses of a query are all true wherever it
holds; where they are ``exact`` it holds wherever they are true, and nothing else need be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Final, NamedTuple

from worker.match.queries.asked import OfficeKey
from worker.match.queries.literals import Column, Literal
from worker.match.words import PhraseKey

MOST: Final = 32
"""Clauses that an alternative may come to; ANDs under ORs multiply."""

Users = Mapping[Literal, int]
"""How many of the queries that are asked together have a literal."""

Gate = frozenset[tuple[Literal, Column]] | None
"""Literals of which at least one is there wherever a query holds; None: none is needed."""


class Term(NamedTuple):
    """A literal is there, or is not."""

    literal: Literal
    column: Column = Column.ANY
    there: bool = True


Clause = frozenset[Term]


@dataclass(frozen=True, slots=True)
class Clauses:
    """Clauses that are all true wherever a condition holds; ``exact``: and nowhere else."""

    all: tuple[Clause, ...] = ()
    exact: bool = False


UNKNOWN: Final = Clauses()
"""Of a condition that no literal says anything about."""
ALWAYS: Final = Clauses((), exact=True)


def one(literal: Literal, column: Column = Column.ANY, *, negated: bool, exact: bool) -> Clauses:
    """Return the clauses of a condition that needs a literal; or of its negation.

    That of a literal which is not ``exact`` can hold although it is there.
    """
    if negated and not exact:
        return UNKNOWN
    return Clauses((frozenset([Term(literal, column, not negated)]),), exact)


def all_hold(parts: Iterable[Clauses]) -> Clauses:
    """Return the clauses of a conjunction."""
    parts = list(parts)
    clauses = dict.fromkeys(clause for part in parts for clause in part.all)
    return Clauses(tuple(clauses), all(part.exact for part in parts))


def any_holds(parts: Iterable[Clauses], users: Users) -> Clauses:
    """Return the clauses of an alternative; of one with too many the one that is rarest."""
    parts = list(parts)
    if ALWAYS in parts:
        return ALWAYS
    if prod(len(part.all) for part in parts) <= MOST:
        joined = product(*(part.all for part in parts))
        clauses = tuple(frozenset().union(*some) for some in joined)
        return Clauses(clauses, all(part.exact for part in parts))
    rarest = (min(part.all, key=lambda clause: _commonness(clause, users)) for part in parts)
    return Clauses((frozenset().union(*rarest),))


def gate(clauses: Clauses, users: Users) -> Gate:
    """Return the gate whose commonest literal is the rarest; None where there is none."""
    gates = [clause for clause in clauses.all if all(term.there for term in clause)]
    rarest = min(gates, key=lambda clause: _commonness(clause, users), default=None)
    return None if rarest is None else frozenset((term.literal, term.column) for term in rarest)


_Commonness = tuple[int, int, int]


def _commonness(clause: Clause, users: Users) -> tuple[bool, _Commonness, int]:
    """Return what of two clauses is more where one is true more often.

    What few queries ask for is rare, names are rarer than offices, these than words and these than
    sources, and long words are rarer than short ones. What need not be there is not rare.
    """
    commonest = max(_commonness_of_literal(term.literal, users) for term in clause)
    return not all(term.there for term in clause), commonest, len(clause)


def _commonness_of_literal(literal: Literal, users: Users) -> _Commonness:
    shared = users.get(literal, 0)
    if isinstance(literal, PhraseKey):
        return shared, 2, -sum(len(word) + 1 for word in literal.words)
    kinds: Sequence[type] = (str, OfficeKey)
    rank = next((at for at, kind in enumerate(kinds) if isinstance(literal, kind)), 3)
    return shared, rank, 0
