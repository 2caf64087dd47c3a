"""Articles under their content hashes, and the sightings that say which page showed them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    and_,
    bindparam,
    func,
    select,
    text,
    true,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import Executable

from worker.archive.articles.lookup import ArticleRecord, find, record
from worker.archive.index import keys, search
from worker.archive.schema import tables
from worker.archive.schema.rows import FIRST_SIGHTING, publication
from worker.archive.schema.tables import sighting
from worker.archive.sql.statements import insert_or_leave
from worker.model import (
    SHORT_HASH,
    Article,
    KnownArticle,
    LastSighting,
    Precision,
    Publication,
    Reading,
)

__all__ = [
    "ArticleRecord",
    "FirstPage",
    "earlier_numbers",
    "end_sighting",
    "find",
    "first_pages",
    "known",
    "last_sighting",
    "open_sighting",
    "record",
    "seen_since",
    "store",
    "touch_sighting",
]

_NEXT_NUMBER: Final = {
    # The count of what was ever given out, so that a removed article's number is not reused.
    "sqlite": text(
        "SELECT coalesce(max(seq), -1) + 1 AS number FROM sqlite_sequence WHERE name = 'article'"
    ),
    "postgresql": text("SELECT nextval('article_number_seq')::integer AS number"),
}
_WRITTEN: Final = ("content_hash", "short_hash", "title", "paragraphs")


def _store_statement(dialect: str) -> Executable:
    """Return the insert of an article: numbered, keyed for search, left alone where known.

    On PostgreSQL the number is part of the key (``keys``), so it is drawn in the same statement.
    """
    drawn = _NEXT_NUMBER[dialect].columns(number=Integer).subquery("drawn")
    number = drawn.c.number
    values = [bindparam(name, type_=tables.article.c[name].type) for name in _WRITTEN]
    key = bindparam("key", type_=tables.article.c.search_key.type)
    # SQLite needs the "WHERE true" to tell ON CONFLICT from a join's ON.
    row = select(number, *values, key if dialect == "sqlite" else key.op("|")(number)).where(true())
    new = (sqlite if dialect == "sqlite" else postgresql).insert(tables.article)
    statement: Executable = (
        new.from_select(["number", *_WRITTEN, "search_key"], row)
        .on_conflict_do_nothing(index_elements=["content_hash"])
        .returning(tables.article.c.number, tables.article.c.search_key)
    )
    return statement


_STORE: Final = {dialect: _store_statement(dialect) for dialect in _NEXT_NUMBER}
_NUMBER_OF: Final = select(tables.article.c.number).where(
    tables.article.c.content_hash == bindparam("content_hash")
)
_KNOWN: Final = (
    select(
        tables.article.c.number,
        func.max(sighting.c.last_seen).label("last_seen"),
        tables.article.c.forgotten_at,
    )
    .outerjoin(sighting, sighting.c.number == tables.article.c.number)
    .where(tables.article.c.content_hash == bindparam("content_hash"))
    .group_by(tables.article.c.number, tables.article.c.forgotten_at)
)
_LAST: Final = (
    select(sighting, tables.article.c.content_hash)
    .join(tables.article, tables.article.c.number == sighting.c.number)
    .where(sighting.c.page_id == bindparam("page_id"))
    .order_by(sighting.c.id.desc())
    .limit(1)
)
_END: Final = (
    update(sighting)
    .where(sighting.c.page_id == bindparam("of_page"), sighting.c.ended_at.is_(None))
    .values(ended_at=bindparam("now"))
)
_OPEN: Final = insert_or_leave(sighting, sighting.c.id)
_AT_ONCE: Final = 500
_ABOVE_ALL: Final = 1 << 31
_SEEN: Final = (
    select(tables.article.c.number, sighting.c.first_seen)
    .select_from(tables.article.join(sighting, FIRST_SIGHTING))
    .where(tables.article.c.number < bindparam("below", type_=BigInteger))
    .order_by(tables.article.c.number.desc())
    .limit(bindparam("at_once", type_=Integer))
)
_before: Final = sighting.alias("before")
_FIRST_PAGES: Final = (
    select(sighting.c.number, sighting.c.page_id, _before.c.number.label("earlier"))
    .select_from(
        tables.article.join(sighting, FIRST_SIGHTING).outerjoin(
            _before,
            and_(_before.c.page_id == sighting.c.page_id, _before.c.id < sighting.c.id),
        )
    )
    .where(tables.article.c.number.in_(bindparam("numbers", expanding=True)))
)


def last_sighting(tx: Connection, page_id: int) -> LastSighting | None:
    """Return what a page showed when it was last looked at; None before the first time."""
    row = tx.execute(_LAST, {"page_id": page_id}).first()
    if row is None:
        return None
    return LastSighting(
        sighting_id=row.id,
        number=row.number,
        content_hash=row.content_hash,
        byline=row.byline,
        category=row.category,
        published=publication(row),
        updated=row.updated_at,
        rules=row.rules,
        raw_id=row.raw_id,
        last_seen=row.last_seen,
        ended=row.ended_at is not None,
    )


def known(tx: Connection, content_hash: str) -> KnownArticle | None:
    """Return the article under that hash with the time it was last seen, on whatever page."""
    row = tx.execute(_KNOWN, {"content_hash": content_hash}).first()
    if row is None:
        return None
    gone = row.forgotten_at
    return KnownArticle(row.number, row.last_seen or gone, forgotten=gone is not None)


def store(
    tx: Connection,
    article: Article,
    content_hash: str,
    *,
    published: Publication | None,
    first_seen: datetime,
) -> tuple[int, bool]:
    """Store an article and its search index; return its number, and whether it is new.

    Where the archive has the hash already, from another worker too, that one's number and False.
    Only the whole hash decides; two articles may share the short one.
    """
    at = published.at if published else first_seen
    values = {
        "content_hash": content_hash,
        "short_hash": content_hash[:SHORT_HASH],
        "title": article.title,
        "paragraphs": [[part.kind.value, part.text] for part in article.paragraphs],
        "key": keys.free(tx, at, 0),
    }
    stored = tx.execute(_STORE[tx.dialect.name], values).first()
    if stored is None:
        return int(tx.execute(_NUMBER_OF, {"content_hash": content_hash}).scalar_one()), False
    search.index(tx, stored.number, stored.search_key, article)
    return int(stored.number), True


def open_sighting(
    tx: Connection,
    page_id: int,
    number: int,
    reading: Reading,
    *,
    raw_id: int | None,
    now: datetime,
) -> int:
    """Record that a page shows an article from now on, and end what it showed before."""
    published = reading.published
    values = {
        "page_id": page_id,
        "number": number,
        "byline": reading.byline,
        "category": reading.category,
        "published_at": published.at if published else None,
        "precision": (published.precision if published else Precision.NONE).value,
        "read_from": published.read_from.value if published else None,
        "updated_at": reading.updated,
        "first_seen": now,
        "last_seen": now,
        "raw_id": raw_id,
        "rules": reading.rules,
    }
    opened = tx.execute(_OPEN[tx.dialect.name], values).scalar()
    if opened is None:  # the page shows another one: only one may be open
        tx.execute(_END, {"of_page": page_id, "now": now})
        opened = tx.execute(_OPEN[tx.dialect.name], values).scalar_one()
    return int(opened)


def touch_sighting(tx: Connection, sighting_id: int, now: datetime) -> None:
    """Record that a page still shows what it showed."""
    tx.execute(update(sighting).where(sighting.c.id == sighting_id).values(last_seen=now))


def end_sighting(tx: Connection, page_id: int, at: datetime) -> None:
    """Record that a page shows since then what it showed no more, and nothing else."""
    tx.execute(_END, {"of_page": page_id, "now": at})


def earlier_numbers(tx: Connection, page_id: int) -> list[int]:
    """Return the articles that a page has shown, in the order first shown."""
    shown = select(sighting.c.number).where(sighting.c.page_id == page_id)
    return list(tx.scalars(shown.group_by(sighting.c.number).order_by(func.min(sighting.c.id))))


def seen_since(tx: Connection, since: datetime, until: datetime, most: int) -> list[int]:
    """Return the articles first seen from ``since`` up to before ``until``, the latest first.

    At most ``most``, or a batch more. Numbers are given in the order first seen, or nearly: where
    a whole batch is older, so are the rest.
    """
    found: list[int] = []
    below = _ABOVE_ALL
    while len(found) < most:
        rows = tx.execute(_SEEN, {"below": below, "at_once": _AT_ONCE}).all()
        fresh = [row.number for row in rows if since <= row.first_seen]
        found += [row.number for row in rows if since <= row.first_seen < until]
        if not fresh:
            break
        below = rows[-1].number
    return found


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The page that showed an article first, and the articles it had shown before."""

    page_id: int
    earlier: frozenset[int]


def first_pages(tx: Connection, numbers: Sequence[int]) -> dict[int, FirstPage]:
    """Return the first page of each of these articles; those not there are left out."""
    shown: dict[int, tuple[int, set[int]]] = {}
    for row in tx.execute(_FIRST_PAGES, {"numbers": list(numbers)}):
        _, earlier = shown.setdefault(row.number, (row.page_id, set()))
        if row.earlier is not None and row.earlier != row.number:
            earlier.add(row.earlier)
    return {number: FirstPage(page, frozenset(all_)) for number, (page, all_) in shown.items()}
