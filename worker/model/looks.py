"""Pages that are looked at again: which of them are missing, and what else was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Absence(StrEnum):
    """How a page that showed an article is missing.

    *Answered*: 404 or 410. *Said*: an answer that says "not found" under a 200. *Elsewhere*: it
    leads to the front page or to a listing. *Unread*: what is there is no article any more.
    """

    ANSWERED = "answered"
    SAID = "said"
    ELSEWHERE = "elsewhere"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Missed:
    """A page was missing at so many looks in a row, the first at ``since``, the last at ``at``."""

    since: datetime
    at: datetime
    looks: int


@dataclass(frozen=True, slots=True)
class MissingPage:
    """A page that is missing or gone, and what it showed last.

    ``told`` is what was met at the last look. ``sighting_id`` is that of the article ``number``.
    ``has_gone`` where that was told of it, or that it moved; ``gone_with`` names the lot that it
    went with, None where it went alone.
    """

    id: int
    url: str
    number: int
    sighting_id: int
    missed: Missed
    absence: Absence
    told: str
    has_gone: bool = False
    gone_with: str | None = None


class Met(StrEnum):
    """What the last look at a page met."""

    SHOWN = "shown"
    MISSING = "missing"
    MOVED = "moved"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A page that was looked at lately; ``absence`` where it was missing or has moved."""

    address: str
    met: Met
    absence: Absence | None = None
