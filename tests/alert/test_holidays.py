from __future__ import annotations

from datetime import date, timedelta

import pytest

from worker.alert.holidays import is_holiday, tet


@pytest.mark.parametrize(
    "day",
    ["1985-01-21", "2007-02-17", "2015-02-19", "2020-01-25", "2021-02-12", "2022-02-01",
     "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26",
     "2029-02-13", "2030-02-02"],
)  # fmt: skip
def test_tet_is_the_new_moon_of_hanoi_not_of_peking(day: str) -> None:
    """In 1985, 2007 and 2030 the two differ, by a month or a day."""
    assert tet(int(day[:4])).isoformat() == day


def test_every_year_has_a_tet() -> None:
    for year in range(1976, 2100):
        assert date(year, 1, 21) <= tet(year) <= date(year, 2, 20)


def test_the_days_around_tet_and_the_fixed_days_rest() -> None:
    first = date(2026, 2, 17)
    rested = [day for day in range(-10, 15) if is_holiday(first + timedelta(days=day))]
    assert rested == list(range(-3, 8))
    assert is_holiday(date(2026, 9, 2))
    assert not is_holiday(date(2026, 9, 3))
