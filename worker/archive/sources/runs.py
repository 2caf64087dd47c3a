"""Runs: one poll of one source, what it found, and how it ended."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, insert, update

from worker.archive.schema.tables import run
from worker.model import NO_PAGES, Fault, PageCounts

COUNTED: Final = tuple(one.name for one in fields(PageCounts))
"""The columns that count what became of pages."""
NOT_ASKED: Final = (Fault.OFFLINE.value, Fault.UNASKED.value)
"""The faults of polls that asked nothing: no fault of a source's."""


@dataclass(frozen=True, slots=True)
class Run:
    """A poll; ``finished_at`` None while it runs, or where it was cut off.

    ``left_out`` is how many polls were due while it still ran, and left out for that.
    """

    id: int
    started_at: datetime
    finished_at: datetime | None
    discovered: int
    fetched: int
    stored: int
    alerts: int
    error: str | None
    left_out: int = 0
    fault: Fault | None = None
    pages: PageCounts = NO_PAGES


def start(tx: Connection, source_id: int, now: datetime) -> int:
    """Record that a poll has begun, and return its row."""
    counts = {"discovered": 0, "fetched": 0, "stored": 0, "alerts": 0}
    begun = insert(run).values(source_id=source_id, started_at=now, **counts)
    return int(tx.execute(begun.returning(run.c.id)).scalar_one())


def finish(
    tx: Connection,
    run_id: int,
    now: datetime,
    *,
    discovered: int,
    fetched: int,
    stored: int,
    alerts: int,
    error: str | None,
    fault: Fault | None = None,
    pages: PageCounts = NO_PAGES,
) -> None:
    """Record how a poll has ended."""
    tx.execute(
        update(run)
        .where(run.c.id == run_id)
        .values(
            finished_at=now,
            discovered=discovered,
            fetched=fetched,
            stored=stored,
            alerts=alerts,
            error=error,
            fault=fault,
            **asdict(pages),
        )
    )


def leave_out(tx: Connection, run_id: int) -> None:
    """Count a poll that was due while this one still ran."""
    tx.execute(update(run).where(run.c.id == run_id).values(left_out=run.c.left_out + 1))


def of_row(row: RowMapping, *, prefix: str) -> Run:
    """Read a run from a row whose columns bear that prefix."""
    return Run(
        id=row[f"{prefix}id"],
        started_at=row[f"{prefix}started_at"],
        finished_at=row[f"{prefix}finished_at"],
        discovered=row[f"{prefix}discovered"],
        fetched=row[f"{prefix}fetched"],
        stored=row[f"{prefix}stored"],
        alerts=row[f"{prefix}alerts"],
        error=row[f"{prefix}error"],
        left_out=row[f"{prefix}left_out"],
        fault=fault_of(row[f"{prefix}fault"]),
        pages=PageCounts(*(row[f"{prefix}{name}"] for name in COUNTED)),
    )


def fault_of(kept: str | None) -> Fault | None:
    """Return the fault that is kept under that name."""
    return None if kept is None else Fault(kept)
