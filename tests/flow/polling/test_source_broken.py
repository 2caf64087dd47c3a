"""A source that fails is told once an episode, whatever it meets; case by case on real sockets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.deliver.alerts import in_english
from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    MARKET,
    SCHOOL,
    KeepingCourier,
    add_source,
    count,
    fed_by,
    last_run,
    paper,
    path_of,
    poll_now,
    reload,
    troubled,
)
from tests.flow.troubles import (
    DAY,
    GATES,
    HOUR,
    had,
    numbered,
    open_troubles,
    poll_each,
    raised,
    told,
    watch_sources,
)
from tests.site import ProvincialSite
from worker.archive.database.engine import Archive
from worker.archive.pages import pages
from worker.clock import HANOI
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.model import AlertKind, Fault, Source, Stage, Way, WayKind

FEED = "/rss/subcate/thoi-su/"
LISTING = "/thoi-su/"
NOBODY = "127.0.0.1:9"


def listed_by(site: ProvincialSite) -> Source:
    listing = Way(WayKind.LISTING, f"{site.address}{LISTING}", r"-a\d+\.html$")
    return paper(listing, allowed=(site.host,))


@pytest.fixture
async def polled(archive: Archive, tools: Tools, site: ProvincialSite) -> ProvincialSite:
    """A paper that has been polled well once, and a watch for its troubles."""
    site.stories = [BRIDGE, SCHOOL]
    add_source(archive, fed_by(site))
    watch_sources(archive)
    assert (await poll_now(tools)).stored == 2
    return site


async def test_three_failures_in_a_row_are_told_once(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock,
    courier: KeepingCourier,
) -> None:  # fmt: skip
    polled.broken = {FEED}
    await poll_each(tools, clock, 2)
    assert raised(archive) == []
    tallies = await poll_each(tools, clock, 1)
    assert [tally.alerts for tally in tallies] == [1]
    [alert] = raised(archive)
    assert alert.kind is AlertKind.SOURCE_BROKEN
    assert alert.title == "Báo Sông Hàm: answers with an error, 3 polls in a row"
    assert (alert.number, alert.url) == (None, f"{polled.address}{FEED}")
    _, error, since = (reason for reason in alert.reasons if reason.field == "health")
    assert "answered 500" in in_english(error)
    assert (error.via, error.start, error.end) == ("fetch", None, None)
    assert in_english(since) == "since 09:00 02/03/2026"
    [trouble] = had(archive)
    assert f"{trouble.begun_at.astimezone(HANOI):%H:%M}" == "09:00", "as status tells it"
    await poll_each(tools, clock, 30)
    assert len(raised(archive)) == 1
    assert await dispatch(tools) == 1
    [outgoing] = courier.taken
    assert not outgoing.digest
    assert (outgoing.alerts[0].number, outgoing.alerts[0].content_hash) == (None, None)


async def test_a_second_episode_is_told_again_and_the_first_has_an_end(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    polled.broken = {FEED}
    await poll_each(tools, clock, 3)
    polled.broken = set()
    await poll_each(tools, clock, 8)
    [first] = had(archive)
    assert first.ended_at is not None
    polled.broken = {FEED}
    await poll_each(tools, clock, 4)
    assert len(raised(archive)) == 2
    assert [one.ended_at is None for one in had(archive)] == [False, True]


async def test_a_source_that_comes_and_goes_is_one_episode(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    for _ in range(6):
        polled.broken = {FEED}
        await poll_each(tools, clock, 3)
        polled.broken = set()
        await poll_each(tools, clock, 1)
    assert len(raised(archive)) == 1


async def test_failures_that_are_not_in_a_row_are_no_alarm(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    for _ in range(5):
        polled.broken = {FEED}
        await poll_each(tools, clock, 2)
        polled.broken = set()
        await poll_each(tools, clock, 1)
    assert raised(archive) == []
    assert open_troubles(archive) == []


@pytest.mark.parametrize("gate", GATES)
async def test_case_28_a_gate_in_place_of_the_feed_alarms_and_is_no_news(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock, gate: str
) -> None:
    polled.instead = {"*": GATES[gate]}
    polled.publish(MARKET)
    [tally] = await poll_each(tools, clock, 1)
    assert (tally.answered, tally.discovered, tally.stored) == (0, 0, 0)
    assert last_run(archive).fault is Fault.GATE
    [alert] = raised(archive)
    assert alert.kind is AlertKind.SOURCE_BROKEN
    assert "in place of its news" in alert.title
    polled.instead = {}
    assert [one.stored for one in await poll_each(tools, clock, 1)] == [1]
    assert open_troubles(archive) == []


@pytest.mark.parametrize("gate", GATES)
async def test_case_28_a_gate_in_place_of_the_listing_alarms_and_is_no_news(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock, gate: str
) -> None:
    site.stories = [BRIDGE]
    add_source(archive, listed_by(site))
    watch_sources(archive)
    await poll_now(tools)
    site.instead = {LISTING: GATES[gate]}
    await poll_each(tools, clock, 1)
    assert [one.cause for one in open_troubles(archive)] == [Fault.GATE]
    assert len(raised(archive)) == 1


@pytest.mark.parametrize("gate", GATES)
async def test_case_28_gates_in_place_of_articles_alarm_and_the_articles_come_later(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock, gate: str
) -> None:
    polled.publish(MARKET)
    other = numbered(MARKET, 1)
    polled.publish(other)
    polled.instead = {path_of(MARKET): GATES[gate], path_of(other): GATES[gate]}
    [tally] = await poll_each(tools, clock, 1)
    assert (tally.stored, tally.pages.gated) == (0, 2)
    [alert] = raised(archive)
    assert "its pages are a login page" in alert.title
    assert {state for state, _ in troubled(archive).values()} == {pages.WAITING}
    polled.instead = {}
    assert [one.stored for one in await poll_each(tools, clock, 1, 2 * HOUR)] == [2]
    assert open_troubles(archive) == []
    assert count(archive, "article") == (4,)


async def test_a_single_gate_among_articles_is_no_alarm(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    polled.publish(MARKET)
    polled.publish(numbered(MARKET, 1))
    polled.instead = {path_of(MARKET): GATES["login"]}
    [tally] = await poll_each(tools, clock, 1)
    assert (tally.stored, tally.pages.gated) == (1, 1)
    assert raised(archive) == []


async def test_case_29_a_listing_in_which_nothing_is_found_twice_alarms(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    add_source(archive, listed_by(site))
    watch_sources(archive)
    await poll_now(tools)
    links = "".join(f'<li><a href="/bai/{n}">Bài số {n} của hôm nay</a></li>' for n in range(9))
    site.instead = {LISTING: f"<!doctype html><html><body><ul>{links}</ul></body></html>"}
    [tally] = await poll_each(tools, clock, 1)
    assert tally.error == (
        f"{site.address}{LISTING}: no article is found here, where there were some"
    )
    assert raised(archive) == []
    await poll_each(tools, clock, 1)
    assert told(archive) == [
        "Báo Sông Hàm: no article is found where it lists them, 2 polls in a row"
    ]
    site.instead = {}
    await poll_each(tools, clock, 1)
    assert open_troubles(archive) == []


async def test_case_29_pages_in_which_no_article_is_found_alarm_after_two_polls(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    empty = "<!doctype html><html><head><title>Báo Sông Hàm</title></head><body></body></html>"
    for number in (1, 2):
        assert raised(archive) == []
        story = numbered(MARKET, number)
        polled.publish(story)
        polled.instead[path_of(story)] = empty
        [tally] = await poll_each(tools, clock, 1)
        assert (tally.stored, tally.pages.unread, tally.error) == (0, 1, None)
    assert told(archive) == [
        "Báo Sông Hàm: no article is found in its pages: 2 in a row, where 2 could be read"
    ]
    polled.publish(numbered(MARKET, 3))
    await poll_each(tools, clock, 1)
    assert open_troubles(archive) == []


async def test_case_29_articles_that_have_lost_their_dates_alarm_after_two_polls(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    for number in (1, 2):
        polled.publish(replace(numbered(MARKET, number), date=""))
        [tally] = await poll_each(tools, clock, 1)
        assert (tally.stored, tally.pages.undated) == (1, 1)
    [alert] = raised(archive)
    assert "read without a date: 2 in a row, where 2 had one" in alert.title
    [trouble] = open_troubles(archive)
    assert (trouble.stage, trouble.cause) == (Stage.PAGES, Fault.DATES)


async def test_a_feed_that_was_always_empty_is_no_trouble(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    add_source(archive, fed_by(site))
    watch_sources(archive)
    assert [tally.error for tally in await poll_each(tools, clock, 4)] == [None] * 4
    assert had(archive) == []


async def test_what_robots_txt_forbids_all_at_once_is_told_as_that(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    polled.robots = "User-agent: *\nDisallow: /\n"
    await poll_each(tools, clock, 3, DAY + HOUR)
    [alert] = raised(archive)
    assert alert.title == ("Báo Sông Hàm: may not be asked, by its robots.txt, 3 polls in a row")


async def test_a_source_that_never_answered_has_a_day_before_it_is_told(
    archive: Archive, tools: Tools, clock: FakeClock
) -> None:
    add_source(archive, paper(Way(WayKind.FEED, f"http://{NOBODY}/rss"), allowed=(NOBODY,)))
    watch_sources(archive)
    await poll_now(tools)
    await poll_each(tools, clock, 23)
    assert raised(archive) == []
    assert reload(archive).first_polled_at is None
    await poll_each(tools, clock, 2)
    assert told(archive) == ["Báo Sông Hàm: cannot be reached, 25 polls in a row"]


async def test_where_nobody_can_be_reached_it_is_our_network(
    archive: Archive, tools: Tools, clock: FakeClock, site: ProvincialSite
) -> None:
    """All fail at once for two days: nothing is told; when one answers, the others are blamed."""
    names = ["mot", "hai", "ba"]
    for name in names:
        way = Way(WayKind.FEED, f"http://{NOBODY}/{name}")
        add_source(archive, paper(way, name=name, allowed=(NOBODY,)))
    site.stories = [BRIDGE]
    add_source(archive, fed_by(site))
    watch_sources(archive)
    await poll_now(tools)
    address = site.host
    with_archive_address(archive, "bao-song-ham", NOBODY)
    for _ in range(12):
        clock.advance(4 * HOUR)
        for name in [*names, "bao-song-ham"]:
            await poll_now(tools, name)
    assert raised(archive) == []
    assert last_run(archive).fault is Fault.OFFLINE
    with_archive_address(archive, "bao-song-ham", address)
    for _ in range(4):
        clock.advance(HOUR)
        for name in ["bao-song-ham", *names]:
            await poll_now(tools, name)
    assert len(raised(archive)) == 3
    assert all("cannot be reached" in title for title in told(archive))


def with_archive_address(archive: Archive, name: str, host: str) -> None:
    """Let a source's feed be at that host."""
    from worker.archive.sources import sources

    source = reload(archive, name).source
    way = Way(WayKind.FEED, f"http://{host}{FEED}")
    with archive.write() as tx:
        sources.update(tx, replace(source, ways=(way,), allowed_hosts=(host,)))


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", True),
        ("source:bao-song-ham", True),
        ("source:bao-khac", False),
        ('place:"Bến Tre"', True),
        ('place:"Vĩnh Long"', False),
        ("NOT source:bao-khac", True),
        ("-source:bao-song-ham", False),
        ('source:bao-khac OR place:"Bến Tre"', True),
        ("cầu", False),
    ],
)
async def test_a_watch_is_told_of_the_sources_that_its_query_means(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock, query: str,
    wanted: bool,
) -> None:  # fmt: skip
    site.stories = [BRIDGE]
    add_source(archive, replace(fed_by(site), place="Bến Tre"))
    watch_sources(archive, query)
    watch_sources(archive, query, (AlertKind.SOURCE_SILENT,), "chỉ im lặng")
    await poll_now(tools)
    site.broken = {FEED}
    await poll_each(tools, clock, 3)
    assert [one.watch for one in raised(archive)] == (["nguồn"] if wanted else [])


async def test_a_watch_for_sources_is_not_told_of_articles(
    archive: Archive, polled: ProvincialSite
) -> None:
    assert count(archive, "article", "alert") == (2, 0)
