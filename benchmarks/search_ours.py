"""An archive filled with made articles, and asked as the product asks it.

The tables, the index and the way to an answer are the product's own. Only the rows around the
index are stored in bulk: one source, page and sighting an article, no mentions, no raw pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import Connection, event, insert, text

from benchmarks.search_corpus import Made, articles
from worker.address.page_key import page_key
from worker.archive.database.engine import Archive
from worker.archive.index import keys, search
from worker.archive.schema import tables
from worker.archive.sources import sources
from worker.flow.search.ask import Found, parse_query
from worker.identify.content_hash import content_hash
from worker.match.queries.query import Query
from worker.model import SHORT_HASH, Article, Paragraph, Precision, ReadFrom, Source

Entry = tuple[int, int, Article]
"""An article with its key and its number."""

BATCH: Final = 2_000
"""Articles of a transaction; those of the first and the last figure are several batches."""
SHOWN: Final = 20
CUT_OFF: Final = 30.0
"""Seconds after which an answer is no longer waited for."""

_SIZES: Final = {
    "sqlite": (
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
        "SELECT sum(length(block)) FROM article_search_data",
    ),
    "postgresql": (
        "SELECT pg_database_size(current_database())",
        "SELECT pg_total_relation_size('article_search')",
    ),
}
"""Bytes of the whole database, and of what only search needs."""


@dataclass(slots=True)
class Filled:
    """What it took to index the articles, and how large they are."""

    batches: list[tuple[int, float]] = field(default_factory=list)
    """Of each batch the number of articles and the seconds for their index, its commit included."""
    text_bytes: int = 0
    database_bytes: int = 0
    index_bytes: int = 0


@contextmanager
def place(wanted: str, folder: Path) -> Iterator[str]:
    """Yield the address of a new database: a file in the folder, or one made on that server."""
    if wanted == "sqlite":
        yield f"sqlite:///{folder / 'search.sqlite3'}"
        return
    name = f"diemtin_bench_{uuid4().hex[:12]}"
    with psycopg.connect(wanted, autocommit=True) as server:
        make = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'")
        server.execute(make.format(sql.Identifier(name)))
        try:
            yield f"{wanted.rpartition('/')[0]}/{name}"
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def article_of(made: Made) -> Article:
    """Return a made article as the product has it."""
    return Article(made.title, tuple(Paragraph(text) for text in made.paragraphs))


def fill(archive: Archive, count: int) -> Filled:
    """Store and index that many articles, a batch in a transaction."""
    filled = Filled()
    known: dict[str, int] = {}
    places: Counter[int] = Counter()
    made_articles = articles(count)
    while batch := list(islice(made_articles, BATCH)):
        texts = [article_of(made) for made in batch]
        filled.text_bytes += sum(len(article.text.encode()) for article in texts)
        _add_sources(archive, batch, known)
        entries = [
            (_key(archive.dialect, made, places), made.number, article)
            for made, article in zip(batch, texts, strict=True)
        ]
        _store(archive, batch, entries, known)
        filled.batches.append((len(batch), _index(archive, entries)))
    _settle(archive)
    filled.database_bytes, filled.index_bytes = _sizes(archive)
    return filled


def ask(
    archive: Archive, query: str, way: Callable[[Connection, Query], Iterator[Found]]
) -> tuple[int, ...]:
    """Return the numbers of the first articles found. Raise TimeoutError where it takes too long.

    The time is looked at before each statement; a single one is waited for.
    """
    until = perf_counter() + CUT_OFF

    def look_at_the_time(*_: Any) -> None:
        if perf_counter() > until:
            raise TimeoutError

    with archive.read() as tx:
        event.listen(tx, "before_cursor_execute", look_at_the_time)
        return tuple(one.number for one in islice(way(tx, parse_query(tx, query)), SHOWN))


def _add_sources(archive: Archive, batch: Sequence[Made], known: dict[str, int]) -> None:
    """Store the sources that are new, and note their rows."""
    with archive.write() as tx:
        for title in {made.source for made in batch} - known.keys():
            known[title] = sources.add(tx, Source(f"source-{len(known)}", title, ()))


def _key(dialect: str, made: Made, places: Counter[int]) -> int:
    """Return the key of a made article: behind those of the same second."""
    start = keys.least(dialect, made.published_at)
    if dialect == "postgresql":
        return start | made.number
    places[start] += 1
    return start + places[start] - 1


def _store(
    archive: Archive, batch: Sequence[Made], entries: Sequence[Entry], known: dict[str, int]
) -> None:
    with archive.write() as tx:
        tx.execute(insert(tables.article), [_article_row(*entry) for entry in entries])
        tx.execute(insert(tables.page), [_page_row(made, known[made.source]) for made in batch])
        tx.execute(insert(tables.sighting), list(map(_sighting_row, batch)))


def _index(archive: Archive, entries: Sequence[Entry]) -> float:
    """Make the articles findable, in the order of their keys as in ``rebuild``; return seconds."""
    began = perf_counter()
    with archive.write() as tx:
        for key, number, article in sorted(entries, key=itemgetter(0)):
            search.index(tx, number, key, article)
    return perf_counter() - began


def _article_row(key: int, number: int, article: Article) -> dict[str, Any]:
    whole = content_hash(article)
    return {
        "number": number,
        "content_hash": whole,
        "short_hash": whole[:SHORT_HASH],
        "title": article.title,
        "paragraphs": [[part.kind, part.text] for part in article.paragraphs],
        "search_key": key,
    }


def _page_row(made: Made, source: int) -> dict[str, Any]:
    url = f"https://example.org/bai-viet/{made.number}.html"
    return {
        "id": made.number + 1,
        "url": url,
        "key": page_key(url),
        "source_id": source,
        "state": "seen",
        "failures": 0,
        "first_noted": made.published_at,
    }


def _sighting_row(made: Made) -> dict[str, Any]:
    return {
        "page_id": made.number + 1,
        "number": made.number,
        "category": made.category,
        "published_at": made.published_at,
        "precision": Precision.MINUTE,
        "read_from": ReadFrom.PUBLISHED,
        "first_seen": made.published_at,
        "last_seen": made.published_at,
        "rules": "made",
    }


def _settle(archive: Archive) -> None:
    """Do what PostgreSQL does by itself some minutes later; SQLite has nothing to do."""
    if archive.dialect == "sqlite":
        return
    address = archive.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _sizes(archive: Archive) -> tuple[int, int]:
    with archive.read() as tx:
        whole, index = (int(tx.scalar(text(asked)) or 0) for asked in _SIZES[archive.dialect])
    return whole, index
