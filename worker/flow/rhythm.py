"""When a source is asked again, from how it has published so far: pure, time handed in.

What a source publishes is taken for a Poisson process whose rate follows the hour of the day and
the day of the week, in Hanoi, and bursts. The next poll is when ``WORTH`` articles are expected to
have come since the last one: often on a busy morning, rarely at night, and at five in the morning
not hours late because the night was long. Nobody is asked more often than every ``SOON`` for that;
where far more comes, the gap shrinks with the root of the rate, as is best for the delay of all
articles together (Sia, Cho, Cho: "Efficient Monitoring Algorithm for Fast News Alerts", IEEE TKDE
19 (7), 2007). The root throughout needs a sixth more polls for the same 95th percentile of delay.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from worker.clock import HANOI

WORTH: Final = 0.09
"""Articles that are expected since the last poll when it is worth asking again."""
SOON: Final = 14 / 60
"""Hours between two polls that are soon enough for a usual stream of articles."""
STREAM: Final = 8.0
"""Articles an hour above which a source is asked more often than that."""
WINDOW: Final = timedelta(days=28)
"""How far back is looked."""
HALF_LIFE: Final = 10 * 24.0
"""Hours after which what was seen counts half."""
USUAL: Final = 0.12
"""Articles an hour of a source of which nothing is known; as if seen for ``USUAL_SEEN`` hours."""
USUAL_SEEN: Final = 3.0
HOURS: Final = (
    *(0.15, 0.08, 0.05, 0.06, 0.15, 0.5, 1.0, 1.5, 1.8, 2.0, 2.0, 1.6),
    *(0.9, 0.9, 1.5, 1.8, 1.8, 1.6, 1.2, 1.0, 0.9, 0.7, 0.5, 0.3),
)
"""What hours of the day are like for a source of which little is known; 1 is the average."""
DAYS: Final = (1.1, 1.1, 1.1, 1.1, 1.1, 0.8, 0.7)
"""The same for days of the week, from Monday."""
HOUR_TRUST: Final = 0.7
"""How many expected articles in an hour of the day weigh as much as ``HOURS`` does."""
DAY_TRUST: Final = 6.0
RECENT: Final = timedelta(hours=2)
"""A burst, or a silence, that counts as one, and fades as fast."""
RECENT_TRUST: Final = 2.0
LIVELIEST: Final = 4.0
STILLEST: Final = 0.4
JITTER: Final = 0.04
"""Part of the interval by which a poll may be early or late."""
PATIENCE: Final = 30
"""Failures in a row from which on a source is asked ever more rarely."""
DISBELIEF: Final = 6.0
"""Articles that a source would have published if it had gone on as usual: see ``is_doubtful``."""
UNTESTED: Final = timedelta(days=1)

_STEP: Final = 1 / 6
"""Hours of one step of the look ahead."""
_IN_A_WEEK: Final = 168


@dataclass(frozen=True, slots=True)
class Pace:
    """Bounds of the time between two polls.

    ``first`` is that after the first poll, and the longest until a source has been known for a day.
    """

    shortest: timedelta = timedelta(minutes=10)
    first: timedelta = timedelta(hours=1)
    longest: timedelta = timedelta(hours=24)

    @classmethod
    def of_seconds(cls, *bounds: float) -> Pace:
        """Return the pace of these bounds, in the order of the fields."""
        return cls(*(timedelta(seconds=bound) for bound in bounds))


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a source at ``now``: all its articles since ``since``.

    ``by_hour`` counts them by the hour since the epoch (``hour_of``), ``recent`` is how many of
    them came within the last ``RECENT``.
    """

    now: datetime
    since: datetime
    by_hour: Mapping[int, int]
    recent: int = 0


def past(now: datetime, since: datetime, published: Sequence[datetime]) -> Past:
    """Return what is known of a source from the times of its articles since ``since``."""
    since = max(since, now - WINDOW)
    by_hour: dict[int, int] = {}
    recent = 0
    for at in published:
        if since <= at <= now:
            by_hour[hour_of(at)] = by_hour.get(hour_of(at), 0) + 1
            recent += at > now - RECENT
    return Past(now, since, by_hour, recent)


def hour_of(instant: datetime) -> int:
    """Return the number of an instant's hour since the epoch."""
    return int(instant.timestamp() // 3600)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a source publishes: articles an hour in each hour of a week, from Monday in Hanoi.

    ``burst`` is what the last hours make of it; it fades from ``now`` on.
    """

    now: datetime
    week: tuple[float, ...]
    burst: float = 1.0

    def expected(self, since: datetime, until: datetime) -> float:
        """Return how many articles are usual between two instants."""
        return sum(part * self.week[_place(hour)] for hour, part in _hours(since, until))

    def at(self, hours: float) -> float:
        """Return the articles an hour so many hours from now."""
        usual = self.week[_place(int(self.now.timestamp() / 3600 + hours))]
        return usual * (1 + (self.burst - 1) * math.exp(-hours / _in_hours(RECENT)))


def learn(known: Past) -> Rhythm:
    """Return the rhythm that the past of a source tells."""
    seen, found = _weighed(known)
    shape = [HOURS[place % 24] * DAYS[place // 24] for place in range(_IN_A_WEEK)]
    exposure = sum(map(float.__mul__, seen, shape))
    average = (sum(found) + USUAL * USUAL_SEEN) / (exposure + USUAL_SEEN)
    week = [average * part for part in shape]
    for groups, trust in ((_BY_DAY, DAY_TRUST), (_BY_HOUR, HOUR_TRUST)):
        _correct(week, seen, found, groups, trust)
    return replace(usual := Rhythm(known.now, tuple(week)), burst=_burst(known, usual))


def next_poll(
    known: Past, started: datetime, pace: Pace, *, failures: int = 0, jitter: float = 0.5
) -> datetime:
    """Return when a source is asked again that was asked last at ``started``.

    ``failures`` is how many polls in a row it has not answered, ``jitter`` a number from 0 to 1,
    the same for the same poll.
    """
    seen = known.now - known.since
    gap = interval(learn(known), pace) if seen else pace.first
    if seen < timedelta(days=1):
        gap = min(gap, pace.first)
    gap = max(gap, slowed(failures, pace)) * (1 + JITTER * (2 * jitter - 1))
    return started + min(max(gap, pace.shortest), pace.longest)


def slowed(failures: int, pace: Pace) -> timedelta:
    """Return how long a source is let alone that has failed so often in a row."""
    if failures < PATIENCE:
        return timedelta(0)
    return min(pace.first * 2.0 ** min(failures - PATIENCE, 20), pace.longest)


def interval(rhythm: Rhythm, pace: Pace) -> timedelta:
    """Return the time from now until it is worth asking, within the bounds of the pace."""
    passed, worth = 0.0, 0.0
    longest = _in_hours(pace.longest)
    while worth < 1 and passed < longest:
        rate = _asking_rate(rhythm.at(passed + _STEP / 2))
        step = min(_STEP, (1 - worth) / rate) if rate > 0 else _STEP
        worth += rate * step + 1e-9
        passed += step
    return min(max(timedelta(hours=passed), pace.shortest), pace.longest)


def _asking_rate(articles: float) -> float:
    """Return the polls an hour that so many articles an hour are worth."""
    enough = min(articles / WORTH, 1 / SOON)
    return enough * math.sqrt(articles / STREAM) if articles > STREAM else enough


def is_doubtful(rhythm: Rhythm, whole_at: datetime) -> bool:
    """Say whether "nothing has changed since ``whole_at``" (a 304) is hard to believe."""
    if rhythm.now - whole_at >= UNTESTED:
        return True
    return rhythm.expected(whole_at, rhythm.now) >= DISBELIEF


def _hours(since: datetime, until: datetime) -> Iterator[tuple[int, float]]:
    """Yield the hours between two instants, with the part of each that lies between them."""
    begin, end = since.timestamp() / 3600, until.timestamp() / 3600
    for hour in range(int(begin), math.ceil(end)):
        yield hour, min(end, hour + 1) - max(begin, hour)


def _place(hour: int) -> int:
    """Return the place in the week, from Monday 00:00 in Hanoi, of an hour since the epoch."""
    return (hour + _OFFSET) % _IN_A_WEEK


_OFFSET: Final = int(HANOI.utcoffset(None).total_seconds()) // 3600 + 3 * 24
"""Hours from Monday 00:00 to the epoch, which was a Thursday, in Hanoi."""
_BY_HOUR: Final = [range(hour, _IN_A_WEEK, 24) for hour in range(24)]
_BY_DAY: Final = [range(day * 24, day * 24 + 24) for day in range(7)]


def _weighed(known: Past) -> tuple[list[float], list[float]]:
    """Return the hours seen and the articles found, for each place in the week, new ones most."""
    seen, found = [0.0] * _IN_A_WEEK, [0.0] * _IN_A_WEEK
    weight = 1.0
    fading = 0.5 ** (1 / HALF_LIFE)
    for hour, part in reversed(list(_hours(known.since, known.now))):
        seen[_place(hour)] += weight * part
        found[_place(hour)] += weight * known.by_hour.get(hour, 0)
        weight *= fading
    return seen, found


def _correct(
    week: list[float], seen: list[float], found: list[float], groups: list[range], trust: float
) -> None:
    """Correct a week, group by group, by what was found beside what the week makes expect."""
    for group in groups:
        expected = sum(seen[place] * week[place] for place in group)
        factor = (sum(found[place] for place in group) + trust) / (expected + trust)
        for place in group:
            week[place] *= factor


def _burst(known: Past, usual: Rhythm) -> float:
    expected = usual.expected(max(known.since, known.now - RECENT), known.now)
    factor = (known.recent + RECENT_TRUST) / (expected + RECENT_TRUST)
    return min(max(factor, STILLEST), LIVELIEST)


def _in_hours(length: timedelta) -> float:
    return length.total_seconds() / 3600
