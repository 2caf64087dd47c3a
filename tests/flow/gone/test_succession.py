"""A paper moves to another domain: its archive goes along. Real sockets, both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.fakes import FakeClock
from tests.flow.house import (
    RECHECK_AFTER,
    add_source,
    count,
    edited,
    follow,
    found,
    paper,
    poll_now,
    reload,
    shown_at,
    tools_on,
)
from tests.moving_site import NAMES, NEW, OLD, MovingSite, serving, stories
from worker.archive.database.engine import Archive
from worker.archive.index import states
from worker.archive.schema import tables
from worker.errors import UsageError
from worker.flow.gone.succession import Moved, move
from worker.flow.health import health
from worker.flow.polling.recheck import LOOKS_A_POLL
from worker.flow.sources.check import check
from worker.flow.tools import Tools
from worker.model import ArticleState, Source, Way, WayKind

FEED, LISTING = "/rss/subcate/thoi-su/", "/thoi-su/"
PATTERN = r"(-a|bai-viet/)\d+\.html?"
WEEKS = timedelta(days=15).total_seconds()
KEPT = ("page", "article", "sighting", "alert")


@pytest.fixture
def site() -> Iterator[MovingSite]:
    with serving(MovingSite()) as served:
        yield served


@pytest.fixture
async def tools(archive: Archive, clock: FakeClock) -> AsyncIterator[Tools]:
    async with tools_on(archive, clock, names=NAMES) as made:
        yield made


def fed_by(site: MovingSite, kind: WayKind = WayKind.FEED) -> Source:
    path = FEED if kind is WayKind.FEED else LISTING
    pattern = PATTERN if kind is WayKind.LISTING else None
    way = Way(kind, f"{site.address}{path}", pattern)
    return paper(way, allowed=tuple(f"{name}:{site.port}" for name in NAMES))


def moved(archive: Archive, site: MovingSite, *left: str) -> Moved:
    with archive.write() as tx:
        return move(tx, "bao-song-ham", f"{NEW}:{site.port}", left)


def urls(archive: Archive) -> set[str]:
    with archive.read() as tx:
        return set(tx.scalars(select(tables.page.c.url)))


def in_state(archive: Archive, *named: str) -> set[int]:
    """Return the articles in any of these states."""
    with archive.read() as tx:
        return {n for one in named for n in tx.scalars(states.numbers(ArticleState(one)))}


async def test_a_paper_of_100_pages_moves_and_nothing_is_new_or_gone(
    archive: Archive, tools: Tools, clock: FakeClock, site: MovingSite
) -> None:
    site.stories = stories(100)
    add_source(archive, fed_by(site))
    follow(archive, "BSH")
    assert (await poll_now(tools)).stored == 100
    assert count(archive, *KEPT) == (100, 100, 100, 100)
    old = site.at(OLD, f"/{site.stories[7].slug}.html")
    site.move()
    clock.advance(WEEKS)
    follow(archive, "sông")  # what was not asked before the move is not told by it either
    told = moved(archive, site)
    assert (told.pages.pages, told.pages.joined) == (100, 0)
    assert [way.address for way in told.source.ways] == [f"{site.address}{FEED}"]
    tally = await poll_now(tools)
    assert (tally.discovered, tally.stored, tally.alerts, tally.error) == (100, 0, 0, None)
    assert tally.fetched == LOOKS_A_POLL  # of a hundred that were due for another look
    assert count(archive, *KEPT) == (100, 100, 100, 100)
    assert urls(archive) == {f"{site.address}/{one.slug}.html" for one in site.stories}
    assert shown_at(archive, old).article.title == site.stories[7].title
    assert in_state(archive, "gone", "duplicate") == set()
    for asked in (old, old.replace("http://", "https://www."), f"{OLD}:{site.port}"):
        assert shown_at(archive, old).number in found(archive, f'url:"{asked}"')


@pytest.mark.parametrize("renumbered", [False, True])
async def test_what_came_in_twice_before_the_move_was_told_becomes_one(
    archive: Archive, tools: Tools, clock: FakeClock, site: MovingSite, renumbered: bool
) -> None:
    """The old feed redirects: its pages look new until both domains are known to be one."""
    site.stories = stories(12)
    add_source(archive, fed_by(site))
    follow(archive, "BSH")
    await poll_now(tools)
    site.move(renumbered=renumbered)
    clock.advance(RECHECK_AFTER.total_seconds() + 1)
    tally = await poll_now(tools)
    assert (tally.stored, tally.alerts) == (0, 0)
    assert count(archive, *KEPT) == (24, 12, 24, 12)
    (line,) = health(archive, clock, silent_after=60).wrong
    site_now = f"{NEW}:{site.port}"
    assert line.endswith(f"diemtin source move bao-song-ham --to {site_now}")
    assert any(
        site_now in told for one in await check(tools, reload(archive)) for told in one.lines
    )
    told = moved(archive, site)
    assert (told.pages.pages, told.pages.joined) == (12, 12)
    assert count(archive, "page", "article", "alert") == (12, 12, 12)
    record = shown_at(archive, site.at(OLD, f"/{site.stories[0].slug}.html"))
    assert [one.url for one in record.pages] == [site.address + site.new_path(site.stories[0])]
    first, second = record.sightings
    assert first.first_seen < second.first_seen
    assert (first.ended_at is None, second.ended_at) == (False, None)
    assert in_state(archive, "gone", "duplicate") == set()
    clock.advance(WEEKS)
    tally = await poll_now(tools)
    assert (tally.stored, tally.alerts, tally.error) == (0, 0, None)
    assert count(archive, "page", "article", "sighting") == (12, 12, 24)
    assert health(archive, clock, silent_after=60).wrong == ()


async def test_articles_with_other_addresses_after_the_move_are_the_same_pages(
    archive: Archive, tools: Tools, clock: FakeClock, site: MovingSite
) -> None:
    site.stories = stories(12)
    add_source(archive, fed_by(site))
    follow(archive, "BSH")
    await poll_now(tools)
    old = {one.title: site.at(OLD, f"/{one.slug}.html") for one in site.stories}
    site.move(renumbered=True)
    clock.advance(WEEKS)
    follow(archive, "sông")
    moved(archive, site)
    tally = await poll_now(tools)
    assert (tally.discovered, tally.stored, tally.alerts, tally.error) == (12, 0, 0, None)
    assert count(archive, *KEPT) == (12, 12, 12, 12)
    assert urls(archive) == {f"{site.address}{site.new_path(one)}" for one in site.stories}
    for title, address in old.items():
        assert shown_at(archive, address).article.title == title
    clock.advance(WEEKS)
    assert (await poll_now(tools)).stored == 0
    assert count(archive, *KEPT) == (12, 12, 12, 12)


async def test_the_new_sites_reading_of_an_article_is_no_other_article(
    archive: Archive, tools: Tools, clock: FakeClock, site: MovingSite
) -> None:
    """Another address and another text; title and minute are the same: an edit at most."""
    site.stories = stories(3)
    add_source(archive, fed_by(site))
    follow(archive, "BSH")
    await poll_now(tools)
    site.move(renumbered=True)
    site.stories = [edited(one, "an toàn", "rất an toàn") for one in site.stories]
    moved(archive, site)
    tally = await poll_now(tools)
    assert (tally.stored, tally.alerts) == (0, 0)
    assert count(archive, "page", "article", "sighting", "alert") == (3, 6, 6, 3)


async def test_a_text_published_again_on_another_day_is_another_page(
    archive: Archive, tools: Tools, clock: FakeClock, site: MovingSite
) -> None:
    site.stories = stories(1)
    add_source(archive, fed_by(site))
    follow(archive, "BSH")
    await poll_now(tools)
    site.move(renumbered=True)
    site.stories = [replace(site.stories[0], date="14/03/2026 - 09:00")]
    clock.advance(WEEKS)
    moved(archive, site)
    site.left.clear()  # the old address does not redirect, or that would say that it is one page
    await poll_now(tools)
    assert count(archive, "page", "article") == (2, 1)


async def test_an_old_address_that_redirects_gives_the_page_its_new_one(
    archive: Archive, tools: Tools, clock: FakeClock, site: MovingSite
) -> None:
    """The listing goes on naming old addresses, each of which redirects for good."""
    site.stories = stories(3)
    add_source(archive, fed_by(site, WayKind.LISTING))
    await poll_now(tools)
    site.move(renumbered=True)
    site.listed_at = OLD
    moved(archive, site)
    clock.advance(WEEKS)
    tally = await poll_now(tools)
    assert (tally.fetched, tally.stored, tally.error) == (3, 0, None)
    assert urls(archive) == {f"{site.address}{site.new_path(one)}" for one in site.stories}
    assert count(archive, "page", "article", "sighting") == (3, 3, 3)
    clock.advance(WEEKS)
    await poll_now(tools)
    assert count(archive, "page", "former_key") == (3, 3)
    assert shown_at(archive, site.at(OLD, f"/{site.stories[2].slug}.html")).pages[0].url == (
        f"{site.address}{site.new_path(site.stories[2])}"
    )


async def test_old_addresses_that_all_lead_to_one_article_are_not_that_article(
    archive: Archive, tools: Tools, clock: FakeClock, site: MovingSite
) -> None:
    """Many sites send what they no longer have to one page: that is an edit at most, no move."""
    site.stories = stories(2)
    add_source(archive, fed_by(site, WayKind.LISTING))
    await poll_now(tools)
    first, second = (f"/{one.slug}.html" for one in site.stories)
    site.move()
    site.redirected = lambda host, path: (  # type: ignore[method-assign]
        f"{site.address}{first}" if host == OLD else None
    )
    site.listed_at = OLD
    moved(archive, site)
    clock.advance(WEEKS)
    await poll_now(tools)
    assert urls(archive) == {f"{site.address}{first}", site.at(OLD, second)}
    assert count(archive, "page", "article", "former_key") == (2, 2, 0)


async def test_feed_and_listing_of_one_paper_make_no_doubles(
    archive: Archive, tools: Tools, clock: FakeClock, site: MovingSite
) -> None:
    """The feed names the small-screen host, the listing page the other one."""
    site.stories = stories(6)
    site.name, site.listed_at = f"m.{OLD}", f"www.{OLD}"
    ways = (*fed_by(site).ways, *fed_by(site, WayKind.LISTING).ways)
    add_source(archive, replace(fed_by(site), ways=ways))
    tally = await poll_now(tools)
    assert (tally.discovered, tally.fetched, tally.stored, tally.error) == (6, 6, 6, None)
    assert urls(archive) == {site.at(f"www.{OLD}", f"/{one.slug}.html") for one in site.stories}
    clock.advance(RECHECK_AFTER.total_seconds() + 1)
    assert (await poll_now(tools)).fetched == 6
    assert count(archive, "page", "article", "sighting") == (6, 6, 6)


async def test_domains_that_a_source_names_are_one_from_its_next_poll_on(
    archive: Archive, tools: Tools, clock: FakeClock, site: MovingSite
) -> None:
    site.stories = stories(2)
    domains = (f"{NEW}:{site.port}", f"{OLD}:{site.port}")
    add_source(archive, replace(fed_by(site), domains=domains))
    await poll_now(tools)
    site.move()
    clock.advance(WEEKS)
    tally = await poll_now(tools)
    assert (tally.stored, tally.error) == (0, None)
    assert count(archive, "page", "article", "sighting") == (2, 2, 2)
    assert urls(archive) == {f"{site.address}/{one.slug}.html" for one in site.stories}


def test_a_move_that_cannot_be_meant_is_refused(archive: Archive) -> None:
    feed = Way(WayKind.FEED, "https://www.bao-cu.example/rss")
    add_source(archive, paper(feed))
    add_source(archive, paper(Way(WayKind.FEED, "https://bao-khac.example/rss"), name="bao-khac"))
    with archive.write() as tx:
        with pytest.raises(UsageError, match="is at bao-cu"):
            move(tx, "bao-song-ham", "www.bao-cu.example")
        with pytest.raises(UsageError, match="source bao-khac is read at"):
            move(tx, "bao-song-ham", "bao-khac.example")
        told = move(tx, "bao-song-ham", "bao-khac.example", ["bao-cu.example"])
    assert told.source.domains == ("bao-khac.example", "bao-cu.example")
    assert told.source.ways == (Way(WayKind.FEED, "https://bao-khac.example/rss"),)


def test_which_domain_was_left_must_be_said_where_there_are_several(archive: Archive) -> None:
    rss = Way(WayKind.FEED, "https://feeds.example/bao")
    listing = Way(WayKind.LISTING, "https://bao-cu.example/tin")
    add_source(archive, paper(rss, listing))
    with archive.write() as tx:
        with pytest.raises(UsageError, match=r"asked at feeds\.example and bao-cu"):
            move(tx, "bao-song-ham", "moi.example")
        told = move(tx, "bao-song-ham", "moi.example", ["bao-cu.example"])
    assert told.source.ways == (rss, replace(listing, address="https://moi.example/tin"))
    assert told.source.domains == ("moi.example", "bao-cu.example")


def test_a_second_section_of_a_paper_follows_the_first(archive: Archive) -> None:
    for name in ("bao-song-ham", "the-thao"):
        add_source(archive, paper(Way(WayKind.FEED, f"https://bao-cu.example/{name}"), name=name))
    with archive.write() as tx:
        move(tx, "bao-song-ham", "moi.example")
        told = move(tx, "the-thao", "moi.example")
    assert told.source.ways[0].address == "https://moi.example/the-thao"


def test_pages_are_read_by_the_same_profile_after_a_move(archive: Archive) -> None:
    old = paper(Way(WayKind.FEED, "https://www.haugiang.gov.vn/rss"))
    add_source(archive, replace(old, profile=None))
    with archive.write() as tx:
        assert move(tx, "bao-song-ham", "baocantho.com.vn").source.profile is None
        assert move(tx, "bao-song-ham", "tin.example").source.profile == "bao-can-tho"


def test_a_paper_may_move_again_and_move_back(archive: Archive) -> None:
    add_source(archive, paper(Way(WayKind.FEED, "https://a.example/rss")))
    with archive.write() as tx:
        move(tx, "bao-song-ham", "b.example")
        told = move(tx, "bao-song-ham", "c.example")
        assert told.source.domains == ("c.example", "b.example", "a.example")
        told = move(tx, "bao-song-ham", "a.example")
    assert told.source.domains == ("a.example", "c.example", "b.example")
    assert told.source.ways[0].address == "https://a.example/rss"
    with archive.read() as tx:
        rows = tx.execute(select(tables.domain.c.name, tables.domain.c.paper)).all()
    assert {(row.name, row.paper) for row in rows} == {
        (name, "a.example") for name in ("a.example", "b.example", "c.example")
    }
