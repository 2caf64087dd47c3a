"""All that is told of one topic: its query in full, what uses it, what it finds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from worker.archive.sql.time_limit import limited
from worker.errors import ArchiveError, UsageError
from worker.flow.search.ask import Found, find
from worker.flow.topics.topics import Asked, Users, find_topic
from worker.match.queries.query import Query, parse_topic
from worker.match.queries.topic_use import in_full
from worker.model import Topic

MOST_COUNTED: Final = 1_000
"""Articles that a topic finds are counted up to so many."""
NEWEST: Final = 5
"""Articles of a topic that are shown."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """A topic, and what uses it.

    ``in_full`` is its query with other topics written out, None where it cannot be read. ``found``
    counts the articles it finds, ``more`` says that there may be others still, ``newest`` are the
    first of them. ``error`` says why it cannot be read, or why the count was broken off.
    """

    topic: Topic
    users: Users
    in_full: str | None = None
    found: int = 0
    more: bool = False
    newest: tuple[Found, ...] = ()
    error: UsageError | ArchiveError | None = None


def portrait(tx: Connection, name: str) -> Portrait:
    """Return what is known of the topic of that name. Raises NotFound."""
    topic = find_topic(tx, name)
    asked = Asked.now(tx)
    shown = Portrait(topic, asked.users(topic.name))
    try:
        query = parse_topic(topic.name, asked.topics)
    except UsageError as error:
        return replace(shown, error=error)
    return _counted(tx, replace(shown, in_full=in_full(topic.query, asked.topics)), query)


def _counted(tx: Connection, shown: Portrait, query: Query) -> Portrait:
    """Return the portrait with what the query finds, as far as that is counted."""
    newest: list[Found] = []
    count, error = 0, None
    try:
        with limited(tx) as patience:
            for one in islice(find(tx, query, patience=patience), MOST_COUNTED + 1):
                count += 1
                if count <= NEWEST:
                    newest.append(one)
    except ArchiveError as cancelled:
        error = cancelled
    return replace(
        shown,
        found=min(count, MOST_COUNTED),
        more=count > MOST_COUNTED or error is not None,
        newest=tuple(newest),
        error=error,
    )
