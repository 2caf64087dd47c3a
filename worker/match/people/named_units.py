"""Which provinces, districts and communes a text names, by their kinds and their bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Final, NamedTuple

from worker.vietnamese.bodies.body_table import UNIT_OF_BODY
from worker.vietnamese.places import places
from worker.vietnamese.places.place_phrases import HCM, PlaceSaid, is_abroad, place_at
from worker.vietnamese.text.line import Line

_UNITS_SAID: Final = {
    **{unit: unit for unit in ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường")},
    **{"tp": "thành phố", "tp.": "thành phố", "tx": "thị xã", "tx.": "thị xã"},
    **{"thị trấn": "thị trấn", "đặc khu": "đặc khu"},
    **{"p.": "phường", "q.": "quận", "h.": "huyện"},
}
"""How the kinds of unit are written before a name."""

_LETTERS: Final = ("p.", "q.", "h.")
"""Those of one letter, which may as well begin a person's name."""

_WORDS_OF: Final = {
    unit: tuple(said for said, kind in _UNITS_SAID.items() if kind == unit)
    for unit in _UNITS_SAID.values()
}
_BODIES_OF: Final = {
    unit: tuple(body.lower() for body, kind in UNIT_OF_BODY.items() if kind == unit)
    for unit in _UNITS_SAID.values()
}
"""The same for each kind of unit, and the bodies that tell the kind."""

KINDS: Final = tuple(_WORDS_OF)
"""The kinds of unit that a text may name."""

_HOME: Final = (
    r"(?<![^\W_])(?:quê quán|nguyên quán|quê|trú quán|trú|ngụ|thường trú|nơi sinh)"
    r"(?: (?:quán|ở|tại|gốc|của ông|của bà|:))*(?: [^.;\n]{2,40}, ?)?:? ?$"
)
_HOME_WORDS: Final = "quê quán trú ngụ sinh"
"""Words of which each home is said with one: a look for them saves most searches."""

_REACH_OF_HOME: Final = 60
"""Before a unit that somebody comes from or lives in: no office is meant to be there."""

_HCM: Final = r"tp\.? ?hcm(?![^\W_])"


class NamedUnit(NamedTuple):
    """A unit that the text names, and where."""

    at: int
    unit: str
    name: str
    within: str | None
    gone: bool = False


def units_named(line: Line, unit: str) -> Iterator[NamedUnit]:
    """Yield the units of one kind that a text names, with where; in no order."""
    for word in _WORDS_OF.get(unit, ()):
        for start, _ in _places_of(line, word):
            if _is_home(line, start):
                continue
            named = _unit_of(line, start, place_at(line, start, bare=False))
            if named is not None and (word not in _LETTERS or _is_known(named)):
                yield named
    for body in _BODIES_OF.get(unit, ()):
        for start, end in _places_of(line, body):
            said = place_at(line, end, bare=True)
            if said is not None and said.unit is None and said.name is not None:
                yield NamedUnit(start, unit, said.name, said.within)
    if unit == "thành phố":
        for match in line.writing.pattern(_HCM).finditer(line.key):
            yield NamedUnit(match.start(), unit, HCM, None)


def _is_known(named: NamedUnit) -> bool:
    """Say whether there is such a unit: "P.Phú Hài", not "P.Anh"."""
    known = places.units(named.name)
    return named.name[-1:].isdigit() or any(one.kind == named.unit for one in known)


def _places_of(line: Line, word: str) -> list[tuple[int, int]]:
    """Return where a word stands before a name: its start, and where the name begins."""
    # "TP.Mỹ Hàm" has no space; "tp." stands for both.
    key = re.escape(word) + ("" if word.endswith(".") else " ")
    found = (match.span() for match in line.writing.pattern(f"{key} ?").finditer(line.key))
    town = line.writing.word("thị") if word == "xã" else None
    return [
        (start, end)
        for start, end in found
        if ((name := line.text[end : end + 1]).isupper() or name.isdigit())
        and not line.text[max(0, start - 1) : start].isalnum()
        and (town is None or line.word_before(start) != town)
    ]


def _is_home(line: Line, at: int) -> bool:
    """Say whether somebody's home is named there: "quê quán tại tỉnh Cái Sậy"."""
    paragraph = line.text.rfind("\n", 0, at) + 1
    before = line.key[max(paragraph, at - _REACH_OF_HOME) : at]
    if not any(word in before for word in line.writing.words(_HOME_WORDS)):
        return False
    return line.writing.pattern(_HOME).search(before) is not None


def _unit_of(line: Line, at: int, said: PlaceSaid | None) -> NamedUnit | None:
    """Return the unit that a phrase there names; None where it names none of this country."""
    if said is None or said.name is None or is_abroad(line, said):
        return None
    return NamedUnit(at, said.unit or "", said.name, said.within, gone=said.era == "cũ")


def provinces_named(line: Line) -> set[str]:
    """Return the known provinces whose names stand in a text without "tỉnh"."""
    found = (name for name in _province_names() if name in line.text)
    return {
        name for name in found if re.search(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", line.text)
    }


@cache
def _province_names() -> frozenset[str]:
    """Return the names of the provinces before they merged, and since."""
    days = (places.MERGED - timedelta(days=1), places.MERGED)
    return frozenset(unit.name for day in days for unit in places.provinces_on(day))
