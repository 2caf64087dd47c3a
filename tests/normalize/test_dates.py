"""Dates: every wording of the sites that were seen; what is not certain is left empty."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.clock import HANOI
from worker.model import Precision, Publication, ReadFrom
from worker.normalize.dates import DateLine, date_line, parse_published, split_glued_date


@pytest.mark.parametrize(
    ("wording", "hanoi"),
    [
        ("26/02/2021 - 21:09", "2021-02-26 21:09"),
        ("1614348540", "2021-02-26 21:09"),
        ("1614348540000", "2021-02-26 21:09"),
        ("20210226210915", "2021-02-26 21:09"),
        ("2021.02.26 21:09", "2021-02-26 21:09"),
        ("2021-02-26T21:09:00+7:00", "2021-02-26 21:09"),
        ("26-Feb-2021 21:09:15", "2021-02-26 21:09"),
        ("Fri Feb 26 21:09:15 ICT 2021", "2021-02-26 21:09"),
        ("21/01/2009 - 21:02", "2009-01-21 21:02"),
        ("Thứ Ba, ngày 20/09/2022 | 09:00", "2022-09-20 09:00"),
        ("09:47, 15/03/2021", "2021-03-15 09:47"),
        ("11:55 02/01/2015", "2015-01-02 11:55"),
        ("13/10/2020, 20:56", "2020-10-13 20:56"),
        ("07-03-2026 - 00:01 AM", "2026-03-07 00:01"),
        ("Thứ bảy, 7/3/2026, 00:05 (GMT+7)", "2026-03-07 00:05"),
        ("07/03/2026 08:01 GMT+7", "2026-03-07 08:01"),
        ("Thứ 7, 07/03/2026 | 08:00:00 [GMT +7]", "2026-03-07 08:00"),
        ("Thứ Bảy, 07/03/2026 - 08:52", "2026-03-07 08:52"),
        ("- 07/03/2026 08:47", "2026-03-07 08:47"),
        ("Ngày đăng: 08/07/2024  11:38", "2024-07-08 11:38"),
        ("14 giờ 05 phút, ngày 03/11/2020", "2020-11-03 14:05"),
        ("15h30 ngày 20 tháng 9 năm 2022", "2022-09-20 15:30"),
        ("20 Tháng 9, 2022 15:30", "2022-09-20 15:30"),
        ("15:30, 20 Tháng Chín, 2022", "2022-09-20 15:30"),
        ("Tháng Mười Một 21, 2026 lúc 8:15", "2026-11-21 08:15"),
        ("20 thg 9, 2022 15:30", "2022-09-20 15:30"),
        ("Sat, 11/21/2026 - 08:15", "2026-11-21 08:15"),
        ("Sat, 03/07/2026 - 08:15", "2026-03-07 08:15"),
        ("November 21, 2026 8:15 AM", "2026-11-21 08:15"),
        ("07/03/2026 6:44:00 CH", "2026-03-07 18:44"),
        ("3 giờ trước - 07/03/2026 08:15", "2026-03-07 08:15"),
        ("07/03/2026 12:10 SA", "2026-03-07 00:10"),
        ("2 giờ 30 chiều, 07/03/2026", "2026-03-07 14:30"),
        ("02/01/2015 01:08 (GMT+7)", "2015-01-02 01:08"),
        ("2026-03-07 08:07", "2026-03-07 08:07"),
        ("2026-03-07T08:07:00", "2026-03-07 08:07"),
        ("2026-03-07T01:07:00Z", "2026-03-07 08:07"),
        ("2026-03-07T08:07:00+07", "2026-03-07 08:07"),
        ("2026-03-07T08:07:00+0700", "2026-03-07 08:07"),
        ("2026-03-07T08:07:59+07:00", "2026-03-07 08:07"),
        ("2026-03-07T08:52:11.000 +07:00", "2026-03-07 08:52"),
        ("2026-03-07T06:37:00+05:30", "2026-03-07 08:07"),
        ("2026-03-06T20:52:11-05:00", "2026-03-07 08:52"),
        ("02/01/2015 9:05 -0500", "2015-01-02 21:05"),
        ("Sat, 07 Mar 2026 01:00:00 GMT", "2026-03-07 08:00"),
        ("07 Mar 2026 08:00:00 +0700", "2026-03-07 08:00"),
        ("9/14/2026 6:44:00 PM", "2026-09-14 18:44"),
        ("03/07/2026 6:44 PM", "2026-07-03 18:44"),
        ("20/09/2022 09:00 (Cập nhật 21/09/2022 10:00)", "2022-09-20 09:00"),
        ("Cập nhật 21/09/2022 10:00, đăng lúc 20/09/2022 09:00", "2022-09-20 09:00"),
        ("Nga\u0300y\u00a020/09/2022  09:00", "2022-09-20 09:00"),
    ],
)  # fmt: skip
def test_a_wording_with_a_time_is_read_to_the_minute(wording: str, hanoi: str) -> None:
    read = parse_published(wording)
    assert read is not None
    assert read.at.tzinfo is UTC
    assert f"{read.at.astimezone(HANOI):%Y-%m-%d %H:%M:%S}" == f"{hanoi}:00"
    assert (read.precision, read.read_from) == (Precision.MINUTE, ReadFrom.PUBLISHED)


@pytest.mark.parametrize(
    "wording",
    ["Tháng Hai 26, 2021", "26 Tháng Hai, 2021", "February 26, 2021", "26 Feb 2021",
     "26/02/2021", "26-2-2021", "26.02.2021", "2021-02-26", "Thứ sáu, ngày 26 tháng 2 năm 2021",
     "26/02/2021Ngày 25/2, mưa"],
)  # fmt: skip
def test_a_day_alone_is_its_midnight_in_hanoi(wording: str) -> None:
    midnight = datetime(2021, 2, 25, 17, 0, tzinfo=UTC)
    assert parse_published(wording) == Publication(midnight, Precision.DAY)


@pytest.mark.parametrize(
    ("wording", "hanoi", "precision"),
    [
        ("[ Cập nhật vào ngày (03/11/2020) ] - [ Số lần xem: 427 ]", "2020-11-03 00:00", "day"),
        ("Cập nhật: 05:11, 15/10/2018 (GMT+7)", "2018-10-15 05:11", "minute"),
        ("CẬP NHẬT LÚC 15h30 ngày 02/01/2015", "2015-01-02 15:30", "minute"),
    ],
)
def test_an_update_time_is_told_from_a_publication_time(
    wording: str, hanoi: str, precision: str
) -> None:
    read = parse_published(wording)
    assert read is not None
    assert f"{read.at.astimezone(HANOI):%Y-%m-%d %H:%M}" == hanoi
    assert (read.precision, read.read_from) == (precision, ReadFrom.UPDATED)


@pytest.mark.parametrize(
    "wording",
    [
        "",
        "26 phút trước",
        "0912345678",
        "hôm nay 08:00",
        "31/02/2021",
        "20/13/2021",
        "00/01/2021",
        "01/01/1970",
        "1970-01-01T00:00:00Z",
        "01/01/2099 - 10:00",
        "2099-01-01",
        "2026-13-01",
        "25:61 02/01/2015",
        "2026-03-07T24:00:00",
        "2026-03-07T08:00:00+99:00",
        "3/7/2026 6:44:00 PM",
        "12 giờ trưa 02/01/2015",
        "26/02/21",
        "13/12",
        "2.11.20",
        "1234567/02/2021",
        "x" * 5000 + " 26/02/2021",
    ],
)
def test_case_36_what_is_not_certain_is_left_empty(wording: str) -> None:
    assert parse_published(wording) is None


@given(st.integers(0, 28_900_000))
def test_every_minute_survives_the_text_format_and_iso(minutes: int) -> None:
    local = datetime(1995, 1, 1, tzinfo=HANOI) + timedelta(minutes=minutes)
    for wording in (f"{local:%d/%m/%Y - %H:%M}", local.isoformat(), f"{local:%H:%M, %d/%m/%Y}"):
        read = parse_published(wording)
        assert read is not None
        assert read.at == local


@given(st.text(alphabet="0123456789/-:. hgiờậpntTZ+amp,|()", max_size=40))
def test_no_wording_breaks_the_reader(wording: str) -> None:
    read = parse_published(wording)
    assert read is None or 1994 <= read.at.year <= 2050
    date_line(wording)


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("26/02/2021 - 21:09", "26/02/2021 - 21:09", None),
        ("[ Cập nhật vào ngày (03/11/2020) ]", None, "Cập nhật vào ngày (03/11/2020) ]"),
        ("1/1/2021 | Lượt xem: 1203", "1/1/2021 | Lượt xem: 1203", None),
        ("12/1/2021 9:00 Cập nhật 13/1/2021", "12/1/2021 9:00 ", "Cập nhật 13/1/2021"),
        ("31/02/2021 - 10:00", "31/02/2021 - 10:00", None),
        ("26 phút trước", "26 phút trước", None),
        ("2026-03-07T08:07:00+07:00", "2026-03-07T08:07:00+07:00", None),
    ],
)
def test_a_date_line_holds_nothing_else(
    line: str, published: str | None, updated: str | None
) -> None:
    assert date_line(line) == DateLine(published, updated)


@pytest.mark.parametrize(
    "line",
    [
        "Ngày 26-2-2021, huyện Tân Lộc họp.",
        "19/25 chỉ tiêu đạt và vượt",
        "2.11.20.png",
        "Năm 2021",
        "Tin kinh tế",
        "Lịch làm việc tuần 01/03/2021",
        "",
    ],
)
def test_a_line_with_words_of_the_article_is_no_date_line(line: str) -> None:
    assert date_line(line) is None


def test_case_30_a_line_made_to_be_slow_is_answered_at_once() -> None:
    # Without atomic groups this is some four million ways to fail.
    assert date_line("đăng lúc " * 22 + "x") is None
    assert date_line("x" * 200 + " 26/02/2021") is None


def test_a_date_that_runs_into_the_lead_is_parted() -> None:
    assert split_glued_date("14/12/2021Ngày 13/12, mưa.") == ("14/12/2021", "Ngày 13/12, mưa.")
    assert split_glued_date("14/12/2021 - 08:00Đoàn xe") == ("14/12/2021 - 08:00", "Đoàn xe")
    assert split_glued_date("14/12/2021 08:00 Đoàn xe") == ("14/12/2021 08:00", "Đoàn xe")
    for other in ("14/12/2021 Ngày", "14/12/2021x", "31/02/2021Ngày", "Ngày 14/12/2021Ngày"):
        assert split_glued_date(other) is None


def test_two_digits_of_a_year_are_read_beside_a_time_of_day_only() -> None:
    read = parse_published("(15/01/26 - 08:05) - Xem: 33")
    assert read is not None
    assert read.at.isoformat() == "2026-01-15T01:05:00+00:00"
    assert parse_published("15/01/26") is None
    assert parse_published("10.12.25.36 lúc 08:05") is None
