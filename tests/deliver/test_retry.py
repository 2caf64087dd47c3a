from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.deliver.retry import next_attempt
from worker.model import Failed

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DAY = 86_400.0

jitters = st.floats(0, 1, exclude_max=True)
asked = st.none() | st.floats(-1e9, 1e12)


def pause(attempt: int, outcome: Failed | None = None, jitter: float = 0.0) -> float | None:
    at = next_attempt(attempt, outcome or Failed("HTTP 500"), NOW, jitter)
    return None if at is None else (at - NOW).total_seconds()


def test_the_pauses_are_those_of_the_design() -> None:
    hours = [5 / 3600, 5 / 60, 0.5, 2, 5, 10, 14, 20, 24]
    assert [pause(n) for n in range(1, 10)] == pytest.approx([h * 3600 for h in hours])
    assert sum(pause(n) or 0 for n in range(1, 10)) / 3600 == pytest.approx(75.6, abs=0.05)


def test_the_tenth_failure_is_the_last() -> None:
    assert pause(9) is not None
    assert pause(10) is None
    assert pause(11) is None


@pytest.mark.parametrize(
    "outcome", [Failed("too large", lasting=True), Failed("gone", channel_gone=True)]
)
def test_what_cannot_succeed_is_given_up_at_once(outcome: Failed) -> None:
    assert pause(1, outcome) is None


def test_retry_after_makes_a_pause_longer_never_shorter() -> None:
    assert pause(1, Failed("HTTP 429", retry_after=90.0)) == 90.0
    assert pause(4, Failed("HTTP 429", retry_after=90.0)) == 7200.0


def test_retry_after_is_honored_for_a_day_at_most() -> None:
    assert pause(1, Failed("HTTP 429", retry_after=9e9)) == DAY


def test_jitter_stretches_by_a_tenth() -> None:
    assert pause(2, jitter=0.5) == pytest.approx(315.0)


@given(st.integers(1, 9), jitters, asked)
def test_a_pause_is_bounded(attempt: int, jitter: float, retry_after: float | None) -> None:
    plain = pause(attempt)
    taken = pause(attempt, Failed("", retry_after=retry_after), jitter)
    assert plain is not None
    assert taken is not None
    assert plain <= taken <= max(1.1 * plain, DAY) + 1e-3


@given(st.integers(1, 8), jitters, asked)
def test_later_attempts_wait_longer(attempt: int, jitter: float, retry_after: float | None) -> None:
    outcome = Failed("", retry_after=retry_after)
    sooner, later = pause(attempt, outcome, jitter), pause(attempt + 1, outcome, jitter)
    assert sooner is not None
    assert later is not None
    assert sooner <= later


@given(st.integers(1, 9), jitters, jitters, asked, asked)
def test_more_jitter_or_a_longer_request_never_shortens(
    attempt: int, one: float, two: float, first: float | None, second: float | None
) -> None:
    low, high = sorted([first or 0.0, second or 0.0])
    little = pause(attempt, Failed("", retry_after=low), min(one, two))
    much = pause(attempt, Failed("", retry_after=high), max(one, two))
    assert little is not None
    assert much is not None
    assert little <= much


def test_the_answer_is_an_aware_instant() -> None:
    assert next_attempt(1, Failed(""), NOW, 0.0) == NOW + timedelta(seconds=5)
