"""What a query asks, as a tree of conditions.

Each condition can answer three questions about itself: what proves it in a snapshot, what of it
a database can answer from an index, and which literals must be there for it to hold at all.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, reduce

from worker.match.words import Phrase, WordLine
from worker.model import (
    AllOf,
    AnyOf,
    Everything,
    HasSource,
    HasWords,
    Mention,
    Narrowing,
    PublishedBetween,
    Reason,
    Snapshot,
)
from worker.vietnamese.fold import fold, has_marks, nfc
from worker.vietnamese.names import name_key

Evidence = list[Reason] | None
"""Why a condition holds (nothing to show is an empty list), or None where it does not."""

Gate = frozenset[bytes | str] | None
"""Literals of which at least one is there wherever the condition holds; None: none is needed.

Bytes stand in the text's line of words, a string is the name of an official mentioned, folded
and in one spelling of i and y.
"""


class View:
    """A snapshot as conditions look at it; what costs time is done once, when first needed."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.title_end = len(snapshot.article.title)

    @cached_property
    def text(self) -> WordLine:
        """Return title and paragraphs."""
        return WordLine(self.snapshot.article.text)

    @cached_property
    def particulars(self) -> dict[str, WordLine]:
        """Return the fields beside the text that are searched by words."""
        return {
            "byline": WordLine(self.snapshot.byline or ""),
            "category": WordLine(self.snapshot.category or ""),
        }

    @cached_property
    def officials(self) -> set[str]:
        """Return the names, blind, of all officials who are or may be mentioned."""
        return {_blind(name) for m in self.snapshot.mentions for name, _ in _named(m)}


class Condition(ABC):
    """A part of a query."""

    __slots__ = ()

    @abstractmethod
    def evidence(self, view: View) -> Evidence:
        """Return why the condition holds, every piece of evidence, or None."""

    def narrowing(self) -> Narrowing:
        """Return what an index can say about it; never less than what the condition finds."""
        return Everything()

    def gate(self) -> Gate:
        """Return the literals without any of which it cannot hold."""
        return None


@dataclass(frozen=True, slots=True)
class Anything(Condition):
    """The empty query: every article."""

    def evidence(self, view: View) -> Evidence:
        """Hold, with nothing to show."""
        return []


@dataclass(frozen=True, slots=True)
class InText(Condition):
    """A word, phrase or prefix in the text; ``column`` ``title``, ``body`` or None for either."""

    phrase: Phrase
    via: str
    column: str | None = None

    def evidence(self, view: View) -> Evidence:
        """Return every place where it stands."""
        found = []
        for start, end in view.text.spans(self.phrase):
            column = "title" if start < view.title_end else "body"
            if self.column in (None, column):
                found.append(Reason(column, start, end, view.text.text[start:end], self.via))
        return found or None

    def narrowing(self) -> Narrowing:
        """Return the folded words: the marks are for the full check."""
        return HasWords(self.phrase.words, self.phrase.prefix, self.column)

    def gate(self) -> Gate:
        """Return the phrase itself."""
        return frozenset([self.phrase.literal])


@dataclass(frozen=True, slots=True)
class InParticular(Condition):
    """A word, phrase or prefix in the byline or the category."""

    phrase: Phrase
    via: str
    field: str

    def evidence(self, view: View) -> Evidence:
        """Return every place where it stands; the places are not in the text."""
        line = view.particulars[self.field]
        spans = line.spans(self.phrase)
        found = [Reason(self.field, None, None, line.text[s:e], self.via) for s, e in spans]
        return found or None


@dataclass(frozen=True, slots=True)
class MentionsOfficial(Condition):
    """An official of the registry is mentioned, or may be (then with lower confidence).

    It narrows nothing: the archive's index knows asserted officials by their exact name, while
    this also finds candidates, and names typed without marks or in another spelling.
    """

    name: str

    def evidence(self, view: View) -> Evidence:
        """Return every mention."""
        found = []
        for mention in view.snapshot.mentions:
            odds = sum(odds for name, odds in _named(mention) if same_name(self.name, name))
            if odds > 0:
                found.append(_mention_reason(mention, odds))
        return found or None

    def gate(self) -> Gate:
        """Return the name, whatever its marks."""
        return frozenset([_blind(self.name)])


@dataclass(frozen=True, slots=True)
class FromSource(Condition):
    """A source's page shows the article; ``source`` is its short name in lower case."""

    source: str

    def evidence(self, view: View) -> Evidence:
        """Return the source."""
        source = view.snapshot.source
        return [Reason("source", None, None, source, "name")] if self._is(source) else None

    def _is(self, source: str) -> bool:
        return source.lower() == self.source

    def narrowing(self) -> Narrowing:
        """Return the same condition."""
        return HasSource(self.source)


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

    def gate(self) -> Gate:
        """Return that of the named query."""
        return self.query.gate()


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

    def gate(self) -> Gate:
        """Return the best gate of a part: each of them is needed, so one is enough to look for."""
        gates = [gate for part in self.parts if (gate := part.gate()) is not None]
        return max(gates, key=_rarity, default=None)


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

    def gate(self) -> Gate:
        """Return all gates together; none where one part needs no literal."""
        return reduce(_join, (part.gate() for part in self.parts))


@dataclass(frozen=True, slots=True)
class Neither(Condition):
    """The part does not hold. What is not there can prove nothing, narrow nothing."""

    part: Condition

    def evidence(self, view: View) -> Evidence:
        """Hold, with nothing to show, where the part does not."""
        return [] if self.part.evidence(view) is None else None


def same_name(asked: str, name: str) -> bool:
    """Say whether a name is the one asked for: by its marks where any were typed, else blind.

    Case, tone placement and i/y spelling do not matter.
    """
    if has_marks(nfc(asked)):
        return name_key(asked) == name_key(name)
    return _blind(asked) == _blind(name)


def _blind(name: str) -> str:
    """Return what is left of a name without regard to marks, case and spelling."""
    return fold(name_key(name))


def _named(mention: Mention) -> list[tuple[str, float]]:
    """Return the officials that a mention names or may name, with their odds."""
    if mention.official is not None:
        return [(mention.official, 1.0)]
    return [(candidate.official, candidate.odds) for candidate in mention.candidates]


def _mention_reason(mention: Mention, odds: float) -> Reason:
    sure = mention.confidence * min(odds, 1.0)
    return Reason("official", mention.start, mention.end, mention.surface, mention.via, sure)


def _rarity(gate: frozenset[bytes | str]) -> tuple[bool, int, int]:
    """Rank gates: officials are rarest, then the one whose shortest literal is longest."""
    words = [literal for literal in gate if isinstance(literal, bytes)]
    return (not words, min((len(word) for word in words), default=0), -len(gate))


def _join(one: Gate, other: Gate) -> Gate:
    return None if one is None or other is None else one | other


def all_of(parts: Sequence[Condition]) -> Condition:
    """Return the conjunction; of one part, that part."""
    return parts[0] if len(parts) == 1 else Both(tuple(parts))


def any_of(parts: Sequence[Condition]) -> Condition:
    """Return the alternative; of one part, that part."""
    return parts[0] if len(parts) == 1 else Either(tuple(parts))


def ordered(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return each reason once, in the order of the text, then what is not in the text."""
    once = dict.fromkeys(reasons)
    return tuple(sorted(once, key=lambda r: (r.start is None, r.start or 0, r.end or 0)))
