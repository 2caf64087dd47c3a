"""When a source is asked again: often while it publishes, rarely while it does not."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

import pytest

from worker.clock import HANOI
from worker.flow.rhythm import (
    Pace,
    Past,
    Rhythm,
    hour_of,
    interval,
    is_doubtful,
    learn,
    next_poll,
    past,
    slowed,
)

MONDAY = datetime(2026, 3, 30, tzinfo=HANOI)
"""00:00 in Hanoi, after four weeks."""
WEEKS = timedelta(weeks=4)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
PACE = Pace()


def every_day(now: datetime, *hours: float, weekend: bool = True) -> Past:
    """Return the past of a source that publishes daily at these hours, for four weeks."""
    days = [MONDAY - timedelta(days=back) for back in range(1, 29)]
    times = [day + hour * HOUR for day in days if weekend or day.weekday() < 5 for hour in hours]
    today = [now.replace(hour=0, minute=0) + hour * HOUR for hour in hours]
    return past(now, MONDAY - WEEKS, [*times, *(at for at in today if MONDAY <= at <= now)])


def gap(known: Past, pace: Pace = PACE) -> timedelta:
    return next_poll(known, known.now, pace) - known.now


MORNINGS = [7 + n / 12 for n in range(48)]
"""Every five minutes from seven to eleven."""


def test_a_busy_morning_is_asked_often_and_a_night_rarely() -> None:
    morning = gap(every_day(MONDAY + 9 * HOUR, *MORNINGS))
    afternoon = gap(every_day(MONDAY + 14 * HOUR, *MORNINGS))
    night = gap(every_day(MONDAY + 23 * HOUR, *MORNINGS))
    assert 10 * MINUTE <= morning <= 15 * MINUTE
    assert afternoon > 4 * morning
    assert night > 1.5 * HOUR


def test_a_night_costs_few_polls_and_the_morning_is_not_missed() -> None:
    asked = [MONDAY + 21 * HOUR]
    while asked[-1] < MONDAY + 33 * HOUR:
        known = every_day(asked[-1], *MORNINGS)
        asked.append(next_poll(known, known.now, PACE))
    first_after_seven = next(at for at in asked if at >= MONDAY + 31 * HOUR)
    assert sum(at < MONDAY + 30 * HOUR for at in asked) <= 7, "36 would be every quarter of an hour"
    assert first_after_seven <= MONDAY + 31.5 * HOUR


def test_a_portal_that_rests_on_sundays_is_left_alone_then() -> None:
    office = [9, 10, 11, 14, 15, 16]
    workday = gap(every_day(MONDAY + 9 * HOUR, *office, weekend=False))
    saturday = every_day(MONDAY + 5 * 24 * HOUR + 9 * HOUR)
    known = every_day(MONDAY + 9 * HOUR, *office, weekend=False)
    sunday = learn(known)
    assert workday < 30 * MINUTE
    assert sunday.expected(MONDAY - 24 * HOUR, MONDAY) < 0.3 * sunday.expected(
        MONDAY, MONDAY + 24 * HOUR
    )
    assert gap(saturday) > workday


def test_who_publishes_more_is_asked_more_often_and_nobody_beyond_the_bounds() -> None:
    at_nine = MONDAY + 9 * HOUR
    gaps = [
        gap(every_day(at_nine, *(24 * n / count for n in range(count))))
        for count in (1, 4, 12, 48, 600)
    ]
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[0] > HOUR
    assert gaps[-1] == PACE.shortest
    dead = past(MONDAY, MONDAY - WEEKS, [])
    assert 3 * HOUR < gap(dead) <= PACE.longest


def test_a_new_source_is_asked_within_the_hour_even_at_night() -> None:
    for hour in (2, 9, 20):
        now = MONDAY + hour * HOUR
        assert gap(past(now, now, [])) == HOUR
        assert gap(past(now, now - 2 * HOUR, [])) <= HOUR


def test_a_burst_quickens_and_a_silence_slows() -> None:
    now = MONDAY + 9 * HOUR
    usual = [n * 2.0 for n in range(12)]
    calm = every_day(now, *usual)
    burst = Past(now, calm.since, calm.by_hour, recent=8)
    assert gap(burst) < 0.7 * gap(calm)
    lively = every_day(now, *MORNINGS)
    silent = Past(now, lively.since, lively.by_hour, recent=0)
    assert interval(learn(silent), PACE) > interval(learn(lively), PACE)


def test_what_is_new_counts_more_than_what_is_old() -> None:
    """A paper that has doubled its output is asked as one that did so a week ago."""
    now = MONDAY + 9 * HOUR
    old = [now - timedelta(days=d, hours=h) for d in range(14, 28) for h in range(0, 24, 2)]
    new = [now - timedelta(days=d, hours=h) for d in range(14) for h in range(0, 24, 2)]
    since = MONDAY - WEEKS
    assert gap(past(now, since, new)) < gap(past(now, since, old))


def test_the_jitter_is_handed_in_and_small() -> None:
    known = every_day(MONDAY + 14 * HOUR, *range(0, 24, 3))
    middle = gap(known)
    for jitter, low, high in ((0.0, 0.85, 1.0), (1.0, 1.0, 1.15)):
        spread = next_poll(known, known.now, PACE, jitter=jitter) - known.now
        assert low * middle < spread < high * middle
        assert spread != middle


def test_the_next_poll_is_counted_from_the_start_of_the_last() -> None:
    known = every_day(MONDAY + 9 * HOUR, *MORNINGS)
    started = known.now - 3 * MINUTE
    assert next_poll(known, started, PACE) - started == gap(known)


def test_thirty_failures_in_a_row_slow_the_polling_down_and_never_end_it() -> None:
    known = every_day(MONDAY + 9 * HOUR, *MORNINGS)
    waits = [
        next_poll(known, known.now, PACE, failures=failures) - known.now
        for failures in (0, 29, 30, 31, 33, 40, 10_000)
    ]
    assert waits[0] == waits[1] < 15 * MINUTE
    assert waits[2:] == [1 * HOUR, 2 * HOUR, 8 * HOUR, 24 * HOUR, 24 * HOUR]
    assert slowed(29, PACE) == timedelta(0)


def test_the_bounds_can_be_set() -> None:
    known = every_day(MONDAY + 9 * HOUR, *MORNINGS)
    assert gap(known, Pace.of_seconds(1200, 3600, 7200)) == 20 * MINUTE
    assert gap(past(MONDAY, MONDAY - WEEKS, []), Pace.of_seconds(60, 600, 7200)) == 2 * HOUR


def test_times_of_the_future_and_from_before_the_window_do_not_count() -> None:
    known = past(MONDAY, MONDAY - 10 * WEEKS, [MONDAY + HOUR, MONDAY - 5 * WEEKS, MONDAY - HOUR])
    assert known.since == MONDAY - WEEKS
    assert known.by_hour == {hour_of(MONDAY - HOUR): 1}
    assert known.recent == 1


def test_the_week_begins_on_monday_in_hanoi() -> None:
    rhythm = Rhythm(MONDAY, (1.0, *([0.0] * 167)))
    assert rhythm.expected(MONDAY, MONDAY + HOUR) == pytest.approx(1.0)
    assert rhythm.expected(MONDAY - HOUR, MONDAY) == 0
    assert rhythm.expected(MONDAY + 0.5 * HOUR, MONDAY + 3 * HOUR) == pytest.approx(0.5)


def test_a_week_without_anything_to_expect_ends_at_the_longest() -> None:
    assert interval(Rhythm(MONDAY, (0.0,) * 168), PACE) == PACE.longest
    assert not math.isnan(learn(past(MONDAY, MONDAY, [])).week[0])


def test_that_nothing_has_changed_is_doubted_when_much_should_have_and_after_a_day() -> None:
    lively = learn(every_day(MONDAY + 10 * HOUR, *MORNINGS))
    assert not is_doubtful(lively, lively.now - 20 * MINUTE)
    assert is_doubtful(lively, lively.now - 2 * HOUR)
    quiet = learn(past(MONDAY, MONDAY - WEEKS, []))
    assert not is_doubtful(quiet, MONDAY - 23 * HOUR)
    assert is_doubtful(quiet, MONDAY - 24 * HOUR)
