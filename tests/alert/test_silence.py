"""When silence means something: by what a source usually publishes, and never on holidays."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from worker.alert.silence import RECORD, often, silence, usual_volume
from worker.clock import HANOI
from worker.deliver.messages.evidence import said
from worker.model import Diagnosis, Language

MONDAY = datetime(2026, 6, 1, tzinfo=HANOI)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def daily(start: datetime, days: int) -> Iterator[datetime]:
    """A paper: twelve articles a day from 6 to 22, fewer at weekends."""
    for day in range(days):
        morning = start + day * DAY
        step = 4 if morning.weekday() >= 5 else 1.4
        count = 4 if morning.weekday() >= 5 else 12
        yield from (morning + (6 + step * n) * HOUR for n in range(count))


def of_an_office(start: datetime, days: int) -> Iterator[datetime]:
    """A portal: two articles a working day."""
    for day in range(days):
        morning = start + day * DAY
        if morning.weekday() < 5:
            yield from (morning + 8 * HOUR, morning + 15 * HOUR)


def irregular(start: datetime, days: int) -> Iterator[datetime]:
    """A small paper: about three a day, whenever it likes."""
    rng = random.Random(11)
    at = start
    while True:
        at += timedelta(hours=rng.expovariate(3 / 24))
        if at >= start + days * DAY:
            return
        yield at


Rhythm = Callable[[datetime, int], Iterator[datetime]]


def silent_from(rhythm: Rhythm, start: datetime, days: int) -> datetime | None:
    """Return when a source is called silent that stops after so many days, asked every hour."""
    came = list(rhythm(start, days))
    for hour in range(60 * 24):
        at = came[-1] + hour * HOUR
        if silence(came, start, at):
            return at
    return None


@pytest.mark.parametrize("rhythm", [daily, of_an_office, irregular])
def test_a_source_that_goes_on_is_never_called_silent(rhythm: Rhythm) -> None:
    came = list(rhythm(MONDAY, 70))
    for hour in range(14 * 24, 70 * 24):
        at = MONDAY + hour * HOUR
        known = [one for one in came if one <= at]
        found = silence(known, MONDAY, at)
        assert found is None, (at, found)


@pytest.mark.parametrize(
    ("rhythm", "least", "most"), [(daily, 24, 36), (of_an_office, 48, 120), (irregular, 24, 120)]
)
def test_a_source_that_stops_is_called_silent(rhythm: Rhythm, least: int, most: int) -> None:
    last = list(rhythm(MONDAY, 52))[-1]
    at = silent_from(rhythm, MONDAY, 52)
    assert at is not None
    assert least <= (at - last) / HOUR <= most


def test_a_weekend_is_no_silence_to_an_office() -> None:
    came = list(of_an_office(MONDAY, 54))
    assert came[-1].weekday() == 4
    assert silence(came, MONDAY, came[-1] + 3 * DAY) is None
    assert silence(came, MONDAY, came[-1] + 7 * DAY) is not None


def test_tet_is_no_silence() -> None:
    """Nothing for nine days around 17 February 2026, without a Tết in the record before."""
    start = datetime(2025, 12, 15, tzinfo=HANOI)
    came = list(daily(start, 61))
    assert came[-1] < datetime(2026, 2, 14, tzinfo=HANOI)
    assert silence(came, start, datetime(2026, 2, 24, 23, tzinfo=HANOI)) is None
    assert silence(came, start, datetime(2026, 2, 27, 8, tzinfo=HANOI)) is not None


def test_what_is_new_or_seldom_is_never_called_silent() -> None:
    assert silent_from(daily, MONDAY, 13) is None
    assert silent_from(daily, MONDAY, 16) is not None
    monthly = [MONDAY + n * 20 * DAY for n in range(12)]
    assert silence(monthly, MONDAY, monthly[-1] + 30 * DAY) is None
    assert silence([], MONDAY, MONDAY + 90 * DAY) is None


def test_one_long_pause_of_many_is_left_out_as_unusual() -> None:
    """The service stood still for ten days once: that makes no habit of the source."""
    came = [*daily(MONDAY, 20), *daily(MONDAY + 30 * DAY, 22)]
    assert silence(came, MONDAY, came[-1] + 2 * DAY) is not None


def test_a_source_with_long_pauses_of_its_own_is_given_more_time() -> None:
    came = [MONDAY + (week * 7 + day) * DAY + n * HOUR for week in range(8) for day in (0, 1)
            for n in range(3)]  # fmt: skip
    assert silence(came, MONDAY, came[-1] + 6 * DAY) is None
    assert silence(came, MONDAY, came[-1] + 21 * DAY) is not None


def test_the_diagnosis_says_how_long_and_what_is_usual() -> None:
    came = list(daily(MONDAY, 52))
    found = silence(came, MONDAY, came[-1] + 3 * DAY)
    assert isinstance(found, Diagnosis)
    assert said(dict(found.facts), Language.ENGLISH) == ("nothing new for 3 days; usually 10 a day")
    last, expected = (said(dict(one), Language.ENGLISH) for one in found.evidence)
    assert last == "its last article came 21:24 22/07/2026"
    assert "more were to be expected by 21:24 25/07/2026" in expected


def test_a_volume_is_by_weekday_and_leaves_holidays_out() -> None:
    start = datetime(2026, 4, 6, tzinfo=HANOI)
    volume = usual_volume(list(daily(start, 56)), start, start + RECORD)
    assert [round(mean) for mean in volume.by_weekday] == [12, 12, 12, 12, 12, 4, 4]
    assert round(volume.days) == 54  # 30 April and 1 May rest
    assert often(volume) == "10 a day"
