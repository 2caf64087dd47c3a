"""Finds the titles of office in a text, in chains as they belong to one person.

"Ủy viên Trung ương Đảng - Bí thư Tỉnh ủy" is a chain of two; so is "Bí thư Đảng ủy kiêm Chủ
tịch UBND xã". A semicolon ends one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from worker.match.automaton import Hit
from worker.match.titles.completed import completed
from worker.model import OfficeStatus
from worker.vietnamese.bodies.body_table import Takes
from worker.vietnamese.text.line import MARKED, Line, Writing
from worker.vietnamese.titles.charges import is_charge
from worker.vietnamese.titles.roles import Family, Role, folded_roles, misprinted
from worker.vietnamese.titles.title import Title
from worker.vietnamese.titles.titles import title_at

_JOINT: Final = (
    r"(?:,? ?kiêm(?: nhiệm)?(?: chức)? |,? đồng thời là |, hiện là |, nay là "
    r"|,? rồi (?:làm |đến |là |lên )?|, - | ?, ?| ?- ?| ?/ ?|,? \()?(?:đồng chí )?"
)
_CHARGED_TOO: Final = r",? (?:(?:sẽ|tạm|tạm thời|được (?:giao|phân công)) )*"
"""Between a deputy's title and that with which he is charged: ", tạm thời **điều hành** UBND"."""

_IN_COMPANY: Final = r"(?: (?:hđqt|hđtv|hội đồng (?:quản trị|thành viên)))?(?:,? kiêm |, | - | và )"
_IN_COMMITTEE: Final = frozenset({Family.PARTY, Family.MEMBER})
"""Families of roles in the Party's committee of a unit."""

_LONGEST_JOINT: Final = 24
_LONGEST_TERM: Final = 80
"""Characters between two titles where a term may stand."""

_TERM_BEGINS: Final = (" (", " kh", " nh", " c", ", kh", ", nh", ", c")
"""How it may begin: a look at it saves most searches."""

_YEARS: Final = r"(?:khóa (?:[ivxlc]+|\d{1,2})|nhiệm kỳ \d{4} ?- ?\d{4})(?![^\W_])"
_TERM: Final = (
    r"^(?: \((?:nhiệm kỳ|khóa|giai đoạn|từ) [^(),;.\n]{2,24}\)"
    rf"|,? (?:các )?{_YEARS}(?:,? (?:và )?(?:{_YEARS}|(?:[ivxlc]+|\d{{1,2}})(?![^\W_])))*)(?=,)"
)
"""A term behind an office: "nguyên Bí thư Huyện ủy **(nhiệm kỳ 2015 - 2020)**, …"."""

_FOR_ANOTHER: Final = r"(?:thừa lệnh|thừa ủy quyền|ủy quyền|thay mặt)(?: của)?(?: đồng chí)? $"
"""Before a title: its holder is another than whose titles follow."""

_OF_ANY_PARTY: Final = frozenset({"Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành Trung ương Đảng"})
"""Bodies of the Party that those of other countries are called alike."""


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
            if writing is MARKED:
                for key in misprinted(role.key):
                    found.setdefault(key, []).append(role)
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
    """End what goes together: "nguyên Phó Bí thư Tỉnh ủy - Chủ tịch UBND tỉnh".

    With a comma too, where both are of one unit: nobody leads it who has left its committee.
    """
    for index, (one, other) in enumerate(pairwise(chain), 1):
        if one.status is not OfficeStatus.FORMER or other.family is not Family.CHAIR:
            continue
        gap = line.key[one.end : other.lead]
        dash = one.family is Family.PARTY and gap == " - "
        if dash or (gap == ", " and one.family in _IN_COMMITTEE and _are_of_one_unit(one, other)):
            chain[index] = other._replace(status=OfficeStatus.FORMER)
    return chain


def _are_of_one_unit(one: Title, other: Title) -> bool:
    """Say whether the first title may be of the unit of which the other is."""
    if one.unit is None or one.unit != other.unit or one.takes is not Takes.UNIT:
        return False
    if one.place is None or one.place.name is None:
        return True
    return other.place is None or other.place.name in {None, one.place.name}


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
    if not gap.strip() or _is_of_a_comrade(line, gap, chain[0].lead):
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


def _is_of_a_comrade(line: Line, gap: str, lead: int) -> bool:
    """Say whether no comma stands before "đồng chí", or another is called so before.

    "đồng chí Phó Chủ tịch HĐND xã, **đồng chí** Chủ tịch UBND xã": two persons.
    """
    comrade = line.writing.word("đồng chí")
    if gap.strip() == comrade:
        return True
    return gap.endswith(f"{comrade} ") and line.key.endswith(f"{comrade} ", 0, lead)


def _gap(line: Line, one: Title, other: Title) -> str:
    """Return what stands between two titles, but for a term."""
    gap = line.key[one.end : other.lead]
    if not gap.startswith(_TERM_BEGINS) or len(gap) > _LONGEST_TERM:
        return gap
    return line.writing.pattern(_TERM).sub("", gap, count=1)


def _is_of_a_unit(title: Title) -> bool:
    """Say whether who leads a province, a district or a commune is meant, of now."""
    leads = title.family in {Family.PARTY, Family.CHAIR} and title.takes is Takes.UNIT
    return leads and title.status is not OfficeStatus.FORMER


def _are_of_two(one: Title, other: Title) -> bool:
    """Say whether two persons are meant: "Giám đốc Sở Y tế, Phó Giám đốc Sở Nội vụ Lê Văn Mẫn"."""
    former = OfficeStatus.FORMER in {one.status, other.status}
    if one.family is Family.MINISTRY and _is_of_a_unit(other):
        return not former  # "Thứ trưởng Bộ Y tế, Bí thư Tỉnh ủy Lê Văn Mẫn"
    of_two = all(title.body.startswith("Sở ") for title in (one, other))
    return of_two and one.body != other.body and not former
