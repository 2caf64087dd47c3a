"""The days on which Vietnam rests, and papers and portals publish little or nothing.

Tết is the first day of the first lunar month: the day, in Hanoi, of the new moon between
21 January and 20 February. The new moon is reckoned by J. Meeus, *Astronomical Algorithms*, ch. 49,
with the terms that matter to the minute.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from math import radians, sin
from typing import Final

from worker.clock import hanoi_day

_FIXED: Final = frozenset({(1, 1), (4, 30), (5, 1), (9, 1), (9, 2)})
"""New Year, Reunification, Labour, and the two days of National Day, as (month, day)."""
_BEFORE_TET: Final = 3
_AFTER_TET: Final = 7
"""Days before and after Tết's first that offices may rest; the weekends beside it included."""
_MONTH: Final = 29.530588861
_FIRST_MOON: Final = 2451550.09766
"""The new moon of 6 January 2000 as a Julian day."""
_UNIX_EPOCH: Final = 2440587.5
_DYNAMICAL: Final = timedelta(seconds=70)
"""How far the time of astronomers is ahead of ours in these decades."""


@lru_cache(maxsize=1024)
def is_holiday(day: date) -> bool:
    """Say whether a day is one on which silence means nothing."""
    if (day.month, day.day) in _FIXED:
        return True
    return -_BEFORE_TET <= (day - tet(day.year)).days <= _AFTER_TET


@lru_cache(maxsize=64)
def tet(year: int) -> date:
    """Return the first day of Tết in a year of the common calendar."""
    first = round((year - 2000) * 12.3685)
    moons = (hanoi_day(_new_moon(first + k)) for k in range(-1, 4))
    return next(day for day in moons if date(year, 1, 21) <= day <= date(year, 2, 20))


def _new_moon(number: int) -> datetime:
    """Return the instant of a new moon, counted from the first of the year 2000."""
    t = number / 1236.85
    sun = radians(2.5534 + 29.10535670 * number - 0.0000014 * t * t)
    moon = radians(201.5643 + 385.81693528 * number + 0.0107582 * t * t)
    node = radians(160.7108 + 390.67050284 * number - 0.0016118 * t * t)
    off = (
        -0.40720 * sin(moon)
        + 0.17241 * sin(sun)
        + 0.01608 * sin(2 * moon)
        + 0.01039 * sin(2 * node)
        + 0.00739 * sin(moon - sun)
        - 0.00514 * sin(moon + sun)
        + 0.00208 * sin(2 * sun)
        - 0.00111 * sin(moon - 2 * node)
        - 0.00057 * sin(moon + 2 * node)
        + 0.00056 * sin(2 * moon + sun)
    )
    julian = _FIRST_MOON + _MONTH * number + 0.00015437 * t * t + off
    return datetime.fromtimestamp(0, UTC) + timedelta(days=julian - _UNIX_EPOCH) - _DYNAMICAL
