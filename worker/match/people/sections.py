"""Which province a part of a text is about: "Cù Mây: Ông Lê Bá Tân …", "* Tại Cù Mây, …"."""

from __future__ import annotations

import re
from typing import Final

from worker.match.people.said_from import ProvinceCalled
from worker.vietnamese.text.line import Line, capital_run

_HEADING: Final = (
    r"(?:[-*+•] ?)?(?:[^.:;\n]{0,200}? (?:tại|ở) )?(?:tỉnh |thành phố )?"
    r"(?P<name>[^\W\d_][^:;,.\n]{2,24})(?= ?: )"
)
"""What a paragraph begins with: "Cù Mây: …", "Kỷ luật các lãnh đạo tại Cù Mây: …"."""

_MARKED: Final = re.compile(r"(?:^|\n)[*•+-] ")
_WHERE: Final = (
    r"(?:tại |ở )?(?:(?:hđnd|ubnd|hội đồng nhân dân|ủy ban nhân dân|đảng bộ) )?"
    r"(?:tỉnh |thành phố |tp\.? ?)?(?=[^\W\d_])"
)
_LONGEST: Final = 4
"""Words of a province's name at most."""


def heading(line: Line, at: int, called: ProvinceCalled) -> str | None:
    """Return the province that heads a paragraph, or the part of a list that it belongs to."""
    begin = line.last_before("\n", at) + 1
    head = line.writing.pattern(_HEADING).match(line.key, begin, at)
    province = called(line.text[head.start("name") : head.end()]) if head else None
    if province is not None:
        return province
    parts = line.once(("parts of provinces",), _read_parts, called)
    return next((named for start, named in reversed(parts) if start <= at), None)


def _read_parts(line: Line, called: ProvinceCalled) -> list[tuple[int, str | None]]:
    """Return where the marked parts of a text begin, and of which provinces they tell.

    None of a text that has no two of them: a mark alone is no list.
    """
    parts = []
    for mark in _MARKED.finditer(line.text):
        parts.append((mark.end(), _province_at(line, mark.end(), called)))
    return parts if len({named for _, named in parts} - {None}) > 1 else []


def _province_at(line: Line, at: int, called: ProvinceCalled) -> str | None:
    where = line.writing.pattern(_WHERE).match(line.key, at)
    run = capital_run(line, where.end(), _LONGEST) if where else []
    named = (called(line.text[run[0].start : run[n - 1].end]) for n in range(len(run), 1, -1))
    return next((one for one in named if one is not None), None)
