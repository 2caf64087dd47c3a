"""How a source does: what its polls met, and the troubles that it has or had."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from worker.model.follows import AlertKind, Facts


class Fault(StrEnum):
    """What a poll met instead of an answer, or what pages lacked.

    *Unreachable*: no server answered. *Fetch*: one did, with an error. *Robots*: robots.txt
    forbids it. *Gate*: a login page, a check for robots or "not found", served as a page.
    *Template*: an answer in which nothing is found any more. *Dates*: articles without one. The
    last two say nothing of the source: *offline*, nobody could be reached; *unasked*, the poll
    was stopped before it asked.
    """

    UNREACHABLE = "unreachable"
    FETCH = "fetch"
    ROBOTS = "robots"
    GATE = "gate"
    TEMPLATE = "template"
    DATES = "dates"
    OFFLINE = "offline"
    UNASKED = "unasked"


class Stage(StrEnum):
    """Where a source fails: its feeds and listings, its pages, or that it tells nothing."""

    DISCOVERY = "discovery"
    PAGES = "pages"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class PageCounts:
    """What became of the pages of one poll; what had not changed is in none of them.

    ``read`` are articles, ``undated`` those of them without a date; ``unread`` answered with
    something that is no article, ``gated`` with a gate, ``failed`` with an error or not at all.
    A page counts among the last three when it fails for the first time, not again and again.
    """

    read: int = 0
    undated: int = 0
    unread: int = 0
    gated: int = 0
    failed: int = 0

    @property
    def bad(self) -> int:
        """Return how many pages brought no article."""
        return self.unread + self.gated + self.failed

    @property
    def tried(self) -> int:
        """Return how many pages there were to judge by."""
        return self.read + self.bad


NO_PAGES: Final = PageCounts()


@dataclass(frozen=True, slots=True)
class PollRecord:
    """One finished poll, as far as it tells how its source does. ``error`` is its first trouble."""

    started_at: datetime
    fault: Fault | None
    error: str | None
    pages: PageCounts = NO_PAGES


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a source, as facts, and the facts that prove it.

    They are worded where they are told (``deliver/messages/evidence.py``). ``since`` is when it was
    first met, where that was before it was known for what it is.
    """

    kind: AlertKind
    stage: Stage
    cause: Fault | None
    facts: Facts
    evidence: tuple[Facts, ...] = ()
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """A diagnosis that was kept: one episode, open until the source has done well again.

    ``told`` is it in English, for those who look after the service.
    """

    id: int
    source_id: int
    kind: AlertKind
    stage: Stage
    cause: Fault | None
    told: str
    begun_at: datetime
    ended_at: datetime | None
