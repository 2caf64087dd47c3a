"""When a cron line comes round, and which hours are quiet; in Hanoi time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from worker.clock import HANOI
from worker.errors import UsageError

A_CRON_LINE: Final = "minute hour day month weekday, as in '0 7 * * 1-5' (Hanoi time, Sunday is 0)"
QUIET_HOURS: Final = "two times of Hanoi, as in 22:00-06:00"

_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_WEEKDAYS: Final = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_PART: Final = re.compile(r"(\*|[a-z]{3}|\d{1,2})(?:-([a-z]{3}|\d{1,2}))?(?:/(\d{1,2}))?")
_LONGEST: Final = timedelta(days=366 * 8 + 2)
"""29 February may be eight years away, as from 2096 to 2104; what is not there by then never is."""


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    low: int
    high: int
    names: tuple[str, ...] = ()


_FIELDS: Final = (
    _Field("minute", 0, 59),
    _Field("hour", 0, 23),
    _Field("day", 1, 31),
    _Field("month", 1, 12, _MONTHS),
    _Field("weekday", 0, 7, _WEEKDAYS),
)


@dataclass(frozen=True, slots=True)
class CronLine:
    """The times that a five-field cron line names, as crontab(5) has it.

    Weekdays count from Sunday, 0 or 7. Where both days and weekdays are restricted, either will
    do. Hanoi has no daylight saving, so that every time comes once.
    """

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    every_day: bool
    every_weekday: bool

    def next_after(self, instant: datetime) -> datetime:
        """Return the first time after the instant, in UTC. Raise UsageError where there is none."""
        local = instant.astimezone(HANOI)
        day = local.date()
        while day - local.date() <= _LONGEST:
            if self._has(day):
                for hour in sorted(self.hours):
                    for minute in sorted(self.minutes):
                        at = datetime.combine(day, time(hour, minute), HANOI)
                        if at > local:
                            return at.astimezone(UTC)
            day += timedelta(days=1)
        raise UsageError("a day that never comes", where="cron", expected=A_CRON_LINE)

    def _has(self, day: date) -> bool:
        if day.month not in self.months:
            return False
        of_month, of_week = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        if self.every_day or self.every_weekday:
            return of_month and of_week
        return of_month or of_week


@lru_cache(maxsize=256)
def cron_line(text: str) -> CronLine:
    """Read a cron line. Raise UsageError with the field that cannot be read."""
    parts = text.lower().split()
    if len(parts) != len(_FIELDS):
        raise UsageError(
            f"'{text[:60]}' has {len(parts)} fields", where="cron", expected=A_CRON_LINE
        )
    sets = [_values(part, one) for part, one in zip(parts, _FIELDS, strict=True)]
    minutes, hours, days, months, weekdays = sets
    weekdays = frozenset(day % 7 for day in weekdays)
    # crontab(5): a field that begins with * restricts nothing.
    every = [part.startswith("*") for part in parts]
    line = CronLine(minutes, hours, days, months, weekdays, every[2], every[4])
    line.next_after(datetime(2000, 1, 1, tzinfo=UTC))
    return line


def _values(text: str, field: _Field) -> frozenset[int]:
    found: set[int] = set()
    for part in text.split(","):
        read = _PART.fullmatch(part)
        if read is None or (read[1] == "*" and read[2]):
            raise _unfit(part, field)
        low, high = (field.low, field.high) if read[1] == "*" else _bounds(read, field, part)
        step = int(read[3] or 1)
        if step == 0 or low > high:
            raise _unfit(part, field)
        found.update(range(low, high + 1, step))
    return frozenset(found)


def _bounds(read: re.Match[str], field: _Field, part: str) -> tuple[int, int]:
    low = _number(read[1], field, part)
    if read[2]:
        high = _number(read[2], field, part)
        is_sunday = field.names == _WEEKDAYS and high == 0 < low
        return low, 7 if is_sunday else high  # fri-sun
    return low, field.high if read[3] else low


def _number(text: str, field: _Field, part: str) -> int:
    if text in field.names:
        return field.names.index(text) + (1 if field.low else 0)
    if not text.isdecimal() or not field.low <= int(text) <= field.high:
        raise _unfit(part, field)
    return int(text)


def _unfit(part: str, field: _Field) -> UsageError:
    what = f"'{part[:30]}' is no {field.name} ({field.low} to {field.high})"
    return UsageError(what, where="cron", expected=A_CRON_LINE)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours of a day of Hanoi, from the one time to the other, in which nothing goes out.

    They may cross midnight. The first minute is quiet, the last is not.
    """

    begin: time
    end: time

    def over(self, instant: datetime) -> datetime | None:
        """Return when the quiet that reigns at the instant ends, in UTC; None where none does."""
        local = instant.astimezone(HANOI)
        now = local.time()
        if self.begin < self.end:
            quiet = self.begin <= now < self.end
        else:
            quiet = now >= self.begin or now < self.end
        if not quiet:
            return None
        day = local.date() if now < self.end else local.date() + timedelta(days=1)
        return datetime.combine(day, self.end, HANOI).astimezone(UTC)


@lru_cache(maxsize=256)
def quiet_hours(text: str) -> QuietHours:
    """Read quiet hours: "22:00-06:00". Raise UsageError."""
    read = re.fullmatch(r"(\d{1,2}):(\d\d) ?[-–] ?(\d{1,2}):(\d\d)", text.strip())
    numbers = [int(one) for one in read.groups()] if read else []
    if not read or any(h > 23 for h in numbers[::2]) or any(m > 59 for m in numbers[1::2]):
        raise UsageError(f"found '{text[:30]}'", where="quiet hours", expected=QUIET_HOURS)
    begin, end = time(numbers[0], numbers[1]), time(numbers[2], numbers[3])
    if begin == end:
        raise UsageError("they begin when they end", where="quiet hours", expected=QUIET_HOURS)
    return QuietHours(begin, end)
