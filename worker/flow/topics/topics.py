"""Topics: what uses them, and how they change so that nothing breaks by it.

Watches and other topics use a topic by its name, so every change is first tried on all of them. A
running service reads topics and watches anew with each poll.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import Connection

from worker.archive.alerts import topics, watches
from worker.errors import NotFound, UsageError
from worker.match.queries.query import Query, parse, parse_topic, visible
from worker.match.queries.terms import nearest
from worker.match.queries.topic_use import all_topics_of, renamed
from worker.model import Topic

MOST_NAMED: Final = 20
"""Users of a topic that a line names; of the others only how many there are."""


@dataclass(frozen=True, slots=True)
class Users:
    """The names of the topics and watches that use a topic, directly or through other topics."""

    topics: tuple[str, ...] = ()
    watches: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there are any."""
        return bool(self.topics or self.watches)

    def __str__(self) -> str:
        """Return them as people read them: ``topic dua and watches Dừa, Hạn mặn``."""
        told = (_named("topic", "topics", self.topics), _named("watch", "watches", self.watches))
        return " and ".join(filter(None, told))


def _named(one: str, several: str, names: tuple[str, ...]) -> str:
    if not names:
        return ""
    more = len(names) - MOST_NAMED
    rest = f" and {more} more" if more > 0 else ""
    return f"{one if len(names) == 1 else several} {', '.join(names[:MOST_NAMED])}{rest}"


@dataclass(frozen=True, slots=True)
class Asked:
    """The queries of an archive at one moment, by the names of its topics and watches."""

    topics: Mapping[str, str]
    watches: Mapping[str, str]

    @classmethod
    def now(cls, tx: Connection) -> Asked:
        """Return those of an archive as it is now, paused watches included."""
        return cls(topics.queries(tx), {one.name: one.query for one in watches.watches(tx)})

    def users(self, *names: str) -> Users:
        """Return what uses any of some topics, these topics themselves left out."""
        wanted = frozenset(names)
        return Users(
            tuple(one for one in self._leading(self.topics, wanted) if one not in wanted),
            tuple(self._leading(self.watches, wanted)),
        )

    def watches_by_topic(self) -> Counter[str]:
        """Return how many watches use each topic, directly or through other topics."""
        used = (all_topics_of(text, self.topics) for text in self.watches.values())
        return Counter(name for names in used for name in names)

    def _leading(self, queries: Mapping[str, str], names: frozenset[str]) -> Iterator[str]:
        for one, text in queries.items():
            if names & all_topics_of(text, self.topics):
                yield one

    def trouble_of(self, name: str) -> UsageError | None:
        """Return why a topic cannot be read, if it cannot."""
        try:
            parse_topic(name, self.topics)
        except UsageError as error:
            return error
        return None

    def trouble_of_watch(self, name: str) -> UsageError | None:
        """Return why a watch cannot be read, if it cannot."""
        try:
            parse(self.watches[name], self.topics)
        except UsageError as error:
            return error
        return None


def find_topic(tx: Connection, name: str) -> Topic:
    """Return the topic of that name. Raises NotFound, which offers the nearest."""
    try:
        return topics.find(tx, name)
    except NotFound as error:
        raise NotFound(error.what, remedy=nearest(name, topics.queries(tx), "")) from error


def clean_query(text: str) -> str:
    """Return the query of a topic as it is kept: on one line, in NFC, nothing invisible in it.

    Raises UsageError for one that cannot be read or that is empty: it would find every article.
    """
    text = " ".join(visible(text).split())
    if not text:
        expected = 'words, a "phrase" or a field: without any it would find every article'
        raise UsageError("found nothing", where="query", expected=expected)
    return text


def add(tx: Connection, topic: Topic) -> Query:
    """Store a new topic, and return what it asks.

    Raises UsageError where the name is taken or the query cannot be read, and for a ring.
    """
    topics.alone(tx)
    topics.add(tx, topic)
    return parse_topic(topic.name, topics.queries(tx))


def change(tx: Connection, known: Topic, new: Topic) -> Users:
    """Put a topic in the place of one that is known, and return what uses it.

    Under another name it is used on: queries that ask for the known one ask for the new one.
    Raises UsageError as :func:`add` does, and where a user of the topic could not be read any more.
    """
    topics.alone(tx)
    before = Asked.now(tx)
    topics.replace(tx, known.name, new)
    if new.name != known.name:
        _rename(tx, known.name, new.name)
    after = Asked.now(tx)
    parse_topic(new.name, after.topics)
    for label, error in broken(before, after, [new.name]):
        raise UsageError(f"could not be read any more: {error}", where=label)
    return after.users(new.name)


def _rename(tx: Connection, old: str, new: str) -> None:
    """Let every query that asks for a topic ask for it under its new name."""
    for topic in topics.topics(tx):
        query = renamed(topic.query, old, new)
        if query != topic.query:
            topics.replace(tx, topic.name, replace(topic, query=query))
    for watch in watches.watches(tx):
        query = renamed(watch.query, old, new)
        if query != watch.query:
            watches.change(tx, replace(watch, query=query))


def broken(
    before: Asked, after: Asked, changed: Collection[str]
) -> Iterator[tuple[str, UsageError]]:
    """Yield what uses changed topics and can be read before, not after: what it is, and why not."""
    users = after.users(*changed)
    for name in users.topics:
        error = after.trouble_of(name)
        if error and name in before.topics and before.trouble_of(name) is None:
            yield f"topic {name}", error
    for name in users.watches:
        error = after.trouble_of_watch(name)
        if error and before.trouble_of_watch(name) is None:
            yield f"watch {name}", error


def remove(tx: Connection, name: str) -> None:
    """Remove a topic that nothing uses.

    Raises NotFound; and UsageError that names its users, which could not be read without it.
    """
    users = Asked.now(tx).users(find_topic(tx, name).name)
    if users:
        raise UsageError(
            f"topic {name} is used by {users}",
            expected="a topic that no watch and no other topic uses",
            remedy="change or remove these first, or say --force",
        )
    topics.remove(tx, name)


def remove_though_used(tx: Connection, name: str) -> Users:
    """Remove a topic, and return what cannot be read any more. Raises NotFound."""
    users = Asked.now(tx).users(find_topic(tx, name).name)
    topics.remove(tx, name)
    return users
