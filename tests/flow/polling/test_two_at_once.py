"""The service and a command that poll one source at once share its pages, and ask each once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
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
    path_of,
    poll_now,
    reload,
    tools_on,
)
from tests.flow.polling.test_backfill import listed
from tests.site import ProvincialSite
from worker.archive.database.engine import Archive
from worker.archive.sources import sources
from worker.flow.polling.backfill import backfill

PAUSE = 5.0


class SharedClock(FakeClock):
    """A clock in one of whose sleeps, while a turn is waited for, another process works."""

    def __init__(self, sleep: int, other: Callable[[], Awaitable[object]]) -> None:
        super().__init__()
        self._left = sleep
        self._other = other

    async def sleep(self, seconds: float) -> None:
        self._left -= 1
        if self._left == 0:
            await self._other()
        await super().sleep(seconds)


@pytest.mark.parametrize("asked_before", [0, 1, 2])
async def test_what_another_poll_has_read_while_a_turn_was_waited_for_is_not_asked_again(
    archive: Archive, clock: FakeClock, site: ProvincialSite, asked_before: int
) -> None:
    site.stories = [BRIDGE, SCHOOL, MARKET]
    add_source(archive, replace(fed_by(site), pause=PAUSE))
    async with tools_on(archive, clock) as others:
        here = SharedClock(2 + asked_before, lambda: poll_now(others))
        async with tools_on(archive, here) as tools:
            tally = await poll_now(tools)
    assert [site.asked[path_of(story)] for story in site.stories] == [1, 1, 1]
    assert (tally.fetched, tally.error) == (asked_before, None)
    assert count(archive, "article") == (3,)
    assert reload(archive).first_polled_at is not None
    assert len(here.slept) == 2 + asked_before, "what is not asked costs no pause"


async def test_a_look_that_another_process_has_made_is_not_made_again(
    archive: Archive, clock: FakeClock, site: ProvincialSite
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    add_source(archive, replace(fed_by(site), pause=PAUSE))
    async with tools_on(archive, clock) as others:
        await poll_now(others)
        clock.advance(24 * 3600)
        here = SharedClock(2, lambda: poll_now(others))
        here.instant = clock.instant
        async with tools_on(archive, here) as tools:
            tally = await poll_now(tools)
    assert [site.asked[path_of(story)] for story in site.stories] == [2, 2]
    assert tally.fetched == 0


async def test_a_walk_through_the_past_beside_another_asks_each_page_once(
    archive: Archive, clock: FakeClock, site: ProvincialSite
) -> None:
    days = days_back(25)
    publish(site, days)
    with_listing(site)
    listed(archive, site)
    source = reload(archive).source
    with archive.write() as tx:
        sources.update(tx, replace(source, pause=PAUSE))

    async with tools_on(archive, clock) as others:

        async def walk_too() -> None:
            await backfill(others, reload(archive), days[-1], None, lambda *_: None)

        here = SharedClock(17, walk_too)
        async with tools_on(archive, here) as tools:
            done = await backfill(tools, reload(archive), days[-1], None, lambda *_: None)
    assert done.ended
    pages = {path: times for path, times in site.asked.items() if path.endswith(".html")}
    assert set(pages.values()) == {1}
    assert count(archive, "article") == (25,)
