"""The past of a paper on loopback is walked: sitemaps, listings, calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.fakes import FakeClock
from tests.flow.archived import (
    HTML,
    LISTING,
    TODAY,
    XML,
    days_back,
    fetched,
    publish,
    story_of,
    with_listing,
    with_sitemaps,
)
from tests.flow.house import (
    KeepingCourier,
    add_source,
    count,
    fed_by,
    follow,
    paper,
    path_of,
    poll_now,
    reload,
)
from tests.site import ProvincialSite
from worker.archive.database.engine import Archive
from worker.archive.sources import backfills, sources
from worker.errors import FetchError, UsageError
from worker.flow.polling import backfill as module
from worker.flow.polling import visits
from worker.flow.polling.backfill import Walked, backfill
from worker.flow.polling.discovery import discover
from worker.flow.polling.tally import Tally
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.model import Way, WayKind

NAME = "bao-song-ham"
PATTERN = r"-a\d+\.html$"


def listed(archive: Archive, site: ProvincialSite, pattern: str | None = PATTERN) -> None:
    way = Way(WayKind.LISTING, site.address + LISTING, pattern)
    add_source(archive, paper(way, allowed=(site.host,)))


def mapped(archive: Archive, site: ProvincialSite) -> None:
    way = Way(WayKind.SITEMAP, site.address + "/sitemap.xml")
    add_source(archive, paper(way, allowed=(site.host,)))


async def walk(tools: Tools, since: date, until: date | None = None) -> Walked:
    seen: list[tuple[int, int]] = []
    done = await backfill(
        tools, reload(tools.archive, NAME), since, until, lambda *at: seen.append(at)
    )
    assert all(at <= total for at, total in seen)
    return done


async def test_sitemaps_are_walked_whose_period_may_hold_it(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    days = days_back(150)
    publish(site, days)
    months = with_sitemaps(site, days)
    mapped(archive, site)
    done = await walk(tools, date(2026, 1, 10), date(2026, 1, 25))
    assert (done.ended, done.tally.error) == (True, None)
    assert {path for path in months if site.asked[path]} == {
        "/sitemap-2026-01.xml",
        "/sitemap-2026-02.xml",  # this one and the next by the poll
        "/sitemap-2026-03.xml",
    }
    [january] = [path for path in months if "2026-01" in path]
    assert site.asked[january] == 1
    assert site.asked[path_of(story_of(date(2026, 1, 10)))] == 1


async def test_a_listing_is_walked_page_by_page_until_it_is_older(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    publish(site, days_back(100))
    paths = with_listing(site)
    listed(archive, site)
    since = TODAY - timedelta(days=34)
    done = await walk(tools, since)
    assert (done.ended, done.tally.error) == (True, None)
    assert [site.asked[path] for path in paths] == [2, 1, 1, 1, 1, 0, 0, 0, 0, 0]
    assert count(archive, "article") == (50,)
    assert done.tally.stored == 50
    assert fetched(site) == 50


async def test_a_listing_without_a_pattern_does_not_take_its_pages_for_articles(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    publish(site, days_back(35))
    paths = with_listing(site, shape="?page={}")
    listed(archive, site, None)
    await walk(tools, TODAY - timedelta(days=60))
    assert [site.asked[path] for path in paths[1:]] == [1, 1, 1]
    assert count(archive, "article") == (35,)


async def test_case_69_a_backfill_is_told_in_one_digest_and_news_meanwhile_singly(
    archive: Archive, tools: Tools, site: ProvincialSite, courier: KeepingCourier
) -> None:
    days = days_back(30)
    publish(site, days[1:11])
    site.robots = f"Sitemap: {site.address}/sitemap.xml\n"
    add_source(archive, fed_by(site))
    follow(archive, "sông")
    await poll_now(tools)
    await dispatch(tools)
    courier.taken.clear()
    with_sitemaps(site, days)
    site.stories = [story_of(day) for day in days[:11]]  # what the feed shows
    with archive.write() as tx:
        backfills.begin(tx, reload(archive).id, days[-1], None, tools.clock.now())
    await poll_now(tools)
    await dispatch(tools)
    assert [one.digest for one in courier.taken] == [False]
    publish(site, days)
    done = await walk(tools, days[-1])
    assert (done.ended, done.tally.stored) == (True, 19)
    await dispatch(tools)
    assert [one.digest for one in courier.taken] == [False, True]
    assert len(courier.taken[1].alerts) == 19
    assert all(alert.backlog for alert in courier.taken[1].alerts)


async def test_a_flat_sitemap_without_dates_is_left_where_its_articles_grow_too_old(
    archive: Archive, tools: Tools, site: ProvincialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOT", 20)
    publish(site, days_back(200))
    shuffled = sorted(site.stories, key=lambda story: story.slug[::-1])
    urls = "".join(f"<url><loc>{site.address}{path_of(s)}</loc></url>" for s in shuffled)
    site.files["/sitemap.xml"] = (XML, f"<urlset>{urls}</urlset>")
    site.files["/rss/subcate/thoi-su/"] = (XML, '<rss version="2.0"><channel></channel></rss>')
    site.robots = f"Sitemap: {site.address}/sitemap.xml\n"
    add_source(archive, fed_by(site))
    done = await walk(tools, TODAY - timedelta(days=49))
    assert (done.ended, fetched(site)) == (True, 80), "50 of the period, and a lot that is older"
    assert count(archive, "page", "article") == (80, 80), "the others are forgotten"


async def test_calendars_are_walked_day_by_day(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    days = days_back(40)
    publish(site, days)
    calendar = "".join(f'<a href="/luu-tru/{day:%Y/%m/%d}">{day.day}</a>' for day in days[:5])
    for day in days:
        link = f'<a href="{path_of(story_of(day))}">Tin</a>'
        site.files[f"/luu-tru/{day:%Y/%m/%d}"] = (HTML, f"<html><body>{link}</body></html>")
    site.files[LISTING] = (HTML, f"<html><body>{calendar}</body></html>")
    del site.files["/luu-tru/2026/02/20"]  # a day without a page
    listed(archive, site)
    since = TODAY - timedelta(days=20)
    done = await walk(tools, since)
    assert (done.ended, done.tally.error) == (True, None)
    asked = sorted(path for path in site.asked if path.startswith("/luu-tru/"))
    assert (asked[0], asked[-1]) == (f"/luu-tru/{since:%Y/%m/%d}", f"/luu-tru/{TODAY:%Y/%m/%d}")
    assert count(archive, "article") == (20,)


async def test_a_source_without_a_past_says_so(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    add_source(archive, fed_by(site))
    with pytest.raises(UsageError, match="nothing leads into the past"):
        await walk(tools, TODAY)
    with archive.read() as tx:
        assert backfills.unfinished(tx, reload(archive).id) is None


async def test_where_robots_txt_cannot_be_read_now_it_is_read_the_next_time(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    source = add_source(archive, fed_by(site))
    closed = replace(source.source, ways=(Way(WayKind.FEED, "http://127.0.0.1:9/rss"),))
    with archive.write() as tx:
        sources.update(tx, replace(closed, allowed_hosts=("127.0.0.1:9",)))
    with pytest.raises(FetchError, match="cannot connect"):
        await walk(tools, TODAY)
    with archive.read() as tx:
        assert backfills.unfinished(tx, source.id) is not None


async def test_of_the_sitemaps_in_robots_txt_those_of_the_period_are_asked(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    days = days_back(100)
    publish(site, days)
    months = with_sitemaps(site, days)
    named = [site.address + path for path in [*months, "/video-sitemap.xml"]]
    site.robots = "".join(f"Sitemap: {url}\n" for url in [*named, "http://127.0.0.1:9/s.xml"])
    site.files["/rss/subcate/thoi-su/"] = (XML, '<rss version="2.0"><channel></channel></rss>')
    add_source(archive, fed_by(site))
    done = await walk(tools, date(2026, 1, 5), date(2026, 1, 20))
    assert [path for path in [*months, "/video-sitemap.xml"] if site.asked[path]] == [
        "/sitemap-2026-01.xml"
    ]
    assert done.ended, "an address that is refused is refused for good"
    assert "127.0.0.1:9/s.xml" in str(done.tally.error)


async def test_what_could_not_be_asked_is_asked_the_next_time(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    days = days_back(90)
    publish(site, days)
    with_sitemaps(site, days)
    mapped(archive, site)
    site.broken = {"/sitemap-2026-01.xml"}
    done = await walk(tools, date(2026, 1, 1))
    assert not done.ended
    assert "answered 500" in str(done.tally.error)
    january = story_of(date(2026, 1, 15))
    assert site.asked[path_of(january)] == 0
    site.broken = set()
    before = dict(site.asked)
    again = await walk(tools, date(2026, 1, 1))
    assert (again.ended, again.steps, again.tally.error) == (True, 1, None)
    assert site.asked[path_of(january)] == 1
    assert {path for path in site.asked if site.asked[path] != before.get(path, 0)} == {
        "/sitemap-2026-01.xml",
        *(path_of(story_of(day)) for day in days if (day.year, day.month) == (2026, 1)),
    }


async def test_stopped_and_taken_up_it_asks_nothing_twice(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    publish(site, days_back(60))
    with_listing(site)
    listed(archive, site)
    since = TODAY - timedelta(days=59)

    def stop(done: int, total: int) -> None:
        if done >= 25:
            tools.stopping.set()

    first = await backfill(tools, reload(archive), since, None, stop)
    assert not first.ended
    tools.stopping.clear()
    second = await walk(tools, since)
    assert second.ended
    assert first.tally.stored + second.tally.stored == 60
    assert fetched(site) == 60
    assert max(site.asked[path] for path in site.files if path != LISTING) == 1


async def test_polls_leave_its_pages_to_a_backfill_and_take_few_of_an_ended_one(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock,
    courier: KeepingCourier, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    days = days_back(40)
    publish(site, days)
    with_listing(site)
    listed(archive, site)
    follow(archive, "sông")
    await poll_now(tools)
    await dispatch(tools)
    courier.taken.clear()
    site.broken = {path_of(story_of(day)) for day in days[10:20]}
    monkeypatch.setattr(visits, "LEFT_OVER_A_RUN", 4)
    source = reload(archive)
    tools.stopping.set()
    await backfill(tools, source, days[-1], None, lambda *_: None)
    tools.stopping.clear()
    with archive.write() as tx:
        begun = backfills.unfinished(tx, source.id)
        assert begun is not None
        step = backfills.next_step(tx, begun.id)
        assert step is not None
        urls = [site.address + path for path in sorted(site.broken)]
        assert backfills.note(tx, begun, step, urls, clock.now()) == 10
    site.broken = set()
    assert (await poll_now(tools)).stored == 0
    with archive.write() as tx:
        backfills.begin(tx, source.id, days[-2], None, clock.now())
    with archive.write() as tx:
        other = backfills.unfinished(tx, source.id)
        assert other is not None
        backfills.end(tx, other, clock.now())
    assert [(await poll_now(tools)).stored for _ in range(3)] == [4, 4, 2]
    await dispatch(tools)
    assert sum(len(one.alerts) for one in courier.taken) == 10
    assert all(one.digest for one in courier.taken)


async def test_a_site_that_breaks_down_is_left_in_peace(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    days = days_back(90)
    publish(site, days)
    with_sitemaps(site, days)
    mapped(archive, site)
    await poll_now(tools)
    asked = fetched(site)
    site.broken = {path_of(story) for story in site.stories}
    done = await walk(tools, days[-1])
    assert not done.ended
    assert fetched(site) - asked == 31, "of January, and none of December"


async def test_an_index_without_end_is_walked_to_a_bound_and_told(
    archive: Archive, tools: Tools, site: ProvincialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_STEPS", 3)
    days = days_back(200)[::10]
    publish(site, days)
    with_sitemaps(site, days)
    mapped(archive, site)
    done = await walk(tools, min(days), TODAY - timedelta(days=60))
    assert done.tally.error is not None
    assert "leads to more than 3 sitemaps and archive pages" in done.tally.error
    assert done.steps == 3


async def test_a_listing_whose_pattern_names_no_host_leads_to_few_other_sites(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    links = "".join(f'<a href="https://trang-{n}.example/tin-a{n}.html">Tin</a>' for n in range(30))
    site.files[LISTING] = (HTML, f"<html><body>{links}</body></html>")
    listed(archive, site)
    source, tally = reload(archive, NAME), Tally()
    await discover(tools, source, source.source.ways[0], tally)
    assert "links to 20 sites beyond 10 others are left out" in (tally.error or "")
    assert count(archive, "page") == (10,)
