"""Articles in the order of publication: how many a day, how many in a stretch, the next lot.

Places in that order are the keys of the search index (``keys``). An article that says no time
stands where it was first seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, func, select

from worker.archive.index import keys
from worker.archive.schema.tables import article, sighting
from worker.clock import HANOI

_EPOCH: Final = date(1970, 1, 1)
_OF_HANOI: Final = int(HANOI.utcoffset(None).total_seconds())


def key_before(tx: Connection, start: datetime) -> int:
    """Return a key below those of all articles published from then on."""
    return keys.least(tx.dialect.name, start) - 1


def newest_key(tx: Connection) -> int | None:
    """Return the highest key; None where the archive has no articles."""
    newest: int | None = tx.scalar(select(func.max(article.c.search_key)))
    return newest


def by_day(tx: Connection, start: datetime, end: datetime) -> dict[date, int]:
    """Return how many articles were published on each day of Hanoi; none: no entry."""
    second = keys.seconds(tx.dialect.name, article.c.search_key)
    day = ((second + _OF_HANOI) // (24 * 60 * 60)).label("day")
    counted = select(day, func.count()).where(_within(tx, start, end)).group_by(day)
    return {_EPOCH + timedelta(days=day): count for day, count in tx.execute(counted)}


def start_of_newest(tx: Connection, start: datetime, end: datetime, most: int) -> datetime:
    """Return from when on at most ``most`` articles were published; ``start`` where they fit.

    Articles of one second stay together: there may be more by those of the first second.
    """
    key = article.c.search_key
    fits = select(key).where(_within(tx, start, end)).order_by(key.desc()).offset(most - 1).limit(2)
    last = tx.scalars(fits).all()
    return keys.time_of(tx.dialect.name, last[0]) if len(last) == 2 else start


def count(tx: Connection, above: int, upto: int) -> int:
    """Return how many articles have a key above the one and up to the other."""
    key = article.c.search_key
    return tx.scalar(select(func.count()).where(key > above, key <= upto)) or 0


def versions_together(tx: Connection, above: int, upto: int) -> int:
    """Return how many articles have a key above the one and up to the other, edited ones once.

    Versions are what one page has shown. A text on two pages is one article.
    """
    key = article.c.search_key
    page, number = sighting.c.page_id, sighting.c.number
    shown = sighting.join(article, article.c.number == number)
    within = (
        select(page, number)
        .select_from(shown)
        .where(key > above, key <= upto)
        .distinct()
        .subquery()
    )
    of_edited = select(within.c.page_id).group_by(within.c.page_id).having(func.count() > 1)
    rows = tx.execute(select(within).where(within.c.page_id.in_(of_edited)))
    return count(tx, above, upto) - joins((page, number) for page, number in rows)


def joins(shown: Iterable[tuple[int, int]]) -> int:
    """Return by how much the articles are fewer where those of one page count once.

    ``shown`` are pages, each with the number of an article that it has shown.
    """
    first: dict[int, int] = {}
    parents: dict[int, int] = {}
    joined = 0
    for page, number in shown:
        one, other = _root(parents, first.setdefault(page, number)), _root(parents, number)
        if one != other:
            parents[other] = one
            joined += 1
    return joined


def _root(parents: dict[int, int], number: int) -> int:
    while number in parents:
        number = parents[number]
    return number


def end_of_lot(tx: Connection, above: int, upto: int, size: int) -> int:
    """Return the key up to which there are ``size`` articles above a key, at most ``upto``.

    Articles of one second stay together: the last of them ends the lot.
    """
    key = article.c.search_key
    within = select(key).where(key > above, key <= upto).order_by(key)
    last = tx.scalar(within.offset(size - 1).limit(1))
    return upto if last is None else min(keys.end_of_second(tx.dialect.name, last), upto)


def _within(tx: Connection, start: datetime, end: datetime) -> ColumnElement[bool]:
    key = article.c.search_key
    return and_(key > key_before(tx, start), key <= key_before(tx, end))
