"""Dates as feeds and sitemaps write them: read for certain, or left empty."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Final

from worker.clock import HANOI, midnight
from worker.model import Precision
from worker.vietnamese.text.dates import parse_published

EARLIEST: Final = datetime(1995, 1, 1, tzinfo=UTC)
"""No Vietnamese paper was on the web before; an earlier date is a wrong one."""
AHEAD: Final = timedelta(days=1)
"""How far a date may lie after the capture: clocks differ, a day in advance is an error."""

_SHORT_ZONE: Final = re.compile(r"\(?(?:GMT|UTC)?\s*([+-])(\d{1,2})(?::?(\d{2}))?\)?$")
_BEFORE_ZONE: Final = re.compile(r" (?=[+-]\d{4}$)")
_SLASHED: Final = re.compile(
    r"(?:ngày )?(\d{1,2})([/.-])(\d{1,2})\2(\d{4}),?(?: [-|])? (\d{1,2}):(\d{2})(?::(\d{2}))?"
    r"(?: (AM|PM|SA|CH))?(?: ([+-])(\d{2}):?(\d{2}))?",
    re.IGNORECASE,
)
_VIETNAMESE: Final = re.compile(
    r"\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|ngày)\b|\d (?:SA|CH)\b", re.IGNORECASE
)
_TIME_FIRST: Final = re.compile(r"\d{1,2}[:hg]\d{2}\D{1,12}\d{1,2}[/.-]\d{1,2}[/.-]\d{4}", re.I)
_MONTH_IN_WORDS: Final = re.compile(r"\d (?:tháng|thg)[. ]*\d{1,2}[, ]", re.IGNORECASE)
_AMERICAN: Final = re.compile(
    r"(?=.*(?<!\d)\d[/:])[1-9]\d?/[1-9]\d?/\d{4} [1-9]\d?:\d{2}:\d{2} (?:AM|PM)"
)
"""As .NET writes a date in English: no number has a nought before it, and one shows that."""
_WEEKDAY: Final = re.compile(
    r"(?:(?:thứ )?(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|thứ [2-7]|t[2-7]|cn)\s*[,.]?\s+", re.IGNORECASE
)
_MONTH_SAID: Final = re.compile(
    r"(?<=\d) (?:tháng|thg|th)[. ]*(\d{1,2}),? (?=\d{4})", re.IGNORECASE
)
_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"
_ZONES: Final = frozenset(
    ("GMT", "UT", "UTC", "Z", "ICT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT")
)
_W3C_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")


class Order(Enum):
    """What comes first in the dates of a feed that are written with strokes."""

    DAY = "day"
    MONTH = "month"
    UNKNOWN = "unknown"


def order_of(texts: Iterable[str]) -> Order:
    """Return which of day and month comes first in a feed, where one of its dates shows it.

    ``14/9/2026`` can be no month, ``9/14/2026`` no day, ``9/5/2026 1:30:00 PM`` is what papers'
    systems write in American order, and who says *thứ Năm* or *SA* says the day first; a feed that
    has both shows nothing.
    """
    seen = set()
    for wording in texts:
        text = _tidied(wording)
        found = _SLASHED.fullmatch(text)
        if _AMERICAN.fullmatch(text):
            seen.add(Order.MONTH)
        elif (found and _VIETNAMESE.search(wording)) or (
            found and int(found[1]) > 12 >= int(found[3])
        ):
            seen.add(Order.DAY)
        elif found and int(found[3]) > 12 >= int(found[1]):
            seen.add(Order.MONTH)
    return seen.pop() if len(seen) == 1 else Order.UNKNOWN


def read_date(text: str, order: Order | None = None) -> datetime | None:
    """Return the instant that a date names, in UTC; None where it does not say for certain.

    Feeds mean RFC 822 or ISO 8601; ``+07``, ``GMT+7``, ``9/14/2026 6:44:00 PM`` and ``Thứ Hai,
    14/09/2026 18:44`` are seen too. A date without a zone is Hanoi time; feedparser's own reading
    would take it for UTC. ``order`` is what all dates of the feed show together; without a feed
    a date stands for itself.
    """
    wording, text = text, _tidied(text)
    if len(text) > 100:
        return None
    order = order or order_of((wording,))
    for moment in (_slashed(text, order), _iso(text), _mail(text)):
        if moment is not None:
            return _in_utc(moment if moment.tzinfo else moment.replace(tzinfo=HANOI))
    return _in_words(" ".join(wording.split()))


def _in_words(text: str) -> datetime | None:
    """Read what only Vietnamese papers write: the time of day first, or the month in words."""
    if not (_TIME_FIRST.match(text) or _MONTH_IN_WORDS.search(text)):
        return None
    said = parse_published(text)
    return said.at if said is not None and said.precision is Precision.MINUTE else None


def last_moment(text: str, captured_at: datetime) -> datetime | None:
    """Return the last instant that a sitemap's ``lastmod`` may mean, in UTC.

    ``2026-11-20`` is any time of that day in Hanoi, ``2026-11`` of that month, as far as that has
    gone at ``captured_at``. None where nothing is said for certain.
    """
    text = " ".join(text.split())
    found = _W3C_DAY.fullmatch(text)
    if found is None:
        return read_date(text)
    year, month = int(found[1]), int(found[2])
    try:
        day = date(year, month, int(found[3] or calendar.monthrange(year, month)[1]))
        last = midnight(day + timedelta(days=1)) - timedelta(seconds=1)
        began = midnight(day if found[3] else day.replace(day=1))
        return min(last, captured_at + AHEAD) if began <= captured_at else last
    except (ValueError, OverflowError):  # calendar.IllegalMonthError is a ValueError
        return None


def believable(moment: datetime | None, captured_at: datetime) -> datetime | None:
    """Return the instant if something can have been published then, else None."""
    if moment is None or not EARLIEST <= moment <= captured_at + AHEAD:
        return None
    return moment


def _tidied(text: str) -> str:
    """Return a date on one line without a Vietnamese weekday, months and zones as mail has them."""
    return _full_zone(_MONTH_SAID.sub(_named, _WEEKDAY.sub("", " ".join(text[:200].split()), 1)))


def _named(found: re.Match[str]) -> str:
    month = int(found[1])
    return f" {_MONTHS[3 * month - 3 : 3 * month]} " if 1 <= month <= 12 else found[0]


def _in_utc(moment: datetime) -> datetime | None:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def _slashed(text: str, order: Order) -> datetime | None:
    """Read day and month with strokes, where it is certain which is which."""
    found = _SLASHED.fullmatch(text)
    if found is None:
        return None
    first, second, year, hour, minute = (int(found[n]) for n in (1, 3, 4, 5, 6))
    half = (found[8] or "").upper()  # "SA" is sáng, "CH" is chiều
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half in ("PM", "CH") else 0)
    if first <= 12 and second <= 12 and first != second and order is Order.UNKNOWN:
        return None
    month_first = second > 12 or (first <= 12 and order is Order.MONTH)
    month, day = (first, second) if month_first else (second, first)
    try:
        zone = f"{found[9]}{found[10]}:{found[11]}" if found[9] else "+07:00"
        written = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{int(found[7] or 0):02}"
        return datetime.fromisoformat(written + zone)
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(_BEFORE_ZONE.sub("", text))
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError):
        return None
    last = text.rpartition(" ")[2]
    if last.isalpha() and last.upper() not in _ZONES:  # "PM" and zones that Python passes by
        return None
    # RFC 5322: "-0000" is universal time of an unknown place; Python gives it without a zone.
    return moment.replace(tzinfo=UTC) if text.endswith("-0000") else moment


def _full_zone(text: str) -> str:
    """Write ``+7``, ``+07``, ``GMT+7`` and ``(GMT+7)`` at the end as ``+0700``."""
    head, separator, tail = text.rpartition(" ")
    found = _SHORT_ZONE.fullmatch(tail) if separator else None
    if found:
        return f"{head} {found[1]}{int(found[2]):02d}{found[3] or '00'}"
    return text
