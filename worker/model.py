"""The frozen types that travel from one room to the next, in the order of the flow.

``discover`` gives :class:`Discovered`, ``fetch`` a :class:`Capture`, ``extract`` an
:class:`Extracted`, ``normalize`` a :class:`Reading`, ``identify`` a :class:`Decision`, ``match``
:class:`Mention` and :class:`Reason`, ``alert`` a :class:`NewAlert`, ``deliver`` an
:class:`Outcome`. Instants are aware ``datetime`` in UTC; offsets count Unicode code points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

SHORT_HASH: Final = 16
"""Hex digits of a content hash that name an article (design: the files of the examples)."""


# --- sources and discovery -----------------------------------------------------------------


class WayKind(StrEnum):
    """How a source can be asked what it has published."""

    FOLDER = "folder"
    FEED = "feed"
    LISTING = "listing"


@dataclass(frozen=True, slots=True)
class Way:
    """One discovery address of a source: a folder's path, a feed's or a listing page's URL.

    ``pattern`` is, for a listing, the regular expression that an article's address must contain.
    """

    kind: WayKind
    address: str
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a source is polled: every so many seconds, or by a five-field cron line (Hanoi time)."""

    every: int | None = 3600
    cron: str | None = None


class Origin(StrEnum):
    """Where a row came from: what a new archive starts with, the samples, or the user."""

    SEED = "seed"
    SAMPLE = "sample"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Source:
    """A newspaper, portal or folder.

    ``name`` is its short name in commands (``bao-dong-khoi``), ``place`` the full canonical name
    of its province or None for a national one, ``profile`` the name of an extraction profile,
    ``pause`` the seconds between two requests to its host, ``allowed_hosts`` the ``host`` or
    ``host:port`` that the address guard lets through although they are not public.
    """

    name: str
    title: str
    ways: tuple[Way, ...]
    place: str | None = None
    language: str = "vi"
    profile: str | None = None
    schedule: Schedule = field(default_factory=Schedule)
    pause: float = 5.0
    allowed_hosts: tuple[str, ...] = ()
    enabled: bool = True
    origin: Origin = Origin.USER


@dataclass(frozen=True, slots=True)
class Discovered:
    """An address that a source led to; ``url`` is canonical (a file's absolute path for files).

    ``title`` and ``published`` are what the feed said, hints only.
    """

    url: str
    title: str | None = None
    published: datetime | None = None


# --- fetch ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes that an address answered with, whole, and when.

    ``url`` is the address asked for, ``final_url`` the one that answered after redirects.
    ``body`` is decoded from its transfer and content encodings, not from its charset.
    ``headers`` are lower-case names with their values; ``content_type`` is among them too.
    """

    url: str
    final_url: str
    body: bytes
    content_type: str
    captured_at: datetime
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server says that the page is as it was (304)."""

    url: str


@dataclass(frozen=True, slots=True)
class Missing:
    """The server says that there is no such page (404 or 410)."""

    url: str
    status: int


@dataclass(frozen=True, slots=True)
class Refused:
    """We do not ask: robots.txt forbids it; ``reason`` says which rule in which file."""

    url: str
    reason: str


Fetched = Capture | NotModified | Missing | Refused


@dataclass(frozen=True, slots=True)
class Answer:
    """What a webhook's server answered: the status, and the first 1 KB of its body.

    ``headers`` have lower-case names. ``retry_after`` is what the server asked for, in seconds.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    retry_after: float | None = None


# --- extract and normalize -----------------------------------------------------------------


class ParagraphKind(StrEnum):
    """What a paragraph is; its kind is not part of the content hash."""

    TEXT = "text"
    SUBHEADING = "subheading"
    QUOTE = "quote"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of one line."""

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a page or file says, as found: not yet canonical, furniture not yet removed.

    ``published`` and ``updated`` are the wordings or ISO strings found. ``witnesses`` says for
    each field where it was read (``profile``, ``json-ld``, ``meta``, ``trafilatura``, ``text``).
    ``rules`` names the version of the rules that read it, the profile's digest included.
    """

    title: str
    blocks: tuple[Paragraph, ...]
    byline: str | None = None
    category: str | None = None
    published: str | None = None
    updated: str | None = None
    witnesses: Mapping[str, str] = field(default_factory=dict)
    rules: str = ""


@dataclass(frozen=True, slots=True)
class NotAnArticle:
    """A page that holds no article (a listing, a login page, a PDF); ``reason`` says why."""

    reason: str


class Precision(StrEnum):
    """How exactly a publication time is known."""

    MINUTE = "minute"
    DAY = "day"
    NONE = "none"


class ReadFrom(StrEnum):
    """Which statement of the page a publication time was read from."""

    PUBLISHED = "published"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True)
class Publication:
    """When an article was published; a day alone is 00:00 Hanoi time of that day."""

    at: datetime
    precision: Precision
    read_from: ReadFrom = ReadFrom.PUBLISHED


@dataclass(frozen=True, slots=True)
class Article:
    """A title and at least one paragraph, all canonical text (design §4). Never changes."""

    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def lead(self) -> str:
        """Return the first paragraph."""
        return self.paragraphs[0].text

    @property
    def text(self) -> str:
        """Return title and paragraphs joined by an empty line; all offsets count in this."""
        return "\n\n".join([self.title, *(p.text for p in self.paragraphs)])

    @property
    def captions(self) -> tuple[str, ...]:
        """Return the captions, in their order."""
        return tuple(p.text for p in self.paragraphs if p.kind is ParagraphKind.CAPTION)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as one page showed it: the text, and the particulars that are not the text.

    ``updated`` is the page's own update time. ``notes`` are doubts worth telling (a guessed
    charset, a byline read from furniture).
    """

    article: Article
    byline: str | None = None
    category: str | None = None
    published: Publication | None = None
    updated: datetime | None = None
    witnesses: Mapping[str, str] = field(default_factory=dict)
    rules: str = ""


# --- identify ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LastSighting:
    """What a page showed when it was last looked at, as the archive keeps it."""

    sighting_id: int
    number: int
    content_hash: str
    byline: str | None
    category: str | None
    published: Publication | None
    updated: datetime | None
    rules: str
    raw_id: int | None
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article that the archive has already; ``last_seen`` on whatever page."""

    number: int
    last_seen: datetime


class Verdict(StrEnum):
    """What a reading is, next to what the archive has."""

    NEW = "new"
    DUPLICATE = "duplicate"
    REPUBLISHED = "republished"
    EDITED = "edited"
    UNCHANGED = "unchanged"
    REREAD = "reread"


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict, and whether it opens a new sighting or lengthens the last one."""

    verdict: Verdict
    opens_sighting: bool


# --- officials and match -------------------------------------------------------------------


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


# --- what the archive can be asked for, before a query is checked in full ------------------


@dataclass(frozen=True, slots=True)
class Everything:
    """No condition: every article."""


@dataclass(frozen=True, slots=True)
class HasWords:
    """Folded tokens (``[a-z0-9]+``) next to one another, in that order; the last may be a prefix.

    ``column`` is ``title``, ``body`` or None for either.
    """

    tokens: tuple[str, ...]
    prefix: bool = False
    column: str | None = None


@dataclass(frozen=True, slots=True)
class HasOfficial:
    """Articles that mention this official of the registry."""

    official: str


@dataclass(frozen=True, slots=True)
class HasSource:
    """Articles that this source has shown."""

    source: str


@dataclass(frozen=True, slots=True)
class PublishedBetween:
    """Articles published from ``start`` (inclusive) to ``end`` (exclusive); None is open."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Narrowing, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Narrowing, ...]


Narrowing = Everything | HasWords | HasOfficial | HasSource | PublishedBetween | AllOf | AnyOf
"""A condition the database can answer from its indexes; it finds at least what a query finds."""


# --- alerts and deliveries -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hit:
    """A watch that matches a snapshot, and why."""

    watch: Watch
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NewAlert:
    """An alert that was decided and is not stored yet; ``channels`` are those it goes to."""

    watch_id: int
    kind: AlertKind
    reasons: tuple[Reason, ...]
    channels: tuple[str, ...]
    backlog: bool


class ChannelKind(StrEnum):
    """How a channel takes messages."""

    CONSOLE = "console"
    FILE = "file"
    WEBHOOK = "webhook"
    APPRISE = "apprise"


@dataclass(frozen=True, slots=True)
class Channel:
    """Where alerts go. ``address`` is what may be shown: secrets stand in the secrets file.

    ``allowed_hosts`` are, for a webhook, the ``host`` or ``host:port`` that need not be public.
    """

    name: str
    kind: ChannelKind
    address: str = ""
    enabled: bool = True
    allowed_hosts: tuple[str, ...] = ()
    id: int = 0


@dataclass(frozen=True, slots=True)
class AlertView:
    """An alert with all that a reader is told."""

    id: int
    kind: AlertKind
    watch: str
    query: str
    number: int
    content_hash: str
    title: str
    text: str
    url: str
    source: str
    source_title: str
    published_at: datetime | None
    published_precision: Precision
    captured_at: datetime
    created_at: datetime
    reasons: tuple[Reason, ...]
    sample: bool = False
    backlog: bool = False


class DeliveryState(StrEnum):
    """Held for its digest, waiting for its time, being sent, done, or given up."""

    HELD = "held"
    PENDING = "pending"
    SENDING = "sending"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One delivery as the dispatcher claimed it: one alert, or a digest of several.

    ``id`` is the message's id for good; ``attempt`` counts from 1; ``fence`` guards the record
    of the outcome against a claimant that slept past its lease.
    """

    id: str
    channel: Channel
    alerts: tuple[AlertView, ...]
    digest: bool
    attempt: int
    fence: int
    first_attempt_at: datetime


@dataclass(frozen=True, slots=True)
class Delivered:
    """The channel took the message."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The channel did not take the message; ``lasting`` where no later attempt can succeed.

    ``channel_gone`` says that the channel asks for nothing more at all (HTTP 410).
    """

    error: str
    lasting: bool = False
    retry_after: float | None = None
    channel_gone: bool = False


Outcome = Delivered | Failed
