"""Tells titles of other countries from ours: by what follows, or by who bears them."""

from __future__ import annotations

from typing import Final

from worker.vietnamese.bodies import BodySaid
from worker.vietnamese.line import Line
from worker.vietnamese.name_shapes import foreign_name_at, honorific_end, name_at
from worker.vietnamese.place_phrases import place_at
from worker.vietnamese.title import Title

_OF_HISTORY: Final = """
trần_phú lê_hồng_phong hà_huy_tập nguyễn_văn_cừ trường_chinh lê_duẩn nguyễn_văn_linh hồ_chí_minh
tôn_đức_thắng võ_chí_công phạm_văn_đồng phạm_hùng nguyễn_lương_bằng nguyễn_hữu_thọ huỳnh_thúc_kháng
"""
"""Who led the Party, the State or the government once and was dead before there was any article."""

_ABROAD: Final = (
    r"(?:bang|tiểu bang|tỉnh|thành phố"
    r"|nước (?:ngoài|bạn|này|đó|chủ nhà|sở tại|láng giềng|ta(?! ))"
    r"|lâm thời|chính phủ lâm thời)(?![^\W_])"
)
"""What shows that a Prime Minister or governor is not ours: those of a state, a province …"""

_THAT_COUNTRY: Final = r"nước (?:này|đó|bạn|chủ nhà|sở tại)(?![^\W_])"
_OURS: Final = r"(?:việt nam|đồng chí|ông|bà)(?![^\W_])"
_OUR_COUNTRY: Final = r"(?: nước)?(?: cộng hòa xã hội chủ nghĩa| chxhcn)? việt nam(?![^\W_])"


def is_of_a_state(line: Line, at: int) -> bool:
    """Say whether a state, a province or an unnamed country follows: "Thủ tướng bang Sabah"."""
    return line.writing.pattern(_ABROAD).match(line.key, at) is not None


def is_foreign_army(said: BodySaid | None) -> bool:
    """Say whether an army of another country is named: "Quân đội Mỹ"."""
    own = {"Quân đội nhân dân", "Quân đội nhân dân Việt Nam"}
    return said is not None and said.name.startswith("Quân đội ") and said.name not in own


def over_our_country(line: Line, title: Title) -> Title:
    """Read on over "Việt Nam": "Thủ tướng Việt Nam Lê Văn Mẫn"."""
    match = line.writing.pattern(_OUR_COUNTRY).match(line.key, title.end)
    return title if match is None else title._replace(end=match.end())


def abroad_at(line: Line, at: int) -> int:
    """Return where "nước này", "nước bạn" … ends that begins there; 0 for none."""
    match = line.writing.pattern(_THAT_COUNTRY).match(line.key, at)
    return match.end() if match else 0


def unless_foreign_holder(line: Line, title: Title) -> Title:
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
