"""What a watch is made of: its kinds of alert, and its offices followed past their end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from worker.clock import hanoi_day
from worker.errors import UsageError
from worker.match.queries import successors
from worker.match.queries.combined import asked_offices, may_be_source, terms
from worker.match.queries.conditions import MentionsOfficial
from worker.match.queries.ended import EndedOffice
from worker.match.queries.query import Query, parse
from worker.match.queries.terms import nearest
from worker.model import OF_ARTICLES, OF_SOURCES, AlertKind, Watch


def kinds_for(query: Query, named: Sequence[str] = ()) -> tuple[AlertKind, ...]:
    """Return the kinds of alert that a watch wants: those named, else what suits its query.

    That is all that can become of an article; who follows an office wants to know of its new
    holder too. Raise UsageError for a kind that
    is none, for changes of holder where the query asks for no office, and for troubles of
    sources where it can match none.
    """
    follows = any(asked_offices(query.condition))
    if not named:
        return (*OF_ARTICLES, AlertKind.HOLDER_CHANGED) if follows else OF_ARTICLES
    kinds = tuple(dict.fromkeys(_kind(one) for one in named))
    if AlertKind.HOLDER_CHANGED in kinds and not follows:
        raise UsageError(
            f"{AlertKind.HOLDER_CHANGED} tells of offices, and the query asks for none",
            where="--kind",
            expected='office: in the query, as in office:"Bí thư Tỉnh ủy Bến Tre"',
        )
    of_sources = [kind for kind in kinds if kind in OF_SOURCES]
    if of_sources and not may_be_source(query.condition):
        raise UsageError(
            f"{of_sources[0]} tells of sources, and the query asks for what only articles have",
            where="--kind",
            expected="source: and place: alone, as in source:bao-dong-khoi, or '' for every source",
            remedy="make a watch of its own for it",
        )
    return kinds


def kinds_kept(old: Watch, query: Query) -> tuple[AlertKind, ...]:
    """Return the kinds that a watch keeps when it is given that query.

    Before there were edits a watch was given ``appeared``, and with an office ``holder-changed``;
    the latter goes with the office.
    """
    given = (AlertKind.APPEARED, AlertKind.HOLDER_CHANGED)
    if old.kinds == given and not any(asked_offices(query.condition)):
        return given[:1]
    return old.kinds


def unfollowed(query: Query, now: datetime) -> tuple[EndedOffice, ...]:
    """Return the offices of a query that have ended, whose successors it does not ask for."""
    return successors.unfollowed(query, hanoi_day(now))


def with_successors(text: str, now: datetime) -> tuple[str, tuple[EndedOffice, ...]]:
    """Return the query with the successors of its ended offices written in, and those offices.

    The query must be one that can be read.
    """
    return successors.with_successors(text, hanoi_day(now))


def lapsed(
    watches: Sequence[Watch], topics: Mapping[str, str], now: datetime
) -> Iterator[tuple[Watch, EndedOffice]]:
    """Yield each watch with each of its offices that has ended and whose successors it lacks.

    A watch that cannot be read is left out: ``status`` names it.
    """
    in_topics = any("office:" in query.lower() for query in topics.values())
    for watch in watches:
        typed = watch.query.lower()
        # Reading a query costs a hundred times this, and few are about offices.
        if "office:" not in typed and not (in_topics and "topic:" in typed):
            continue
        try:
            query = parse(watch.query, topics)
        except UsageError:
            continue
        for ended in unfollowed(query, now):
            yield watch, ended


def still_asking(
    watches: Sequence[Watch], topics: Mapping[str, str], label: str, new: str | None
) -> Iterator[Watch]:
    """Yield each watch that asks for an official by a label, and not by the one in its place.

    A watch that cannot be read is left out: ``status`` names it.
    """
    for watch in watches:
        if not any(field in watch.query.lower() for field in ("official:", "topic:")):
            continue
        try:
            query = parse(watch.query, topics)
        except UsageError:
            continue
        asked = [one.asked for one in terms(query.condition) if isinstance(one, MentionsOfficial)]
        if any(one.is_asked(label) and not (new and one.is_asked(new)) for one in asked):
            yield watch


def _kind(name: str) -> AlertKind:
    known = [kind.value for kind in AlertKind]
    if name not in known:
        expected = " or ".join(known)
        raise UsageError(
            f"found {name}", where="--kind", expected=expected, remedy=nearest(name, known, "")
        )
    return AlertKind(name)
