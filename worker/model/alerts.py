"""Alerts, the channels they go to, and how their deliveries end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from worker.model.changes import Difference, StoryMember
from worker.model.follows import URGENT, AlertKind, Reason, Watch
from worker.model.language import Language
from worker.model.policy import NO_POLICY, Form, Policy
from worker.model.readings import Precision
from worker.model.reviews import Review


@dataclass(slots=True)
class Hit:
    """A watch that matches a snapshot, and why: ``proof`` finds that out when it is asked.

    Not frozen, as others are: that takes three times as long, and an article has hundreds.
    """

    watch: Watch
    proof: Callable[[Watch], tuple[Reason, ...]]

    @classmethod
    def proved(cls, watch: Watch, reasons: tuple[Reason, ...]) -> Hit:
        """Return a hit whose reasons are known."""
        return cls(watch, lambda _: reasons)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return every piece of evidence, in the order of the text; there may be none."""
        return self.proof(self.watch)


@dataclass(frozen=True, slots=True)
class NewAlert:
    """An alert that was decided and is not stored yet; ``channels`` are those it goes to.

    One with a ``subject`` is raised once for that, whatever the article. ``backlog`` is what a
    source's first poll finds, ``retrospective`` what a watch finds that looks back. ``before`` is
    the number of the version that an edit took the place of.
    """

    watch_id: int
    kind: AlertKind
    reasons: tuple[Reason, ...]
    channels: tuple[str, ...]
    backlog: bool
    subject: str = ""
    retrospective: bool = False
    before: int | None = None

    @property
    def gathers(self) -> bool:
        """Say whether it may wait for others in a digest: it is no live news."""
        return self.backlog or self.retrospective

    @property
    def urgent(self) -> bool:
        """Say whether it waits for no digest of a policy."""
        return self.kind in URGENT


class ChannelKind(StrEnum):
    """How a channel takes messages."""

    CONSOLE = "console"
    FILE = "file"
    FEED = "feed"
    WEBHOOK = "webhook"
    APPRISE = "apprise"


@dataclass(frozen=True, slots=True)
class Channel:
    """Where alerts go. ``address`` is what may be shown: secrets stand in the secrets file.

    ``allowed_hosts`` are, for a webhook, the ``host`` or ``host:port`` that need not be public.
    ``off_since`` is set where the service switched it off, for its failures, and not a user. Up to
    ``old_secret_until`` the secret it had before is used beside the present one.
    """

    name: str
    kind: ChannelKind
    address: str = ""
    enabled: bool = True
    allowed_hosts: tuple[str, ...] = ()
    id: int = 0
    off_since: datetime | None = None
    old_secret_until: datetime | None = None
    policy: Policy = NO_POLICY
    language: Language = Language.ENGLISH

    @property
    def keeps(self) -> bool:
        """Say whether new alerts are kept for it: it is on, or off by no wish of a user."""
        return self.enabled or self.off_since is not None


@dataclass(frozen=True, slots=True)
class ChannelHealth:
    """How a channel has fared of late.

    ``failing_since`` is when an unbroken row of failures began, None where the last attempt was
    taken; ``marks`` counts the failures of the row that are well apart, ``marked_at`` is the last
    of these. ``off_since`` and ``off_reason`` say when and why the service switched it off.
    """

    failing_since: datetime | None = None
    marks: int = 0
    marked_at: datetime | None = None
    failed_at: datetime | None = None
    delivered_at: datetime | None = None
    last_error: str | None = None
    off_since: datetime | None = None
    off_reason: str | None = None


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

    ``id`` is the message's id for good; ``attempt`` counts from 1, ``spent`` of which were before
    it was last replayed; ``fence`` guards the record of the outcome against a claimant that slept
    past its lease. A ``notice`` is said in place of alerts: its first line is the title. ``form``
    is what a digest looks like; ``review`` is filled in before a digest of that form is carried.
    """

    id: str
    channel: Channel
    alerts: tuple[AlertView, ...]
    digest: bool
    attempt: int
    fence: int
    first_attempt_at: datetime
    spent: int = 0
    notice: str | None = None
    form: Form = Form.LIST
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery in some dispatcher's hand: its id for good, and the fence of that one claim."""

    delivery: str
    fence: int


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
