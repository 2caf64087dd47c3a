"""Dates of feeds in Vietnamese wording: the day stands first, whatever the numbers leave open."""

from __future__ import annotations

import pytest

from worker.discover.dates import read_date


@pytest.mark.parametrize(
    "wording",
    [
        "Thứ Năm, 05/03/2026 07:15 (GMT+7)",
        "05/03/2026 7:15:00 SA",
        "07:15 05/03/2026",
        "07:15 | 05/03/2026",
        "Thứ Năm, ngày 05 tháng 3 năm 2026 07:15",
    ],
)
def test_a_vietnamese_wording_says_the_day_first(wording: str) -> None:
    read = read_date(wording)
    assert read is not None
    assert read.isoformat() == "2026-03-05T00:15:00+00:00"


def test_numbers_alone_do_not_tell_day_from_month() -> None:
    assert read_date("05/03/2026 07:15") is None
