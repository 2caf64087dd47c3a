"""Compares the mentions found in a labelled text with those that are right.

Three things are counted: mentions (the same span and kind), offices (each office attached to a
span, with role, body, place and status), and asserted holders (of the mentions that assert
somebody, how many are there and assert the right one). Capitals in offices do not count: papers
and laws write "Bộ Chỉ huy quân sự" and "Bộ Chỉ huy Quân sự".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from tests.gold.labels import Case
from worker.model import MentionKind, OfficeSaid

AT_LEAST: Final = {"mentions": 0.97, "offices": 0.95, "asserted": 0.97}
"""What the rules must reach: F1, for asserted holders the share that is right."""


class Marked(Protocol):
    """A mention, labelled or found."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def surface(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> MentionKind: ...  # noqa: D102
    @property
    def official(self) -> str | None: ...  # noqa: D102
    @property
    def offices(self) -> tuple[OfficeSaid, ...]: ...  # noqa: D102


@dataclass(slots=True)
class Count:
    """How many are right of those found and of those expected."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def add(self, found: set[object], expected: set[object]) -> None:
        """Count what was found in one text."""
        self.right += len(found & expected)
        self.found += len(found)
        self.expected += len(expected)

    @property
    def precision(self) -> float:
        """Return the share of the found that is right; 1.0 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of the expected that was found; 1.0 where nothing was expected."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.found + self.expected
        return 2 * self.right / both if both else 1.0


@dataclass(slots=True)
class Score:
    """The counts over some texts; ``persons`` are the mentions that are names."""

    texts: int = 0
    mentions: Count = field(default_factory=Count)
    persons: Count = field(default_factory=Count)
    offices: Count = field(default_factory=Count)
    asserted: Count = field(default_factory=Count)

    def add(self, found: Sequence[Marked], expected: Sequence[Marked]) -> None:
        """Count the mentions found in one text."""
        self.texts += 1
        self.mentions.add(_spans(found), _spans(expected))
        self.persons.add(_spans(_named(found)), _spans(_named(expected)))
        self.offices.add(_offices(found), _offices(expected))
        self.asserted.add(_asserted(found), _asserted(expected))

    def figures(self) -> dict[str, float]:
        """Return what is aimed at: F1 of mentions and of offices, how many asserted are right."""
        return {
            "mentions": self.mentions.f1,
            "offices": self.offices.f1,
            "asserted": self.asserted.precision,
        }

    def missed(self) -> dict[str, tuple[float, float]]:
        """Return what falls short: the figure and what it must at least be."""
        return {k: (v, AT_LEAST[k]) for k, v in self.figures().items() if v < AT_LEAST[k]}


def differences(case: Case, found: Sequence[Marked]) -> list[str]:
    """Return a line for each mention that is missing, too many, or said wrongly."""
    expected = {_span(each): _told(each) for each in case.expected}
    got = {_span(each): _told(each) for each in found}
    lines = []
    for span in sorted({*expected, *got}, key=lambda s: (s[0], s[1], s[2].value)):
        right, told = expected.get(span, "nothing"), got.get(span, "nothing")
        if right.lower() != told.lower():
            lines.append(f"  - expected {right}")
            lines.append(f"    got      {told}")
    return lines


def _told(mention: Marked) -> str:
    offices = " + ".join(sorted(_office(said) for said in mention.offices)) or "no office"
    where = f"{mention.start}-{mention.end}"
    return f"{mention.kind} '{mention.surface}' {where} = {mention.official} [{offices}]"


def _office(said: OfficeSaid) -> str:
    of = said.office
    return f"{of.role} | {of.body} | {of.place} | {said.status}"


def _span(mention: Marked) -> tuple[int, int, MentionKind]:
    return mention.start, mention.end, mention.kind


def _spans(mentions: Iterable[Marked]) -> set[object]:
    return {_span(mention) for mention in mentions}


def _named(mentions: Iterable[Marked]) -> Iterator[Marked]:
    return (mention for mention in mentions if mention.kind is MentionKind.PERSON)


def _offices(mentions: Iterable[Marked]) -> set[object]:
    return {
        (mention.start, mention.end, _office(said).lower())
        for mention in mentions
        for said in mention.offices
    }


def _asserted(mentions: Iterable[Marked]) -> set[object]:
    return {(*_span(each), each.official) for each in mentions if each.official is not None}
