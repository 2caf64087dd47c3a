"""Schedules, addresses and patterns as people write them, in seed files and on the command line."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from worker.clock import HANOI

_EVERY: Final = re.compile(r"([1-9][0-9]{0,4})([smhd])")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SHORT_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Unfit(ValueError):
    """What was written cannot be used: ``what`` is wrong with it, and what was ``expected``."""

    def __init__(self, what: str, expected: str) -> None:
        super().__init__(what)
        self.what = what
        self.expected = expected


def short_name(name: str) -> str:
    """Return a name fit for commands. Raise Unfit."""
    if not _SHORT_NAME.fullmatch(name):
        raise Unfit(f"found '{name[:60]}'", "small letters a-z, digits and hyphens")
    return name


def interval(text: str) -> int:
    """Return the seconds of ``30m``, ``2h``, ``1d``. Raise Unfit."""
    found = _EVERY.fullmatch(text)
    if found is None:
        raise Unfit(f"found '{text[:60]}'", "minutes, hours or days such as 30m, 2h, 1d")
    return int(found[1]) * _SECONDS[found[2]]


def cron_line(line: str) -> str:
    """Return a cron line that the scheduler will accept. Raise Unfit.

    Days of the week go by name only: APScheduler counts Monday as 0, cron counts Sunday as 0.
    """
    from apscheduler.triggers.cron import CronTrigger  # costs 60 ms: only where one is written

    fields = "five fields: minute hour day month weekday, such as '*/15 5-22 * * mon-fri'"
    try:
        trigger = CronTrigger.from_crontab(line, timezone=HANOI)
    except ValueError as error:
        raise Unfit(f"'{line[:60]}' is no cron line ({error})", fields) from error
    weekday = line.split()[4]
    if re.search(r"[0-9]", weekday.partition("/")[0]):
        what = f"weekday '{weekday}' is a number, which programs count differently"
        raise Unfit(what, "names: mon, tue, wed, thu, fri, sat, sun")
    if trigger.get_next_fire_time(None, datetime(2026, 1, 1, tzinfo=HANOI)) is None:
        raise Unfit(f"'{line[:60]}' never comes", "a day that its month has")
    return line


def web_address(address: str) -> str:
    """Return the address of a feed or listing page. Raise Unfit."""
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable or address.split() != [address]:
        raise Unfit(f"'{address[:60]}' is no web address", "http://… or https://…")
    return address


def link_pattern(pattern: str) -> str:
    """Return a regular expression for the links of a listing page. Raise Unfit."""
    try:
        re.compile(pattern)
    except re.error as error:
        what = f"'{pattern}' is no regular expression ({error})"
        raise Unfit(what, "one that an article's address must contain") from error
    return pattern
