"""When a term of office covers a day: for certain, probably, perhaps, or not at all.

Days are ordinals (``date.toordinal``) here, because they are compared far more than shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final

from worker.model import PartialDate

EVER: Final = (date.min.toordinal(), date.max.toordinal())

UNDATED: Final = 730
"""How many days away a term is taken to be of which no date is known at all."""

HALF: Final = 365
"""After so many days away a term is half as likely to have lasted, after twice that a third."""


class Cover(IntEnum):
    """How a term covers a day, the surer the greater."""

    NEVER = 0
    """Before the earliest day it may have begun, or after the latest it may have ended."""
    FAR = 1
    """Beyond the margin around what is known, on a side where nothing bounds it."""
    DOUBTFUL = 2
    """Between the earliest and the latest day of a start or end that is known in part."""
    NEAR = 3
    """Within the margin."""
    CERTAIN = 4
    """Between its start and its end, or between its first and its last attestation."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a term, all inclusive.

    It is possible from ``first`` to ``last``, probable from ``before`` to ``after`` and certain
    from ``low`` to ``high``. Where no day is certain, ``low`` is greater than ``high``.
    """

    first: int
    before: int
    low: int
    high: int
    after: int
    last: int

    def cover(self, day: int) -> Cover:
        """Say how the term covers a day."""
        if not self.first <= day <= self.last:
            return Cover.NEVER
        if self.low <= day <= self.high:
            return Cover.CERTAIN
        early = day < self.low
        if self.first > EVER[0] if early else self.last < EVER[1]:
            return Cover.DOUBTFUL
        return Cover.NEAR if self.before <= day <= self.after else Cover.FAR

    def distance(self, day: int) -> int:
        """Return how many days lie between a day and the nearest certain one."""
        if self.low > EVER[1]:
            return UNDATED
        return max(self.low - day, day - self.high, 0)


def window(
    start: PartialDate | None, end: PartialDate | None, attested: Iterable[date], margin: int
) -> Window:
    """Return the days of a term; ``margin`` days count around what is known.

    A known start without an end is itself an attestation, and so is a known end without a start.
    Attestations outside of the start and end are not taken: what bounds a term is the stronger.
    """
    first = start.earliest.toordinal() if start else EVER[0]
    last = end.latest.toordinal() if end else EVER[1]
    seen = [day for day in map(date.toordinal, attested) if first <= day <= last]
    begun = [start.latest.toordinal()] if start else []
    ended = [end.earliest.toordinal()] if end else []
    if not (seen or begun or ended):
        never = EVER[1] + 1
        return Window(first, never, never, EVER[0] - 1, never, last)
    # Who was seen in June had begun by June, though all that is known of the start is the year.
    low = min(seen + begun) if seen or begun else ended[0]
    high = max(seen + ended) if seen or ended else begun[0]
    return Window(first, max(first, low - margin), low, high, min(last, high + margin), last)


def fading(days: int) -> float:
    """Return what so many days leave of a likelihood: 1 at none, a half after :data:`HALF`."""
    return HALF / (HALF + days)
