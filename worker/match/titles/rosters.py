"""Reads who holds one office in which unit: "Bí thư Huyện ủy: Cái Sậy - Lê Văn Mẫn; …".

Or in which ministry: "các Bộ trưởng: Lê Văn Mẫn - Bộ Nội vụ; Ngô Thị Sáu (Bộ Y tế)".
"""

from __future__ import annotations

from typing import Final

from worker.match.titles.named import Named, certain
from worker.match.titles.titled import Chain
from worker.vietnamese.bodies.bodies import body_at
from worker.vietnamese.bodies.body_table import Takes
from worker.vietnamese.names.name_shapes import polite_name_at
from worker.vietnamese.places.place_phrases import PlaceSaid, place_at
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.roles import Family
from worker.vietnamese.titles.title import Title

_BEGINS: Final = r": (?:(?:các )?(?:đồng chí|ông|bà)[: ])*"
_JOINT: Final = r"(?:: | - )"
_UNIT_BEHIND: Final = r" (?:- |(?P<bracket>\())(?=[^\W\d_])"
_MINISTRY_BEHIND: Final = r"(?:,? - |, | \()(?=bộ )"
_NEXT: Final = r"(?:[;,] (?:và )?| và )"


def on_a_roster(line: Line, chain: Chain) -> list[Named]:
    """Return who stands beside the name of a unit each, on a list under a title without place."""
    title = chain.titles[-1]
    gap = line.writing.pattern(_BEGINS).match(line.key, chain.end)
    if len(chain.titles) > 1 or gap is None:
        return []
    if title.family is Family.MINISTRY and not title.body:
        return _of_ministries(line, title, gap.end())
    if title.takes is not Takes.UNIT:
        return []
    if title.place is not None and title.place.name is not None:
        return []
    found: list[Named] = []
    at = gap.end()
    while (entry := _unit_first(line, at) or _unit_behind(line, at)) is not None:
        start, end, place = entry
        own = title._replace(place=place, unit=place.unit or title.unit)
        found.append(Named(start, end, certain([own]), 0.9))
        goes_on = line.writing.pattern(_NEXT).match(line.key, max(end, place.end))
        if goes_on is None:
            break
        at = goes_on.end()
    return found if len(found) > 1 else []


def _of_ministries(line: Line, title: Title, at: int) -> list[Named]:
    """Return who stands beside a ministry each: "Lê Văn Mẫn - Bộ Nội vụ; …"."""
    found: list[Named] = []
    while (span := polite_name_at(line, at)) is not None:
        gap = line.writing.pattern(_MINISTRY_BEHIND).match(line.key, span[1])
        said = body_at(line, gap.end()) if gap else None
        if gap is None or said is None or not said.name.startswith("Bộ "):
            break
        own = title._replace(body=said.name, takes=said.takes)
        found.append(Named(*span, certain([own]), 0.9))
        end = said.end + line.text.startswith(")", said.end)
        goes_on = line.writing.pattern(_NEXT).match(line.key, end)
        if goes_on is None:
            break
        at = goes_on.end()
    return found if len(found) > 1 else []


def _unit_first(line: Line, at: int) -> tuple[int, int, PlaceSaid] | None:
    """Read "Cái Sậy - Lê Văn Mẫn"."""
    place = place_at(line, at, bare=True)
    if place is None or place.name is None:
        return None
    gap = line.writing.pattern(_JOINT).match(line.key, place.end)
    span = polite_name_at(line, gap.end()) if gap else None
    return (*span, place) if span else None


def _unit_behind(line: Line, at: int) -> tuple[int, int, PlaceSaid] | None:
    """Read "Lê Văn Mẫn (Cái Sậy)"; the end of the place is behind the bracket."""
    span = polite_name_at(line, at)
    gap = line.writing.pattern(_UNIT_BEHIND).match(line.key, span[1]) if span else None
    place = place_at(line, gap.end(), bare=True) if gap else None
    if span is None or gap is None or place is None or place.name is None:
        return None
    if gap["bracket"] and not line.key.startswith(")", place.end):
        return None
    return (*span, place._replace(end=place.end + bool(gap["bracket"])))
