"""Reads who held an office before: "thay ông Mẫn nghỉ hưu", "kế nhiệm ông Mẫn ở ghế Bí thư"."""

from __future__ import annotations

from typing import Final

from worker.match.titles.name_spans import name_ending
from worker.match.titles.named import Named, before_it, certain, over
from worker.match.titles.titled import Chain
from worker.vietnamese.names.name_shapes import RANK, honorific_end, polite_name_at
from worker.vietnamese.text.line import Line

_INSTEAD_OF: Final = (
    r"(?:,? \(?(?:khóa [ivx\d]+|(?:nhiệm kỳ|giai đoạn) [^,.;()\n]{4,20}?"
    r"|(?:(?:kể từ |từ |vào )?ngày )[\d/.-]+)\)?){0,2}"
    r",?(?: mới)? (?:để )?(?:thay thế|thay cho|thay|kế nhiệm)(?: cho)? "
    rf"(?=(?:ông|bà|đồng chí|anh|chị|{RANK}) )"
)
_AFTER_ANOTHER: Final = r"(?:^|\s)(?:thay|thay thế|kế nhiệm|thay cho|kế tục)(?: cho)? $"
"""Between who takes an office and who had it: "Mẫn thay ông Sanh làm Bí thư"."""

_IN_POST: Final = r" (?:ở|trên|giữ|trong|tại)(?: cương vị| ghế| vị trí| chức vụ| chức| vai trò)+ $"


def who_went(line: Line, chain: Chain) -> list[Named]:
    """Read who held the office before: "… Giám đốc Sở Tư pháp thay ông Lê Hà nghỉ hưu"."""
    gap = line.writing.pattern(_INSTEAD_OF).match(line.key, chain.end)
    span = polite_name_at(line, gap.end()) if gap else None
    return [Named(*span, over(certain(chain.titles)), 0.9)] if span else []


def whom_he_followed(line: Line, chain: Chain) -> list[Named]:
    """Read who held an office before: "Kế nhiệm ông Mẫn ở ghế Bí thư Huyện ủy là bà Hòa"."""
    floor, before = before_it(line, chain)
    post = line.writing.pattern(_IN_POST).search(before)
    span = name_ending(line, floor + post.start()) if post else None
    if span is None or _gap_after_another(line, span[0]) is None:
        return []
    return [Named(*span, over(certain(chain.titles)), 0.9)]


def who_follows(line: Line, start: int) -> tuple[int, int] | None:
    """Return the name of whom is said to take the place of the one who is named there."""
    at = _gap_after_another(line, start)
    return name_ending(line, at) if at is not None else None


def _gap_after_another(line: Line, start: int) -> int | None:
    """Return where "thay", "kế nhiệm" begins that stands before a name; None where none does."""
    floor = max(0, start - 40)
    spaces = (at for at in range(floor, start) if line.key[at] == " ")
    polite = next((at + 1 for at in spaces if honorific_end(line, at + 1) == start), start)
    gap = line.writing.pattern(_AFTER_ANOTHER).search(line.key[max(0, polite - 24) : polite])
    return polite - len(gap[0]) if gap else None
