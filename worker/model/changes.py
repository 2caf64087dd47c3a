"""What changed between two versions of an article, and who else told its story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from worker.model.readings import Precision


class RunState(StrEnum):
    """Whether a run of words stands in both versions, only in the older or only in the newer."""

    KEPT = "kept"
    GONE = "gone"
    COME = "come"


@dataclass(frozen=True, slots=True)
class Run:
    """Words side by side that are in one state."""

    text: str
    state: RunState


@dataclass(frozen=True, slots=True)
class ChangedSentence:
    """A sentence that is not the same in both versions; ``in_title`` where it is the title's."""

    runs: tuple[Run, ...]
    in_title: bool = False


class Changed(StrEnum):
    """What kind of thing in a text has come, gone or changed."""

    OFFICIAL = "official"
    OFFICE = "office"
    FIGURE = "figure"
    DATE = "date"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class NamedChange:
    """A person, office, figure or date that has come (``gone`` None), gone, or become another."""

    what: Changed
    gone: str | None
    come: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What an edit did to a text, sentence by sentence in the order of the newer version.

    ``substantial`` where more than spelling, punctuation or layout has changed. ``more`` is how
    many sentences changed beside these: too many to be compared, so ``named`` is not about them.
    """

    sentences: tuple[ChangedSentence, ...]
    named: tuple[NamedChange, ...]
    substantial: bool
    more: int = 0


@dataclass(frozen=True, slots=True)
class Superseded:
    """The article that a page shows now in place of another one, and when it came there."""

    number: int
    since: datetime


@dataclass(frozen=True, slots=True)
class StoryMember:
    """An article of a story on a page that showed it; ``first`` is the page that told it first.

    Two pages with the same text are two members with one number. ``superseded`` where the page
    shows another article now; ``source`` is the name of the source, ``source_title`` its title.
    """

    number: int
    title: str
    source_title: str
    url: str
    published_at: datetime
    published_precision: Precision
    first: bool
    source: str = ""
    superseded: Superseded | None = None
