"""Articles about drought, and a watch run over them: what the tests of looking back share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import select

from tests.fakes import FakeClock
from tests.flow.officialdom import tell
from worker.archive.alerts import outbox
from worker.archive.alerts.look_backs import LookBack
from worker.archive.alerts.outbox import AlertListing
from worker.archive.database.engine import Archive
from worker.archive.schema import tables
from worker.archive.sources.sources import StoredSource
from worker.flow.watches.look_back import begin, look_back

FIRST = date(2026, 2, 1)
HELD, PENDING = ["held"], ["pending"]
"""States of deliveries."""


def publish(archive: Archive, clock: FakeClock, source: StoredSource, *days: int) -> list[int]:
    """Publish an article about drought each, so many days after the first of February."""
    return [
        tell(archive, clock, source, f"Hạn mặn ngày {n}", f"Nước mặn ở xã số {n}.",
             day=FIRST + timedelta(days=n)).number
        for n in days
    ]  # fmt: skip


def begun(archive: Archive, clock: FakeClock, name: str, since: date | None = FIRST) -> LookBack:
    with archive.write() as tx:
        return begin(tx, name, since, clock)


def run(
    archive: Archive,
    clock: FakeClock,
    name: str,
    since: date | None = FIRST,
    meanwhile: Callable[[int, int], object] = lambda done, total: None,
) -> LookBack:
    """Look back in lots of two articles, an alert a transaction."""
    return look_back(archive, clock, begun(archive, clock, name, since), meanwhile, lot=2, batch=1)


def raised(archive: Archive) -> list[AlertListing]:
    """Return the alerts in the order raised."""
    with archive.read() as tx:
        return outbox.alerts(tx)[::-1]


def numbers(archive: Archive) -> list[int]:
    return [one.number for one in raised(archive) if one.number is not None]


def delivered(archive: Archive) -> list[str]:
    """Return the states of all deliveries."""
    with archive.read() as tx:
        return list(tx.scalars(select(tables.delivery.c.state).order_by(tables.delivery.c.seq)))
