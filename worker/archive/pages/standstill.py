"""When nothing was asked: the service was off, or had no network to ask through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, or_, select

from worker.archive.schema.tables import run
from worker.model import Fault

_NOT_ASKED = (Fault.OFFLINE.value, Fault.UNASKED.value)


def first_run(tx: Connection) -> datetime | None:
    """Return when the first source was asked; None where none ever was."""
    first: datetime | None = tx.scalar(select(func.min(run.c.started_at)))
    return first


def standstills(
    tx: Connection, since: datetime, until: datetime, longer_than: timedelta
) -> Iterator[tuple[datetime, datetime]]:
    """Yield each stretch longer than that in which no source was asked, from when to when.

    ``until`` is the end of what is looked at; ``since`` counts as a time at which one was asked.
    """
    asked = or_(run.c.fault.is_(None), run.c.fault.not_in(_NOT_ASKED))
    within = select(run.c.started_at).where(asked, run.c.started_at.between(since, until))
    last = since
    for at in tx.scalars(within.order_by(run.c.started_at)):
        if at - last > longer_than:
            yield last, at
        last = at
    if until - last > longer_than:
        yield last, until
