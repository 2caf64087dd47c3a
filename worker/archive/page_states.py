"""In which state the pages of a source are, and which of them are in trouble."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from worker.archive.pages import GONE, MOVED
from worker.archive.tables import page


@dataclass(frozen=True, slots=True)
class Troubled:
    """A page that failed or was set aside, and why."""

    url: str
    state: str
    error: str


def counts(tx: Connection, source_id: int) -> dict[str, int]:
    """Return how many pages of a source are in each state."""
    found = select(page.c.state, func.count()).where(page.c.source_id == source_id)
    return {row[0]: row[1] for row in tx.execute(found.group_by(page.c.state))}


def troubled(tx: Connection, source_id: int, limit: int) -> list[Troubled]:
    """Return pages of a source that failed or were set aside, the latest noted first.

    Those that are missing are among them; those that have gone or moved are no trouble any more.
    """
    found = (
        select(page.c.url, page.c.state, page.c.error)
        .where(page.c.source_id == source_id, page.c.error.is_not(None))
        .where(page.c.state.not_in((GONE, MOVED)))
        .order_by(page.c.id.desc())
        .limit(limit)
    )
    return [Troubled(*row) for row in tx.execute(found)]
