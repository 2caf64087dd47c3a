"""A written moment taken apart: time of day, zone, day. All of it is understood, or none.

Feeds write a date in any order and in two languages: ``Mon, 02 Mar 2026 14:05:00 +0700``,
``2026-03-02T14:05Z``, ``14:05 Thứ Hai, ngày 2 tháng 3 năm 2026 (GMT+7)``, ``March 2, 2026 at 2:05
PM``. So each part is found by its own look and taken out, in an order in which none is taken for
another; where anything is left over that says no weekday, the wording says something else too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from html import unescape
from typing import Final

from worker.vietnamese.text.fold import fold, nfc

_LONGEST: Final = 200
"""Characters of a wording, with the white space around it."""
_YEARS: Final = range(1995, 2050)
_BUDDHIST: Final = 543
"""Years by which the calendar of Thai and Lao servers is ahead."""
_FURTHEST: Final = timedelta(hours=14)

_COMPACT: Final = re.compile(r"(20\d\d)(\d\d)(\d\d)t?(\d\d)(\d\d)(\d\d)?(?=$|z|[+-]\d)")
_BARE_DAY: Final = re.compile(r"^(20\d\d)-?(\d\d)-?(\d\d)(z|[+-]\d\d:\d\d)?$")
"""A day alone, without strokes or with a zone."""
_TIME: Final = re.compile(
    r"(?:(?<=\d)t)?(?<![\d:+-])(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,](?P<part>\d*))?)?|\s?(?:h|g|gio)\s?(?P<said>\d{2})(?:\s?phut)?)"
    r"(?![\d:])(?:\s?(?P<half>[ap]\.?m\b\.?|(?:sa|ch|sang|chieu|toi)(?![a-z])))?"
)
_OFFSET: Final = re.compile(
    r"(?:\b(?:gmt|utc)\s?|(?<![a-z\d.,-]))(?P<sign>[+-])\s?"
    r"(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?::00|z)?(?![\d/-]|\.\d)"
)
_ZONES: Final = {
    "z": 0, "gmt": 0, "utc": 0, "ut": 0, "ict": 7, "sgt": 8, "hkt": 8, "jst": 9, "kst": 9,
    "cet": 1, "cest": 2, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7, "asia/ho_chi_minh": 7, "asia/saigon": 7, "asia/bangkok": 7,
    "indochina time": 7, "se asia standard time": 7, "coordinated universal time": 0,
}  # fmt: skip
"""Hours that the zones named in feeds are ahead of universal time; RFC 822's, and near ones."""
_ZONE: Final = re.compile(
    rf"(?<![a-z])(?:{'|'.join(sorted(_ZONES, key=len, reverse=True))})(?![a-z])"
)

_NO_ZONE: Final = {timedelta.min, timedelta.max}
_COMMENT: Final = re.compile(r"\([a-z ]*\)")
"""What is left of "GMT+0700 (Giờ Đông Dương)", as browsers print it."""

_MONTHS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"
_NUMBERS: Final = (
    "mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "muoi hai"
)  # fmt: skip
_NAMED: Final = re.compile(
    r"(?<![a-z])(jan(?:uary)?|febr?(?:uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|(?:nov|dec)(?:ember)?)(?![a-z])"
)
_SAID: Final = re.compile(
    r"(?<![a-z])(?:thang|thg|th)[. ]*((?:0?[1-9]|1[0-2])(?!\d)"
    rf"|(?:muoi (?:mot|hai)|{'|'.join(_NUMBERS)})(?![a-z]))(?:\s*,?\s*nam(?= \d))?"
)
_DAY_NUMBERS: Final = re.compile(r"(?<!\d)(\d{4}|\d{1,2})(?:st|nd|rd|th)?(?![\da-z])")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")
_STROKES: Final = re.compile(r"(?<!\d)(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ENGLISH_DAY: Final = re.compile(
    r"(?<![a-z])(mon|tue|wed|thu|fri|sat|sun)(?:s|r|rs|nes|ur|day|sday|nesday|rsday|urday)?(?![a-z])"
)
_VIETNAMESE: Final = re.compile(
    r"(?<![a-z])(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn|ngay(?: dang)?|luc|vao|hoi"
    r"|^(?:hai|ba|tu|nam|sau|bay))(?![a-z\d])"
)
_NUMBERED_DAY: Final = re.compile(
    r"(?<![a-z])(?:thu [2-7](?=\s*,|\s+ngay)|t[2-7](?!\d))|^th?\.? ?[2-7](?=\W)"
)
_NOTHING: Final = re.compile(r"(?:[\s,.:;|()\[\]-]|\bat\b)*")
_AMERICAN: Final = re.compile(
    r"(?=.*(?<!\d)\d[/:])[1-9]\d?/[1-9]\d?/\d{4} [1-9]\d?:\d{2}:\d{2} [ap]m"
)
"""As .NET writes a date in English: no number has a nought before it, and one shows that."""


class Order(Enum):
    """What comes first in the dates of a feed that are written with strokes."""

    DAY = "day"
    MONTH = "month"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Written:
    """What a wording says: the day it means, one for each order in which its numbers make one.

    ``since`` is the time since midnight, ``ahead`` how far its zone is ahead of universal time;
    None where it states none. ``shows`` is the order that the wording itself is proof of.
    """

    days: dict[Order, date]
    since: timedelta | None
    ahead: timedelta | None
    shows: Order = Order.UNKNOWN

    def day(self, order: Order) -> date | None:
        """Return the day where it is certain: by its numbers, or by ``order``."""
        if len(set(self.days.values())) == 1:
            return next(iter(self.days.values()))
        return self.days.get(order)


def take_apart(wording: str) -> Written | None:
    """Return what a wording says of a moment; None where it says none, or not for certain."""
    if len(wording) > _LONGEST:
        return None
    folded = " ".join(fold(nfc(unescape(wording))).split())
    text = _COMPACT.sub(r"\1-\2-\3 \4:\5", folded, count=1) if folded[:8].isdigit() else folded
    text = _BARE_DAY.sub(r"\1-\2-\3 \4", text, count=1)
    found = _TIME.search(text)
    since = _since(found) if found else None
    if found and since is None:
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}" if found else text
    zones, rest = _zones(rest)
    if len(zones) > 1:
        return None
    days, rest = _days(_NUMBERED_DAY.sub(" ngay ", rest))
    vietnamese = _VIETNAMESE.search(rest) or (found and found["half"] in ("sa", "ch"))
    rest = _VIETNAMESE.sub(" ", rest)
    weekday = _ENGLISH_DAY.search(rest)
    rest = _ENGLISH_DAY.sub(" ", rest)
    if not days or not _NOTHING.fullmatch(rest):
        return None
    first = found is not None and found.start() == 0 and (found["half"] or " ")[0] not in "ap"
    shows = _shown(folded, days, bool(vietnamese) or first)
    return Written(_fitting(days, weekday), since, zones.pop() if zones else None, shows)


def _since(found: re.Match[str]) -> timedelta | None:
    """Return the time since midnight; 24:00 is the next one. None for no time of day."""
    hour, minute = int(found["hour"]), int(found["minute"] or found["said"])
    second, half = int(found["second"] or 0), (found["half"] or "").replace(".", "")
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute + second):
        return None
    if half in ("am", "sa", "sang"):
        hour = hour % 12 if hour <= 12 else 99
    elif half:
        hour = hour + 12 if 0 < hour < 12 else hour or 99
    part = int((found["part"] or "")[:6].ljust(6, "0"))
    since = timedelta(hours=hour, minutes=minute, seconds=min(second, 59), microseconds=part)
    return since if hour <= 24 else None


def _zones(text: str) -> tuple[set[timedelta], str]:
    """Return the zones that a text states, taken out of it; two that differ leave it uncertain."""
    zones = set()
    for found in _OFFSET.finditer(text):
        ahead = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        # More than fourteen hours are no zone.
        zones |= {-ahead if found["sign"] == "-" else ahead} if ahead <= _FURTHEST else _NO_ZONE
    text = _OFFSET.sub(" ", text)
    zones |= {timedelta(hours=_ZONES[one]) for one in _ZONE.findall(text)}
    return zones, _COMMENT.sub(" ", _ZONE.sub(" ", text))


def _days(text: str) -> tuple[dict[Order, date], str]:
    """Return the day that a text names, by the order of its numbers, and what is left of it."""
    if found := _YEAR_FIRST.search(text):
        day = _date(found[1], int(found[3]), found[4])
        days = {Order.DAY: day, Order.MONTH: day}
    elif found := _STROKES.search(text):
        first, second, year = found[1], found[3], found[4]
        days = {
            Order.DAY: _date(year, int(second), first),
            Order.MONTH: _date(year, int(first), second),
        }
    else:
        return _worded(text)
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return {order: day for order, day in days.items() if day}, rest


def _worded(text: str) -> tuple[dict[Order, date], str]:
    """Read a day whose month is named; its year is the longer number beside it, or the last."""
    found = _SAID.search(text) or _NAMED.search(text)
    if found is None:
        return {}, text
    month = _month(found[1])
    rest = f"{text[: found.start()]} , {text[found.end() :]}"
    numbers = _DAY_NUMBERS.findall(rest.replace("-", " "))
    if len(numbers) != 2:
        return {}, text
    year, day = numbers if len(numbers[0]) == 4 else reversed(numbers)
    moment = _date(year, month, day)
    rest = _DAY_NUMBERS.sub(" ", rest.replace("-", " "))
    return ({Order.DAY: moment, Order.MONTH: moment} if moment else {}), rest


def _month(said: str) -> int:
    """Return the number of a month that is named in English or Vietnamese, or numbered."""
    if said.isdigit():
        return int(said)
    return (_NUMBERS.index(said) if said in _NUMBERS else _MONTHS.index(said[:3]) // 3) + 1


def _date(year: str, month: int, day: str) -> date | None:
    number = int(year) + (2000 if len(year) == 2 else 0)
    number -= _BUDDHIST if number - _BUDDHIST in _YEARS else 0
    try:
        return date(number, month, int(day)) if number in _YEARS else None
    except ValueError:
        return None


def _shown(folded: str, days: dict[Order, date], day_first: bool) -> Order:
    """Return the order that a wording is proof of.

    ``14/9/2026`` can be no month, ``9/14/2026`` no day, ``9/5/2026 1:30:00 PM`` is what papers'
    systems write in American order; who says *thứ Năm* or *SA*, or the time of day first, says the
    day before the month.
    """
    if not _STROKES.search(folded):
        return Order.UNKNOWN
    if len(days) == 1:
        return next(iter(days))
    if _AMERICAN.fullmatch(folded):
        return Order.MONTH
    return Order.DAY if day_first else Order.UNKNOWN


def _fitting(days: dict[Order, date], weekday: re.Match[str] | None) -> dict[Order, date]:
    """Leave of two days the one that is the weekday named, if just one is."""
    if weekday is None:
        return days
    named = _WEEKDAYS.index(weekday[1])
    fitting = {order: day for order, day in days.items() if day.weekday() == named}
    return fitting if len(fitting) == 1 else days
