"""Heartbeats: which processes of the service run, and when each last said so.

The name of a ``run --once`` begins so that it is told from a service, which goes on.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, select

from worker.archive.schema.tables import heartbeat
from worker.archive.sql.statements import upsert

_ONCE: Final = "once-"
_BEAT: Final = upsert(heartbeat, key=("instance",), change=("pid", "host", "started_at", "beat_at"))


@dataclass(frozen=True, slots=True)
class Beat:
    """A process of the service; ``beat_at`` is when it last said that it runs."""

    instance: str
    pid: int
    host: str
    started_at: datetime
    beat_at: datetime

    @property
    def once(self) -> bool:
        """Say whether this is a ``run --once``."""
        return self.instance.startswith(_ONCE)


def instance(unique: str, *, once: bool) -> str:
    """Return what a process calls itself, by a text that no other has."""
    return f"{_ONCE}{unique}" if once else unique


def this_machine() -> str:
    """Return the name under which processes of this machine beat, as it is at this moment."""
    return os.uname().nodename


def beat(
    tx: Connection, instance: str, pid: int, host: str, started_at: datetime, now: datetime
) -> None:
    """Say that a process runs."""
    values = {
        "instance": instance,
        "pid": pid,
        "host": host,
        "started_at": started_at,
        "beat_at": now,
    }
    tx.execute(_BEAT[tx.dialect.name], values)


def beats(tx: Connection) -> tuple[Beat, ...]:
    """Return what each process said last, the latest first."""
    rows = tx.execute(select(heartbeat).order_by(heartbeat.c.beat_at.desc(), heartbeat.c.instance))
    return tuple(Beat(**row) for row in rows.mappings())


def forget(tx: Connection, instance: str) -> None:
    """Forget a process that has ended of its own accord."""
    tx.execute(delete(heartbeat).where(heartbeat.c.instance == instance))
