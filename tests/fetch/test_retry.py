from __future__ import annotations

from datetime import UTC, datetime

import pytest

from worker.errors import FetchError
from worker.fetch.failures import OutOfTimeError, PassingError
from worker.fetch.limits import Limits
from worker.fetch.retry import retry_after, wait_before_retry

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("0", 0.0),
        ("120", 120.0),
        (" 120 ", 120.0),
        ("Mon, 02 Mar 2026 01:02:00 GMT", 120.0),
        ("Mon, 02 Mar 2026 01:02:00 -0000", 120.0),
        ("Mon, 02 Mar 2026 00:00:00 GMT", 0.0),
        ("Sun, 02 Mar 2036 01:00:00 GMT", 86_400.0),
        ("315360000", 86_400.0),
        ("9" * 23, 86_400.0),
        ("9" * 19, 86_400.0),
        ("-5", None),
        ("1.5", None),
        ("١٢", None),
        ("mai", None),
        ("Mon, 99 Mar 2026 01:02:00 GMT", None),
        ("", None),
    ],
)
def test_case_18_retry_after_is_read_as_seconds_or_date_and_bounded(
    value: str | None, seconds: float | None
) -> None:
    assert retry_after(value, NOW, Limits()) == seconds


def test_waits_grow_and_are_jittered_and_end_after_two_retries() -> None:
    error = PassingError("hỏng")
    assert wait_before_retry(1, error, 0.0, Limits()) == 0.5
    assert wait_before_retry(1, error, 1.0, Limits()) == 1.5
    assert wait_before_retry(2, error, 0.5, Limits()) == 2.0
    assert wait_before_retry(3, error, 0.5, Limits()) is None


def test_short_waits_asked_for_are_kept_and_long_ones_left_to_the_caller() -> None:
    assert wait_before_retry(1, PassingError("", retry_after=12.0), 0.5, Limits()) == 12.0
    assert wait_before_retry(1, PassingError("", retry_after=31.0), 0.5, Limits()) is None


def test_lasting_failures_are_not_tried_again() -> None:
    for error in (FetchError("403"), OutOfTimeError("60 s")):
        assert wait_before_retry(1, error, 0.5, Limits()) is None
