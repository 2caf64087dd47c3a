"""Schedules, addresses, dates and names as people write them: in files, on the command line."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from difflib import get_close_matches
from typing import Final
from urllib.parse import urlsplit

from worker.address.canonical import canonical_url
from worker.clock import HANOI
from worker.deliver.excerpt import HIDDEN, one_line
from worker.errors import UsageError
from worker.model import PartialDate
from worker.vietnamese.names.names import split_label
from worker.vietnamese.places import places
from worker.vietnamese.text.fold import fold, nfc

_EVERY: Final = re.compile(r"([1-9][0-9]{0,4})([smhd])")
LONGEST_NAME: Final = 80
"""Characters of a name fit for commands, at most."""
LONGEST_TITLE: Final = 200
"""Characters of the title of a topic, at most."""
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_NEARLY: Final = 0.8
"""How like a province's name one must be to be taken for a slip: "Ben Te", not "Sông Hàm"."""
_NEAR: Final = 0.6
"""How like it must be to be told as the nearest."""
_NATION: Final = frozenset(
    {"viet nam", "vietnam", "toan quoc", "ca nuoc", "quoc gia", "trung uong"}
)
_NO_PROVINCE: Final = frozenset(
    {"huyen", "quan", "thi", "xa", "phuong", "thon", "ap", "bao", "dai", "tap", "cong", "so"}
)
"""How names of smaller units begin, and those of papers."""
_KIND_OF_PLACE: Final = re.compile(r"^(?:tỉnh|thành phố|tp\.?)\s+", re.IGNORECASE)
_WORD_OF_PLACE: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_WORDS_OF_PLACE: Final = 5
_SHORT_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ISO: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_VIETNAMESE_DAY: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


_ALLOWED: Final = re.compile(
    r"(?:[^\W_](?:[\w.-]*[^\W_])?|\[[0-9a-f:.]+\]|[0-9a-f]*:[0-9a-f:.]+:[0-9a-f:.]*)"
    r"(?::[0-9]{1,5})?",
    re.IGNORECASE,
)


class Unfit(ValueError):
    """What was written cannot be used: ``what`` is wrong, what was ``expected``, a ``remedy``."""

    def __init__(self, what: str, expected: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.expected = expected
        self.remedy = remedy


def short_name(name: str) -> str:
    """Return a name fit for commands. Raise Unfit, which offers one made of what was written."""
    if len(name) > LONGEST_NAME:
        raise Unfit(f"found {len(name):,} characters", f"a name of at most {LONGEST_NAME}")
    if not _SHORT_NAME.fullmatch(name):
        near = "-".join(re.findall(r"[a-z0-9]+", fold(nfc(name))))
        remedy = f"for instance {near}" if near else ""
        raise Unfit(f"found '{name[:60]}'", "small letters a-z, digits and hyphens", remedy)
    return name


def province(text: str) -> str:
    """Return the province of today or of before July 2025 that is meant, "" for none.

    Raise Unfit for what is spelled nearly so, lies in one, or is no name of a place. A name that is
    like none is left as it is, without the word province: there are sources of other places.
    """
    known = places.province(text)
    if known is not None or not text.strip():
        return known or ""
    found, name = f"found '{one_line(text)[:60]}'", _KIND_OF_PLACE.sub("", nfc(text.strip()))
    expected = "a province, of the 34 or of the 63 before them"
    lies_in = next((unit.province for unit in places.units(text)), None)
    if near := lies_in or nearest_province(name, _NEARLY):
        raise Unfit(found, expected, f"for instance {near}")
    if fold(name).lower() in _NATION:
        raise Unfit(found, expected, 'for the whole country: ""')
    if not _is_named_so(name):
        raise Unfit(found, expected, "another place by its name, as it is written: Sông Hàm")
    return name


def nearest_province(text: str, likeness: float = _NEAR) -> str | None:
    """Return the province whose name without marks is nearest to what was written, if any is.

    ``likeness`` is from 0 to 1, where it is the same.
    """
    days = (places.DISTRICTS_END, places.MERGED)
    named = {fold(unit.name).lower(): unit.name for d in days for unit in places.provinces_on(d)}
    near = get_close_matches(fold(nfc(text)).lower(), named, 1, likeness)
    return named[near[0]] if near else None


def _is_named_so(name: str) -> bool:
    """Say whether a place may bear such a name: a few words with capitals, of letters alone, that
    are not of a unit within a province, nor of a paper."""
    words = name.split()
    if len(words) > _WORDS_OF_PLACE or fold(words[0]).lower() in _NO_PROVINCE:
        return False
    return all(_WORD_OF_PLACE.fullmatch(word) and word[0].isupper() for word in words)


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


def allowed_host(text: str) -> str:
    """Return a ``host``, ``host:port``, ``[v6]`` or ``[v6]:port`` as it was typed. Raise Unfit."""
    if not _ALLOWED.fullmatch(text):
        raise Unfit(f"'{text[:60]}' is no host", "host or host:port, one each time")
    return text


def domain_name(text: str) -> str:
    """Return a domain as it stands in addresses, from a name or from an address on it. Raise Unfit.

    A port that is not the usual one stays with it.
    """
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(canonical_url(address))
    except UsageError as error:
        raise Unfit(f"'{text[:60]}' is no domain", "a name such as bao.example") from error
    if "." not in parts.netloc and parts.hostname != "localhost":
        raise Unfit(f"'{text[:60]}' is no domain", "a name such as bao.example")
    return parts.netloc


def link_pattern(pattern: str) -> str:
    """Return a regular expression for the links of a listing page. Raise Unfit."""
    try:
        re.compile(pattern)
    except re.error as error:
        what = f"'{pattern}' is no regular expression ({error})"
        raise Unfit(what, "one that an article's address must contain") from error
    return pattern


def plain(text: str) -> str:
    """Return a text in which everything can be seen. Raise Unfit."""
    hidden = next((char for char in text if unicodedata.category(char) in HIDDEN), None)
    if hidden is not None:
        what = f"an invisible character (U+{ord(hidden):04X}) in '{text[:60]}'"
        raise Unfit(what, "plain text", "type it again instead of copying it")
    return text


def topic_title(text: str) -> str:
    """Return what a topic is called where it is shown, on one line. Raise Unfit."""
    if len(text) > LONGEST_TITLE:
        raise Unfit(f"found {len(text):,} characters", f"a title of at most {LONGEST_TITLE}")
    return plain(text)


def person_name(text: str) -> str:
    """Return a name, or what else stands for one on the command line. Raise Unfit."""
    if not text or text.startswith("-"):
        raise Unfit(f"found '{text[:60]}'", "a name, which does not begin with -")
    return plain(text)


def official_name(text: str) -> str:
    """Return the name of an official, which is told apart in a field of its own. Raise Unfit."""
    name, distinction = split_label(person_name(text))
    if distinction:
        remedy = f"'{distinction[:60]}' is its distinction"
        raise Unfit(f"found '{text[:60]}'", f"the name alone, '{name[:60]}'", remedy)
    return text


def distinction(text: str) -> str:
    """Return what tells a namesake apart, to stand in brackets after the name. Raise Unfit."""
    if set(text) & {"(", ")"}:
        raise Unfit(f"found '{text[:60]}'", "a distinction without brackets")
    return plain(text)


def partial_date(text: str) -> PartialDate:
    """Return a day, month or year. Raise Unfit."""
    expected = "a day, month or year as YYYY-MM-DD, YYYY-MM or YYYY"
    try:
        if _ISO.fullmatch(text):
            return PartialDate.parse(text)
    except ValueError as error:
        raise Unfit(f"there is no {text}", expected) from error
    raise Unfit(f"found '{text[:60]}'", expected, _as_iso(text))


def exact_day(text: str) -> date:
    """Return a day. Raise Unfit."""
    expected = "a day as YYYY-MM-DD"
    found = partial_date(text) if _ISO.fullmatch(text) else None
    if found is None or found.day is None:
        raise Unfit(f"found '{text[:60]}'", expected, _as_iso(text))
    return found.earliest


def _as_iso(text: str) -> str:
    """Return the remedy for a day written as 29/06/2021, which elsewhere is no day or another."""
    parts = _VIETNAMESE_DAY.fullmatch(text)
    if parts is None:
        return ""
    day, month, year = map(int, parts.groups())
    return f"day/month/year is written {year:04}-{month:02}-{day:02}"
