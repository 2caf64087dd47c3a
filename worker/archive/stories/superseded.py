"""Which articles their pages show no more, since another one stands there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from worker.archive.schema.tables import sighting
from worker.model import Superseded

_same: Final = sighting.alias("same")
_now: Final = sighting.alias("now")
_came: Final = sighting.alias("came")
_until: Final = sighting.alias("until")

_LAST_OF_PAGE: Final = (
    select(func.max(_same.c.id)).where(_same.c.page_id == sighting.c.page_id).scalar_subquery()
)
_LAST_OF_IT: Final = (
    select(func.max(_until.c.id))
    .where(_until.c.page_id == sighting.c.page_id, _until.c.number == sighting.c.number)
    .correlate(sighting)
    .scalar_subquery()
)
_SINCE: Final = (
    select(func.min(_came.c.first_seen))
    .where(
        _came.c.page_id == sighting.c.page_id,
        _came.c.number == _now.c.number,
        _came.c.id > _LAST_OF_IT,
    )
    .correlate(sighting, _now)
    .scalar_subquery()
)
_SUPERSEDED: Final = (
    select(sighting.c.id, sighting.c.number, _now.c.number.label("by"), _SINCE.label("since"))
    .select_from(sighting.join(_now, _now.c.id == _LAST_OF_PAGE))
    .where(_now.c.number != sighting.c.number)
)
_FIRST: Final = (
    select(func.min(_same.c.id))
    .where(_same.c.number.in_(bindparam("some", expanding=True)))
    .group_by(_same.c.number)
)
_OF_ARTICLES: Final = _SUPERSEDED.where(sighting.c.id.in_(_FIRST))
_OF_SIGHTINGS: Final = _SUPERSEDED.where(sighting.c.id.in_(bindparam("some", expanding=True)))


def of_articles(tx: Connection, numbers: Sequence[int]) -> dict[int, Superseded]:
    """Return what the first pages of these articles show now; those still shown are left out."""
    if not numbers:
        return {}
    rows = tx.execute(_OF_ARTICLES, {"some": list(numbers)})
    return {row.number: Superseded(row.by, row.since) for row in rows}


def of_sightings(tx: Connection, ids: Sequence[int]) -> dict[int, Superseded]:
    """Return, by sighting, what its page shows now; where that is the same it is left out."""
    if not ids:
        return {}
    rows = tx.execute(_OF_SIGHTINGS, {"some": list(ids)})
    return {row.id: Superseded(row.by, row.since) for row in rows}
