"""Provinces, districts and communes: their names, when they existed, and what followed them.

The facts lie in ``places.json``, made by ``scripts/make_places.py``; they are read on first use.
Names are compared by their marks: case, tone placement, i and y, and the shape of dashes make no
difference, and the spellings and abbreviations in use ("TP.HCM", "Daklak") find their unit.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from worker.vietnamese.names.names import name_key
from worker.vietnamese.text.fold import fold, marked_key, nfc

DISTRICTS_END: Final = date(2025, 6, 30)
"""The last day on which there were districts, and communes in them."""

MERGED: Final = date(2025, 7, 1)
"""The first day of the 34 provinces and of the communes that lie in them directly."""


class Level(StrEnum):
    """Which tier of administration a unit belongs to."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of administration as it was between two days, both inclusive.

    ``start`` is None where it is not known, ``end`` where the unit exists still. ``province`` is
    the one it lay in then, its own name for a province; ``district`` is given for communes before
    1 July 2025. ``successors`` are the kinds and names of the units that its area went to; for a
    province it is one. A unit that only grew or changed its kind is two units here, the later one
    following the earlier.
    """

    name: str
    kind: str
    level: Level
    province: str
    district: str | None
    start: date | None
    end: date | None
    successors: tuple[tuple[str, str], ...]

    def existed(self, day: date) -> bool:
        """Say whether the unit existed on this day, as far as is known."""
        return (self.start is None or self.start <= day) and (self.end is None or self.end >= day)


@lru_cache(maxsize=4096)
def units(name: str) -> tuple[Unit, ...]:
    """Return all units of that name, those of higher tiers first; () if there are none.

    A kind in front ("tỉnh Bến Tre", "TX Cai Lậy", "Q.1") leaves only units of that kind.
    """
    key = place_key(name)
    found = _rows(key)
    if found:
        return tuple(_unit(*row) for row in found)
    kind, rest = _kind_and_rest(key)
    if not rest:
        return ()
    found = _rows(f"{kind} {rest}") if rest.isdigit() else _rows(rest)
    return tuple(unit for row in found if (unit := _unit(*row)).kind == kind)


def province(name: str) -> str | None:
    """Return the bare name of the province, past or present, that is meant; None if none is."""
    return next((unit.name for unit in units(name) if unit.level is Level.PROVINCE), None)


@lru_cache(maxsize=1024)
def unmarked_units(name: str) -> tuple[Unit, ...]:
    """Return all units that a name without marks may mean: "Ben Tre"."""
    return tuple(_unit(*row) for row in _unmarked_rows().get(fold(place_key(name)), ()))


def marked_name(name: str, kind: str | None) -> str:
    """Return a name without marks as the one province or district is called that it may mean.

    As it is where several may be meant, or none; not all communes of old are known. ``kind`` None
    is that of any unit.
    """
    units = (unit for unit in unmarked_units(name) if unit.level is not Level.COMMUNE)
    found = {unit.name for unit in units if kind in {None, unit.kind}}
    return found.pop() if len(found) == 1 else name


def longest(words: Sequence[str], *, unmarked: bool = False) -> int:
    """Return how many of the first words make up the name of a known unit; 0 for none.

    Words are taken as they stand in a text. The name is the bare one: the kind in front is the
    caller's, but for numbered units ("Quận 1"). Many names are those of persons too, so that
    "Hồ", "Chí", "Minh" gives 3: what stands before decides what is meant.
    ``unmarked`` words have no marks: "Ben", "Tre".
    """
    names = _unmarked_rows() if unmarked else _names().rows
    key, best = "", 0
    for count, word in enumerate(words, 1):
        part, ends = _word(word)
        if not part and not (key and word in _DASHES):
            break
        if part:
            part = fold(part) if unmarked else part
            key = f"{key} {part}" if key else part
            found = names.get(key)
            if found is None:
                break
            if found:
                best = count
        if ends:
            break
    return best


def beginning_with(word: str) -> int:
    """Return how many names of known units, of two words or more, begin with this word."""
    return _first_words()[place_key(word)]


@cache
def _first_words() -> Counter[str]:
    """Count the first words of all names of units."""
    return Counter(key.split()[0] for key, units in _names().rows.items() if units and " " in key)


def provinces_on(day: date) -> tuple[Unit, ...]:
    """Return the provinces that existed on this day, by name; before 2004 not all are known."""
    return tuple(unit for unit in _provinces() if unit.existed(day))


def now_in(province: str, day: date) -> str:
    """Return the province that this one is part of on that day; itself if not known otherwise."""
    name = _province_name(province)
    for _ in range(_LONGEST_CHAIN):
        own = _provinces_named(name)
        gone = [unit for unit in own if unit.end is not None and unit.end < day]
        if not gone or any(unit.existed(day) for unit in own):
            break
        name = max(gone, key=_last_day).successors[0][1]
    return name


@lru_cache(maxsize=4096)
def at_time(name: str, day: date, said: str | None = None) -> Unit | None:
    """Return the unit of province level that this name means on that day; None if there is none.

    ``said`` is what stands behind the name in brackets: "cũ" means one that has ended, "mới" the
    present one. Without it, the one that existed on the day is meant, else the last before it.
    """
    own = [unit for unit in units(name) if unit.level is Level.PROVINCE]
    word = marked_key(said).strip("() ") if said else ""
    if word == "mới":
        return next((unit for unit in own if unit.end is None), None)
    gone = [unit for unit in own if unit.end is not None and unit.end < day]
    if word == "cũ":
        # Before the day itself it is said of what is about to end.
        coming = [unit for unit in own if unit.end is not None and unit.existed(day)]
        return _old_one(gone) or _old_one(coming)
    there = next((unit for unit in own if unit.existed(day)), None)
    return there or max(gone, key=_last_day, default=None)


def place_key(name: str) -> str:
    """Return what all spellings of a place's name share; the kind, if there is one, stays in."""
    return " ".join(_SAME.get(word, word) for word in _numbered(name_key(name)).split())


def _old_one(gone: list[Unit]) -> Unit | None:
    """Return the unit that people call the old one: rather what merged than what became a city."""
    merged = [unit for unit in gone if unit.successors != (("thành phố", unit.name),)]
    return max(merged or gone, key=_last_day, default=None)


def _last_day(unit: Unit) -> date:
    return unit.end or date.max


def _province_name(name: str) -> str:
    return province(name) or nfc(name)


@lru_cache(maxsize=20_000)
def _word(word: str) -> tuple[str, bool]:
    """Return the key of a word of text, and whether what follows it belongs to something else."""
    last = nfc(word)[-1:]
    ends = bool(last) and not last.isalnum() and last not in _DASHES and last not in "'’"
    if ends and last == "." and len(word) <= _LONGEST_ABBREVIATION:
        ends = False
    return place_key(word), ends


def _numbered(key: str) -> str:
    """Return the key with its numbers as numbers: "phường 05" as "phường 5", "q1" as "q 1"."""
    if not any(char.isdigit() for char in key):
        return key
    short = _SHORT_NUMBERED.fullmatch(key)
    key = f"{short[1]} {short[2]}" if short else key
    return " ".join(str(int(word)) if word.isdecimal() else word for word in key.split())


def _kind_and_rest(key: str) -> tuple[str, str]:
    """Return the kind that a key begins with, in full, and what follows; "" and "" if none."""
    match = _KIND_FIRST.match(key)
    return (_KINDS_SHORT.get(match[1], match[1]), key[match.end() :]) if match else ("", "")


@dataclass(frozen=True, slots=True)
class _Names:
    """What the data file holds, indexed: from keys to rows, ``()`` for the beginning of a name.

    A row is a tier, the numbers of the unit in its table, and for old communes of the district.
    """

    data: dict[str, Any]
    rows: dict[str, tuple[tuple[Level, int, int], ...]]


@lru_cache(maxsize=1)
def _names() -> _Names:
    """Read the data file; some 30 ms, once."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    keys: dict[str, str] = data["keys"]
    rows: dict[str, tuple[tuple[Level, int, int], ...]] = {}

    def add(name: str, row: tuple[Level, int, int]) -> None:
        key = keys.get(name) or name.lower()
        rows[key] = (*rows.get(key, ()), row)

    for number, line in enumerate(data["provinces"]):
        add(line[0], (Level.PROVINCE, number, 0))
    for number, line in enumerate(data["districts"]):
        add(line[2], (Level.DISTRICT, number, 0))
    for district, line in enumerate(data["districts"]):
        for number, commune in enumerate(line[6]):
            add(commune[1], (Level.COMMUNE, number, district))
    for number, line in enumerate(data["communes"]):
        add(line[2], (Level.COMMUNE, number, -1))
    for spelling, key in data["spellings"]:
        rows[spelling] = tuple(sorted({*rows.get(spelling, ()), *rows[key]}, key=_tier))
    return _Names(data, _with_beginnings(rows))


@lru_cache(maxsize=1)
def _unmarked_rows() -> dict[str, tuple[tuple[Level, int, int], ...]]:
    """Return the rows under their keys without marks; made for the first text without any."""
    rows: dict[str, tuple[tuple[Level, int, int], ...]] = {}
    for key, found in _names().rows.items():
        bare = fold(key)
        rows[bare] = (*rows.get(bare, ()), *found)
    return {key: tuple(sorted(found, key=_tier)) for key, found in rows.items()}


def _with_beginnings(
    rows: dict[str, tuple[tuple[Level, int, int], ...]],
) -> dict[str, tuple[tuple[Level, int, int], ...]]:
    """Return the rows, and nothing for each beginning of a key that is no key itself."""
    for key in list(rows):
        at = key.rfind(" ")
        while at > 0 and (begin := key[:at]) not in rows:
            rows[sys.intern(begin)] = ()
            at = begin.rfind(" ")
    return rows


def _tier(row: tuple[Level, int, int]) -> tuple[int, int, int]:
    return (_TIERS.index(row[0]), row[2], row[1])


def _rows(key: str) -> tuple[tuple[Level, int, int], ...]:
    return _names().rows.get(key, ())


@lru_cache(maxsize=4096)
def _unit(level: Level, number: int, district: int) -> Unit:
    """Return the unit of a row."""
    if level is Level.PROVINCE:
        return _province_unit(number)
    if level is Level.DISTRICT:
        return _district_unit(number)
    if district >= 0:
        return _old_commune(district, number)
    return _commune(number)


def _province_unit(number: int) -> Unit:
    table = _names().data["provinces"]
    name, kind, start, end, follower = table[number]
    after = ((table[follower][1], table[follower][0]),) if follower is not None else ()
    return Unit(name, kind, Level.PROVINCE, name, None, _day(start), _day(end), after)


def _district_unit(number: int) -> Unit:
    home, kind, name, start, end, after, communes = _names().data["districts"][number]
    if after:
        followers = tuple((other_kind, other) for other_kind, other in after)
    else:
        followers = _followers(sorted({at for commune in communes for at in commune[2]}))
    return Unit(name, kind, Level.DISTRICT, home, None, _day(start), _day(end), followers)


def _old_commune(district: int, number: int) -> Unit:
    home, _, lies_in, _, end, _, communes = _names().data["districts"][district]
    kind, name, after = communes[number]
    return Unit(name, kind, Level.COMMUNE, home, lies_in, None, _day(end), _followers(after))


def _commune(number: int) -> Unit:
    home, kind, name, start, end, follower = _names().data["communes"][number]
    after = _followers([follower] if follower is not None else [])
    return Unit(name, kind, Level.COMMUNE, home, None, _day(start), _day(end), after)


def _followers(numbers: Sequence[int]) -> tuple[tuple[str, str], ...]:
    table = _names().data["communes"]
    return tuple((table[at][1], table[at][2]) for at in numbers)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


@lru_cache(maxsize=1)
def _provinces() -> tuple[Unit, ...]:
    return tuple(_province_unit(number) for number in range(len(_names().data["provinces"])))


@lru_cache(maxsize=256)
def _provinces_named(name: str) -> tuple[Unit, ...]:
    return tuple(unit for unit in _provinces() if unit.name == name)


_FILE: Final = Path(__file__).with_name("places.json")
_TIERS: Final = tuple(Level)
_LONGEST_CHAIN: Final = 5
_LONGEST_ABBREVIATION: Final = 4
_DASHES: Final = "-–—−‐‑"
_SHORT_NUMBERED: Final = re.compile(r"([qp])(\d{1,2})")
_KINDS_SHORT: Final = {
    "tp": "thành phố", "t p": "thành phố", "tx": "thị xã", "t x": "thị xã", "h": "huyện",
    "q": "quận", "p": "phường", "x": "xã", "tt": "thị trấn", "t t": "thị trấn", "đk": "đặc khu",
}  # fmt: skip
_KINDS: Final = (
    "tỉnh", "thành phố", "thị xã", "huyện", "quận", "phường", "xã", "thị trấn", "đặc khu",
)  # fmt: skip
_KIND_FIRST: Final = re.compile(
    rf"({'|'.join(sorted((*_KINDS, *_KINDS_SHORT), key=len, reverse=True))}) "
)
_SAME: Final = {
    "đăk": "đắk", "đak": "đắk", "đắc": "đắk", "đăc": "đắk", "dak": "đắk",
    "lăk": "lắk", "lak": "lắk", "lắc": "lắk", "lăc": "lắk",
}  # fmt: skip
"""Spellings of two syllables of the Central Highlands, all of them in use."""
