"""What a user follows while pages come in counts for every page that is stored after it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.flow.archived import days_back, publish, with_listing
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
    poll_now,
    reload,
    text_file,
)
from tests.flow.polling.test_backfill import listed
from tests.site import ProvincialSite
from worker.archive.alerts import outbox, topics, watches
from worker.archive.database.engine import Archive
from worker.archive.officials import officials
from worker.flow.intake.files import ingest_files
from worker.flow.polling import visits
from worker.flow.polling.backfill import backfill
from worker.flow.polling.recheck import recheck
from worker.flow.tools import Tools
from worker.model import Official, Topic

VI = "Kiều Thanh Vĩ"


def at_call(number: int, act: Callable[[], object]) -> Callable[[], None]:
    """Return what acts when it is called for that time, counted from 1."""
    calls = itertools.count(1)

    def call() -> None:
        if next(calls) == number:
            act()

    return call


def told(archive: Archive) -> dict[str, list[str]]:
    """Return the titles that each watch was alerted of."""
    found: dict[str, list[str]] = {}
    with archive.read() as tx:
        for one in outbox.alerts(tx):
            found.setdefault(one.watch, []).append(one.title)
    return {watch: sorted(titles) for watch, titles in found.items()}


async def test_a_watch_that_is_added_during_a_poll_misses_nothing_from_then_on(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    site.stories = [BRIDGE, SCHOOL, MARKET]
    site.halfway = at_call(1, lambda: follow(archive, "BSH"))
    add_source(archive, fed_by(site))
    tally = await poll_now(tools)
    assert told(archive) == {"BSH": sorted([BRIDGE.title, SCHOOL.title, MARKET.title])}
    assert tally.alerts == 3


async def test_an_official_and_a_topic_that_are_added_during_a_poll_are_found(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    def add() -> None:
        with archive.write() as tx:
            officials.add(tx, Official(VI))
            topics.add(tx, Topic("cho-noi", '"chợ nổi"'))
        follow(archive, f'official:"{VI}"', "topic:cho-noi")

    site.stories = [BRIDGE, MARKET]
    site.halfway = at_call(1, add)
    add_source(archive, fed_by(site))
    await poll_now(tools)
    assert told(archive) == {f'official:"{VI}"': [BRIDGE.title], "topic:cho-noi": [MARKET.title]}


async def test_a_watch_that_is_removed_during_a_poll_raises_nothing_more(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    def remove() -> None:
        with archive.write() as tx:
            watches.remove(tx, "BSH")

    site.stories = [BRIDGE, SCHOOL]
    site.halfway = at_call(1, remove)
    add_source(archive, fed_by(site))
    follow(archive, "BSH")
    assert (await poll_now(tools)).stored == 2
    assert told(archive) == {}


async def test_a_watch_that_is_added_while_a_page_is_being_matched_counts_for_it(
    archive: Archive, tools: Tools, site: ProvincialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, add = visits.keep, at_call(1, lambda: follow(archive, "BSH"))

    def added_and_kept(*parts: object) -> object:
        add()
        return keep(*parts)  # type: ignore[arg-type]

    monkeypatch.setattr(visits, "keep", added_and_kept)
    site.stories = [BRIDGE]
    add_source(archive, fed_by(site))
    assert (await poll_now(tools)).stored == 1
    assert told(archive) == {"BSH": [BRIDGE.title]}
    assert count(archive, "article", "sighting") == (1, 1)


async def test_a_watch_that_is_added_while_pages_are_looked_at_again_is_told_of_them(
    archive: Archive, tools: Tools, clock: FakeClock, site: ProvincialSite
) -> None:
    site.stories = [BRIDGE, SCHOOL]
    add_source(archive, fed_by(site))
    follow(archive, "BSH")
    await poll_now(tools)
    site.stories = [
        edited(BRIDGE, "hơn dự kiến", "thêm 12 tháng"),
        edited(SCHOOL, "bốn trăm", "ba trăm"),
    ]
    clock.advance(timedelta(days=3).total_seconds())
    site.halfway = at_call(1, lambda: follow(archive, '"12 tháng" OR "ba trăm"'))
    await recheck(tools)
    assert told(archive)['"12 tháng" OR "ba trăm"'] == sorted([BRIDGE.title, SCHOOL.title])


async def test_a_watch_that_is_added_during_a_backfill_is_told_of_what_is_found_then(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    days = days_back(15)
    publish(site, days)
    with_listing(site)
    listed(archive, site)
    site.halfway = at_call(12, lambda: follow(archive, "BSH"))
    assert (await backfill(tools, reload(archive), days[-1], None, lambda *_: None)).ended
    assert len(told(archive)["BSH"]) == 15 - 11


def test_a_watch_that_is_added_during_an_ingest_counts_for_the_batch_at_hand(
    archive: Archive, tmp_path: Path
) -> None:
    add = at_call(3, lambda: follow(archive, "bến"))

    class BusyClock(FakeClock):
        """Somebody adds a watch when it is asked for the time of the third file."""

        def now(self) -> datetime:
            add()
            return super().now()

    for index in range(4):
        text_file(tmp_path, f"{index}.txt", f"Bến số {index}", f"Bến số {index} đón ghe từ sáng.")
    source = add_source(archive, paper())
    done = [one.ingested for one in ingest_files(archive, BusyClock(), source, [tmp_path])]
    assert [one.alerts for one in done if one] == [1, 1, 1, 1]
