"""What a template is handed: an alert or a digest as plain values, each text safe on one line.

A ``Measure`` says how much of each there may be, for services that take little. The classes and
fields stand in ``docs/templates.md``, which a test compares.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from worker.deliver.excerpt import Piece


@dataclass(frozen=True, slots=True)
class Measure:
    """How much is told of an alert: code points of excerpt and sentence, and how many of each."""

    excerpt: int
    reasons: int
    proofs: int
    sentences: int
    sentence: int
    named: int
    members: int


WHOLE: Final = Measure(320, 5, 12, 8, 320, 12, 8)
IN_DIGEST: Final = Measure(120, 3, 2, 2, 160, 4, 0)
SMALLER: Final = (
    WHOLE,
    Measure(200, 5, 6, 4, 240, 8, 4),
    Measure(120, 5, 4, 3, 160, 6, 3),
    Measure(80, 3, 3, 2, 120, 4, 2),
    Measure(0, 3, 2, 1, 100, 3, 0),
    Measure(0, 1, 1, 1, 60, 2, 0),
    Measure(0, 0, 0, 0, 0, 0, 0),
)
"""What is tried in turn where there is little room: the excerpt gives way first."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in Hanoi; ``time`` is empty where only the day is known."""

    date: str
    time: str


@dataclass(frozen=True, slots=True)
class Odds:
    """One whom a name may mean, with the odds in percent."""

    name: str
    percent: int


@dataclass(frozen=True, slots=True)
class Why:
    """What matched and how it was recognized; ``percent`` None where there is no doubt.

    ``topic`` is the topic's name where one of a topic's words matched. ``who`` is whom an office
    or a short name means, ``candidates`` are all whom it may mean where that is not known.
    """

    surface: str
    field: str
    via: str
    topic: str
    percent: int | None
    who: str
    candidates: tuple[Odds, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """A line of evidence.

    ``label`` is ``holder``, ``before``, ``told``, ``left`` or ``evidence``.
    """

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words side by side in a changed sentence; ``state`` is ``kept``, ``gone`` or ``come``."""

    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that is not what it was; ``in_title`` where it is the title's."""

    words: tuple[Words, ...]
    in_title: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A person, office, figure, date or negation that has changed; one side may be empty.

    ``what`` is ``official``, ``office``, ``figure``, ``date`` or ``negation``.
    """

    what: str
    gone: str
    come: str


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit did; ``slight`` where it is spelling, punctuation or layout only."""

    slight: bool
    sentences: tuple[Sentence, ...]
    more_sentences: int
    named: tuple[Named, ...]
    more_named: int


@dataclass(frozen=True, slots=True)
class Member:
    """An article that tells the same story; ``first`` told it first, ``this`` is the alert's."""

    number: int
    title: str
    outlet: str
    url: str
    link: str
    published: Moment | None
    first: bool
    this: bool


@dataclass(frozen=True, slots=True)
class Story:
    """Who else has told it: ``outlets`` counts them, this one too. ``first`` may be nobody known.

    ``members`` are the other articles, ``more`` those of them that are not listed.
    """

    outlets: int
    first: Member | None
    members: tuple[Member, ...]
    more: int


@dataclass(frozen=True, slots=True)
class DepartedPage:
    """A page of a section that left; ``link`` is its address where a browser may go there."""

    number: int
    title: str
    url: str
    link: str


@dataclass(frozen=True, slots=True)
class Departure:
    """Most pages of a section have gone or moved: ``left`` of ``looked`` pages, since then.

    ``section`` is host and folder, or with ``whole_site`` the host. ``pages`` are those that the
    watch matches, ``more`` counts those of them that are not listed.
    """

    section: str
    whole_site: bool
    left: int
    looked: int
    since: Moment
    pages: tuple[DepartedPage, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert. Texts are safe on one line; ``link`` is the address where a browser may go there.

    ``kind`` is a code such as ``edited``. ``number``, ``id16`` and ``content_hash`` are None for
    an alert about a source. ``published`` is None where it is not known, ``before`` where there
    is no earlier version. ``title_pieces`` and ``excerpt`` are pieces of text, the matched ones
    marked. Where ``departure`` is not None, the alert is about a section, and the article is but
    the first of those that left.
    """

    id: int
    kind: str
    watch: str
    query: str
    number: int | None
    id16: str | None
    content_hash: str | None
    title: str
    title_pieces: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    url: str
    link: str
    source: str
    outlet: str
    of_source: bool
    published: Moment | None
    captured: Moment
    created: Moment
    reasons: tuple[Why, ...]
    more_reasons: int
    proofs: tuple[Proof, ...]
    before: int | None
    change: Change | None
    departure: Departure | None
    story: Story | None
    sample: bool
    backlog: bool
    retrospective: bool


@dataclass(frozen=True, slots=True)
class WatchCount:
    """A watch and how many alerts of a digest are its."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An alert in a digest, counted from 1 over all parts."""

    number: int
    alert: Alert


@dataclass(frozen=True, slots=True)
class Digest:
    """Several alerts in one delivery; the flags say that all of them are such.

    ``outlet`` is that of all of them, "" where there are several.
    ``entries`` are told one by one, ``more`` are only counted. A digest too long for one message
    goes out in several: this is ``part`` of ``parts``, both counted from 1.
    """

    count: int
    outlet: str
    watches: tuple[WatchCount, ...]
    more_watches: int
    sample: bool
    backlog: bool
    retrospective: bool
    entries: tuple[Entry, ...] = field(default=())
    more: int = 0
    part: int = 1
    parts: int = 1
