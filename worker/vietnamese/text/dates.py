"""Publication times, in the wordings of Vietnamese papers and portals and in ISO 8601.

A time without a zone is Hanoi time. What cannot be read for certain is left empty, never guessed:
31/02, a year outside 1995 to 2049 (the first Vietnamese paper went online in 1997), "26 phút
trước" (there is nothing to count from), and "3/7/2026 6:44:00 PM", which may be March or July.
Times are kept to the minute; that is their precision. Lines are given as they are to be read: NFC,
on one line, without invisible characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

from worker.clock import HANOI
from worker.model import Precision, Publication, ReadFrom
from worker.vietnamese.text.fold import fold

_YEARS: Final = range(1995, 2050)
_LONGEST_DATE_LINE: Final = 200
_LONGEST_WORDING: Final = 400

_ISO: Final = re.compile(
    r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})"
    r"(?:[t ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?"
    r"\s*(?P<zone>z|[+-]\d{1,2}(?::?\d{2})?)?)?"
)
_COMPACT: Final = re.compile(r"(20\d\d)(\d\d)(\d\d)t?(\d\d)(\d\d)(?:\d\d)?(?P<zone>z)?")
"""ISO 8601 without signs, as scripts have it: 20260303071500."""
_SCRIPTED: Final = re.compile(
    r"[a-z]{3} (?P<month>[a-z]{3}) (?P<day>\d{1,2}) (?P<time>\d{2}:\d{2}):\d{2} (?:ict|gmt\+07:00) "
    r"(?P<year>\d{4})"
)
"""As Java prints a time: "Tue Mar 03 07:15:00 ICT 2026"."""
_EPOCH: Final = re.compile(r"(1\d{9}|2[0-4]\d{8})(?:\d{3})?")
"""Seconds, or milliseconds, since 1970: those since 2001."""
_ENGLISH: Final = re.compile(  # RFC 5322, as feeds and some meta tags have it
    r"(?:[a-z]{3},\s*)?(?P<day>\d{1,2})[\s-](?P<month>[a-z]{3})[\s-](?P<year>\d{4})"
    r"\s(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*(?P<zone>gmt|utc|z|[+-]\d{4})?"
)
_MONTHS: Final = "janfebmaraprmayjunjulaugsepoctnovdec"
_WORDED: Final = ("mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
_MONTH_WORDS: Final = (*_WORDED, "muoi mot", "muoi hai")
_MONTH_WORDED: Final = re.compile(rf"\bthang (muoi mot|muoi hai|{'|'.join(_WORDED)})(?=,? \d)")
_MONTH_NAMED: Final = re.compile(
    r"\b(?:(?P<before>\d{1,2}) )?(?P<name>(?:jan|febr?)(?:uary)?|mar(?:ch)?|apr(?:il)?|may|june?"
    r"|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|(?:nov|dec)(?:ember)?)\.?(?P<after> \d{1,2})?"
    r"(?=,? (?:19|20)\d\d\b)"
)
_MONTH_FIRST: Final = re.compile(r"\b(thang \d{1,2}),? (\d{1,2})(?=,? (?:19|20)\d\d\b)")
_MONTH_SHORT: Final = re.compile(
    r"(?<=\d )th\.?\s?(?=\d{1,2},? (?:19|20)\d\d\b)|\bth\.?(?=\d{1,2} \d{1,2},? (?:19|20)\d\d\b)"
)
"""As blogs shorten it: "12 Th3, 2026", "Th3 12, 2026"."""
"""The month before the day, as blogs have it: "Tháng Mười Một 21, 2026"."""
_DAY: Final = re.compile(
    r"(?<![\d/])(?P<day>\d{1,2})(?:\s?(?P<mark>[/.-])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?"
    r"|\s?(?:thang|thg)\.?\s?(?P<month_said>\d{1,2})[\s,]{1,2}(?:nam\s)?)(?P<year>\d{4})(?![\d/])"
)
_SHORT_DAY: Final = re.compile(
    r"(?<![\d/.:-])(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{2})"
    r"(?![\d/.:%-])"
)
"""A day with two digits of its year: read where a time of day stands beside it."""
_CENTURY: Final = 2000
_ENGLISH_WEEKDAY: Final = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*, \d")
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME: Final = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})(?! gio truoc)"
    r"(?:\s?:\s?(?P<minute>\d{2})(?P<second>:\d{2}(?:\.\d+)?)?"
    r"|\s?(?:gio|g|h)(?:\s?(?P<said>\d{1,2})(?:\s?(?:phut|ph|p)(?![a-z]))?)?)(?![\d:])"
    r"(?:\s?(?P<half>am|pm|sa|ch|sang|trua|chieu|toi|dem)(?![a-z]))?"
)
_ZONE: Final = re.compile(
    r"(?:gmt|utc)\s?(?P<named>[+-]\s?\d{1,2}(?::?\d{2})?)"
    r"|(?<=:\d\d)\s?(?P<bare>\+\d{2}(?::?\d{2})?|-\d{2}:?\d{2})(?!\d)"
)
_RELATIVE: Final = re.compile(r"(?:cap nhat\W*)?\d{1,3} (?:giay|phut|gio|ngay|tuan|thang) truoc")
_UPDATED: Final = (
    r"(?:cap nhat|(?:chinh )?sua(?: doi)? lan cuoi|(?:last )?(?:updated|modified|edited))"
)
_PUBLISHED: Final = (
    r"(?:ngay|thoi gian) dang|(?:dang|xuat ban|phat hanh)(?: tai| luc| ngay| vao)?"
    r"|(?:posted|published)(?: on| at)?"
)
_LABEL: Final = re.compile(rf"\b(?:(?P<updated>{_UPDATED})|{_PUBLISHED})\b")
_ONLY_A_DATE: Final = re.compile(
    # Atomic throughout, so that a line made to be slow is not.
    rf"(?>\b(?:{_UPDATED}|{_PUBLISHED}|(?:lan )?cuoi|thu (?:hai|ba|tu|nam|sau|bay)|thu|t(?=[2-7])"
    r"|chu nhat|cn|ngay|thang|nam|luc|vao|hoi|gio|phut|g|h|thoi gian|so lan xem|luot (?:xem|doc)"
    r"|da (?:xem|doc)|xem|views?|gmt|utc|am|pm|sa|ch|sang|trua|chieu|toi|admin)(?![a-z])"
    r"|(?<=\d)(?:gio|g|h)(?=\s?\d|\b)|[^a-z])++"
)
_GLUED: Final = re.compile(
    r"(?P<date>\d{1,2}([/.-])\d{1,2}\2\d{4}(?:\s?[-,|]?\s?\d{1,2}:\d{2}\s?)?)(?=[^\W\d_])"
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that says when, and nothing else: the wordings of the two times it may state."""

    published: str | None
    updated: str | None


def parse_published(line: str) -> Publication | None:
    """Return the publication time that a wording states; None where none is certain.

    "Cập nhật" in front makes it an update time that stands in for the publication time; where
    both are stated, the publication time counts.
    """
    if len(line) > _LONGEST_WORDING:
        return None
    machine = _from_machine(fold(line).strip(" []()"))
    if machine is not None:
        return machine
    read = [p for _, _, p in _statements(line) if p is not None]
    stated = [p for p in read if p.read_from is ReadFrom.PUBLISHED]
    return next(iter(stated or read), None)


def date_line(line: str) -> DateLine | None:
    """Return what a line states if it is a date line, with or without a view count; else None."""
    if len(line) > _LONGEST_DATE_LINE or not _says_only_when(_in_digits(fold(line))):
        return None
    published = updated = None
    for start, end, statement in _statements(line):
        if statement is None:
            continue
        if statement.read_from is ReadFrom.UPDATED:
            updated = updated or line[start:end]
        else:
            published = published or line[start:end]
    # A date that is nonsense, or relative, still makes a date line: one that states nothing.
    return DateLine(published, updated) if published or updated else DateLine(line, None)


def split_glued_date(text: str) -> tuple[str, str] | None:
    """Return date and rest of a line like "14/12/2021Ngày 13/12, …"; None for any other."""
    found = _GLUED.match(text)
    if found is None or not text[found.end()].isupper() or parse_published(found["date"]) is None:
        return None
    return found["date"].strip(), text[found.end() :]


def _says_only_when(folded: str) -> bool:
    if _ISO.fullmatch(folded) or _RELATIVE.fullmatch(folded):
        return True
    return _day_in(folded) is not None and _ONLY_A_DATE.fullmatch(folded) is not None


def _statements(line: str) -> Iterator[tuple[int, int, Publication | None]]:
    """Yield each stretch of the line that a label opens, with the time stated in it."""
    folded = fold(line)
    labels = list(_LABEL.finditer(folded))
    starts = [0, *(label.start() for label in labels)]
    ends = [*starts[1:], len(line)]
    kinds = [False, *(label["updated"] is not None for label in labels)]
    for start, end, updated in zip(starts, ends, kinds, strict=True):
        read_from = ReadFrom.UPDATED if updated else ReadFrom.PUBLISHED
        yield start, end, _from_words(folded[start:end], read_from)


def _from_machine(folded: str) -> Publication | None:
    """Read ISO 8601 and RFC 5322, with or without a zone."""
    if epoch := _EPOCH.fullmatch(folded):
        moment = datetime.fromtimestamp(int(epoch[1]), UTC).replace(second=0)
        return Publication(moment, Precision.MINUTE, ReadFrom.PUBLISHED)
    if compact := _COMPACT.fullmatch(folded):
        folded = "{}-{}-{} {}:{}{}".format(*compact.groups(default=""))
    elif scripted := _SCRIPTED.fullmatch(folded):
        folded = "{day} {month} {year} {time} +0700".format_map(scripted.groupdict())
    found = _ISO.fullmatch(folded)
    if found is not None:
        month = int(found["month"])
    else:
        found = _ENGLISH.fullmatch(folded)
        if found is None or (at := _MONTHS.find(found["month"])) % 3:
            return None
        month = at // 3 + 1
    zone = _offset(found["zone"])
    year, day = int(found["year"]), int(found["day"])
    if found["hour"] is None:
        return _publication(year, month, day, None, HANOI, ReadFrom.PUBLISHED)
    time = int(found["hour"]), int(found["minute"])
    return _publication(year, month, day, time, zone, ReadFrom.PUBLISHED)


def _from_words(folded: str, read_from: ReadFrom) -> Publication | None:
    """Read day, month, year, and the time of day that stands beside them."""
    folded = _in_digits(folded)
    found = _day_in(folded)
    if found is None:
        return None
    rest = f"{folded[: found.start()]} | {folded[found.end() :]}"
    zone = _ZONE.search(rest)
    if zone is not None:
        rest = f"{rest[: zone.start()]} {rest[zone.end() :]}"
    clock = _TIME.search(rest)
    day, month = int(found["day"]), int(found["month"] or found["month_said"])
    year = int(found["year"]) + (_CENTURY if len(found["year"]) == 2 else 0)
    ordered = _by_weekday(year, day, month, folded)
    ordered = ordered or _day_and_month(day, month, found, clock)
    if ordered is None:
        return None
    day, month = ordered
    time = _time_of_day(clock) if clock is not None else None
    if clock is not None and time is None:
        return None
    offset = _offset(zone["named"] or zone["bare"]) if zone is not None else HANOI
    return _publication(year, month, day, time, offset, read_from)


def _day_in(folded: str) -> re.Match[str] | None:
    """Return where a day stands; one with two digits of its year only beside a time of day."""
    found = _DAY.search(folded)
    short = _SHORT_DAY.search(folded) if found is None else None
    if short is None:
        return found
    beside = f"{folded[: short.start()]} | {folded[short.end() :]}"
    return short if _TIME.search(beside) else None


def _in_digits(folded: str) -> str:
    """Return a wording with its month in digits behind the day: "november 21" is "21 thang 11"."""
    digits = _MONTH_WORDED.sub(lambda found: f"thang {_MONTH_WORDS.index(found[1]) + 1}", folded)
    digits = _MONTH_SHORT.sub("thang ", digits)
    return _MONTH_FIRST.sub(r"\2 \1", _MONTH_NAMED.sub(_month_named, digits))


def _month_named(found: re.Match[str]) -> str:
    day = found["before"] or found["after"]
    month = _MONTHS.index(found["name"][:3]) // 3 + 1
    return f"{day.strip()} thang {month}" if day else found[0]


def _by_weekday(year: int, day: int, month: int, folded: str) -> tuple[int, int] | None:
    """Return day and month of "Sat, 11/21/2026", as blog systems print it: the order that fits."""
    named = _ENGLISH_WEEKDAY.search(folded)
    if named is None:
        return None
    weekday, orders = _WEEKDAYS.index(named[1]), {(day, month), (month, day)}
    fitting = [one for one in orders if _weekday(year, *one) == weekday]
    return fitting[0] if len(fitting) == 1 else None


def _weekday(year: int, day: int, month: int) -> int | None:
    try:
        return datetime(year, month, day, tzinfo=HANOI).weekday()
    except ValueError:
        return None


def _day_and_month(
    day: int, month: int, found: re.Match[str], clock: re.Match[str] | None
) -> tuple[int, int] | None:
    """Return day and month; the American order only where AM or PM is given and nothing else fits.

    "M/D/YYYY h:mm:ss PM" without leading zeros is what American servers print: where both numbers
    may be a month, it cannot be told which is.
    """
    if clock is None or clock["half"] not in ("am", "pm") or found["mark"] != "/":
        return day, month
    if month > 12 >= day:
        return month, day
    padded = re.match(r"\d{2}\s?/\s?\d{2}", found[0]) is not None
    american = clock["second"] is not None and not padded
    return None if american and day <= 12 and day != month else (day, month)


def _time_of_day(clock: re.Match[str]) -> tuple[int, int] | None:
    """Return hour and minute on the 24-hour clock; None for nonsense."""
    hour, minute = int(clock["hour"]), int(clock["minute"] or clock["said"] or 0)
    half = clock["half"]
    if half in ("trua", "dem") or (half in ("pm", "ch", "chieu", "toi") and hour == 0):
        return None
    if half in ("am", "sa", "sang") and hour == 12:
        hour = 0
    elif half in ("pm", "ch", "chieu", "toi") and hour < 12:
        hour += 12
    return (hour, minute) if hour < 24 and minute < 60 else None


def _offset(zone: str | None) -> tzinfo | None:
    """Return the zone that "+07", "+0700", "+7", "z" name; Hanoi for none, None for nonsense."""
    if not zone:
        return HANOI
    if zone in ("z", "gmt", "utc"):
        return UTC
    digits = re.sub(r"[^\d]", "", zone)
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if hours > 14 or minutes > 59:
        return None
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if zone.startswith("-") else ahead)


def _publication(
    year: int,
    month: int,
    day: int,
    time: tuple[int, int] | None,
    zone: tzinfo | None,
    read_from: ReadFrom,
) -> Publication | None:
    """Return the instant in UTC; None where there is no such day or time."""
    if year not in _YEARS or zone is None:
        return None
    hour, minute = time or (0, 0)
    try:
        at = datetime(year, month, day, hour, minute, tzinfo=HANOI if time is None else zone)
    except ValueError:
        return None
    precision = Precision.DAY if time is None else Precision.MINUTE
    return Publication(at.astimezone(UTC), precision, read_from)
