"""How the archive answers a query: the indexes narrow, ``match`` decides.

    1. parse      the query, topics expanded                              match
    2. narrow     to what the database's indexes can answer               match
    3. candidates newest first, a batch at a time                         archive
    4. match      each candidate in full, by the same code as a watch     match

The narrowing never misses an article that matches, so a search finds what a watch would.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice

from sqlalchemy import Connection

from worker.archive.alerts import topics
from worker.archive.index import newest, ranking, search
from worker.archive.index.keys import numbered
from worker.archive.index.narrowing import Asked
from worker.archive.sql.time_limit import Patience
from worker.archive.stories import superseded
from worker.clock import hanoi_day
from worker.deliver.excerpt import pieces
from worker.errors import NotFound
from worker.flow.by_alias import ByAlias
from worker.identify.content_hash import content_hash
from worker.match.queries.query import Query, matches, narrowing, parse
from worker.model import ArticleState, Reason, Snapshot, Superseded

FIRST_READ = 20
MOST_AT_ONCE = 320
"""Articles read at first, and at most, between two questions to the database."""
SNIPPET = 240
"""Code points of an article shown with its matches."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article that a query finds, and why; ``superseded`` where its page shows another now."""

    number: int
    snapshot: Snapshot
    reasons: tuple[Reason, ...]
    superseded: Superseded | None = None

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
    return _parsed(tx, text, None)


def parse_search(tx: Connection, text: str, now: datetime) -> Query:
    """Parse a query that is asked now, with the archive's topics. Raise UsageError."""
    return _parsed(tx, text, hanoi_day(now))


def _parsed(tx: Connection, text: str, today: date | None) -> Query:
    named = topics.queries(tx)
    asked = parse(text, named, today)  # as typed first: errors name the column in that
    by_alias = ByAlias(tx)
    written, meant = by_alias.written(text), by_alias.all_written(named)
    if (written, meant) == (text, named):
        return asked
    return Query(text, parse(written, meant, today).condition)


def find(
    tx: Connection, query: Query, after: int | None = None, patience: Patience | None = None
) -> Iterator[Found]:
    """Yield every article that the query finds, newest first, each once.

    With ``after`` those that follow the article of that number. Raise NotFound where it is gone,
    ArchiveError where patience ends.
    """
    below = None if after is None else search.key_of(tx, after)
    return _matching(tx, query, _newest(tx, query, below), patience)


def find_best(
    tx: Connection, query: Query, after: int | None = None, patience: Patience | None = None
) -> Iterator[Found]:
    """Yield what the query finds among the newest ``ranking.WINDOW`` articles, the best first.

    With ``after`` those that follow the article of that number. Raise NotFound where it is not
    among them, ArchiveError where patience ends.
    """
    keys = ranking.ranked(tx, narrowing(query), patience)
    if after is not None:
        keys = keys[_place(keys, search.key_of(tx, after), after) + 1 :]
    return _matching(tx, query, iter(keys), patience)


def _place(keys: list[int], key: int, number: int) -> int:
    if key not in keys:
        raise NotFound(f"article {number} is not among what the query finds", where="--after")
    return keys.index(key)


def _newest(tx: Connection, query: Query, below: int | None) -> Iterator[int]:
    """Yield the keys of all candidates, newest first."""
    wanted = narrowing(query)
    for size in _doubled(2 * FIRST_READ):
        keys = newest.keys(tx, Asked(wanted, size, below=below))
        yield from keys
        if len(keys) < size:
            return
        below = keys[-1]


def _matching(
    tx: Connection, query: Query, keys: Iterator[int], patience: Patience | None
) -> Iterator[Found]:
    """Yield those of the articles with these keys that the query finds, in their order."""
    # Of the first ones most match, as a rule: a few more make up for those that do not.
    for size in chain([FIRST_READ], _doubled(FIRST_READ // 2)):
        some = list(islice(keys, size))
        if not some:
            return
        numbers = [number for _, number in numbered(tx, some)]
        shown = search.snapshots(tx, numbers)
        edited = [number for number, one in shown if ArticleState.EDITED in one.states]
        replaced = superseded.of_articles(tx, edited)
        for number, snapshot in shown:
            reasons = matches(query, snapshot)
            if reasons is not None:
                yield Found(number, snapshot, reasons, replaced.get(number))
                if patience:
                    patience.renew()
            elif patience:
                patience.check()


def _doubled(size: int) -> Iterator[int]:
    """Yield that, then each time twice as much up to the most: few may be enough."""
    while True:
        yield size
        size = min(2 * size, MOST_AT_ONCE)


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
