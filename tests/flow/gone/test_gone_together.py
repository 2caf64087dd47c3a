"""A section that disappears, or moves, as a whole; and texts that are published again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.deliver.alerts import in_english
from tests.fakes import FakeClock
from tests.flow.gone.test_gone import ALL, DAY, LOOKS, live, raised, state, watch
from tests.flow.house import BRIDGE, MARKET, SCHOOL, add_source, fed_by, path_of, poll_now
from tests.site import ProvincialSite, Story
from worker.archive.articles import lookup
from worker.archive.database.engine import Archive
from worker.archive.forgetting import forgetting
from worker.flow.tools import Tools
from worker.model import AlertKind

HARVEST = [
    Story(
        slug=f"nong-thon/mua-vu-{n}-02032026-a7100{n}",
        title=f"Mùa vụ {n} ở xã Tân Lộc Hòa",
        date="02/03/2026 - 07:30",
        lead=f"BSH - Vụ thứ {n}, bà con xã Tân Lộc Hòa thu {n * 7} tấn lúa trên cánh đồng Bến Đìa.",
        paragraphs=("Thương lái đến tận ruộng thu mua, theo lời bà con cho biết.",),
    )
    for n in range(1, 8)
]


@pytest.fixture
def tools(tools: Tools) -> Tools:
    return replace(tools, rechecks=LOOKS)


@pytest.fixture
async def polled(archive: Archive, tools: Tools, site: ProvincialSite) -> ProvincialSite:
    """A paper with a section of seven articles and three others; two watches for the section."""
    site.stories = [BRIDGE, SCHOOL, MARKET, *HARVEST]
    add_source(archive, fed_by(site))
    watch(archive, '"xã Tân Lộc Hòa" lúa')
    watch(archive, '"Mùa vụ 3"')
    watch(archive, "ghe")
    assert (await poll_now(tools)).stored == 10
    return site


async def test_a_section_that_vanishes_is_one_alert_for_each_watch(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    polled.stories = [BRIDGE, SCHOOL, MARKET]
    await live(tools, clock, 72, every=2)
    assert {state(archive, polled, one) for one in HARVEST} == {"gone"}
    of_all, of_one = sorted(raised(archive), key=lambda one: -len(one.reasons))
    assert {of_all.kind, of_one.kind} == {AlertKind.GONE}
    assert (of_all.watch, of_one.watch) == ('"xã Tân Lộc Hòa" lúa', '"Mùa vụ 3"')
    told, *listed = (in_english(one) for one in of_all.reasons if one.field == "page")
    assert told.startswith("7 of ")
    assert f"pages of {polled.host}/nong-thon/ are gone or missing since " in told
    assert sorted(listed) == [f"{one.title} ({polled.address}{path_of(one)})" for one in HARVEST]
    first, *pages = (dict(one.facts) for one in of_all.reasons if one.facts)
    assert (first["section"], first["left"]) == (f"{polled.host}/nong-thon/", 7)
    assert sorted(one["title"] for one in pages) == sorted(one.title for one in HARVEST)
    assert of_one.title == HARVEST[2].title
    with archive.write() as tx:
        last = next(one for one in HARVEST if one.title != of_all.title)
        number = lookup.find(tx, f"{polled.address}{path_of(last)}")
        forgetting.forget(tx, [number], "theo yêu cầu", clock.now())
    [of_all] = [one for one in raised(archive) if one.watch == of_all.watch]
    assert len(of_all.reasons) > 6
    assert not any(last.title in one.surface for one in of_all.reasons)


async def test_a_section_that_is_back_is_told_once(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    polled.stories = [BRIDGE, SCHOOL, MARKET]
    await live(tools, clock, 72, every=2)
    polled.stories = [BRIDGE, SCHOOL, MARKET, *HARVEST]
    await live(tools, clock, 72, every=2)
    restored = raised(archive, AlertKind.RESTORED)
    assert sorted(one.watch for one in restored) == ['"Mùa vụ 3"', '"xã Tân Lộc Hòa" lúa']
    assert {state(archive, polled, one) for one in HARVEST} == {"seen"}


async def test_a_section_that_moves_is_one_alert_for_each_watch(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    there = [replace(one, slug=one.slug.replace("nong-thon/", "xa/") + "9") for one in HARVEST]
    polled.stories = [BRIDGE, SCHOOL, MARKET, *there]
    await live(tools, clock, 72, every=2)
    assert {state(archive, polled, one) for one in HARVEST} == {"moved"}
    alerts = raised(archive)
    assert {one.kind for one in alerts} == {AlertKind.MOVED}
    assert sorted(one.watch for one in alerts) == ['"Mùa vụ 3"', '"xã Tân Lộc Hòa" lúa']


async def test_a_page_that_moves_while_its_section_goes_is_told_with_its_new_address(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    saved = replace(HARVEST[2], slug="xa/mua-vu-3-a71039")
    polled.stories = [BRIDGE, SCHOOL, MARKET, saved]
    await live(tools, clock, 72, every=2)
    moved = raised(archive, AlertKind.MOVED)
    assert sorted(one.watch for one in moved) == ['"Mùa vụ 3"', '"xã Tân Lộc Hòa" lúa']
    for one in moved:
        assert in_english(one.reasons[0]) == f"now at {polled.address}{path_of(saved)}"
    [gone] = raised(archive, AlertKind.GONE)
    told, *listed = (in_english(one) for one in gone.reasons if one.field == "page")
    assert told.startswith("6 of ")
    assert f"pages of {polled.host}/nong-thon/ are gone or missing since " in told
    assert len(listed) == 6


async def test_a_section_that_moves_says_how_many_of_it_have(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    there = [replace(one, slug=one.slug.replace("nong-thon/", "xa/") + "9") for one in HARVEST[:6]]
    polled.stories = [BRIDGE, SCHOOL, MARKET, *there]
    await live(tools, clock, 72, every=2)
    [of_all] = [one for one in raised(archive, AlertKind.MOVED) if "lúa" in one.watch]
    assert in_english(of_all.reasons[0]).startswith("6 of ")
    assert {one.number for one in raised(archive, AlertKind.GONE)} == {
        lookup_of(archive, polled, HARVEST[6])
    }


def lookup_of(archive: Archive, site: ProvincialSite, story: Story) -> int:
    with archive.read() as tx:
        return lookup.find(tx, f"{site.address}{path_of(story)}")


async def test_a_text_that_is_published_again_is_told_once_a_page(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.stories = [BRIDGE]
    add_source(archive, fed_by(site))
    watch(archive, "cầu", (AlertKind.APPEARED, AlertKind.REPUBLISHED))
    watch(archive, "rạch", ALL)
    await poll_now(tools)
    clock.advance(8 * DAY)
    again = replace(BRIDGE, slug="thong-xe-cau-rach-dinh-10032026-a70077")
    site.publish(again)
    await poll_now(tools)
    [alert] = raised(archive)
    assert (alert.kind, alert.watch) == (AlertKind.REPUBLISHED, "cầu")
    assert alert.url == f"{site.address}{path_of(again)}"
    assert in_english(alert.reasons[0]) == "a text last seen 08:00 02/03/2026, on a new page"
    watch(archive, "đình", (AlertKind.APPEARED, AlertKind.REPUBLISHED))
    clock.advance(8 * DAY)
    site.publish(replace(BRIDGE, slug="thong-xe-cau-rach-dinh-18032026-a70078"))
    await poll_now(tools)
    assert [one.watch for one in raised(archive, AlertKind.REPUBLISHED)] == ["cầu", "cầu"]
    assert len(raised(archive, AlertKind.APPEARED)) == 3, "who is new to it is told it appeared"


async def test_a_section_under_another_folder_is_the_same_pages(
    archive: Archive, tools: Tools, polled: ProvincialSite, clock: FakeClock
) -> None:
    """The number at the end of an address names the page, whatever folder it stands in."""
    there = [replace(one, slug=one.slug.replace("nong-thon/", "xa/")) for one in HARVEST]
    polled.stories = [BRIDGE, SCHOOL, MARKET, *there]
    await live(tools, clock, 72, every=2)
    assert {state(archive, polled, one) for one in there} == {"seen"}
    assert raised(archive) == []
