"""What a page or file says, and what it is next to what the archive has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

SHORT_HASH: Final = 16
"""Hex digits of a content hash that name an article, in its file's name too."""


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
    """A title and at least one paragraph, all canonical text. Never changes."""

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

    ``updated`` is the page's own update time; ``witnesses`` and ``rules`` are as extracted.
    """

    article: Article
    byline: str | None = None
    category: str | None = None
    published: Publication | None = None
    updated: datetime | None = None
    witnesses: Mapping[str, str] = field(default_factory=dict)
    rules: str = ""


@dataclass(frozen=True, slots=True)
class LastSighting:
    """What a page showed when it was last looked at, as the archive keeps it.

    ``ended`` where the page has gone since.
    """

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
    ended: bool = False


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article that the archive has already; ``last_seen`` on whatever page.

    Of one that was ``forgotten`` the archive has the number and the hash.
    """

    number: int
    last_seen: datetime
    forgotten: bool = False


@dataclass(frozen=True, slots=True)
class ShownElsewhere:
    """What a page shows now, and where."""

    page_id: int
    url: str
    content_hash: str
    title: str
    published: Publication | None


class Verdict(StrEnum):
    """What a reading is, next to what the archive has."""

    NEW = "new"
    DUPLICATE = "duplicate"
    REPUBLISHED = "republished"
    EDITED = "edited"
    UNCHANGED = "unchanged"
    REREAD = "reread"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict, and whether it opens a new sighting or lengthens the last one."""

    verdict: Verdict
    opens_sighting: bool
