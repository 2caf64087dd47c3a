"""Search: one index on both databases, newest first, that finds at least what a query finds.

Each article has one key that follows its publication time (``keys``), so that "newest first" is
the order of the index itself. SQLite keeps an FTS5 index without the text; PostgreSQL keeps
``article_search`` with tsvectors made of the same words (``index_words``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update
from sqlalchemy.sql.base import Executable

from worker.address.page_key import also_named
from worker.archive.index import index_words, keys, newest, states
from worker.archive.index.narrowing import Asked
from worker.archive.officials import mentions
from worker.archive.pages import domains
from worker.archive.schema.rows import SHOWN_FIRST, article_of, shown_time
from worker.archive.schema.tables import article as article_table
from worker.archive.schema.tables import article_search, page, sighting, source
from worker.archive.sql.batches import AT_ONCE, batches
from worker.errors import NotFound
from worker.model import Article, Narrowing, Precision, Snapshot

_INDEX: Final[dict[str, Executable]] = {
    "sqlite": text("INSERT INTO article_search (rowid, words) VALUES (:key, :words)"),
    "postgresql": insert(article_search),
}
_UNINDEX: Final[dict[str, Executable]] = {
    "sqlite": text(
        "INSERT INTO article_search (article_search, rowid, words) VALUES ('delete', :key, :words)"
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
    return keys.numbered(tx, newest.keys(tx, Asked(narrowed, limit, below=below)))


def key_of(tx: Connection, number: int) -> int:
    """Return the key of an article. Raise NotFound."""
    key = keys.of(tx, [number]).get(number)
    if key is None:
        raise NotFound(f"there is no article {number}")
    return key


def snapshots(tx: Connection, numbers: Sequence[int]) -> list[tuple[int, Snapshot]]:
    """Return these articles as their first page first showed them, in the order asked for.

    Numbers that the archive does not have are left out.
    """
    found: dict[int, Snapshot] = {}
    aliases = domains.of(tx)
    for batch in batches(numbers):
        named = mentions.of(tx, batch)
        in_state = states.of(tx, batch)
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
                states=in_state.get(row.number, frozenset()),
                also_at=also_named(row.url, aliases) if aliases else (),
            )
    return [(number, found[number]) for number in numbers if number in found]


def rebuild(tx: Connection) -> None:
    """Make the index anew from the articles."""
    tx.execute(_EMPTY[tx.dialect.name])
    for batch in _articles(tx):
        entries = [_entry(tx, number, key, article) for number, key, article in batch]
        tx.execute(_INDEX[tx.dialect.name], entries)


def rekey(tx: Connection, number: int) -> None:
    """Bring an article's key in line with its first sighting, where that has changed."""
    row = tx.execute(
        _SNAPSHOTS.add_columns(article_table.c.search_key), {"numbers": [number]}
    ).one()
    at = shown_time(row)
    if keys.of_second(tx.dialect.name, row.search_key, at):
        return
    key = keys.free(tx, at, number)
    article = article_of(row.title, row.paragraphs)
    unindex(tx, number, row.search_key, article)
    tx.execute(update(article_table).where(article_table.c.number == number).values(search_key=key))
    index(tx, number, key, article)


def _articles(tx: Connection) -> Iterator[list[tuple[int, int, Article]]]:
    """Yield number, key and text of all articles in batches, the oldest first.

    FTS5 writes what it has gathered whenever a key is smaller than the one before.
    """
    table, after = article_table, -(1 << 63)
    found = select(table.c.number, table.c.search_key, table.c.title, table.c.paragraphs)
    while True:
        there = (table.c.search_key > after, table.c.forgotten_at.is_(None))
        asked = found.where(*there).order_by(table.c.search_key)
        batch = tx.execute(asked.limit(AT_ONCE)).all()
        if not batch:
            return
        yield [(row.number, row.search_key, article_of(row.title, row.paragraphs)) for row in batch]
        after = batch[-1].search_key


def _entry(tx: Connection, number: int, key: int, article: Article) -> dict[str, Any]:
    """Return an article as the index takes it."""
    if tx.dialect.name == "sqlite":
        return {"key": key, "words": index_words.on_sqlite(article)}
    return {"key": key, "number": number, "words": index_words.on_postgresql(article)}
