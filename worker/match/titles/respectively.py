"""Two persons with two offices in one body: "A và B, cựu giám đốc và phó giám đốc Sở Y tế"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from worker.match.titles.bodies_before import completed_by
from worker.match.titles.joints import joint_before
from worker.match.titles.name_lists import in_a_row
from worker.match.titles.name_spans import name_ending
from worker.match.titles.named import Named, certain, over
from worker.match.titles.predicates import verb_before
from worker.match.titles.titled import Chain
from worker.model import OfficeStatus
from worker.vietnamese.text.line import Line

_AND: Final = " và "


def respectively(line: Line, chains: Sequence[Chain]) -> dict[int, list[Named]]:
    """Return the one holder of each of two titles that "và" joins, by where the titles begin.

    The first says no body, for it is that of the second; two names stand before both.
    """
    found: dict[int, list[Named]] = {}
    conjunction = line.writing.word(_AND)
    for one, other in pairwise(chains):
        if other.lead - one.end != len(_AND) or line.key[one.end : other.lead] != conjunction:
            continue
        first, second = one.titles[-1], other.titles[0]
        of_one_body = not first.body and second.body and first.family is second.family
        if len(one.titles) > 1 or len(other.titles) > 1 or not of_one_body or second.foreign:
            continue
        names = _two_before(line, one)
        if len(names) == 2 and first.role != second.role:
            titles = certain((completed_by(first, second), second))
            if first.status is OfficeStatus.FORMER:
                titles = over(titles)
            for chain, name, title in zip((one, other), names, titles, strict=True):
                found[chain.lead] = [Named(*name, (title,), 0.9)]
    return found


def _two_before(line: Line, chain: Chain) -> list[tuple[int, int]]:
    """Return the names of a row that ends before a chain."""
    for at in (joint_before(line, chain), verb_before(line, chain)):
        last = name_ending(line, at) if at is not None else None
        if last is not None:
            return [*in_a_row(line, last[0]), last]
    return []
