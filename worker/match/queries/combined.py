"""Conditions made of conditions: AND, OR, NOT, topics, and how sure a mention must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from worker.match.queries.asked import AskedOffice
from worker.match.queries.clauses import Clauses, Users, all_hold, any_holds
from worker.match.queries.conditions import (
    Anything,
    Condition,
    Evidence,
    FromSource,
    MentionsOffice,
    MentionsOfficial,
    OfPlace,
    View,
)
from worker.model import AllOf, AnyOf, Everything, Narrowing, PublishedBetween, Reason


@dataclass(frozen=True, slots=True)
class OfTopic(Condition):
    """What a named query asks; its evidence bears the topic's name."""

    name: str
    query: Condition

    def evidence(self, view: View) -> Evidence:
        """Return the evidence of the named query."""
        found = self.query.evidence(view)
        return None if found is None else [replace(r, via=f"topic:{self.name}") for r in found]

    def narrowing(self) -> Narrowing:
        """Return that of the named query."""
        return self.query.narrowing()

    def clauses(self, users: Users, *, negated: bool = False) -> Clauses:
        """Return those of the named query."""
        return self.query.clauses(users, negated=negated)

    def inner(self) -> tuple[Condition, ...]:
        """Return the named query."""
        return (self.query,)


@dataclass(frozen=True, slots=True)
class Surely(Condition):
    """What a part asks, with mentions of officials and offices only where they are sure enough."""

    part: Condition
    floor: float

    def evidence(self, view: View) -> Evidence:
        """Return the evidence of the part under that floor."""
        return self.part.evidence(view.at_least(self.floor))

    def narrowing(self) -> Narrowing:
        """Return that of the part."""
        return self.part.narrowing()

    def clauses(self, users: Users, *, negated: bool = False) -> Clauses:
        """Return those of the part; mentions are looked at anyway."""
        return self.part.clauses(users, negated=negated)

    def inner(self) -> tuple[Condition, ...]:
        """Return the part."""
        return (self.part,)


@dataclass(frozen=True, slots=True)
class During(Condition):
    """What a part asks, of articles published from ``start`` (inclusive) to ``end`` (exclusive).

    The time is no evidence: nobody typed it.
    """

    part: Condition
    start: datetime
    end: datetime

    def evidence(self, view: View) -> Evidence:
        """Return the evidence of the part, within that time."""
        at = view.snapshot.published_at
        return self.part.evidence(view) if at and self.start <= at < self.end else None

    def narrowing(self) -> Narrowing:
        """Return the time, and that of the part."""
        time, asked = PublishedBetween(self.start, self.end), self.part.narrowing()
        if isinstance(asked, Everything):
            return time
        return AllOf((time, *asked.parts) if isinstance(asked, AllOf) else (time, asked))

    def inner(self) -> tuple[Condition, ...]:
        """Return the part."""
        return (self.part,)


@dataclass(frozen=True, slots=True)
class Both(Condition):
    """Every part holds."""

    parts: tuple[Condition, ...]

    def evidence(self, view: View) -> Evidence:
        """Return the evidence of all parts."""
        found: list[Reason] = []
        for part in self.parts:
            reasons = part.evidence(view)
            if reasons is None:
                return None
            found += reasons
        return found

    def narrowing(self) -> Narrowing:
        """Return those of the parts that say anything."""
        said = [part.narrowing() for part in self.parts]
        useful = tuple(part for part in said if not isinstance(part, Everything))
        if len(useful) < 2:
            return useful[0] if useful else Everything()
        return AllOf(useful)

    def clauses(self, users: Users, *, negated: bool = False) -> Clauses:
        """Return those of all parts."""
        parts = [part.clauses(users, negated=negated) for part in self.parts]
        return any_holds(parts, users) if negated else all_hold(parts)

    def inner(self) -> tuple[Condition, ...]:
        """Return the parts."""
        return self.parts


@dataclass(frozen=True, slots=True)
class Either(Condition):
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def evidence(self, view: View) -> Evidence:
        """Return the evidence of all parts that hold."""
        found = [reasons for p in self.parts if (reasons := p.evidence(view)) is not None]
        return [reason for reasons in found for reason in reasons] if found else None

    def narrowing(self) -> Narrowing:
        """Return those of all parts; nothing where one part can say nothing."""
        said = tuple(part.narrowing() for part in self.parts)
        return Everything() if any(isinstance(part, Everything) for part in said) else AnyOf(said)

    def clauses(self, users: Users, *, negated: bool = False) -> Clauses:
        """Return what any of them needs."""
        parts = [part.clauses(users, negated=negated) for part in self.parts]
        return all_hold(parts) if negated else any_holds(parts, users)

    def inner(self) -> tuple[Condition, ...]:
        """Return the parts."""
        return self.parts


@dataclass(frozen=True, slots=True)
class Neither(Condition):
    """The part does not hold. What is not there can prove nothing, narrow nothing."""

    part: Condition

    def evidence(self, view: View) -> Evidence:
        """Hold, with nothing to show, where the part does not."""
        return [] if self.part.evidence(view) is None else None

    def clauses(self, users: Users, *, negated: bool = False) -> Clauses:
        """Return what the part needs not to hold."""
        return self.part.clauses(users, negated=not negated)

    def inner(self) -> tuple[Condition, ...]:
        """Return the part."""
        return (self.part,)


def asked_offices(condition: Condition) -> Iterator[AskedOffice]:
    """Yield the offices that a query asks for; what stands under NOT it does not ask for."""
    if isinstance(condition, MentionsOffice):
        yield condition.asked
    elif not isinstance(condition, Neither):
        for part in condition.inner():
            yield from asked_offices(part)


def terms(condition: Condition) -> Iterator[Condition]:
    """Yield the words, phrases and fields of a query; what stands under NOT is left out."""
    if isinstance(condition, Neither):
        return
    inner = condition.inner()
    if not inner:
        yield condition
    for part in inner:
        yield from terms(part)


def asks_for_mentions(condition: Condition) -> bool:
    """Say whether a query says anything of officials or offices, under NOT too."""
    if isinstance(condition, MentionsOfficial | MentionsOffice):
        return True
    return any(asks_for_mentions(part) for part in condition.inner())


def may_be_source(condition: Condition) -> bool:
    """Say whether a query can match a source by itself, without any article."""
    if isinstance(condition, Anything | FromSource | OfPlace | Neither):
        return True
    parts = [may_be_source(part) for part in condition.inner()]
    return any(parts) if isinstance(condition, Either) else bool(parts) and all(parts)


def all_of(parts: Sequence[Condition]) -> Condition:
    """Return the conjunction; of one part, that part."""
    return parts[0] if len(parts) == 1 else Both(tuple(parts))


def any_of(parts: Sequence[Condition]) -> Condition:
    """Return the alternative; of one part, that part."""
    return parts[0] if len(parts) == 1 else Either(tuple(parts))


def ordered(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return each reason once, in the order of the text, then what is not in the text."""
    once = dict.fromkeys(reasons)
    return tuple(sorted(once, key=_position) if len(once) > 1 else once)


def _position(reason: Reason) -> tuple[bool, int, int]:
    return reason.start is None, reason.start or 0, reason.end or 0
