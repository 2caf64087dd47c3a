"""Dates of feeds as the world's systems print them: every part is understood, or none."""

from __future__ import annotations

import pytest

from worker.discover.dates import read_date


@pytest.mark.parametrize(
    ("wording", "hour"),
    [
        ("Mon, 14 Sep 2026 6:44:00 PM", 11),
        ("Mon, 14 Sep 2026 06:44 PM +0700", 11),
        ("Mon, 14 Sep 2026 18:44:00 PM", 11),
        ("Monday, September 14, 2026 - 6:44pm", 11),
        ("Sep. 14, 2026, 6:44 p.m.", 11),
        ("September 14 2026 06:44:00 PM", 11),
        ("Mon, September 14, 2026 at 06:44 PM EST", 23),
        ("Mon, 14th Sep 2026 18:44:00 GMT", 18),
        ("MON,14 SEP 2026 18:44:0", 11),
        ("14-Sep-2026 18:44", 11),
        ("14 Sep 26 18:44 UTC", 18),
        ("Mon, 09/14/2026 - 18:44", 11),
        ("9/14/2026 6:44 PM EST", 23),
        ("Mon Sep 14 18:44:00 ICT 2026", 11),
        ("Mon Sep 14 18:44:00 GMT+07:00 2026", 11),
        ("Mon Sep 14 2026 18:44:00 GMT+0000 (Coordinated Universal Time)", 18),
        ("Mon, 14 Sep 2026 18:44:00 GMT +7", 11),
        ("Mon, 14 Sep 2026 18:44:00 + 0700", 11),
        ("Mon, 14 Sep 2026 18:44:00 +0700 (ICT)", 11),
        ("Mon, 14 Sep 2026 18:44:00 SE Asia Standard Time", 11),
        ("Mon, 14 Sep 2026 18:44:00 Asia/Ho_Chi_Minh", 11),
        ("Mon, 14 Sep 2026 18:44:00&nbsp;GMT", 18),
        ("2026/09/14 18:44:00", 11),
        ("2026-9-14 18:44", 11),
        ("2026-09-14 18:44:00.123456789 +0700 +07", 11),
        ("2026-09-14T18:44:00+07:00Z", 11),
        ("2026-09-14T18:44:00+7:00", 11),
        ("2026-09-14T18:44:00ICT", 11),
        ("2026-09-14t18:44:00z", 18),
        ("2026-09-14 18:44:00 UTC", 18),
        ("20260914184400", 11),
        ("20260914T184400Z", 18),
        ("Mon, 14 Sep 2569 18:44:00 +0700", 11),
        ("1789386240", 11),
        ("1789386240000", 11),
        ("/Date(1789386240000+0700)/", 11),
    ],
)
def test_case_36_a_moment_is_read_whatever_the_order_of_its_parts(wording: str, hour: int) -> None:
    read = read_date(wording)
    assert read is not None
    assert read.isoformat()[:16] == f"2026-09-14T{hour}:44"


def test_midnight_may_be_the_end_of_a_day_and_a_minute_have_a_leap_second() -> None:
    assert str(read_date("Mon, 14 Sep 2026 24:00:00 +0700")) == "2026-09-14 17:00:00+00:00"
    assert str(read_date("2026-09-14T23:59:60Z")) == "2026-09-14 23:59:59+00:00"


@pytest.mark.parametrize(
    "wording",
    [
        "Fri, 31 Jul 2026 20:19:00 Mars/Olympus",
        "Fri, 31 Jul 2026 20:19:00 +0700 GMT",
        "2026-07-31T20:19:00Z+07:00",
        "Fri, 31 Jul 2026 20:19:00 +9900",
        "Fri, 31 Jul 2026 20:19:00 0700",
        "Fri, 31 Jun 2026 20:19:00 +0700",
        "Fri, 31 Jul 2026 24:19:00 +0700",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "0000-00-00 00:00:00",
        "tháng 0 31 2026 20:19",
        "10:00 AM 05/04/2026",
        "05.04.12 10:00",
        "12345678",
        "Invalid Date",
    ],
)
def test_case_36_what_is_not_certain_is_left_empty(wording: str) -> None:
    assert read_date(wording) is None
