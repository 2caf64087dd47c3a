"""Offices confirmed, given and taken: "phê chuẩn kết quả bầu Chủ tịch … đối với ông Mẫn"."""

from __future__ import annotations

from typing import Final

from worker.match.titles.name_lists import entries, listed, under_heading
from worker.match.titles.name_spans import name_ending
from worker.match.titles.named import JOINT_REACH, Named, before_it, certain, over
from worker.match.titles.titled import Chain
from worker.model import OfficeStatus
from worker.vietnamese.names.name_shapes import DEGREE, RANK, polite_name_at
from worker.vietnamese.text.line import Line

_REMOVED: Final = (
    r"(?:miễn nhiệm|bãi nhiệm|cách chức|cách hết|thôi giữ|cho thôi|kỷ luật|xóa tư cách)"
    r"[^.;\n]{0,60}$"
)
_ALSO_REMOVED: Final = (
    r"(?:miễn nhiệm|bãi nhiệm|cách chức|cho thôi)[^.\n]{0,80} "
    r"(?:với|của) (?:ông|bà|đồng chí) [^.\n]*; $"
)
_ALSO_ELECTED: Final = (
    r"(?:phê chuẩn|công nhận)[^.;\n]{0,40}kết quả bầu[^.\n]* "
    r"đối với (?:ông|bà|đồng chí) [^.\n]*; $"
)
"""Before those on a list of whom more stand before: "kết quả bầu: Chủ tịch A đối với ông B; "."""

_ELECTED: Final = (
    r"(?:(?:phê chuẩn|công nhận)[^.;\n]{0,40}kết quả bầu[^.;\n]{0,60}"
    r"|(?:^|[^\w])(?:bầu(?: cử)?|chuẩn y|phê chuẩn|công nhận)(?: bổ sung)?"
    r"(?: (?:chức danh|chức vụ|chức))? "
    r"|kéo dài thời gian giữ(?: chức danh| chức vụ| chức)? )$"
)
_CONCERNING: Final = r"(?:[^.;\n]{0,120}? (?:đối với|với|cho):?| của) "
_OWN_TITLES: Final = (
    r"(?:phó |bí thư|chủ tịch|giám đốc|trưởng |chánh |chủ nhiệm |ủy viên)[^.;:()\n]{4,160}[.;]?"
)
_NAME_ENDS: Final = r"[,.;]| (?:và|do|để|vì|nghỉ|theo|sau)(?![^\W_])"
"""Behind it, where his own titles stand before the name of who is removed."""

_SO_MANY: Final = (
    r"\d{1,2} (?:đại biểu|đồng chí|người|cán bộ|ông, bà),? (?:gồm|là)(?: có)?:? (?:các )?"
)
"""Between it and the first of several who are told by their number first."""

_GIVEN_TO: Final = (
    r"(?:(?:^|[^\w])(?:bổ nhiệm|trao|giao|kiêm nhiệm)(?: (?:chức vụ|chức danh|chức|nhiệm vụ))*"
    r"|(?:^|[^\w])quyết định) $"
)
_TERM: Final = r"(?:,? \(?(?:khóa [ivx\d]+|nhiệm kỳ \d{4} ?- ?\d{4})\)?){0,2}"
_TO_WHOM: Final = rf"{_TERM},? (?:cho|đối với) (?=(?:ông|bà|đồng chí|anh|chị|{DEGREE}|{RANK})[ .])"
"""Around an office that is given: "trao quyết định **bổ nhiệm** Giám đốc … **cho** ông Mẫn"."""


def confirmed(line: Line, chain: Chain) -> list[Named]:
    """Read "miễn nhiệm chức danh Chủ tịch …", "phê chuẩn kết quả bầu …" "đối với ông Mẫn"."""
    _, before = before_it(line, chain)
    before = before[-JOINT_REACH:]
    elected = line.writing.pattern(_ELECTED).search(before) is not None
    elected = elected or (before.endswith("; ") and _is_on_a_list(line, chain, _ALSO_ELECTED))
    gone = not elected and line.writing.pattern(_REMOVED).search(before) is not None
    gone = gone or (before.endswith("; ") and _is_on_a_list(line, chain, _ALSO_REMOVED))
    if not gone and not elected:
        return []
    match = line.writing.pattern(_CONCERNING).match(line.key, chain.end)
    many = line.writing.pattern(_SO_MANY).match(line.key, match.end()) if match else None
    first = many or match
    span = polite_name_at(line, first.end()) if first else None
    if span is None and gone and first:
        span = _behind_titles(line, first.end())
    if span is None:
        return []
    held = certain(chain.titles)
    titles = over(held) if gone else tuple(t._replace(status=OfficeStatus.CURRENT) for t in held)
    heading = many or (match and ":" in match[0])
    more = under_heading(line, *span) if heading else entries(line, span[1])
    return [Named(*each, titles, 0.9) for each in (span, *more)]


def _behind_titles(line: Line, at: int) -> tuple[int, int] | None:
    """Return the name behind the titles of who is removed: "đối với Phó Bí thư Tỉnh ủy Lê Mẫn"."""
    clause = line.writing.pattern(_OWN_TITLES).match(line.key, at)
    if not line.key.endswith(line.writing.word("đối với") + " ", 0, at):
        return None
    ends = line.writing.pattern(_NAME_ENDS).finditer(line.key, at, clause.end()) if clause else ()
    found = (name_ending(line, end.start()) for end in ends)
    return next((one for one in found if one is not None), None)


def _is_on_a_list(line: Line, chain: Chain, heading: str) -> bool:
    """Say whether others stand before on a list: "miễn nhiệm: Trưởng ban A với bà B; "."""
    _, before = before_it(line, chain)
    return line.writing.pattern(heading).search(before) is not None


def given(line: Line, chain: Chain) -> list[Named]:
    """Read "giao quyền Chủ tịch UBND huyện cho ông Lê Văn Mẫn", "bổ nhiệm … đối với"."""
    match = line.writing.pattern(_TO_WHOM).match(line.key, chain.end)
    if match is None:
        return []
    before = line.key[max(0, chain.lead - 40) : chain.lead]
    span = polite_name_at(line, match.end())
    if span is None or line.writing.pattern(_GIVEN_TO).search(before) is None:
        return []
    return [Named(*each, certain(chain.titles), 0.9) for each in (span, *listed(line, span[1]))]
