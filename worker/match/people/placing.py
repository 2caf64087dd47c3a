"""Which office a title means, where who bears it is known in that very role of some place.

"Chủ tịch UBND tỉnh Lê Bá Tân" in a paper of Sông Hàm is no chairman of Sông Hàm where registry or
archive know Lê Bá Tân as the chairman of Cù Mây: the paper has reprinted another's news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from worker.match.people.holders import Holders
from worker.match.people.person import Person
from worker.match.people.whereabouts import Whereabouts
from worker.model import Office, OfficeStatus, Setting
from worker.vietnamese.bodies.body_table import Takes
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.title import Title

_COUNCIL: Final = "Hội đồng nhân dân"
_OF_PROVINCES: Final = frozenset({"tỉnh", "thành phố"})
"""Kinds of unit that an office of a province may have."""


class Placing:
    """Where the offices of one text are, by what it says and by who bears them."""

    def __init__(
        self, line: Line, setting: Setting, holders: Holders, persons: Sequence[Person]
    ) -> None:
        self._setting = setting
        self._holders = holders
        self._where = Whereabouts(line, setting, holders.province_called)
        self._borne: dict[tuple[str, str, str | None], Office] = {}
        self._named = _named_with_place(persons)
        self._read(persons)

    def office(self, title: Title, person: Person | None = None) -> Office:
        """Return the office that a title means, of that person or of nobody named."""
        if person is not None and _is_open(title):
            title = self._named.get((person.name, *_kind(title)), title)
        office = self._where.office(title)
        if title.takes is Takes.CENTRAL:
            return office
        if person is None:
            borne = self._borne.get((office.role, office.body, title.unit))
            return borne if borne and self._is_unsaid(title, office) else office
        return self._own(title, office, person) or self._as_beside(office, person)

    def _as_beside(self, office: Office, person: Person) -> Office:
        """Return an office of nowhere with the place that the person's other offices have.

        "Phó Bí thư Tỉnh ủy, Bí thư Huyện ủy Gò Muối": the province is that of Gò Muối.
        """
        if office.place is None and office.unit is None and office.body.endswith(_COUNCIL):
            return self._of_one_council(office, person)
        if office.place is not None or office.unit not in _OF_PROVINCES:
            return office
        places = set()
        for beside in map(self._where.office, person.titles):
            if beside.unit == office.unit:
                places.add((beside.place, beside.within))
            elif office.unit == "tỉnh":
                places.add((beside.within, None))
        places.discard((None, None))
        place, within = places.pop() if len(places) == 1 else (None, None)
        return replace(office, place=place, within=within)

    def _of_one_council(self, office: Office, person: Person) -> Office:
        """Return an office in the council of which the person's other office says the unit.

        "Trưởng Ban Pháp chế HĐND được bầu làm Phó Chủ tịch HĐND tỉnh".
        """
        beside = map(self._where.office, person.titles)
        councils = {
            (one.unit, one.place, one.within)
            for one in beside
            if one.unit is not None and one.body.endswith(_COUNCIL)
        }
        unit, place, within = councils.pop() if len(councils) == 1 else (None, None, None)
        return replace(office, unit=unit, place=place, within=within)

    def _read(self, persons: Sequence[Person]) -> None:
        """Learn from those named whose province the text speaks of."""
        at_home = False
        for person in persons:
            for title in person.titles:
                if not title.body or title.takes is Takes.CENTRAL:
                    continue
                if (person.name, *_kind(title)) in self._named:
                    continue
                office = self._where.office(title)
                if not self._is_unsaid(title, office):
                    continue
                own = self._own(title, office, person)
                if own is not None and own != office:
                    self._borne[office.role, office.body, title.unit] = own
                at_home |= own is not None and own == office
        provinces = {office.place for office in self._borne.values() if office.within is None}
        if len(provinces) == 1 and not at_home:
            self._where.speaks_of(provinces.pop())

    def _own(self, title: Title, office: Office, person: Person) -> Office | None:
        """Return the person's own office that a title means; None where none is known.

        Where it may be the one that is said anyway, that one.
        """
        said = title.place is not None and title.place.name is not None
        if said and (title.place is None or title.place.within is not None):
            return None
        if not said and not self._is_unsaid(title, office):
            return None
        registered = person.registered.officials if person.registered else ()
        known = self._holders.own_offices(registered, person.name, office, self._setting.day)
        fits = [one for one in known if self._may_mean(one, title, office, said=said)]
        if any(one.may_be(office) for one in fits):
            return office
        places = {(one.place, one.within): one for one in fits}
        return next(iter(places.values())) if len(places) == 1 else None

    def _may_mean(self, own: Office, title: Title, office: Office, *, said: bool) -> bool:
        """Say whether a title may mean a person's own office: all that it says agrees."""
        if title.unit is not None and own.unit is not None and own.unit != title.unit:
            return False
        if said:
            return own.place == office.place
        return own.within in {None, self._where.province}

    def _is_unsaid(self, title: Title, office: Office) -> bool:
        """Say whether the text does not say of which place an office is."""
        if not _is_open(title):
            return False
        return office.place is None or (office.within is None and office.unit in _OF_PROVINCES)


def _named_with_place(persons: Sequence[Person]) -> dict[tuple[str, str, str], Title]:
    """Return what somebody holds whose place is said at one of the titles that the text gives him.

    "Chủ tịch UBND tỉnh Lê Bá Tân …; Chủ tịch UBND tỉnh Cù Mây Lê Bá Tân": both are of Cù Mây.
    """
    found: dict[tuple[str, str, str], dict[str | None, Title]] = {}
    for person in persons:
        for title in person.titles:
            if title.status is not OfficeStatus.FORMER and not _is_open(title):
                place = title.place.name if title.place else None
                found.setdefault((person.name, *_kind(title)), {})[place] = title
    return {key: next(iter(titles.values())) for key, titles in found.items() if len(titles) == 1}


def _kind(title: Title) -> tuple[str, str]:
    """Return what two titles of one office have alike."""
    return title.role, title.body


def _is_open(title: Title) -> bool:
    """Say whether a title names no place."""
    return title.place is None or title.place.name is None
