"""Is a channel well, failing, or to be switched off? Decided here, stored by the caller."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from worker.model import ChannelHealth, Delivered, Failed, Outcome

OFF_AFTER: Final = timedelta(days=5)
"""How long a channel may do nothing but fail."""
APART: Final = timedelta(hours=6)
"""How far apart two failures are that count as two marks."""
MARKS: Final = 5
"""Marks without which nothing is switched off: a clock that jumps by years makes one of them."""


def after(health: ChannelHealth, outcome: Outcome, now: datetime) -> ChannelHealth:
    """Return how the channel fares after one more attempt.

    It is switched off, with the reason, by a receiver that wants no more (HTTP 410), and when
    nothing but failures has come of it for five days, at five times at least, six hours apart.
    """
    if isinstance(outcome, Delivered):
        if health.off_since is not None:  # switched off meanwhile: that is for a user to end
            return replace(health, delivered_at=now)
        return ChannelHealth(delivered_at=now)
    failing = _marked(replace(health, failed_at=now, last_error=outcome.error), now)
    if failing.off_since is None:
        reason = _reason_to_switch_off(failing, outcome, now)
        if reason:
            return replace(failing, off_since=now, off_reason=reason)
    return failing


def _marked(health: ChannelHealth, now: datetime) -> ChannelHealth:
    """Begin the row of failures, or count one more mark where the last one is long enough ago."""
    if health.failing_since is None or health.marked_at is None or health.failing_since > now:
        return replace(health, failing_since=now, marks=1, marked_at=now)
    if health.marked_at > now:  # the clock was set back
        return replace(health, marked_at=now)
    if now - health.marked_at >= APART:
        return replace(health, marks=health.marks + 1, marked_at=now)
    return health


def _reason_to_switch_off(health: ChannelHealth, outcome: Failed, now: datetime) -> str | None:
    if outcome.channel_gone:
        return outcome.error
    since = health.failing_since or now
    if now - since >= OFF_AFTER and health.marks >= MARKS:
        return f"nothing but failures for {(now - since).days} days; the last one: {outcome.error}"
    return None
