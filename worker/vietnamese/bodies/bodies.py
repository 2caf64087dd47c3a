"""Reads the body of an office: from "BTV Huyện ủy" to its full canonical name.

A body is read where it begins. Some are read whole from the table, some go on with a body they
belong to ("Ban Tuyên giáo | Tỉnh ủy"), some have a name of their own ("Trường THPT …", "Vụ …").
"""

from __future__ import annotations

import re
from typing import Final

from worker.vietnamese.bodies.body_grammar import Grammar, grammar_of
from worker.vietnamese.bodies.body_limits import (
    FOREIGN_OR_PRIVATE,
    IN_BRACKETS,
    OF_THE_NEXT,
    PARTY_FIELDS,
    PRIVATE_WORD,
)
from worker.vietnamese.bodies.body_numbers import number_of_unit, numbered, of_region, with_number
from worker.vietnamese.bodies.body_table import COMMITTEES, BodySaid, Kind, Takes
from worker.vietnamese.bodies.own_names import (
    capitalized,
    expanded,
    institution_at,
    open_end,
    party_field,
)
from worker.vietnamese.bodies.police_bodies import OF_A_PROVINCE_S_POLICE
from worker.vietnamese.names.name_shapes import name_at
from worker.vietnamese.places.place_ends import province_ends
from worker.vietnamese.places.place_phrases import place_at
from worker.vietnamese.text.line import Line, capital_run

_MOST_DEPTH: Final = 3
"""How many bodies may belong to one another: the office of a department of a ministry."""

_INNER_GAP: Final = (
    r"(?: \([^\W_]{2,8}\))?(?:,? trực thuộc |,? thuộc | của | cơ quan |, | - |- | -|-| \(| )"
)
_OF_ASSEMBLY: Final = r"([^.;:()\n]{2,60}?) (?:của )?quốc hội(?![^\W_])"
_UNIT_OF_PARTY: Final = r" (tỉnh|thành phố|huyện|quận|thị xã|xã|phường)(?![^\W_])"
_WITH_UNIT: Final = frozenset({"Ban Thường trực", "Văn phòng", "Thanh tra"})
"""Outer bodies that may stand before a unit at once: "Văn phòng huyện"."""

_GOVERNMENT: Final = frozenset({"Ủy ban Dân tộc", "Ủy ban Quản lý vốn nhà nước"})
"""Committees of the Government; the others are the National Assembly's."""

_WITH_BOARDS: Final = frozenset(
    {"Tỉnh đoàn", "Thành đoàn", "Huyện đoàn", "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh"}
)
"""Bodies whose boards (ban) bear their name."""

_NAMED_AFTER: Final = frozenset(
    {"Trường", "Bệnh viện", "Nhà thiếu nhi", "Nhà hát", "Đại học", "Học viện"}
)
_MEMORIAL: Final = r"(?:(?:khu|cụm|các) )*(?:di tích|lưu niệm|tưởng niệm|lăng|đền)(?![^\W_])"
"""Bodies that may bear a person's name, and what those have in their charge that do too."""

_NUMBERED: Final = frozenset(
    {
        *(
            "Binh đoàn",
            "Quân khu",
            "Quân đoàn",
            "Sư đoàn",
            "Trung đoàn",
            "Lữ đoàn",
            "Đồn Biên phòng",
            "Đồn",
        ),
        *(
            "Đồn Biên phòng Cửa khẩu quốc tế",
            "Đồn Biên phòng Cửa khẩu",
            "Đồn Biên phòng Cửa khẩu cảng",
        ),
        *("Tiểu đoàn", "Hải đoàn", "Hải đội"),
        *("Hạt Kiểm lâm", "Quân chủng", "Binh chủng", "Vùng Cảnh sát biển"),
    }
)
"""Bodies whose own name is a number or has capitals alone."""

_PARTS: Final = frozenset({"Phòng", "Khoa"})
"""Parts of institutions, which may say of which: "Phòng Vật tư Bệnh viện …"."""

_IN_INSTITUTIONS: Final = ("Phòng ", "Khoa ", "Trung tâm ")
"""How bodies begin that may be part of a hospital or a school named behind them."""

_INSTITUTIONS: Final = ("Bệnh viện ", "Trường ", "Đại học ", "Học viện ", "Trung tâm Y tế")
"""How the names of hospitals and schools begin."""

_WITH_OFFICES: Final = (
    *_INSTITUTIONS,
    *("Sở ", "Bộ ", "Văn phòng ", "Cục ", "Chi cục ", "Tổng cục "),
)
"""How the names of bodies begin whose offices may have longer names than those of districts."""

_PART_OF_AGENCY: Final = r"(?:tổng cục|chi cục|cục|vụ) "
_LONGER: Final = (
    r"(?: - | )(?!(?:và|phó|giám|trưởng|chủ|bí|chánh|viện trưởng|hiệu|ủy viên|nguyên|ông|bà) )"
    r"(?=[^\W\d_])"
)
"""How the name of an office goes on: not with another title."""

_BY_NUMBER: Final = re.compile(r"Phòng P[ACHKVX]\d{2}")
_ABBREVIATION: Final = re.compile(r"[A-ZĐ]{2,6}(?:[&-][A-ZĐ]{1,5})*(?![^\W_])")

_COMMITTEES: Final = frozenset(COMMITTEES.values())
_NAMELESS: Final = "Ban Quản lý Khu kinh tế"
"""The board of a province's one zone; that of a zone with a name is called after it."""

_NEVER_ALONE: Final = frozenset(
    {"Vụ", "Cục", "Ban", "Phòng", "Đội", "Viện", "Ủy ban", "Quỹ", "Khoa"}
)
"""First words that are no body without a name of its own."""

_IN_CAPITALS: Final = frozenset({"Ban", "Viện", "Ủy ban", "Báo", "Tạp chí"})
"""First words after which the own name begins with a capital: not "ban ngày", "viện phí"."""


def body_at(line: Line, at: int, depth: int = 0) -> BodySaid | None:
    """Return the body that is named there; None for none."""
    grammar = grammar_of(line.writing)
    match = grammar.whole.match(line.key, at)
    outer = grammar.outer.match(line.key, at)
    # "Đảng ủy Công an tỉnh" begins with an outer body, "Ban Tuyên giáo Trung ương" is whole.
    if outer is not None and (match is None or match[1] <= outer[1]):
        return _outer(line, outer[1], grammar.outers[outer[0]], depth)
    if match is not None:
        kind = grammar.kinds[match[0]]
        if kind.name.endswith(("khu vực", "Thuế cơ sở")):
            end, name = of_region(line, match[1], kind.name)
            court = kind.takes is Takes.INNER
            return _outer(line, end, name, depth) if court else BodySaid(end, name, kind.takes)
        if kind.takes is Takes.INNER:
            end, name = with_number(line, match[1], kind.name)
            return _of_police(_with_inner(line, end, name, Takes.OWN, depth))
        if kind.takes is Takes.UNIT and kind.name.startswith("Phòng "):
            return _of_a_department(line, match[1], kind, depth)
        return BodySaid(match[1], kind.name, kind.takes, kind.unit)
    return _open(line, at, grammar, depth)


def _of_a_department(line: Line, end: int, kind: Kind, depth: int) -> BodySaid:
    """Return an office of a unit, or one of that name in a department: "Phòng … - Sở …".

    A hospital or a school has offices with longer names: "Phòng Tài chính kế toán Bệnh viện …".
    """
    longer = _office_of_institution(line, end, kind.name, depth)
    if longer is not None:
        return longer
    said = _with_inner(line, end, kind.name, kind.takes, depth)
    if said.name.startswith((f"{kind.name}, Sở ", f"{kind.name}, Bộ ")):
        return said
    return BodySaid(end, kind.name, kind.takes, kind.unit)


def _office_of_institution(line: Line, end: int, name: str, depth: int) -> BodySaid | None:
    """Return an office whose name goes on, where the institution that it is part of follows."""
    goes_on = line.writing.pattern(_LONGER).match(line.key, end)
    if goes_on is None:
        return None
    own = goes_on.end()
    last = own if _has_parts(line, own) else open_end(line, own, part=True)
    name = name if last == own else f"{name}{line.text[end:last]}"
    said = _with_inner(line, end if last == own else last, name, Takes.OWN, depth)
    of = said.name.removeprefix(f"{name}, ")
    return said if of != said.name and of.startswith(_WITH_OFFICES) else None


def _of_police(said: BodySaid) -> BodySaid:
    """Give a department of the police that names no other the province's: "phòng PC08"."""
    if said.name not in OF_A_PROVINCE_S_POLICE and not _BY_NUMBER.fullmatch(said.name):
        return said
    return BodySaid(said.end, f"{said.name}, Công an", Takes.PROVINCE)


def ministry_at(line: Line, at: int) -> BodySaid | None:
    """Return the ministry named there by its sector alone: "Bộ trưởng **Y tế**".

    Without a capital where a minister is named: "bộ trưởng y tế Lê Văn Mẫn".
    """
    grammar = grammar_of(line.writing)
    match = grammar.sector.match(line.key, at)
    if match is None or not (line.capital(at) or name_at(line, match[1] + 1)):
        return None
    return BodySaid(match[1], f"Bộ {grammar.sectors[match[0]]}", Takes.CENTRAL)


def named_after_role(line: Line, at: int, first: str) -> BodySaid | None:
    """Return the body whose first word the role has swallowed: "Cục trưởng **Thú y**".

    Of the army's units it may be the number: "Lữ đoàn trưởng **962**".
    """
    if first in _NUMBERED and line.text[at].isdigit() and (end := number_of_unit(line, at)):
        return BodySaid(end, f"{first} {line.text[at:end]}", Takes.OWN)
    if (
        name_at(line, at)
        or _is_person(line, at)
        or not line.capital(at)
        or line.key.startswith(line.writing.word(first), at)
        or place_at(line, at, bare=False) is not None
    ):
        return None
    end = open_end(line, at)
    if end <= at or _is_private(line, at, end + 24):
        return None
    return _with_inner(line, end, f"{first} {capitalized(line.text[at:end])}", Takes.OWN, 0)


def _is_person(line: Line, at: int) -> bool:
    """Say whether a person's name stands there, by its middle: "Trưởng ban Viên Văn Sáng"."""
    run = capital_run(line, at, 3)
    return len(run) == 3 and run[1].key in line.writing.words("văn thị")


def _is_private(line: Line, start: int, end: int) -> bool:
    """Say whether a word of companies or churches begins there; the State's bank is none."""
    found = line.writing.pattern(PRIVATE_WORD).search(line.key, start, end)
    state = line.writing.word("ngân hàng nhà nước")
    return found is not None and not line.key.startswith(state, found.start())


def is_private_or_foreign(line: Line, at: int) -> bool:
    """Say whether a company's or a foreign body's name begins there."""
    return line.writing.pattern(FOREIGN_OR_PRIVATE).match(line.key, at) is not None


def _outer(line: Line, end: int, name: str, depth: int) -> BodySaid:
    """Return an outer body with the one that it belongs to."""
    if name == "Đảng ủy":
        return _party_committee(line, end, depth)
    investigators = name.endswith("điều tra")
    between = r"(?:,| của| thuộc)? |,? \(" if investigators else r"(?: \([^\W_]{2,5}\))?(?: của)? "
    gap = line.writing.pattern(between).match(line.key, end)
    inner = None
    if gap is not None and depth < _MOST_DEPTH:
        inner = body_at(line, gap.end(), depth + 1)
    if inner and investigators and line.key[end] == "," and inner.takes is not Takes.UNIT:
        inner = None  # "Thủ trưởng Cơ quan Cảnh sát điều tra, Phòng Cảnh sát kinh tế": another
    if inner is not None and not (name == "Văn phòng" and inner.takes is Takes.OWN):
        if (name, inner.name) == ("Ban Chấp hành", "Đảng bộ"):
            return _committee_of(line, inner)
        if name == "Ban Chấp hành" and inner.name in _COMMITTEES:
            return inner  # "UVBCH Tỉnh ủy"
        return BodySaid(inner.end, f"{name} {inner.name}", inner.takes, inner.unit)
    if name == "Ban Dân tộc":
        return BodySaid(end, name, Takes.PROVINCE)  # a council's says that it is one
    return BodySaid(end, name, Takes.UNIT if name in _WITH_UNIT else Takes.OWN)


def _party_committee(line: Line, end: int, depth: int) -> BodySaid:
    """Return a Party committee: of a unit, of another body, or of a field ("Đảng ủy Quân sự")."""
    start = end + 1
    if line.key[end:start] != " " or depth >= _MOST_DEPTH:
        return BodySaid(end, "Đảng ủy", Takes.UNIT)
    whose = line.writing.pattern(OF_THE_NEXT).match(line.key, start)
    if whose is not None:
        return BodySaid(whose.end(), "Đảng ủy", Takes.UNIT)
    inner = body_at(line, start, depth + 1)
    if inner is not None:
        return BodySaid(inner.end, f"Đảng ủy {inner.name}", inner.takes, inner.unit)
    field = line.writing.pattern(PARTY_FIELDS).match(line.key, start)
    if field is None:
        return BodySaid(end, "Đảng ủy", Takes.UNIT)
    central = field[0].endswith(line.writing.word("trung ương"))
    takes = Takes.CENTRAL if central else Takes.UNIT
    return BodySaid(field.end(), f"Đảng ủy {party_field(line.text[start : field.end()])}", takes)


def _committee_of(line: Line, inner: BodySaid) -> BodySaid:
    """Return the committee that leads a Party organization: of a province's it is Tỉnh ủy."""
    match = line.writing.pattern(_UNIT_OF_PARTY).match(line.key, inner.end)
    table = {line.writing.word(unit): name for unit, name in COMMITTEES.items()}
    name = table[match[1]] if match else "Ban Chấp hành Đảng bộ"
    return BodySaid(inner.end, name, Takes.UNIT, inner.unit)


def _open(line: Line, at: int, grammar: Grammar, depth: int) -> BodySaid | None:
    """Return a body that has a name of its own."""
    match = grammar.open.match(line.key, at)
    if match is None:
        return None
    first = grammar.opens[match[0]]
    if short := IN_BRACKETS.match(line.text, match[1]):
        return _with_own_name(line, short.end(), first, depth)
    if line.key[match[1] : match[1] + 1] != " ":
        ends = (
            first in _NUMBERED and line.capital(at) and line.key[match[1] : match[1] + 1] in ",.;)"
        )
        return BodySaid(match[1], first, Takes.OWN) if ends else None
    start = match[1] + 1
    if first == "Sở":
        return _abbreviated_department(line, start)
    return _with_own_name(line, match[1], first, depth)


def _with_own_name(line: Line, word_end: int, first: str, depth: int) -> BodySaid | None:
    """Return a body by its first word, which ends there, and the name of its own behind that."""
    start = word_end + 1
    if first in _NUMBERED and not (line.capital(start) or line.text[start].isdigit()):
        return BodySaid(word_end, first, Takes.OWN)
    if first == "Ủy ban":
        committee = line.writing.pattern(_OF_ASSEMBLY).match(line.key, start)
        if committee is not None and line.capital(start):
            own = line.text[start : committee.end(1)]
            return BodySaid(committee.end(), f"Ủy ban {own} của Quốc hội", Takes.CENTRAL)
    end = _own_end(line, start, first)
    if end == start and first in _NEVER_ALONE:
        return None
    if first in _IN_CAPITALS and (not line.capital(start) or _is_person(line, start)):
        return None
    if _is_private(line, start, end + 16):
        return None
    if end == start:
        return _with_inner(line, word_end, first, Takes.OWN, depth)
    own = numbered(first, line.text[start:end])
    if first == "Ủy ban" and own in {"UBND", "HĐND"}:
        return None  # a slip: "Ủy ban UBND"
    name = f"{first} {own if first == 'Ban Quản lý' else capitalized(own)}"
    if first == "Ủy ban":
        return _assembly_committee(line, end, name)
    name = expanded(name)
    takes = Takes.PROVINCE if name == _NAMELESS else Takes.OWN
    return _of_police(_with_inner(line, end, name, takes, depth))


def _abbreviated_department(line: Line, start: int) -> BodySaid | None:
    """Return a province's department whose abbreviation is not known: "Sở GD-KHCN"."""
    written = _ABBREVIATION.match(line.text, start)
    if written is None:
        return None
    return BodySaid(written.end(), f"Sở {written[0]}", Takes.PROVINCE)


def _own_end(line: Line, start: int, first: str) -> int:
    """Return where the own name ends of a body with that first word."""
    memorial = line.writing.pattern(_MEMORIAL).match(line.key, start) is not None
    if first.endswith("đoàn"):
        number = number_of_unit(line, start)
        if number:
            return number
    end = open_end(
        line,
        start,
        person=first in _NAMED_AFTER or memorial,
        small_words=first not in _NUMBERED,
        part=first in _PARTS,
    )
    return _without_province(line, start, end) if first == "Bệnh viện" else end


def _without_province(line: Line, start: int, end: int) -> int:
    """Leave the province to the place where the hospital is called by its level alone."""
    level = line.writing.pattern(r"(?:đa khoa|y học cổ truyền)(?= )").match(line.key, start)
    if level is None or province_ends(line, level.end() + 1) != end:
        return end
    return level.end()


def _assembly_committee(line: Line, end: int, name: str) -> BodySaid:
    """Return a committee of the National Assembly, whose name may say so, or of the Government."""
    whose = r"(?: của)? (?:quốc hội|chính phủ)(?![^\W_])"
    match = line.writing.pattern(whose).match(line.key, end)
    at = match.end() if match else end
    if name in _GOVERNMENT or name.endswith("Nhà nước"):
        return BodySaid(at, name, Takes.CENTRAL)
    return BodySaid(at, f"{name} của Quốc hội", Takes.CENTRAL)


def _has_parts(line: Line, at: int) -> bool:
    """Say whether an institution or an agency begins there, which has offices and departments."""
    agency = line.capital(at) and line.writing.pattern(_PART_OF_AGENCY).match(line.key, at)
    return bool(agency) or institution_at(line, at)


def _with_inner(line: Line, end: int, name: str, takes: Takes, depth: int) -> BodySaid:
    """Read on where the body that this one is part of follows."""
    gap = line.writing.pattern(_INNER_GAP).match(line.key, end)
    if gap is not None and depth < _MOST_DEPTH:
        grammar = grammar_of(line.writing)
        whole = grammar.whole.match(line.key, gap.end()) or grammar.outer.match(line.key, gap.end())
        in_institution = name.startswith(_IN_INSTITUTIONS) and _has_parts(line, gap.end())
        if name.startswith(("Vụ ", "Cục ")):
            in_institution = line.key.startswith(line.writing.word("tổng cục "), gap.end())
        inner = body_at(line, gap.end(), depth + 1) if whole or in_institution else None
        if inner is not None and inner.name == "Quân chủng Hải quân" and name.startswith("Vùng "):
            return BodySaid(inner.end, f"{name} Hải quân", Takes.CENTRAL)
        if inner is not None and inner.name != "Thường trực":
            # "Ban Phong trào Tỉnh đoàn" is called so as "Ban Tuyên giáo Tỉnh ủy" is.
            own_board = name.startswith("Ban ") and inner.name in _WITH_BOARDS
            closes = gap[0] == " (" and line.key.startswith(")", inner.end)
            return BodySaid(
                inner.end + closes,
                f"{name}{' ' if own_board else ', '}{inner.name}",
                inner.takes,
                inner.unit,
            )
    return BodySaid(end, name, takes)
