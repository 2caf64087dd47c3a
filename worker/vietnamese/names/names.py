"""What is known of the names of persons: surnames, spellings, and what may stand around them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import Final

from worker.vietnamese.text.fold import fold, marked_key, nfc, tokens


def _syllables(written: str) -> frozenset[str]:
    return frozenset(written.split())


SURNAMES: Final = _syllables(
    """
    âu bạch bành bế bùi ca cái cao châu chu chử chung chương cù cung dư dương đái đàm đan đào đặng
    điền điểu đinh đoàn đỗ đồng đường giang giáp h hà hàn hầu hoàng hồ hồng hứa huỳnh hùng k kha
    khổng khuất khúc khương kiều kim kpă ksor la lã lạc lại lâm lê lều liêu lò lộc lù lục lương
    lưu lý ma mã mạc mạch mai man mẫn minh mùa nghiêm ngô ngụy nguyễn nhâm nhan nhữ nie ninh nông
    ông phạm phan phí phó phù phùng phương quách quan quản sầm sùng tạ tăng thạch thái thân thào
    thẩm thiều tiêu tô tôn tống trà trang tráng trần trì triệu trịnh trương từ ty ứng vàng vi viên
    võ vũ vương vừ xa y
    """
)
"""Surnames in use, in lower case: Kinh, Hoa, Khmer, Tày, Nùng, Thái, Mông, peoples of the south."""

TITLE_STARTS: Final = _syllables(
    """
    anh ban bà bí bộ chánh chị chủ cục cựu giám hiệu hội huyện ông phó sở thiếu thủ thứ thường
    tỉnh tổng trưởng ủy ubnd vụ
    """
)
"""First syllables of titles and bodies as they follow a name without a comma."""

_SCHOOLS: Final = "tiểu học|trung học(?: cơ sở| phổ thông)?|mầm non|mẫu giáo|cao đẳng|đại học"
_NAMED_AFTER: Final = re.compile(
    # A street, a ward, a school, a ship: but not the last syllable of another word
    # (môi trường, thị trường, chủ tàu, Vũng Tàu, thành phố), after which a person may follow.
    r"(?:^|\W)(?:đường"
    r"|(?<!thành )(?<!khu )phố"
    rf"|thpt|thcs|trường (?:{_SCHOOLS})"
    r"|(?<!môi )(?<!thị )(?<!nhà )(?<!hội )(?<!hiện )(?<!công )(?<!chiến )(?<!nông )trường"
    r"|(?<!chủ )(?<!vũng )(?<!lái )(?<!nhà )tàu"
    r"|(?<!thủ )quỹ|công viên|tượng đài"
    r"|phường) $"
)
_WARD_OFFICE: Final = re.compile(r"(?:ubnd|hđnd|mttq|ủy|dân|quốc|thư|tịch|trưởng) phường $")
_LAST_WORDS: Final = _syllables(
    "đường phố phường trường tàu quỹ viên đài thpt thcs học sở thông non giáo đẳng"
)
"""The last words of all that the pattern finds."""

_REACH: Final = 32
"""Characters before a name that are looked at: the longest school and what stands before it."""

_EITHER_I: Final = re.compile(r"\b(h|k|l|m|s|t|v|qu)([iíìỉĩịyýỳỷỹỵ])\b", re.IGNORECASE)
_TO_I: Final = str.maketrans("yýỳỷỹỵYÝỲỶỸỴ", "iíìỉĩịIÍÌỈĨỊ")
_TO_Y: Final = str.maketrans("iíìỉĩịIÍÌỈĨỊ", "yýỳỷỹỵYÝỲỶỸỴ")
_MOST_SPELLINGS: Final = 16
_LABEL: Final = re.compile(r"(?P<name>.*\S)\s*\((?P<distinction>[^()]*)\)")


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """Return what two spellings of one name share: words in lower case with their marks.

    Tone placement (Hoà, Hòa), i and y (Lý, Lí) and the shape of apostrophes make no difference.
    """
    key = marked_key(nfc(name))
    words = [key[start:end] for _, start, end in tokens(fold(key))]
    return _EITHER_I.sub(lambda m: m[1] + m[2].translate(_TO_I), " ".join(words))


def split_label(label: str) -> tuple[str, str]:
    """Return the name and the distinction of a label; a name alone has an empty one."""
    parts = _LABEL.fullmatch(label.strip())
    return (parts["name"], parts["distinction"].strip()) if parts else (label.strip(), "")


def spellings(name: str) -> tuple[str, ...]:
    """Return the name with each choice of i and y, the given one first; 16 at most."""
    name = nfc(name)
    pieces = _EITHER_I.split(name)
    choices: list[tuple[str, ...]] = [(piece,) for piece in pieces]
    for index in range(2, len(pieces), 3):
        given = pieces[index]
        other = given.translate(_TO_Y if given.translate(_TO_I) == given else _TO_I)
        choices[index] = (given, other)
    if 2 ** (len(pieces) // 3) > _MOST_SPELLINGS:
        return (name,)
    return tuple("".join(chosen) for chosen in product(*choices))


def is_named_after(before: str) -> bool:
    """Say whether a name after this text is that of a thing named after the person.

    ``before`` is the text up to the name, of one paragraph: "trên đường " or "Trường THPT ".
    """
    if before[:-1].rpartition(" ")[2].lower() not in _LAST_WORDS:
        return False
    near = marked_key(before[-_REACH:])
    return _NAMED_AFTER.search(near) is not None and _WARD_OFFICE.search(near) is None


def is_ward_office(before: str) -> bool:
    """Say whether an office of a ward stands before: its holder follows, or the ward's name."""
    if before[-7:].lower() != "phường ":
        return False
    return _WARD_OFFICE.search(marked_key(before[-_REACH:])) is not None
