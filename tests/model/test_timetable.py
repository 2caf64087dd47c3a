"""Cron lines and quiet hours, by the clocks of Hanoi."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.clock import HANOI
from worker.errors import UsageError
from worker.model.timetable import cron_line, quiet_hours


def at(text: str) -> datetime:
    """Return a time of Hanoi: ``2026-03-02 06:59``."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=HANOI)


@pytest.mark.parametrize(
    ("line", "now", "then"),
    [
        ("0 7 * * *", "2026-03-02 06:59", "2026-03-02 07:00"),
        ("0 7 * * *", "2026-03-02 07:00", "2026-03-03 07:00"),
        # 6 March 2026 is a Friday: 1-5 is Monday to Friday, as crontab counts.
        ("0 7 * * 1-5", "2026-03-06 07:00", "2026-03-09 07:00"),
        ("0 7 * * MON-fri", "2026-03-06 07:00", "2026-03-09 07:00"),
        ("0 7 * * 0", "2026-03-06 07:00", "2026-03-08 07:00"),
        ("0 7 * * 7", "2026-03-06 07:00", "2026-03-08 07:00"),
        ("0 7 * * fri-sun", "2026-03-09 00:00", "2026-03-13 07:00"),
        ("*/20 5-7 * * *", "2026-03-02 07:40", "2026-03-03 05:00"),
        ("30 16,18 * * *", "2026-03-02 16:30", "2026-03-02 18:30"),
        ("0 0 1 * *", "2026-12-15 10:00", "2027-01-01 00:00"),
        ("0 0 29 2 *", "2096-03-01 00:00", "2104-02-29 00:00"),
        ("0 0 1 jul *", "2026-03-02 00:00", "2026-07-01 00:00"),
        # A day and a weekday: either will do (crontab(5)).
        ("0 7 15 * mon", "2026-03-10 00:00", "2026-03-15 07:00"),
        ("0 7 15 * mon", "2026-03-15 08:00", "2026-03-16 07:00"),
    ],
)
def test_a_cron_line_comes_round_in_hanoi(line: str, now: str, then: str) -> None:
    found = cron_line(line).next_after(at(now).astimezone(UTC))
    assert found == at(then)
    assert found.tzinfo is UTC


@given(
    minutes=st.sets(st.integers(0, 59), min_size=1, max_size=3),
    hours=st.sets(st.integers(0, 23), min_size=1, max_size=2),
    weekdays=st.sets(st.integers(0, 6), min_size=1),
    past=st.timedeltas(timedelta(0), timedelta(days=4000)),
)
def test_no_time_is_passed_by(
    minutes: set[int], hours: set[int], weekdays: set[int], past: timedelta
) -> None:
    parts = (minutes, hours, "*", "*", weekdays)
    text = " ".join(one if isinstance(one, str) else ",".join(map(str, one)) for one in parts)
    now = datetime(2026, 3, 2, tzinfo=HANOI) + past
    found = cron_line(text).next_after(now)
    step = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    while not (step.minute in minutes and step.hour in hours and step.isoweekday() % 7 in weekdays):
        step += timedelta(minutes=1)
    assert found == step


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("0 7 * *", "4 fields"),
        ("60 7 * * *", "'60' is no minute"),
        ("0 7 * * 8", "'8' is no weekday"),
        ("0 7 0 * *", "'0' is no day"),
        ("0 7-5 * * *", "'7-5' is no hour"),
        ("0 */0 * * *", "'*/0' is no hour"),
        ("0 7 * * hai", "'hai' is no weekday"),
        ("0 7 30 2 *", "never comes"),
        ("", "0 fields"),
    ],
)
def test_a_line_that_cannot_be_read_says_which_field(line: str, said: str) -> None:
    with pytest.raises(UsageError) as error:
        cron_line(line)
    assert said in str(error.value)
    assert "0 7 * * 1-5" in str(error.value)


@pytest.mark.parametrize(
    ("hours", "now", "over"),
    [
        ("22:00-06:00", "2026-03-02 21:59", None),
        ("22:00-06:00", "2026-03-02 22:00", "2026-03-03 06:00"),
        ("22:00-06:00", "2026-03-02 23:59", "2026-03-03 06:00"),
        ("22:00-06:00", "2026-03-03 00:00", "2026-03-03 06:00"),
        ("22:00-06:00", "2026-03-03 05:59", "2026-03-03 06:00"),
        ("22:00-06:00", "2026-03-03 06:00", None),
        ("11:30–13:00", "2026-03-02 12:00", "2026-03-02 13:00"),
        ("11:30-13:00", "2026-03-02 11:29", None),
        ("11:30-13:00", "2026-03-02 13:00", None),
        ("12:00-00:00", "2026-03-02 23:00", "2026-03-03 00:00"),
    ],
)
def test_quiet_hours_end_where_they_say(hours: str, now: str, over: str | None) -> None:
    assert quiet_hours(hours).over(at(now).astimezone(UTC)) == (over and at(over))


@pytest.mark.parametrize("text", ["22-6", "24:00-06:00", "22:60-06:00", "06:00-06:00", ""])
def test_hours_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(UsageError):
        quiet_hours(text)
