"""What a watch missed while it was paused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection

from worker.archive.alerts import outbox
from worker.archive.articles import articles
from worker.archive.index import search
from worker.clock import hanoi_day
from worker.flow.search.ask import Found, parse_query
from worker.flow.watches.caught import first_of_their_pages
from worker.match.queries.query import Query, matches
from worker.model import Watch

LOOKED_AT: Final = 10_000
"""Articles that are looked at, at most: the last seen."""

NEWEST: Final = 3
"""Articles that are kept to be shown."""

_BATCH: Final = 100


@dataclass(frozen=True, slots=True)
class Missed:
    """How many articles a watch would have told of, the last seen of them, and since which day.

    ``first_day`` is the earliest day on which any of them was published, in Hanoi. ``articles``
    were looked at; there are older ones of that time where it was ``cut``.
    """

    found: int
    newest: tuple[Found, ...]
    first_day: date | None
    articles: int
    cut: bool


def missed(
    tx: Connection, watch: Watch, since: datetime, until: datetime, *, most: int = LOOKED_AT
) -> Missed:
    """Look for what a watch would have told of that was first seen in that time.

    Raise UsageError where its query cannot be read.
    """
    query = parse_query(tx, watch.query)
    numbers = articles.seen_since(tx, since, until, most + 1)
    newest: list[Found] = []
    days: list[date] = []
    for one in _untold(tx, watch, query, numbers[:most]):
        newest += [one] if len(newest) < NEWEST else []
        assert one.snapshot.published_at is not None
        days.append(hanoi_day(one.snapshot.published_at))
    return Missed(
        found=len(days),
        newest=tuple(newest),
        first_day=min(days, default=None),
        articles=min(len(numbers), most),
        cut=len(numbers) > most,
    )


def _untold(tx: Connection, watch: Watch, query: Query, numbers: list[int]) -> Iterator[Found]:
    """Yield those of the articles that the watch would have told of and has not."""
    for start in range(0, len(numbers), _BATCH):
        found = [
            Found(number, snapshot, reasons)
            for number, snapshot in search.snapshots(tx, numbers[start : start + _BATCH])
            if (reasons := matches(query, snapshot)) is not None
        ]
        for one in first_of_their_pages(tx, query, found):
            if watch.id not in outbox.watches_alerted_on_page(tx, one.page_id):
                yield one.found
