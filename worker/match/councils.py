"""Gives the boards of a people's council the council that the text speaks of.

"Trưởng ban Kinh tế - Ngân sách Lê Văn Mẫn" in news of a session of "HĐND tỉnh".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from worker.match.titled import Chain
from worker.vietnamese.bodies import BodySaid, body_at
from worker.vietnamese.body_table import Takes
from worker.vietnamese.line import Line
from worker.vietnamese.place_phrases import PlaceSaid, place_at
from worker.vietnamese.title import Title

_BOARDS: Final = frozenset(
    {
        *("Ban Kinh tế - Ngân sách", "Ban Văn hóa - Xã hội", "Ban Kinh tế - Xã hội"),
        *("Ban Pháp chế", "Ban Đô thị"),
    }
)
"""Boards that no other body has."""

_COUNCIL: Final = r"(?<![^\W_])(?:hđnd|hội đồng nhân dân)(?![^\W_])"


def with_councils(line: Line, chains: Sequence[Chain]) -> list[Chain]:
    """Return the chains, the boards of councils in them with the council that is theirs."""
    if not any(title.body in _BOARDS for chain in chains for title in chain.titles):
        return list(chains)
    return [
        chain._replace(titles=tuple(_of_council(line, title) for title in chain.titles))
        if any(title.body in _BOARDS for title in chain.titles)
        else chain
        for chain in chains
    ]


def _of_council(line: Line, title: Title) -> Title:
    """Give a board the last council that is named before it, else the next one behind it."""
    if title.body not in _BOARDS:
        return title
    found = line.once(("councils",), _councils)
    before = [one for one in found if one[0] < title.start]
    council = before[-1] if before else next(iter(found), None)
    if council is None:
        return title
    _, said, place = council
    return title._replace(
        body=f"{title.body} {said.name}",
        takes=Takes.UNIT,
        unit=title.unit or place.unit,
        place=title.place or place,
    )


def _councils(line: Line) -> list[tuple[int, BodySaid, PlaceSaid]]:
    """Return where the text names a council, as a body and with the place behind it."""
    found = []
    for match in line.writing.pattern(_COUNCIL).finditer(line.key):
        said = body_at(line, match.start())
        if said is None or said.name != "Hội đồng nhân dân":
            continue
        place = place_at(line, said.end + 1, bare=False)
        if place is not None and not place.several:
            found.append((match.start(), said, place))
    return found
