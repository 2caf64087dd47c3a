"""Reads the place that follows a body in a title: "Công an (CA) huyện Cái Sậy"."""

from __future__ import annotations

import re
from typing import Final

from worker.model import OfficeStatus
from worker.vietnamese.bodies.bodies import body_at
from worker.vietnamese.bodies.body_table import BodySaid, Takes
from worker.vietnamese.names.name_shapes import is_common, name_at
from worker.vietnamese.places import places
from worker.vietnamese.places.countries import country_at
from worker.vietnamese.places.place_ends import known_words, province_ends
from worker.vietnamese.places.place_phrases import PlaceSaid, lower_place_at, place_at
from worker.vietnamese.text.line import Line, capital_run
from worker.vietnamese.titles.charges import charged_body, end_of_charge
from worker.vietnamese.titles.title import Title

_INSTITUTIONS: Final = ("Trường ", "Bệnh viện ", "Trung tâm ", "Trạm ", "Đồn ", "Khoa ")
"""Bodies behind whose name a comma and their unit may stand."""

_CELL: Final = "Chi bộ"
_OF: Final = r" (?:của )?"
_IN_HAMLET: Final = r" (?:của |ở |tại )?"
_TEAM: Final = "Đội Cảnh sát"
_ABBREVIATION: Final = re.compile(r" \(([A-ZĐƯ][A-ZĐƯ&-]{1,11}|[A-Z]{1,2}\d{2})\)")


def with_place(line: Line, draft: Title, said: BodySaid) -> Title:
    """Read the place of a body, and over the bracket that closes behind it."""
    title = _placed(line, draft, said)
    if not line.text.startswith(")", title.end):
        return title
    phrase = line.text[title.start : title.end]
    closes = phrase.count("(") > phrase.count(")")
    return title._replace(end=title.end + 1) if closes else title


def in_charge(line: Line, title: Title) -> Title:
    """Return a deputy's title as the acting head's where he is said to be in charge of his body.

    "Phó Bí thư Tỉnh ủy phụ trách Đảng bộ tỉnh"; "Phó Giám đốc Công an tỉnh phụ trách Công an tỉnh
    Sông Hàm", which says the place for both.
    """
    end = end_of_charge(line, title.end)
    if end:
        return title._replace(status=OfficeStatus.ACTING, end=end)
    at = charged_body(line, title.end)
    said = body_at(line, at) if at else None
    if said is None or said.name != title.body:
        return title
    own = with_place(line, title, said)
    place = title if own.place is None or own.place.name is None else own
    return title._replace(
        status=OfficeStatus.ACTING, end=own.end, unit=place.unit, place=place.place
    )


def _placed(line: Line, draft: Title, said: BodySaid) -> Title:
    end = _abbreviation_end(line, said.end)
    gap = line.writing.pattern(_IN_HAMLET if said.name == _CELL else _OF).match(line.key, end)
    place = None
    if said.takes is not Takes.CENTRAL and gap is not None:
        at = gap.end()
        if said.takes is Takes.OWN and line.key.startswith("(", at):
            return _with_place_in_brackets(line, _of(draft, said, end), at + 1)
        abroad = country_at(line, at)
        if abroad and not line.capital(abroad + 1):  # not "Lào Cai", "Mỹ Tho"
            return _of(draft, said, abroad)._replace(foreign=True)
        place = _place_of(line, draft, said, at)
    if place is None:
        title = _of(draft, said, end)
        central = said.takes is Takes.CENTRAL
        return title if central or gap is not None else _of_an_institution(line, title)
    if place.several:
        return _of(draft, said, place.end)._replace(several=True)
    unit = place.unit or said.unit
    return draft._replace(body=said.name, takes=said.takes, unit=unit, place=place, end=place.end)


def _of(draft: Title, said: BodySaid, end: int) -> Title:
    """Give a title its body; ``end`` is where the phrase ends then."""
    return draft._replace(body=said.name, takes=said.takes, unit=said.unit, end=end)


def _place_of(line: Line, draft: Title, said: BodySaid, at: int) -> PlaceSaid | None:
    """Return the place of a body that is said there; None for none."""
    bare = said.takes in {Takes.UNIT, Takes.PROVINCE} or province_ends(line, at) > 0
    if said.name.startswith(_TEAM):  # a police team is called after its town
        bare = bare or known_words(line, capital_run(line, at, 4)) > 1
    place = place_at(line, at, bare=bare, hamlet=said.name == _CELL)
    if line.text[draft.start : said.end].islower() and (place is None or not place.name):
        begins = at if place is None else place.end + 1
        unit = said.unit if place is None else place.unit
        place = (lower_place_at(line, begins, unit) if bare and unit else None) or place
    return None if place is None or _is_rather_its_head(line, said, place, at) else place


def _is_rather_its_head(line: Line, said: BodySaid, place: PlaceSaid, at: int) -> bool:
    """Say whether a name is that of who leads a province's body: "Sở Y tế Phạm Văn Hai".

    A commune may be called so too; it has no department of a province.
    """
    of_province = said.takes is Takes.PROVINCE or said.unit == "tỉnh"
    if not of_province or place.unit is not None or name_at(line, at) != place.end:
        return False
    if not is_common(line.key[at : place.end].split(" ")[0], line.writing):
        return False
    found = places.units(place.name or "")
    return bool(found) and all(one.level is not places.Level.PROVINCE for one in found)


def _of_an_institution(line: Line, title: Title) -> Title:
    """Read "Trường Mẫu giáo Sao Mai, xã Cái Sậy"."""
    if not line.key.startswith(", ", title.end) or not title.body.startswith(_INSTITUTIONS):
        return title
    place = place_at(line, title.end + 2, bare=False)
    if place is None or place.name is None or place.several:
        return title
    return title._replace(place=place, unit=place.unit, end=place.end)


def _abbreviation_end(line: Line, end: int) -> int:
    """Read on over a body's abbreviation: "Hội Liên hiệp Phụ nữ (LHPN) tỉnh"."""
    match = _ABBREVIATION.match(line.text, end)
    if match is None or places.province(match[1]) or places.units(match[1]):
        return end
    return match.end()


def _with_place_in_brackets(line: Line, title: Title, at: int) -> Title:
    """Read "Trường THPT Cái Sậy (huyện Cái Sậy)"."""
    place = place_at(line, at, bare=False)
    if place is None or place.name is None or line.key[place.end : place.end + 1] != ")":
        return title
    return title._replace(place=place, unit=place.unit, end=place.end + 1)
