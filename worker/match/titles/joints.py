"""What joins a name with the titles behind it: "Lê Văn Mẫn, Bí thư Tỉnh ủy"."""

from __future__ import annotations

from typing import Final

from worker.match.titles.name_lists import listed
from worker.match.titles.named import JOINT_REACH, before_it
from worker.match.titles.titled import Chain
from worker.model import OfficeStatus
from worker.vietnamese.names.name_shapes import RANK, polite_name_at, speaks_at
from worker.vietnamese.text.line import Line

_BEFORE_JOINT: Final = (
    r"(?=[ ,:(-])(?: ?\([^()\n]{2,40}\)"
    rf"|, {RANK}(?=,)"
    r"|,? (?:\d{2,3} tuổi|(?:dân tộc|người|sinh năm|sn|quê) [^,;:.()\n]{2,24}))*"
    r"(?: ?, ?(?:trước đây là |trước đó là |từng là |nguyên là |hiện là |đương kim |đương nhiệm "
    r"|hiện giữ chức |hiện đang giữ chức |hiện đang là |nay là |là |đang là |vốn là "
    r"|(?:khi ấy|khi đó|lúc đó|lúc bấy giờ|bấy giờ) (?:đang |còn )?(?:là|giữ chức|làm) )?"
    r"|,? ?- ?|,? ?\((?:(?:hiện|nay|hiện nay)(?: đang)? là |đều |cùng )"
    r"|,? ?\((?:(?:sn|sinh năm|sinh ngày|\d{2} tuổi)[^()\n]{0,60}, )?|: |,? hiện là |,? nay là "
    r"|,? với (?:tư cách|vai trò)(?: là)? |,? là |,? vốn là "
    r"|,? (?:khi ấy|khi đó|lúc đó|lúc bấy giờ|bấy giờ) (?:đang |còn )?là )"
    r"(?:đồng chí |nữ |tân |đương kim )*$"
)
_ACTS: Final = r" (?!nhiệm kỳ|khóa|giai đoạn|từ |và |kiêm |phụ trách)[a-zđ]"
"""Behind an office, of what its holder does: "Bà Lê Thị Mẫn: Bí thư Tỉnh ủy **yêu cầu** …"."""

_ASIDE: Final = rf"\(| ,|, {RANK},|tuổi|dân tộc|người|sinh năm|sn|quê"
"""What a joint may be longer by than a comma alone: what is told of a person before it."""

_JOINT_ENDS: Final = frozenset(",-(:")
_JOINT_WORDS: Final = "là chức chí nữ tân kim nhiệm cách trò đều cùng"
"""How all ends that the pattern finds: a look at it saves most searches."""

_TURNS_TO: Final = (
    r"(?:^|(?<=[.!?:;] ))(?:(?:khi|để) )?(?:trả lời|đáp lại|đáp lời|phúc đáp|đồng tình với"
    r"|đồng ý với|thống nhất với|tiếp thu|biểu dương|chúc mừng|cảm ơn|thăm hỏi)"
    r"(?: (?!(?:phóng viên|pv|báo|về|này|trên|bạn đọc|người dân|bà con) )[^\s,.;:]+)*$"
)
"""Whom the subject of a sentence turns to, who is said behind: "Trả lời ông Mẫn, Bí thư nói"."""

_ENTRY_ENDS: Final = frozenset({";", ".", ""})
"""What ends an entry of a list, behind its only name: "nguyên Thủ tướng: Lê Văn Mẫn; …"."""


def joint_before(line: Line, chain: Chain) -> int | None:
    """Return where a joint begins that ends right before a chain; None for none."""
    return line.once(("joint", chain.lead), _read_joint, chain)


def _read_joint(line: Line, chain: Chain) -> int | None:
    floor, before = before_it(line, chain)
    last = before.rstrip()[-1:]
    if last not in _JOINT_ENDS and line.word_before(chain.lead) not in line.writing.words(
        _JOINT_WORDS
    ):
        return None
    reach = max(0, len(before) - JOINT_REACH)
    if before.endswith(", ") and not line.writing.pattern(_ASIDE).search(before, reach):
        joint = ", "  # by far the most frequent
    else:
        match = line.writing.pattern(_BEFORE_JOINT).search(before, reach)
        if match is None:
            return None
        joint = match[0]
    if joint == ": " and line.writing.pattern(_ACTS).match(line.key, chain.end):
        return None
    start = len(before) - len(joint)
    if joint == ", " and (
        _is_of_the_next(line, chain, before[:start]) or _is_a_heading(line, chain)
    ):
        return None
    return floor + start


def _is_a_heading(line: Line, chain: Chain) -> bool:
    """Say whether an office stands over those behind a colon: "nguyên Chủ tịch nước: A, B"."""
    span = polite_name_at(line, chain.end + 2) if line.key.startswith(": ", chain.end) else None
    if span is None:
        return False
    if not any(title.body for title in chain.titles) or listed(line, span[1]):
        return True
    former = chain.titles[-1].status is OfficeStatus.FORMER
    return former and line.text[span[1] : span[1] + 1] in _ENTRY_ENDS


def _is_of_the_next(line: Line, chain: Chain, before: str) -> bool:
    """Say whether titles behind a name are not its bearer's, but whose who answers."""
    if line.text[chain.end : chain.end + 1] != " " or not speaks_at(line, chain.end):
        return False
    return line.writing.pattern(_TURNS_TO).search(before) is not None
