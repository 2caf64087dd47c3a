"""Names on a list that share a title: "các Phó Chủ tịch A, B và C"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from worker.match.titles.name_spans import name_ending
from worker.match.titles.named import NEXT_TITLE, certain
from worker.match.titles.titled import Chain
from worker.model import OfficeStatus
from worker.vietnamese.names.name_shapes import (
    honorific_before,
    honorific_end,
    name_at,
    polite_name_at,
)
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.title import Title

_TOGETHER: Final = r"(?:các|hai|ba|bốn|cùng)(?: đồng chí| ông| bà| anh| chị| vị| bác sĩ)*:? $"
_CHOSEN: Final = (
    r"(?:bầu|bổ nhiệm|phê chuẩn|chỉ định|điều động|luân chuyển|công nhận)"
    r"(?: bổ sung| các)?(?: đồng chí| ông| bà| anh| chị)? $"
)
_ENTRY_OF_SEVERAL: Final = (
    r"(?:^|[.\n])[^.\n]*(?:các|những) (?:đồng chí|ông|bà|bị can|bị cáo|ông, bà)(?: gồm| là)?: "
    r"[^:\n]*[^:\n.]; (?:và )?$"
)
"""A list of persons up to its next entry, which two may share: "các đồng chí: A, …; B, C, …"."""

_LAST_ENTRY: Final = r"(?:; (?:và )?| và )(?:đồng chí |ông |bà )?$"
_PERSONS: Final = r"các (?:đồng chí|ông|bà|ông, bà)(?: sau)?"
_ALL_OF: Final = (
    rf"(?:(?:để|cho|đối với)(?: phép)? {_PERSONS}:?"
    rf"|(?:bổ nhiệm|bầu|phê chuẩn|chỉ định|điều động)(?: bổ sung)? {_PERSONS}:) (?=[^.:\n]*$)"
)
_LONGEST_LIST: Final = 900
"""Characters before the last of a list in which its heading is looked for."""

_EACH: Final = r" \(?(?:đều|cùng)(?:(?: đang| từng)? (?:là|giữ|làm))? $"
_NEXT: Final = r"(?:, | và )"
_NEXT_BARE: Final = r"; (?:và )?(?=(?:đồng chí|ông|bà) )"
_ENTRY_ENDS: Final = frozenset({";", "."})
_PREVIOUS: Final = r"(?:, | và )(?:ông |bà |đồng chí |anh |chị )?$"
_NEXT_OF_HEADED: Final = r",? [^,.;:()\n]{3,40}(?:, và |, |; | và )(?:đồng chí |ông |bà )?"
"""Between the titles of two who stand under one heading: a name, and what goes on the list."""

_NEXT_ENTITLED: Final = (
    r"(?:, | ?- ?| \()"
    r"(?:(?! (?:do|để|vì|được|đã|sẽ|bị|nghỉ|nhận|kể|giữ|làm|thay) )[^.;:\n]){3,160}?"
    r"(?:,? và |; (?:và )?)(?=(?:ông|bà|đồng chí|anh|chị) )"
    r"| (?:để|do|vì) [^.;:\n]{3,60}?,? và (?=(?:ông|bà|đồng chí) )"
)
"""Between two on a list: the titles of the first, or why it is told of him."""

_DEPUTIES: Final = ("Phó ", "Thứ trưởng")
"""How the roles begin of which a body has several."""

_OF_COUNCILS: Final = "Đại biểu"
_COURTESY: Final = r"(?<![^\W_])(?:đồng chí|đ/c|ông|bà|anh|chị|cô|thầy)(?![^\W_])"
"""How guests are called; ranks and degrees stand before some of them besides."""

_LIST_ENDS: Final = re.compile(r"(?<!; \d)(?<!; \d\d)\. |\n|: |$")
_NEXT_ENTRY: Final = r"; (?:và )?(?:\d{1,2}[.)] )?|, (?:và )?| và "
"""Before the next of a list whose entries have titles: only a semicolon parts them surely."""


def listed(line: Line, end: int) -> list[tuple[int, int]]:
    """Return where the names stand that go on a list after one: ", B và C"."""
    found = []
    next_one = line.writing.pattern(_NEXT)
    while (gap := next_one.match(line.key, end)) is not None:
        span = polite_name_at(line, gap.end())
        if span is None:
            break
        found.append(span)
        end = span[1]
    return found


def bare_entries(line: Line, end: int) -> list[tuple[int, int]]:
    """Return the names alone that go on a list of several: "; đồng chí B; đồng chí C; …"."""
    found = listed(line, end)
    next_one = line.writing.pattern(_NEXT_BARE)
    while (gap := next_one.match(line.key, found[-1][1] if found else end)) is not None:
        span = polite_name_at(line, gap.end())
        if span is None or line.text[span[1] : span[1] + 1] not in _ENTRY_ENDS:
            break
        found.append(span)
    return found


def entries(line: Line, end: int) -> list[tuple[int, int]]:
    """Return who goes on a list after one, titles of their own between them.

    "đối với ông A, Giám đốc Sở Nội vụ, **và ông B**, Giám đốc Sở Y tế": one verb is about both.
    """
    found = listed(line, end)
    next_one = line.writing.pattern(_NEXT_ENTITLED)
    while (gap := next_one.match(line.key, found[-1][1] if found else end)) is not None:
        span = polite_name_at(line, gap.end())
        if span is None:
            break
        found.append(span)
    return found


def fellows(line: Line, chain: Chain, end: int) -> list[tuple[int, int]]:
    """Return who shares a title without a word for it: "Phó Chủ tịch A, B", "nguyên Bí thư A, B".

    Only of names alone: an honorific or a title of their own makes others of them.
    """
    (first, *more) = chain.titles
    several = first.role.startswith(_DEPUTIES) or first.status is OfficeStatus.FORMER
    if more or not several:
        return []
    names = listed(line, end)
    own = any(
        honorific_before(line, start)
        or line.text.count(" ", start, stop) < 2  # it may be a place
        or line.writing.pattern(NEXT_TITLE).match(line.key, stop)
        for start, stop in names
    )
    return [] if own else names


def fellows_before(line: Line, chain: Chain, last: tuple[int, int]) -> list[tuple[int, int]]:
    """Return who shares a deputy's title on an entry of a list: "…; A, B - Phó Chủ tịch".

    Those of a council may stand anywhere: "có ông A, ông B đại biểu HĐND tỉnh".
    """
    role = chain.titles[0].role
    if len(chain.titles) > 1 or not role.startswith((*_DEPUTIES, _OF_COUNCILS)):
        return []
    found = in_a_row(line, last[0])
    if role == _OF_COUNCILS:
        return found if all(honorific_before(line, one[0]) for one in (*found, last)) else []
    if not found or any(line.text.count(" ", *span) < 2 for span in found):
        return []
    return found if line.key.endswith(("; ", ": "), 0, found[0][0]) else []


def under_heading(line: Line, start: int, end: int) -> list[tuple[int, int]]:
    """Return the names that follow in a list under a colon, each perhaps with its own title.

    A comma or "và" parts entries where the next has a title of its own, and no guest who is called
    otherwise has come before.
    """
    found = listed(line, end)
    courtesy = line.writing.pattern(_COURTESY)
    polite = honorific_before(line, start) and not line.key.endswith(": ", 0, start)
    polite = polite and _has_courtesy(line, start)
    together = line.writing.pattern(_TOGETHER).search(line.key, max(0, start - 24), start)
    polite = polite and not together
    stop = _LIST_ENDS.search(line.text, end)
    limit = stop.start() if stop else len(line.text)
    dash, others = line.key.startswith((" - ", "- "), end), False
    for gap in line.writing.pattern(_NEXT_ENTRY).finditer(
        line.key, found[-1][1] if found else end, limit
    ):
        next_start = honorific_end(line, gap.end())
        name_end = name_at(line, next_start)
        within = not gap[0].startswith(";")
        ranked = next_start > gap.end() and courtesy.match(line.key, gap.end()) is None
        if not ranked and (next_start > gap.end()) != polite:
            if within:
                continue
            break  # the guests after it are others: those of the heading are called alike
        others = others or not (within or name_end)
        if within and (others or not _has_title(line, name_end, dash=dash or gap[0] == ", ")):
            continue
        if name_end and name_end <= limit and (next_start, name_end) not in found:
            found += [(next_start, name_end), *listed(line, name_end)]
    return list(dict.fromkeys(found))


def _has_courtesy(line: Line, start: int) -> bool:
    """Say whether a word of courtesy stands before a name, not a rank or a degree alone."""
    before = line.writing.pattern(rf"(?:{_COURTESY})[^,.;:\n]*$")
    return before.search(line.key, max(0, start - 40), start) is not None


def _has_title(line: Line, name_end: int, *, dash: bool) -> bool:
    """Say whether a title follows a name there, joined as it is at the first of the list."""
    return name_end > 0 and line.key.startswith((" - ", "- ") if dash else ", ", name_end)


def sharing(line: Line, last: tuple[int, int], lead: int) -> list[tuple[int, int]]:
    """Return the names before the last one where all share the title that begins at ``lead``.

    "các ông A, B và C được bầu làm", "A và B (đều là …)".
    """
    found = in_a_row(line, last[0])
    at = found[0][0] if found else last[0]
    before = line.key[max(0, at - 24) : at]
    if line.writing.pattern(_TOGETHER).search(before):
        return found
    each = line.writing.pattern(_EACH).search(line.key, last[1], lead)
    if each or line.writing.pattern(_CHOSEN).search(before):
        return found
    if not found or not before.endswith(("; ", "; và ")):
        return []
    paragraph = line.text.rfind("\n", 0, at) + 1
    entry = line.writing.pattern(_ENTRY_OF_SEVERAL).search(
        line.key[max(paragraph, at - _LONGEST_LIST) : at]
    )
    return found if entry else []


def entries_before(line: Line, start: int) -> list[tuple[int, int]]:
    """Return who stands with titles of their own before the last of a list, who begins there.

    "để các đồng chí A, Bí thư …; B, Chủ tịch …; C, Giám đốc … thôi giữ chức": all of them do.
    """
    if line.writing.pattern(_LAST_ENTRY).search(line.key[max(0, start - 16) : start]) is None:
        return []
    paragraph = line.text.rfind("\n", 0, start) + 1
    floor = max(paragraph, start - _LONGEST_LIST)
    heading = line.writing.pattern(_ALL_OF).search(line.key[floor:start])
    if heading is None:
        return []
    found = []
    at = floor + heading.end()
    while at < start:
        span = polite_name_at(line, at)
        if span is None:
            return []
        found.append(span)
        at = line.key.find("; ", span[1], start) + 2
        if at < 2:
            break
        at += len("và ") * line.key.startswith(line.writing.word("và "), at)
    return [one for one in found if one[0] < start]


def in_a_row(line: Line, start: int) -> list[tuple[int, int]]:
    """Return the names of a list that ends before the one that begins there."""
    found: list[tuple[int, int]] = []
    previous = line.writing.pattern(_PREVIOUS)
    while (gap := previous.search(line.key, max(0, start - 24), start)) is not None:
        span = name_ending(line, gap.start())
        if span is None:
            break
        found.insert(0, span)
        start = span[0]
    return found


def headings(line: Line, chains: Sequence[Chain]) -> dict[int, tuple[Title, ...]]:
    """Return the titles of a heading for those under it that have others, by where these begin.

    "các Phó Bí thư Thành ủy: Chủ tịch UBND thành phố A, Chủ tịch HĐND thành phố B".
    """
    found: dict[int, tuple[Title, ...]] = {}
    heading: tuple[Title, ...] = ()
    for one, other in pairwise(chains):
        gap = line.key[one.end : other.lead]
        of_several = gap.strip(" :") in line.writing.words("gồm gồm_có")
        if of_several or (one.titles[0].several and gap == ": "):
            heading = certain(one.titles)
        elif heading and line.writing.pattern(_NEXT_OF_HEADED).fullmatch(gap) is None:
            heading = ()
        if heading:
            found[other.lead] = heading
    return found
