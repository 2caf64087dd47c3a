"""A query tried on the last days: what a watch on it would have caught, and if it would flood."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from worker.archive.index import published
from worker.archive.index.keys import time_of
from worker.clock import hanoi_day, midnight
from worker.errors import UsageError
from worker.flow.search.ask import Found, parse_query
from worker.flow.watches.caught import caught
from worker.match.queries.query import Query
from worker.match.words import marked_words
from worker.model import Reason

DAYS: Final = 30
"""Days that a query is tried on, today among them."""

LOOKED_AT: Final = 10_000
"""Articles that are looked at, at most: the newest."""

NEWEST: Final = 5
"""Articles that are kept to be shown."""

MANY_A_DAY: Final = 20
"""Alerts a day, on average, above which nobody reads them."""

LARGE_SHARE: Final = 0.1
"""The share of all articles above which a query tells too little apart."""

JUDGED_FROM: Final = 100
"""Articles from which on a share means something."""

_TEXT: Final = ("title", "body")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of Hanoi: the articles that were looked at, and how many the query caught."""

    day: date
    articles: int
    caught: int


@dataclass(frozen=True, slots=True)
class Term:
    """Words that matched, and in how many of the articles; ``field`` "" for title and text."""

    field: str
    surface: str
    articles: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What a query would have caught, day by day, the oldest first.

    ``of_days`` are the days that were asked for, ``start`` is when the oldest article looked at
    may be from, ``left_out`` how many older ones of that time were not looked at. ``numbers`` are
    the articles caught, ``latest`` when the newest article of the archive was published.
    """

    of_days: int
    days: tuple[Day, ...]
    start: datetime
    left_out: int
    numbers: frozenset[int]
    newest: tuple[Found, ...]
    terms: tuple[Term, ...]
    latest: datetime | None

    @property
    def articles(self) -> int:
        """Return how many articles were looked at."""
        return sum(one.articles for one in self.days)

    @property
    def caught(self) -> int:
        """Return how many of them were caught."""
        return len(self.numbers)

    @property
    def share(self) -> float:
        """Return the share of the articles that was caught, from 0 to 1."""
        return self.caught / self.articles if self.articles else 0.0

    @property
    def a_day(self) -> float:
        """Return how many were caught a day, from the first day that had any article on."""
        first = next((i for i, one in enumerate(self.days) if one.articles), len(self.days))
        return self.caught / max(len(self.days) - first, 1)

    @property
    def floods(self) -> tuple[str, ...]:
        """Return why a watch on the query would tell more than anybody reads."""
        said = []
        if self.a_day > MANY_A_DAY:
            said.append(f"{self.a_day:.0f} alerts a day on average, more than {MANY_A_DAY}")
        if self.articles >= JUDGED_FROM and self.share > LARGE_SHARE:
            said.append(f"{self.share:.0%} of all articles, more than {LARGE_SHARE:.0%}")
        return tuple(said)


def attempt(
    tx: Connection, query: Query, now: datetime, *, days: int = DAYS, most: int = LOOKED_AT
) -> Trial:
    """Try a query on the articles published in the last ``days`` days of Hanoi, today included.

    Of more than ``most`` articles the newest are looked at.
    """
    today = hanoi_day(now)
    end = midnight(today + timedelta(days=1))
    asked_from = midnight(today - timedelta(days=days - 1))
    start = published.start_of_newest(tx, asked_from, end, most)
    in_all = published.count(tx, *(published.key_before(tx, at) for at in (asked_from, end)))
    articles = published.by_day(tx, start, end)
    latest = published.newest_key(tx)
    newest: list[Found] = []
    numbers: dict[int, date] = {}
    terms = _Terms()
    for one in caught(tx, query, start, end):
        assert one.found.snapshot.published_at is not None
        numbers[one.found.number] = hanoi_day(one.found.snapshot.published_at)
        newest += [one.found] if len(newest) < NEWEST else []
        terms.note(one.found.reasons)
    by_day = Counter(numbers.values())
    first = hanoi_day(start)
    all_days = [first + timedelta(days=n) for n in range((today - first).days + 1)]
    return Trial(
        of_days=days,
        days=tuple(Day(day, articles.get(day, 0), by_day[day]) for day in all_days),
        start=start,
        left_out=in_all - sum(articles.values()),
        numbers=frozenset(numbers),
        newest=tuple(newest),
        terms=terms.most_common(),
        latest=None if latest is None else time_of(tx.dialect.name, latest),
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a query would have caught, and the one before it: None where none can be read."""

    before: Trial | None
    after: Trial

    @property
    def new(self) -> int:
        """Return how many articles only the new query catches."""
        return len(self.after.numbers - (self.before.numbers if self.before else frozenset()))

    @property
    def no_more(self) -> int:
        """Return how many articles only the old query caught."""
        return len(self.before.numbers - self.after.numbers) if self.before else 0


def compare(tx: Connection, before: str | None, after: Query, now: datetime) -> Comparison:
    """Try a query on the last days, and on the same the old text of it where there is one."""
    tried = attempt(tx, after, now)
    if before is None:
        return Comparison(None, tried)
    try:
        old = parse_query(tx, before)
    except UsageError:  # a topic of it was removed, say
        return Comparison(None, tried)
    return Comparison(attempt(tx, old, now), tried)


class _Terms:
    """Counts in how many articles each matched word stands, whatever its case."""

    def __init__(self) -> None:
        self._articles: Counter[tuple[str, str]] = Counter()
        self._surfaces: dict[tuple[str, str], str] = {}

    def note(self, reasons: tuple[Reason, ...]) -> None:
        """Take in why one article was caught."""
        here = {self._key(one): one.surface for one in reversed(reasons) if _is_term(one)}
        self._articles.update(here.keys())
        self._surfaces = {**here, **self._surfaces}

    def most_common(self) -> tuple[Term, ...]:
        """Return the words, those of the most articles first."""
        ranked = self._articles.most_common()
        return tuple(Term(key[0], self._surfaces[key], count) for key, count in ranked)

    def _key(self, reason: Reason) -> tuple[str, str]:
        field = "" if reason.field in _TEXT else reason.field
        return field, " ".join(marked_words(reason.surface)) or reason.surface


def _is_term(reason: Reason) -> bool:
    """Say whether a reason is something typed that was found, not a day nor an explanation."""
    return reason.via != "date" and not reason.facts
