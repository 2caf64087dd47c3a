"""Reads of which delegation of the National Assembly somebody is: "đại biểu Đoàn Sông Hàm"."""

from __future__ import annotations

from typing import Final

from worker.vietnamese.bodies.body_table import Takes
from worker.vietnamese.places import places
from worker.vietnamese.places.place_phrases import place_at
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.roles import Family, Role
from worker.vietnamese.titles.title import Title

_DELEGATION: Final = "Đoàn đại biểu Quốc hội"
_AGAIN: Final = r"(?:chuyên trách )?(?:đoàn|(?P<assembly>đbqh|đại biểu quốc hội)) "
_FOR_A_TERM_OF: Final = (
    r"(?: khóa [ivx\d]+)?,?(?: \(?nhiệm k[ỳì] \d{4} ?- ?\d{4}\)?)?,? thuộc đoàn "
    r"(?:đbqh |đại biểu (?:quốc hội )?)?"
)
"""Between a member of parliament and his province: "khóa XIV, thuộc đoàn đại biểu tỉnh …"."""


def delegation_at(line: Line, role: Role, draft: Title, at: int) -> Title | None:
    """Read "đại biểu Đoàn Sông Hàm", "Phó Trưởng đoàn chuyên trách đoàn TP Huế"."""
    again = line.writing.pattern(_AGAIN).match(line.key, at)
    if again is None and not role.inside:
        return None
    if not (again and again["assembly"]) and line.writing.word("quốc hội") not in line.key:
        return None
    said = place_at(line, again.end() if again else at, bare=True)
    if said is None or places.province(said.name or "") is None:
        return None
    body = "Quốc hội" if role.family is Family.DELEGATE and not role.inside else _DELEGATION
    return draft._replace(body=body, takes=Takes.OWN, unit=said.unit, place=said, end=said.end)


def with_delegation(line: Line, title: Title) -> Title:
    """Read on over the province of a member of parliament: the office is the Assembly's."""
    if line.key[title.end : title.end + 1] == " ":
        said = place_at(line, title.end + 1, bare=False)
        if said is not None and said.name is not None:
            return title._replace(end=said.end, place=said, unit=said.unit, takes=Takes.OWN)
        if said is not None and said.unit in {"tỉnh", "thành phố"} and not said.several:
            return title._replace(end=said.end)
        through = line.writing.pattern(_FOR_A_TERM_OF).match(line.key, title.end)
        said = place_at(line, through.end(), bare=True) if through else None
        if said is not None and places.province(said.name or "") is not None:
            return title._replace(end=said.end, place=said, unit=said.unit, takes=Takes.OWN)
    return title
