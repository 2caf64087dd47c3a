"""Pages: the addresses that sources led to, and when each is to be fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import Executable

from worker.archive import tables
from worker.archive.statements import insert_or_leave
from worker.archive.tables import page
from worker.model import Discovered

WAITING: Final = "waiting"
SEEN: Final = "seen"
ASIDE: Final = "aside"

_AT_ONCE: Final = 500
"""Addresses in one statement; SQLite allows 32,766 values in one."""

COLUMNS: Final = (
    page.c.id,
    page.c.url,
    page.c.source_id,
    page.c.seed_name,
    page.c.etag,
    page.c.last_modified,
    page.c.state,
    page.c.failures,
    page.c.last_fetched,
    page.c.last_listed,
    page.c.first_noted,
)
"""What a ``Page`` is made of, in its order."""
_NOTE: Final = insert_or_leave(page, page.c.id)
_OWNER_REMOVED: Final = page.c.source_id.in_(
    select(tables.source.c.id).where(tables.source.c.removed)
)


def _claim_statement(dialect: str) -> Executable:
    """Return an insert that otherwise gives the page back, and on PostgreSQL locks it."""
    new = (sqlite if dialect == "sqlite" else postgresql).insert(page)
    owner = case((_OWNER_REMOVED, new.excluded.source_id), else_=page.c.source_id)
    claimed: Executable = new.on_conflict_do_update(
        index_elements=["url"], set_={"source_id": owner}
    ).returning(*COLUMNS)
    return claimed


_CLAIM: Final = {dialect: _claim_statement(dialect) for dialect in ("sqlite", "postgresql")}
_FETCHED: Final = (
    update(page)
    .where(page.c.id == bindparam("page_id"))
    .values(
        state=SEEN,
        failures=0,
        error=None,
        next_fetch=None,
        etag=bindparam("etag"),
        last_modified=bindparam("last_modified"),
        last_fetched=bindparam("at"),
    )
)


@dataclass(frozen=True, slots=True)
class Page:
    """An address and its fetch state: ``waiting``, ``seen``, or set ``aside`` for good."""

    id: int
    url: str
    source_id: int
    seed_name: str | None
    etag: str | None
    last_modified: str | None
    state: str
    failures: int
    last_fetched: datetime | None
    last_listed: datetime | None
    first_noted: datetime


@dataclass(frozen=True, slots=True)
class Troubled:
    """A page that failed or was set aside, and why."""

    url: str
    state: str
    error: str


def note(tx: Connection, source_id: int, discovered: Sequence[Discovered], now: datetime) -> int:
    """Note addresses that a source lists; return how many were new. New ones wait.

    A page belongs to the source that led to it first, unless that one has been removed.
    """
    new = 0
    for start in range(0, len(discovered), _AT_ONCE):
        urls = [found.url for found in discovered[start : start + _AT_ONCE]]
        rows = [_new_page(url, source_id, None, now, listed=now) for url in urls]
        new += len(tx.execute(_NOTE[tx.dialect.name], rows).all())
        _listed_again(tx, source_id, urls, now)
    return new


def note_unlisted(tx: Connection, source_id: int, urls: Sequence[str], now: datetime) -> None:
    """Note addresses that a backfill came upon, at most 500; new ones wait, never listed.

    Those of a removed source go over to this one.
    """
    rows = [_new_page(url, source_id, None, now, listed=None) for url in urls]
    tx.execute(_NOTE[tx.dialect.name], rows).all()
    orphans = update(page).where(page.c.url.in_(urls), _OWNER_REMOVED)
    tx.execute(orphans.values(source_id=source_id))


def waits_unlisted(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of a page that only a backfill came upon, to be fetched now."""
    ready = or_(page.c.next_fetch.is_(None), page.c.next_fetch <= now)
    return page.c.state == WAITING, page.c.last_listed.is_(None), ready


def left_over(tx: Connection, source_id: int, now: datetime, limit: int) -> list[Page]:
    """Return pages that wait since a backfill came upon them, the first noted first."""
    of_source = page.c.source_id == source_id
    found = select(*COLUMNS).where(of_source, *waits_unlisted(now)).order_by(page.c.id)
    return [Page(*tuple(row)) for row in tx.execute(found.limit(limit))]


def due(
    tx: Connection, source_id: int, now: datetime, recheck_before: datetime, limit: int
) -> list[Page]:
    """Return the pages of a source to be fetched now, at most ``limit``.

    First those that wait and were listed, in the order noted; then those of the source's latest
    listing that were last fetched before ``recheck_before``, the longest unfetched first. A page
    whose next fetch lies in the future is not among them.
    """
    waiting = and_(page.c.state == WAITING, page.c.last_listed.is_not(None))
    recheck = and_(
        page.c.state == SEEN,
        page.c.last_listed >= _latest_listing(source_id),
        page.c.last_fetched < recheck_before,
    )
    found = (
        select(*COLUMNS)
        .where(
            page.c.source_id == source_id,
            or_(waiting, recheck),
            or_(page.c.next_fetch.is_(None), page.c.next_fetch <= now),
        )
        .order_by(
            case((waiting, 0), else_=1),
            case((waiting, page.c.first_noted), else_=page.c.last_fetched),
            page.c.id,
        )
        .limit(limit)
    )
    return [Page(*tuple(row)) for row in tx.execute(found)]


def claim(tx: Connection, url: str, source_id: int, seed_name: str | None, now: datetime) -> Page:
    """Return the page of an address, made if it is new.

    On PostgreSQL its row stays locked until the transaction ends, so that two workers with the
    same page go in turn; SQLite has one writer anyhow.
    """
    values = _new_page(url, source_id, seed_name, now, listed=None)
    return Page(*tx.execute(_CLAIM[tx.dialect.name], values).one())


def record_fetch(
    tx: Connection, page_id: int, *, etag: str | None, last_modified: str | None, at: datetime
) -> None:
    """Record that a page was fetched whole, or had not changed."""
    values = {"page_id": page_id, "etag": etag, "last_modified": last_modified, "at": at}
    tx.execute(_FETCHED, values)


def record_failure(
    tx: Connection, page_id: int, *, error: str, at: datetime, retry_at: datetime
) -> None:
    """Record that fetching or reading a page failed, and when it may be tried again."""
    tx.execute(
        update(page)
        .where(page.c.id == page_id)
        .values(failures=page.c.failures + 1, error=error, last_failed=at, next_fetch=retry_at)
    )


def set_aside(tx: Connection, page_id: int, *, reason: str, at: datetime) -> None:
    """Leave a page alone from now on: it holds no article, or fails every time."""
    tx.execute(
        update(page)
        .where(page.c.id == page_id)
        .values(state=ASIDE, error=reason, last_fetched=at, next_fetch=None)
    )


def counts(tx: Connection, source_id: int) -> dict[str, int]:
    """Return how many pages of a source are in each state."""
    found = select(page.c.state, func.count()).where(page.c.source_id == source_id)
    return {row[0]: row[1] for row in tx.execute(found.group_by(page.c.state))}


def troubled(tx: Connection, source_id: int, limit: int) -> list[Troubled]:
    """Return pages of a source that failed or were set aside, the latest noted first."""
    found = (
        select(page.c.url, page.c.state, page.c.error)
        .where(page.c.source_id == source_id, page.c.error.is_not(None))
        .order_by(page.c.id.desc())
        .limit(limit)
    )
    return [Troubled(*row) for row in tx.execute(found)]


def _new_page(
    url: str, source_id: int, seed_name: str | None, now: datetime, *, listed: datetime | None
) -> dict[str, Any]:
    return {
        "url": url,
        "source_id": source_id,
        "seed_name": seed_name,
        "state": WAITING,
        "failures": 0,
        "first_noted": now,
        "last_listed": listed,
    }


def _listed_again(tx: Connection, source_id: int, urls: Sequence[str], now: datetime) -> None:
    """Mark known pages as listed now; those of a removed source go over to this one."""
    tx.execute(
        update(page)
        .where(page.c.url.in_(urls))
        .values(
            last_listed=now,
            source_id=case((_OWNER_REMOVED, source_id), else_=page.c.source_id),
        )
    )


def _latest_listing(source_id: int) -> ColumnElement[datetime]:
    """Return since when a page counts as listed by the latest listing.

    A source may have several addresses, listed one after the other: all that was listed since
    that poll began belongs to it. Without a recorded poll, only the very last listing does.
    """
    latest: ScalarSelect[Any] = (
        select(func.max(page.c.last_listed)).where(page.c.source_id == source_id).scalar_subquery()
    )
    began: ScalarSelect[Any] = (
        select(func.max(tables.run.c.started_at))
        .where(tables.run.c.source_id == source_id, tables.run.c.started_at <= latest)
        .scalar_subquery()
    )
    return func.coalesce(began, latest)
