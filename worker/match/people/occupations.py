"""Who is said to be something that nobody in office is: "Ông Lê Bá Tân, nông dân ấp Rạch Đình"."""

from __future__ import annotations

from typing import Final

from worker.vietnamese.text.line import Line

_OCCUPATIONS: Final = (
    *("nông dân", "ngư dân", "diêm dân", "tiểu thương", "thương lái", "lái buôn", "học sinh"),
    *("sinh viên", "tài xế", "lái xe", "công nhân", "thuyền trưởng", "thuyền viên", "nghệ nhân"),
    *("xã viên", "người dân", "bệnh nhân", "nạn nhân", "thí sinh", "cầu thủ", "ca sĩ", "xe ôm"),
    *("diễn viên", "người mẫu", "hoa hậu", "vận động viên", "thủ môn", "tiền đạo", "nhạc công"),
    *("thợ (?:may|mộc|hồ|điện|máy|lặn|bạc|rèn|xây)", "hộ (?:nuôi|trồng|dân|nghèo)"),
    *("người (?:bán|trồng|nuôi|làm vườn|đi đường)", "(?:bán|buôn bán|làm ruộng|làm vườn|làm thuê)"),
    "chủ (?:cơ sở|cửa hàng|quán|hộ|nhà|trang trại|vườn|tàu|ghe|xe|vựa|tiệm|nhà máy|trại|ruộng|đầm)",
)
_OCCUPATION: Final = rf"(?:{'|'.join(_OCCUPATIONS)})(?![^\W_])"
_BEHIND: Final = (
    r"(?:,? (?:\d{2} tuổi|sinh năm \d{4}|(?:ngụ|trú|ở|quê)(?: tại| ở)? [^,.;\n]{2,40}))*"
    r"(?:,| \(| là| vốn là| làm)(?: \(| một| là| làm| nghề)*"
    rf" ?{_OCCUPATION}(?! (?:và|cùng) )"
)
_BEFORE: Final = rf"(?<![^\W_])(?<!hội ){_OCCUPATION}(?: (?:ông|bà|anh|chị|em|cụ))? $"
_REACH: Final = 32
"""Characters before a name that what this finds may take."""


def is_of_another_trade(line: Line, start: int, end: int) -> bool:
    """Say whether who is named there is said to live by something else than an office."""
    if line.writing.pattern(_BEHIND).match(line.key, end) is not None:
        return True
    before = line.key[max(0, start - _REACH) : start]
    return line.writing.pattern(_BEFORE).search(before) is not None
