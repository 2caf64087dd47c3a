"""Date lines: what says when a text was sent or put up, not when what it tells happens.

Each paper that takes a text over puts its own, so the day in it makes no other news.
"""

from __future__ import annotations

import re
from typing import Final

from worker.vietnamese.text.dates import date_line
from worker.vietnamese.text.fold import fold

_UPPER: Final = "".join(c for c in map(chr, range(0x41, 0x1F00)) if c.isupper())
_OF_A_DAY: Final = (
    "Ngày|Sáng|Trưa|Chiều|Tối|Đêm|Hôm|Thứ|Chủ|Tháng|Ấp|Thôn|Xóm|Khóm|Khu|Tổ|Xã|Phường|Thị|Huyện"
    "|Quận|Đường|Tuyến|Trạm|Kênh|Cầu|Chợ|Lịch|Giá|Kỳ"
)
"""What begins a line of a timetable or of a list: there the day is the news."""

_WORD: Final = rf"[{_UPPER}][^\W\d_]*"
_AGENCY: Final = r"\([^()\d]{2,30}\)"
_PLACE: Final = rf"(?!(?:{_OF_A_DAY})\b){_WORD}(?: {_WORD}){{0,5}}"
_DAY: Final = r"\d{1,2}(?:[-/.]| tháng )\d{1,2}(?:(?:[-/.]| năm )\d{4})?"
_HEAD: Final = re.compile(
    rf"\(?(?:{_PLACE}|{_AGENCY})(?: {_AGENCY})?,? \(?(?:[{_UPPER}]{{2,10}},? )?(?:ngày )?{_DAY}\)?"
    rf"(?: {_AGENCY})?\s*[-–—]\s+"
)
_LABEL: Final = re.compile(r"\b(?:cap nhat|dang|xuat ban|phat hanh)\b")
_LONGEST: Final = 120
"""Characters of a date line; longer lines are not looked at."""


def is_date_line(line: str) -> bool:
    """Say whether a line only says when its text was published; a bare day may be the news."""
    if len(line) > _LONGEST or not _LABEL.search(fold(line)):
        return False
    return date_line(line) is not None


def without_head(paragraph: str) -> str:
    """Return the first paragraph without place, agency and day before a dash in front of it."""
    found = _HEAD.match(paragraph)
    return paragraph[found.end() :] if found else paragraph
