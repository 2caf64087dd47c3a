"""Reads who is named with a rank or a degree behind an office: "Giám đốc Công an tỉnh, Đại tá B".

He holds it, though somebody stands before it who might: "Bí thư Tỉnh ủy A, Giám đốc Công an tỉnh,
Đại tá B", "Chủ tịch UBND tỉnh A và Giám đốc Sở Nội vụ, Thạc sĩ B".
"""

from __future__ import annotations

from typing import Final

from worker.match.titles.name_spans import name_ending
from worker.match.titles.named import NEXT_TITLE, Named
from worker.match.titles.titled import Chain
from worker.vietnamese.names.name_shapes import DEGREE, RANK, polite_name_at
from worker.vietnamese.text.line import Line

_RANK: Final = rf", (?:{RANK}|chuẩn đô đốc)(?![^\W_])"
_DEGREE: Final = rf", (?:{DEGREE}|phó giáo sư)(?![^\W_])"
_FORCES: Final = (
    *("công an", "quân sự", "biên phòng", "quân khu", "cảnh sát", "quốc phòng", "quân chủng"),
)
_AND: Final = " và "
_POLITE: Final = "ông bà chí anh chị cô thầy giáo tá úy tướng"
"""Words before a name that has no title right before it."""


def ranked(line: Line, chain: Chain) -> list[Named]:
    """Return who is named behind a chain with a rank or a degree, where a comma parts them."""
    if not line.key.startswith(", ", chain.end):
        return []
    soldier = line.writing.pattern(_RANK).match(line.key, chain.end) is not None
    if not soldier and line.writing.pattern(_DEGREE).match(line.key, chain.end) is None:
        return []
    joined = line.key.endswith(line.writing.word(_AND), 0, chain.lead)
    if not joined and not (soldier and _is_of_forces(chain) and _has_one_before(line, chain)):
        return []
    span = polite_name_at(line, chain.end + 2)
    if span is None or line.writing.pattern(NEXT_TITLE).match(line.key, span[1]):
        return []
    return [Named(*span, chain.titles, 0.9)]


def _is_of_forces(chain: Chain) -> bool:
    """Say whether the last office is one of police or army, whose holders have a rank."""
    body = chain.titles[-1].body.lower()
    return any(word in body for word in _FORCES)


def _has_one_before(line: Line, chain: Chain) -> bool:
    """Say whether somebody stands before it with a title that stands right before his name."""
    if not line.key.endswith(", ", 0, chain.lead):
        return False
    other = name_ending(line, chain.lead - 2)
    if other is None or line.text[other[0] - 1 : other[0]] != " ":
        return False
    return line.word_before(other[0]) not in line.writing.words(_POLITE)
