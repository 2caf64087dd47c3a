"""Troubles of sources: what was wrong, from when until when.

A source has one open trouble of each kind; a constraint says so, whoever closes a poll.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, or_, select, update

from worker.archive.schema.rows import AnyRow
from worker.archive.schema.tables import trouble as table
from worker.archive.sources.runs import fault_of
from worker.archive.sql.statements import insert_or_leave
from worker.model import AlertKind, Diagnosis, Stage, Trouble

_BEGIN: Final = insert_or_leave(table, table.c.id)


def begin(tx: Connection, source_id: int, found: Diagnosis, told: str, now: datetime) -> int | None:
    """Keep a new trouble and return its row; None where one of that kind is open already.

    It began when it was first met, not when there was enough of it to be told. ``told`` is what
    was found in words.
    """
    values = {
        "source_id": source_id,
        "kind": found.kind.value,
        "stage": found.stage.value,
        "cause": found.cause and found.cause.value,
        "told": told,
        "begun_at": found.since or now,
    }
    begun = tx.execute(_BEGIN[tx.dialect.name], values).scalar()
    return None if begun is None else int(begun)


def end(tx: Connection, trouble_id: int, now: datetime) -> None:
    """Record that a trouble is over."""
    tx.execute(update(table).where(table.c.id == trouble_id).values(ended_at=now))


def reopen(tx: Connection, trouble_id: int) -> None:
    """Let a trouble that seemed to be over go on."""
    tx.execute(update(table).where(table.c.id == trouble_id).values(ended_at=None))


def of_source(tx: Connection, source_id: int, limit: int) -> list[Trouble]:
    """Return the troubles of a source, the latest first, at most ``limit``."""
    found = select(table).where(table.c.source_id == source_id)
    return [_trouble(row) for row in tx.execute(found.order_by(table.c.id.desc()).limit(limit))]


def latest(tx: Connection, source_id: int, kind: AlertKind) -> Trouble | None:
    """Return the last trouble of a kind that a source had or has."""
    found = select(table).where(table.c.source_id == source_id, table.c.kind == kind.value)
    row = tx.execute(found.order_by(table.c.id.desc()).limit(1)).first()
    return None if row is None else _trouble(row)


def open_now(tx: Connection) -> list[Trouble]:
    """Return all troubles that are open, the oldest first."""
    found = select(table).where(table.c.ended_at.is_(None)).order_by(table.c.begun_at, table.c.id)
    return [_trouble(row) for row in tx.execute(found)]


def since(tx: Connection, instant: datetime) -> list[Trouble]:
    """Return the troubles that are open or have ended since then, the oldest first."""
    recent = or_(table.c.ended_at.is_(None), table.c.ended_at >= instant)
    found = select(table).where(recent).order_by(table.c.begun_at, table.c.id)
    return [_trouble(row) for row in tx.execute(found)]


def broken_sources(troubles: Iterable[Trouble]) -> frozenset[int]:
    """Return the rows of the sources that one of these troubles calls broken."""
    return frozenset(t.source_id for t in troubles if t.kind is AlertKind.SOURCE_BROKEN)


def _trouble(row: AnyRow) -> Trouble:
    return Trouble(
        id=row.id,
        source_id=row.source_id,
        kind=AlertKind(row.kind),
        stage=Stage(row.stage),
        cause=fault_of(row.cause),
        told=row.told,
        begun_at=row.begun_at,
        ended_at=row.ended_at,
    )
