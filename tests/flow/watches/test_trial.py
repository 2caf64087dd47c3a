"""A query tried on the last days: how many a day, which words, and whether it would flood."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.fakes import FakeClock
from tests.flow.officialdom import papers, tell
from worker.archive.database.engine import Archive
from worker.archive.sources.sources import StoredSource
from worker.flow.search.ask import parse_query
from worker.flow.watches import trial
from worker.flow.watches.trial import Trial, attempt

TODAY = date(2026, 3, 2)
"""The day of the fake clock."""


@pytest.fixture
def source(archive: Archive) -> StoredSource:
    return papers(archive, "bao-song-ham")[0]


def publish(
    archive: Archive, clock: FakeClock, source: StoredSource, days_ago: int, *leads: str
) -> None:
    for n, lead in enumerate(leads):
        day = TODAY - timedelta(days=days_ago)
        tell(archive, clock, source, f"Tin {days_ago} ngày trước, số {n}", lead, day=day)


def tried(archive: Archive, clock: FakeClock, query: str, **asked: int) -> Trial:
    with archive.read() as tx:
        return attempt(tx, parse_query(tx, query), clock.now(), **asked)


def test_each_day_has_its_count_days_without_any_too(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    publish(archive, clock, source, 4, "Mùa hạn ngoài khung.", "Mùa mưa ngoài khung.")
    publish(archive, clock, source, 3, "Mùa hạn đến sớm.", "Mùa mưa đến muộn.")
    publish(archive, clock, source, 1, "Hạn mặn lên cao.", "Hạn mặn xuống thấp.")
    publish(archive, clock, source, 0, "Hạn vẫn còn.", "Chợ nổi họp lại.")
    found = tried(archive, clock, "hạn", days=4)
    assert [(one.day, one.articles, one.caught) for one in found.days] == [
        (TODAY - timedelta(days=3), 2, 1),
        (TODAY - timedelta(days=2), 0, 0),
        (TODAY - timedelta(days=1), 2, 2),
        (TODAY, 2, 1),
    ]
    assert (found.caught, found.articles, found.left_out) == (4, 6, 0)
    assert (found.share, found.a_day) == (4 / 6, 1.0)
    assert [one.number for one in found.newest] == [6, 5, 4, 2]
    assert found.floods == ()


def test_an_average_begins_with_the_first_day_that_has_articles(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    publish(archive, clock, source, 1, "Hạn mặn lên cao.", "Hạn mặn xuống thấp.")
    publish(archive, clock, source, 0, "Hạn vẫn còn.")
    assert tried(archive, clock, "hạn").a_day == 1.5


def test_the_words_that_matched_are_ranked_by_articles_whatever_their_case(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    publish(archive, clock, source, 0, "Hạn mặn, hạn mặn và hạn mặn.", "HẠN MẶN lên.", "Cầu mới.")
    found = tried(archive, clock, '(cầu OR "hạn mặn") source:bao-song-ham after:2026-01-01')
    assert [(one.field, one.surface, one.articles) for one in found.terms] == [
        ("source", "bao-song-ham", 3),
        ("", "HẠN MẶN", 2),
        ("", "Cầu", 1),
    ]


def test_work_is_bounded_and_what_is_left_out_is_told(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    for days_ago in (5, 3, 1):
        publish(archive, clock, source, days_ago, "Hạn mặn lên cao.")
    found = tried(archive, clock, "hạn", most=2)
    assert (found.caught, found.articles, found.left_out) == (2, 2, 1)
    assert found.days[0].day == TODAY - timedelta(days=3)
    assert found.a_day == 2 / 4


def test_a_query_that_tells_too_much_is_said_to_flood(
    archive: Archive,
    clock: FakeClock,
    source: StoredSource,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(archive, clock, source, 0, *(f"Bản tin mùa hạn số {n}." for n in range(3)))
    assert tried(archive, clock, "hạn").floods == ()
    monkeypatch.setattr(trial, "JUDGED_FROM", 3)
    assert tried(archive, clock, "hạn").floods == ("100% of all articles, more than 10%",)
    monkeypatch.setattr(trial, "MANY_A_DAY", 2)
    assert tried(archive, clock, "hạn").floods[0] == "3 alerts a day on average, more than 2"


def test_an_archive_without_new_articles_says_how_old_it_is(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    assert tried(archive, clock, "").latest is None
    publish(archive, clock, source, 40, "Hạn mặn lên cao.")
    found = tried(archive, clock, "")
    assert (found.articles, found.caught, found.share, found.a_day) == (0, 0, 0.0, 0.0)
    assert found.latest is not None
    assert found.latest.date() == TODAY - timedelta(days=40)
