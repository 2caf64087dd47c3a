"""Search: one index on both databases, newest first, that finds at least what a query finds.

Each article has one key that follows its publication time, then its number, so that "newest
first" is the order of the index itself. SQLite keeps an FTS5 index without the text, over
folded text; PostgreSQL keeps ``article_search`` with tsvectors made of the same tokens.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update
from sqlalchemy.sql.base import Executable

from worker.archive import mentions, narrowing, tsvector
from worker.archive.rows import SHOWN_FIRST, article_of, shown_time
from worker.archive.tables import article as article_table
from worker.archive.tables import article_search, page, sighting, source
from worker.model import Article, Narrowing, Precision, Snapshot
from worker.vietnamese.fold import fold

NUMBER_BITS: Final = 30
"""The low bits of a key hold the article's number: room for 1,073 million articles."""

_NUMBER_MASK: Final = (1 << NUMBER_BITS) - 1
_SECONDS_LIMIT: Final = (1 << 33) - 1
"""Seconds from 1970 that a key has room for: the years 1697 to 2242; others stand at the ends."""

_AT_ONCE: Final = 500
_INDEX: Final[dict[str, Executable]] = {
    "sqlite": text("INSERT INTO article_search (rowid, title, body) VALUES (:key, :title, :body)"),
    "postgresql": insert(article_search),
}
_UNINDEX: Final[dict[str, Executable]] = {
    "sqlite": text(
        "INSERT INTO article_search (article_search, rowid, title, body)"
        " VALUES ('delete', :key, :title, :body)"
    ),
    "postgresql": delete(article_search).where(article_search.c.key == bindparam("key")),
}
_EMPTY: Final[dict[str, Executable]] = {
    "sqlite": text("INSERT INTO article_search (article_search) VALUES ('delete-all')"),
    "postgresql": delete(article_search),
}
_SNAPSHOTS: Final = (
    select(
        article_table.c.number,
        article_table.c.title,
        article_table.c.paragraphs,
        page.c.url,
        source.c.name,
        source.c.place,
        sighting.c.byline,
        sighting.c.category,
        sighting.c.published_at,
        sighting.c.precision,
        sighting.c.first_seen,
    )
    .select_from(SHOWN_FIRST)
    .where(article_table.c.number.in_(bindparam("numbers", expanding=True)))
)


def key_of(at: datetime, number: int) -> int:
    """Return the key of an article published at that time: seconds since 1970, then number."""
    seconds = math.floor(at.timestamp())
    return max(-_SECONDS_LIMIT, min(seconds, _SECONDS_LIMIT)) << NUMBER_BITS | number


def number_of(key: int) -> int:
    """Return the number of the article with that key."""
    return key & _NUMBER_MASK


def index(tx: Connection, number: int, key: int, article: Article) -> None:
    """Make an article findable under its key."""
    tx.execute(_INDEX[tx.dialect.name], _entry(tx, number, key, article))


def unindex(tx: Connection, number: int, key: int, article: Article) -> None:
    """Take an article out of the index; it must be the text that was indexed."""
    tx.execute(_UNINDEX[tx.dialect.name], _entry(tx, number, key, article))


def candidates(
    tx: Connection, narrowed: Narrowing, *, below: int | None, limit: int
) -> list[tuple[int, int]]:
    """Return (key, number) of the newest articles under that condition, newest first.

    With ``below`` only those with a smaller key: the last key of one batch asks for the next.
    """
    keys = tx.scalars(narrowing.keys(tx.dialect.name, narrowed, below=below, limit=limit))
    return [(key, number_of(key)) for key in keys]


def snapshots(tx: Connection, numbers: Sequence[int]) -> list[tuple[int, Snapshot]]:
    """Return these articles as their first page first showed them, in the order asked for.

    Numbers that the archive does not have are left out.
    """
    found: dict[int, Snapshot] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        batch = list(numbers[start : start + _AT_ONCE])
        named = mentions.of(tx, batch)
        for row in tx.execute(_SNAPSHOTS, {"numbers": batch}):
            found[row.number] = Snapshot(
                article=article_of(row.title, row.paragraphs),
                url=row.url,
                source=row.name,
                place=row.place,
                byline=row.byline,
                category=row.category,
                published_at=shown_time(row),
                published_precision=Precision(row.precision),
                mentions=named.get(row.number, ()),
            )
    return [(number, found[number]) for number in numbers if number in found]


def rebuild(tx: Connection) -> None:
    """Make the index anew from the articles, keys included."""
    tx.execute(_EMPTY[tx.dialect.name])
    for number, key, article in _articles(tx):
        index(tx, number, key, article)


def rekey(tx: Connection, number: int) -> None:
    """Bring an article's key in line with its first sighting, where that has changed."""
    row = tx.execute(
        _SNAPSHOTS.add_columns(article_table.c.search_key), {"numbers": [number]}
    ).one()
    key = key_of(shown_time(row), number)
    if key == row.search_key:
        return
    article = article_of(row.title, row.paragraphs)
    unindex(tx, number, row.search_key, article)
    tx.execute(update(article_table).where(article_table.c.number == number).values(search_key=key))
    index(tx, number, key, article)


def _articles(tx: Connection) -> Iterator[tuple[int, int, Article]]:
    """Yield number, key and text of every article, a batch in memory at a time."""
    table, after = article_table, -1
    while True:
        found = select(table.c.number, table.c.search_key, table.c.title, table.c.paragraphs)
        batch = tx.execute(
            found.where(table.c.number > after).order_by(table.c.number).limit(_AT_ONCE)
        ).all()
        for row in batch:
            yield row.number, row.search_key, article_of(row.title, row.paragraphs)
        if not batch:
            return
        after = batch[-1].number


def _entry(tx: Connection, number: int, key: int, article: Article) -> dict[str, Any]:
    """Return an article as the index takes it: folded text, or tsvectors of its tokens."""
    title = fold(article.title)
    body = fold("\n\n".join([part.text for part in article.paragraphs]))
    if tx.dialect.name == "sqlite":
        return {"key": key, "title": title, "body": body}
    return {
        "key": key,
        "number": number,
        "title": tsvector.vector(title),
        "body": tsvector.vector(body),
    }
