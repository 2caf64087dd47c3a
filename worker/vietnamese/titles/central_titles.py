"""Reads the titles of whom the whole country has: leaders, ministers, envoys; or another country.

As the readers of ``title_bodies`` do, each for a family of roles.
"""

from __future__ import annotations

from typing import Final

from worker.vietnamese.bodies.bodies import body_at, ministry_at
from worker.vietnamese.bodies.body_table import BodySaid, Takes
from worker.vietnamese.names.name_shapes import foreign_name_at, honorific_end, name_at
from worker.vietnamese.places.countries import country_at
from worker.vietnamese.places.place_phrases import place_at
from worker.vietnamese.text.line import Line, capital_run
from worker.vietnamese.titles.roles import Role
from worker.vietnamese.titles.title import Title
from worker.vietnamese.titles.title_places import with_place

_OF_HISTORY: Final = """
trần_phú lê_hồng_phong hà_huy_tập nguyễn_văn_cừ trường_chinh lê_duẩn nguyễn_văn_linh hồ_chí_minh
tôn_đức_thắng võ_chí_công phạm_văn_đồng phạm_hùng nguyễn_lương_bằng nguyễn_hữu_thọ huỳnh_thúc_kháng
"""
"""Who led the Party, the State or the government once and was dead before there was any article."""

_ABROAD: Final = (
    r"(?:bang|tiểu bang|tỉnh|thành phố"
    r"|nước (?:ngoài|bạn|này|đó|chủ nhà|sở tại|láng giềng|ta(?! ))"
    r"|lâm thời|chính phủ lâm thời|chính quyền nhân dân)(?![^\W_])"
)
"""What shows that a Prime Minister or governor is not ours: those of a state, a province …"""

_PARTY_ABROAD: Final = r" (?:nhân dân cách mạng|nhân dân campuchia|cộng sản (?!việt nam)[^\W\d_])"
"""What stands behind "Ban Chấp hành Trung ương Đảng" where it is another country's."""

_THAT_COUNTRY: Final = r"nước (?:này|đó|bạn|chủ nhà|sở tại)(?![^\W_])"

_OURS: Final = r"(?:việt nam|đồng chí|ông|bà)(?![^\W_])"

_OUR_COUNTRY: Final = (
    r"(?: nước)?(?:(?: cộng hòa xã hội chủ nghĩa| chxhcn)? việt nam| chxhc?n? ?vn)(?![^\W_])"
)

_MISSION: Final = r" (?:nước (?:cộng hòa xã hội chủ nghĩa|chxhcn) )?việt nam tại "

_OF_ANY_UNIT: Final = "Đảng ủy"
"""The committee of a commune, a ward, a department: whose members do not say of which."""

_MISSIONS: Final = {"Đại sứ": "Đại sứ quán", "Tổng Lãnh sự": "Tổng Lãnh sự quán"}


def fixed(line: Line, role: Role, draft: Title, at: int | None) -> Title | None:
    """Read a role that belongs to one body: "Thủ tướng", "Tỉnh ủy viên"."""
    if line.word_before(draft.start) == line.writing.word("đoàn"):
        return None  # "Đoàn Chủ tịch nước do … dẫn đầu" is a delegation
    if role.inside or role.body == _OF_ANY_UNIT:
        found = BodySaid(draft.end, role.body, Takes.UNIT, role.inside or None)
        return with_place(line, draft, found)
    if at is not None:
        country = country_at(line, at)
        if country:
            return draft._replace(foreign=True, end=country)
        said = body_at(line, at)
        if said is not None and said.takes is Takes.CENTRAL:
            draft = draft._replace(end=said.end)
            if line.writing.pattern(_PARTY_ABROAD).match(line.key, said.end):
                return draft._replace(foreign=True)
        elif line.writing.pattern(_ABROAD).match(line.key, at) or _is_foreign_army(said):
            return draft._replace(foreign=True)
        draft = _over_our_country(line, draft)
    return _unless_foreign_holder(line, draft._replace(body=role.body, takes=Takes.CENTRAL))


def _is_foreign_army(said: BodySaid | None) -> bool:
    """Say whether an army of another country is named: "Quân đội Mỹ"."""
    own = {"Quân đội nhân dân", "Quân đội nhân dân Việt Nam"}
    return said is not None and said.name.startswith("Quân đội ") and said.name not in own


def _over_our_country(line: Line, title: Title) -> Title:
    """Read on over "Việt Nam": "Thủ tướng Việt Nam Lê Văn Mẫn"."""
    match = line.writing.pattern(_OUR_COUNTRY).match(line.key, title.end)
    return title if match is None else title._replace(end=match.end())


def _unless_foreign_holder(line: Line, title: Title) -> Title:
    """Mark a title whose holder bears a foreign name, or is one of history: none of ours."""
    at = title.end + 1
    if line.text[title.end : at] != " " or not line.capital(at):
        return title
    if line.writing.pattern(_OURS).match(line.key, at):
        return title
    name = honorific_end(line, at)
    if line.key[name : name_at(line, name)] in line.writing.words(_OF_HISTORY):
        return title._replace(foreign=True)
    if name_at(line, name) or place_at(line, at, bare=False) or not foreign_name_at(line, name):
        return title
    # In a headline of capitals anything may follow.
    return title if line.text[title.start : title.end].isupper() else title._replace(foreign=True)


def ministry(line: Line, role: Role, draft: Title, at: int | None) -> Title | None:
    """Read a minister: of a ministry, of its sector alone, or of another country."""
    if at is None:
        return draft
    said = body_at(line, at)
    if said is None or said.takes is not Takes.CENTRAL:
        said = ministry_at(line, at)
    if said is None:
        end = country_at(line, at)
        return draft._replace(foreign=True, end=end) if end else draft
    foreign = country_at(line, said.end + 1) or _abroad_at(line, said.end + 1)
    if foreign:
        return draft._replace(foreign=True, end=foreign)
    found = draft._replace(body=said.name, takes=Takes.CENTRAL, end=said.end)
    found = _over_our_country(line, found)
    return _unless_foreign_holder(line, found)


def _abroad_at(line: Line, at: int) -> int:
    """Return where "nước này", "nước bạn" … ends that begins there; 0 for none."""
    match = line.writing.pattern(_THAT_COUNTRY).match(line.key, at)
    return match.end() if match else 0


def envoy(line: Line, role: Role, draft: Title, at: int | None) -> Title | None:
    """Read an envoy of Viet Nam; those of other countries hold no office here."""
    match = line.writing.pattern(_MISSION).match(line.key, draft.end)
    if match is None:
        return draft._replace(foreign=True)
    run = capital_run(line, match.end(), 3)
    end = country_at(line, match.end()) or (run[min(len(run), 2) - 1].end if run else 0)
    if not end:
        return draft._replace(foreign=True)
    where = line.text[match.end() : end]
    body = f"{_MISSIONS[role.name]} Việt Nam tại {where}"
    return draft._replace(body=body, takes=Takes.CENTRAL, end=end)
