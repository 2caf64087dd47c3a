"""Articles as they are matched: each with the setting in which it was first shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from worker.archive.schema.rows import SHOWN_FIRST, article_of, shown_time
from worker.archive.schema.tables import article, sighting, source
from worker.clock import hanoi_day
from worker.model import Article, Setting

_SHOWN: Final = (
    select(
        article.c.number,
        article.c.title,
        article.c.paragraphs,
        sighting.c.published_at,
        sighting.c.first_seen,
        sighting.c.byline,
        source.c.id.label("source_id"),
        source.c.place,
    )
    .select_from(SHOWN_FIRST)
    .order_by(article.c.number)
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An article, where and when it was first shown, and the row of the source that showed it.

    ``at`` is when it was published, else ``first_seen``.
    """

    number: int
    article: Article
    setting: Setting
    source_id: int
    at: datetime
    first_seen: datetime


def after(tx: Connection, number: int, limit: int) -> list[Shown]:
    """Return the next articles above that number, the lowest first."""
    return _all(tx, _SHOWN.where(article.c.number > number).limit(limit))


def these(tx: Connection, numbers: Collection[int]) -> list[Shown]:
    """Return these articles, the lowest number first; those not there are left out."""
    return _all(tx, _SHOWN.where(article.c.number.in_(numbers)))


def count(tx: Connection, upto: int | None = None) -> int:
    """Return how many articles there are, up to that number where one is given."""
    counted = select(func.count()).where(article.c.forgotten_at.is_(None))
    if upto is not None:
        counted = counted.where(article.c.number <= upto)
    return tx.scalar(counted) or 0


def _all(tx: Connection, asked: Select[Any]) -> list[Shown]:
    return [
        Shown(
            row.number,
            article_of(row.title, row.paragraphs),
            Setting(row.place, hanoi_day(shown_time(row)), row.number, row.byline),
            row.source_id,
            shown_time(row),
            row.first_seen,
        )
        for row in tx.execute(asked)
    ]
