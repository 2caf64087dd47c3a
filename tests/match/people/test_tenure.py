from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.match.people.tenure import UNDATED, Cover, Window, fading, window
from worker.model import PartialDate

MARGIN = 90


def term(start: str = "", end: str = "", *attested: str) -> Window:
    return window(
        PartialDate.parse(start) if start else None,
        PartialDate.parse(end) if end else None,
        [date.fromisoformat(day) for day in attested],
        MARGIN,
    )


def cover(days: Window, day: str) -> Cover:
    return days.cover(date.fromisoformat(day).toordinal())


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2020-05-31", Cover.NEVER),
        ("2020-06-01", Cover.CERTAIN),
        ("2023-03-01", Cover.CERTAIN),
        ("2025-01-31", Cover.CERTAIN),
        ("2025-02-01", Cover.NEVER),
    ],
)
def test_between_known_start_and_end_both_included_it_is_certain(day: str, expected: Cover) -> None:
    assert cover(term("2020-06-01", "2025-01-31"), day) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-12-31", Cover.NEVER),
        ("2020-01-01", Cover.DOUBTFUL),
        ("2020-12-30", Cover.DOUBTFUL),
        ("2020-12-31", Cover.CERTAIN),
        ("2025-03-01", Cover.CERTAIN),
        ("2025-03-02", Cover.DOUBTFUL),
        ("2025-03-31", Cover.DOUBTFUL),
        ("2025-04-01", Cover.NEVER),
    ],
)
def test_within_a_start_or_end_known_in_part_it_is_doubtful(day: str, expected: Cover) -> None:
    assert cover(term("2020", "2025-03"), day) is expected


def test_an_attestation_narrows_a_start_and_an_end_known_in_part() -> None:
    days = term("2020", "2025", "2020-04-01", "2025-09-01")
    assert cover(days, "2020-03-31") is Cover.DOUBTFUL
    assert cover(days, "2020-04-01") is Cover.CERTAIN
    assert cover(days, "2025-09-01") is Cover.CERTAIN
    assert cover(days, "2025-09-02") is Cover.DOUBTFUL


def test_who_was_seen_in_a_start_known_in_part_is_not_taken_to_have_stayed_till_its_end() -> None:
    assert cover(term("2020", "", "2020-04-01"), "2020-12-31") is Cover.FAR
    assert cover(term("", "2020", "2020-10-01"), "2020-01-01") is Cover.FAR


def test_a_term_within_one_year_of_which_no_more_is_known_is_certain_on_no_day() -> None:
    days = term("2021", "2021")
    assert {days.cover(date(2021, month, 1).toordinal()) for month in range(1, 13)} == {
        Cover.DOUBTFUL
    }
    assert cover(days, "2020-12-31") is cover(days, "2022-01-01") is Cover.NEVER


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-12-31", Cover.FAR),
        ("2022-01-01", Cover.NEAR),
        ("2022-04-01", Cover.CERTAIN),
        ("2022-10-10", Cover.CERTAIN),
        ("2023-04-01", Cover.CERTAIN),
        ("2023-06-30", Cover.NEAR),
        ("2023-07-01", Cover.FAR),
    ],
)
def test_attestations_count_between_first_and_last_and_the_margin_around(
    day: str, expected: Cover
) -> None:
    assert cover(term("", "", "2023-04-01", "2022-04-01"), day) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2022-03-31", Cover.NEVER),
        ("2022-04-01", Cover.CERTAIN),
        ("2022-04-02", Cover.NEAR),
        ("2022-06-30", Cover.NEAR),
        ("2022-07-01", Cover.FAR),
    ],
)
def test_a_start_without_an_end_is_an_attestation(day: str, expected: Cover) -> None:
    assert cover(term("2022-04-01"), day) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-12-31", Cover.FAR),
        ("2022-01-01", Cover.NEAR),
        ("2022-03-31", Cover.NEAR),
        ("2022-04-01", Cover.CERTAIN),
        ("2022-04-02", Cover.NEVER),
    ],
)
def test_an_end_without_a_start_is_an_attestation(day: str, expected: Cover) -> None:
    assert cover(term("", "2022-04-01"), day) is expected


def test_the_margin_reaches_past_no_known_start_or_end() -> None:
    assert cover(term("2022-03", "", "2022-03-20"), "2022-03-10") is Cover.DOUBTFUL
    assert cover(term("2022-03", "", "2022-03-20"), "2022-02-28") is Cover.NEVER
    assert cover(term("", "2022-03", "2022-03-10"), "2022-03-20") is Cover.DOUBTFUL
    assert cover(term("", "2022-03", "2022-03-10"), "2022-04-01") is Cover.NEVER


def test_an_attestation_outside_of_the_start_and_end_is_not_taken() -> None:
    bounded = term("2020-01-01", "2021-12-31", "2019-06-01", "2022-06-01")
    assert bounded == term("2020-01-01", "2021-12-31")


def test_a_term_without_any_date_is_never_more_than_far() -> None:
    days = term()
    assert cover(days, "0001-01-01") is cover(days, "2022-01-01") is Cover.FAR
    assert days.distance(date(2022, 1, 1).toordinal()) == UNDATED


def test_distance_is_from_the_nearest_certain_day() -> None:
    days = term("", "", "2022-04-01", "2022-05-01")
    assert days.distance(date(2022, 3, 30).toordinal()) == 2
    assert days.distance(date(2022, 4, 15).toordinal()) == 0
    assert days.distance(date(2022, 5, 4).toordinal()) == 3


def test_likelihood_fades_with_the_distance() -> None:
    assert fading(0) == 1.0
    assert fading(365) == 0.5
    assert fading(2 * 365) == pytest.approx(1 / 3)


partial_dates = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(2018, 2024)),
    st.builds(PartialDate, st.integers(2018, 2024), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(2018, 2024), st.integers(1, 12), st.integers(1, 28)),
)
days_of_age = st.dates(date(2016, 1, 1), date(2026, 12, 31))


@given(partial_dates, partial_dates, st.lists(days_of_age, max_size=3), days_of_age)
def test_a_known_start_or_end_is_never_passed(
    start: PartialDate | None, end: PartialDate | None, attested: list[date], day: date
) -> None:
    found = window(start, end, attested, MARGIN).cover(day.toordinal())
    outside = (start is not None and day < start.earliest) or (end is not None and day > end.latest)
    assert (found is Cover.NEVER) == outside


@given(partial_dates, partial_dates, st.lists(days_of_age, max_size=3), days_of_age)
def test_no_day_is_certain_or_near_without_something_known_that_near(
    start: PartialDate | None, end: PartialDate | None, attested: list[date], day: date
) -> None:
    known = [*attested, *(each.latest for each in (start,) if each)]
    known += [each.earliest for each in (end,) if each]
    found = window(start, end, attested, MARGIN).cover(day.toordinal())
    reach = timedelta(days=MARGIN if found is Cover.NEAR else 0)
    if found >= Cover.NEAR:
        assert min(known) - reach <= day <= max(known) + reach
