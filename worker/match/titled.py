"""Finds the titles of office in a text, in chains as they belong to one person.

"Ủy viên Trung ương Đảng - Bí thư Tỉnh ủy" is a chain of two; so is "Bí thư Đảng ủy kiêm Chủ
tịch UBND xã". A semicolon ends one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from worker.match.automaton import Hit
from worker.model import OfficeStatus
from worker.vietnamese import places
from worker.vietnamese.body_table import COMMITTEES, UNIT_OF_BODY, Takes
from worker.vietnamese.charges import is_charge
from worker.vietnamese.line import Line, Writing
from worker.vietnamese.place_phrases import COMMUNE_UNITS
from worker.vietnamese.roles import Family, Role, folded_roles
from worker.vietnamese.title import Title
from worker.vietnamese.titles import title_at

_JOINT: Final = (
    r"(?:,? ?kiêm(?: nhiệm)?(?: chức)? |,? đồng thời là |, hiện là |, nay là "
    r"|,? rồi (?:làm |đến |là |lên )?|, - | ?, ?| ?- ?| ?/ ?| \()?(?:đồng chí )?"
)
_CHARGED_TOO: Final = r",? (?:(?:sẽ|tạm|tạm thời|được (?:giao|phân công)) )*"
"""Between a deputy's title and that with which he is charged: ", tạm thời **điều hành** UBND"."""

_IN_COMPANY: Final = r"(?: (?:hđqt|hđtv|hội đồng (?:quản trị|thành viên)))?(?:,? kiêm |, | - | và )"
_LONGEST_JOINT: Final = 24
_TERM: Final = r"^ \((?:nhiệm kỳ|khóa|giai đoạn|từ) [^(),;.\n]{2,24}\)(?=,)"
"""A term behind an office: "nguyên Bí thư Huyện ủy **(nhiệm kỳ 2015 - 2020)**, …"."""

_FOR_ANOTHER: Final = r"(?:thừa lệnh|thừa ủy quyền|ủy quyền|thay mặt)(?: của)?(?: đồng chí)? $"
"""Before a title: its holder is another than whose titles follow."""

_OF_ANY_PARTY: Final = frozenset({"Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương Đảng"})
"""Bodies of the Party that those of other countries are called alike."""

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


class Chain(NamedTuple):
    """Titles that stand next to one another, as those of one person do.

    ``start`` is where the first phrase begins, without honorific and status; ``lead`` where it
    begins with its status word, ``end`` where the last phrase ends. ``gained`` are those that a
    verb says their holder is given, who is not named: "Giám đốc Kho bạc được bổ nhiệm làm **Giám
    đốc Sở Tài chính**".
    """

    titles: tuple[Title, ...]
    start: int
    lead: int
    end: int
    gained: tuple[Title, ...] = ()

    @classmethod
    def of(cls, titles: tuple[Title, ...], gained: tuple[Title, ...] = ()) -> Chain:
        """Return the chain of one title or more."""
        return cls(titles, titles[0].start, titles[0].lead, titles[-1].end, gained)


def role_literals() -> list[bytes]:
    """Return what stands in folded text where a role may: all that is to be looked for."""
    return [f" {key} ".encode("ascii") for key in folded_roles()]


@cache
def _roles(writing: Writing) -> dict[str, list[Role]]:
    """Return the roles by their keys; without marks "thu truong" is that of two."""
    found: dict[str, list[Role]] = {}
    for alike in folded_roles().values():
        for role in alike:
            found.setdefault(writing.word(role.key), []).append(role)
    return found


def _titles_in(line: Line, hits: Sequence[Hit]) -> list[Title]:
    """Return the titles of a text in its order; of two roles with one key that which reads on."""
    roles = _roles(line.writing)
    found: list[Title] = []
    done = 0
    for _, start, end in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
        if start < done:
            continue
        for role in roles.get(line.key[start : end - 2], ()):
            title = title_at(line, role, start)
            if title is not None:
                found.append(title)
                done = title.end
                break
    return found


def chains_in(line: Line, hits: Sequence[Hit]) -> list[Chain]:
    """Return the titles of a text in chains; ``hits`` are those of ``role_literals``, or more."""
    chains: list[list[Title]] = []
    for title in _titles_in(line, hits):
        if chains and _joined(line, chains[-1], title):
            chains[-1].append(title)
        else:
            chains.append([title])
    return [
        Chain.of(completed(_both_over(line, chain))) for chain in _without_companies(line, chains)
    ]


def _both_over(line: Line, chain: list[Title]) -> list[Title]:
    """End what a dash makes one office: "nguyên Phó Bí thư Tỉnh ủy - Chủ tịch UBND tỉnh"."""
    for index, (one, other) in enumerate(pairwise(chain), 1):
        families = {one.family, other.family}
        if (
            one.status is OfficeStatus.FORMER
            and families == {Family.PARTY, Family.CHAIR}
            and line.key[one.end : other.lead] == " - "
        ):
            chain[index] = other._replace(status=OfficeStatus.FORMER)
    return chain


def _without_companies(line: Line, chains: Sequence[list[Title]]) -> list[list[Title]]:
    """Take the Party committee of a company for none of ours: "Bí thư Đảng ủy, Tổng Giám đốc"."""
    kept = [list(chain) for chain in chains]
    for chain, company in pairwise(kept):
        last, head = chain[-1], company[0]
        gap = line.key[last.end : head.lead]
        in_company = head.foreign and head.family in {Family.OFFICE, Family.CHAIR}
        if head.foreign and not last.body and _is_of_both(line, last, head):
            chain[-1] = last._replace(foreign=True)  # "cựu chủ tịch và tổng giám đốc Công ty …"
        if in_company and _is_any_committee(last) and gap.strip() in {",", "-", "kiêm", ", kiêm"}:
            chain[-1] = last._replace(foreign=True)
        if last.foreign and not head.body and _is_of_both(line, last, head):
            company[0] = head._replace(foreign=True)
    return kept


def _is_of_both(line: Line, one: Title, other: Title) -> bool:
    """Say whether a role alone is in the company named before: "Chủ tịch HĐQT kiêm Giám đốc"."""
    gap = line.key[one.end : other.lead]
    same = one.family in {Family.OFFICE, Family.CHAIR} and other.family is Family.OFFICE
    return same and line.writing.pattern(_IN_COMPANY).fullmatch(gap) is not None


def _is_any_committee(title: Title) -> bool:
    """Say whether a Party committee is said without that whose it is."""
    return (
        title.body.endswith(("Đảng ủy", "Đảng đoàn")) and title.unit is None and title.place is None
    )


def _joined(line: Line, chain: list[Title], title: Title) -> bool:
    """Say whether a title goes on a chain: only a joint stands between."""
    gap = _gap(line, chain[-1], title)
    if title.status is OfficeStatus.ACTING and is_charge(line, title.start):
        return line.writing.pattern(_CHARGED_TOO).fullmatch(gap) is not None
    if gap == " ":
        # A list that has lost its commas: "Ủy viên Trung ương Đảng Bí thư Tỉnh ủy".
        of_one = {chain[-1].family, title.family}
        known = bool(chain[-1].body) or of_one in ({Family.PARTY, Family.CHAIR}, {Family.ARMS})
        return known and line.capital(title.lead) and not title.foreign
    if not gap or len(gap) > _LONGEST_JOINT or line.writing.pattern(_JOINT).fullmatch(gap) is None:
        return False
    if gap.strip() in {"", line.writing.word("đồng chí")}:
        return False
    if title.family is Family.FIXED and title.takes is Takes.CENTRAL and _is_of_a_unit(chain[-1]):
        # "… cho quyền Bí thư Tỉnh ủy, Thường trực Ban Bí thư Lê Văn Mẫn nhấn mạnh": two persons.
        return False
    lead = chain[0].lead
    if line.writing.pattern(_FOR_ANOTHER).search(line.key[max(0, lead - 32) : lead]):
        return False
    if gap.strip() == "," and _are_of_two(chain[-1], title):
        return False
    if title.foreign:
        # "Tổng Bí thư, Chủ tịch nước Trung Quốc": the first is foreign too.
        of_state = title.family in {Family.FIXED, Family.MINISTRY}
        if title.place is not None:  # "Bí thư, Chủ tịch HĐND tỉnh Sê Kông (Lào)"
            return all(not t.place and t.unit in {None, title.unit} for t in chain)
        return all(
            (t.family is Family.FIXED and t.takes is Takes.CENTRAL)
            or (of_state and t.body in _OF_ANY_PARTY)
            for t in chain
        )
    return not chain[-1].foreign


def _gap(line: Line, one: Title, other: Title) -> str:
    """Return what stands between two titles, but for a term in brackets."""
    gap = line.key[one.end : other.lead]
    return line.writing.pattern(_TERM).sub("", gap, count=1) if " (" in gap else gap


def _is_of_a_unit(title: Title) -> bool:
    """Say whether who leads a province, a district or a commune is meant, of now."""
    leads = title.family in {Family.PARTY, Family.CHAIR} and title.takes is Takes.UNIT
    return leads and title.status is not OfficeStatus.FORMER


def _are_of_two(one: Title, other: Title) -> bool:
    """Say whether two persons are meant: "Giám đốc Sở Y tế, Phó Giám đốc Sở Nội vụ Lê Văn Mẫn"."""
    former = OfficeStatus.FORMER in {one.status, other.status}
    of_two = all(title.body.startswith("Sở ") for title in (one, other))
    return of_two and one.body != other.body and not former


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
            body=f"{title.body} Công an", takes=Takes.UNIT, unit=other.unit, place=other.place
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
    if other.body.endswith(" Công an") and title.role.endswith("Giám đốc"):
        return title._replace(body="Công an", takes=Takes.UNIT, unit=other.unit, place=other.place)
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
