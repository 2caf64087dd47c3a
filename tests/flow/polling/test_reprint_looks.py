"""A paper prints its article at a new address: the old one is looked at soon, and politely."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    MARKET,
    SCHOOL,
    add_source,
    fed_by,
    first_poll,
    path_of,
    poll_now,
    shown_at,
    tools_on,
)
from tests.flow.troubles import numbered
from tests.site import ProvincialSite, Story
from worker.archive.database.engine import Archive
from worker.archive.schema import tables
from worker.flow.polling.recheck import recheck
from worker.flow.tools import Tools

MINUTE, HOUR, DAY = 60, 3600, 86_400
AGAIN = replace(BRIDGE, slug="cau-rach-dinh-da-thong-xe-12032026-a70009")
REWRITTEN = replace(AGAIN, title="Cầu Rạch Đình đã thông xe")


@pytest.fixture
async def seldom(tools: Tools) -> Tools:
    """Tools that look at a page after an hour, and then after a month."""
    return replace(tools, rechecks=(timedelta(hours=1), timedelta(days=30)))


@pytest.fixture
async def printed(
    archive: Archive, seldom: Tools, clock: FakeClock, site: ProvincialSite
) -> ProvincialSite:
    """A paper whose articles are ten days old, and next looked at in twenty."""
    await first_poll(seldom, site, BRIDGE, SCHOOL)
    await look(seldom, clock, 2 * HOUR)
    clock.advance(10 * DAY)
    site.asked = Counter()
    return site


async def look(tools: Tools, clock: FakeClock, seconds: int) -> None:
    """Let the job run every ten minutes for so long."""
    for _ in range(seconds // (10 * MINUTE)):
        clock.advance(10 * MINUTE)
        await recheck(tools)


def state(archive: Archive, site: ProvincialSite, story: Story) -> str:
    url = f"{site.address}{path_of(story)}"
    [page] = (page for page in shown_at(archive, url).pages if page.url == url)
    return page.state


async def test_an_article_that_was_moved_has_moved_within_hours(
    archive: Archive, seldom: Tools, clock: FakeClock, printed: ProvincialSite
) -> None:
    printed.stories = [AGAIN, SCHOOL]
    await poll_now(seldom)
    await look(seldom, clock, 3 * HOUR)
    assert state(archive, printed, BRIDGE) == "moved"


async def test_an_article_that_was_rewritten_elsewhere_is_missed_soon(
    archive: Archive, seldom: Tools, clock: FakeClock, printed: ProvincialSite
) -> None:
    printed.stories = [REWRITTEN, SCHOOL]
    await poll_now(seldom)
    await look(seldom, clock, HOUR)
    assert state(archive, printed, BRIDGE) == "missing"


async def test_a_page_that_is_still_there_costs_one_look(
    archive: Archive, seldom: Tools, clock: FakeClock, printed: ProvincialSite
) -> None:
    printed.publish(AGAIN)
    await poll_now(seldom)
    await look(seldom, clock, DAY)
    assert printed.asked[path_of(BRIDGE)] == 1
    assert printed.asked[path_of(SCHOOL)] == 0


async def test_a_page_that_was_just_read_is_left_alone_for_an_hour(
    archive: Archive, tools: Tools, clock: FakeClock, site: ProvincialSite
) -> None:
    await first_poll(tools, site, BRIDGE)
    clock.advance(20 * MINUTE)
    site.stories = [AGAIN]
    await poll_now(tools)
    await look(tools, clock, 30 * MINUTE)
    assert site.asked[path_of(BRIDGE)] == 1
    await look(tools, clock, 20 * MINUTE)
    assert site.asked[path_of(BRIDGE)] == 2


async def test_a_text_that_stands_everywhere_costs_few_looks_and_new_articles_come_first(
    archive: Archive, seldom: Tools, clock: FakeClock, site: ProvincialSite
) -> None:
    await first_poll(seldom, site, numbered(BRIDGE, 0))
    texts = [replace(BRIDGE, slug=f"thong-bao-a7{n:04}") for n in range(8)]
    site.stories = [*texts]
    await poll_now(seldom)
    await look(seldom, clock, 2 * HOUR)
    clock.advance(10 * DAY)
    site.asked = Counter()
    site.stories = [MARKET, AGAIN, *texts]
    await poll_now(seldom)
    asked = [path for path in site.asked if path.endswith(".html")]
    assert set(asked[:2]) == {path_of(MARKET), path_of(AGAIN)}
    await look(seldom, clock, DAY)
    assert sum(site.asked[path_of(one)] for one in texts) == 5


async def test_what_a_first_poll_finds_twice_is_looked_at_as_planned(
    archive: Archive, seldom: Tools, clock: FakeClock, site: ProvincialSite
) -> None:
    site.stories = [BRIDGE, AGAIN]
    add_source(archive, fed_by(site))
    clock.advance(90 * MINUTE)
    await poll_now(seldom)
    with archive.read() as tx:
        planned = set(tx.scalars(tables.page.select().with_only_columns(tables.page.c.next_look)))
    assert len(planned) == 1, planned


async def test_another_paper_is_not_asked(
    archive: Archive, clock: FakeClock, printed: ProvincialSite
) -> None:
    """It prints what the first one has printed, which says nothing of the first one's page."""
    with archive.write() as tx:
        tx.execute(tables.page.update().values(next_look=None))
    async with tools_on(archive, clock, names=["bao-ban.example"]) as tools:
        host = f"bao-ban.example:{printed.port}"
        other = fed_by(printed, "bao-ban")
        add_source(archive, replace(other, allowed_hosts=(host, printed.host)))
        printed.stories = [AGAIN]
        await poll_now(tools, "bao-ban")
        await look(tools, clock, 2 * HOUR)
    assert printed.asked[path_of(AGAIN)] >= 1
    assert printed.asked[path_of(BRIDGE)] == 0
