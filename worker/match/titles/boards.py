"""Gives the boards of a council or a Party committee the one that the text speaks of.

"Trưởng ban Kinh tế - Ngân sách Lê Văn Mẫn" in news of a session of "HĐND tỉnh"; "Trưởng ban Nội
chính Tạ Thị Loan" in news of "Tỉnh ủy".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from worker.match.titles.titled import Chain
from worker.vietnamese.bodies.bodies import body_at
from worker.vietnamese.bodies.body_table import UNIT_OF_BODY, BodySaid, Takes
from worker.vietnamese.bodies.central_bodies import TW
from worker.vietnamese.places.place_phrases import PlaceSaid, place_at
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.title import Title

_OF_COUNCILS: Final = frozenset(
    {
        *("Ban Kinh tế - Ngân sách", "Ban Văn hóa - Xã hội", "Ban Kinh tế - Xã hội"),
        *("Ban Pháp chế", "Ban Đô thị"),
    }
)
_OF_COMMITTEES: Final = frozenset(
    {"Ban Tuyên giáo", "Ban Dân vận", "Ban Nội chính", "Ban Tuyên giáo và Dân vận"}
)
"""Boards that no other body has."""

_INSPECTORS: Final = "Ủy ban Kiểm tra"
_BOARDS: Final = _OF_COUNCILS | _OF_COMMITTEES | {_INSPECTORS}
_INSPECTORS_OF_ALL: Final = rf"(?<![^\W_])(?:(?:ủy ban|ub) kiểm tra|ubkt) {TW}(?![^\W_])"
_COUNCIL: Final = r"(?<![^\W_])(?:hđnd|hội đồng nhân dân)(?![^\W_])"
_COMMITTEE: Final = r"(?<![^\W_])(?:tỉnh|thành|huyện|thị|quận) ủy(?![^\W_])(?! viên)"


def with_boards(line: Line, chains: Sequence[Chain]) -> list[Chain]:
    """Return the chains, the boards in them with the council or committee that is theirs."""
    return [
        chain._replace(titles=tuple(_of_its_body(line, title) for title in chain.titles))
        if any(title.body in _BOARDS for title in chain.titles)
        else chain
        for chain in chains
    ]


def _of_its_body(line: Line, title: Title) -> Title:
    if title.body in _OF_COUNCILS:
        return _of_council(line, title)
    if title.body == _INSPECTORS:
        return _of_all_inspectors(line, title)
    return _of_committee(line, title) if title.body in _OF_COMMITTEES else title


def _of_council(line: Line, title: Title) -> Title:
    """Give a board the last council that is named before it, else the next one behind it."""
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


def _of_committee(line: Line, title: Title) -> Title:
    """Give a board the committee that the text names, where it names those of one level only."""
    names = line.once(("committees",), _committees)
    if len(names) != 1:
        return title
    (name,) = names
    unit = title.unit or UNIT_OF_BODY[name]
    return title._replace(body=f"{title.body} {name}", takes=Takes.UNIT, unit=unit)


def _of_all_inspectors(line: Line, title: Title) -> Title:
    """Give "Chủ nhiệm UBKT" the Party's central inspectors, where the text speaks of them."""
    alone = title.unit is None and title.place is None
    if not alone or line.writing.pattern(_INSPECTORS_OF_ALL).search(line.key) is None:
        return title
    return title._replace(body=f"{_INSPECTORS} Trung ương", takes=Takes.CENTRAL)


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


def _committees(line: Line) -> frozenset[str]:
    """Return the names of the Party committees above the commune that the text names."""
    found = (body_at(line, m.start()) for m in line.writing.pattern(_COMMITTEE).finditer(line.key))
    return frozenset(said.name for said in found if said is not None and said.name in UNIT_OF_BODY)
