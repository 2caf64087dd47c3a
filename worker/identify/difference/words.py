"""What became of one sentence, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from worker.identify.difference.in_order import Pair, in_order
from worker.model import Run, RunState

_TOKEN: Final = re.compile(r"\d+(?:[.,/:-]\d+)*|[^\W\d_]+|[^\s\w]|\w")
_ISLAND: Final = 1
"""Words left standing between two changes that are each longer: they say nothing, and go along."""

Word = tuple[str, int, int]
"""A word, number or mark, with its start and end."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words of the older sentence and those in their place in the newer one; either may be none.

    ``gone`` and ``come`` are the stretches of the sentences, in code points.
    """

    old: tuple[Word, ...]
    new: tuple[Word, ...]
    gone: Pair
    come: Pair


def words(text: str) -> list[Word]:
    """Return words, numbers and marks of a text; spaces stand between them."""
    return [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]


def changes(old: str, new: str) -> tuple[Change, ...]:
    """Return the changes between two sentences in their order; between them all is the same."""
    here, there = words(old), words(new)
    pairs = in_order([word for word, _, _ in here], [word for word, _, _ in there])
    kept = _without_islands(pairs, len(here), len(there))
    return tuple(_gaps(old, new, here, there, kept))


def runs(old: str, new: str, changed: Sequence[Change]) -> tuple[Run, ...]:
    """Return both sentences in one: what was kept, what went, what came in its place.

    The texts of what is kept or gone give the older sentence, those kept or come the newer.
    """
    found: list[Run] = []
    at = 0
    for one in changed:
        found.append(Run(old[at : one.gone[0]], RunState.KEPT))
        found.append(Run(old[slice(*one.gone)], RunState.GONE))
        found.append(Run(new[slice(*one.come)], RunState.COME))
        at = one.gone[1]
    found.append(Run(old[at:], RunState.KEPT))
    return tuple(run for run in found if run.text)


def _without_islands(pairs: Sequence[Pair], here: int, there: int) -> list[Pair]:
    """Leave out what was kept in the midst of what was not, where a reader gains nothing by it."""
    blocks: list[list[Pair]] = []
    for pair in pairs:
        if blocks and blocks[-1][-1] == (pair[0] - 1, pair[1] - 1):
            blocks[-1].append(pair)
        else:
            blocks.append([pair])
    kept: list[Pair] = []
    end = (0, 0)
    for index, block in enumerate(blocks):
        behind = blocks[index + 1][0] if index + 1 < len(blocks) else (here, there)
        before = max(block[0][0] - end[0], block[0][1] - end[1])
        after = max(behind[0] - block[-1][0], behind[1] - block[-1][1]) - 1
        if len(block) > _ISLAND or min(before, after) <= len(block):
            kept += block
        end = (block[-1][0] + 1, block[-1][1] + 1)
    return kept


def _gaps(
    old: str, new: str, here: Sequence[Word], there: Sequence[Word], kept: Sequence[Pair]
) -> Iterator[Change]:
    """Yield what stands between the words that were kept, where it differs."""
    first, second, at, beside = 0, 0, 0, 0
    for i, j in [*kept, (len(here), len(there))]:
        until = here[i][1] if i < len(here) else len(old)
        upto = there[j][1] if j < len(there) else len(new)
        if old[at:until] != new[beside:upto]:
            gone, come = _narrowed(old, new, (at, until), (beside, upto))
            yield Change(tuple(here[first:i]), tuple(there[second:j]), gone, come)
        if i < len(here):
            first, second, at, beside = i + 1, j + 1, here[i][2], there[j][2]


def _narrowed(old: str, new: str, here: Pair, there: Pair) -> tuple[Pair, Pair]:
    """Return the stretches without the spaces at their ends that both have."""
    (at, until), (beside, upto) = here, there
    while at < until and beside < upto and old[at] == new[beside] and old[at].isspace():
        at, beside = at + 1, beside + 1
    while (
        at < until and beside < upto and old[until - 1] == new[upto - 1] and old[until - 1] == " "
    ):
        until, upto = until - 1, upto - 1
    return (at, until), (beside, upto)
