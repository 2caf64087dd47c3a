"""Reads the body and place that follow a role, for each family of roles.

A reader takes the role, the title as far as it is read, and where the words after the role
begin (None where something else than a space follows it). It returns the title with its body
and place, the title as it was where no body is said, None where the words are no title.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from worker.vietnamese.bodies.bodies import (
    body_at,
    is_private_or_foreign,
    named_after_role,
)
from worker.vietnamese.bodies.body_table import COMMITTEES, BodySaid, Takes
from worker.vietnamese.places import places
from worker.vietnamese.places.countries import country_at
from worker.vietnamese.places.place_ends import kind_called, province_ends
from worker.vietnamese.places.place_phrases import place_at
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.central_titles import envoy, fixed, ministry
from worker.vietnamese.titles.delegations import delegation_at, with_delegation
from worker.vietnamese.titles.named_before import named_before
from worker.vietnamese.titles.roles import Family, Role
from worker.vietnamese.titles.title import Title
from worker.vietnamese.titles.title_places import with_place

_PRIVATE: Final = (
    r"(?<![^\W_])(?:công ty|tập đoàn|ngân hàng tmcp|doanh nghiệp|nhà thầu|cp|tnhh)(?![^\W_])"
)
_CHAIR_BODIES: Final = (
    *("Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận", "Ủy ban Trung ương Mặt trận"),
    *("Hội Nông", "Hội Liên hiệp", "Hội Cựu", "Hội Chữ", "Hội Người", "Hội Sinh"),
    *(
        "Liên đoàn Lao động",
        "Tổng Liên đoàn",
        "Tổng Công đoàn",
        "Công đoàn Viên chức",
        *("Công đoàn Giáo dục Việt Nam", "Công đoàn Y tế Việt Nam"),
        *("Viện Hàn lâm", "Viện Khoa học"),
        "Hội đồng Đội",
        "Công đoàn các",
    ),
    *("Ủy ban Chứng khoán", "Ủy ban Quản lý vốn", "Ủy ban Giám sát tài chính"),
    *("Ủy ban An toàn giao thông", "Ủy ban Quốc gia", "Đoàn Chủ tịch"),
    *(
        "Quốc hội",
        "Hội đồng Dân tộc",
        "Hội đồng Lý luận",
        "Hội đồng Bầu cử",
        "Chính phủ",
        "Ban Thường trực",
    ),
)
"""How the names of bodies begin that are led by a chair; so below for the other families."""

_PARTY_BODIES: Final = (
    *("Tỉnh", "Thành ", "Huyện", "Thị ", "Quận ", "Đảng", "Chi bộ", "Ban Chấp hành"),
    *("Ban Cán sự", "Trung ương Đoàn", "Xã đoàn", "Quân ủy", "Đoàn Thanh niên"),
    *("Ban Thường vụ", "Chi đoàn", "Đoàn Khối"),
)
_ARMS_BODIES: Final = (
    *("Bộ Chỉ huy", "Ban Chỉ huy", "Bộ đội Biên phòng", "Quân", "Bộ Tư lệnh", "Sư đoàn"),
    *("Trung đoàn", "Lữ đoàn", "Vùng", "Binh chủng", "Binh đoàn", "Tổng cục", "Bộ Quốc phòng"),
    *("Bộ Tổng", "Cục "),
    *("Đồn", "Tiểu đoàn", "Hải đoàn", "Hải đội", "Công an", "Trường", "Học viện"),
)
_CITIES_TOO: Final = r"(?:, | và |/)(?:các )?thành ủy(?![^\W_])"
_WITH_GOVERNOR: Final = r",? (?:kiêm )?(?:phó )?(?:tỉnh|đô) trưởng(?![^\W_])"
"""Behind a secretary of another country's province: ours have no governors."""

_TECHNICS: Final = r"(?<=hậu cần) ?(?:-|,|và) ?kỹ thuật "
"""Behind "Chủ nhiệm Hậu cần": the other half of the staff that he leads."""

_OF_PUPILS: Final = r"(?:liên )?chi đoàn|đoàn (?:trường|khoa|khối|cơ quan)"
"""Groups of the Youth Union in classes and offices: who leads one is no official."""

_ASSOCIATION: Final = (
    r"(?:(?:hiệp |liên hiệp |tổng )?hội|liên đoàn|liên hiệp|liên minh|công đoàn|câu lạc bộ|clb|quỹ)"
    r"(?= [^\W\d_])"
)
"""The first word of an association or a union that is none of officialdom's."""

_WITH_FULL_TIME: Final = "Ủy ban An toàn giao thông"
_FULL_TIME: Final = "chuyên trách"
"""Part of the role in a committee whose other heads are ministers."""

_OF_THE_MINISTRY: Final = (", bộ quốc phòng", " việt nam")
"""Behind the border guards: those of the whole country."""

_PRESS: Final = ("Báo ", "Tạp chí ")
_OF_ENFORCEMENT: Final = "Thi hành án dân sự"
_STANDING_COMMITTEE: Final = "thường vụ"
_JOINTS: Final = (", ", "- ", "(", ": ")
"""What stands between a name and a title behind it."""

_HEAD_OF_OFFICE: Final = "Chánh Văn phòng"


def _delegate(line: Line, role: Role, draft: Title, at: int | None) -> Title | None:
    """Read a deputy of a parliament or council, or the head of their delegation."""
    if role.key == "đbqh":
        return with_delegation(line, draft._replace(body="Quốc hội", takes=Takes.CENTRAL))
    said = body_at(line, _inside(draft, role)) if role.inside else None
    if said is None and at is not None:
        said = body_at(line, at)
    if said is None:
        if at is not None and (delegation := delegation_at(line, role, draft, at)) is not None:
            return delegation
        named = role.key in {"đại biểu", "đb"} and at is not None and line.capital(at)
        return draft if named else None
    if role.key in {"đại biểu", "đb"}:
        if said.name == "Quốc hội":
            central = draft._replace(body=said.name, takes=Takes.CENTRAL, end=said.end)
            return with_delegation(line, central)
        return with_place(line, draft, said) if said.name == "Hội đồng nhân dân" else None
    return with_place(line, draft, said) if said.name.startswith("Đoàn đại biểu") else None


def _party(line: Line, role: Role, draft: Title, at: int | None) -> Title | None:
    """Read a secretary: of a Party committee, of the Youth Union, or of a place alone."""
    if at is None:
        return draft
    said = body_at(line, at)
    if said is not None and said.name.startswith(_PARTY_BODIES):
        found = with_place(line, draft, said)
        if _is_of_all_provinces(line, found):
            return found._replace(several=True)
        # Who leads a unit's Party organization is the secretary of its committee.
        whole = COMMITTEES.get(found.unit or "", found.body)
        if line.writing.pattern(_WITH_GOVERNOR).match(line.key, found.end):
            return found._replace(foreign=True)
        return found._replace(body=whole) if found.body == "Đảng bộ" else found
    if said is not None:
        return draft if said.end == at else None
    if line.writing.pattern(_OF_PUPILS).match(line.key, at):
        return draft._replace(foreign=True)
    return _of_place(line, draft, at, None) or draft


def _is_of_all_provinces(line: Line, found: Title) -> bool:
    """Say whether the committees of all provinces are meant: "Bí thư Tỉnh ủy, Thành ủy"."""
    if found.body != "Tỉnh ủy" or found.place is not None:
        return False
    other = line.writing.pattern(_CITIES_TOO).match(line.key, found.end)
    return other is not None and not line.capital(other.end() + 1)


def _chair(line: Line, role: Role, draft: Title, at: int | None) -> Title | None:
    """Read a chair: of a committee, a council, a union, or of a place alone."""
    if at is None:
        return draft
    if line.writing.pattern(r"hồ chí minh").match(line.key, at):
        return None  # the President, long dead; the city is never called so without its kind
    known = named_before(line, draft, at)
    if known is not None and known.kind == "Hội":
        return known
    country = country_at(line, at) if not province_ends(line, at) else 0  # not "Lào Cai"
    if country or is_private_or_foreign(line, at):
        return draft._replace(foreign=True, end=country or draft.end)
    said = body_at(line, at)
    if said is not None:
        # "Chủ tịch Ban Chấp hành Hội Nông dân tỉnh" is the union's.
        said = said._replace(name=said.name.removeprefix("Ban Chấp hành "))
        fits = said.name.startswith(_CHAIR_BODIES)
        if (
            said.name.startswith(_WITH_FULL_TIME)
            and line.writing.word(_FULL_TIME) in line.key[draft.start : at]
        ):
            draft = draft._replace(role=f"{draft.role} {_FULL_TIME}")
        fits = fits and not (said.takes is Takes.CENTRAL and country_at(line, said.end + 1))
        return with_place(line, draft, said) if fits else draft._replace(foreign=True)
    if line.writing.pattern(_ASSOCIATION).match(line.key, at):
        return draft._replace(foreign=True)
    return _of_place(line, draft, at, "Ủy ban nhân dân") or draft


def _of_place(line: Line, draft: Title, at: int, body: str | None) -> Title | None:
    """Read a role that stands with its place alone: "Chủ tịch Hà Nội", "Bí thư huyện Ba Tri"."""
    said = place_at(line, at, bare=False)
    if said is None:
        said = place_at(line, at, bare=True)
        if said is None or not said.name:
            return None
    unit = said.unit or _unit_of(said.name or "") or kind_called(line, at, said.end)
    if unit is None and not places.units(said.name or ""):
        return None
    name = body or COMMITTEES.get(unit or "", "")
    if not name:
        return None
    several = draft.several or said.several
    return draft._replace(
        body=name, takes=Takes.UNIT, unit=unit, place=said, end=said.end, several=several
    )


def _unit_of(name: str) -> str | None:
    """Return the kind of unit of that name."""
    found = places.units(name)
    return found[0].kind if found else None


def _office(line: Line, role: Role, draft: Title, at: int | None) -> Title | None:
    """Read the head of a department, court, hospital, school …"""
    if at is not None:
        if is_private_or_foreign(line, at):
            return draft._replace(foreign=True)
        known = named_before(line, draft, at)
        if known is not None:
            return known
    if role.name.endswith("Thủ trưởng") and not _is_of_an_agency(line, at):
        return None
    said = _headed(line, role, draft, at)
    if role.inside == "khoa" and (said is None or ", " not in said.name):
        return None  # of a hospital or a school that is not said
    if said is None:
        private = role.inside and at is not None and _is_private_soon(line, at)
        return draft._replace(foreign=True) if private else draft
    if not _fits_the_press(role, said):
        return draft
    if role.name.endswith("Đội trưởng") and not said.name.startswith("Đội"):
        return draft._replace(foreign=True)
    if role.name.endswith("Tổng Giám đốc") and said.takes is not Takes.CENTRAL:
        return draft._replace(foreign=True)
    return with_place(line, draft, said)


def _fits_the_press(role: Role, said: BodySaid) -> bool:
    """Say whether a paper has the head that papers have, and no other body has."""
    paper = said.name.startswith(_PRESS)
    if role.name.endswith("Tổng Biên tập"):
        return paper
    return not paper or said.takes is not Takes.OWN


def _headed(line: Line, role: Role, draft: Title, at: int | None) -> BodySaid | None:
    """Return the body that a role heads: it begins with a word of the role, or follows it."""
    twice = at is not None and line.key.startswith(line.writing.word(role.inside), at)
    inside = role.inside and _adjoins(draft, role) and not twice
    said = body_at(line, _inside(draft, role)) if inside else None
    if at is not None and (said is None or said.name.lower() == role.inside):
        said = body_at(line, at) or said
        if role.inside and (said is None or said.name.lower() == role.inside):
            said = named_after_role(line, at, role.inside.capitalize()) or said
    if said is not None and said.name == _OF_ENFORCEMENT and role.inside in {"cục", "chi cục"}:
        return said._replace(name=f"{role.inside.capitalize()} {said.name}")
    if said is not None and role.short and role.name.endswith(_HEAD_OF_OFFICE):
        return said._replace(name=f"Văn phòng {said.name}")  # "CVP UBND tỉnh"
    return said


def _is_of_an_agency(line: Line, at: int | None) -> bool:
    return at is not None and line.writing.pattern("cơ quan").match(line.key, at) is not None


def _is_private_soon(line: Line, at: int) -> bool:
    """Say whether a company's name goes on nearby."""
    return line.writing.pattern(_PRIVATE).search(line.key, at, at + 40) is not None


def _arms(line: Line, role: Role, draft: Title, at: int | None) -> Title | None:
    """Read a commander, a commissar or a chief of staff."""
    if line.word_before(draft.start) == line.writing.word("bộ"):
        return None  # "Bộ Tư lệnh" is a body
    technics = line.writing.pattern(_TECHNICS).match(line.key, draft.end)
    if technics is not None:
        at = technics.end()
        draft = draft._replace(role=f"{draft.role} - Kỹ thuật", end=at - 1)
    if at is None:
        return draft
    known = named_before(line, draft, at)
    if known is not None:
        return known
    said = body_at(line, at)
    if said is None:
        return draft
    of_all = role.name.endswith("Tư lệnh") or line.key.startswith(_OF_THE_MINISTRY, said.end)
    if of_all and said.name == "Bộ Chỉ huy Bộ đội Biên phòng":
        said = BodySaid(said.end, "Bộ Tư lệnh Bộ đội Biên phòng", Takes.CENTRAL)
    return with_place(line, draft, said) if said.name.startswith(_ARMS_BODIES) else None


def _member(line: Line, role: Role, draft: Title, at: int | None) -> Title | None:
    """Read a member of a committee: many are; "Lê Văn Mẫn, Thường vụ Tỉnh ủy" is one too."""
    if role.inside == _STANDING_COMMITTEE and not line.key.endswith(_JOINTS, 0, draft.lead):
        return None  # "Ban Thường vụ Tỉnh ủy"
    said = body_at(line, _inside(draft, role)) if role.inside else None
    said = said or (None if at is None else body_at(line, at))
    return None if said is None else with_place(line, draft, said)


READERS: Final[dict[Family, Callable[[Line, Role, Title, int | None], Title | None]]] = {
    Family.FIXED: fixed,
    Family.MINISTRY: ministry,
    Family.DELEGATE: _delegate,
    Family.PARTY: _party,
    Family.CHAIR: _chair,
    Family.OFFICE: _office,
    Family.ARMS: _arms,
    Family.MEMBER: _member,
    Family.ENVOY: envoy,
}
"""The reader of each family of roles."""


def _inside(draft: Title, role: Role) -> int:
    """Return where the word of the role stands with which the body begins."""
    return draft.start + len(role.key) - len(role.inside)


def _adjoins(draft: Title, role: Role) -> bool:
    """Say whether nothing stands between role and body."""
    return draft.end == draft.start + len(role.key) and role.key.endswith(role.inside)
