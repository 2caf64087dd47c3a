"""Turns of those who write: what only one may do at a time, kept to the end of the transaction.

On PostgreSQL they are advisory locks; on SQLite one transaction writes at a time anyway. Who needs
several takes them in the order of :class:`Turn`, so that no two wait for one another; that is
looked after on either database.
"""

from __future__ import annotations

from enum import Enum, unique
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection


@unique
class Turn(Enum):
    """What only one may do at a time, in the order in which turns are taken.

    The number is any, PostgreSQL's key of the lock, the same in every process.
    """

    UPGRADE = 4_406_871_562
    MATCHING = 4_406_871_563
    STORIES = 4_406_871_564
    DOMAINS = 4_406_871_565
    LEARNING = 4_406_871_567
    CLAIMING = 4_406_871_566


_ORDER: Final = list(Turn)
_TAKEN: Final[WeakKeyDictionary[Connection, set[Turn]]] = WeakKeyDictionary()


def wait(tx: Connection, turn: Turn) -> None:
    """Wait for all who have this turn or have joined in, and let nobody else in."""
    _note(tx, turn)
    if tx.dialect.name == "postgresql":
        tx.exec_driver_sql(f"SELECT pg_advisory_xact_lock({turn.value})")


def join(tx: Connection, turn: Turn) -> None:
    """Let nobody have this turn alone; any number may join in at once."""
    _note(tx, turn)
    if tx.dialect.name == "postgresql":
        tx.exec_driver_sql(f"SELECT pg_advisory_xact_lock_shared({turn.value})")


def _note(tx: Connection, turn: Turn) -> None:
    """Note what a transaction takes. One out of order is a mistake of this program."""
    taken = _TAKEN.setdefault(tx, set())
    before = _ORDER[: _ORDER.index(turn) + 1]
    assert turn in taken or taken.issubset(before), f"{turn.name} after {taken}"
    taken.add(turn)
