"""Which place is meant where an office is said without one.

The province, in order: the one that the text says it comes from, by its dateline or by whom it was
taken from; in whose address the sentence ends, where the source's own is not named anywhere; the
source's; that of the agency prefix; the one province that the text names, or to which all the
districts it names belong; else unknown. A district or commune is the one of its kind that the text
names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache, cached_property
from typing import Final, NamedTuple

from worker.match.offices import is_of_the_province
from worker.match.said_from import ProvinceCalled, address_around, said_from
from worker.model import Office, Setting
from worker.vietnamese import places
from worker.vietnamese.body_table import UNIT_OF_BODY, Takes
from worker.vietnamese.fold import fold
from worker.vietnamese.line import Line
from worker.vietnamese.offices import FARMING, farming_on, located
from worker.vietnamese.place_phrases import (
    COMMUNE_UNITS,
    DISTRICT_UNITS,
    HCM,
    PlaceSaid,
    is_abroad,
    place_at,
)
from worker.vietnamese.title import Title

_AGENCIES: Final = {"bdk": "Bến Tre", "bđk": "Bến Tre"}
"""Prefixes of provincial papers' own news, in lower case."""

_PREFIX: Final = r"(?:^|\n)\(?(?P<agency>[a-zđ]{2,5})(?:\.vn|online)?\)? ?- "
_UNITS_SAID: Final = {
    **{unit: unit for unit in ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường")},
    **{"tp": "thành phố", "tp.": "thành phố", "tx": "thị xã", "tx.": "thị xã"},
    **{"thị trấn": "thị trấn", "đặc khu": "đặc khu"},
}
"""How the kinds of unit are written before a name."""

_WORDS_OF: Final = {
    unit: tuple(said for said, kind in _UNITS_SAID.items() if kind == unit)
    for unit in _UNITS_SAID.values()
}
_BODIES_OF: Final = {
    unit: tuple(body.lower() for body, kind in UNIT_OF_BODY.items() if kind == unit)
    for unit in _UNITS_SAID.values()
}
"""The same for each kind of unit, and the bodies that tell the kind."""

_BELOW_PROVINCE: Final = tuple(unit for unit in reversed(_WORDS_OF) if unit != "tỉnh")
"""The kinds of unit in a province, the small ones first: of those a text names the most."""


_HOME: Final = (
    r"(?<![^\W_])(?:quê quán|nguyên quán|quê|trú quán|trú|ngụ|thường trú|nơi sinh)"
    r"(?: (?:quán|ở|tại|gốc|của ông|của bà|:))*(?: [^.;\n]{2,40}, ?)?:? ?$"
)
_HOME_WORDS: Final = "quê quán trú ngụ sinh"
"""Words of which each home is said with one: a look for them saves most searches."""

_REACH_OF_HOME: Final = 60
"""Before a unit that somebody comes from or lives in: no office is meant to be there."""

_SIDE: Final = r"(?<![^\W_])phía (?:lãnh đạo )?$"
_LED: Final = (
    r"(?:tỉnh|thành phố|tp|huyện|quận|thị xã|xã|phường) [^.;:()]{2,48}?(?: \([^()]{2,24}\))?,? do "
)
"""What stands before a unit whose guests are listed, and how one begins whose guests come."""

_BEFORE_PLACE: Final = re.compile(",? ")
_HCM: Final = r"tp\.? ?hcm(?![^\W_])"
_OF_A_DISTRICT: Final = ("Phòng ", "Văn phòng Hội", "Hạt Kiểm lâm")
_OF_ANY_UNIT: Final = frozenset(
    {
        *("Ủy ban nhân dân", "Hội đồng nhân dân", "Đảng ủy", "Ban Thường vụ Đảng ủy", "Công an"),
        "Ban Xây dựng Đảng",
    }
)


class NamedUnit(NamedTuple):
    """A unit that the text names, and where."""

    at: int
    unit: str
    name: str
    within: str | None
    gone: bool = False


class Whereabouts:
    """What a text and its setting say of places; looked up only where it is asked."""

    def __init__(
        self, line: Line, setting: Setting, province_called: ProvinceCalled = places.province
    ) -> None:
        self._line = line
        self._setting = setting
        self._called = province_called
        self._kinds: dict[str, tuple[NamedUnit, ...]] = {}

    def speaks_of(self, province: str | None) -> None:
        """Take a province for the one spoken of, unless the text names the source's own."""
        if not self._names_home():
            self.province = province

    @cached_property
    def province(self) -> str | None:
        """Return the province that unqualified provincial offices belong to."""
        return self._said_from or self._given or self._only_province()

    @cached_property
    def _said_from(self) -> str | None:
        """Return the province that the text says it comes from."""
        said = said_from(self._line.text, self._setting.byline, self._province_called)
        return places.now_in(said, self._setting.day) if said is not None else None

    @cached_property
    def _given(self) -> str | None:
        """Return the province of the source, or of the agency."""
        given = self._setting.place or self._agency()
        return places.now_in(given, self._setting.day) if given is not None else None

    def _province_called(self, name: str) -> str | None:
        """Return the province of that name: one that is known, or that the text calls so."""
        named = {
            self._line.writing.word(one.name.lower()): one.name for one in self.of_kind("tỉnh")
        }
        return self._called(name) or named.get(self._line.writing.key(name))

    def _names_home(self) -> bool:
        """Say whether the text names the place of its source; none is named where none is known."""
        home = {self._setting.place, self._given} - {None}
        return any(self._line.writing.word(str(one).lower()) in self._line.key for one in home)

    def of_kind(self, unit: str) -> tuple[NamedUnit, ...]:
        """Return the units of one kind that the text names, in its order; read once."""
        known = self._kinds.get(unit)
        if known is None:
            found = {one.at: one for one in self._read(unit)}
            known = self._kinds[unit] = tuple(found[at] for at in sorted(found))
        return known

    def _read(self, unit: str) -> Iterator[NamedUnit]:
        line = self._line
        for word in _WORDS_OF.get(unit, ()):
            for start, _ in _places_of(line, word):
                if _is_home(line, start):
                    continue
                named = _unit_of(line, start, place_at(line, start, bare=False))
                if named is not None:
                    yield named
        for body in _BODIES_OF.get(unit, ()):
            for start, end in _places_of(line, body):
                said = place_at(line, end, bare=True)
                if said is not None and said.unit is None and said.name is not None:
                    yield NamedUnit(start, unit, said.name, said.within)
        if unit == "thành phố":
            for match in line.writing.pattern(_HCM).finditer(line.key):
                yield NamedUnit(match.start(), unit, HCM, None)

    def office(self, title: Title) -> Office:
        """Return the office that a title means here; its place None where that is not known."""
        if title.body.endswith(FARMING):
            title = title._replace(body=farming_on(title.body, self._setting.day))
        if title.takes is Takes.CENTRAL:
            return Office(title.role, title.body)
        place = title.place
        if place is not None and place.name is not None:
            return self._of_named(title, place.name, place.within)
        regional = " khu vực " in title.body
        if title.body.startswith("Chi cục ") and title.unit is None and not regional:
            return self._of_province(title)
        if title.takes is Takes.OWN and title.unit is None and title.body != "Hạt Kiểm lâm":
            elsewhere = self._with_place_elsewhere(title)
            if elsewhere is not None:
                return self._of_unit(elsewhere)
            if self._setting.place is not None and is_of_the_province(title.body):
                return self._of_province(title)
            return Office(title.role, title.body)
        return self._of_unit(title)

    def _with_place_elsewhere(self, title: Title) -> Title | None:
        """Return a title with the place at which the text names its body elsewhere."""
        body = self._line.writing.word(title.body.lower())
        for start in self._line.where(body):
            gap = _BEFORE_PLACE.match(self._line.key, start + len(body))
            said = place_at(self._line, gap.end(), bare=False) if gap else None
            if said is not None and said.unit is not None and not said.several:
                return title._replace(place=said, unit=said.unit)
        return None

    def _of_named(self, title: Title, name: str, within: str | None) -> Office:
        here = self._setting.place
        if here is not None and name.isascii() and fold(name) == fold(here):
            name = here  # a text without marks means the province of its paper
        office = located(title.role, title.body, name, title.unit, within)
        if office.within is not None or office.unit == "tỉnh":
            return office
        known = places.units(name)
        if any(one.level is places.Level.PROVINCE for one in known):
            return office
        province = self.province
        if province is None or (known and province not in {one.province for one in known}):
            return office
        return Office(office.role, office.body, office.place, office.unit, province)

    def _of_unit(self, title: Title) -> Office:
        """Return the office of a unit that is said by its kind alone."""
        unit = title.unit
        if unit == "tỉnh" or (unit is None and title.takes is Takes.PROVINCE):
            return self._of_province(title)
        if unit == "thành phố" and self._is_city(self.province):
            return self._of_province(title)
        if unit is None and title.body.startswith(_OF_A_DISTRICT):
            nearest = self._only_unit_with_rooms()
            if nearest is not None:
                return self._of_named(
                    title._replace(unit=nearest.unit), nearest.name, nearest.within
                )
        if unit is None:
            of_any = title.body in _OF_ANY_UNIT
            only = (self._only_unit() or self._in_sentence(title.start)) if of_any else None
            if only is None:
                return Office(title.role, title.body)
            return self._of_named(title._replace(unit=only.unit), only.name, only.within)
        nearest = self._nearest(unit, title.start)
        if nearest is None:
            return Office(title.role, title.body, None, unit)
        return self._of_named(title, nearest.name, nearest.within)

    def _of_province(self, title: Title) -> Office:
        side = self._side_of("tỉnh", title.start)
        province = self._in_address(title) or self.province or self._province_near(title)
        province = province if side is None else side.name
        if title.unit == "tỉnh" and province == self._said_from and self._is_city(province):
            province = self._given  # "Hà Nội - Chủ tịch UBND tỉnh họp …": where he was that day
        if province is None:
            return Office(title.role, title.body, None, title.unit)
        is_city = self._is_city(province)
        if is_city and title.unit == "tỉnh":
            return Office(title.role, title.body, None, title.unit)
        return Office(title.role, title.body, province, "thành phố" if is_city else "tỉnh")

    def _in_address(self, title: Title) -> str | None:
        """Return the province of the address in a sentence: "… trao quà ở xã Tân Rẫy, tỉnh Cù Mây".

        Only where it is the one that the text names: a guest's own province is named too.
        """
        if self._setting.place is None or self.province != self._given:
            return None
        units = self.of_kind("tỉnh")
        if len({one.name for one in units}) != 1 or self._names_home():
            return None
        here = address_around(self._line, title.start, title.end, [one.at for one in units])
        return units[0].name if here else None

    def _province_near(self, title: Title) -> str | None:
        """Return the one province called so that the text names, or names just before."""
        near = self._nearest("tỉnh", title.start)
        return near.name if near is not None else None

    def _is_city(self, province: str | None) -> bool:
        """Say whether a province is a centrally run city on the day."""
        if province is None:
            return False
        found = places.at_time(province, self._setting.day, None)
        return found is not None and found.kind == "thành phố"

    def _nearest(self, unit: str, at: int) -> NamedUnit | None:
        """Return the one unit of a kind that the text names; of several, none."""
        side = self._side_of(unit, at)
        if side is not None:
            return side
        of_kind = list(self.of_kind(unit))
        nowhere = self._setting.place is None and len({one.name for one in of_kind}) == 1
        if unit == "thành phố" and not nowhere:
            of_kind = [one for one in of_kind if not self._is_city(one.name)]
        old = {one.name for one in of_kind if one.gone}
        of_kind = [one for one in of_kind if one.name not in old] or of_kind
        if len({one.name for one in of_kind}) == 1:
            return of_kind[0]
        before = [one for one in of_kind if one.at < at]
        paragraph = self._line.text.rfind("\n", 0, at)
        sentence = max(paragraph, self._line.text.rfind(". ", 0, at))
        for begin in (paragraph, sentence):
            near = {one.name: one for one in before if one.at > begin}
            if len(near) == 1:
                return next(iter(near.values()))
        title_end = self._line.text.find("\n")
        head = {one.name: one for one in of_kind if one.at < title_end}
        return next(iter(head.values())) if len(head) == 1 else None

    def _side_of(self, unit: str, at: int) -> NamedUnit | None:
        """Return the unit whose people a sentence lists: "Về phía tỉnh Cù Mây có …".

        Also "đoàn công tác huyện Cái Sậy, tỉnh Sông Hàm do … dẫn đầu".
        """
        key = self._line.key
        begin = max(self._line.text.rfind(mark, 0, at) for mark in (". ", "\n")) + 1
        words = self._line.writing.words("phía đoàn")
        if words.isdisjoint(key[begin:at].split()):
            return None
        for one in reversed(self.of_kind(unit)):
            if not begin <= one.at < at:
                continue
            side = self._line.writing.pattern(_SIDE).search(key[begin : one.at])
            led = self._line.writing.pattern(_LED).match(key, one.at, at)
            if side or (led and self._line.writing.word("đoàn ") in key[begin : one.at]):
                return one
        return None

    def _only_unit(self) -> NamedUnit | None:
        """Return the one unit below a province that the text names; of several, none."""
        found: dict[tuple[str, str], NamedUnit] = {}
        for unit in _BELOW_PROVINCE:
            found |= {(one.unit, one.name): one for one in self.of_kind(unit)}
            if len(found) > 1:
                return None
        return next(iter(found.values()), None)

    def _in_sentence(self, at: int) -> NamedUnit | None:
        """Return the one commune that the sentence names before: "Xã Gò Muối: Bí thư Đảng ủy A"."""
        ends = [self._line.text.rfind(mark, 0, at) for mark in (". ", "\n", "; ")]
        of_kind = [one for unit in COMMUNE_UNITS for one in self.of_kind(unit)]
        for begin in (max(ends), max(ends[:2])):
            found = {one.name: one for one in of_kind if begin < one.at < at}
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def _only_unit_with_rooms(self) -> NamedUnit | None:
        """Return the one unit that the text names of those with offices (phòng) of their own.

        Districts had them until they ended; communes have had them since.
        """
        merged = self._setting.day >= places.MERGED
        kinds = COMMUNE_UNITS if merged else DISTRICT_UNITS
        of_kind = [one for unit in kinds for one in self.of_kind(unit)]
        of_kind = [one for one in of_kind if not self._is_city(one.name)]
        names = {one.name for one in of_kind}
        return min(of_kind, key=lambda one: one.at) if len(names) == 1 else None

    def _agency(self) -> str | None:
        match = self._line.writing.pattern(_PREFIX).search(self._line.key[:2000])
        return _AGENCIES.get(match["agency"]) if match else None

    def _only_province(self) -> str | None:
        """Return the one province that the text names, or that all its districts lie in."""
        provinces: set[str] = set()
        for unit in _WORDS_OF:
            found = self.of_kind(unit)
            provinces |= {one.within for one in found if one.within is not None}
            provinces |= {one.name for one in found if unit == "tỉnh" or self._is_city(one.name)}
            if len(provinces) > 1:
                return None
        if provinces:
            return provinces.pop()
        bare = _provinces_named(self._line)
        if bare:
            return bare.pop() if len(bare) == 1 else None
        districts = [one.name for unit in DISTRICT_UNITS for one in self.of_kind(unit)]
        of_each = [
            {unit.province for unit in places.units(name) if unit.level is places.Level.DISTRICT}
            for name in districts
        ]
        shared = set.intersection(*of_each) if of_each else set()
        return shared.pop() if len(shared) == 1 else None


def _provinces_named(line: Line) -> set[str]:
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
