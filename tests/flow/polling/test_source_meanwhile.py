"""A source that is removed, switched off or edited while it is polled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.fakes import FakeClock
from tests.flow.archived import days_back, publish, with_listing
from tests.flow.house import (
    BRIDGE,
    MARKET,
    SCHOOL,
    add_source,
    count,
    fed_by,
    follow,
    path_of,
    poll_now,
    reload,
)
from tests.flow.polling.test_backfill import listed
from tests.flow.polling.test_followed_meanwhile import at_call
from tests.site import ProvincialSite, serving
from worker.archive.database.engine import Archive
from worker.archive.sources import sources
from worker.errors import NotFound
from worker.flow.polling.backfill import backfill
from worker.flow.sources import removal as source_removal
from worker.flow.tools import Tools

NAME = "bao-song-ham"
FEED = "/rss/subcate/thoi-su/"


@pytest.fixture
def remove(archive: Archive, clock: FakeClock) -> Callable[[bool], None]:
    """Return what removes the paper, with its articles or without."""

    def removed(with_articles: bool) -> None:
        with archive.write() as tx:
            source_removal.remove(tx, NAME, with_articles=with_articles, now=clock.now())

    return removed


@pytest.mark.parametrize("with_articles", [False, True])
async def test_a_source_that_is_removed_is_asked_and_stored_no_more(
    archive: Archive,
    tools: Tools,
    site: ProvincialSite,
    remove: Callable[[bool], None],
    with_articles: bool,
) -> None:
    site.stories = [BRIDGE, SCHOOL, MARKET]
    site.halfway = at_call(2, lambda: remove(with_articles))
    add_source(archive, fed_by(site))
    follow(archive, "BSH")
    tally = await poll_now(tools)
    assert tally.error is None
    assert sum(site.asked[path_of(story)] for story in site.stories) == 2
    assert count(archive, "article", "alert") == ((0, 0) if with_articles else (1, 1))


@pytest.mark.parametrize("with_articles", [False, True])
async def test_a_source_that_is_removed_while_its_feed_is_read_gets_no_pages(
    archive: Archive, tools: Tools, remove: Callable[[bool], None], with_articles: bool
) -> None:
    class RemovedSite(ProvincialSite):
        """A paper that somebody removes while its feed is asked for."""

        def page(self, path: str) -> tuple[str, str] | None:
            if path == FEED:
                remove(with_articles)
            return super().page(path)

    with serving(RemovedSite([BRIDGE])) as site:
        add_source(archive, fed_by(site))
        await poll_now(tools)
        assert site.asked[path_of(BRIDGE)] == 0
    with pytest.raises(NotFound):
        reload(archive)


async def test_a_source_that_is_switched_off_is_left_alone_and_goes_on_where_it_was(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    def switch(on: bool) -> None:
        with archive.write() as tx:
            sources.set_enabled(tx, NAME, on)

    site.stories = [BRIDGE, SCHOOL, MARKET]
    site.halfway = at_call(1, lambda: switch(False))
    add_source(archive, fed_by(site))
    assert (await poll_now(tools)).stored == 1
    assert reload(archive).first_polled_at is None
    switch(True)
    assert (await poll_now(tools)).stored == 2


async def test_a_walk_through_the_past_stops_too_and_goes_on_where_it_was(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    def switch(on: bool) -> None:
        with archive.write() as tx:
            sources.set_enabled(tx, NAME, on)

    days = days_back(15)
    publish(site, days)
    with_listing(site)
    listed(archive, site)
    site.halfway = at_call(12, lambda: switch(False))
    assert not (await backfill(tools, reload(archive), days[-1], None, lambda *_: None)).ended
    assert count(archive, "article") == (12,)
    switch(True)
    assert (await backfill(tools, reload(archive), days[-1], None, lambda *_: None)).ended
    assert count(archive, "article") == (15,)


async def test_a_longer_pause_counts_at_once(
    archive: Archive, tools: Tools, clock: FakeClock, site: ProvincialSite
) -> None:
    def slow_down() -> None:
        with archive.write() as tx:
            sources.update(tx, replace(fed_by(site), pause=7.0))

    site.stories = [BRIDGE, SCHOOL]
    site.halfway = at_call(1, slow_down)
    add_source(archive, fed_by(site))
    await poll_now(tools)
    assert sum(clock.slept) == pytest.approx(7.0, abs=0.5)
