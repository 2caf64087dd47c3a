"""When to try again, as pure functions of the failure."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from worker.errors import FetchError
from worker.fetch.failures import PassingError
from worker.fetch.limits import Limits

_SECONDS = re.compile(r"[0-9]+")


def wait_before_retry(
    attempt: int, error: FetchError, jitter: float, limits: Limits
) -> float | None:
    """Return the seconds to wait after failed try number ``attempt`` (from 1); None: give up.

    ``jitter`` is from 0 to 1. A server that asks for more than ``retry_after_waited`` is not
    asked again here: the caller reads ``error.retry_after`` and comes back later.
    """
    if not isinstance(error, PassingError) or attempt > limits.retries:
        return None
    asked = error.retry_after or 0.0
    if asked > limits.retry_after_waited:
        return None
    backoff: float = limits.retry_pause * 2 ** (attempt - 1) * (0.5 + jitter)
    return max(asked, backoff)


def retry_after(value: str | None, now: datetime, limits: Limits) -> float | None:
    """Read a Retry-After header (RFC 9110 §10.2.3): seconds or a date, from 0 to the longest.

    Return None where there is none or it cannot be read (a negative number, say).
    """
    seconds = None if value is None else _asked_seconds(value.strip(), now)
    if seconds is None:
        return None
    return min(max(seconds, 0.0), limits.retry_after_longest)


def _asked_seconds(value: str, now: datetime) -> float | None:
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        date = parsedate_to_datetime(value)
        aware = date if date.tzinfo else date.replace(tzinfo=UTC)
        return (aware - now).total_seconds()
    except (ValueError, OverflowError):
        return None
