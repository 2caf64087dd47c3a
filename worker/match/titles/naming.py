"""Whose titles these are: the names that stand at a chain of titles.

Right after it ("Bí thư Tỉnh ủy Lê Văn Mẫn"), before it ("Lê Văn Mẫn, Bí thư Tỉnh ủy"), before a
verb of office ("Lê Văn Mẫn được bầu giữ chức Bí thư"), or on a list that shares it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from worker.match.titles.beside_posts import before_a_post, behind_a_post
from worker.match.titles.confirmed import confirmed, given
from worker.match.titles.delegates import with_delegations
from worker.match.titles.followed import who_went, whom_he_followed
from worker.match.titles.joints import joint_before
from worker.match.titles.name_lists import (
    bare_entries,
    entries,
    fellows,
    fellows_before,
    sharing,
    under_heading,
)
from worker.match.titles.name_spans import name_ending, words_ending
from worker.match.titles.named import (
    JOINT_REACH,
    NEXT_TITLE,
    Named,
    as_said_before,
    certain,
    over,
)
from worker.match.titles.predicates import (
    after_capitals,
    by_predicate,
    is_hoped,
    of_a_life,
    verb_before,
)
from worker.match.titles.ranked import ranked
from worker.match.titles.remembered import as_remembered
from worker.match.titles.rosters import on_a_roster
from worker.match.titles.signatures import signed
from worker.match.titles.titled import Chain
from worker.vietnamese.bodies.body_table import Takes
from worker.vietnamese.names.name_shapes import (
    called_at,
    honorific_before,
    honorific_end,
    loose_name_at,
    name_at,
    polite_name_at,
    speaks_at,
)
from worker.vietnamese.places import places
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.charges import is_charge

_AFTER_JOINT: Final = (
    r"(?: mới(?= nhiệm))?"
    r"(?:,? khóa [ivxlc\d]+(?![^\W_]))?(?:,? \(?nhiệm kỳ \d{4} ?[-–] ?\d{4}\)?)?"
    r"(?: (?:bị|phụ trách) [^\W\d_]+(?: [^\W\d_]+){0,5}"
    r"(?= (?:là|gồm) (?:các |hai )?(?:ông|bà|đồng chí)))?"
    r"(?:,? (?:là|gồm có|gồm|bao gồm)(?: các)?:? ?| ?- ?|: ?(?:(?:các|hai|ba|bốn) (?=ông|bà))?"
    r"|, | \()(?:1[.)] )?"
)
_INCLUDES: Final = r"(?:gồm|bao gồm|gồm có)(?: có)?(?: các)?(?: vị)? $"
_ALL_OF_THEM: Final = (
    r"(?:^|[^\w])(?:(?:các|hai|ba|bốn) (?:(?:ông|bà|đồng chí|anh|chị)[:,]? )*"
    r"|: 1[.)] (?:(?:ông|bà|đồng chí) )?)$"
)
_APART: Final = (
    r"(?:của|theo|do|với|cho|đến|tới|bởi|và|từ|trước|về|chúc mừng|giao|cảm ơn|đề nghị|báo cáo"
    r"|yêu cầu|gặp|thăm|tiếp|mời|trao)(?: đồng chí| tân)* $"
)
"""Before a chain: its holder takes part in the sentence, who is named after a comma is another."""

_DISMISSED: Final = (
    r"(?:miễn nhiệm|bãi nhiệm|cách chức|cho thôi chức)(?: chức vụ| chức danh| chức)?"
    r"(?: (?:\d{1,2}|hai|ba|bốn|các))? $"
)
_DISMISSED_ENDS: Final = "nhiệm chức vụ danh hai ba bốn các"
_THEN: Final = (
    r"khi đó|lúc đó|bấy giờ|lúc bấy giờ|khi ấy|lúc ấy|thời điểm đó|thời ấy|thời đó|hồi đó|hồi ấy"
)
_IS_HELD_BY: Final = (
    rf" (?:(?P<then>{_THEN}) )?"
    r"(?:(?:(?:được|đã|vừa|mới|sẽ) )*(?:(?:chỉ định|bổ nhiệm|bầu|phân công) )?là"
    r"|(?:được |đã |vừa )+(?:giao|trao)(?: lại)? cho|thuộc về) "
    r"(?=(?:ông|bà|đồng chí|anh|chị) )"
)
_NOW_OR_THEN: Final = (
    rf"(?:(?P<then>{_THEN}|đầu tiên(?: của (?:tỉnh|huyện|xã))?)"
    r"|đương nhiệm|đương kim|hiện nay|hiện tại|trẻ (?:tuổi )?nhất(?: tỉnh| nước)?|\d\d tuổi),? "
)
_FOR_A_TERM: Final = (
    r"(?:khóa (?:[ivxlc]+|\d{1,2}),? (?:\(?nhiệm kỳ )?|\(?nhiệm kỳ )(?:\d{4} ?- ?\d{4}\)? )?"
    r"(?=[^\W\d_])"
)
"""Between an office and who holds it: "Chủ tịch HĐND tỉnh khóa X, nhiệm kỳ 2021 - 2026 Mẫn"."""

_WHILE_HOLDING: Final = (
    r"(?:trong thời gian|trong thời kỳ|thời gian|(?<!trước )khi|lúc|hồi|thời)(?: còn| đang)?"
    r" (?:giữ|làm|là|đảm nhiệm|đương)[^,.;\n]{0,24} $"
)
"""Before titles of what the one who is named behind them was: "Thời gian làm Bí thư, ông Mẫn"."""

_ENTRY_BEGINS: Final = re.compile(r"(?:[:;,]| và| có) $")
"""Before a guest on a list that has lost its comma: "… và Lê Văn Mẫn Phó Bí thư Huyện ủy"."""

_REMARK: Final = re.compile(r"\([^()\n]{1,40}\) ")


def named(line: Line, chain: Chain) -> list[Named]:
    """Return the names that a chain of titles belongs to, each with its titles."""
    if any(title.foreign for title in chain.titles):
        return []
    found = (
        _directly_after(line, chain)
        or _said_to_be(line, chain)
        or ranked(line, chain)
        or _before(line, chain)
        or by_predicate(line, chain)
        or on_a_roster(line, chain)
        or _after_punctuation(line, chain)
        or confirmed(line, chain)
        or given(line, chain)
        or of_a_life(line, chain)
        or signed(line, chain)
        or before_a_post(line, chain)
        or behind_a_post(line, chain)
        or who_went(line, chain)
    )
    if found and all(_is_short(line, one) for one in found):
        return []
    last = max((one.end for one in found), default=0)
    return [as_remembered(line, chain, one, last) for one in with_delegations(line, chain, found)]


def _is_short(line: Line, one: Named) -> bool:
    """Say whether it is the end of a name that the text has said in full: "Thu Thủy"."""
    short = line.text.count(" ", one.start, one.end) == 1
    return short and _is_tail(line, one.start, one.end)


def ends_before(line: Line, chain: Chain) -> set[int]:
    """Return where a name before the chain may end."""
    verb = verb_before(line, chain)
    said = None if verb is None or verb < chain.lead - JOINT_REACH else verb
    found = {after_capitals(line, at) for at in (joint_before(line, chain), said) if at is not None}
    behind = chain.lead < chain.start or _has_a_verb(line, chain)
    return found | {chain.lead - 1} if behind else found


def _has_a_verb(line: Line, chain: Chain) -> bool:
    """Say whether the status of a chain is said with a verb: "Mẫn nguyên là Bí thư".

    Or the office itself: "Mẫn phụ trách, điều hành Sở Y tế".
    """
    if chain.lead == chain.start:
        return is_charge(line, chain.start)
    return line.key[chain.lead : chain.start].endswith(line.writing.word(" là") + " ")


def _directly_after(line: Line, chain: Chain) -> list[Named]:
    """Read "Bí thư Tỉnh ủy [đồng chí] Lê Văn Mẫn", of a plural all the names that follow."""
    if line.text[chain.end : chain.end + 1] != " ":
        return []
    at = chain.end + 1
    term = line.writing.pattern(_FOR_A_TERM).match(line.key, at)
    at = term.end() if term else at
    when = line.writing.pattern(_NOW_OR_THEN).match(line.key, at)
    at = when.end() if when else at
    remark = _REMARK.match(line.text, at)
    start = honorific_end(line, remark.end() if remark else at)
    if start > at and not remark and _without_comma(line, chain):
        return []  # a list that has lost its commas: "đồng chí A Bí thư xã **đồng chí B** …"
    end = name_at(line, start)
    if not end and not remark:
        loose = loose_name_at(line, start)
        # No place can stand there, or nobody but a person speaks.
        if (
            loose
            and not _is_tail(line, start, loose)
            and (
                chain.titles[-1].takes is Takes.CENTRAL
                or speaks_at(line, loose)
                or (_ends_with_place(chain) and called_at(line, start) == loose)
            )
        ):
            end = loose
    if not end:
        return []
    heading = chain.titles[0].several and _is_of_a_list(line, chain)
    found = _first_and_listed(line, chain, start, end, 1.0, heading=heading)
    gone = when is not None and when["then"]
    gone = gone or line.writing.pattern(rf" (?:{_THEN})(?![^\W_])").match(line.key, end)
    return _held_before(found) if gone or _is_dismissed(line, chain) else found


def _is_of_a_list(line: Line, chain: Chain) -> bool:
    """Say whether it is told who belongs to a group: "Tổ đại biểu số 3 gồm các đại biểu A, …"."""
    before = line.key[max(0, chain.lead - 24) : chain.lead]
    return line.writing.pattern(_INCLUDES).search(before) is not None


def _is_dismissed(line: Line, chain: Chain) -> bool:
    """Say whether it is told of the holders of an office that they lose it: "miễn nhiệm 2 …"."""
    last = line.word_before(chain.lead)
    if last not in line.writing.words(_DISMISSED_ENDS) and not last.isdigit():
        return False
    before = line.key[max(0, chain.lead - 32) : chain.lead]
    return line.writing.pattern(_DISMISSED).search(before) is not None


def _held_before(found: Sequence[Named]) -> list[Named]:
    """Return names with titles that are theirs no more."""
    return [one._replace(titles=over(one.titles)) for one in found]


def _ends_with_place(chain: Chain) -> bool:
    """Say whether a place by name stands last: what follows in capitals is a person."""
    place = chain.titles[-1].place
    return place is not None and place.name is not None and place.end == chain.end


def _is_tail(line: Line, start: int, end: int) -> bool:
    """Say whether a longer name before ends so: "Thứ trưởng Thu Hậu" after "Đinh Thị Thu Hậu"."""
    at = line.text.find(f" {line.text[start:end]}", 0, start - 1)
    return at > 0 and len(words_ending(line, at)) > 0


def _said_to_be(line: Line, chain: Chain) -> list[Named]:
    """Read "Chủ tịch UBND xã là ông Lê Văn Mẫn", "Chủ tịch UBND xã khi đó là ông Lê Văn Mẫn"."""
    gap = line.writing.pattern(_IS_HELD_BY).match(line.key, chain.end)
    span = polite_name_at(line, gap.end()) if gap else None
    if gap is None or span is None:
        return []
    titles = certain(chain.titles)
    titles = over(titles) if gap["then"] or _is_dismissed(line, chain) else titles
    others = entries(line, span[1]) if chain.titles[0].several else []
    return [*(Named(*each, titles) for each in (span, *others)), *whom_he_followed(line, chain)]


def _after_punctuation(line: Line, chain: Chain) -> list[Named]:
    """Read "Bí thư Tỉnh ủy, đồng chí Lê Văn Mẫn", "các Phó Bí thư Tỉnh ủy: A, B"."""
    gap = line.writing.pattern(_AFTER_JOINT).match(line.key, chain.end)
    span = polite_name_at(line, gap.end()) if gap else None
    if gap is None or span is None:
        return []
    start, end = span
    if start == gap.end() and places.province(line.text[start:end]):
        return []  # "Chủ tịch UBND các tỉnh: Thái Nguyên, Bắc Ninh"
    if " bị " in gap[0] and not chain.titles[0].several:
        return []
    plural = line.writing.pattern(_ALL_OF_THEM).search(line.key[chain.end : start])
    includes = line.writing.word("gồm") in gap[0]
    if includes or (plural and not gap[0].endswith(", ")):
        chain = chain._replace(titles=tuple(t._replace(several=True) for t in chain.titles))
    several = chain.titles[0].several
    if gap[0] == ": " and not several and _is_apart(line, chain):
        return []
    if gap[0] == ", " and not several and not _is_apposition(line, chain, start > gap.end(), end):
        return []
    heading = several and (":" in gap[0] or includes)
    if chain.titles[0].general and is_hoped(line, chain):
        return []
    found = _first_and_listed(line, chain, start, end, 0.9, heading=heading)
    before = line.key[max(0, chain.lead - 48) : chain.lead]
    if line.writing.pattern(_WHILE_HOLDING).search(before) is None:
        return found
    return _held_before(found)


def _is_apposition(line: Line, chain: Chain, polite: bool, end: int) -> bool:
    """Say whether a name after a comma is the holder's: not that of the next guest or sentence.

    "Theo quyết định của Chủ tịch UBND tỉnh, ông A được bổ nhiệm …" is about two.
    """
    if line.writing.pattern(NEXT_TITLE).match(line.key, end):
        return False
    if _is_apart(line, chain):
        return False
    return polite or line.text[end : end + 1] in {",", " "}


def _is_apart(line: Line, chain: Chain) -> bool:
    """Say whether the holder takes part in the sentence: "theo quyết định của Bí thư Tỉnh ủy"."""
    before = line.key[max(0, chain.lead - 24) : chain.lead]
    return line.writing.pattern(_APART).search(before) is not None


def _first_and_listed(
    line: Line, chain: Chain, start: int, end: int, doubt: float, *, heading: bool
) -> list[Named]:
    """Return the name there; of a plural all that follow, a ``heading`` having more lists."""
    if not chain.titles[0].several:
        others = fellows(line, chain, end)
        return [Named(s, e, chain.titles, doubt) for s, e in [(start, end), *others]]
    shared = certain(chain.titles)
    rest = under_heading(line, start, end) if heading else bare_entries(line, end)
    return [Named(s, e, shared, doubt) for s, e in [(start, end), *rest]]


def _before(line: Line, chain: Chain) -> list[Named]:
    """Read "Lê Văn Mẫn, Bí thư Tỉnh ủy", "Lê Văn Mẫn (Bí thư Tỉnh ủy)"."""
    joint = joint_before(line, chain)
    if joint is None and _has_a_verb(line, chain):
        span = name_ending(line, chain.lead - 1)
    else:
        span = _without_comma(line, chain) if joint is None else name_ending(line, joint)
    if span is None or _is_of_the_row(line, chain, span):
        return []
    titles = as_said_before(line, chain, span[1])
    others = sharing(line, span, chain.lead) or fellows_before(line, chain, span)
    return [Named(*each, titles) for each in (*others, span)]


def _is_of_the_row(line: Line, chain: Chain, span: tuple[int, int]) -> bool:
    """Say whether dashes join offices and names: "Bí thư xã - Lê Sáu, **Chủ tịch** - Ngô Chín"."""
    dashes = line.key.endswith(" - ", 0, span[0]) and line.key.startswith(" - ", chain.end)
    return dashes and polite_name_at(line, chain.end + 3) is not None


def _without_comma(line: Line, chain: Chain) -> tuple[int, int] | None:
    """Read "đồng chí Lê Văn Mẫn Bí thư Tỉnh ủy", where a list has lost its commas.

    Also "ông Lê Văn Mẫn nguyên Bí thư Tỉnh ủy".
    """
    begins = line.capital(chain.lead) or chain.lead < chain.start or chain.titles[-1].body
    if not begins or line.text[chain.lead - 1 : chain.lead] != " ":
        return None
    words = words_ending(line, chain.lead - 1)
    if len(words) in {3, 4} and _ENTRY_BEGINS.search(line.text, 0, words[0].start):
        return name_ending(line, chain.lead - 1)
    for word in words:
        if honorific_before(line, word.start):
            end = name_at(line, word.start) or called_at(line, word.start)
            return (word.start, end) if end == chain.lead - 1 else None
    return None
