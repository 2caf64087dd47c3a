"""Reads of which province a deputy of the National Assembly is: "đại biểu Mẫn (đoàn Sông Hàm)"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from worker.match.titles.named import Named
from worker.match.titles.titled import Chain
from worker.vietnamese.bodies.body_table import Takes
from worker.vietnamese.names.name_shapes import polite_name_at
from worker.vietnamese.places.place_phrases import place_at
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.title import Title

_DELEGATION_OF: Final = r" \([^()\n]{2,40}\)"
_NEXT_DEPUTY: Final = r"(?:, | và |; )(?:đại biểu |đb )?"
_DELEGATION: Final = (
    r"(?: \((?:đoàn )?|, (?:thuộc )?đoàn | - đoàn | (?:thuộc )?đoàn (?=đbqh |đại biểu quốc hội ))"
    r"(?:đbqh |đại biểu quốc hội )?(?=[^\W\d_])"
)


def with_delegations(line: Line, chain: Chain, found: Sequence[Named]) -> list[Named]:
    """Return deputies with the provinces that stand behind their names, and those listed so."""
    deputies = list(found)
    if not any(_is_of_assembly(title) for title in chain.titles):
        return deputies
    if len(deputies) == 1:
        deputies += _further_deputies(line, deputies[0])
    return [_of_delegation(line, one) for one in deputies]


def _further_deputies(line: Line, first: Named) -> list[Named]:
    """Return those who follow on a list with their provinces: "A (Sông Hàm), B (Cù Mây) và C"."""
    found = []
    end = first.end
    while (place := line.writing.pattern(_DELEGATION_OF).match(line.key, end)) is not None:
        gap = line.writing.pattern(_NEXT_DEPUTY).match(line.key, place.end())
        span = polite_name_at(line, gap.end()) if gap else None
        if span is None or line.writing.pattern(_DELEGATION_OF).match(line.key, span[1]) is None:
            break
        found.append(first._replace(start=span[0], end=span[1]))
        end = span[1]
    return found


def _of_delegation(line: Line, one: Named) -> Named:
    """Read the province of a member of parliament behind the name: "(đoàn Sông Hàm)"."""
    gap = line.writing.pattern(_DELEGATION).match(line.key, one.end)
    place = place_at(line, gap.end(), bare=True) if gap else None
    if gap is None or place is None or (place.name is None and place.unit != "tỉnh"):
        return one
    if "(" in gap[0] and line.text[place.end : place.end + 1] != ")":
        return one
    titles = tuple(
        t._replace(body="Quốc hội", place=place, unit=place.unit, takes=Takes.OWN)
        if _is_of_assembly(t)
        else t
        for t in one.titles
    )
    return one._replace(titles=titles)


def _is_of_assembly(title: Title) -> bool:
    """Say whether it is a deputy's title, of the National Assembly or not said of what."""
    return title.role == "Đại biểu" and title.body in {"Quốc hội", ""} and title.place is None
