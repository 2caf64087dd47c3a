"""What a watch would have caught is what it did catch."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest

from tests.fakes import FakeClock
from tests.flow.house import capture_of, follow, take
from tests.flow.officialdom import papers, tell
from tests.site import ProvincialSite, Story
from worker.archive.alerts import outbox
from worker.archive.database.engine import Archive
from worker.flow.search.ask import parse_query
from worker.flow.watches.caught import caught

QUERIES = ("hạn", "hạn -cầu", "cầu OR chợ", "title:chợ", "NOT hạn", "source:bao-song-ham")
LONG_AGO, FAR_OFF = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def would_catch(
    archive: Archive, query: str, start: datetime = LONG_AGO, end: datetime = FAR_OFF
) -> list[int]:
    """Return the numbers of the articles, the lowest first."""
    with archive.read() as tx:
        found = caught(tx, parse_query(tx, query), start, end)
        return sorted(one.found.number for one in found)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_edited_again_and_again_a_page_is_told_of_as_the_watch_told_of_it(
    archive: Archive, clock: FakeClock, seed: int
) -> None:
    follow(archive, *QUERIES)
    source = papers(archive, "bao-song-ham")[0]
    rng = random.Random(seed)
    site = ProvincialSite()
    for _ in range(40):
        page = rng.randrange(8)
        words = " ".join(rng.sample(["hạn", "cầu", "chợ", "trường"], 2))
        title = f"Tin số {page} về {words if rng.random() < 0.3 else 'tỉnh'}"
        story = Story(f"tin-{page}-02032026-a{page}", title, "02/03/2026 - 08:15",
                      f"Sáng nay bà con xã số {page} nói về {words} của mình.", ())  # fmt: skip
        site.stories = [story]
        take(archive, clock, source, capture_of(site, story, clock))
        clock.advance(60)
    with archive.read() as tx:
        raised = [(one.watch, one.number or 0) for one in outbox.alerts(tx)]
    for query in QUERIES:
        live = sorted(number for watch, number in raised if watch == query)
        assert live
        assert would_catch(archive, query) == live, query


def test_only_the_time_asked_for_counts_and_it_is_no_evidence(
    archive: Archive, clock: FakeClock
) -> None:
    source = papers(archive, "bao-song-ham")[0]
    for n in range(1, 5):
        tell(archive, clock, source, f"Hạn {n}", "Nước mặn lên sớm.", day=date(2026, 3, n))
    start = datetime(2026, 3, 2, 1, 15, tzinfo=UTC)  # 08:15 in Hanoi, when the second appeared
    end = datetime(2026, 3, 4, 1, 15, tzinfo=UTC)
    assert would_catch(archive, "hạn OR mặn", start, end) == [1, 2]
    with archive.read() as tx:
        newest, _ = caught(tx, parse_query(tx, ""), start, end)
        assert newest.found.number == 2
        assert newest.found.reasons == ()
