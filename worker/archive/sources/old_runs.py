"""Polls of long ago: which of them nothing asks for any more.

A year of a hundred sources is a million polls. What is told of a source's health rests on its last
ones; of the others it matters, to a press review of those days, when anything was asked at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final

from sqlalchemy import Connection, func, select

from worker.archive.schema.rows import AnyRow
from worker.archive.schema.tables import run
from worker.archive.sources import coverage
from worker.archive.sources.runs import NOT_ASKED
from worker.archive.sql.batches import AT_ONCE, remove_rows

LATEST: Final = 200
"""Polls of a source that stay however old they are: as many as its health is read from."""


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Of a source: its first poll, the first of its latest, and when it last did well."""

    first: int
    latest: int
    success: datetime | None


def unneeded(tx: Connection, before: datetime) -> Iterator[int]:
    """Yield the polls begun before then that nothing asks for any more, the oldest first.

    Left are of each source the first one, the ``LATEST``, and those since it last did well; and of
    each hour the first and the last at which any source was asked.
    """
    bounds = _bounds(tx)
    columns = (run.c.id, run.c.source_id, run.c.started_at, run.c.fault)
    old = select(*columns).where(run.c.started_at < before).order_by(run.c.started_at, run.c.id)
    rows = tx.execute(old, execution_options={"yield_per": AT_ONCE})
    for _, of_hour in groupby(rows, lambda row: _hour(row.started_at)):
        some = list(of_hour)
        asked = [row.id for row in some if row.fault not in NOT_ASKED]
        for row in some:
            if row.id not in (*asked[:1], *asked[-1:]) and _is_past(row, bounds[row.source_id]):
                yield row.id


def remove(tx: Connection, runs: list[int]) -> None:
    """Remove these polls."""
    remove_rows(tx, run.c.id, runs)


def _bounds(tx: Connection) -> dict[int, _Bounds]:
    last = coverage.last(tx)
    firsts = tx.execute(select(run.c.source_id, func.min(run.c.id)).group_by(run.c.source_id))
    return {
        source_id: _Bounds(first, _latest(tx, source_id), last[source_id].success)
        for source_id, first in firsts.all()
    }


def _latest(tx: Connection, source_id: int) -> int:
    """Return the first of a source's latest polls, 0 where it has fewer."""
    found = select(run.c.id).where(run.c.source_id == source_id).order_by(run.c.id.desc())
    return tx.scalar(found.offset(LATEST - 1).limit(1)) or 0


def _is_past(row: AnyRow, of_source: _Bounds) -> bool:
    """Say whether a poll tells nothing of its source any more."""
    did_well = of_source.success is not None and row.started_at < of_source.success
    return did_well and of_source.first < row.id < of_source.latest


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
