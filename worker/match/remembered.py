"""Persons whom a text calls dead, retired or moved where it names them: they hold nothing more.

"Liệt sĩ Lê Văn Mẫn, Bí thư Huyện ủy", "nhà lưu niệm đồng chí Lê Văn Mẫn, Bí thư Tỉnh ủy"; "Bí thư
Huyện ủy Lê Văn Mẫn đã nghỉ hưu".
"""

from __future__ import annotations

from typing import Final

from worker.match.named import Named, over
from worker.match.titled import Chain
from worker.vietnamese.line import MARKED, Line
from worker.vietnamese.name_shapes import RANK

_REACH: Final = 64
"""Characters before a name, or before titles in front of it, that are looked at."""

_POLITE: Final = (
    r"(?: của)?(?: cố| đồng chí| đ/c| ông| bà| cụ| bác| anh hùng(?: llvtnd)?| liệt sĩ| liệt sỹ"
    rf"| {RANK})* $"
)
_DEAD: Final = (
    r"(?:^|[^\w])(?:liệt sĩ|liệt sỹ|(?:nhà|khu) (?:lưu|tưởng) niệm|nhà thờ|đền thờ|nhà bia"
    r"|(?:phần|khu|ngôi|viếng|thăm|lăng) mộ|(?:bức|dựng|đúc) tượng|tượng đài|anh linh|hương hồn"
    r"|di ảnh|năm ngày (?:sinh|mất)|ngày (?:giỗ|hy sinh))" + _POLITE
)
_DEAD_ENDS: Final = "sĩ sỹ niệm thờ bia mộ tượng đài linh hồn ảnh sinh mất giỗ"
_ENDS: Final = f"{_DEAD_ENDS} của cố chí đ/c ông bà cụ bác hùng llvtnd tướng tá úy"
"""The last words of what the patterns find, before the words of courtesy and with them: a look
at them saves most searches."""

_LATE: Final = r"(?:^|[^\w])(?<!sự )(?<!củng )(?<!gia )(?<!kiên )(?<!ngoan )(?<!biến )cố" + _POLITE
"""*Cố*, which without its mark may be *có* and *cô*: "dự có ông Mẫn"."""

_FELL: Final = r",? (?:đã )?(?:anh dũng )?hy sinh (?:năm|ngày|tháng|vào|tại|khi)(?![^\W_])"

_LEFT: Final = (
    r",? (?:(?:đã|vừa|mới|chính thức|được|cho|giải quyết)(?: cho)? )*"
    r"(?:nghỉ hưu|nghỉ chế độ|(?:nghỉ|thôi) công tác|(?<=được )(?:điều động|điều chuyển))(?![^\W_])"
    r"(?! (?:từ|vào|kể từ)(?: ngày| tháng)? \d| sớm| trước)"
)
"""Behind who has left an office: "đã nghỉ hưu", "được điều động về bộ". A day may be to come."""


def as_remembered(line: Line, chain: Chain, one: Named) -> Named:
    """Return a name with its titles as held no more where who bears it has died or left."""
    dead = _is_called_dead(line, one.start)
    dead = dead or (chain.end < one.start and _is_called_dead(line, chain.lead))
    end = max(one.end, chain.end)
    gone = line.key.startswith((" ", ","), end) and any(
        line.writing.pattern(left).match(line.key, end) for left in (_FELL, _LEFT)
    )
    return one._replace(titles=over(one.titles)) if dead or gone else one


def _is_called_dead(line: Line, at: int) -> bool:
    """Say whether what stands before calls who is named there dead."""
    before = line.key[max(0, at - _REACH) : at]
    if not before.endswith(line.writing.ends(_ENDS)):
        return False
    dead = line.writing.words(_DEAD_ENDS)
    if not dead.isdisjoint(before.split()) and line.writing.pattern(_DEAD).search(before):
        return True
    late = line.writing is MARKED and "cố" in before
    return late and line.writing.pattern(_LATE).search(before) is not None
