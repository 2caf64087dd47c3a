"""When alerts go out: at once, gathered until a time, or after the quiet hours.

The decision is one value, :class:`Wait`, worked out from what watch and channel say and the time.
Nothing here reads a clock or a database (docs/decisions/0021-when-alerts-go-out.md).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from worker.model.timetable import cron_line, quiet_hours

AT_ONCE: Final = "at-once"
"""What a policy says that gathers nothing, whatever the one below it says."""
NO_QUIET: Final = "none"
"""What a policy says that has no quiet hours, whatever the one below it has."""


class Grouping(StrEnum):
    """What the sections of a press review are."""

    TOPIC = "topic"
    OFFICIAL = "official"
    PROVINCE = "province"
    SOURCE = "source"


class Form(StrEnum):
    """What a digest by cron looks like: its alerts one after the other, or a press review.

    A review is by topic, unless it says by what.
    """

    LIST = "list"
    REVIEW = "review"
    REVIEW_BY_OFFICIAL = "review-by-official"
    REVIEW_BY_PROVINCE = "review-by-province"
    REVIEW_BY_SOURCE = "review-by-source"

    @classmethod
    def review_by(cls, by: Grouping) -> Form:
        """Return the press review with these sections."""
        return cls.REVIEW if by is Grouping.TOPIC else cls(f"review-by-{by}")

    @property
    def by(self) -> Grouping | None:
        """Return what its sections are; None for a list, which has none."""
        if self is Form.LIST:
            return None
        return Grouping(self.rpartition("-")[2]) if "-by-" in self else Grouping.TOPIC


@dataclass(frozen=True, slots=True)
class Policy:
    """What a watch or a channel says about when alerts go out; None where it does not say.

    ``digest`` is a cron line (Hanoi time) or ``at-once``, ``quiet`` two times of Hanoi
    ("22:00-06:00") or ``none``.
    """

    digest: str | None = None
    quiet: str | None = None
    form: Form | None = None

    def check(self) -> None:
        """Raise UsageError for a line or hours that cannot be read."""
        if self.digest not in (None, AT_ONCE):
            cron_line(self.digest or "")
        if self.quiet not in (None, NO_QUIET):
            quiet_hours(self.quiet or "")

    def over(self, lower: Policy) -> Policy:
        """Return this policy, and where it says nothing, what the lower one says."""
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        return replace(lower, **{name: value for name, value in said.items() if value is not None})

    @property
    def told(self) -> str:
        """Return it in words: "digest at 0 7 * * 1-5 as press review, quiet 22:00-06:00"."""
        parts = []
        if self.digest is not None:
            by = None if self.form is None else self.form.by
            form = "" if by is None else f" as press review by {by}"
            at_once = self.digest == AT_ONCE
            parts.append("at once" if at_once else f"digest at {self.digest}{form}")
        if self.quiet is not None:
            parts.append("no quiet hours" if self.quiet == NO_QUIET else f"quiet {self.quiet}")
        return ", ".join(parts)


NO_POLICY: Final = Policy()
"""It says nothing: alerts go out at once, at all hours."""


@dataclass(frozen=True, slots=True)
class Wait:
    """That an alert waits in the digest of that key, which goes out at ``until``."""

    key: str
    until: datetime
    form: Form = Form.LIST


def wait(
    watch_id: int, watch: Policy, channel: Policy, now: datetime, *, urgent: bool
) -> Wait | None:
    """Return what an alert of a watch waits for before it goes to a channel; None: it goes now.

    What the watch says stands over what the channel says, each for itself. A digest that a watch
    asks for is its own; what the channel asks for gathers all watches. One that would go out in
    quiet hours waits until they are over. What is ``urgent`` waits for no digest.
    """
    both = watch.over(channel)
    if both.digest not in (None, AT_ONCE) and not urgent:
        until = after_quiet(both, cron_line(both.digest or "").next_after(now))
        key = _key("digest", watch_id, is_own=watch.digest is not None)
        return Wait(key, until, both.form or Form.LIST)
    until = after_quiet(both, now)
    if until == now:
        return None
    return Wait(_key("quiet", watch_id, is_own=watch.quiet is not None), until)


def after_quiet(policy: Policy, instant: datetime) -> datetime:
    """Return the instant itself, or when the quiet hours are over in which it falls."""
    if policy.quiet in (None, NO_QUIET):
        return instant
    return quiet_hours(policy.quiet or "").over(instant) or instant


def _key(what: str, watch_id: int, *, is_own: bool) -> str:
    return f"{what}:watch:{watch_id}" if is_own else f"{what}:channel"
