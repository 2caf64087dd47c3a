"""In which state the pages of a source are, which are in trouble, which wait for another look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, case, exists, func, select

from worker.archive.pages.pages import GONE, MOVED
from worker.archive.schema.tables import page, sighting, source

LATE: Final = timedelta(hours=1)
"""How long a look may be due before it is told as overdue; the job looks every minute."""


@dataclass(frozen=True, slots=True)
class Troubled:
    """A page that failed or was set aside, why, and until when it is left alone.

    ``error`` does not say the address again that it may have begun with.
    """

    url: str
    state: str
    error: str
    next_fetch: datetime | None


def counts(tx: Connection, source_id: int) -> dict[str, int]:
    """Return how many pages of a source are in each state."""
    found = select(page.c.state, func.count()).where(page.c.source_id == source_id)
    return {row[0]: row[1] for row in tx.execute(found.group_by(page.c.state))}


def troubled(tx: Connection, source_id: int, limit: int) -> list[Troubled]:
    """Return pages of a source that failed or were set aside, the latest noted first.

    Those that are missing are among them; those that have gone or moved are no trouble any more.
    """
    found = (
        select(page.c.url, page.c.state, page.c.error, page.c.next_fetch)
        .where(page.c.source_id == source_id, page.c.error.is_not(None))
        .where(page.c.state.not_in((GONE, MOVED)))
        .order_by(page.c.id.desc())
        .limit(limit)
    )
    return [
        Troubled(url, state, error.removeprefix(f"{url}: "), next_fetch)
        for url, state, error, next_fetch in tx.execute(found)
    ]


@dataclass(frozen=True, slots=True)
class Looks:
    """How pages are looked at again: when one was ``last``, of those that will be again; how many
    are ``waiting`` for another look; how many of them are ``due``, and for more than an hour."""

    last: datetime | None
    waiting: int
    due: int
    overdue: int


def looks(tx: Connection, now: datetime, source_id: int | None = None) -> Looks:
    """Return how the pages of a source, or of all that are switched on, are looked at again."""
    earlier = exists().where(
        sighting.c.page_id == page.c.id, sighting.c.first_seen < page.c.last_fetched
    )
    found = (
        select(
            func.max(case((earlier, page.c.last_fetched))).label("shown"),
            func.max(page.c.missing_at).label("missed"),
            func.count().label("waiting"),
            func.count(case((page.c.next_look <= now, 1))).label("due"),
            func.count(case((page.c.next_look <= now - LATE, 1))).label("overdue"),
        )
        .select_from(page.join(source, source.c.id == page.c.source_id))
        .where(page.c.next_look.is_not(None))
    )
    of = source.c.enabled.is_(True) if source_id is None else source.c.id == source_id
    row = tx.execute(found.where(of)).one()
    last = max(filter(None, (row.shown, row.missed)), default=None)
    return Looks(last, row.waiting, row.due, row.overdue)
