"""Pages are looked at again: when, how many, and never before what is new."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    MARKET,
    SCHOOL,
    add_source,
    count,
    edited,
    fed_by,
    follow,
    paper,
    path_of,
    poll_now,
    text_file,
)
from tests.flow.troubles import numbered
from tests.site import ProvincialSite
from worker.archive.database.engine import Archive
from worker.archive.sources import sources
from worker.flow.polling import recheck as looking
from worker.flow.polling.recheck import recheck
from worker.flow.tools import Tools
from worker.model import Schedule, Way, WayKind

MINUTE, HOUR, DAY = 60, 3600, 86_400
USUAL = tuple(timedelta(minutes=m) for m in (15, 60, 360, 1440, 4320, 10_080, 43_200))


@pytest.fixture
def usual(tools: Tools) -> Tools:
    """The same tools with the schedule that is there by default."""
    return replace(tools, rechecks=USUAL)


def asked(site: ProvincialSite) -> int:
    """Return how many pages of articles were asked for."""
    return sum(many for path, many in site.asked.items() if path.endswith(".html"))


async def looks_at_bridge(
    tools: Tools, clock: FakeClock, site: ProvincialSite, minutes: int
) -> list[int]:
    """Let the job run each minute; return at which minutes it looked at the page."""
    found = []
    for minute in range(1, minutes + 1):
        clock.advance(MINUTE)
        before = site.asked[path_of(BRIDGE)]
        await recheck(tools)
        if site.asked[path_of(BRIDGE)] > before:
            found.append(minute)
    return found


async def test_an_edit_in_the_first_hour_is_seen_in_it_whenever_the_source_is_polled(
    archive: Archive, usual: Tools, clock: FakeClock, site: ProvincialSite
) -> None:
    site.stories = [BRIDGE]
    add_source(archive, fed_by(site))
    await poll_now(usual)
    assert await looks_at_bridge(usual, clock, site, 20) == [15]
    site.stories = [edited(BRIDGE, "dự kiến", "kế hoạch")]
    assert await looks_at_bridge(usual, clock, site, 45) == [40]
    assert count(archive, "article", "sighting") == (2, 2)


async def test_what_a_watch_has_told_of_is_looked_at_sooner(
    archive: Archive, usual: Tools, clock: FakeClock, site: ProvincialSite
) -> None:
    site.stories = [BRIDGE]
    add_source(archive, fed_by(site))
    follow(archive, "cầu")
    await poll_now(usual)
    assert await looks_at_bridge(usual, clock, site, 60) == [8, 15, 38, 60]


async def test_few_looks_are_made_at_once_and_new_articles_come_first(
    archive: Archive, tools: Tools, clock: FakeClock, site: ProvincialSite,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(looking, "LOOKS_A_RUN", 2)
    site.stories = [numbered(SCHOOL, n) for n in range(5)]
    add_source(archive, fed_by(site))
    await poll_now(tools)
    clock.advance(DAY)
    await recheck(tools)
    assert asked(site) == 5 + 2
    site.publish(MARKET)
    site.asked = Counter()  # which keeps the order of first requests
    assert (await poll_now(tools)).stored == 1
    assert next(path for path in site.asked if path.endswith(".html")) == path_of(MARKET)
    assert asked(site) == 1 + 3, "the poll made the looks that were left"


async def test_a_source_is_left_alone_while_it_is_polled_fails_or_has_a_cron_line(
    archive: Archive, tools: Tools, clock: FakeClock, site: ProvincialSite
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    source = add_source(archive, fed_by(site))
    await poll_now(tools)
    clock.advance(DAY)
    tools.polling.add(source.id)
    await recheck(tools)
    tools.polling.clear()
    with archive.write() as tx:
        sources.keep_pace(tx, source.id, poll_after=None, failures=1)
    await recheck(tools)
    with archive.write() as tx:
        sources.keep_pace(tx, source.id, poll_after=None, failures=0)
        sources.update(tx, replace(source.source, schedule=Schedule(cron="0 6 * * *")))
    await recheck(tools)
    assert asked(site) == 2
    await poll_now(tools)
    assert asked(site) == 4, "its polls look at what is due"
    with archive.write() as tx:
        sources.update(tx, source.source)
        sources.set_enabled(tx, source.source.name, enabled=False)
    clock.advance(DAY)
    await recheck(tools)
    assert asked(site) == 4


async def test_a_file_that_is_written_anew_is_an_edit_at_the_next_poll(
    archive: Archive, tools: Tools, clock: FakeClock, tmp_path: Path
) -> None:
    folder = tmp_path / "bai"
    folder.mkdir()
    text_file(folder, "a.txt", "Cầu Rạch Đình", "Cầu Rạch Đình đã thông xe hôm nay.")
    add_source(archive, paper(Way(WayKind.FOLDER, str(folder))))
    await poll_now(tools)
    clock.advance(60 * DAY)
    assert (await poll_now(tools)).fetched == 0, "it has not changed"
    text_file(folder, "a.txt", "Cầu Rạch Đình", "Cầu Rạch Đình thông xe chiều nay.")
    clock.advance(MINUTE)
    assert (await poll_now(tools)).fetched == 1
    assert count(archive, "article", "sighting") == (2, 2)
    (folder / "a.txt").unlink()
    clock.advance(DAY)
    gone = await poll_now(tools)
    assert (gone.error, gone.fetched) == (None, 0), "what is not there is not looked for"


async def test_a_file_that_could_not_be_read_is_read_as_soon_as_it_is_mended(
    archive: Archive, tools: Tools, clock: FakeClock, tmp_path: Path
) -> None:
    """One that was half written when its folder was looked at, and one that an editor spoilt."""
    folder = tmp_path / "bai"
    folder.mkdir()
    text_file(folder, "a.txt", "Cầu Rạch Đình", "Cầu Rạch Đình đã thông xe hôm nay.")
    (folder / "b.txt").write_text("Trường Bến Đìa", encoding="utf-8")
    add_source(archive, paper(Way(WayKind.FOLDER, str(folder))))
    assert (await poll_now(tools)).stored == 1
    text_file(folder, "b.txt", "Trường Bến Đìa", "Trường Bến Đìa đón học sinh từ năm học tới.")
    (folder / "a.txt").write_text("Cầu Rạch Đình", encoding="utf-8")
    clock.advance(MINUTE)
    assert (await poll_now(tools)).stored == 1, "it does not rest like a page that failed"
    text_file(folder, "a.txt", "Cầu Rạch Đình", "Cầu Rạch Đình thông xe chiều nay.")
    clock.advance(MINUTE)
    mended = await poll_now(tools)
    assert (mended.error, mended.fetched) == (None, 1)
    assert count(archive, "article", "sighting") == (3, 3)
    clock.advance(MINUTE)
    assert (await poll_now(tools)).fetched == 0
