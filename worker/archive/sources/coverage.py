"""How well sources are covered: when they last did well, what failed, what was read of them.

Each question is answered for all sources at once, from indexes, whatever the archive's size.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, ScalarSelect, case, func, literal, select

from worker.archive.pages.pages import ASIDE, HAS_SHOWN
from worker.archive.schema.rows import SHOWN_LAST
from worker.archive.schema.tables import page, run, sighting, source
from worker.archive.sources.runs import NOT_ASKED
from worker.model import Precision


@dataclass(frozen=True, slots=True)
class Last:
    """When a source last answered a poll well, and when its last article was noted."""

    success: datetime | None
    article: datetime | None


@dataclass(frozen=True, slots=True)
class Polls:
    """How many polls there were, and how many failed through the source's fault."""

    all: int
    failed: int


@dataclass(frozen=True, slots=True)
class Read:
    """How many pages were read as articles, and how many of them lack a date or a byline.

    ``aside`` counts the pages in which no title or no body was found.
    """

    articles: int = 0
    undated: int = 0
    unsigned: int = 0
    aside: int = 0


def last(tx: Connection) -> dict[int, Last]:
    """Return for each source, by its row, when it last did well."""
    rows = tx.execute(select(source.c.id, _last_success(), _last_article()))
    return {row[0]: Last(row[1], row[2]) for row in rows}


def polls_since(tx: Connection, since: datetime) -> dict[int, Polls]:
    """Return for each source how its finished polls since then ended; none: no entry."""
    failed = case((run.c.fault.is_(None), 0), (run.c.fault.in_(NOT_ASKED), 0), else_=1)
    found = (
        select(run.c.source_id, func.count(), func.sum(failed))
        .where(run.c.source_id.in_(select(source.c.id)), run.c.started_at >= since)
        .group_by(run.c.source_id)
    )
    return {row[0]: Polls(row[1], int(row[2])) for row in tx.execute(found)}


def failures_in_a_row(tx: Connection) -> dict[int, int]:
    """Return for each source how many polls have failed since one did well."""
    ever = literal(datetime.fromtimestamp(0, UTC), run.c.started_at.type)
    since = (
        run.c.source_id == source.c.id,
        run.c.started_at >= func.coalesce(_last_success(), ever),
        run.c.fault.is_not(None),
        run.c.fault.not_in(NOT_ASKED),
    )
    failed = select(func.count(run.c.id)).where(*since).correlate(source).scalar_subquery()
    return {row[0]: row[1] for row in tx.execute(select(source.c.id, failed))}


def read_since(tx: Connection, since: datetime) -> dict[int, Read]:
    """Return for each source what was read of the pages noted since then; none: no entry."""
    newest = (page.c.source_id.in_(select(source.c.id)), page.c.first_noted >= since)
    undated = case((sighting.c.precision == Precision.NONE.value, 1), else_=0)
    unsigned = case((sighting.c.byline.is_(None), 1), else_=0)
    read = (
        select(page.c.source_id, func.count(), func.sum(undated), func.sum(unsigned))
        .select_from(page.join(sighting, SHOWN_LAST))
        .where(*newest, page.c.state.in_(HAS_SHOWN))
        .group_by(page.c.source_id)
    )
    aside = (
        select(page.c.source_id, func.count())
        .where(*newest, page.c.state == ASIDE)
        .group_by(page.c.source_id)
    )
    articles = {row[0]: (row[1], int(row[2]), int(row[3])) for row in tx.execute(read)}
    unread = {row[0]: row[1] for row in tx.execute(aside)}
    return {
        one: Read(*articles.get(one, (0, 0, 0)), unread.get(one, 0))
        for one in articles.keys() | unread.keys()
    }


def _last_success() -> ScalarSelect[Any]:
    well_run = run.alias("well")
    well = (
        well_run.c.source_id == source.c.id,
        well_run.c.fault.is_(None),
        well_run.c.finished_at.is_not(None),
    )
    found = select(well_run.c.started_at).where(*well)
    found = found.order_by(well_run.c.started_at.desc()).limit(1)
    return found.correlate(source).scalar_subquery()


def _last_article() -> ScalarSelect[Any]:
    shown = (page.c.source_id == source.c.id, page.c.state.in_(HAS_SHOWN))
    return select(func.max(page.c.first_noted)).where(*shown).correlate(source).scalar_subquery()
