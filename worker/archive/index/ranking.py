"""Best first: one bounded scoring that both databases compute from the index alone.

An article gets a point for each word or phrase of the query that it has, and three more for each
that stands in its title; of equal points the newer is better. What words weigh does not depend on
how frequent they are, so an order does not change with what else is in the archive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection

from worker.archive.index import narrowing, newest
from worker.archive.index.narrowing import Asked
from worker.archive.sql.time_limit import Patience
from worker.model import AllOf, AnyOf, HasWords, Narrowing

WINDOW: Final = 10_000
"""How many of the newest articles that a query may find are ranked."""

TERMS: Final = 12
"""How many words and phrases of a query count, the first ones."""

IN_TEXT: Final = 1
IN_TITLE: Final = 3
"""Points; what is in the title gets both."""


def ranked(tx: Connection, narrowed: Narrowing, patience: Patience | None = None) -> list[int]:
    """Return the keys of the newest ``WINDOW`` articles under a condition, the best first.

    Raise ArchiveError where patience ends: each word is asked for by itself.
    """
    keys = _keys(tx, narrowed, None)
    if not keys:
        return []
    terms = list(dict.fromkeys(narrowing.words(narrowed)))[:TERMS]
    titled = [replace(term, column="title") for term, _ in terms if term.column != "body"]
    # What every article has adds the same to all of them: only what one can lack is looked for.
    optional = [term for term, can_lack in terms if can_lack]
    points: Counter[int] = Counter()
    for some, each in ((optional, IN_TEXT), (titled, IN_TITLE)):
        for having in _having(tx, narrowed, some, keys[-1]):
            for key in having:
                points[key] += each
            if patience:
                patience.check()
    return sorted(keys, key=lambda key: (-points[key], -key))


def _having(
    tx: Connection, narrowed: Narrowing, terms: Sequence[HasWords], least: int
) -> Iterator[list[int]]:
    """Yield for each term the keys of the articles that have it."""
    if not terms or not _keys(tx, AllOf((narrowed, AnyOf(tuple(terms)))), least, 1):
        return
    for term in terms:
        # A part of an OR finds nothing that the whole does not: the whole need not be asked again.
        within = isinstance(narrowed, AnyOf) and term in narrowed.parts
        yield _keys(tx, term if within else AllOf((narrowed, term)), least)


def _keys(tx: Connection, narrowed: Narrowing, least: int | None, limit: int = WINDOW) -> list[int]:
    return newest.keys(tx, Asked(narrowed, limit, least=least))
