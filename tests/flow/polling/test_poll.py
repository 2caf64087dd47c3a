"""A source is polled: a paper on loopback, real sockets, a real archive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    MARKET,
    RECHECK_AFTER,
    SCHOOL,
    KeepingCourier,
    add_source,
    count,
    edited,
    fed_by,
    follow,
    last_run,
    paper,
    path_of,
    poll_now,
    reload,
    text_file,
)
from tests.site import ProvincialSite
from worker.archive.alerts import outbox
from worker.archive.database.engine import Archive
from worker.archive.sources import sources
from worker.flow.polling import visits
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.model import DeliveryState, Way, WayKind

FEED = "/rss/subcate/thoi-su/"
HOUR = 3600


async def test_a_feed_is_noted_fetched_and_stored(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    source = add_source(archive, fed_by(site))
    tally = await poll_now(tools)
    assert (tally.discovered, tally.fetched, tally.stored, tally.error) == (2, 2, 2, None)
    run = last_run(archive)
    assert (run.discovered, run.fetched, run.stored, run.error) == (2, 2, 2, None)
    assert run.finished_at is not None
    with archive.read() as tx:
        kept = sources.way_memory(tx, source.id, source.source.ways[0].address)
    assert kept.etag is not None


async def test_case_69_the_first_poll_is_told_in_one_digest(
    archive: Archive, tools: Tools, site: ProvincialSite, courier: KeepingCourier
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    add_source(archive, fed_by(site))
    follow(archive, "BSH")
    assert (await poll_now(tools)).alerts == 2
    assert await dispatch(tools) == 1
    (digest,) = courier.taken
    assert digest.digest
    assert sorted(courier.titles) == sorted([BRIDGE.title, SCHOOL.title])
    assert all(alert.backlog for alert in digest.alerts)


async def test_case_69_a_page_of_the_first_poll_that_failed_then_is_backlog_still(
    archive: Archive, tools: Tools, clock: FakeClock, site: ProvincialSite, courier: KeepingCourier
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    site.broken = {path_of(SCHOOL)}
    add_source(archive, replace(fed_by(site), pause=1.0))
    follow(archive, "BSH")
    await poll_now(tools)
    await dispatch(tools)
    site.broken = set()
    clock.advance(2 * 3600)
    site.publish(MARKET)
    await poll_now(tools)
    await dispatch(tools)
    told = {one.alerts[0].title: one.digest for one in courier.taken}
    assert told == {BRIDGE.title: True, SCHOOL.title: True, MARKET.title: False}


async def test_what_a_second_poll_finds_is_told_singly(
    archive: Archive, tools: Tools, site: ProvincialSite, courier: KeepingCourier
) -> None:
    site.stories = [BRIDGE]
    add_source(archive, fed_by(site))
    follow(archive, "BSH")
    await poll_now(tools)
    await dispatch(tools)
    site.publish(SCHOOL)
    site.publish(MARKET)
    assert (await poll_now(tools)).stored == 2
    assert await dispatch(tools) == 2
    assert [one.digest for one in courier.taken] == [True, False, False]
    assert sorted(courier.titles[1:]) == sorted([MARKET.title, SCHOOL.title])


async def test_a_source_that_has_published_nothing_has_no_backlog_later(
    archive: Archive, tools: Tools, site: ProvincialSite, courier: KeepingCourier
) -> None:
    add_source(archive, fed_by(site))
    follow(archive, "BSH")
    await poll_now(tools)
    site.publish(BRIDGE)
    await poll_now(tools)
    await dispatch(tools)
    assert [one.digest for one in courier.taken] == [False]


async def test_a_first_poll_that_was_stopped_goes_on_as_one(
    archive: Archive, tools: Tools, site: ProvincialSite, courier: KeepingCourier,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Stopping ends after the page in hand; the digest waits until every page had its turn."""
    site.stories = [BRIDGE, SCHOOL, MARKET]
    add_source(archive, fed_by(site))
    follow(archive, "BSH")
    with monkeypatch.context() as patch:
        _call_after_keep(patch, tools.stopping.set)
        tally = await poll_now(tools)
    assert (tally.fetched, tally.stored, tally.error) == (1, 1, None)
    tools.stopping.clear()
    assert await dispatch(tools) == 0
    tally = await poll_now(tools)
    assert site.not_modified[FEED] == 1
    assert (tally.discovered, tally.stored) == (0, 2)
    await dispatch(tools)
    assert len(courier.taken) == 1
    assert len(courier.titles) == 3


async def test_a_stop_before_anything_was_asked_leaves_the_first_poll_open(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    site.stories = [BRIDGE]
    add_source(archive, fed_by(site))
    tools.stopping.set()
    tally = await poll_now(tools)
    assert (tally.discovered, tally.fetched, site.asked[FEED]) == (0, 0, 0)
    assert reload(archive).first_polled_at is None


async def test_an_unchanged_feed_still_fetches_what_waits(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    site.broken = {path_of(SCHOOL)}
    add_source(archive, fed_by(site))
    assert (await poll_now(tools)).stored == 1
    site.broken = set()
    clock.advance(HOUR)
    tally = await poll_now(tools)
    assert site.not_modified[FEED] == 1
    assert (tally.discovered, tally.stored) == (0, 1)


async def test_listed_pages_are_looked_at_again_politely(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.stories = [BRIDGE]
    add_source(archive, fed_by(site))
    await poll_now(tools)
    clock.advance(RECHECK_AFTER.total_seconds() - 1)
    assert (await poll_now(tools)).fetched == 0
    clock.advance(2)
    views = site.views
    site.views -= 1  # the page is then byte for byte what it was
    assert (await poll_now(tools)).fetched == 1
    assert (site.not_modified[path_of(BRIDGE)], site.views) == (1, views)
    site.stories = [edited(BRIDGE, "dự kiến", "kế hoạch")]
    clock.advance(RECHECK_AFTER.total_seconds() + 1)
    await poll_now(tools)
    assert count(archive, "article", "sighting") == (2, 2)


async def test_pages_no_longer_listed_are_looked_at_too(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    add_source(archive, fed_by(site))
    await poll_now(tools)
    site.stories = [SCHOOL]
    clock.advance(RECHECK_AFTER.total_seconds() + 1)
    await poll_now(tools)
    assert (site.asked[path_of(BRIDGE)], site.asked[path_of(SCHOOL)]) == (2, 2)


async def test_a_folder_is_a_source_too(
    archive: Archive, tools: Tools, tmp_path: Path, clock: FakeClock
) -> None:
    folder = tmp_path / "bai"
    folder.mkdir()
    text_file(folder, "a.txt", "Thông xe cầu Rạch Đình", "Cầu Rạch Đình đã thông xe hôm nay.")
    (folder / "b.txt").write_text("Chỉ có tiêu đề", encoding="utf-8")
    add_source(archive, paper(Way(WayKind.FOLDER, str(folder))))
    tally = await poll_now(tools)
    assert (tally.discovered, tally.stored) == (2, 1)
    assert tally.error is not None
    assert "b.txt" in tally.error
    text_file(folder, "b.txt", "Trường mới ở Bến Đìa", "Trường mới đón học sinh từ năm học tới.")
    clock.advance(HOUR)
    assert (await poll_now(tools)).stored == 1


async def test_a_feed_may_be_larger_than_a_page(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    long_title = "Tin dài " * 600_000  # 5.4 MB: above a page's limit, below a feed's
    site.stories = [BRIDGE, replace(SCHOOL, title=long_title)]
    add_source(archive, fed_by(site))
    assert (await poll_now(tools)).discovered == 2


async def test_a_long_backlog_takes_several_runs_and_one_digest(
    archive: Archive, tools: Tools, site: ProvincialSite, courier: KeepingCourier,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(visits, "PAGES_A_RUN", 2)
    site.stories = [BRIDGE, SCHOOL, MARKET]
    add_source(archive, fed_by(site))
    follow(archive, "BSH")
    assert [(await poll_now(tools)).fetched, await dispatch(tools)] == [2, 0]
    assert [(await poll_now(tools)).fetched, await dispatch(tools)] == [1, 1]
    assert len(courier.titles) == 3
    with archive.read() as tx:
        states = {d.state for one in outbox.alerts(tx) for d in one.deliveries}
    assert states == {DeliveryState.DELIVERED}


def _call_after_keep(patch: pytest.MonkeyPatch, act: object) -> None:
    """Let something happen right after a page was stored."""
    keep = visits.keep

    def keep_and_act(*parts: object) -> object:
        done = keep(*parts)  # type: ignore[arg-type]
        act()  # type: ignore[operator]
        return done

    patch.setattr(visits, "keep", keep_and_act)


async def test_case_34_a_feed_of_fifty_thousand_items_is_capped_and_that_is_told(
    archive: Archive, tools: Tools, site: ProvincialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visits, "PAGES_A_RUN", 1)
    items = "".join(f"<item><link>{site.address}/{n}</link></item>" for n in range(50_000))
    site.files[FEED] = ("text/xml", f'<rss version="2.0"><channel>{items}</channel></rss>')
    add_source(archive, fed_by(site))
    tally = await poll_now(tools)
    assert tally.discovered == 2_000
    assert "only its first 2,000 items were read" in str(last_run(archive).error)
