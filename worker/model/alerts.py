"""Alerts, the channels they go to, and how their deliveries end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from worker.model.changes import Difference, StoryMember
from worker.model.follows import AlertKind, Reason, Watch
from worker.model.readings import Precision


@dataclass(frozen=True, slots=True)
class Hit:
    """A watch that matches a snapshot, and why."""

    watch: Watch
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NewAlert:
    """An alert that was decided and is not stored yet; ``channels`` are those it goes to.

    One with a ``subject`` is raised once for that, whatever the article. ``backlog`` is what a
    source's first poll finds, ``retrospective`` what a watch finds that looks back.
    """

    watch_id: int
    kind: AlertKind
    reasons: tuple[Reason, ...]
    channels: tuple[str, ...]
    backlog: bool
    subject: str = ""
    retrospective: bool = False

    @property
    def gathers(self) -> bool:
        """Say whether it may wait for others in a digest: it is no live news."""
        return self.backlog or self.retrospective


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
    """An alert with all that a reader is told.

    One about a source has no article: no number and no hash, an empty text. Its title says what
    is the matter, its address is the one that the source is asked at. ``before`` is the number of
    the version that an edit took the place of, ``change`` what the edit did; ``story`` are all
    pages that tell the same, this one included, the first one first.
    """

    id: int
    kind: AlertKind
    watch: str
    query: str
    number: int | None
    content_hash: str | None
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
    retrospective: bool = False
    before: int | None = None
    change: Difference | None = None
    story: tuple[StoryMember, ...] = ()


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
