"""When a source is polled again, from polls of a real site to the row that says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    MARKET,
    ONCE_MORE,
    SCHOOL,
    add_source,
    fed_by,
    paper,
    poll_now,
    reload,
    tools_on,
)
from tests.site import ProvincialSite, Story
from worker.archive.database.engine import Archive
from worker.archive.sources import rhythm_facts
from worker.flow.polling import pacing
from worker.flow.rhythm import PATIENCE
from worker.flow.tools import Tools
from worker.model import Schedule, Way, WayKind
from worker.service.due import due_at

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Return one kind of database: what is asked here is the same to both."""
    return sqlite_url


LOST = Way(WayKind.FEED, "http://127.0.0.1:9/rss")


async def test_the_next_poll_is_stored_and_is_when_the_source_is_due(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.stories = [BRIDGE]
    add_source(archive, fed_by(site))
    assert due_at(reload(archive), clock.now()) == clock.now()
    began = clock.now()
    await poll_now(tools)
    after = reload(archive)
    assert after.poll_after is not None
    assert 0.9 * HOUR <= after.poll_after - began <= 1.1 * HOUR
    assert due_at(after, clock.now()) == after.poll_after


async def test_a_paper_that_publishes_much_is_polled_more_often_than_one_that_does_not(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    tools = replace(tools, rechecks=ONCE_MORE)
    add_source(archive, fed_by(site))
    await poll_now(tools)
    for day in range(3):
        for hour in range(12):
            site.publish(replace(BRIDGE, slug=f"tin-{day}-{hour}-a{day}{hour:02}", date="-"))
            clock.advance(HOUR.total_seconds())
            await poll_now(tools)
        clock.advance(12 * HOUR.total_seconds())
    clock.advance(3 * HOUR.total_seconds())
    began = clock.now()
    await poll_now(tools)
    lively = reload(archive).poll_after
    assert lively is not None
    assert 10 * MINUTE <= lively - began < 35 * MINUTE
    for _ in range(10):
        clock.advance(48 * HOUR.total_seconds())
        began = clock.now()
        await poll_now(tools)
    quiet = reload(archive).poll_after
    assert quiet is not None
    assert quiet - began > 40 * MINUTE


async def test_the_users_own_schedule_stays(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    add_source(archive, replace(fed_by(site), schedule=Schedule(every=7200)))
    began = clock.now()
    await poll_now(tools)
    assert reload(archive).poll_after is None
    assert due_at(reload(archive), clock.now()) == began + 2 * HOUR


async def test_a_run_that_never_ends_is_followed_by_another_all_the_same(
    archive: Archive, tools: Tools, site: ProvincialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process is killed in mid-run: neither is the source forgotten nor polled at once."""
    add_source(archive, fed_by(site))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pacing, "end", killed)
        with pytest.raises(KeyboardInterrupt):
            await poll_now(tools)
    after = reload(archive)
    assert after.last_run is not None
    assert after.poll_after is not None
    assert after.poll_after - after.last_run.started_at > 50 * MINUTE


async def test_thirty_failures_slow_it_down_and_one_answer_makes_up_for_them(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    for schedule in (Schedule(), Schedule(every=600)):
        name = f"bao-{schedule.every}"
        lost = replace(paper(LOST, name=name, allowed=("127.0.0.1:9",)), schedule=schedule)
        add_source(archive, lost)
        for _ in range(PATIENCE - 1):
            clock.advance(60)
            await poll_now(tools, name)
        source = reload(archive, name)
        assert source.failures == PATIENCE - 1
        assert due_at(source, clock.now()) <= clock.now() + 1.1 * HOUR
        for slower in (1, 2, 4, 8, 16, 24, 24):
            began = clock.now()
            await poll_now(tools, name)
            due = due_at(reload(archive, name), clock.now())
            assert 0.9 * slower * HOUR <= due - began <= min(1.1 * slower, 24) * HOUR
            clock.advance(60)


async def test_an_answer_ends_the_count_of_failures(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    site.broken = {"/rss/subcate/thoi-su/"}
    add_source(archive, fed_by(site))
    for expected in (1, 2):
        await poll_now(tools)
        assert reload(archive).failures == expected
    site.broken = set()
    await poll_now(tools)
    assert reload(archive).failures == 0


def test_the_jitter_differs_by_source_and_poll_and_stays_the_same() -> None:
    found = [pacing.jitter(name, run) for name in ("a", "b", "c") for run in range(50)]
    assert len(set(found)) == 150
    assert all(0 <= one < 1 for one in found)
    assert max(found) > 0.9
    assert min(found) < 0.1
    assert pacing.jitter("a", 7) == found[7]


async def test_what_counts_is_when_a_page_says_it_was_published(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    """BRIDGE says 08:15 in Hanoi, now; MARKET a time to come; the third holds no article."""
    first = clock.now()
    add_source(archive, fed_by(site))
    await poll_now(tools)
    clock.advance(7200)
    empty = Story("video-a9", "Video", "02/03/2026", lead="", paragraphs=(), byline="")
    site.stories = [BRIDGE, MARKET, empty]
    await poll_now(tools)
    with archive.read() as tx:
        told = rhythm_facts.published(tx, 1, first)
    assert sorted(told) == [first + 15 * MINUTE, clock.now()]


async def test_what_was_there_before_us_teaches_nothing(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    add_source(archive, fed_by(site))
    await poll_now(tools)
    with archive.read() as tx:
        known = pacing.known(tx, reload(archive), clock.now())
    assert known.by_hour == {}
    assert known.since == reload(archive).first_polled_at


@pytest.fixture
def resting(site: ProvincialSite) -> ProvincialSite:
    """A site that answers every page with 429 and asks for an hour's rest."""
    site.stories = [BRIDGE, SCHOOL, MARKET]
    site.busy = {f"/{SCHOOL.slug}.html": "3600"}
    return site


async def test_a_site_that_asks_for_rest_gets_it_after_a_restart_too(
    archive: Archive, tools: Tools, resting: ProvincialSite, clock: FakeClock
) -> None:
    add_source(archive, fed_by(resting))
    tally = await poll_now(tools)
    asked = resting.asked.total()
    assert tally.stored == 1, "what came before the 429; nothing was asked after it"
    assert tally.troubles[-1].endswith("wants to be left alone for 60 min more")
    async with tools_on(archive, clock) as restarted:
        clock.advance(1800)
        tally = await poll_now(restarted)
        assert resting.asked.total() == asked
        source = reload(archive)
        assert source.failures == 0, "it was not asked: that is no failure"
        assert due_at(source, clock.now()) >= clock.now() + 30 * MINUTE
        clock.advance(1801)
        resting.busy = {}
        assert (await poll_now(restarted)).stored == 2


async def test_all_sources_on_a_resting_site_leave_it_alone(
    archive: Archive, tools: Tools, resting: ProvincialSite
) -> None:
    add_source(archive, fed_by(resting))
    add_source(archive, fed_by(resting, name="bao-kia"))
    await poll_now(tools)
    asked = resting.asked.total()
    tally = await poll_now(tools, "bao-kia")
    assert resting.asked.total() == asked
    assert tally.error is not None
    assert "wants to be left alone" in tally.error
