"""Who is meant: one person asserted, or candidates with their odds, or nobody."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from worker.model import Candidate


class Answer(NamedTuple):
    """Who is meant, and how sure that is.

    Either ``official`` is asserted (a label, or the name of a person who is not registered; then
    there are no candidates), or it is None and ``candidates`` are those who may be meant.
    ``official_id`` is the archive's id of the one asserted. ``via`` says where it is known from
    (``term``, ``learned``), empty where nothing is asserted or a name was told apart.
    ``confidence`` is from 0 to 1; where nobody is asserted, the best candidate's odds.
    """

    official: str | None
    official_id: int | None
    via: str
    confidence: float
    candidates: tuple[Candidate, ...] = ()


NOBODY: Final = Answer(None, None, "", 0.0)


def undecided(weights: Iterable[tuple[str, float]], whole: float) -> Answer:
    """Return the candidates, each with its weight's part of ``whole``; best first, then by name.

    Odds are cut after four decimals, so that they never sum to more than 1.
    """
    odds = [(_cut(weight / whole), name) for name, weight in weights]
    candidates = tuple(
        Candidate(name, part) for part, name in sorted(odds, key=lambda it: (-it[0], it[1]))
    )
    return Answer(None, None, "", candidates[0].odds, candidates) if candidates else NOBODY


def _cut(odds: float) -> float:
    # Rounded first where only binary fractions differ: 0.97 is not to become 0.9699.
    return math.floor(round(odds * 10_000, 6)) / 10_000
