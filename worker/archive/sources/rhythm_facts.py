"""What the archive knows of when a source has published."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, select

from worker.archive.pages.pages import ASIDE
from worker.archive.schema.tables import page, sighting
from worker.model import Precision

MOST: Final = 5_000
"""Articles looked at, the latest; a source that has more in the window is known well by them."""
_same: Final = sighting.alias("same")
_LATE: Final = timedelta(days=7)
"""How long after its publication an article may have been found: the service was off, say."""


def published(tx: Connection, source_id: int, since: datetime) -> list[datetime]:
    """Return when what a source led to since then was published, the latest found first.

    That is the time on the page where it has one to the minute, else the time its address was
    noted. Addresses that hold no article do not count.
    """
    first = select(func.min(_same.c.id)).where(_same.c.page_id == page.c.id).scalar_subquery()
    found = (
        select(page.c.first_noted, sighting.c.published_at, sighting.c.precision)
        .select_from(page.outerjoin(sighting, sighting.c.id == first))
        .where(page.c.source_id == source_id, page.c.first_noted > since, page.c.state != ASIDE)
        .order_by(page.c.first_noted.desc())
        .limit(MOST)
    )
    return [_told(*row) for row in tx.execute(found)]


def _told(noted: datetime, published_at: datetime | None, precision: str | None) -> datetime:
    """Return the time on the page where it can be, else when the address was noted."""
    if published_at is None or precision != Precision.MINUTE.value:
        return noted
    return published_at if timedelta(0) <= noted - published_at <= _LATE else noted
