"""What the finished polls of a source, and the pages that they brought, tell of its health."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, exists, func, or_, select

from worker.archive.pages.pages import HAS_SHOWN
from worker.archive.schema.rows import SHOWN_LAST, AnyRow
from worker.archive.schema.tables import page, run, sighting, source
from worker.archive.sources.runs import COUNTED, fault_of
from worker.model import Fault, PageCounts, PollRecord, WayKind

OTHERS = 5
"""Other sources that are asked whether the network is there, those polled last."""

LATE = timedelta(days=7)
"""How long after its publication an article may be noted and still count as published then."""


def latest(tx: Connection, source_id: int, before: int, limit: int) -> list[PollRecord]:
    """Return the finished polls of a source before that run, the latest first."""
    return [_poll(row) for row in tx.execute(_finished(source_id, before).limit(limit))]


def with_pages(
    tx: Connection, source_id: int, before: int, since: datetime, limit: int
) -> list[PollRecord]:
    """Return those of them since an instant that looked at pages, the latest first."""
    looked = or_(run.c.read > 0, run.c.unread > 0, run.c.gated > 0, run.c.failed > 0)
    found = _finished(source_id, before).where(run.c.started_at >= since, looked)
    return [_poll(row) for row in tx.execute(found.limit(limit))]


def of_others(tx: Connection, but_not: Collection[int], since: datetime) -> list[Fault | None]:
    """Return what the latest finished poll met of some other sources, polled since then.

    Folders are not among them: they need no network.
    """
    last = (
        select(func.max(run.c.id))
        .where(run.c.source_id == source.c.id, run.c.finished_at.is_not(None))
        .correlate(source)
        .scalar_subquery()
    )
    found = (
        select(run.c.fault, source.c.ways)
        .select_from(source.join(run, run.c.id == last))
        .where(source.c.enabled, source.c.id.not_in(list(but_not)), run.c.started_at >= since)
        .order_by(run.c.id.desc())
        .limit(OTHERS * 10)
    )
    rows = (row for row in tx.execute(found) if any(way[0] != WayKind.FOLDER for way in row.ways))
    return [fault_of(row.fault) for row in islice(rows, OTHERS)]


def started_at(tx: Connection, run_id: int) -> datetime:
    """Return when a poll began."""
    began: datetime = tx.execute(select(run.c.started_at).where(run.c.id == run_id)).scalar_one()
    return began


def first_at(tx: Connection, source_id: int, otherwise: datetime) -> datetime:
    """Return when a source was polled first."""
    found = select(run.c.started_at).where(run.c.source_id == source_id)
    return tx.scalar(found.order_by(run.c.id).limit(1)) or otherwise


def has_found(tx: Connection, source_id: int) -> bool:
    """Say whether a source has ever led to a page."""
    return bool(tx.scalar(select(exists().where(page.c.source_id == source_id))))


def last_arrival(tx: Connection, source_id: int) -> datetime | None:
    """Return when the last page of a source that shows an article was noted."""
    here = (page.c.source_id == source_id, page.c.state.in_(HAS_SHOWN))
    came: datetime | None = tx.scalar(select(func.max(page.c.first_noted)).where(*here))
    return came


def arrivals(tx: Connection, source_id: int, since: datetime) -> list[datetime]:
    """Return when the pages of a source that show an article were noted since then, in order.

    What had long been published when it was noted, a backfill brought: it is no habit.
    """
    here = (page.c.source_id == source_id, page.c.state.in_(HAS_SHOWN), page.c.first_noted >= since)
    columns = select(page.c.first_noted, sighting.c.published_at)
    found = columns.select_from(page.join(sighting, SHOWN_LAST)).where(*here)
    rows = tx.execute(found.order_by(page.c.first_noted))
    return [noted for noted, at in rows if at is None or noted - at < LATE]


def _finished(source_id: int, before: int) -> Select[Any]:
    columns = (run.c.started_at, run.c.fault, run.c.error, *(run.c[name] for name in COUNTED))
    return (
        select(*columns)
        .where(run.c.source_id == source_id, run.c.id < before, run.c.finished_at.is_not(None))
        .order_by(run.c.id.desc())
    )


def _poll(row: AnyRow) -> PollRecord:
    started, fault, error, *counts = row
    return PollRecord(started, fault_of(fault), error, PageCounts(*counts))
