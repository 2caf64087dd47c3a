"""Whom and what the archive follows: officials, offices, topics, watches; and what matches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from worker.model.readings import Article, Precision
from worker.model.sources import Origin


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an official; ``blind`` ones match without regard to marks."""

    name: str
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """A role in a body of a place, in full canonical forms; ``place`` None for central bodies."""

    role: str
    body: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """An office held; an unknown start or end is None. ``attested`` is a day it was seen held.

    ``known_from`` says where that is known from (a file's seed name, an address, a decree).
    """

    office: Office
    start: date | None = None
    end: date | None = None
    attested: tuple[date, ...] = ()
    known_from: str = ""
    acting: bool = False


@dataclass(frozen=True, slots=True)
class Official:
    """A person with aliases and terms. ``id`` is the archive's, 0 before it has one."""

    name: str
    aliases: tuple[Alias, ...] = ()
    terms: tuple[Term, ...] = ()
    id: int = 0
    origin: Origin = Origin.USER


class MentionKind(StrEnum):
    """A name, or an office without a name."""

    PERSON = "person"
    OFFICE = "office"


class OfficeStatus(StrEnum):
    """How the text says that the office is held."""

    CURRENT = "current"
    ACTING = "acting"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class OfficeSaid:
    """An office that the text attaches to a mention."""

    role: str
    body: str
    place: str | None
    status: OfficeStatus = OfficeStatus.CURRENT


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who a mention may be, with its odds from 0 to 1."""

    official: str
    odds: float


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of ``Article.text`` that names an official or an office.

    ``official`` is the name asserted, None where none is; ``official_id`` its row. ``via`` says
    how it was recognized (``name``, ``alias``, …), ``confidence`` how sure that is, 0 to 1.
    """

    start: int
    end: int
    surface: str
    kind: MentionKind
    official: str | None
    official_id: int | None
    via: str
    confidence: float
    offices: tuple[OfficeSaid, ...] = ()
    candidates: tuple[Candidate, ...] = ()


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


class WatchState(StrEnum):
    """A paused watch is kept but raises nothing."""

    ACTIVE = "active"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Watch:
    """A query, the alert kinds it wants, and the channels it goes to (none named: all)."""

    name: str
    query: str
    kinds: tuple[AlertKind, ...] = (AlertKind.APPEARED,)
    channels: tuple[str, ...] = ()
    state: WatchState = WatchState.ACTIVE
    id: int = 0
    origin: Origin = Origin.USER


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a query can ask about: an article as its page shows it, with its mentions."""

    article: Article
    url: str
    source: str
    place: str | None = None
    byline: str | None = None
    category: str | None = None
    published_at: datetime | None = None
    published_precision: Precision = Precision.NONE
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: why a query matches. ``start`` None for what is not in the text.

    ``field`` is ``title``, ``body``, ``official``, ``source``, …; ``via`` how it was recognized
    (``word``, ``phrase``, ``name``, ``alias``, ``topic:NAME``).
    """

    field: str
    start: int | None
    end: int | None
    surface: str
    via: str
    confidence: float = 1.0
