"""What the titles of one person leave to one another to say: bodies, units, places.

"Phó Tư lệnh, Tham mưu trưởng Quân khu 9": of the first the body is that of the second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from worker.model import OfficeStatus
from worker.vietnamese.bodies.body_table import COMMITTEES, UNIT_OF_BODY, Takes
from worker.vietnamese.places import places
from worker.vietnamese.places.place_phrases import COMMUNE_UNITS
from worker.vietnamese.titles.roles import Family
from worker.vietnamese.titles.title import Title

_WITH_COMMITTEE: Final = frozenset({Family.OFFICE, Family.MINISTRY, Family.ARMS})
"""Families of roles in bodies that have a Party committee of their own."""

_UNITS_OF_THE_ARMY: Final = ("Sư đoàn", "Lữ đoàn", "Trung đoàn", "Tiểu đoàn", "Hải đoàn")
_KINDS: Final = (
    *(("rưởng ban", "Ban"), ("rưởng phòng", "Phòng"), ("iệu trưởng", "Trường")),
    *((f"{unit[1:]} trưởng", unit) for unit in _UNITS_OF_THE_ARMY),
)
"""Ends of roles, and how the bodies begin in which they are roles."""

_OF_ANY_UNIT: Final = (
    *("Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận", "Hội ", "Liên đoàn Lao động"),
    "Ban Xây dựng Đảng",
)
"""How the names of bodies begin that units of each kind have."""

_WITH_HEADS: Final = ("Chi cục", "Cục ", "Vụ ", "Phòng ", "Hạt ")
"""How the names of bodies begin whose heads are called after them, and no directors."""

_COMMITTEE_NAMES: Final = tuple(dict.fromkeys((*UNIT_OF_BODY, *COMMITTEES.values())))
_PARTY_GROUPS: Final = {
    "Ban Cán sự đảng": (
        *("Ủy ban nhân dân", "Bộ ", "Viện kiểm sát", "Tòa án", "Kiểm toán", "Thanh tra Chính phủ"),
        *("Ngân hàng Nhà nước", "Chính phủ", "Ủy ban Dân tộc"),
    ),
    "Đảng đoàn": (
        *("Hội đồng nhân dân", "Quốc hội", "Ủy ban Mặt trận", "Ủy ban Trung ương Mặt trận"),
        *("Hội ", "Liên đoàn", "Tổng Liên đoàn"),
    ),
}
"""The Party's groups in bodies of state, and how the bodies' names begin that have one."""

_OF_THE_ASSEMBLY: Final = {("Tổng Thư ký", "Văn phòng Quốc hội"): "Quốc hội"}
"""Roles beside the heads of bodies, and of what they are roles."""

_INVESTIGATORS: Final = frozenset({"Cơ quan Cảnh sát điều tra", "Cơ quan An ninh điều tra"})
"""Bodies that the police of a place have."""

_PARTS: Final = frozenset(
    {
        *("Ban Thường vụ", "Ban Chấp hành", "Ban Tổ chức", "Ban Tuyên giáo", "Ban Dân vận"),
        *("Ban Nội chính", "Ban Tuyên giáo và Dân vận", "Ủy ban Kiểm tra", "Văn phòng"),
    }
)
"""Bodies that are part of a committee, which may be said once for several titles."""

_WHOLE_ARMY: Final = re.compile(r" ((?:Quân khu|Quân đoàn|Quân chủng|Binh chủng)(?: .+)?)$")
"""What the name of a staff's office ends with: of which army it is."""


def completed(chain: Sequence[Title]) -> tuple[Title, ...]:
    """Give each title of one person what it leaves to its neighbours to say.

    "Phó Tư lệnh, Tham mưu trưởng Quân khu 9"; "Bí thư, Chủ tịch UBND xã"; "Bí thư Huyện ủy, Chủ
    tịch HĐND huyện Cái Sậy"; "Ủy viên Ban Thường vụ, Trưởng ban Tổ chức Tỉnh ủy".
    """
    if len(chain) == 1:
        return tuple(chain)
    titles = list(chain)
    for index in reversed(range(len(titles) - 1)):
        titles[index] = _from_neighbour(titles[index], titles[index + 1])
    for index in range(1, len(titles)):
        titles[index] = _from_neighbour(titles[index], titles[index - 1], back=True)
    if not chain[0].body and chain[0].status is OfficeStatus.FORMER:
        # "nguyên Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "nguyên Bí thư, Chủ tịch xã": both.
        titles = [title._replace(status=OfficeStatus.FORMER) for title in titles]
    for index, title in enumerate(chain[1:-1], start=1):
        if not title.body and title.status is OfficeStatus.FORMER:
            # "nguyên Bí thư Đảng ủy, nguyên Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"
            titles[index + 1] = titles[index + 1]._replace(status=OfficeStatus.FORMER)
    gone = [i for i, title in enumerate(titles) if title.status is OfficeStatus.FORMER]
    if len(gone) > 1 and gone[0] == 0:
        # "nguyên Ủy viên Ban Thường vụ, Trưởng Ban Tổ chức, nguyên Bí thư": so is what is between.
        for index in range(gone[-1]):
            titles[index] = titles[index]._replace(status=OfficeStatus.FORMER)
    # "Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Bến Tre cũ": the place is gone for both.
    return tuple(
        title._replace(status=OfficeStatus.FORMER)
        if title.place is not None and title.place.era == "cũ"
        else title
        for title in titles
    )


def _from_neighbour(title: Title, other: Title, *, back: bool = False) -> Title:
    """Return a title with what a neighbour says for both; ``back`` is the one before it."""
    if title.takes is Takes.CENTRAL or not other.body or other.foreign:
        return title
    same_office = (title.role, title.body) == (other.role, other.body)
    if same_office and title.status is not other.status:
        return title  # "Chủ tịch UBND tỉnh (nguyên Chủ tịch UBND tỉnh Cù Mây)": another's
    if not title.body:
        return title if back else _with_body(title, other)
    if title.body.endswith("Đảng ủy") and title.unit is None and _has_committee(other):
        body = f"{title.body} {other.body}"
        return title._replace(body=body, takes=other.takes, unit=other.unit, place=other.place)
    whose = other.body.removeprefix("Đảng ủy ")
    if title.body in _PARTY_GROUPS and whose.startswith(_PARTY_GROUPS[title.body]):
        body = f"{title.body} {whose}"
        return title._replace(body=body, takes=other.takes, unit=other.unit, place=other.place)
    if title.body in _INVESTIGATORS and other.body.endswith("Công an"):
        return title._replace(
            body=f"{title.body} Công an", takes=other.takes, unit=other.unit, place=other.place
        )
    if title.body in _PARTS and title.unit is None:
        return _in_committee(title, other)
    if title.takes is Takes.UNIT and _is_open(title) and other.takes is not Takes.CENTRAL:
        return _with_place(title, other)
    if title.takes is Takes.PROVINCE and _is_open(title) and _is_of_a_province(other):
        return title._replace(unit=other.unit, place=other.place)
    return title


def _is_of_a_province(title: Title) -> bool:
    """Say whether a title names its province: "Bí thư Thành ủy Hà Nội"."""
    place = title.place
    if place is None or place.name is None or place.within is not None:
        return False
    return title.unit in {"tỉnh", "thành phố"} and places.province(place.name) is not None


def _has_committee(title: Title) -> bool:
    """Say whether a title is one in a body that has a Party committee of its own."""
    if title.body == "Ban Xây dựng Đảng":
        return False  # it is part of one
    if title.body == "Ủy ban nhân dân" and title.unit in {"tỉnh", "thành phố"}:
        return True  # the committee of the place itself is called otherwise
    return title.family in _WITH_COMMITTEE and title.unit not in COMMUNE_UNITS


def _is_open(title: Title) -> bool:
    """Say whether a title names no place."""
    return title.place is None or title.place.name is None


def _with_place(title: Title, other: Title) -> Title:
    """Take the named place of a neighbour of the same kind of unit."""
    if title.body == "Đảng ủy" and other.unit not in {None, *COMMUNE_UNITS}:
        return title  # a district's or a province's is called otherwise
    if other.place is None or other.place.name is None:
        if title.unit is None and other.unit is not None and _is_of_any_unit(title):
            return title._replace(unit=other.unit, place=other.place)
        return title
    if title.unit not in {None, other.unit}:
        return title
    return title._replace(unit=other.unit, place=other.place)


def _is_of_any_unit(title: Title) -> bool:
    """Say whether its body is one of units of each kind, of which a neighbour may say which."""
    return title.body.endswith("Đảng ủy") or (
        title.role != "Đại biểu" and title.body.startswith(_OF_ANY_UNIT)
    )


def _in_committee(title: Title, other: Title) -> Title:
    """Give a part of a committee the one that its neighbour says: "Ban Tổ chức" Tỉnh ủy."""
    if other.body.startswith(("Bộ ", "Sở ")) and title.body == "Văn phòng":
        body = f"{title.body} {other.body}"
        return title._replace(body=body, takes=other.takes, unit=other.unit, place=other.place)
    committee = next((c for c in _COMMITTEE_NAMES if other.body.endswith(c)), None)
    committee = committee or COMMITTEES.get(other.unit or "")
    if committee is None:
        return title
    body = f"{title.body} {committee}"
    return title._replace(body=body, takes=Takes.UNIT, unit=other.unit, place=other.place)


def _with_body(title: Title, other: Title) -> Title:
    """Give a role that stands alone its body: the neighbour's, or the Party's in its unit."""
    assembly = _OF_THE_ASSEMBLY.get((title.role, other.body))
    if assembly is not None:
        return title._replace(body=assembly, takes=Takes.CENTRAL)
    if title.role == "Đại biểu":
        return title
    if title.role.endswith("Tổng Giám đốc") and other.takes is not Takes.CENTRAL:
        return title  # a company has one, and agencies of the whole country
    return _with_same_body(title, other)


def _with_same_body(title: Title, other: Title) -> Title:
    same = title.family is other.family
    of_police = other.body in _INVESTIGATORS or other.body.endswith(" Công an")
    if of_police and title.role.endswith("Giám đốc"):
        takes = Takes.PROVINCE if other.unit is None else Takes.UNIT  # a district has no director
        return title._replace(body="Công an", takes=takes, unit=other.unit, place=other.place)
    if title.family is Family.PARTY and other.unit in COMMITTEES and not same:
        body = COMMITTEES[other.unit]
        if other.family is Family.ARMS:  # "Phó Bí thư, Chính ủy Bộ CHQS tỉnh": of the staff's own
            body = f"Đảng ủy {other.body}"
        return title._replace(body=body, takes=Takes.UNIT, unit=other.unit, place=other.place)
    if title.role.endswith("Giám đốc") and other.body.startswith(_WITH_HEADS):
        return title  # "Phó Giám đốc - Chi cục trưởng Chi cục Kiểm lâm": of a department
    kind = next((kind for role, kind in _KINDS if title.role.endswith(role)), "")
    if not other.body.startswith(kind):
        return title
    if title.family is Family.ARMS and other.family is Family.OFFICE:
        # "Phó Tham mưu trưởng, Trưởng phòng Tham mưu Bộ CHQS tỉnh": the staff is that of the whole
        whole = _WHOLE_ARMY.search(other.body)
        other = other._replace(body=whole[1] if whole else other.body.rpartition(", ")[2])
    if same or title.family is Family.ARMS or kind in _UNITS_OF_THE_ARMY:
        return title._replace(
            body=other.body, takes=other.takes, unit=other.unit, place=other.place
        )
    return title
