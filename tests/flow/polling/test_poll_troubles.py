"""What can go wrong with a poll, and that the rest goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

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
    first_poll,
    follow,
    last_run,
    paper,
    path_of,
    poll_now,
    reload,
    troubled,
)
from tests.site import ProvincialSite, Story
from worker.archive.database.engine import Archive
from worker.archive.pages import pages
from worker.errors import ArchiveError
from worker.flow.intake.ingest import matched
from worker.flow.polling import poll as poll_flow
from worker.flow.polling import visits
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.model import Capture, Discovered, Way, WayKind

FEED = "/rss/subcate/thoi-su/"
HOUR = 3600


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Return one kind of database: what is asked here is the same to both."""
    return sqlite_url


async def test_the_feed_and_its_etag_are_noted_together(
    archive: Archive, tools: Tools, site: ProvincialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.stories = [BRIDGE]
    source = add_source(archive, fed_by(site))

    def break_down(*_: object, **__: object) -> None:
        raise OSError("the process ends here")

    with monkeypatch.context() as patch:
        patch.setattr("worker.archive.sources.sources.keep_way_state", break_down)
        with pytest.raises(OSError, match="ends here"):
            await poll_now(tools)
    assert count(archive, "page", "way_state") == (0, 0)
    assert last_run(archive).error == "OSError: the process ends here"
    assert (await poll_now(tools)).stored == 1
    assert reload(archive).id == source.id


async def test_a_failing_page_rests_longer_each_time_and_the_others_go_on(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.stories = [BRIDGE, SCHOOL, MARKET]
    site.broken = {path_of(SCHOOL)}
    add_source(archive, fed_by(site))
    tally = await poll_now(tools)
    assert tally.stored == 2
    assert tally.error is not None
    assert "answered 500" in tally.error
    for rest in (1, 2, 4, 8, 16, 24, 24):
        asked = site.asked[path_of(SCHOOL)]
        clock.advance(rest * HOUR - 1)
        await poll_now(tools)
        assert site.asked[path_of(SCHOOL)] == asked, f"asked again within {rest} h"
        clock.advance(1)
        await poll_now(tools)
        assert site.asked[path_of(SCHOOL)] == asked + 1, f"not asked again after {rest} h"


async def test_a_source_that_cannot_be_reached_is_one_line_of_its_run(
    archive: Archive, tools: Tools
) -> None:
    address = "http://127.0.0.1:9"
    ways = [Way(WayKind.FEED, f"{address}/rss"), Way(WayKind.LISTING, f"{address}/tin")]
    add_source(archive, paper(*ways, allowed=("127.0.0.1:9",)))
    follow(archive, "BSH")
    tally = await poll_now(tools)
    assert len(tally.troubles) == 2
    assert tally.error is not None
    assert "cannot connect" in tally.error
    assert tally.error.endswith(" (and 1 more)")
    assert last_run(archive).error == tally.error
    assert reload(archive).first_polled_at is None


async def test_a_feed_that_is_gone_is_told_and_the_other_way_goes_on(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    site.stories = [BRIDGE]
    lost = Way(WayKind.FEED, f"{site.address}/rss/khong-con/")
    listing = Way(WayKind.LISTING, f"{site.address}/thoi-su/", r"-a\d+\.html$")
    add_source(archive, paper(lost, listing, allowed=(site.host,)))
    tally = await poll_now(tools)
    assert tally.stored == 1
    assert tally.troubles == [f"{lost.address}: answers 404; look for its new address"]
    assert reload(archive).first_polled_at is not None


async def test_what_robots_txt_forbids_is_not_asked(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    site.robots = f"User-agent: *\nDisallow: {path_of(SCHOOL)}\n"
    add_source(archive, fed_by(site))
    assert (await poll_now(tools)).stored == 1
    assert site.asked[path_of(SCHOOL)] == 0
    (state, error) = troubled(archive)[f"{site.address}{path_of(SCHOOL)}"]
    assert state == pages.WAITING
    assert "robots.txt" in error


async def test_a_feed_that_robots_txt_forbids_is_told(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    site.robots = "User-agent: *\nDisallow: /\n"
    add_source(archive, fed_by(site))
    tally = await poll_now(tools)
    assert tally.error is not None
    assert "robots.txt" in tally.error
    assert site.asked[FEED] == 0


async def test_a_page_that_is_gone_rests(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    site.stories = [BRIDGE]
    add_source(archive, fed_by(site))
    with archive.write() as tx:
        gone = replace(BRIDGE, slug="da-go-a1")
        pages.note(tx, 1, [Discovered(f"{site.address}{path_of(gone)}")], clock.now())
    assert (await poll_now(tools)).stored == 1
    assert troubled(archive) == {f"{site.address}{path_of(gone)}": (pages.WAITING, "answers 404")}
    await poll_now(tools)
    assert site.asked[path_of(gone)] == 1


async def test_a_page_that_is_no_article_is_set_aside(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    empty = Story("video-a9", "Video", "02/03/2026", lead="", paragraphs=(), byline="")
    tally = await first_poll(tools, site, BRIDGE, empty)
    assert (tally.stored, tally.error) == (1, None)
    assert [state for state, _ in troubled(archive).values()] == [pages.ASIDE]
    clock.advance(30 * 24 * HOUR)
    await poll_now(tools)
    assert site.asked[path_of(empty)] == 1


async def test_an_article_that_is_a_notice_for_a_while_is_looked_at_again(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock
) -> None:
    await first_poll(tools, site, BRIDGE)
    site.stories = [replace(BRIDGE, lead="", paragraphs=(), byline="")]
    clock.advance(RECHECK_AFTER.total_seconds() + 1)
    await poll_now(tools)
    site.stories = [edited(BRIDGE, "dự kiến", "kế hoạch")]
    clock.advance(RECHECK_AFTER.total_seconds() + 1)
    await poll_now(tools)
    assert count(archive, "article") == (2,)


async def test_case_48_a_crash_between_note_and_fetch_loses_nothing(
    archive: Archive, tools: Tools, site: ProvincialSite, courier: KeepingCourier,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    site.stories = [BRIDGE, SCHOOL]
    add_source(archive, fed_by(site))
    follow(archive, "BSH")

    async def break_down(*_: object) -> bool:
        raise OSError("the process ends here")

    with monkeypatch.context() as patch:
        patch.setattr(poll_flow, "fetch_due", break_down)
        with pytest.raises(OSError, match="ends here"):
            await poll_now(tools)
    assert count(archive, "page", "article") == (2, 0)
    assert (await poll_now(tools)).stored == 2
    await dispatch(tools)
    assert [one.digest for one in courier.taken] == [True]
    assert len(courier.titles) == 2


async def test_a_page_that_breaks_the_reader_is_not_the_first_again(
    archive: Archive, tools: Tools, site: ProvincialSite, clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    site.stories = [BRIDGE, SCHOOL]
    add_source(archive, fed_by(site))

    def break_down(capture: Capture, *rest: Any) -> object:
        if capture.url.endswith(path_of(BRIDGE)):
            raise RecursionError("too deep")
        return matched(capture, *rest)

    monkeypatch.setattr(visits, "matched", break_down)
    with pytest.raises(RecursionError):
        await poll_now(tools)
    assert last_run(archive).error == "RecursionError: too deep"
    clock.advance(60)
    assert (await poll_now(tools)).stored == 1
    assert troubled(archive) == {
        f"{site.address}{path_of(BRIDGE)}": (pages.WAITING, "RecursionError: too deep")
    }


async def test_a_lost_database_is_no_fault_of_the_page(
    archive: Archive, tools: Tools, site: ProvincialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.stories = [BRIDGE]
    add_source(archive, fed_by(site))

    def break_down(*_: object) -> object:
        raise ArchiveError("the disk is full", where="diemtin.db")

    with monkeypatch.context() as patch:
        patch.setattr(visits, "keep", break_down)
        with pytest.raises(ArchiveError):
            await poll_now(tools)
    assert troubled(archive) == {}
    assert (await poll_now(tools)).stored == 1


async def test_a_folder_that_is_not_there_is_told(
    archive: Archive, tools: Tools, tmp_path: Path
) -> None:
    add_source(archive, paper(Way(WayKind.FOLDER, str(tmp_path / "khong-co"))))
    assert (await poll_now(tools)).error == f"{tmp_path}/khong-co: there is no such folder"
