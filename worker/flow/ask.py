"""How the archive answers a query: the indexes narrow, ``match`` decides.

    1. parse      the query, topics expanded                              worker/match
    2. narrow     to what the database's indexes can answer               worker/match
    3. candidates newest first, a batch at a time                         worker/archive
    4. match      each candidate in full, by the same code as a watch     worker/match

The narrowing never misses an article that matches, so a search finds what a watch would.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from worker.archive import search, topics
from worker.clock import HANOI
from worker.deliver.excerpt import pieces
from worker.identify.content_hash import content_hash
from worker.match.query import Query, matches, narrowing, parse
from worker.model import Reason, Snapshot

FIRST_BATCH = 20
LARGEST_BATCH = 320
"""Candidates looked at between two questions to the database; each time twice as many."""
SNIPPET = 240
"""Code points of an article shown with its matches."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article that a query finds, and why."""

    number: int
    snapshot: Snapshot
    reasons: tuple[Reason, ...]

    @property
    def content_hash(self) -> str:
        """Return the article's name for good."""
        return content_hash(self.snapshot.article)


@dataclass(frozen=True, slots=True)
class Snippet:
    """Some text of an article, and where in it the matches stand, in code points."""

    text: str
    spans: tuple[tuple[int, int], ...]


def parse_query(tx: Connection, text: str) -> Query:
    """Parse a standing query with the archive's topics. Raise UsageError with the column."""
    return parse(text, topics.queries(tx))


def parse_search(tx: Connection, text: str, now: datetime) -> Query:
    """Parse a query that is asked now, with the archive's topics. Raise UsageError."""
    return parse(text, topics.queries(tx), now.astimezone(HANOI).date())


def find(tx: Connection, query: Query) -> Iterator[Found]:
    """Yield every article that the query finds, newest first, each once."""
    wanted = narrowing(query)
    below: int | None = None
    size = FIRST_BATCH
    while batch := search.candidates(tx, wanted, below=below, limit=size):
        for number, snapshot in search.snapshots(tx, [number for _, number in batch]):
            reasons = matches(query, snapshot)
            if reasons is not None:
                yield Found(number, snapshot, reasons)
        below, size = batch[-1][0], min(2 * size, LARGEST_BATCH)


def snippet(found: Found) -> Snippet:
    """Return the sentences around the matches in the body, or the beginning of the lead."""
    article = found.snapshot.article
    in_body = [r for r in found.reasons if r.start is None or r.start >= len(article.title)]
    text, spans = "", []
    for piece in pieces(article.text, in_body, SNIPPET):
        if piece.matched:
            spans.append((len(text), len(text) + len(piece.text)))
        text += piece.text
    return Snippet(text, tuple(spans))
