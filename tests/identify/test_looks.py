from __future__ import annotations

from datetime import UTC, datetime, timedelta

from worker.identify.looks import counted_from, moments, next_look
from worker.model import Precision, Publication

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
USUAL = (15 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY)


def looks(*, followed: bool, rechecks: tuple[timedelta, ...] = USUAL) -> list[timedelta]:
    """Return after what times a page published at AT, and read then, is looked at."""
    found, now = [], AT
    while (at := next_look(AT, now, rechecks, followed=followed)) is not None:
        found.append(at - AT)
        now = at
    return found


def test_a_page_is_looked_at_at_each_moment_and_then_no_more() -> None:
    assert looks(followed=False) == list(USUAL)


def test_what_a_watch_has_told_of_is_looked_at_twice_as_often() -> None:
    found = looks(followed=True)
    assert found == moments(USUAL, followed=True)
    assert found[:4] == [7.5 * MINUTE, 15 * MINUTE, 37.5 * MINUTE, HOUR]
    assert found[-2:] == [18.5 * DAY, 30 * DAY]
    assert len(found) == 2 * len(USUAL)


def test_moments_that_were_let_go_by_are_not_made_up_for() -> None:
    assert next_look(AT, AT + 4 * DAY, USUAL, followed=False) == AT + 7 * DAY
    assert next_look(AT, AT + 31 * DAY, USUAL, followed=True) is None


def test_a_look_shortly_before_a_moment_is_that_moments() -> None:
    assert next_look(AT, AT + 58 * MINUTE, USUAL, followed=False) == AT + 6 * HOUR
    assert next_look(AT, AT + 50 * MINUTE, USUAL, followed=False) == AT + HOUR


def test_the_clock_starts_with_publication_as_far_as_it_is_known() -> None:
    noted = AT + 50 * MINUTE

    def since(at: datetime, precision: Precision) -> datetime:
        return counted_from(Publication(at, precision), noted)

    assert counted_from(None, noted) == noted
    assert since(AT, Precision.MINUTE) == AT
    assert since(AT, Precision.NONE) == noted
    assert since(AT + DAY, Precision.MINUTE) == noted, "a date ahead is a mistake"
    assert since(AT - 8 * HOUR, Precision.DAY) == noted, "noted on the day of publication"
    assert since(AT - 9 * DAY, Precision.DAY) == AT - 8 * DAY


def test_what_is_listed_as_news_is_looked_at_whatever_its_date() -> None:
    old = Publication(AT - 40 * DAY, Precision.MINUTE)
    assert counted_from(old, AT) == AT - 40 * DAY
    assert counted_from(old, AT, within=30 * DAY) == AT
    assert counted_from(old, AT, within=41 * DAY) == AT - 40 * DAY
