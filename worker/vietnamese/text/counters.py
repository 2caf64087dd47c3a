"""Counters: lines that say how often a page is read, by how many now, and how long it has stood.

They are another at each look, so they are neither the article nor an edit of it.
"""

from __future__ import annotations

import re
from typing import Final

from worker.vietnamese.text.fold import fold

_LONGEST: Final = 160
"""Characters of a line of counters; a longer line is none."""
_WORD: Final = re.compile("[a-z0-9]+")
_NUMBER: Final = "\\d+(?: \\d+)*(?: ?(?:k|m|nghin|trieu))?"
_CLOCK: Final = (
    "\\d{1,2}(?: \\d{1,2}){1,2}(?: am| pm)?|\\d{1,2} ?(?:h|gio)(?: ?\\d{1,2})?(?: phut)?"
)
_DATE: Final = "\\d{1,2} \\d{1,2} \\d{4}|\\d{1,2} thang \\d{1,2} nam \\d{4}"
_READ: Final = "xem|doc|truy cap|thich|chia se"
_ONE: Final = (
    f"(?:da co |co |tong )?{_NUMBER} (?:luot|lan) (?:{_READ}|view)(?: bai(?: viet)?)?(?: nay)?"
    f"|(?:tong )?(?:so )?(?:luot|lan) (?:{_READ})(?: {_NUMBER})?"
    "|(?:bai viet |bai |tin )?(?:nay )?da (?:duoc )?(?:xem|doc)(?: boi)? "
    f"{_NUMBER}(?: lan| luot| nguoi)?|(?:xem|doc) {_NUMBER} (?:lan|luot)"
    f"|(?:hien |dang |hien dang )?(?:co )?{_NUMBER} (?:nguoi|ban doc|doc gia|khach|thanh vien) "
    "(?:dang |da )?(?:doc|xem|theo doi|truy cap|truc tuyen|online|thich)"
    "(?: (?:bai|tin|trang)(?: viet)?)?(?: nay)?"
    f"|(?:so nguoi )?dang (?:online|truc tuyen|truy cap|xem|doc) {_NUMBER}(?: nguoi)?"
    f"|(?:cap nhat|cap nhat lan cuoi|cap nhat moi nhat)(?: luc| vao)?"
    f"(?: (?:ngay )?(?:{_DATE}))?(?: luc)? (?:{_CLOCK}|\\d{{9,13}})(?: (?:ngay )?(?:{_DATE}))?"
    "|(?:(?:dang|cap nhat|cach day) )?(?:khoang )?\\d+ "
    "(?:giay|phut|gio|tieng|ngay|tuan|thang|nam) truoc"
    "|vua xong|vua dang"
)
_OF_PICTURES: Final = re.compile(r"(\d{1,3}) ?/ ?(\d{1,3})")
"""Which picture of how many is shown: "1/12"."""
_LINE: Final = re.compile(f"(?:{_ONE})(?: (?:{_ONE}))*")


def is_counter(line: str) -> bool:
    """Say whether the whole line is one counter, or several side by side."""
    if len(line) > _LONGEST:
        return False
    if picture := _OF_PICTURES.fullmatch(line):
        return 0 < int(picture[1]) <= int(picture[2])
    return _LINE.fullmatch(" ".join(_WORD.findall(fold(line)))) is not None
