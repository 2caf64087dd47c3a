"""Reads who has signed: his office, perhaps "(Đã ký)", and his name, each on a line of its own."""

from __future__ import annotations

from typing import Final

from worker.match.titles.named import Named, certain
from worker.match.titles.titled import Chain
from worker.vietnamese.bodies.bodies import body_at
from worker.vietnamese.bodies.body_table import BodySaid
from worker.vietnamese.names.name_shapes import polite_name_at
from worker.vietnamese.places.place_phrases import place_at
from worker.vietnamese.text.line import Line
from worker.vietnamese.titles.title import Title

_FOR_HIS_HEAD: Final = r"(?:^|\n)(?:(?:kt|tm|tl|tuq|q)\.? ?(?:[^\n]{0,60}\n+)?)?$"
"""What may stand before the office of who signs: nothing on its line, "KT. CHỦ TỊCH" above it."""

_SIGNED: Final = r"\n+(?:\(?(?:đã ký(?: tên)?(?:,? (?:và )?đóng dấu)?|ký tên)\)?\n+)?(?=[^\W\d_])"
_ON_BEHALF: Final = r"\ntm\.? (?=[^\n]{3,80}\n+(?:kt\.? [^\n]{3,60}\n+)?$)"
_FOR_ANOTHER: Final = r"(?<![^\W_])kt\.? ?(?:bộ trưởng,? )?$"
_FOR_REACH: Final = 16
_REACH: Final = 160


def signed(line: Line, chain: Chain) -> list[Named]:
    """Return who signs under a chain of titles, that stands on a line of its own."""
    if line.text[chain.end : chain.end + 1] != "\n":
        return []
    gap = line.writing.pattern(_SIGNED).match(line.key, chain.end)
    if gap is None:
        return []
    before = line.key[max(0, chain.lead - _REACH) : chain.lead]
    if line.writing.pattern(_FOR_HIS_HEAD).search(before) is None:
        return []
    span = polite_name_at(line, gap.end())
    if span is None or line.text[span[1] : span[1] + 1] not in {"\n", ""}:
        return []
    titles = tuple(_on_behalf(line, title) for title in _his_own(line, chain))
    return [Named(*span, titles, 0.9)]


def _his_own(line: Line, chain: Chain) -> tuple[Title, ...]:
    """Return the titles of who signs: not those of his head, for whom he does.

    "KT. BỘ TRƯỞNG, CHỦ NHIỆM VĂN PHÒNG CHÍNH PHỦ PHÓ CHỦ NHIỆM": where the line has been lost
    between the two, only the last is his.
    """
    titles = certain(chain.titles)
    before = line.key[max(0, chain.lead - _FOR_REACH) : chain.lead]
    his = line.writing.pattern(_FOR_ANOTHER).search(before) and titles[-1].role.startswith("Phó ")
    return titles[-1:] if his else titles


def _on_behalf(line: Line, title: Title) -> Title:
    """Give an office alone the body that is said above it: "TM. ỦY BAN NHÂN DÂN"."""
    if title.body:
        return title
    floor = max(0, title.lead - _REACH)
    above = line.writing.pattern(_ON_BEHALF).search(line.key[floor : title.lead])
    said: BodySaid | None = body_at(line, floor + above.end()) if above else None
    if said is None:
        return title
    place = place_at(line, said.end + 1, bare=False)
    unit = said.unit if place is None else place.unit
    return title._replace(body=said.name, takes=said.takes, unit=unit, place=place)
