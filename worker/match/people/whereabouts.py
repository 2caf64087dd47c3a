"""Which place is meant where an office is said without one.

The province, in order: the one that the text says it comes from, by its dateline or by whom it was
taken from; in whose address the sentence ends, where the source's own is not named anywhere; the
source's; that of the agency prefix; the one province that the text names, or to which all the
districts it names belong; else unknown. A district or commune is the one of its kind that the text
names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from worker.match.people.guests import is_of_guests, lists_guests
from worker.match.people.named_units import KINDS, NamedUnit, provinces_named, units_named
from worker.match.people.offices import is_of_the_province
from worker.match.people.said_from import ProvinceCalled, address_around, heads, said_from
from worker.match.people.sections import heading
from worker.model import Office, Setting
from worker.vietnamese.bodies.body_table import Takes
from worker.vietnamese.places import places
from worker.vietnamese.places.place_phrases import (
    COMMUNE_UNITS,
    DISTRICT_UNITS,
    place_of_body,
)
from worker.vietnamese.text.fold import fold
from worker.vietnamese.text.line import UNMARKED, Line
from worker.vietnamese.titles.offices import FARMING, farming_on, located
from worker.vietnamese.titles.title import Title

_AGENCIES: Final = {"bdk": "Bến Tre", "bđk": "Bến Tre"}
"""Prefixes of provincial papers' own news, in lower case."""

_PREFIX: Final = r"(?:^|\n)\(?(?P<agency>[a-zđ]{2,5})(?:\.vn|online)?\)? ?- "
_BELOW_PROVINCE: Final = tuple(unit for unit in reversed(KINDS) if unit != "tỉnh")
"""The kinds of unit in a province, the small ones first: of those a text names the most."""


_OF_A_DISTRICT: Final = ("Phòng ", "Văn phòng Hội", "Hạt Kiểm lâm")
_OF_ANY_UNIT: Final = frozenset(
    {
        *("Ủy ban nhân dân", "Hội đồng nhân dân", "Đảng ủy", "Ban Thường vụ Đảng ủy", "Công an"),
        "Ban Xây dựng Đảng",
    }
)


_OF_THE_ARMY: Final = "Đảng ủy Quân sự"
"""A committee that is the province's where no district is said."""

_COMMITTEE: Final = r"(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|đảng (?:ủy|bộ)) $"
"""Before a unit of whose leaders the text speaks; others it may name in passing."""

_FIRST_WORDS: Final = 30
"""Characters of a sentence within which it says what it is about: "Ngày 17-6, HĐND tỉnh …"."""

_CITY_FOR_SHORT: Final = {"thành phố hồ chí minh": r"(?<![^\W_])tp\.? ?(?:hcm|hồ chí minh)"}
"""How a city is called for short, where it is not by its name alone."""


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
        if not self._names_home:
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
        return self._called(name) or self._provinces_named.get(self._line.writing.key(name))

    @cached_property
    def _provinces_named(self) -> dict[str, str]:
        """Return what the text calls a province, by its key."""
        word = self._line.writing.word
        return {word(one.name.lower()): one.name for one in self.of_kind("tỉnh")}

    @cached_property
    def _names_home(self) -> bool:
        """Say whether the text names the place of its source; none is named where none is known."""
        writing, key = self._line.writing, self._line.key
        home = [str(one).lower() for one in {self._setting.place, self._given} - {None}]
        short = [_CITY_FOR_SHORT[name] for name in home if name in _CITY_FOR_SHORT]
        called = any(writing.pattern(one).search(key) for one in short)
        return called or any(writing.word(name) in key for name in home)

    def of_kind(self, unit: str) -> tuple[NamedUnit, ...]:
        """Return the units of one kind that the text names, in its order; read once."""
        known = self._kinds.get(unit)
        if known is None:
            found = {one.at: one for one in units_named(self._line, unit)}
            if self._headed is not None and self._headed.unit == unit:
                found.setdefault(self._headed.at, self._headed)
            known = self._kinds[unit] = tuple(found[at] for at in sorted(found))
        return known

    @cached_property
    def _headed(self) -> NamedUnit | None:
        """Return the unit of the source's province with which the text begins: "Ba Tri: Họp …"."""
        for name in heads(self._line.text):
            for one in places.units(name.strip()):
                lies = one.level is not places.Level.PROVINCE and one.province == self._given
                if lies and one.existed(self._setting.day):
                    return NamedUnit(self._line.text.find(name), one.kind, one.name, one.province)
        return None

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
        said = self._line.once(("place of body", body), place_of_body, body)
        return title._replace(place=said, unit=said.unit) if said is not None else None

    def _of_named(self, title: Title, name: str, within: str | None) -> Office:
        here = self._setting.place
        if here is not None and name.isascii() and fold(name) == fold(here):
            name = here  # a text without marks means the province of its paper
        elif self._line.writing is UNMARKED:
            name = places.marked_name(name, title.unit)
        office = located(title.role, title.body, name, title.unit, within)
        if office.unit == "tỉnh":
            return office
        known = places.units(name)
        if office.within is not None:
            elsewhere = within is None and self._is_elsewhere(office, known)
            return replace(office, within=self.province) if elsewhere else office
        if any(one.level is places.Level.PROVINCE for one in known):
            return office
        province = self.province
        if province is None or (known and province not in {one.province for one in known}):
            return office
        return Office(office.role, office.body, office.place, office.unit, province)

    def _is_elsewhere(self, office: Office, known: Sequence[places.Unit]) -> bool:
        """Say whether a commune is another one than the only one that is known by its name.

        Not all that ended are known. The text names one province, and of the known commune neither
        the district nor the province.
        """
        if office.unit not in COMMUNE_UNITS:
            return False
        homes = [one for one in known if one.level is places.Level.COMMUNE]
        names = {name for one in homes for name in (one.province, one.district) if name}
        word = self._line.writing.word
        if any(word(name.lower()) in self._line.key for name in names):
            return False
        here = self.province
        now = {places.now_in(one.province, self._setting.day) for one in homes}
        return here is not None and here not in now | {one.province for one in homes}

    def _of_unit(self, title: Title) -> Office:
        """Return the office of a unit that is said by its kind alone."""
        unit = title.unit
        of_province = title.takes is Takes.PROVINCE or title.body == _OF_THE_ARMY
        if unit == "tỉnh" or (unit is None and of_province):
            return self._of_province(title)
        if unit == "thành phố" and self._is_city(self.province) and not self._in_other_city(title):
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
            if only is not None and only.unit in DISTRICT_UNITS and title.body.endswith("Đảng ủy"):
                only = None  # the committee of a district is called otherwise
            if only is None:
                return Office(title.role, title.body)
            return self._of_named(title._replace(unit=only.unit), only.name, only.within)
        nearest = self._nearest(unit, title.start)
        if nearest is None:
            return Office(title.role, title.body, None, unit)
        return self._of_named(title, nearest.name, nearest.within)

    def _in_other_city(self, title: Title) -> bool:
        """Say whether a city's paper speaks of another city alone, in a province."""
        return not self._names_home and self._nearest("thành phố", title.start) is not None

    def _of_province(self, title: Title) -> Office:
        side = self._side_of("tỉnh", title.start)
        province = self._in_address(title) or self._elsewhere(title) or self.province
        if province is None and (near := self._province_near(title)) is not None:
            province = near.name
        province = self._heading(title.start) or province if side is None else side.name
        if title.unit == "tỉnh" and province == self._said_from and self._is_city(province):
            province = self._given  # "Hà Nội - Chủ tịch UBND tỉnh họp …": where he was that day
        if province is None:
            return Office(title.role, title.body, None, title.unit)
        is_city = self._is_city(province)
        if is_city and title.unit == "tỉnh":
            near = self._province_near(title)  # a city's paper tells of another province
            return Office(title.role, title.body, near.name if near else None, title.unit)
        return Office(title.role, title.body, province, "thành phố" if is_city else "tỉnh")

    def _in_address(self, title: Title) -> str | None:
        """Return the province of the address in a sentence: "… trao quà ở xã Tân Rẫy, tỉnh Cù Mây".

        Only where it is the one that the text names: a guest's own province is named too.
        """
        if self._setting.place is None or self.province != self._given:
            return None
        units = self.of_kind("tỉnh")
        if len({one.name for one in units}) != 1 or self._names_home:
            return None
        here = address_around(self._line, title.start, title.end, [one.at for one in units])
        return units[0].name if here else None

    def _elsewhere(self, title: Title) -> str | None:
        """Return the province of which a text calls a department that tells nothing of its own."""
        body = title.body[max(0, title.body.find("Sở ")) :]
        if not body.startswith("Sở ") or self._setting.place is None or self._names_home:
            return None
        said = self._with_place_elsewhere(title._replace(body=body))
        of_province = said is not None and said.unit in {"tỉnh", "thành phố"}
        return said.place.name if said and said.place and of_province else None

    def _heading(self, at: int) -> str | None:
        """Return the province that heads a part of the text: "Cù Mây: Ông Lê Bá Tân …"."""
        province = heading(self._line, at, self._province_called)
        return places.now_in(province, self._setting.day) if province is not None else None

    def _province_near(self, title: Title) -> NamedUnit | None:
        """Return the one province called so that the text names, or names just before."""
        return self._nearest("tỉnh", title.start)

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
        # A commune may be called after one of those that became it, which are named later.
        first = {one.name: one for one in reversed(of_kind)}
        of_kind = [one for one in of_kind if not first[one.name].gone] or of_kind
        if len({one.name for one in of_kind}) == 1:
            return of_kind[0]
        before = [one for one in of_kind if one.at < at]
        paragraph = self._line.text.rfind("\n", 0, at)
        sentence = max(paragraph, self._line.text.rfind(". ", 0, at))
        for begin in (paragraph, sentence):
            near = {one.name: one for one in before if one.at > begin}
            if len(near) == 1:
                return next(iter(near.values()))
        if before and before[-1].at > paragraph and self._heads_a_sentence(before[-1].at):
            return before[-1]  # "HĐND tỉnh A bầu …. HĐND tỉnh B bầu ông C. Ông D được bầu làm …"
        headed = {one.name: one for one in of_kind if self._is_of_an_office(one.at)}
        if len(headed) == 1:
            return next(iter(headed.values()))
        title_end = self._line.text.find("\n")
        head = {one.name: one for one in of_kind if one.at < title_end}
        return next(iter(head.values())) if len(head) == 1 else None

    def _heads_a_sentence(self, at: int) -> bool:
        """Say whether a sentence is told of the committee or council of the unit there."""
        begin = max(self._line.text.rfind(mark, 0, at) + len(mark) for mark in (". ", "\n"))
        return at - begin < _FIRST_WORDS and self._is_of_an_office(at)

    def _is_of_an_office(self, at: int) -> bool:
        """Say whether a unit stands there behind its committee or council: "UBND xã Sông Mía"."""
        before = self._line.key[max(0, at - 24) : at]
        return self._line.writing.pattern(_COMMITTEE).search(before) is not None

    def _side_of(self, unit: str, at: int) -> NamedUnit | None:
        """Return the unit of that kind whose people a sentence lists up to there."""
        if not lists_guests(self._line, at):
            return None
        units = (one for one in reversed(self.of_kind(unit)) if one.at < at)
        return next((one for one in units if is_of_guests(self._line, one.at, at)), None)

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
        for unit in KINDS:
            found = self.of_kind(unit)
            provinces |= {one.within for one in found if one.within is not None}
            provinces |= {one.name for one in found if unit == "tỉnh" or self._is_city(one.name)}
            if len(provinces) > 1:
                return None
        if provinces:
            return provinces.pop()
        bare = provinces_named(self._line)
        if bare:
            return bare.pop() if len(bare) == 1 else None
        districts = [one.name for unit in DISTRICT_UNITS for one in self.of_kind(unit)]
        of_each = [
            {unit.province for unit in places.units(name) if unit.level is places.Level.DISTRICT}
            for name in districts
        ]
        shared = set.intersection(*of_each) if of_each else set()
        return shared.pop() if len(shared) == 1 else None
