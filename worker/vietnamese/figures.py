"""Figures, dates and negations in running text, each with a key that its spellings share.

"12 tỷ đồng" and "12 tỉ đồng", "1.250 ha" and "1250ha", "10%" and "10 phần trăm", "bốn người" and
"4 người", "ngày 12/03" and "ngày 12-3" are one. A number is a date only where the text says so
("ngày", "sáng", "tháng", a year behind it); "3/4" alone is a figure. Numbers in words count where a
unit follows ("ba người").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from worker.vietnamese.amounts import amount, plain_number, spelled_amount
from worker.vietnamese.names.names import name_key
from worker.vietnamese.text.fold import marked_key


class SaidKind(StrEnum):
    """What is said: a quantity, a time, a no."""

    FIGURE = "figure"
    DATE = "date"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Said:
    """A figure, date or negation at its place in the text; ``key`` is what its spellings share."""

    start: int
    end: int
    kind: SaidKind
    key: str


_UNITS: Final = (
    *("đồng", "vnđ", "vnd", "đ", "usd", "euro", "đô la", "won", "yên", "nhân dân tệ", "lượng"),
    *(
        "chỉ vàng",
        "ha",
        "hecta",
        "héc-ta",
        "héc ta",
        "ki-lô-mét",
        "cây số",
        "km²",
        "km2",
        "km",
        "m²",
        "m2",
        "m³",
        "m3",
        "cm",
        "mm",
        "m",
    ),
    "phần nghìn",
    *("mét vuông", "mét khối", "mét", "công đất", "sào", "mẫu", "tấn", "tạ", "yến", "kg", "gram"),
    *("lít", "ml", "mw", "kwh", "phần trăm", "độ", "suất", "phần quà", "phiếu", "trang", "bài"),
    *("người", "hộ dân", "hộ", "cán bộ", "đảng viên", "đại biểu", "học sinh", "giáo viên"),
    *("sinh viên", "công nhân", "chiến sĩ", "lao động", "bị cáo", "bị can", "nạn nhân"),
    *("ca mắc", "ca nhiễm", "ca", "vụ", "căn nhà", "căn", "ngôi nhà", "ngôi", "chiếc", "con"),
    *("cây cầu", "cây", "cái", "tuyến", "dự án", "công trình", "doanh nghiệp", "hợp tác xã"),
    *("hồ sơ", "giấy phép", "phòng học", "lớp", "trường", "xã", "phường", "huyện", "tỉnh"),
    *(
        "thành phố",
        "thôn",
        "ấp",
        "khu phố",
        "điểm",
        "tầng",
        "phòng",
        "gia đình",
        "đội",
        "nhóm",
        "bao",
        "thùng",
        "gói",
        "lô",
        "tập",
        "chuyến",
        "đợt",
        "lần",
        "lượt",
    ),
    *("giây", "phút", "giờ", "ngày", "tuần", "tháng", "quý", "năm tù", "năm", "tuổi"),
)
_SAME_UNIT: Final = {
    **{"vnđ": "đồng", "vnd": "đồng", "đ": "đồng", "đô la": "usd", "phần trăm": "%"},
    "phần nghìn": "‰",
    **{"hecta": "ha", "héc-ta": "ha", "héc ta": "ha", "ki-lô-mét": "km", "cây số": "km"},
    **{"mét": "m", "m²": "m2", "mét vuông": "m2", "km²": "km2", "m³": "m3", "mét khối": "m3"},
}
"""Units of two names, by the rarer one. A letter and a raised figure are two to ``name_key``."""
_SCALES: Final = "trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ"
_UNIT: Final = "|".join(sorted((re.escape(unit) for unit in _UNITS), key=len, reverse=True))
_WORDS: Final = "hai|ba|bốn|tư|năm|lăm|sáu|bảy|bẩy|tám|chín|mười|mươi|chục|mốt"
_DIGITS: Final = r"\d+(?:[.,]\d+)*(?:(?:/|\s?[–-]\s?)\d+(?:[.,]\d+)*)*"
_BELOW_ZERO: Final = r"(?<=[^\W\d]\s)[-−](?=\d)"
"""Behind a word; a dash behind a figure joins two, and at the start it marks a row of a list."""
_SEVERAL: Final = rf"(?:một|{_WORDS}|{_SCALES})(?:\s(?:một|linh|lẻ|rưỡi|{_WORDS}|{_SCALES}))*"
_SCALED: Final = rf"(?:\s?(?:{_SCALES}))*(?:\srưỡi)?"
_FIGURE: Final = re.compile(
    rf"(?<![\w.,/-])(?:(?P<sign>{_BELOW_ZERO})?(?P<digits>{_DIGITS})(?P<scale>{_SCALED})(?P<unit>\s?(?:[%‰]|(?:{_UNIT})(?!\w)))?"
    rf"|(?P<words>{_SEVERAL})\s(?P<said>(?:{_UNIT})(?!\w)))"
)
_CLOCK: Final = re.compile(
    r"(?<![\w.,/-])(?P<hour>[0-2]?\d)\s?(?:giờ|h|g)\s?(?P<minute>[0-5]\d)(?:\s?(?:phút|ph|p))?(?!\w)"
)
_TIME_WORD: Final = r"(?:ngày|sáng|trưa|chiều|tối|đêm|khuya|rạng sáng|hôm|mùng|mồng)"
_YEAR: Final = r"(?:1[89]|20)\d{2}"
_DATE: Final = re.compile(
    rf"(?<![\w/.-])(?:"
    rf"(?:{_TIME_WORD}\s)*(?P<d1>[0-3]?\d)\s?(?P<s>[/.-])\s?(?P<m1>[01]?\d)\s?(?P=s)\s?(?P<y1>{_YEAR})"
    rf"|(?:{_TIME_WORD}\s)+(?P<d2>[0-3]?\d)\s?[/.-]\s?(?P<m2>[01]?\d)"
    rf"|(?:{_TIME_WORD}\s)*(?P<d3>[0-3]?\d) tháng (?P<m3>[01]?\d)(?:[ ,]+năm (?P<y3>{_YEAR}))?"
    rf"|(?:{_TIME_WORD}\s)+(?P<d4>[0-3]?\d)"
    rf"|tháng (?P<m5>[01]?\d)(?:\s?[/-]\s?(?P<y5>{_YEAR})|[ ,]+năm (?P<y6>{_YEAR}))?"
    rf"|quý (?P<q>iv|i{{1,3}}|[1-4])(?:[/-](?P<y7>{_YEAR})|[ ,]+năm (?P<y8>{_YEAR}))?"
    rf"|năm (?P<y9>{_YEAR})"
    rf")(?![\w/]|[.,-]\d)"
)
_NEGATION: Final = re.compile(
    # Not those of other words: hàng không, không gian, chớp, chưa kể.
    r"(?<!\w)(?:(?<!hàng )(?<!trên )(?<!phòng )(?<!số )không"
    r"(?! (?:gian|khí|quân|phận|trung|lưu|kích|vận|tưởng|chỉ|những)\b)"
    r"|chưa(?! kể\b)|chẳng|chả(?! (?:giò|cá|lụa)\b)|đừng|bác bỏ|phủ nhận)(?!\w)"
)
_DATE_PARTS: Final = (
    *(("d1", "m1", "y1"), ("d2", "m2"), ("d3", "m3", "y3"), ("d4",), ("m5", "y5", "y6")),
    *(("q", "y7", "y8"), ("y9",)),
)


def said(text: str) -> Iterator[Said]:
    """Yield figures, dates and negations of NFC text in their order; none overlaps another."""
    line = marked_key(text)
    done = 0
    found = [*_dates(line), *_figures(line), *_negations(line, text)]
    for one in sorted(found, key=lambda one: (one.start, one.kind is not SaidKind.DATE, -one.end)):
        if one.start >= done:
            yield one
            done = one.end


def is_negation(word: str) -> bool:
    """Say whether a word by itself says no."""
    return _NEGATION.fullmatch(marked_key(word)) is not None


def _dates(line: str) -> Iterator[Said]:
    for found in _DATE.finditer(line):
        parts = next(names for names in _DATE_PARTS if found[names[0]] is not None)
        values = [
            f"{name[0]}{plain_number(found[name])}" for name in parts if found[name] is not None
        ]
        yield Said(found.start(), found.end(), SaidKind.DATE, " ".join(values))


def _figures(line: str) -> Iterator[Said]:
    for found in _FIGURE.finditer(line):
        if found["digits"]:
            number = ("âm " if found["sign"] else "") + amount(found["digits"], found["scale"])
        else:
            number = spelled_amount(found["words"])
        unit = " ".join((found["unit"] or found["said"] or "").split())
        unit = _SAME_UNIT.get(unit, unit)
        end = found.start() + len(found[0].rstrip())
        key = f"{number} {name_key(unit) or unit}".strip()
        yield Said(found.start(), end, SaidKind.FIGURE, key)
    for found in _CLOCK.finditer(line):
        key = f"{int(found['hour'])}:{found['minute']}"
        yield Said(found.start(), found.end(), SaidKind.FIGURE, key)


def _negations(line: str, text: str) -> Iterator[Said]:
    for found in _NEGATION.finditer(line):
        if not _is_in_a_name(text, found.start(), found.end()):
            yield Said(found.start(), found.end(), SaidKind.NEGATION, found[0])


def _is_in_a_name(text: str, start: int, end: int) -> bool:
    """Say whether a word is part of a name by its capitals: "Lục Thị **Không** cho biết".

    A sentence may begin with it, and a headline be all capitals.
    """
    word, before = text[start:end], text[:start].rstrip(" ")
    if not word[0].isupper() or word.isupper() or len(before) + 1 != start:
        return False
    previous = before[max(0, len(before) - 32) :].split()[-1:]
    return bool(previous) and previous[0].istitle() and previous[0].isalpha()
