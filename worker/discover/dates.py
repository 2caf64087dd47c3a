"""Dates as feeds and sitemaps write them: read for certain, or left empty."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Final

from worker.clock import HANOI, midnight
from worker.discover.date_parts import Order, Written, take_apart

EARLIEST: Final = datetime(1995, 1, 1, tzinfo=UTC)
"""No Vietnamese paper was on the web before; an earlier date is a wrong one."""
AHEAD: Final = timedelta(days=1)
"""How far a date may lie after the capture: clocks differ, a day in advance is an error."""

_CLOCKS_DIFFER: Final = timedelta(minutes=30)
_HANOI_AHEAD: Final = timedelta(hours=7)
_EPOCH: Final = re.compile(
    r"(?:/Date\()?(?P<seconds>1\d{9}|2[0-4]\d{8})(?:\d{3}|\.\d+)?(?:[+-]\d{4})?(?:\)/)?"
)
"""Seconds, or milliseconds, since 1970, those since 2001; also as .NET has them in JSON."""
_ISO: Final = re.compile(r"(?:199|20[0-4])\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
"""What most sitemaps have, tens of thousands of times: read as it stands, for it is quicker."""
_W3C_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})")


def _order_of(written: Iterable[Written | None]) -> Order:
    """Return which of day and month comes first in a feed, where one of its dates shows it.

    A feed that has both shows nothing.
    """
    seen = {one.shows for one in written if one is not None} - {Order.UNKNOWN}
    return seen.pop() if len(seen) == 1 else Order.UNKNOWN


def read_date(text: str) -> datetime | None:
    """Return the instant that a date names, in UTC; None where it does not say for certain.

    A date without a zone is Hanoi time; feedparser's own reading would take it for UTC. One
    without a time of day is that day's beginning.
    """
    if (plain := _plain(text)) is not None:
        return plain
    written = take_apart(text)
    return _moment(written, written.shows) if written is not None else None


def _plain(text: str) -> datetime | None:
    """Return the instant of a wording that needs no taking apart."""
    if _ISO.fullmatch(text):
        with suppress(ValueError):
            return datetime.fromisoformat(text).astimezone(UTC)
    epoch = _EPOCH.fullmatch(text.strip())
    return datetime.fromtimestamp(int(epoch["seconds"]), UTC) if epoch else None


def _moment(written: Written, order: Order) -> datetime | None:
    day = written.day(order)
    if day is None:
        return None
    zone = HANOI if written.ahead is None else UTC
    moment = datetime(day.year, day.month, day.day, tzinfo=zone) - (written.ahead or timedelta(0))
    return moment.astimezone(UTC) + (written.since or timedelta(0))


def read_dates(texts: Sequence[str], captured_at: datetime) -> list[datetime | None]:
    """Return the instants that the dates of one feed name, in UTC; None for those left empty.

    What one shows of day and month holds for all. Some papers write the time of Hanoi and call it
    GMT, so that their news come from the future: where every date is universal time, and some
    lie ahead of the capture by what Hanoi is ahead at most, they are read as Hanoi time.
    """
    written = [take_apart(text) for text in texts]
    order = _order_of(written)
    moments = [
        _plain(text) or (_moment(one, order) if one else None)
        for text, one in zip(texts, written, strict=True)
    ]
    dated = [moment for moment in moments if moment is not None]
    ahead = max(dated, default=captured_at) - captured_at
    if _CLOCKS_DIFFER < ahead <= _HANOI_AHEAD + _CLOCKS_DIFFER and all(
        one is not None and one.ahead == timedelta(0)
        for one, moment in zip(written, moments, strict=True)
        if moment
    ):
        moments = [moment - _HANOI_AHEAD if moment else None for moment in moments]
    return [believable(moment, captured_at) for moment in moments]


def last_moment(text: str, captured_at: datetime) -> datetime | None:
    """Return the last instant that a sitemap's ``lastmod`` may mean, in UTC.

    ``2026-11-20`` is any time of that day in Hanoi, ``2026-11`` of that month, as far as that has
    gone at ``captured_at``. None where nothing is said for certain.
    """
    text = " ".join(text.split())
    month = _W3C_MONTH.fullmatch(text)
    if _ISO.fullmatch(text):
        return read_date(text)
    if month is not None:
        return _last_of(int(month[1]), int(month[2]), captured_at)
    written = take_apart(text)
    if written is None:
        return read_date(text)
    if written.since is not None:
        return _moment(written, written.shows)
    day = written.day(written.shows)
    return _last_second(day, day, captured_at) if day is not None else None


def _last_of(year: int, month: int, captured_at: datetime) -> datetime | None:
    try:
        first = date(year, month, 1)
        last = first.replace(day=calendar.monthrange(year, month)[1])
        return _last_second(first, last, captured_at)
    except (ValueError, OverflowError):
        return None


def _last_second(first: date, last: date, captured_at: datetime) -> datetime:
    ends = midnight(last + timedelta(days=1)) - timedelta(seconds=1)
    return min(ends, captured_at + AHEAD) if midnight(first) <= captured_at else ends


def believable(moment: datetime | None, captured_at: datetime) -> datetime | None:
    """Return the instant if something can have been published then, else None."""
    if moment is None or not EARLIEST <= moment <= captured_at + AHEAD:
        return None
    return moment
