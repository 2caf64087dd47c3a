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


@pytest.mark.parametrize(
    "wording",
    [
        "T5, 05/03/2026 07:15",
        "Năm, 05/03/2026 - 07:15",
        "Th5, 05 Th3 2026 07:15:00 +0700",
        "Thứ 5 - 05/03/2026 07:15",
        "7:15:09 05/03/2026",
        "7 giờ 15 phút, ngày 5/3/2026",
        "05/03/2026 lúc 07h15",
        "Ngày đăng: 05/03/2026 07:15",
        "05 Tháng Ba 2026 07:15",
        "Tháng Ba 5, 2026 07:15",
        "Thu, 05 Mar 2026 07:15:00 SA",
        "2026-03-05 07:15:00 SA",
        "Thu, 05/03/2026 07:15:00",
        "Thu Mar 05 2026 07:15:00 GMT+0700 (Giờ Đông Dương)",
    ],
)
def test_case_36_a_vietnamese_wording_is_read_in_any_order_of_its_parts(wording: str) -> None:
    read = read_date(wording)
    assert read is not None
    assert read.isoformat()[:16] == "2026-03-05T00:15"


@pytest.mark.parametrize(
    "wording",
    [
        "05/03/2026 07:15 - 06/03/2026 07:15",
        "07:15 | 25/03/2026 | 350 lượt xem",
        "Cập nhật: 25/03/2026 07:15",
        "25/03/2026 13:15 SA",
        "25/03/2026 0:15 CH",
        "2 giờ trước",
    ],
)
def test_what_says_more_than_a_moment_or_less_is_left_empty(wording: str) -> None:
    assert read_date(wording) is None
