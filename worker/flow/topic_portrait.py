"""All that is told of one topic: its query in full, what uses it, what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from worker.errors import UsageError
from worker.flow.ask import Found, find
from worker.flow.topics import Asked, Users, find_topic
from worker.match.query import parse_topic
from worker.match.topic_use import in_full
from worker.model import Topic

MOST_COUNTED: Final = 1_000
"""Articles that a topic finds are counted up to so many."""
NEWEST: Final = 5
"""Articles of a topic that are shown."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """A topic, and what uses it.

    ``in_full`` is its query with other topics written out. ``found`` counts the articles it finds,
    ``more`` says that there are others still, ``newest`` are the first of them. Of a topic that
    cannot be read there is none of this, but ``error`` says why.
    """

    topic: Topic
    users: Users
    in_full: str | None = None
    found: int = 0
    more: bool = False
    newest: tuple[Found, ...] = ()
    error: UsageError | None = None


def portrait(tx: Connection, name: str) -> Portrait:
    """Return what is known of the topic of that name. Raises NotFound."""
    topic = find_topic(tx, name)
    asked = Asked.now(tx)
    users = asked.users(topic.name)
    try:
        query = parse_topic(topic.name, asked.topics)
    except UsageError as error:
        return Portrait(topic, users, error=error)
    found, newest = 0, []
    for one in islice(find(tx, query), MOST_COUNTED + 1):
        found += 1
        if found <= NEWEST:
            newest.append(one)
    return Portrait(
        topic,
        users,
        in_full(topic.query, asked.topics),
        min(found, MOST_COUNTED),
        found > MOST_COUNTED,
        tuple(newest),
    )
