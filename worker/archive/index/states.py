"""What has happened to articles since they were first shown, read off pages and sightings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    exists,
    literal,
    or_,
    select,
    union_all,
)

from worker.archive.pages.pages import MOVED
from worker.archive.schema.tables import page, sighting, source
from worker.model import ArticleState

_other: Final = sighting.alias("other")
_same_page: Final = _other.c.page_id == sighting.c.page_id
_WHERE: Final[dict[ArticleState, list[ColumnElement[bool]]]] = {
    ArticleState.EDITED: [exists().where(_same_page, _other.c.number != sighting.c.number)],
    ArticleState.GONE: [
        sighting.c.ended_at.is_not(None),
        page.c.state != MOVED,
        ~exists().where(_same_page, _other.c.id > sighting.c.id),
    ],
    ArticleState.DUPLICATE: [
        exists().where(_other.c.number == sighting.c.number, _other.c.page_id != sighting.c.page_id)
    ],
    ArticleState.BACKLOG: [
        page.c.last_listed.is_not(None),  # what came as a file was never polled
        or_(source.c.first_polled_at.is_(None), page.c.first_noted < source.c.first_polled_at),
        ~exists().where(_same_page, _other.c.id < sighting.c.id),
        ~exists().where(_other.c.number == sighting.c.number, _other.c.id < sighting.c.id),
    ],
}
"""What a sighting of an article in that state is like."""

_SHOWN: Final = sighting.join(page, page.c.id == sighting.c.page_id).join(
    source, source.c.id == page.c.source_id
)

_OF: Final = union_all(
    *(
        select(sighting.c.number, literal(state.value))
        .select_from(_SHOWN)
        .where(sighting.c.number.in_(bindparam("some", expanding=True)), and_(*conditions))
        for state, conditions in _WHERE.items()
    )
)


def numbers(state: ArticleState) -> Select[Any]:
    """Return the select of the numbers of all articles in a state."""
    return select(sighting.c.number).select_from(_SHOWN).where(and_(*_WHERE[state]))


def of(tx: Connection, some: Sequence[int]) -> dict[int, frozenset[ArticleState]]:
    """Return the states of these articles; those in none are left out."""
    found: defaultdict[int, set[ArticleState]] = defaultdict(set)
    for number, state in tx.execute(_OF, {"some": some}):
        found[number].add(ArticleState(state))
    return {number: frozenset(states) for number, states in found.items()}
