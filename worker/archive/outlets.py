"""Which pages of which papers have shown an article, for those who name all that told a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from worker.archive.rows import shown_time
from worker.archive.tables import page, sighting, source
from worker.model import Origin, Precision

_AT_ONCE: Final = 500
_later: Final = sighting.alias("later")
_LAST: Final = (
    select(func.max(_later.c.id)).where(_later.c.page_id == sighting.c.page_id).scalar_subquery()
)
_OTHERS: Final = (
    select(func.count())
    .where(_later.c.page_id == sighting.c.page_id, _later.c.number != sighting.c.number)
    .scalar_subquery()
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
        _OTHERS.label("others"),
    )
    .select_from(
        sighting.join(page, page.c.id == sighting.c.page_id).join(
            source, source.c.id == page.c.source_id
        )
    )
    .where(sighting.c.number.in_(bindparam("numbers", expanding=True)))
    .order_by(sighting.c.id)
)


@dataclass(frozen=True, slots=True)
class ShownAt:
    """An article on one page, since when, and what became of it there.

    ``edited`` says that the page has shown another text too, ``current`` that this is the one it
    showed last, ``gone`` that it showed this one last and shows it no more. A ``sample`` is no real
    paper's.
    """

    number: int
    page_id: int
    url: str
    source_title: str
    at: datetime
    precision: Precision
    edited: bool
    current: bool
    gone: bool
    sample: bool


def of(tx: Connection, numbers: Sequence[int]) -> dict[int, list[ShownAt]]:
    """Return for each article the pages that have shown it, in the order of the first time."""
    pages: dict[tuple[int, int], ShownAt] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        for row in tx.execute(_SHOWN, {"numbers": list(numbers[start : start + _AT_ONCE])}):
            is_last = row.id == row.last
            shown = ShownAt(
                number=row.number,
                page_id=row.page_id,
                url=row.url,
                source_title=row.title,
                at=shown_time(row),
                precision=Precision(row.precision),
                edited=row.others > 0,
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
