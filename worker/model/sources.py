"""Where articles come from: sources, how they are asked, and the bytes they answer with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class WayKind(StrEnum):
    """How a source can be asked what it has published."""

    FOLDER = "folder"
    FEED = "feed"
    LISTING = "listing"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True)
class Way:
    """One discovery address of a source: a folder's path, or the URL of a feed, page or sitemap.

    ``pattern`` is, for a listing or a sitemap, the regular expression that an article's address
    must contain.
    """

    kind: WayKind
    address: str
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a source is polled: every so many seconds, or by a five-field cron line (Hanoi time).

    Without either the interval follows how often the source publishes (``flow/rhythm.py``).
    """

    every: int | None = None
    cron: str | None = None

    @property
    def adaptive(self) -> bool:
        """Say whether the source is polled as it publishes."""
        return self.every is None and self.cron is None


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
    ``host:port`` that the address guard lets through although they are not public. ``domains`` are
    those it is or was found under, the present one first; empty where it never moved.
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
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Discovered:
    """An address that a source led to; ``url`` is canonical (a file's absolute path for files).

    ``title`` and ``published`` are what the feed said, hints only. ``etag`` is a file's stamp.
    """

    url: str
    title: str | None = None
    published: datetime | None = None
    etag: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes that an address answered with, whole, and when.

    ``url`` is the address asked for, ``final_url`` the one that answered after redirects.
    ``body`` is decoded from its transfer and content encodings, not from its charset.
    ``headers`` are lower-case names with their values; ``content_type`` is among them too.
    ``moved`` says that ``final_url`` was reached by permanent redirects only (301, 308).
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
    moved: bool = False


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
