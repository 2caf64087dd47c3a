"""A simulated day of a thousand sources: polled as they publish, and every so many minutes.

Each source is polled through ``worker/flow/rhythm.py``, which the service uses, for two weeks from
knowing nothing; then a Wednesday is counted. Prints how long articles wait from their publication
until they are stored, and how many requests that took. Run it with ``make bench-rhythm``.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from time import perf_counter
from typing import Final

import numpy as np

from benchmarks.rhythm_world import DAY, Times, published
from worker.clock import HANOI
from worker.flow import rhythm
from worker.flow.rhythm import Pace, Past

START: Final = datetime(2026, 3, 4, tzinfo=HANOI)
"""A Wednesday, 00:00 in Hanoi."""
SOURCES: Final = 1_000
WARM_UP: Final = 14
PAUSE: Final = 5.0
"""Seconds between two requests to a site: the pages of one poll are fetched one after the other."""
FIXED: Final = (15, 30)
"""Minutes between two polls of those that are polled regularly."""


@dataclass(slots=True)
class Counted:
    """What the counted day came to: polls, and how many seconds each article waited."""

    polls: int = 0
    waits: list[float] = field(default_factory=list)

    def add(self, other: Counted) -> None:
        """Count another source too."""
        self.polls += other.polls
        self.waits += other.waits


def simulate(times: Times, warm_up: int, next_poll: Callable[[float, int], float]) -> Counted:
    """Poll one source; ``next_poll`` takes the time, and how many articles there are by then."""
    counted, now, stored = Counted(), 0.0, 0
    begin, end = warm_up * DAY, (warm_up + 1) * DAY
    while now < end + DAY:  # what the day brings last is stored on the next
        there = int(np.searchsorted(times, now, side="right"))
        counted.polls += begin <= now < end
        waiting = enumerate(times[stored:there], start=1)
        counted.waits += [now - at + PAUSE * n for n, at in waiting if begin <= at < end]
        stored = there
        now = next_poll(now, there)
    return counted


class AsItPublishes:
    """Decides as the service does, from what has been stored so far."""

    def __init__(self, times: Times, seed: int) -> None:
        self._times = times
        self._rng = random.Random(seed)
        self._by_hour: dict[int, int] = {}
        self._stored = 0
        self._pace = Pace()

    def __call__(self, now: float, there: int) -> float:
        """Return when the next poll is; ``there`` articles are known."""
        for at in self._times[self._stored : there]:
            hour = rhythm.hour_of(START + timedelta(seconds=float(at)))
            self._by_hour[hour] = self._by_hour.get(hour, 0) + 1
        self._stored = there
        since = now - rhythm.RECENT.total_seconds()
        recent = there - int(np.searchsorted(self._times, since, side="right"))
        instant = START + timedelta(seconds=now)
        known = Past(instant, max(START, instant - rhythm.WINDOW), self._by_hour, recent)
        at = rhythm.next_poll(known, instant, self._pace, jitter=self._rng.random())
        return (at - START).total_seconds()


def of_source(number: int, *, seed: int, warm_up: int) -> list[Counted]:
    """Return what one source came to: polled as it publishes, then at each of ``FIXED``."""
    rng = np.random.default_rng([seed, number])
    times = published(rng, warm_up + 1, START.weekday())
    counted = [simulate(times, warm_up, AsItPublishes(times, number))]
    for minutes in FIXED:
        gap = minutes * 60.0
        phase = float(rng.random()) * gap
        regular = _regular(gap, phase)
        counted.append(simulate(times, warm_up, regular))
    return counted


def _regular(gap: float, phase: float) -> Callable[[float, int], float]:
    def next_poll(now: float, there: int) -> float:
        return phase if now < phase else now + gap

    return next_poll


def main(arguments: Sequence[str] | None = None) -> int:
    """Simulate and print; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=SOURCES)
    parser.add_argument("--warm-up", type=int, default=WARM_UP, help="days")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args(arguments)
    began = perf_counter()
    totals = [Counted() for _ in range(1 + len(FIXED))]
    one = partial(of_source, seed=given.seed, warm_up=given.warm_up)
    with ProcessPoolExecutor() as workers:
        for counted in workers.map(one, range(given.sources), chunksize=5):
            for total, part in zip(totals, counted, strict=True):
                total.add(part)
    _report(totals, given.sources)
    print(f"\n{given.warm_up} days to get to know them, seed {given.seed}; simulated in"
          f" {perf_counter() - began:.0f} s")  # fmt: skip
    return 0


def _report(totals: list[Counted], count: int) -> None:
    articles = len(totals[0].waits)
    print(f"{count} sources, {articles} articles on a Wednesday\n")
    print("| polled | polls | polls and pages | an article | median wait | 95 % within |")
    print("|---|---|---|---|---|---|")
    names = ("as it publishes", *(f"every {minutes} minutes" for minutes in FIXED))
    for name, total in zip(names, totals, strict=True):
        half, most = np.percentile(total.waits, [50, 95]) / 60
        requests = total.polls + articles
        print(
            f"| {name} | {total.polls} | {requests} | {total.polls / articles:.2f} and"
            f" {requests / articles:.2f} | {half:.1f} min | {most:.1f} min |"
        )
    ours, theirs = totals[0], totals[1]
    print(
        f"\nagainst {names[1]}: {ours.polls / theirs.polls:.0%} of the polls,"
        f" {(ours.polls + articles) / (theirs.polls + articles):.0%} of the requests"
    )


if __name__ == "__main__":
    sys.exit(main())
