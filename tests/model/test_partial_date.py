from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.model import PartialDate


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2021-06-29", date(2021, 6, 29), date(2021, 6, 29)),
        ("2021-06", date(2021, 6, 1), date(2021, 6, 30)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
    ],
)
def test_it_lies_between_its_earliest_and_its_latest_day(
    written: str, earliest: date, latest: date
) -> None:
    partial = PartialDate.parse(written)
    assert (partial.earliest, partial.latest) == (earliest, latest)
    assert str(partial) == written


@pytest.mark.parametrize(
    "written",
    [
        *("", "21", "2021-6", "2021-06-1", "2021/06/29", "29-06-2021", "2021-06-29T00:00"),
        *("2021-13", "2021-02-30", "2023-02-29", "0000", "2021-", "nay", "-2021"),
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(written)


@pytest.mark.parametrize("written", ["2021-00", "2021-00-00", "2021-06-00"])
def test_a_month_or_day_zero_is_refused(written: str) -> None:
    """Databases write so what they don't know; taken as written it would be no date at all."""
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(written)


def test_blanks_around_it_are_no_matter() -> None:
    assert PartialDate.parse(" 2021-06 ") == PartialDate(2021, 6)


@given(st.dates())
def test_a_day_is_itself_and_comes_back_as_written(day: date) -> None:
    partial = PartialDate.of(day)
    assert partial.earliest == partial.latest == day
    assert PartialDate.parse(str(partial)) == partial
    assert str(partial) == day.isoformat()
