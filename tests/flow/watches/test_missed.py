"""What a watch missed while it was paused: what was first seen then and was not told of."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.fakes import FakeClock
from tests.flow.house import capture_of, follow, take
from tests.flow.officialdom import papers, tell
from tests.flow.past import FIRST, publish
from tests.site import ProvincialSite, Story
from worker.archive.alerts import watches
from worker.archive.articles import articles
from worker.archive.database.engine import Archive
from worker.archive.sources.sources import StoredSource
from worker.errors import UsageError
from worker.flow.watches.missed import Missed, missed
from worker.model import Watch


@pytest.fixture
def source(archive: Archive) -> StoredSource:
    return papers(archive, "bao-song-ham")[0]


def paused(archive: Archive, clock: FakeClock, name: str = "hạn") -> datetime:
    """Pause a watch a second from now; return when that is."""
    clock.advance(1)
    with archive.write() as tx:
        watches.pause(tx, name, clock.now())
    clock.advance(1)
    return clock.now() - timedelta(seconds=1)


def look(archive: Archive, clock: FakeClock, since: datetime, name: str = "hạn") -> Missed:
    clock.advance(1)
    with archive.read() as tx:
        return missed(tx, watches.find(tx, name), since, clock.now())


def test_it_counts_what_was_first_seen_whenever_that_was_published(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    follow(archive, "hạn")
    publish(archive, clock, source, 9)
    since = paused(archive, clock)
    publish(archive, clock, source, 8, 3, 7, 6)
    tell(archive, clock, source, "Chợ nổi", "Chợ họp lại.", day=FIRST)
    found = look(archive, clock, since)
    assert (found.found, found.articles, found.cut) == (4, 5, False)
    assert found.first_day == date(2026, 2, 4)
    assert [one.number for one in found.newest] == [4, 3, 2]
    assert found.newest[0].reasons
    clock.advance(60)
    now = clock.now()
    publish(archive, clock, source, 20)
    with archive.read() as tx:
        after = missed(tx, watches.find(tx, "hạn"), since, now)
    assert after.found == 4, "what came after is another matter"


def test_an_edit_of_what_was_told_of_is_nothing_missed(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    def show(lead: str) -> None:
        story = Story("tin-02032026-a1", "Tin", "02/03/2026 - 08:15", lead, ())
        take(archive, clock, source, capture_of(ProvincialSite([story]), story, clock))

    follow(archive, "hạn")
    show("Hạn mặn đến sớm.")
    since = paused(archive, clock)
    show("Hạn mặn đến sớm hơn.")
    found = look(archive, clock, since)
    assert (found.found, found.articles, found.first_day) == (0, 1, None)


def test_a_query_that_cannot_be_read_is_refused(archive: Archive, clock: FakeClock) -> None:
    with archive.write() as tx:
        watches.add(tx, Watch("hạn", "topic:khong-co"))
    with pytest.raises(UsageError, match="khong-co"):
        look(archive, clock, paused(archive, clock))


def test_what_was_seen_in_a_time_is_found_in_batches(
    archive: Archive,
    clock: FakeClock,
    source: StoredSource,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(articles, "_AT_ONCE", 2)
    times = []
    for n in range(7):
        clock.advance(10)
        times.append(clock.now())
        publish(archive, clock, source, n)
    with archive.read() as tx:
        assert articles.seen_since(tx, times[2], times[6], 99) == [5, 4, 3, 2]
        assert articles.seen_since(tx, times[0], times[6], 2) == [5, 4, 3]
        assert articles.seen_since(tx, times[6] + timedelta(seconds=1), times[6], 99) == []
