"""What stands before a title, and says that no particular holder of it is meant."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from worker.vietnamese.text.line import Line, Writing

SEVERAL: Final = (
    r"(?:^|[^\w])(?:các|những|mọi|mỗi|từng|nhiều|một số|một|hai|ba|bốn|năm|sáu|các vị|\d+)"
    r"(?: đồng chí| đ/c| vị| ông| bà| nguyên| cựu| tân)* $"
    r"|(?:^|[^\w])(?:các|hai|ba|bốn) (?:đồng chí|đ/c|ông|bà) là $"
)
"""Before one of several: "hai **Phó Chủ tịch**"."""

GENERAL: Final = (
    r"(?:^|[^\w])(?:(?:văn phòng|phủ|bằng khen|giấy khen|huân chương|kỷ niệm chương"
    r"|giả danh|mạo danh|cúp|giải thưởng|bàn giao nhiệm vụ|chức danh|chức vụ|(?<!cách )chức|vị trí"
    r"|ghế|tiêu chuẩn|cương vị"
    r"|nhân sự|quy hoạch|ứng cử|bầu|bầu ra|bầu cử|bầu bổ sung|bổ nhiệm|làm|giữ|danh sách|cấp|là)"
    r"(?: của| là| người| chức danh| bầu)*) $"
)
"""Before an office in general: "chức danh **Chủ tịch**"."""

THING: Final = (
    r"(?:^|[^\w])(?:trợ lý|(?<!tổng )thư ký|ứng cử viên|ứng viên|đường|quảng trường"
    r"|công viên|tượng đài|tượng|đền thờ|bảo tàng|mang tên|học bổng"
    r"|(?:khu|nhà) (?:lưu niệm|tưởng niệm))(?: cố)? $"
)
"""Things called after a person, candidates, assistants: who is named there does not hold it."""

_THING_ENDS: Final = "lý ký đường trường viên đài tượng thờ tàng tên bổng niệm cố"
PLAYED: Final = (
    r"(?:(?:^|[^\w])(?:nhân vật|hóa thân (?:thành|vào)"
    r"|(?:vào|đóng|thủ|nhận|nhập|sắm|diễn|trong|với|qua|cùng|giao|thể hiện) vai"
    r"|vai (?:diễn|chính|phụ))|(?:^|[.:;,(\n] ?)vai)(?: (?:một|ông|bà|nữ|anh|chị))? $"
)
"""A part that is played: no holder is meant. *Vai* is a shoulder, too: "vỗ vai Chủ tịch"."""

_PLAYED_ENDS: Final = "vật thành vào vai diễn chính phụ một ông bà nữ anh chị"
_STATUS_ENDS: Final = "nguyên cựu cố quyền q. trách hành hàm tân là chí các kim nhiệm"
_SEVERAL_ENDS: Final = (
    "các những mọi mỗi từng nhiều số một hai ba bốn năm sáu vị chí đ/c ông bà nguyên cựu tân là"
)
_GENERAL_ENDS: Final = (
    "ra danh vụ chức trí ghế chuẩn vị sự hoạch cử bầu sung nhiệm làm giữ sách cấp là của người trò"
    " quyền trách hạn phòng phủ khen cúp thưởng chương"
)
"""The last words of what the patterns above find."""

_COMPETENT_ENDS: Final = "do được"


class Look(NamedTuple):
    """What the last word before a title allows to stand there: a look at it saves most searches."""

    status: bool = False
    several: bool = False
    general: bool = False
    thing: bool = False
    played: bool = False
    competent: bool = False


NOTHING: Final = Look()
_ONE_OF_MANY: Final = Look(several=True)
"""What a number before a title allows: "5 Phó Chủ tịch"."""


@cache
def _looks(writing: Writing) -> dict[str, Look]:
    """Return what each word allows that may be the last before a title."""
    ends = (
        *(_STATUS_ENDS, _SEVERAL_ENDS, _GENERAL_ENDS, _THING_ENDS, _PLAYED_ENDS),
        _COMPETENT_ENDS,
    )
    lists = [writing.words(words) for words in ends]
    return {word: Look(*(word in words for words in lists)) for word in frozenset().union(*lists)}


def look_before(line: Line, at: int) -> Look:
    """Return what the word before a place allows."""
    word = line.word_before(at)
    found = _looks(line.writing).get(word)
    if found is not None:
        return found
    return _ONE_OF_MANY if word.isdigit() else NOTHING
