"""Try again, or give up? Decided here, stored by the caller."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from worker.model import Failed

_MINUTE: Final = 60.0
_HOUR: Final = 3600.0

PAUSES: Final = (
    5.0,
    5 * _MINUTE,
    30 * _MINUTE,
    2 * _HOUR,
    5 * _HOUR,
    10 * _HOUR,
    14 * _HOUR,
    20 * _HOUR,
    24 * _HOUR,
)
"""Seconds after the first, second, … failed attempt (after Standard Webhooks).

With the first attempt, which is at once, ten attempts over 75.6 hours.
"""

JITTER: Final = 0.1
"""By how much a pause is stretched at most, so that receivers are not hit by all at once."""

LONGEST_RETRY_AFTER: Final = 24 * _HOUR
"""Seconds a receiver's Retry-After is honored for at most."""

HELD_UP_TRIES: Final = 2
"""Failed attempts after which others of the channel still wait for the next one."""


def next_attempt(attempt: int, outcome: Failed, now: datetime, jitter: float) -> datetime | None:
    """Return when to try again after the failed ``attempt`` (counted from 1), or None: give up.

    ``jitter``, from 0 to 1, stretches the pause by up to a tenth. A Retry-After makes the pause
    longer, never shorter. Given up is what cannot succeed and what was tried ten times.
    """
    if outcome.lasting or outcome.channel_gone or attempt > len(PAUSES):
        return None
    pause = PAUSES[max(attempt, 1) - 1] * (1 + JITTER * jitter)
    asked = outcome.retry_after or 0.0
    return now + timedelta(seconds=max(pause, min(asked, LONGEST_RETRY_AFTER)))


def holds_up_until(tries: int, outcome: Failed, again: datetime | None) -> datetime | None:
    """Return until when a failed delivery holds up those after it in its channel; None: not at all.

    What comes after it waits for its second and third attempt, five minutes at most, so that a
    short outage does not change the order; then it may be overtaken, so that one message which a
    receiver cannot digest does not hold up the rest (decision 20). A receiver that asks for time
    (Retry-After) gets it for all of the channel. ``tries`` counts from 1, ``again`` is the next.
    """
    if again is None or outcome.lasting:
        return None
    asked = (outcome.retry_after or 0.0) > 0
    return again if asked or tries <= HELD_UP_TRIES else None
