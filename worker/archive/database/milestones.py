"""Milestones: what is done once in an archive's life, whoever starts it and however often."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, exists, select

from worker.archive.schema.tables import milestone
from worker.archive.sql.statements import insert_or_leave

SEEDS: Final = "seeds"
SAMPLES: Final = "samples"

_REACH: Final = insert_or_leave(milestone, milestone.c.name)


def reached(tx: Connection, name: str) -> bool:
    """Say whether that has been done."""
    return bool(tx.scalar(select(exists().where(milestone.c.name == name))))


def reach(tx: Connection, name: str, now: datetime) -> bool:
    """Claim that for this transaction; False where it has been done already.

    Of two that start at once, one waits for the other and then gets False.
    """
    values = {"name": name, "reached_at": now}
    return tx.execute(_REACH[tx.dialect.name], values).scalar() is not None


def withdraw(tx: Connection, name: str) -> None:
    """Say that it is to be done again."""
    tx.execute(delete(milestone).where(milestone.c.name == name))
