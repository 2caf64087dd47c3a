"""A thousand papers and portals that publish as Vietnamese ones do: invented, seeded.

Rates are lognormal, from 1 to 200 articles a day. Each source has hours of its own around those of
the trade (a morning, a noon, an evening peak), portals keep office hours, week-ends are quiet,
days and hours differ by chance, and editors let articles go in batches.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

MEDIAN: Final = 10.0
SPREAD: Final = 1.4
"""Median of the articles a day, and the standard deviation of their logarithm."""
LEAST: Final = 1.0
MOST: Final = 200.0
HOURS: Final = np.array(
    (
        *(0.2, 0.1, 0.1, 0.1, 0.3, 1.0, 2.0, 3.0, 3.5, 4.0, 4.0, 3.2),
        *(1.6, 1.4, 3.0, 3.5, 3.5, 3.0, 2.4, 2.4, 2.0, 1.5, 1.0, 0.5),
    )
)
"""Articles in each hour of the day, in Hanoi, of the trade as a whole."""
OWN_HOURS: Final = 2.0
"""Shape of the gamma by which a source's hours differ from these; the smaller, the more."""
DAY_SHAPE: Final = 6.0
HOUR_SHAPE: Final = 5.0
LARGEST_BATCH: Final = 4.0
WITHIN_BATCH: Final = 300.0
"""Seconds between two articles of a batch, on average."""
HOUR: Final = 3600.0
DAY: Final = 24 * HOUR

Times = NDArray[np.float64]


def published(rng: np.random.Generator, days: int, first_weekday: int) -> Times:
    """Return when one source publishes: seconds from the first midnight, in rising order.

    ``first_weekday`` is that of the first day, 0 for Monday.
    """
    rate = float(np.clip(rng.lognormal(math.log(MEDIAN), SPREAD), LEAST, MOST))
    is_portal = rng.random() < (0.5 if rate < 12 else 0.1)
    hours = _hours(rng, is_portal)
    week = _week(rng, is_portal)
    batch = rng.uniform(1, LARGEST_BATCH)
    times: list[float] = []
    for day in range(days):
        lively = rng.gamma(DAY_SHAPE, 1 / DAY_SHAPE) * week[(first_weekday + day) % 7]
        for hour in range(24):
            chance = rng.gamma(HOUR_SHAPE, 1 / HOUR_SHAPE)
            articles = rate / 24 * hours[hour] * lively * chance
            for _ in range(rng.poisson(articles / batch)):
                begins = day * DAY + (hour + rng.random()) * HOUR
                gaps = rng.exponential(WITHIN_BATCH, rng.geometric(1 / batch))
                times += list(begins + np.cumsum(gaps) - gaps[0])
    ordered = np.array(sorted(times))
    return ordered[ordered < days * DAY]


def _hours(rng: np.random.Generator, is_portal: bool) -> Times:
    """Return what the hours of the day are like for a source; 1 is the average."""
    own = HOURS * rng.gamma(OWN_HOURS, 1 / OWN_HOURS, 24)
    if is_portal:
        own[:7] *= 0.1
        own[18:] *= 0.2
    own = np.roll(own, rng.integers(-1, 2))
    return np.asarray(own / own.mean())


def _week(rng: np.random.Generator, is_portal: bool) -> Times:
    """Return what the days of the week are like for a source; 1 is the average."""
    week = np.ones(7)
    week[5:] = (0.2, 0.1) if is_portal else (rng.uniform(0.5, 0.9), rng.uniform(0.4, 0.9))
    return np.asarray(week / week.mean())
