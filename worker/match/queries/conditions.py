"""What a query asks, as a tree of conditions; here the leaves, in ``combined`` the branches.

Each condition can answer three questions about itself: what proves it in a snapshot
(``evidence``), what of it a database can answer from an index (``narrowing``), and which literals
must be there for it to hold at all (``clauses``).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from urllib.parse import unquote

from worker.clock import hanoi_day
from worker.match.queries.asked import (
    AskedName,
    AskedOffice,
    OfficeKey,
    office_keys,
    offices,
    official_key,
    officials,
    same_name,
)
from worker.match.queries.clauses import ALWAYS, UNKNOWN, Clauses, Users, one
from worker.match.queries.ended import ended_by
from worker.match.queries.literals import Literal, SourceName
from worker.match.words import WordLine
from worker.model import (
    ArticleState,
    Candidate,
    Everything,
    HasOffice,
    HasOfficial,
    HasPlace,
    HasSource,
    HasState,
    Mention,
    Narrowing,
    Office,
    PublishedBetween,
    Reason,
    Snapshot,
)
from worker.vietnamese.names.keys import blind_key

Evidence = list[Reason] | None
"""Why a condition holds (nothing to show is an empty list), or None where it does not."""


class View:
    """A snapshot as conditions look at it; what costs time is done once, when first needed."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.title_end = len(snapshot.article.title)
        self.text = WordLine(snapshot.article.text)
        """Title and paragraphs."""
        self.found: dict[Condition, list[Reason]] = {}
        """Where the words stand that were asked for: thousands of queries may ask for the same."""
        self.lacks: Callable[[Literal], bool] = _knows_nothing
        """Says whether a literal is known not to be there."""
        self.floor = 0.0
        """How sure a mention must be, from 0 to 1, to be taken as evidence."""

    def at_least(self, floor: float) -> View:
        """Return the same view with a floor that is at least this one."""
        other = copy(self)
        other.floor = max(floor, self.floor)
        return other

    @cached_property
    def particulars(self) -> dict[str, WordLine]:
        """Return the fields beside the text that are searched by words."""
        return {
            "byline": WordLine(self.snapshot.byline or ""),
            "category": WordLine(self.snapshot.category or ""),
            "url": WordLine("\n\n".join(map(unquote, self.addresses))),
        }

    @property
    def addresses(self) -> tuple[str, ...]:
        """Return the address of the page, and those at other domains of its paper."""
        return (self.snapshot.url, *self.snapshot.also_at)

    @cached_property
    def officials(self) -> set[str]:
        """Return the keys of all officials who are or may be mentioned."""
        return {official_key(name) for m in self.snapshot.mentions for name, _ in officials(m)}

    @cached_property
    def offices(self) -> set[OfficeKey]:
        """Return the keys of all offices that are held by someone mentioned, or mentioned alone."""
        held = (office for m in self.snapshot.mentions for office in offices(m))
        return {key for office in held for key in office_keys(office)}

    @property
    def others(self) -> set[Literal]:
        """Return all literals that are there and are no phrases."""
        return {SourceName(self.snapshot.source.lower()), *self.officials, *self.offices}

    @property
    def day(self) -> date | None:
        """Return the Hanoi day of publication."""
        at = self.snapshot.published_at
        return None if at is None else hanoi_day(at)


def _knows_nothing(literal: Literal) -> bool:
    return False


class Condition(ABC):
    """A part of a query."""

    __slots__ = ()

    @abstractmethod
    def evidence(self, view: View) -> Evidence:
        """Return why the condition holds, every piece of evidence, or None."""

    def narrowing(self) -> Narrowing:
        """Return what an index can say about it; never less than what the condition finds."""
        return Everything()

    def clauses(self, users: Users, *, negated: bool = False) -> Clauses:
        """Return what must be there for it to hold, or with ``negated`` for it not to hold."""
        return UNKNOWN

    def literals(self) -> Iterator[Literal]:
        """Yield all that its clauses may be made of."""
        for part in self.inner():
            yield from part.literals()

    def inner(self) -> tuple[Condition, ...]:
        """Return the conditions that it is made of."""
        return ()


@dataclass(frozen=True, slots=True)
class Anything(Condition):
    """The empty query: every article."""

    def evidence(self, view: View) -> Evidence:
        """Hold, with nothing to show."""
        return []

    def clauses(self, users: Users, *, negated: bool = False) -> Clauses:
        """Need nothing."""
        return UNKNOWN if negated else ALWAYS


@dataclass(frozen=True, slots=True)
class MentionsOfficial(Condition):
    """An official is mentioned, or may be (then with lower confidence)."""

    asked: AskedName

    def evidence(self, view: View) -> Evidence:
        """Return every mention that is sure enough."""
        found = []
        for mention in view.snapshot.mentions:
            odds = self.asked.odds(mention)
            if odds > 0 and mention.confidence * odds >= view.floor:
                found.append(_mentioned("official", mention, odds))
        return found or None

    def narrowing(self) -> Narrowing:
        """Return the name, whatever its marks: candidates and other spellings are under it."""
        return HasOfficial(self.asked.key)

    def clauses(self, users: Users, *, negated: bool = False) -> Clauses:
        """Return the same name, which may be another's too."""
        return one(self.asked.key, negated=negated, exact=False)

    def literals(self) -> Iterator[Literal]:
        """Yield the same name."""
        yield self.asked.key


@dataclass(frozen=True, slots=True)
class MentionsOffice(Condition):
    """An office is held by someone who is mentioned, or mentioned without a name."""

    asked: AskedOffice

    def evidence(self, view: View) -> Evidence:
        """Return every mention that is sure enough; last, that the office has ended since."""
        found: list[Reason] = []
        held: dict[Office, None] = {}
        for mention in view.snapshot.mentions:
            asked = self.asked.held(mention)
            if asked and mention.confidence >= view.floor:
                found.append(_mentioned("office", mention))
                held |= dict.fromkeys(asked)
        if not found:
            return None
        said = (ended_by(office, view.day) for office in held)
        ended = dict.fromkeys(one.facts for one in said if one is not None)
        return found + [Reason.met("office", facts, "succession") for facts in ended]

    def narrowing(self) -> Narrowing:
        """Return the office, whatever its marks."""
        return HasOffice(*self.asked.key)

    def clauses(self, users: Users, *, negated: bool = False) -> Clauses:
        """Return the same office, which may be another's too."""
        return one(self.asked.key, negated=negated, exact=False)

    def literals(self) -> Iterator[Literal]:
        """Yield the same office."""
        yield self.asked.key


@dataclass(frozen=True, slots=True)
class FromSource(Condition):
    """A source's page shows the article; ``source`` is its short name in lower case."""

    source: str

    def evidence(self, view: View) -> Evidence:
        """Return the source."""
        source = view.snapshot.source
        if source.lower() != self.source:
            return None
        return [Reason("source", None, None, source, "name")]

    def narrowing(self) -> Narrowing:
        """Return the same condition."""
        return HasSource(self.source)

    def clauses(self, users: Users, *, negated: bool = False) -> Clauses:
        """Return the same condition."""
        return one(SourceName(self.source), negated=negated, exact=True)

    def literals(self) -> Iterator[Literal]:
        """Yield the source."""
        yield SourceName(self.source)


@dataclass(frozen=True, slots=True)
class OfPlace(Condition):
    """The article's place is this one, in full."""

    place: str

    def evidence(self, view: View) -> Evidence:
        """Return the place."""
        place = view.snapshot.place
        if place is None or not same_name(self.place, place):
            return None
        return [Reason("place", None, None, place, "name")]

    def narrowing(self) -> Narrowing:
        """Return the place, whatever its marks."""
        return HasPlace(blind_key(self.place))


@dataclass(frozen=True, slots=True)
class InState(Condition):
    """What has happened to the article since, or how it came."""

    state: ArticleState

    def evidence(self, view: View) -> Evidence:
        """Return the state."""
        if self.state not in view.snapshot.states:
            return None
        return [Reason("is", None, None, self.state, "state")]

    def narrowing(self) -> Narrowing:
        """Return the same condition."""
        return HasState(self.state)


@dataclass(frozen=True, slots=True)
class Published(Condition):
    """Published from ``start`` (inclusive) to ``end`` (exclusive), either open.

    ``field`` and ``day`` are what the person wrote: ``after`` or ``before``, and the day.
    """

    field: str
    day: str
    start: datetime | None = None
    end: datetime | None = None

    def evidence(self, view: View) -> Evidence:
        """Return the day that was asked for."""
        at = view.snapshot.published_at
        if at is None or (self.start and at < self.start) or (self.end and at >= self.end):
            return None
        return [Reason(self.field, None, None, self.day, "date")]

    def narrowing(self) -> Narrowing:
        """Return the same condition."""
        return PublishedBetween(self.start, self.end)


def _mentioned(field: str, mention: Mention, odds: float = 1.0) -> Reason:
    """Return a mention as evidence; who is or may be meant where the text does not name him."""
    sure = mention.confidence * odds
    who = mention.candidates
    if mention.official is not None and not same_name(mention.official, mention.surface):
        who = (Candidate(mention.official, 1.0),)
    return Reason(field, mention.start, mention.end, mention.surface, mention.via, sure, who)
