"""Whether it is told of an office without a name that its holder loses it."""

from __future__ import annotations

from typing import Final

from worker.vietnamese.text.line import Line

_LOSES: Final = (
    r" (?:vừa |đã |mới )*(?:bị (?:[^\W\d_]+ ){0,3}?(?:cách (?:hết )?chức|bãi nhiệm|miễn nhiệm"
    r"|đình chỉ|khởi tố|bắt|khai trừ|kỷ luật)|(?:xin )?(?:thôi|từ) (?:giữ )?chức|mất chức"
    r"|(?:xin )?nghỉ hưu)(?![^\W_])"
)
_REMOVED: Final = (
    r"(?<!đề nghị )(?<!xem xét )(?:miễn nhiệm|bãi nhiệm|cách chức|đình chỉ|kỷ luật|khởi tố|bắt)"
    r"(?: chức vụ| chức danh)? $"
)
"""Behind and before an office: its holder of then loses it, and whoever follows is not meant."""

_REMOVED_ENDS: Final = "nhiệm chức chỉ luật tố bắt vụ danh"
_KIN: Final = "trai gái vợ chồng cháu rể dâu em của"
"""Words before an office where not its holder is meant, but his kin."""

_REACH: Final = 24

_CHARGED: Final = (
    r" (?:vừa |đã |mới )*bị (?:[^\W\d_]+ ){0,3}?(?:khởi tố|bắt|khai trừ|kỷ luật)(?![^\W_])"
)
"""Behind an office whose holder is charged or punished, and may hold it still."""


def is_lost(line: Line, start: int, end: int) -> bool:
    """Say whether the holder of an office that is named there loses it.

    "Chủ tịch UBND xã **bị cách chức**", "Quốc hội **miễn nhiệm** Bộ trưởng Bộ Y tế".
    """
    behind = line.writing.pattern(_LOSES).match(line.key, end)
    if behind:
        return line.word_before(start) not in line.writing.words(_KIN)
    if line.word_before(start) not in line.writing.words(_REMOVED_ENDS):
        return False
    before = line.key[max(0, start - _REACH) : start]
    return line.writing.pattern(_REMOVED).search(before) is not None


def is_charged(line: Line, end: int) -> bool:
    """Say whether who holds an office that ends there may hold it still: "bị khai trừ Đảng"."""
    return line.writing.pattern(_CHARGED).match(line.key, end) is not None
