"""The days that addresses speak of: of an article, a monthly sitemap, a calendar's page."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import unquote, urlsplit

_YEARS: Final = range(1995, 2050)
_YMD: Final = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})(?:(?P<s>[/_.-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<m2>\d{2})(?P<d2>\d{2})(?:\d{6,9})?)(?!\d)"
)
_DMY: Final = re.compile(
    r"(?<!\d)(?:(?P<d>\d{1,2})(?P<s>[/_.-])(?P<m>\d{1,2})(?P=s)|(?P<d2>\d{2})(?P<m2>\d{2}))"
    r"(?P<y>(?:19|20)\d{2})(?!\d)"
)
_SERIAL: Final = re.compile(
    r"(?<!\d)[1-9]\d{2}(?P<y>[12]\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])"
    r"(?:[01]\d|2[0-3])[0-5]\d[0-5]\d{3,4}(?=\.[a-z]{3,5}$)"
)
"""The number of a paper and behind it the second of publication, as ``-185260302140512345.htm``."""
_DAYS: Final = re.compile(
    r"(?<!\d)(?P<y>20\d{2})(?P<s>[/_.-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?P=s)(?P<e>\d{1,2})(?!\d)"
)
_YM: Final = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[/_.m-]?(?P<n>\d{1,3})(?!\d)")
_MY: Final = re.compile(r"(?<!\d)(?P<n>\d{2})[/_.-](?P<y>(?:19|20)\d{2})(?!\d)")
_Y: Final = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?!\d)")
_PARAMETERS: Final = re.compile(
    r"\b(?:y{1,4}|year|nam)=(?P<y>\d{4})(?:&(?:amp;)?(?:m{1,2}|month|thang)=(?P<m>\d{1,2})"
    r"(?:&(?:amp;)?(?:d{1,2}|day|ngay)=(?P<d>\d{1,2}))?)?",
    re.IGNORECASE,
)
_YEARS_OF_12: Final = 2
"""Years of twelve sitemaps each that are not chance: those are months."""
_DIGITS: Final = re.compile(r"\d+")
_ID: Final = re.compile(r"(?<!\d)(\d{3,18})(?!\d)")


@dataclass(frozen=True, slots=True)
class Period:
    """Days of Hanoi from ``first`` to ``last``, both included."""

    first: date
    last: date

    def meets(self, first: date, last: date) -> bool:
        """Say whether it shares a day with another period."""
        return self.first <= last and first <= self.last


def day_in(address: str) -> date | None:
    """Return the one day that an article's address names; None where it names none, or several.

    ``/2026/11/20/``, ``2026-11-20``, ``20112026``, ``20/11/2026``, ``20261120093015`` and
    ``185261120093015`` are seen.
    """
    path = unquote(urlsplit(address).path)
    days = {_day(m["y"], m["m"] or m["m2"], m["d"] or m["d2"]) for m in _YMD.finditer(path)}
    days |= {_day(m["y"], m["m"] or m["m2"], m["d"] or m["d2"]) for m in _DMY.finditer(path)}
    if not days and (serial := _SERIAL.search(path)):
        days = {_day(f"20{serial['y']}", serial["m"], serial["d"])}
    known = days - {None}
    return known.pop() if len(known) == 1 else None


def periods_of(addresses: Iterable[str]) -> dict[str, Period | None]:
    """Return the days that each sitemap of an index covers, as far as its name tells.

    ``2026-11``, ``202611`` and ``11-2026`` are months, unless the names of the others show that the
    number counts parts of a year: ``2026-13``, or ``2026-1`` beside ``2026-10`` without a zero, but
    for two years that have all twelve where none has more: many papers' systems write months so.
    So with ``2026-11-1``, which counts parts of a month or its days; ``2026-6-1-5`` are five days.
    The 2016th of 3,000 sitemaps is no year: the names beside it show that too.
    """
    all_of_them = list(addresses)
    parts = _counts_parts(all_of_them)
    days = not any(_counts_unpadded(_named(address)) for address in all_of_them)
    found = {address: _period(_named(address), parts, days) for address in all_of_them}
    counted = {_DIGITS.sub("#", address) for address in all_of_them if found[address] is None}
    return {
        address: None if _DIGITS.sub("#", address) in counted else period
        for address, period in found.items()
    }


def number_in(address: str) -> int:
    """Return the last long number of an address, by which papers count their articles; else 0."""
    numbers = _ID.findall(urlsplit(address).path)
    return int(numbers[-1]) if numbers else 0


def _named(address: str) -> str:
    split = urlsplit(address)
    return unquote(split.path) + ("?" + split.query if split.query else "")


def _counts_parts(addresses: Iterable[str]) -> bool:
    named = (name for name in map(_named, addresses) if _days(name) is None)
    told = [(m["y"], m["n"]) for name in named for m in _YM.finditer(name) if len(m["n"]) < 4]
    if any(not 1 <= int(n) <= 12 for _, n in told):
        return True
    twelve = Counter(year for year, _ in {(year, int(n)) for year, n in told})
    return (
        any(len(n) == 1 for _, n in told) and sum(n == 12 for n in twelve.values()) < _YEARS_OF_12
    )


def _period(name: str, parts: bool, days: bool) -> Period | None:
    given = _PARAMETERS.search(name)
    if given:
        return _span(given["y"], given["m"], given["d"])
    told = _days(name)
    if told is not None:
        return told if days else _span(f"{told.first.year}", f"{told.first.month}")
    readings: tuple[Callable[[str], re.Match[str] | None], ...] = (_YM.search, _MY.search)
    for search in () if parts else readings:
        found = search(name)
        period = _span(found["y"], found["n"]) if found else None
        if period is not None:
            return period
    year = _Y.search(name)
    if year is None and parts:
        year = _YM.search(name)
    return _span(year["y"]) if year else None


def _days(name: str) -> Period | None:
    """Return the day that a name tells, or the first and the last of its days."""
    several = _DAYS.search(name)
    if several:
        first = _day(several["y"], several["m"], several["d"])
        last = _day(several["y"], several["m"], several["e"])
        if first and last and first <= last:
            return Period(first, last)
    for shape in (_YMD, _DMY):
        found = [m for m in shape.finditer(name) if _padded(m)]
        told = [_day(m["y"], m["m"] or m["m2"], m["d"] or m["d2"]) for m in found]
        days = [day for day in told if day is not None]
        if days:
            return Period(min(days), max(days))
    return None


def _counts_unpadded(name: str) -> bool:
    """Say whether a name counts something in a month, and not in two digits."""
    return _DAYS.search(name) is None and any(not _padded(m) for m in _YMD.finditer(name))


def _padded(found: re.Match[str]) -> bool:
    return found["m2"] is not None or len(found["m"]) == len(found["d"]) == 2


def _span(year: str, month: str | None = None, day: str | None = None) -> Period | None:
    """Return a year, a month or a day as a period; None where there is no such one."""
    if int(year) not in _YEARS:
        return None
    if month is None:
        return Period(date(int(year), 1, 1), date(int(year), 12, 31))
    if day is not None:
        found = _day(year, month, day)
        return Period(found, found) if found else None
    if not 1 <= int(month) <= 12:
        return None
    last = calendar.monthrange(int(year), int(month))[1]
    return Period(date(int(year), int(month), 1), date(int(year), int(month), last))


def _day(year: str, month: str, day: str) -> date | None:
    if int(year) not in _YEARS:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
