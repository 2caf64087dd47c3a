"""The order of the archive: each article has one key, and "newest first" is the order of keys.

A key is the second of publication, then, in its low bits, the place within that second.
PostgreSQL takes the article's number for it. SQLite's full-text index stores each key as the
distance to the one before, once for every word of an article, so there the place is a small
count: with numbers the index was a third larger.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, bindparam, select
from sqlalchemy.sql.base import Executable

from worker.archive.schema.tables import article
from worker.archive.sql.batches import batches

BITS: Final = {"sqlite": 8, "postgresql": 30}
"""Places in a second: 256 on SQLite, a number of up to 1,073 million on PostgreSQL."""

_SECONDS_LIMIT: Final = (1 << 33) - 1
"""Seconds from 1970 that a key has room for: the years 1697 to 2242; others stand at the ends."""

_SPILL: Final = timedelta(hours=1)
"""How far behind its second an article may stand on SQLite: where more than 256 have the
same second, the others take the places of the seconds after it. In an hour 920,000 find room, and
no import is so quick that articles without a date run ahead of the clock."""

_LATEST: Final = datetime.max.replace(tzinfo=UTC) - _SPILL


def least(dialect: str, at: datetime) -> int:
    """Return the smallest key of an article published in that second."""
    seconds = math.floor(at.timestamp())
    return max(-_SECONDS_LIMIT, min(seconds, _SECONDS_LIMIT)) << BITS[dialect]


def behind(dialect: str, at: datetime) -> datetime:
    """Return a time behind whose second no article stands that was published before ``at``."""
    up = at if at.microsecond == 0 else at + timedelta(seconds=1)
    return up if dialect == "postgresql" or up > _LATEST else up + _SPILL


def time_of(dialect: str, key: int) -> datetime:
    """Return the second that a key stands for."""
    return datetime.fromtimestamp(key >> BITS[dialect], UTC)


def end_of_second(dialect: str, key: int) -> int:
    """Return the highest key of the same second."""
    return key | (1 << BITS[dialect]) - 1


def times(dialect: str, above: int, upto: int) -> tuple[datetime, datetime]:
    """Return from when to before when all articles with such keys were published."""
    spill = _SPILL if dialect == "sqlite" else timedelta(0)
    return time_of(dialect, above) - spill, time_of(dialect, upto) + timedelta(seconds=1)


def seconds(dialect: str, key: ColumnElement[int]) -> ColumnElement[int]:
    """Return the second of a key in SQL, from 1970; of keys from then on."""
    return key // (1 << BITS[dialect])


def free(tx: Connection, at: datetime, number: int) -> int:
    """Return the key for an article of that time: behind all others of the same second."""
    start = least(tx.dialect.name, at)
    if tx.dialect.name == "postgresql":
        return start | number
    # One writer at a time on SQLite: nobody else can take it meanwhile.
    end = start + (1 << BITS["sqlite"])
    last = tx.scalar(_LAST, {"start": start, "end": end})
    if last is None:
        return start
    return int(tx.scalar(_FREE, {"last": last}) or last) + 1


def numbered(tx: Connection, some: Sequence[int]) -> list[tuple[int, int]]:
    """Return each of these keys with the number of its article, in their order."""
    found: dict[int, int] = {}
    for part in batches(some):
        rows = tx.execute(_NUMBERS, {"some": part})
        found |= {row.search_key: row.number for row in rows}
    return [(key, found[key]) for key in some if key in found]


def of(tx: Connection, numbers: Sequence[int]) -> dict[int, int]:
    """Return the key of each of these articles; those not there are left out."""
    found: dict[int, int] = {}
    for part in batches(numbers):
        rows = tx.execute(_KEYS, {"some": part})
        found |= {row.number: row.search_key for row in rows}
    return found


def of_second(dialect: str, key: int, at: datetime) -> bool:
    """Say whether a key stands in the second of that time."""
    bits = BITS[dialect]
    return key >> bits == least(dialect, at) >> bits


_NUMBERS: Final = select(article.c.search_key, article.c.number).where(
    article.c.search_key.in_(bindparam("some", expanding=True))
)
_KEYS: Final = select(article.c.search_key, article.c.number).where(
    article.c.number.in_(bindparam("some", expanding=True))
)
_next = article.alias("next")
_LAST: Final[Executable] = (
    select(article.c.search_key)
    .where(article.c.search_key >= bindparam("start"), article.c.search_key < bindparam("end"))
    .order_by(article.c.search_key.desc())
    .limit(1)
)
_FREE: Final[Executable] = (
    select(article.c.search_key)
    .where(
        article.c.search_key >= bindparam("last"),
        ~select(_next.c.number).where(_next.c.search_key == article.c.search_key + 1).exists(),
    )
    .order_by(article.c.search_key)
    .limit(1)
)
"""The last key of a run of keys without a gap."""
