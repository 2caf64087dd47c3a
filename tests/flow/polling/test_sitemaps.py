"""Sitemaps are polled: what is new is taken, what has not changed is not asked for again."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape
from itertools import pairwise

import pytest

from tests.fakes import FakeClock
from tests.flow import hostile_reader
from tests.flow.house import BRIDGE, MARKET, SCHOOL, add_source, last_run, paper, path_of, poll_now
from tests.site import ProvincialSite, Story
from worker.archive.database.engine import Archive
from worker.archive.pages import pages
from worker.archive.schema import tables
from worker.archive.sources import sources
from worker.archive.sources.sources import StoredSource
from worker.clock import HANOI
from worker.flow.sources.check import check
from worker.flow.tools import Tools
from worker.model import Way, WayKind

XML = "application/xml"
ROOT = "/sitemap.xml"


def urlset(site: ProvincialSite, *stories: Story, changed: datetime | None = None) -> str:
    """Return a sitemap of stories, all of which changed then."""
    dated = f"<lastmod>{changed.astimezone(HANOI).isoformat()}</lastmod>" if changed else ""
    listed = "".join(
        f"<url><loc>{site.address}{path_of(story)}</loc>{dated}</url>" for story in stories
    )
    return f"<urlset>{listed}</urlset>"


def index(site: ProvincialSite, children: Sequence[tuple[str, datetime | None]]) -> str:
    listed = "".join(
        f"<sitemap><loc>{escape(site.address + path)}</loc>"
        + (f"<lastmod>{changed.isoformat()}</lastmod>" if changed else "")
        + "</sitemap>"
        for path, changed in children
    )
    return f"<sitemapindex>{listed}</sitemapindex>"


def mapped(archive: Archive, site: ProvincialSite, pattern: str | None = None) -> StoredSource:
    way = Way(WayKind.SITEMAP, site.address + ROOT, pattern)
    return add_source(archive, paper(way, allowed=(site.host,)))


@pytest.fixture(autouse=True)
def stories(site: ProvincialSite) -> None:
    site.stories = [BRIDGE, SCHOOL, MARKET]


async def test_a_sitemap_is_noted_fetched_and_stored(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.files[ROOT] = (XML, urlset(site, BRIDGE, SCHOOL, changed=clock.now()))
    source = mapped(archive, site)
    tally = await poll_now(tools)
    assert (tally.discovered, tally.fetched, tally.stored, tally.error) == (2, 2, 2, None)
    await poll_now(tools)
    assert site.not_modified[ROOT] == 1
    with archive.read() as tx:
        assert sources.find(tx, source.source.name).first_polled_at is not None


async def test_an_old_archive_is_left_and_an_undated_one_brings_its_newest(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    old = urlset(site, BRIDGE, SCHOOL, MARKET, changed=clock.now() - timedelta(days=30))
    site.files[ROOT] = (XML, old)
    mapped(archive, site)
    assert (await poll_now(tools)).discovered == 0
    numbered = "".join(
        f"<url><loc>{site.address}/tin-{n}.html</loc></url>" for n in range(1000, 9000)
    )
    site.files[ROOT] = (XML, f"<urlset>{numbered}</urlset>")
    assert (await poll_now(tools)).discovered == 100
    assert site.asked["/tin-8999.html"] == 1
    assert site.asked["/tin-1000.html"] == 0


async def test_of_an_index_only_children_that_changed_are_asked(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    now = clock.now()
    children = [("/s-1.xml", now - timedelta(days=40)), ("/s-2.xml", now)]
    site.files = {
        ROOT: (XML, index(site, children)),
        "/s-1.xml": (XML, urlset(site, SCHOOL, changed=now)),
        "/s-2.xml": (XML, urlset(site, BRIDGE, changed=now)),
    }
    mapped(archive, site)
    assert (await poll_now(tools)).stored == 1
    assert (site.asked["/s-1.xml"], site.asked["/s-2.xml"]) == (0, 1)
    clock.advance(7200)
    await poll_now(tools)
    assert site.not_modified[ROOT] == 1
    assert site.asked["/s-2.xml"] == 1
    site.files["/s-2.xml"] = (XML, urlset(site, MARKET, BRIDGE, changed=clock.now()))
    site.files[ROOT] = (XML, index(site, [children[0], ("/s-2.xml", clock.now())]))
    assert (await poll_now(tools)).stored == 1
    assert site.asked["/s-1.xml"] == 0


async def test_an_index_without_dates_is_asked_in_full_and_its_children_conditionally(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.files = {
        ROOT: (XML, index(site, [("/s-1.xml", None), ("/s-2.xml", None)])),
        "/s-1.xml": (XML, urlset(site, SCHOOL)),
        "/s-2.xml": (XML, urlset(site, BRIDGE)),
    }
    mapped(archive, site)
    assert (await poll_now(tools)).stored == 2
    site.files["/s-1.xml"] = (XML, urlset(site, SCHOOL, MARKET))
    assert (await poll_now(tools)).stored == 1
    assert site.not_modified == {"/s-2.xml": 1}


async def test_a_poll_asks_so_many_children_and_the_next_one_goes_on(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    many = [(f"/s-{n}.xml", clock.now() - timedelta(minutes=n)) for n in range(8)]
    site.files = {ROOT: (XML, index(site, many))}
    site.files |= {path: (XML, urlset(site, BRIDGE, changed=clock.now())) for path, _ in many}
    mapped(archive, site)
    await poll_now(tools)
    assert [site.asked[path] for path, _ in many] == [1] * 5 + [0] * 3
    clock.advance(7200)
    await poll_now(tools)
    assert [site.asked[path] for path, _ in many] == [2] * 2 + [1] * 6


async def test_a_child_that_fails_is_asked_again_though_the_index_has_not_changed(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.files = {
        ROOT: (XML, index(site, [("/s-1.xml", clock.now())])),
        "/s-1.xml": (XML, urlset(site, SCHOOL, changed=clock.now())),
    }
    site.broken = {"/s-1.xml"}
    mapped(archive, site)
    tally = await poll_now(tools)
    assert "/s-1.xml: answered 500" in str(tally.error)
    site.broken = set()
    clock.advance(7200)
    assert (await poll_now(tools)).stored == 1


async def test_a_gzipped_child_and_a_text_file_are_read(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    packed = gzip.compress(urlset(site, SCHOOL, changed=clock.now()).encode())
    site.files = {
        ROOT: (XML, index(site, [("/s-1.xml.gz", clock.now()), ("/s-2.txt", clock.now())])),
        "/s-1.xml.gz": ("application/x-gzip", packed),
        "/s-2.txt": ("text/plain", f"{site.address}{path_of(BRIDGE)}\n"),
    }
    mapped(archive, site)
    assert (await poll_now(tools)).stored == 2


async def test_case_34_an_index_that_names_itself_is_asked_once_and_told(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.files = {
        ROOT: (XML, index(site, [(ROOT, clock.now()), ("/s-1.xml", clock.now())])),
        "/s-1.xml": (XML, index(site, [(ROOT, clock.now()), ("/s-2.xml", clock.now())])),
        "/s-2.xml": (XML, urlset(site, BRIDGE, changed=clock.now())),
    }
    mapped(archive, site)
    tally = await poll_now(tools)
    assert (tally.stored, site.asked[ROOT]) == (1, 1)
    assert "names itself again" in str(last_run(archive).error)


async def test_case_34_indexes_inside_one_another_end_at_the_third(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    paths = [ROOT, *(f"/s-{n}.xml" for n in range(6))]
    for path, child in pairwise(paths):
        site.files[path] = (XML, index(site, [(child, clock.now())]))
    mapped(archive, site)
    tally = await poll_now(tools)
    assert "inside one another" in str(tally.error)
    assert [site.asked[path] for path in paths] == [1, 1, 1, 0, 0, 0, 0]


async def test_case_34_a_gzipped_bomb_is_one_line_of_the_run_and_the_rest_goes_on(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 60_000_000)
    site.files = {
        ROOT: (XML, index(site, [("/bom.xml.gz", clock.now()), ("/s-1.xml", clock.now())])),
        "/bom.xml.gz": ("application/x-gzip", bomb),
        "/s-1.xml": (XML, urlset(site, BRIDGE, changed=clock.now())),
    }
    mapped(archive, site)
    tally = await poll_now(tools)
    assert tally.stored == 1
    assert "bom.xml.gz: is over 6000000 bytes when unpacked" in str(tally.error)


async def test_case_32_other_sites_are_not_asked_for_sitemaps(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    elsewhere = f"<sitemap><loc>http://localhost:{site.port}/s-1.xml</loc></sitemap>"
    site.files = {ROOT: (XML, f"<sitemapindex>{elsewhere}</sitemapindex>")}
    mapped(archive, site)
    assert (await poll_now(tools)).discovered == 0
    assert site.asked["/s-1.xml"] == 0


async def test_the_etag_of_a_child_is_kept_with_its_pages(
    archive: Archive, tools: Tools, site: ProvincialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.files = {ROOT: (XML, urlset(site, BRIDGE))}
    source = mapped(archive, site)

    def break_down(*_: object, **__: object) -> None:
        raise RuntimeError("cut off")

    with monkeypatch.context() as patched:
        patched.setattr(pages, "note", break_down)
        with pytest.raises(RuntimeError):
            await poll_now(tools)
    with archive.read() as tx:
        assert sources.way_states(tx, source.id) == {}
        assert tx.execute(tables.page.select()).all() == []
    assert (await poll_now(tools)).stored == 1


async def test_check_shows_what_a_sitemap_leads_to(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.files = {
        ROOT: (XML, index(site, [("/s-1.xml", clock.now())])),
        "/s-1.xml": (XML, urlset(site, BRIDGE, changed=clock.now())),
    }
    _, discover, article, _ = await check(tools, mapped(archive, site, r"-a\d+\.html$"))
    assert (discover.ok, discover.lines[0]) == (True, "articles by sitemap: 1")
    assert article.lines[0] == BRIDGE.title
    site.files = {}
    _, gone = await check(tools, mapped_again(archive, site))
    assert "answers 404" in gone.lines[0]


def mapped_again(archive: Archive, site: ProvincialSite) -> StoredSource:
    way = Way(WayKind.SITEMAP, site.address + ROOT)
    return add_source(archive, paper(way, name="bao-khac", allowed=(site.host,)))


async def test_case_26_a_sitemap_that_crashes_its_reader_is_a_trouble_of_the_source(
    archive: Archive, tools: Tools, site: ProvincialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.files[ROOT] = (XML, urlset(site, BRIDGE))
    mapped(archive, site)
    with monkeypatch.context() as patch:
        patch.setattr("worker.flow.polling.sitemaps.read_sitemap", hostile_reader.crash_at_sitemap)
        tally = await poll_now(tools)
    assert (tally.answered, tally.stored) == (0, 0)
    assert "its reading was stopped: the parser was ended by SIGABRT" in (tally.error or "")
    assert (await poll_now(tools)).stored == 1
