"""Pages: the addresses that sources led to, and when each is to be fetched.

Addresses that name one page have one key (``address/page_key.py``), and the key decides what is a
page that is known already; ``url`` is the one of them that is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    delete,
    literal,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import Executable

from worker.address.page_key import Aliases, is_better, page_key
from worker.archive.pages import domains
from worker.archive.schema import tables
from worker.archive.schema.tables import former_key, page
from worker.archive.sql.batches import batches
from worker.archive.sql.statements import insert_or_leave, upsert
from worker.model import Discovered

WAITING: Final = "waiting"
SEEN: Final = "seen"
ASIDE: Final = "aside"
MISSING: Final = "missing"
GONE: Final = "gone"
MOVED: Final = "moved"
HAS_SHOWN: Final = (SEEN, MISSING, GONE, MOVED)
"""The states of a page that has shown an article."""

RELISTED: Final = timedelta(hours=6)
"""How long after its last look a page that has gone, and is listed all the same, is looked at."""

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
    page.c.missing_since,
)
"""What a ``Page`` is made of, in its order."""
_INSTANT: Final = page.c.next_look.type
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
_IN_TURN: Final = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
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
    .values(
        url=bindparam("new_url"),
        etag=None,
        last_modified=None,
        next_look=case(
            (page.c.missing_since.is_not(None), bindparam("now", type_=_INSTANT)),
            else_=page.c.next_look,
        ),
    )
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
        missing_since=None,
        missing_at=None,
        missing_looks=0,
        absence=None,
        gone_with=None,
        etag=bindparam("etag"),
        last_modified=bindparam("last_modified"),
        last_fetched=bindparam("at"),
    )
)


@dataclass(frozen=True, slots=True)
class Page:
    """An address and its fetch state.

    It is ``waiting`` until it is read, then ``seen``, or set ``aside`` for good. One that was seen
    may be ``missing``, then ``gone``, or ``moved``: another page of the paper shows its article.
    """

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
    missing_since: datetime | None = None


def note(tx: Connection, source_id: int, discovered: Sequence[Discovered], now: datetime) -> int:
    """Note addresses that a source lists; return how many pages were new. New ones wait.

    A page belongs to the source that led to it first, unless that one has been removed. Of several
    addresses of one page the best is asked from now on (``page_key.is_better``).
    """
    new = 0
    aliases = domains.join_in(tx)
    for some in batches(discovered):
        best = _by_key(tx, [found.url for found in some], aliases)
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


def due(tx: Connection, source_id: int, now: datetime, limit: int) -> list[Page]:
    """Return the pages of a source that wait and were listed, in the order noted.

    At most ``limit``; a page whose next fetch lies in the future is not among them.
    """
    found = (
        select(*COLUMNS)
        .where(
            page.c.source_id == source_id,
            page.c.state == WAITING,
            page.c.last_listed.is_not(None),
            or_(page.c.next_fetch.is_(None), page.c.next_fetch <= now),
        )
        .order_by(page.c.first_noted, page.c.id)
        .limit(limit)
    )
    return [Page(*tuple(row)) for row in tx.execute(found)]


def is_due(tx: Connection, page_id: int, now: datetime) -> bool:
    """Say whether a page waits to be fetched, or is to be looked at again, now."""
    waits = and_(
        page.c.state == WAITING, or_(page.c.next_fetch.is_(None), page.c.next_fetch <= now)
    )
    found = select(page.c.id).where(page.c.id == page_id, or_(waits, page.c.next_look <= now))
    return tx.scalar(found) is not None


def claim(tx: Connection, url: str, source_id: int, seed_name: str | None, now: datetime) -> Page:
    """Return the page that an address names, made if it is new; its ``url`` may be another one.

    On PostgreSQL its row stays locked until the transaction ends, so that two workers with the
    same page go in turn; SQLite has one writer anyhow.
    """
    [key] = _by_key(tx, [url], domains.join_in(tx))
    if tx.dialect.name == "postgresql":
        # Two that insert the address at once would meet at its own rule, not at the key's.
        tx.execute(_IN_TURN, {"key": key})
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
    tx: Connection,
    page_id: int,
    *,
    error: str,
    at: datetime,
    retry_at: datetime,
    stamp: str | None = None,
) -> None:
    """Record that fetching or reading a page failed, and when it may be tried again.

    ``stamp`` is that of the file which was read in vain: one with another stamp need not wait.
    """
    planned, retry = page.c.next_look, literal(retry_at, _INSTANT)
    again = case((planned.is_not(None), retry), else_=planned)
    failed = {"error": error, "last_failed": at, "next_fetch": retry_at, "next_look": again}
    failed |= {} if stamp is None else {"etag": stamp}
    tx.execute(
        update(page).where(page.c.id == page_id).values(failures=page.c.failures + 1, **failed)
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
        .values(state=ASIDE, error=reason, last_fetched=at, next_fetch=None, next_look=None)
    )


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

    A page that is listed under a better address is asked there from now on; one that is missing
    under whatever other address it is listed. One that has gone is looked at.
    """
    back = and_(page.c.state.in_((GONE, MOVED)), page.c.missing_at <= now - RELISTED)
    listed = tx.execute(
        update(page)
        .where(page.c.key.in_(best))
        .values(
            last_listed=now,
            next_look=case((back, literal(now, _INSTANT)), else_=page.c.next_look),
            source_id=case((_OWNER_REMOVED, source_id), else_=page.c.source_id),
        )
        .returning(page.c.id, page.c.key, page.c.url, page.c.missing_since)
    ).all()
    better = [
        {"page_id": row.id, "new_url": best[row.key], "now": now}
        for row in listed
        if row.url != best[row.key]
        if row.missing_since is not None or is_better(best[row.key], row.url, aliases)
    ]
    if better:
        tx.execute(_READDRESS, better)
