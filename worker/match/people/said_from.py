"""Which province a text itself says that it comes from, whatever paper prints it.

By its dateline ("Sông Hàm - Sáng 29-11, …", "(Sông Hàm) - …"), the head of its headline ("Sông Hàm:
Thông xe …"), or whom it was taken from ("(Theo Báo Sông Hàm)").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from worker.vietnamese.text.line import Line
from worker.vietnamese.text.sentences import sentence_around

ProvinceCalled = Callable[[str], str | None]
"""Returns the province of a name as a text writes it; None where it is not known as one."""

_NAME: Final = r"(?:[^\W\d_]++ ?){1,5}?"
"""Whole words: trying a word in pieces is what takes long."""

_HEADLINE: Final = re.compile(rf"(?P<name>{_NAME}): ")
_DATELINE: Final = re.compile(
    rf"\(?(?:Tỉnh |tỉnh )?(?P<name>{_NAME})(?:, (?:ngày )?[\d/.-]{{3,10}})?\)? ?[-–—:] ?(?=\S)"
)
_TAKEN_FROM: Final = re.compile(
    r"(?:Theo|theo|Nguồn:?|nguồn:?) (?:[Bb]áo|BÁO|[Đđ]ài|[Cc]ổng) (?P<whom>[^\n().,;:]{2,60})"
    r"\)?\.?$",
    re.MULTILINE,
)
_ADDRESS: Final = r"(?:, |(?:^|[^\w])(?:ở|tại|địa bàn|thuộc) )$"
"""Before a province that says where something is."""

_GUEST: Final = (
    r"(?<![^\W_])(?:thăm|làm việc|học tập|kinh nghiệm|đoàn công tác|ủng hộ|hỗ trợ|kết nghĩa|ký kết"
    r"|hợp tác|giao lưu|tham quan|viếng|trao đổi|quê)(?![^\W_])"
)
"""What somebody does in another province than his own."""

_FIRST: Final = 3
"""Paragraphs of which one may begin with the dateline, the headline among them."""


def said_from(text: str, byline: str | None, province_called: ProvinceCalled) -> str | None:
    """Return the province that a text says it comes from; None where it says none.

    ``byline`` is what stands at its end without being text: "Theo Báo Sông Hàm".
    """
    for name in _names(text, byline or ""):
        province = province_called(name.strip())
        if province is not None:
            return province
    return None


def address_around(line: Line, start: int, end: int, provinces: Sequence[int]) -> bool:
    """Say whether a sentence has the address of what it tells, in a province named there.

    ``start`` to ``end`` is a title in it, ``provinces`` are where provinces are named. A guest's
    sentence tells where he went, not of which province he is.
    """
    first, last = sentence_around(line.text, start, end)
    if line.writing.pattern(_GUEST).search(line.key, first, last):
        return False
    address = line.writing.pattern(_ADDRESS)
    inside = (at for at in provinces if first <= at < last)
    return any(address.search(line.key[max(first, at - 12) : at]) for at in inside)


def _names(text: str, byline: str) -> Iterator[str]:
    """Yield what may be the name, the surest first."""
    for source in (byline, text):
        if "heo " in source or "guồn" in source:
            for found in _TAKEN_FROM.finditer(source):
                words = found["whom"].removesuffix(" online").split()
                yield from (" ".join(words[at:]) for at in range(len(words)))
    yield from heads(text)


def heads(text: str) -> Iterator[str]:
    """Yield what stands before the colon or the dash that a text begins with."""
    headline, *paragraphs = text.split("\n\n", _FIRST)
    for pattern, parts in ((_DATELINE, paragraphs[: _FIRST - 1]), (_HEADLINE, [headline])):
        matches = (pattern.match(part) for part in parts)
        yield from (found["name"] for found in matches if found)
