"""What the archive follows: topics and watches; and what matches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from worker.model.officials import Candidate, Mention
from worker.model.policy import NO_POLICY, Policy
from worker.model.readings import Article, Precision
from worker.model.sources import Origin


@dataclass(frozen=True, slots=True)
class Topic:
    """A named query."""

    name: str
    query: str
    title: str = ""
    origin: Origin = Origin.USER


class AlertKind(StrEnum):
    """What an alert says has happened."""

    APPEARED = "appeared"
    EDITED = "edited"
    GONE = "gone"
    RESTORED = "restored"
    MOVED = "moved"
    REPUBLISHED = "republished"
    HOLDER_CHANGED = "holder-changed"
    SOURCE_SILENT = "source-silent"
    SOURCE_BROKEN = "source-broken"


OF_ARTICLES: Final = (
    AlertKind.APPEARED,
    AlertKind.EDITED,
    AlertKind.GONE,
    AlertKind.RESTORED,
    AlertKind.MOVED,
    AlertKind.REPUBLISHED,
)
"""The kinds that tell of an article: what a new watch wants where nothing else is said."""

OF_SOURCES: Final = frozenset({AlertKind.SOURCE_SILENT, AlertKind.SOURCE_BROKEN})
"""The kinds that tell of a source, not of an article."""

URGENT: Final = frozenset({AlertKind.SOURCE_BROKEN})
"""Kinds that wait for no digest: until somebody looks, a digest may lack what it should tell."""


class WatchState(StrEnum):
    """A paused watch is kept but raises nothing."""

    ACTIVE = "active"
    PAUSED = "paused"


class LookBackState(StrEnum):
    """A look-back that may go on, one that came to its end, one that gave way to a change."""

    UNFINISHED = "unfinished"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Watch:
    """A query, the alert kinds it wants, and the channels it goes to (none named: all).

    ``paused_at`` is when it was paused; None while it is active, and where nobody noted it. What
    its ``policy`` says stands over what its channels say.
    """

    name: str
    query: str
    kinds: tuple[AlertKind, ...] = (AlertKind.APPEARED,)
    channels: tuple[str, ...] = ()
    state: WatchState = WatchState.ACTIVE
    id: int = 0
    origin: Origin = Origin.USER
    paused_at: datetime | None = None
    policy: Policy = NO_POLICY


class ArticleState(StrEnum):
    """What has happened to an article since, or how it came; ``is:`` asks for it.

    A page of an *edited* one has shown another text too; a page that showed one that is *gone*
    last shows it no more; a *duplicate* stands on several pages; one of the *backlog* was there
    when its source was first polled.
    """

    EDITED = "edited"
    GONE = "gone"
    DUPLICATE = "duplicate"
    BACKLOG = "backlog"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a query can ask about: an article as its page shows it, with its mentions.

    ``also_at`` is the page's address at the other domains of its paper, those it has left too.
    """

    article: Article
    url: str
    source: str
    place: str | None = None
    byline: str | None = None
    category: str | None = None
    published_at: datetime | None = None
    published_precision: Precision = Precision.NONE
    mentions: tuple[Mention, ...] = ()
    states: frozenset[ArticleState] = frozenset()
    also_at: tuple[str, ...] = ()


Facts = tuple[tuple[str, str | int], ...]
"""What happened, by name: ``what`` is its kind, which pages that are only
listed have not; days and instants are ISO 8601."""


def facts_of(what: str, /, **named: str | int | None) -> Facts:
    """Return the facts of something that happened, its kind first; what is None is left out."""
    known = ((name, fact) for name, fact in named.items() if fact is not None)
    return (("what", what), *known)


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: why a query matches. ``start`` None for what is not in the text.

    ``field`` is ``title``, ``body``, ``official``, ``source``, …; ``via`` how it was recognized
    (``word``, ``phrase``, ``name``, ``alias``, ``topic:NAME``). ``candidates`` are whom an office
    or a short name means (odds 1.0), or all whom it may mean; empty where the surface says it.
    ``facts`` are what a sentence of evidence is made of, by name: it is worded where it is told
    (``deliver/messages/evidence.py``), and ``surface`` is empty.
    """

    field: str
    start: int | None
    end: int | None
    surface: str
    via: str
    confidence: float = 1.0
    candidates: tuple[Candidate, ...] = ()
    facts: Facts = ()

    @classmethod
    def met(cls, field: str, facts: Facts, via: str, confidence: float = 1.0) -> Reason:
        """Return what was met, as facts: it stands nowhere in the text."""
        return cls(field, None, None, "", via, confidence, facts=facts)

    def __hash__(self) -> int:
        # Of eight fields these tell nearly all apart; an article can have thousands of reasons.
        return hash((self.start, self.end, self.field))
