"""Which pages of which papers have shown an article, for those who name all that told a story.

And what each of these pages has shown one after the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from worker.archive.schema.rows import shown_time
from worker.archive.schema.tables import page, sighting, source
from worker.archive.sql.batches import batches
from worker.model import Origin, Precision

_later: Final = sighting.alias("later")
_LAST: Final = (
    select(func.max(_later.c.id)).where(_later.c.page_id == sighting.c.page_id).scalar_subquery()
)
_SHOWN: Final = (
    select(
        sighting.c.id,
        sighting.c.number,
        sighting.c.page_id,
        sighting.c.published_at,
        sighting.c.precision,
        sighting.c.first_seen,
        sighting.c.ended_at,
        page.c.url,
        source.c.title,
        source.c.origin,
        _LAST.label("last"),
    )
    .select_from(
        sighting.join(page, page.c.id == sighting.c.page_id).join(
            source, source.c.id == page.c.source_id
        )
    )
    .where(sighting.c.number.in_(bindparam("numbers", expanding=True)))
    .order_by(sighting.c.id)
)
_IN_TURN: Final = (
    select(
        sighting.c.page_id,
        sighting.c.number,
        sighting.c.rules,
        sighting.c.first_seen,
        sighting.c.last_seen,
        sighting.c.ended_at,
    )
    .where(sighting.c.page_id.in_(bindparam("pages", expanding=True)))
    .order_by(sighting.c.id)
)


@dataclass(frozen=True, slots=True)
class ShownAt:
    """An article on one page, since when, and what became of it there.

    ``current`` says that it is what the page showed last, ``gone`` that the page shows it no more
    and nothing else. A ``sample`` is no real paper's.
    """

    number: int
    page_id: int
    url: str
    source_title: str
    at: datetime
    precision: Precision
    current: bool
    gone: bool
    sample: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page has shown from when to when, read by which rules; ``until`` None while it lasts.

    ``last_seen`` is when it was met there for the last time.
    """

    number: int
    rules: str
    since: datetime
    last_seen: datetime
    until: datetime | None


def of(tx: Connection, numbers: Sequence[int]) -> dict[int, list[ShownAt]]:
    """Return for each article the pages that have shown it, in the order of the first time."""
    pages: dict[tuple[int, int], ShownAt] = {}
    for some in batches(numbers):
        for row in tx.execute(_SHOWN, {"numbers": some}):
            is_last = row.id == row.last
            shown = ShownAt(
                number=row.number,
                page_id=row.page_id,
                url=row.url,
                source_title=row.title,
                at=shown_time(row),
                precision=Precision(row.precision),
                current=is_last,
                gone=is_last and row.ended_at is not None,
                sample=row.origin == Origin.SAMPLE.value,
            )
            key = (row.number, row.page_id)
            first = pages.setdefault(key, shown)
            pages[key] = replace(first, current=is_last, gone=shown.gone)
    found: dict[int, list[ShownAt]] = {}
    for (number, _), shown in pages.items():
        found.setdefault(number, []).append(shown)
    return found


def in_turn(tx: Connection, page_ids: Sequence[int]) -> dict[int, list[Shown]]:
    """Return what each of these pages has shown, one after the other."""
    shown: dict[int, list[Shown]] = {}
    for some in batches(page_ids):
        for page_id, *one in tx.execute(_IN_TURN, {"pages": some}):
            shown.setdefault(page_id, []).append(Shown(*one))
    return shown
