"""Whether a source has gone silent: it publishes nothing where it usually does.

Time is measured in articles: by the hours of its week, how many would have come meanwhile. So a
night, or the weekend of an office that rests, weighs nothing; holidays weigh nothing at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from typing import Final

from worker.alert.holidays import is_holiday
from worker.clock import HANOI, hanoi_day
from worker.model import AlertKind, Diagnosis, Stage, facts_of

RECORD: Final = timedelta(weeks=8)
"""How far back a source's habits are looked at."""
LEAST_RECORD: Final = timedelta(weeks=2)
"""How long a source must be known before its silence means anything."""
LEAST_ARTICLES: Final = 10
LEAST_SILENCE: Final = 24.0
"""Hours, holidays not counted, of which nothing less is a silence."""
LEAST_MISSING: Final = 5.0
TIMES: Final = 3.0
"""How many times its longest usual pause a silence must last, measured in articles."""
TIMES_TOLD: Final = 1.5
"""The same of a pause that was told as a silence: it may have been one, or a habit."""
_UNUSUAL: Final = 100
"""One pause in so many is left out as unusual: the service may have stood still."""
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Volume:
    """What a source usually publishes.

    ``by_hour`` are mean articles in each hour of the week, from Monday 00:00 in Hanoi;
    ``articles`` were counted over ``days`` days that are no holidays.
    """

    articles: int
    days: float
    by_hour: tuple[float, ...]

    @property
    def per_day(self) -> float:
        """Return the mean number of articles in a day."""
        return self.articles / self.days if self.days else 0.0

    @property
    def by_weekday(self) -> tuple[float, ...]:
        """Return the mean number of articles of each weekday, from Monday."""
        return tuple(sum(self.by_hour[day * 24 : day * 24 + 24]) for day in range(7))


def usual_volume(arrivals: Sequence[datetime], since: datetime, until: datetime) -> Volume:
    """Return what a source publishes by the arrivals from ``since`` to ``until``."""
    hours = [hour for hour in _hours(since, until) if hour is not None]
    there = Counter(hours)
    counted = [at for at in arrivals if since <= at <= until and not is_holiday(hanoi_day(at))]
    came = Counter(_of_week(at) for at in counted)
    means = tuple(came[hour] / max(there[hour], 1) for hour in range(168))
    return Volume(len(counted), len(hours) / 24, means)


def silence(
    arrivals: Sequence[datetime],
    since: datetime,
    looked_at: datetime,
    told: Sequence[datetime] = (),
) -> Diagnosis | None:
    """Return that a source is silent, None where it is not, or not known for long enough.

    ``arrivals`` are the instants at which its articles were first seen, in order; ``since`` is
    when watching began: what came before is backlog. ``looked_at`` is when it last answered,
    ``told`` when earlier silences of it were told.
    """
    known = [at for at in arrivals if at >= since]
    if len(known) < LEAST_ARTICLES or known[-1] - since < LEAST_RECORD:
        return None
    last = known[-1]
    waited = _working_hours(last, looked_at)
    if waited < LEAST_SILENCE:
        return None
    start = max(since, last - RECORD)
    known = [at for at in known if at >= start]
    volume = usual_volume(known, start, last)
    measure = _Measure(volume, start, looked_at)
    missing = measure.between(last, looked_at)
    pause, told_pause = _longest(measure, known, told)
    if missing < max(LEAST_MISSING, TIMES * pause, TIMES_TOLD * told_pause):
        return None
    usual, per = _rate(volume)
    hours, now = int((looked_at - last) / _HOUR), looked_at.isoformat()
    facts = facts_of(Stage.NEWS.value, hours=hours, usual=usual, per=per)
    came = facts_of("last-article", at=last.isoformat())
    expected = facts_of("expected", missing=round(missing), at=now, pause=round(pause))
    return Diagnosis(AlertKind.SOURCE_SILENT, Stage.NEWS, None, facts, (came, expected))


def often(volume: Volume) -> str:
    """Return how much a source publishes, as people say it: ``12 a day``, ``3 a week``."""
    usual, per = _rate(volume)
    return f"{usual} a {per}"


def _rate(volume: Volume) -> tuple[int, str]:
    """Return how many articles a source publishes in a day, or else in a week."""
    if volume.per_day >= 1:
        return round(volume.per_day), "day"
    return round(volume.per_day * 7), "week"


class _Measure:
    """Measures time in articles that would usually come."""

    def __init__(self, volume: Volume, start: datetime, end: datetime) -> None:
        self._start = _full_hour(start)
        self._rates = [0.0 if hour is None else volume.by_hour[hour] for hour in _hours(start, end)]
        self._before = [0.0, *accumulate(self._rates)]

    def between(self, start: datetime, end: datetime) -> float:
        """Return how many articles would usually come between two instants."""
        return self._until(end) - self._until(start)

    def _until(self, instant: datetime) -> float:
        hours = (instant - self._start) / _HOUR
        at = min(int(hours), len(self._rates) - 1)
        return self._before[at] + self._rates[at] * (hours - at)


def _longest(
    measure: _Measure, known: Sequence[datetime], told: Sequence[datetime]
) -> tuple[float, float]:
    """Return the longest pauses: of those that nobody was told of, and of those that were told."""
    usual, alarming = [0.0], [0.0]
    for one, other in pairwise(known):
        was_told = any(one < at <= other for at in told)
        (alarming if was_told else usual).append(measure.between(one, other))
    usual.sort()
    return usual[-1 - len(usual) // _UNUSUAL], max(alarming)


def _hours(start: datetime, end: datetime) -> list[int | None]:
    """Return for each hour from the one of ``start`` to the one of ``end`` its hour of the week.

    That is 0 for Monday 00:00 in Hanoi; None on a holiday.
    """
    first = _full_hour(start).astimezone(HANOI)
    count = int((end - first) / _HOUR) + 1
    monday, offset = first.weekday() * 24 + first.hour, first.hour
    day = hanoi_day(first)
    rests = [is_holiday(day + timedelta(days=n)) for n in range((offset + count) // 24 + 1)]
    return [None if rests[(offset + n) // 24] else (monday + n) % 168 for n in range(count)]


def _full_hour(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _of_week(instant: datetime) -> int:
    local = instant.astimezone(HANOI)
    return local.weekday() * 24 + local.hour


def _working_hours(start: datetime, end: datetime) -> float:
    """Return the hours between two instants that lie on no holiday."""
    return max((end - start) / _HOUR - _hours(start, end).count(None), 0.0)
