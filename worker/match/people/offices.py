"""Which offices several persons hold at once, and which are of which place without one said."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from worker.model import Office

_PROVINCES_OWN: Final = ("Bệnh viện ", "Trung tâm ", "Đội Cảnh sát", "Đội Quản lý thị trường")
_NATIONAL: Final = re.compile(
    r"Quốc gia|quốc gia|Trung ương|trung ương|Việt Nam|khu vực|,|phía|miền"
)

_SEVERAL: Final = ("phó", "thứ trưởng")
_ALWAYS_SEVERAL: Final = (
    *("ủy viên", "đại biểu", "hàm ", "thành viên", "trợ lý", "thư ký", "thẩm phán"),
    *("kiểm sát viên", "chuyên viên", "cán bộ", "cố vấn"),
)
_SECRETARIES: Final = ("ban chấp hành trung ương", "trung ương", "ban bí thư")
_OF_A_PLACE: Final = frozenset(
    {
        *("đảng ủy", "ủy ban mặt trận tổ quốc việt nam", "công an", "bộ chỉ huy quân sự"),
        *("ban chỉ huy quân sự", "bộ chỉ huy bộ đội biên phòng", "tòa án nhân dân"),
        *("viện kiểm sát nhân dân", "hội nông dân", "hội liên hiệp phụ nữ", "hội cựu chiến binh"),
        *("liên đoàn lao động", "đoàn đại biểu quốc hội"),
    }
)
_PARTS_OF_A_PLACE: Final = (
    *("tỉnh ủy", "thành ủy", "huyện ủy", "thị ủy", "quận ủy", "ủy ban nhân dân"),
    *("hội đồng nhân dân", "tỉnh đoàn", "thành đoàn", "huyện đoàn"),
)


def is_single(office: Office) -> bool:
    """Say whether one person at a time holds the office.

    A deputy is one of several unless "Thường trực"; so are members, delegates and bearers of a
    rank. "Bí thư Trung ương Đảng" is a member of the Secretariat, of whom there are a dozen.
    """
    role = office.role.casefold()
    if role.startswith(_ALWAYS_SEVERAL) or role.endswith("ủy viên"):
        return False
    if role.startswith(_SEVERAL):
        return "thường trực" in role
    return not (role == "bí thư" and office.body.casefold().startswith(_SECRETARIES))


def needs_place(office: Office) -> bool:
    """Say whether its body is one that every unit of a level has, as a provincial committee."""
    outermost = office.body.casefold().rpartition(", ")[2]
    return (
        outermost in _OF_A_PLACE
        or outermost.startswith(("sở ", "phòng "))
        or any(part in outermost for part in _PARTS_OF_A_PLACE)
    )


def is_of_the_province(body: str) -> bool:
    """Say whether a body is the province's own by its name, which is nobody else's.

    In a provincial paper "Bệnh viện Mắt" is the province's; "Bệnh viện Bạch Mai" has a name.
    """
    if not body.startswith(_PROVINCES_OWN) or _NATIONAL.search(body):
        return False
    words = body.split()[2:] or [""]
    named = any(one[:1].isupper() and other[:1].isupper() for one, other in pairwise(words))
    numbered = words[-1].isdigit() and words[-2:-1] != ["số"]
    lettered = len(words) == 1 and len(words[0]) == 1
    return not (named or numbered or lettered)
