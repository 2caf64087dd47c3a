"""A press review (điểm báo): what the papers wrote in some days, a paragraph for each story.

All words of it that are about the news stand so in the articles; nothing is summed up or reworded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from worker.model.changes import NamedChange
from worker.model.follows import AlertKind, Facts
from worker.model.language import Language
from worker.model.officials import OfficeStatus
from worker.model.policy import Grouping
from worker.model.readings import Precision


class Days(StrEnum):
    """What happened on the days of a review: its articles were published, or its alerts raised."""

    PUBLISHED = "published"
    ALERTED = "alerted"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of an article; ``matched`` where they are what was asked for."""

    text: str
    matched: bool = False


@dataclass(frozen=True, slots=True)
class PageEdit:
    """An edit of a page that was more than slight: whom and what it named that has changed.

    ``titles`` are the title before and after, where it has become another.
    """

    named: tuple[NamedChange, ...] = ()
    titles: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Outlet:
    """A paper that told a story, where and when. Without a time of its own, when it was seen.

    ``edits`` are in the order of time. ``gone`` says that the page shows nothing any more,
    ``restored`` that it had gone and shows a text again, ``sample`` that it is no real paper.
    """

    name: str
    url: str
    at: datetime
    precision: Precision
    edits: tuple[PageEdit, ...] = ()
    gone: bool = False
    restored: bool = False
    sample: bool = False

    @property
    def between(self) -> tuple[datetime, datetime]:
        """Return the earliest and the latest time at which it may have been published."""
        match self.precision:
            case Precision.MINUTE:
                return self.at, self.at
            case Precision.DAY:
                return self.at, self.at + timedelta(days=1)
            case Precision.NONE:
                return datetime.min.replace(tzinfo=UTC), self.at


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named in which offices; ``inferred`` where the text names the office alone.

    Who holds that is then known from the registry, or learned.
    """

    name: str
    offices: tuple[tuple[str, OfficeStatus], ...]
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What an alert told of an article: its kind, and what changed; "" where that says it all.

    ``facts`` are what it tells as facts, in place of words.
    """

    kind: AlertKind
    told: str
    facts: Facts = ()


@dataclass(frozen=True, slots=True)
class ReviewedStory:
    """One paragraph of a review: the article, as its first paper tells it now, and who else did.

    ``lead`` is the beginning, ``found`` the sentences with the matches where the lead has none.
    ``outlets`` are in the order of time: the first one published first. ``number`` and ``hash16``
    find the article in the archive.
    """

    number: int
    hash16: str
    title: tuple[Stretch, ...]
    lead: tuple[Stretch, ...]
    found: tuple[Stretch, ...]
    outlets: tuple[Outlet, ...]
    named: tuple[Named, ...]
    notes: tuple[Note, ...] = ()

    @property
    def papers(self) -> frozenset[str]:
        """Return the names of who told it: a paper that printed it twice is one."""
        return frozenset(outlet.name for outlet in self.outlets)

    @property
    def first(self) -> Outlet | None:
        """Return who certainly published it first; None where that is not known, or it is alone.

        A day without a time, or no time at all, leaves it open who was first.
        """
        if len(self.papers) < 2:
            return None
        one, *others = self.outlets
        return one if all(one.between[1] < other.between[0] for other in others) else None


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A story that stands under another heading, ``under``; None: under that of the rest."""

    number: int
    title: str
    under: str | None


@dataclass(frozen=True, slots=True)
class Section:
    """Stories that have a topic, official, province or source in common; None: those without.

    ``see`` are those that stand elsewhere and belong here too; there may be no others.
    """

    title: str | None
    stories: tuple[ReviewedStory, ...]
    see: tuple[CrossReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """When a source could not be read; ``source`` None where nothing at all was asked.

    ``facts`` are what was the matter with it. ``until`` None: it lasts.
    """

    source: str | None
    facts: Facts
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a review rests on, so that its reader knows what may be missing.

    ``articles`` are all that the archive has of those days, None where that is not asked; ``found``
    those that match: a text counts once, on however many pages it stands, and an edited page once.
    ``versions`` are as many, each version counted. ``begun_at`` is when the first source was asked,
    where that was not before those days.
    """

    articles: int | None
    found: int
    versions: int
    sources: int
    missing: tuple[Gap, ...] = ()
    begun_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A press review. Days are of Hanoi, both included. ``asked`` are queries, as typed.

    ``cut`` says that there was more than a review may hold: the newest stories are in it.
    """

    title: str
    asked: tuple[str, ...]
    since: date
    until: date
    made_at: datetime
    by: Grouping
    language: Language
    sections: tuple[Section, ...]
    grounds: Grounds
    cut: bool = False
    days: Days = Days.PUBLISHED

    @property
    def stories(self) -> int:
        """Return how many stories it tells."""
        return sum(len(section.stories) for section in self.sections)
