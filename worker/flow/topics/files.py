"""Files of topics: YAML in the shape of ``seeds/topics.yaml``, in and out.

What is exported and imported again is the same: names, titles and queries. Pure but for
:func:`take_in`, which stores all that files say or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import wrap
from typing import Final

from sqlalchemy import Connection

from worker.archive.alerts import topics
from worker.errors import SettingsError, UsageError
from worker.flow.located import Value, parse_list, read_bytes
from worker.flow.registry.entries import Mistakes
from worker.flow.registry.files import STANDARD_INPUT
from worker.flow.registry.yaml_files import quoted
from worker.flow.seeds import TOPIC_KEYS, topic_of
from worker.flow.topics.topics import Asked, Users, broken, clean_query
from worker.match.queries.query import parse_topic
from worker.model import Origin, Topic

COLUMNS: Final = 96
"""Letters to a line of a query, at most, where it can be broken."""
_PHRASE: Final = re.compile(r'"[^"]*"')
_BLANK: Final = "\0"
"""Stands for a blank inside a phrase while a query is broken into lines; no query has it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A topic as a file gives it, and the value that its query is."""

    topic: Topic
    at: Value

    def wrong(self, error: UsageError) -> SettingsError:
        """Return what is wrong with the query, by file and line."""
        what = f"{error.where}: {error.what}"
        return self.at.wrong(what, error.expected, error.remedy)


@dataclass(frozen=True, slots=True)
class TopicsRead:
    """What a file says: its topics in order; or its mistakes, and then nothing may be used."""

    entries: tuple[Entry, ...]
    mistakes: tuple[SettingsError, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """How many topics were added, changed and known already, and what uses the changed ones.

    Where there are mistakes, nothing was stored.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    users: Users | None = None
    mistakes: tuple[SettingsError, ...] = ()


def read_topic_file(path: Path) -> TopicsRead:
    """Return what a file says; what is wrong in it is among its mistakes."""
    try:
        return read_topic_data(read_bytes(path), path)
    except SettingsError as error:
        return TopicsRead((), (error,))


def read_topic_data(data: bytes, path: Path = STANDARD_INPUT) -> TopicsRead:
    """Return what was read from a file, or from standard input."""
    mistakes = Mistakes()
    items = mistakes.kept(parse_list, data, path) or ()
    entries = [mistakes.kept(_entry, item) for item in items]
    return TopicsRead(tuple(one for one in entries if one), tuple(mistakes.found))


def _entry(item: Value) -> Entry:
    topic = topic_of(item, Origin.USER)
    entry = Entry(topic, item.record(TOPIC_KEYS)["query"])
    try:
        return replace(entry, topic=replace(topic, query=clean_query(topic.query)))
    except UsageError as error:
        raise entry.wrong(error) from error


def repeated(entries: Iterable[Entry]) -> Iterator[SettingsError]:
    """Yield a mistake for each topic that stands somewhere before it and is another there."""
    first: dict[str, Entry] = {}
    for one in entries:
        other = first.setdefault(one.topic.name, one)
        if other.topic != one.topic:
            place = other.at.where.removesuffix(f": {other.at.key}")
            what = f"topic {one.topic.name} is another one at {place}"
            yield one.at.wrong(what, "each name once")


def differing(tx: Connection, entries: Iterable[Entry]) -> Iterator[SettingsError]:
    """Yield a mistake for each topic that the archive has otherwise than the files say."""
    known = {one.name: one for one in topics.topics(tx)}
    for one in entries:
        other = known.get(one.topic.name, one.topic)
        parts = [part for part in ("query", "title") if _differ(part, one.topic, other)]
        if parts:
            what = f"topic {other.name} has another {' and '.join(parts)} in the archive"
            yield one.at.wrong(what, remedy="to have it as it stands here: --replace")


def _differ(part: str, one: Topic, other: Topic) -> bool:
    return bool(getattr(one, part) != getattr(other, part))


def take_in(tx: Connection, entries: Sequence[Entry]) -> Taken:
    """Store what files say, new topics and changed ones, all of it or nothing.

    Mistakes are queries that cannot be read, rings, and whatever could not be read any more.
    """
    topics.alone(tx)
    known = {one.name: one for one in topics.topics(tx)}
    said = {one.topic.name: one for one in entries}
    new = [one for name, one in said.items() if name not in known]
    changed = [one for name, one in said.items() if name in known and _changes(one, known[name])]
    before = Asked.now(tx)
    after = Asked({**before.topics, **{n: e.topic.query for n, e in said.items()}}, before.watches)
    mistakes = tuple(_mistakes(before, after, [*new, *changed]))
    if mistakes:
        return Taken(mistakes=mistakes)
    for one in new:
        topics.add(tx, one.topic)
    for one in changed:
        origin = known[one.topic.name].origin
        topics.replace(tx, one.topic.name, replace(one.topic, origin=origin))
    users = after.users(*(one.topic.name for one in changed))
    return Taken(len(new), len(changed), len(said) - len(new) - len(changed), users)


def _changes(one: Entry, known: Topic) -> bool:
    return _differ("query", one.topic, known) or _differ("title", one.topic, known)


def _mistakes(before: Asked, after: Asked, entries: Sequence[Entry]) -> Iterator[SettingsError]:
    wrong = []
    for one in entries:
        try:
            parse_topic(one.topic.name, after.topics)
        except UsageError as error:
            wrong.append(one.wrong(error))
    yield from wrong
    if not wrong:
        for label, trouble in broken(before, after, [one.topic.name for one in entries]):
            yield SettingsError(f"could not be read any more: {trouble}", where=label)


def written(all_topics: Iterable[Topic]) -> Iterator[str]:
    """Yield the lines of a YAML file that reads back as these topics, each with its end."""
    for topic in all_topics:
        yield f"- name: {quoted(topic.name)}\n"
        if topic.title:
            yield f"  title: {quoted(topic.title)}\n"
        yield from _query_lines(topic.query)
        yield "\n"


def _query_lines(query: str) -> Iterator[str]:
    """Yield a query broken between its terms; one with what YAML cannot hold stands on one line."""
    if not query.isprintable():
        yield f"  query: {quoted(query)}\n"
        return
    yield "  query: >\n"
    whole = _PHRASE.sub(lambda phrase: phrase[0].replace(" ", _BLANK), query)
    lines = wrap(whole, COLUMNS, break_long_words=False, break_on_hyphens=False)
    yield from (f"    {line.replace(_BLANK, ' ')}\n" for line in lines)
