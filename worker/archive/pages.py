"""Pages: the addresses that sources led to, and when each is to be fetched.

Addresses that name one page have one key (``address/page_key.py``), and the key decides what is a
page that is known already; ``url`` is the one of them that is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    and_,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import Executable

from worker.address.page_key import Aliases, is_better, page_key
from worker.archive import domains, tables
from worker.archive.statements import insert_or_leave, upsert
from worker.archive.tables import former_key, page
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
    page.c.key,
)
"""What a ``Page`` is made of, in its order."""
_NOTE: Final = insert_or_leave(page, page.c.id)
_FORMER: Final = upsert(former_key, key=("key",), change=("page_id",))
_OWNER_REMOVED: Final = page.c.source_id.in_(
    select(tables.source.c.id).where(tables.source.c.removed)
)


def _claim_statement(dialect: str) -> Executable:
    """Return an insert that otherwise gives the page back, and on PostgreSQL locks it."""
    new = (sqlite if dialect == "sqlite" else postgresql).insert(page)
    owner = case((_OWNER_REMOVED, new.excluded.source_id), else_=page.c.source_id)
    claimed: Executable = new.on_conflict_do_update(
        index_elements=["key"], set_={"source_id": owner}
    ).returning(*COLUMNS)
    return claimed


_CLAIM: Final = {dialect: _claim_statement(dialect) for dialect in ("sqlite", "postgresql")}
_same: Final = page.alias("same")
_PRESENT: Final = (
    select(former_key.c.key, page.c.key)
    .join(page, page.c.id == former_key.c.page_id)
    .where(
        former_key.c.key.in_(bindparam("keys", expanding=True)),
        ~select(_same.c.id).where(_same.c.key == former_key.c.key).exists(),
    )
)
_READDRESS: Final = (
    update(page)
    .where(page.c.id == bindparam("page_id"))
    .values(url=bindparam("new_url"), etag=None, last_modified=None)
)
_FETCHED: Final = (
    update(page)
    .where(page.c.id == bindparam("page_id"))
    .values(
        state=SEEN,
        failures=0,
        killed=0,
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
    key: str


@dataclass(frozen=True, slots=True)
class Troubled:
    """A page that failed or was set aside, and why."""

    url: str
    state: str
    error: str


def note(tx: Connection, source_id: int, discovered: Sequence[Discovered], now: datetime) -> int:
    """Note addresses that a source lists; return how many pages were new. New ones wait.

    A page belongs to the source that led to it first, unless that one has been removed. Of several
    addresses of one page the best is asked from now on (``page_key.is_better``).
    """
    new = 0
    aliases = domains.join_in(tx)
    for start in range(0, len(discovered), _AT_ONCE):
        urls = [found.url for found in discovered[start : start + _AT_ONCE]]
        best = _by_key(tx, urls, aliases)
        rows = [_new_page(url, key, source_id, None, now, listed=now) for key, url in best.items()]
        new += len(tx.execute(_NOTE[tx.dialect.name], rows).all())
        _listed_again(tx, source_id, best, aliases, now)
    return new


def note_unlisted(tx: Connection, source_id: int, urls: Sequence[str], now: datetime) -> list[int]:
    """Note addresses that a backfill came upon, at most 500; new ones wait, never listed.

    Pages of a removed source go over to this one. Return the pages that the addresses name, each
    once, in their order.
    """
    keys = _by_key(tx, urls, domains.join_in(tx))
    rows = [_new_page(url, key, source_id, None, now, listed=None) for key, url in keys.items()]
    tx.execute(_NOTE[tx.dialect.name], rows).all()
    named = page.c.key.in_(keys)
    tx.execute(update(page).where(named, _OWNER_REMOVED).values(source_id=source_id))
    ids = {row[0]: row[1] for row in tx.execute(select(page.c.key, page.c.id).where(named))}
    return [ids[key] for key in keys]


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
    """Return the page that an address names, made if it is new; its ``url`` may be another one.

    On PostgreSQL its row stays locked until the transaction ends, so that two workers with the
    same page go in turn; SQLite has one writer anyhow.
    """
    [key] = _by_key(tx, [url], domains.join_in(tx))
    values = _new_page(url, key, source_id, seed_name, now, listed=None)
    return Page(*tx.execute(_CLAIM[tx.dialect.name], values).one())


def key_of(tx: Connection, address: str) -> str:
    """Return the key under which the page is kept that an address names, or named once."""
    [key] = _by_key(tx, [address], domains.of(tx))
    return key


def find(tx: Connection, key: str) -> Page | None:
    """Return the page of a key; None where there is none."""
    row = tx.execute(select(*COLUMNS).where(page.c.key == key)).first()
    return None if row is None else Page(*tuple(row))


def get(tx: Connection, page_id: int) -> Page:
    """Return the page of a row that is there."""
    return Page(*tuple(tx.execute(select(*COLUMNS).where(page.c.id == page_id)).one()))


def absorb(tx: Connection, kept: Page, other: Page) -> None:
    """Let a page that has shown nothing yet be another one: its key is a former key of that."""
    of_other = former_key.c.page_id == other.id
    tx.execute(update(former_key).where(of_other).values(page_id=kept.id))
    tx.execute(delete(page).where(page.c.id == other.id))
    _keep_former_key(tx, other.key, kept.id)
    if other.last_listed is not None:
        tx.execute(update(page).where(page.c.id == kept.id).values(last_listed=other.last_listed))


def readdress(tx: Connection, moved: Page, url: str, key: str) -> Page:
    """Let a page have another address and its key from now on; no page may have that key."""
    if key != moved.key:
        tx.execute(delete(former_key).where(former_key.c.key == key))
        _keep_former_key(tx, moved.key, moved.id)
    there = replace(moved, url=url, key=key, etag=None, last_modified=None)
    tx.execute(
        update(page)
        .where(page.c.id == moved.id)
        .values(url=url, key=key, etag=None, last_modified=None)
    )
    return there


def _keep_former_key(tx: Connection, key: str, page_id: int) -> None:
    tx.execute(_FORMER[tx.dialect.name], {"key": key, "page_id": page_id})


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


def record_stop(tx: Connection, page_id: int) -> int:
    """Count that reading a page was stopped; return how often that was since it was last read."""
    counted = update(page).where(page.c.id == page_id).values(killed=page.c.killed + 1)
    return int(tx.execute(counted.returning(page.c.killed)).scalar_one())


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


def _by_key(tx: Connection, urls: Sequence[str], aliases: Aliases) -> dict[str, str]:
    """Return the best of these addresses under each key, in their order.

    A page that got another address once is meant by its former ones too.
    """
    best: dict[str, str] = {}
    for url in urls:
        known = best.setdefault(page_key(url, aliases), url)
        if known != url and is_better(url, known, aliases):
            best[page_key(url, aliases)] = url
    present = {row[0]: row[1] for row in tx.execute(_PRESENT, {"keys": list(best)})}
    return {present.get(key, key): url for key, url in best.items()} if present else best


def _new_page(
    url: str,
    key: str,
    source_id: int,
    seed_name: str | None,
    now: datetime,
    *,
    listed: datetime | None,
) -> dict[str, Any]:
    return {
        "url": url,
        "key": key,
        "source_id": source_id,
        "seed_name": seed_name,
        "state": WAITING,
        "failures": 0,
        "killed": 0,
        "first_noted": now,
        "last_listed": listed,
    }


def _listed_again(
    tx: Connection, source_id: int, best: Mapping[str, str], aliases: Aliases, now: datetime
) -> None:
    """Mark known pages as listed now; those of a removed source go over to this one.

    A page that is listed under a better address is asked there from now on.
    """
    listed = tx.execute(
        update(page)
        .where(page.c.key.in_(best))
        .values(
            last_listed=now,
            source_id=case((_OWNER_REMOVED, source_id), else_=page.c.source_id),
        )
        .returning(page.c.id, page.c.key, page.c.url)
    ).all()
    better = [
        {"page_id": row.id, "new_url": best[row.key]}
        for row in listed
        if row.url != best[row.key] and is_better(best[row.key], row.url, aliases)
    ]
    if better:
        tx.execute(_READDRESS, better)


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
