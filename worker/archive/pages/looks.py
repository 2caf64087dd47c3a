"""Pages that are looked at again: which are due, which are missing, which have gone.

``page.next_look`` says when a page is due; an index has those that are, whatever the archive's
size. What a page that is missing showed last is its last sighting, open until it has gone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    exists,
    or_,
    select,
    text,
    update,
)

from worker.archive.pages.pages import COLUMNS, GONE, HAS_SHOWN, MISSING, MOVED, SEEN, WAITING, Page
from worker.archive.schema.rows import AnyRow
from worker.archive.schema.tables import alert, page, sighting, source, watch
from worker.model import Absence, AlertKind, LookedAt, Met, Missed, MissingPage

MOST: Final = 10_000
"""Missing pages of one source that are weighed at once, and pages they are weighed against."""

_later: Final = sighting.alias("later")
_ABSENT: Final = (
    select(page, sighting.c.number, sighting.c.id.label("sighting_id"))
    .join(sighting, sighting.c.page_id == page.c.id)
    .where(
        page.c.missing_since.is_not(None),
        ~exists().where(_later.c.page_id == sighting.c.page_id, _later.c.id > sighting.c.id),
    )
)
_PLAN: Final = (
    update(page).where(page.c.id == bindparam("page_id")).values(next_look=bindparam("at"))
)
_IS_FOLLOWED: Final = select(
    or_(
        exists().where(alert.c.page_id == bindparam("page_id")),
        exists().where(alert.c.number == bindparam("number")),
    )
)


def sources_due(tx: Connection, now: datetime) -> list[int]:
    """Return the rows of the sources that have a page to be looked at again."""
    waits = exists().where(page.c.source_id == source.c.id, page.c.next_look <= now)
    return list(tx.scalars(select(source.c.id).where(waits).order_by(source.c.id)))


def due(tx: Connection, source_id: int, now: datetime, limit: int) -> list[Page]:
    """Return at most so many pages of a source to be looked at again, the longest due first."""
    found = select(*COLUMNS).where(page.c.source_id == source_id, page.c.next_look <= now)
    rows = tx.execute(found.order_by(page.c.next_look, page.c.id).limit(limit))
    return [Page(*tuple(row)) for row in rows]


def plan(tx: Connection, page_id: int, at: datetime | None) -> None:
    """Say when a page is looked at next; None: not any more."""
    tx.execute(_PLAN, {"page_id": page_id, "at": at})


def plan_sooner(tx: Connection, page_id: int, at: datetime) -> None:
    """Have a page looked at then, unless a sooner look is planned."""
    later = or_(page.c.next_look.is_(None), page.c.next_look > at)
    tx.execute(update(page).where(page.c.id == page_id, later).values(next_look=at))


def plan_changed(
    tx: Connection, source_id: int, stamps: Mapping[str, str | None], now: datetime
) -> None:
    """Have those files read now whose stamp is another than when they were read, or tried."""
    known = select(page.c.id, page.c.url, page.c.etag, page.c.state).where(
        page.c.source_id == source_id,
        or_(page.c.state == SEEN, and_(page.c.state == WAITING, page.c.next_fetch > now)),
    )
    for row in tx.execute(known).all():
        if stamps.get(row.url, row.etag) == row.etag:
            continue
        if row.state == SEEN:
            plan(tx, row.id, now)
        else:
            tx.execute(update(page).where(page.c.id == row.id).values(next_fetch=None))


def is_followed(tx: Connection, page_id: int, number: int) -> bool:
    """Say whether some watch has raised an alert about a page, or about the article it shows."""
    return bool(tx.scalar(_IS_FOLLOWED, {"page_id": page_id, "number": number}))


def absent(tx: Connection, page_id: int) -> MissingPage | None:
    """Return a page that is missing, gone or moved, held until the transaction ends; else None."""
    row = tx.execute(_ABSENT.where(page.c.id == page_id).with_for_update(of=page)).first()
    return None if row is None else _missing_page(row)


def keep_missing(
    tx: Connection,
    page_id: int,
    missed: Missed,
    *,
    absence: Absence,
    told: str,
    has_gone: bool,
    again: datetime | None,
) -> None:
    """Record a look that missed a page; it is asked whole the next time.

    One that has gone, or moved, stays so.
    """
    tx.execute(
        update(page)
        .where(page.c.id == page_id)
        .values(
            state=page.c.state if has_gone else MISSING,
            missing_since=missed.since,
            missing_at=missed.at,
            missing_looks=missed.looks,
            absence=absence.value,
            error=told,
            failures=0,
            next_fetch=None,
            next_look=again,
            etag=None,
            last_modified=None,
        )
    )


def missing(tx: Connection, source_id: int, looked_since: datetime) -> list[MissingPage]:
    """Return the pages of a source that looks since then have missed, and that are not yet gone.

    The longest missing come first.
    """
    of_source = (page.c.source_id == source_id, page.c.state == MISSING)
    return _absent_ones(tx, *of_source, page.c.missing_at >= looked_since)


def gone(tx: Connection, source_id: int, since: datetime) -> list[MissingPage]:
    """Return the pages of a source that have gone or moved, and were not missing before then."""
    of_source = (page.c.source_id == source_id, page.c.state.in_((GONE, MOVED)))
    return _absent_ones(tx, *of_source, page.c.missing_since >= since)


def _absent_ones(tx: Connection, *conditions: ColumnElement[bool]) -> list[MissingPage]:
    found = _ABSENT.where(*conditions).order_by(page.c.missing_since, page.c.id).limit(MOST)
    return [_missing_page(row) for row in tx.execute(found)]


def looked_since(tx: Connection, source_id: int, since: datetime) -> list[LookedAt]:
    """Return what the last look met at each page of a source that was looked at since then."""
    lately = or_(
        page.c.last_fetched >= since, page.c.missing_at >= since, page.c.last_failed >= since
    )
    columns = (page.c.url, page.c.state, page.c.failures, page.c.last_failed, page.c.absence)
    found = select(*columns).where(
        page.c.source_id == source_id, page.c.state.in_(HAS_SHOWN), lately
    )
    return [_looked_at(row, since) for row in tx.execute(found.limit(MOST))]


def has_gone(
    tx: Connection, page_id: int, *, moved: bool, again: datetime | None, gone_with: str | None
) -> None:
    """Record that a page has gone, or that its article is shown by another one now."""
    tx.execute(
        update(page)
        .where(page.c.id == page_id)
        .values(state=MOVED if moved else GONE, next_look=again, gone_with=gone_with)
    )


def showing(tx: Connection, number: int, *, but_not: int, limit: int) -> list[Page]:
    """Return pages that were last seen to show an article, the newest first."""
    shown = (sighting.c.number == number, sighting.c.ended_at.is_(None), page.c.state == SEEN)
    found = select(*COLUMNS).join(sighting, sighting.c.page_id == page.c.id)
    rows = tx.execute(
        found.where(*shown, page.c.id != but_not).order_by(page.c.id.desc()).limit(limit)
    )
    return [Page(*tuple(row)) for row in rows]


def standing(
    tx: Connection, source_id: int, numbers: Collection[int], *, but_not: int, limit: int
) -> list[Page]:
    """Return pages of a source that show one of these articles for all that is known, newest first.

    They are held until the transaction ends. One that fails, or that somebody is at, is left out.
    """
    shown = (sighting.c.number.in_(numbers), sighting.c.ended_at.is_(None), page.c.state == SEEN)
    # Few sightings lead to their pages; the sum keeps SQLite from going through all of the source.
    of_source = page.c.source_id + 0 == source_id
    found = select(*COLUMNS).join(sighting, sighting.c.page_id == page.c.id)
    found = found.where(*shown, of_source, page.c.failures == 0, page.c.id != but_not)
    rows = tx.execute(
        found.order_by(page.c.id.desc()).limit(limit).with_for_update(of=page, skip_locked=True)
    )
    return [Page(*tuple(row)) for row in rows]


def last_showed(tx: Connection, number: int) -> list[MissingPage]:
    """Return the pages that are missing or gone and showed an article last."""
    absent_ones = page.c.state.in_((MISSING, GONE))
    return _absent_ones(tx, sighting.c.number == number, absent_ones)


def told_of(tx: Connection, kind: AlertKind, subject: str) -> set[int]:
    """Return the watches that have raised an alert of that kind about that subject."""
    told = exists().where(
        alert.c.watch_id == watch.c.id,
        alert.c.kind == kind.value,
        alert.c.subject == subject,
        text("alert.subject <> ''"),  # the very words of the index
    )
    return set(tx.scalars(select(watch.c.id).where(told)))


def told_here(tx: Connection, kind: AlertKind, number: int, page_id: int) -> set[int]:
    """Return the watches that have raised an alert of that kind about an article on that page."""
    told = (alert.c.number == number, alert.c.page_id == page_id, alert.c.kind == kind.value)
    return set(tx.scalars(select(alert.c.watch_id).where(*told)))


def _missing_page(row: AnyRow) -> MissingPage:
    return MissingPage(
        id=row.id,
        url=row.url,
        number=row.number,
        sighting_id=row.sighting_id,
        missed=Missed(row.missing_since, row.missing_at, row.missing_looks),
        absence=Absence(row.absence),
        told=row.error or "",
        has_gone=row.state != MISSING,
        gone_with=row.gone_with,
    )


def _looked_at(row: AnyRow, since: datetime) -> LookedAt:
    absence = None if row.absence is None else Absence(row.absence)
    if row.failures and row.last_failed is not None and row.last_failed >= since:
        return LookedAt(row.url, Met.FAILED, absence)
    met = {SEEN: Met.SHOWN, MOVED: Met.MOVED}.get(row.state, Met.MISSING)
    return LookedAt(row.url, met, absence)
