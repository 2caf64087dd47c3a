"""What a watch would have caught: what its query finds, each page told of once.

A search finds every version of an article that matches. A watch tells of a page when the first
version matches, and calls what follows an edit; so does this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection

from worker.archive.articles import articles
from worker.archive.index import search
from worker.flow.search.ask import Found, find
from worker.match.queries.query import Query, matches, published_within

BATCH = 100
"""Articles whose pages are asked for at once."""


@dataclass(frozen=True, slots=True)
class Caught:
    """An article that a watch would have raised an alert for, and the row of its page."""

    found: Found
    page_id: int


def caught(tx: Connection, query: Query, start: datetime, end: datetime) -> Iterator[Caught]:
    """Yield what the query would have caught, published from ``start`` up to before ``end``.

    The newest first. An article counts where its page showed it first; other pages with the
    same text add nothing.
    """
    found = find(tx, published_within(query, start, end))
    while batch := list(islice(found, BATCH)):
        yield from first_of_their_pages(tx, query, batch)


def first_of_their_pages(tx: Connection, query: Query, batch: Iterable[Found]) -> Iterator[Caught]:
    """Yield those of the articles before which their page had shown none that matches."""
    asked = {one.number: one for one in batch}
    pages = articles.first_pages(tx, list(asked))
    earlier = sorted(frozenset().union(*(page.earlier for page in pages.values())))
    matching = {
        n for n, shown in search.snapshots(tx, earlier) if matches(query, shown) is not None
    }
    for number, one in asked.items():
        page = pages.get(number)
        if page is not None and not page.earlier & matching:
            yield Caught(one, page.page_id)
