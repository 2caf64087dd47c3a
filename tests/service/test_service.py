"""What runs when: due times, jobs built from the archive, one run a source, a stop that drains."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from loguru import logger

from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    MARKET,
    SCHOOL,
    KeepingCourier,
    add_source,
    count,
    fed_by,
    follow,
    last_run,
    paper,
    tools_on,
)
from tests.serving import FEED, PATIENCE, breaking, every, noting, serving_tools, until
from tests.site import ProvincialSite, serving
from worker.archive import heartbeat
from worker.archive.database.engine import Archive
from worker.archive.officials import officials
from worker.archive.pages import looks
from worker.archive.sources import runs, sources
from worker.clock import SystemClock
from worker.flow.registry.rematch import Step, outdated
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.model import ChannelKind, Official, Schedule, Source
from worker.service import once, polls, service, upkeep
from worker.service.due import due_at, next_poll
from worker.service.once import run_once

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # Monday, 08:00 in Hanoi
HOUR = timedelta(hours=1)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Return one kind of database: the service asks it nothing that differs."""
    return sqlite_url


@pytest.fixture
def site() -> Iterator[ProvincialSite]:
    with serving(ProvincialSite([BRIDGE])) as served:
        yield served


@pytest.fixture
async def tools(archive: Archive) -> AsyncIterator[Tools]:
    """Tools on the machine's own clock, which is the scheduler's too."""
    async with tools_on(archive, SystemClock(), {ChannelKind.CONSOLE: KeepingCourier()}) as made:
        yield made


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the service look for changed sources often."""
    monkeypatch.setattr(service, "REFRESH", 0.05)
    monkeypatch.setattr(polls, "FIRST_STEP", 0.0)
    monkeypatch.setattr(service, "REMATCH", 0.05)
    monkeypatch.setattr(service, "RECHECK", 0.05)


@pytest.fixture
def told() -> Iterator[list[str]]:
    """Keep the lines of the log."""
    lines: list[str] = []
    sink = logger.add(lambda line: lines.append(str(line)), format="{message}")
    yield lines
    logger.remove(sink)


def stored(plan: Schedule, started: datetime | None) -> sources.StoredSource:
    run = None if started is None else runs.Run(1, started, None, 0, 0, 0, 0, None)
    return sources.StoredSource(1, replace(paper(FEED), schedule=plan), None, run)


DAILY = Schedule(every=None, cron="30 6 * * *")


@pytest.mark.parametrize(
    ("plan", "started", "due"),
    [
        (Schedule(every=3600), None, NOW),
        (Schedule(every=3600), NOW, NOW + HOUR),
        (Schedule(every=3600), NOW - 5 * HOUR, NOW - 4 * HOUR),
        (Schedule(every=None), NOW, NOW + HOUR),
        (DAILY, None, NOW),
        (DAILY, datetime(2026, 3, 2, 0, 0, tzinfo=UTC), datetime(2026, 3, 2, 23, 30, tzinfo=UTC)),
        (DAILY, datetime(2026, 3, 1, 23, 29, tzinfo=UTC), datetime(2026, 3, 1, 23, 30, tzinfo=UTC)),
        (DAILY, datetime(2026, 3, 1, 23, 30, tzinfo=UTC), datetime(2026, 3, 2, 23, 30, tzinfo=UTC)),
        (
            Schedule(every=None, cron="*/15 8-9 * * mon-fri"),
            datetime(2026, 3, 6, 2, 50, tzinfo=UTC),  # Friday, 09:50 in Hanoi
            datetime(2026, 3, 9, 1, 0, tzinfo=UTC),
        ),
    ],
)
def test_when_a_source_is_due(plan: Schedule, started: datetime | None, due: datetime) -> None:
    assert due_at(stored(plan, started), max(NOW, started or NOW)) == due


def test_the_next_poll_is_the_one_that_is_due_first(archive: Archive) -> None:
    with archive.read() as tx:
        assert next_poll(tx, NOW) is None
    polled_at(archive, every(3600, "b"), NOW)
    polled_at(archive, every(600, "a"), NOW)
    polled_at(archive, replace(every(60, "tat"), enabled=False), NOW)
    polled_at(archive, paper(name="khong-duong"), NOW)
    with archive.read() as tx:
        assert next_poll(tx, NOW) == ("a", NOW + timedelta(minutes=10))


def polled_at(archive: Archive, source: Source, at: datetime) -> None:
    added = add_source(archive, source)
    with archive.write() as tx:
        runs.start(tx, added.id, at)


async def test_once_polls_what_is_due_and_delivers(archive: Archive, site: ProvincialSite) -> None:
    clock, courier = FakeClock(NOW), KeepingCourier()
    add_source(archive, fed_by(site))
    add_source(archive, every(3600, "khong-toi"))
    polled_at(archive, every(3600, "chua-den"), NOW - timedelta(minutes=59))
    follow(archive, "cầu")
    async with tools_on(archive, clock, {ChannelKind.CONSOLE: courier}) as tools:
        assert await run_once(tools) == 1, "one source had trouble"
    assert courier.titles == [BRIDGE.title]
    assert count(archive, "run") == (3,)


async def test_once_goes_on_with_the_others_when_one_breaks(
    archive: Archive, site: ProvincialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    courier = KeepingCourier()
    add_source(archive, fed_by(site))
    add_source(archive, every(3600, "a-hong"))
    follow(archive, "cầu")
    monkeypatch.setattr(once, "poll", breaking("a-hong"))
    async with tools_on(archive, FakeClock(NOW), {ChannelKind.CONSOLE: courier}) as tools:
        with pytest.raises(ZeroDivisionError):
            await run_once(tools)
    assert courier.titles == [BRIDGE.title]


@pytest.mark.usefixtures("quick")
async def test_sources_are_picked_up_and_dropped_while_it_runs(
    archive: Archive, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    polled: list[str] = []
    monkeypatch.setattr(polls, "poll", noting(polled))
    add_source(archive, every(1, "a"))
    async with serving_tools(tools):
        await until(lambda: polled.count("a") >= 2)
        add_source(archive, every(86_400, "b"))
        await until(lambda: "b" in polled)
        with archive.write() as tx:
            sources.set_enabled(tx, "a", enabled=False)
            sources.update(tx, every(1, "b"))
        await until(lambda: polled.count("b") >= 2)
        await until(lambda: polled[-3:] == ["b"] * 3)
        with archive.write() as tx:
            sources.set_enabled(tx, "a", enabled=True)
        seen = polled.count("a")
        await until(lambda: polled.count("a") > seen)


@pytest.mark.usefixtures("quick")
async def test_a_cron_line_that_has_run_out_hinders_no_other_source(
    archive: Archive, tools: Tools, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    polled: list[str] = []
    monkeypatch.setattr(polls, "poll", noting(polled))
    never = Schedule(every=None, cron="0 0 30 2 *")
    add_source(archive, replace(paper(FEED, name="a"), schedule=never))
    async with serving_tools(tools):
        await until(lambda: "a" in polled)
        with archive.write() as tx:
            sources.remove(tx, "a", with_articles=True, now=NOW)
        await asyncio.sleep(0.2)
        add_source(archive, every(86_400, "b"))
        await until(lambda: "b" in polled)
    assert not any("failed" in line for line in told)


@pytest.mark.usefixtures("quick")
async def test_case_53_an_error_in_one_poll_leaves_all_jobs_standing(
    archive: Archive, tools: Tools, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    polled: list[str] = []
    monkeypatch.setattr(polls, "poll", breaking("a", polled))
    add_source(archive, every(1, "a"))
    add_source(archive, every(1, "b"))
    async with serving_tools(tools):
        await until(lambda: polled.count("a") >= 2 and polled.count("b") >= 2)
    assert any("job poll:a failed" in line for line in told)
    assert not any("job poll:b failed" in line for line in told)


@pytest.mark.usefixtures("quick")
async def test_case_57_never_two_runs_of_one_source_at_once(
    archive: Archive, tools: Tools, site: ProvincialSite, told: list[str]
) -> None:
    """A page is slow for longer than the interval; the run that is left out is told."""
    site.held = threading.Event()
    source = fed_by(site)
    add_source(archive, replace(source, schedule=Schedule(every=1)))
    async with serving_tools(tools):
        await until(site.waiting.is_set)
        await until(lambda: any("is still being polled" in line for line in told))
        assert count(archive, "run") == (1,)
        await until(lambda: last_run(archive).left_out > 1)
        site.held.set()
        await until(lambda: count(archive, "run") > (1,))
    assert site.asked[f"/{BRIDGE.slug}.html"] == 1
    assert sum("left out" in line for line in told) == 2  # that it is so, and how many there were


@pytest.mark.usefixtures("quick")
async def test_case_49_a_stop_lets_the_page_in_hand_end(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    site.publish(SCHOOL)
    site.held = threading.Event()
    add_source(archive, fed_by(site))
    async with serving_tools(tools) as running:
        await until(site.waiting.is_set)
        tools.stopping.set()
        await asyncio.sleep(0.1)
        assert not running.done()
        site.held.set()
    assert count(archive, "article") == (1,)
    run = last_run(archive)
    assert (run.stored, run.error) == (1, None)
    assert run.finished_at is not None
    with archive.read() as tx:
        assert heartbeat.beats(tx) == ()


@pytest.mark.usefixtures("quick")
async def test_a_poll_that_outlasts_the_grace_is_cut_off(
    archive: Archive, tools: Tools, site: ProvincialSite, told: list[str]
) -> None:
    site.held = threading.Event()
    add_source(archive, fed_by(site))
    async with serving_tools(tools, grace=0.1):
        await until(site.waiting.is_set)
    site.held.set()
    assert any("outlasted 0.1 s" in line for line in told)
    assert not any("failed" in line for line in told), "a stop is no failure"
    assert last_run(archive).finished_at is not None


@pytest.mark.usefixtures("quick")
async def test_the_service_says_that_it_runs(archive: Archive, tools: Tools) -> None:
    async with serving_tools(tools):
        await until(lambda: count(archive, "heartbeat") == (1,))
    assert count(archive, "heartbeat") == (0,)


@pytest.mark.usefixtures("quick")
async def test_mentions_are_found_anew_while_it_runs(
    archive: Archive, tools: Tools, site: ProvincialSite, told: list[str]
) -> None:
    add_source(archive, fed_by(site))
    async with serving_tools(tools):
        await until(lambda: count(archive, "article") == (1,))
        assert count(archive, "mention") == (0,)
        with archive.write() as tx:
            officials.add(tx, Official("Kiều Thanh Vĩ"))
        await until(lambda: count(archive, "mention") == (1,))
        await until(lambda: not is_outdated(archive))
        await until(lambda: any("1 article(s) were found anew" in line for line in told))


@pytest.mark.usefixtures("quick")
async def test_a_stop_leaves_the_rest_of_a_rematch_for_the_next_start(
    archive: Archive, tools: Tools, site: ProvincialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()

    def stepping(*_: object, **__: object) -> Iterator[Step]:
        for n in range(1_000_000):
            loop.call_soon_threadsafe(begun.set)
            yield Step(n, 1_000_000, 1)

    loop = asyncio.get_running_loop()
    monkeypatch.setattr("worker.flow.registry.rematch.steps", stepping)
    async with serving_tools(tools, grace=PATIENCE):
        await asyncio.wait_for(begun.wait(), PATIENCE)


def is_outdated(archive: Archive) -> bool:
    with archive.read() as tx:
        return outdated(tx)


async def test_one_run_brings_a_part_of_an_older_archive_together(
    archive: Archive, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    joined = []

    def stepping(_: Archive) -> Iterator[int]:
        while True:
            joined.append(50)
            yield 50

    monkeypatch.setattr(upkeep, "PAUSE", 0)
    monkeypatch.setattr("worker.flow.intake.stories.steps", stepping)
    assert await run_once(tools) == 0
    assert sum(joined) == once.STORIES
    tools.stopping.set()
    await run_once(tools)
    assert sum(joined) == once.STORIES


@pytest.mark.usefixtures("quick")
async def test_pages_are_looked_at_between_polls_while_it_runs(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    rarely = replace(fed_by(site), schedule=Schedule(every=86_400))
    add_source(archive, rarely)
    await run_once(tools)
    with archive.write() as tx:
        looks.plan(tx, 1, NOW)  # the archive's only page
    async with serving_tools(tools):
        await until(lambda: site.asked[f"/{BRIDGE.slug}.html"] == 2)
    assert site.asked["/rss/subcate/thoi-su/"] == 1


@pytest.mark.usefixtures("quick")
async def test_alerts_leave_while_it_runs(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    courier = KeepingCourier()
    add_source(archive, fed_by(site))
    follow(archive, "cầu")
    async with serving_tools(replace(tools, couriers={ChannelKind.CONSOLE: courier})):
        await until(lambda: bool(courier.taken))
    assert courier.titles == [BRIDGE.title]


@pytest.mark.usefixtures("quick")
async def test_alerts_leave_at_once_and_not_at_the_next_look(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    """The look is an hour off: the poll gives the word, for its digest and for each of its news."""
    courier = KeepingCourier()
    add_source(archive, replace(fed_by(site), schedule=Schedule(every=1)))
    follow(archive, "cầu", "trường", "chợ")
    tools = replace(tools, couriers={ChannelKind.CONSOLE: courier})
    async with serving_tools(tools, look_every=3600):
        await until(lambda: courier.titles == [BRIDGE.title])
        site.held = first_page = threading.Event()
        site.publish(SCHOOL)
        site.publish(MARKET)
        await until(site.waiting.is_set)
        site.held = second_page = threading.Event()
        first_page.set()
        await until(lambda: len(courier.titles) == 2)  # the poll still waits for the second page
        second_page.set()
        await until(lambda: {*courier.titles} == {BRIDGE.title, SCHOOL.title, MARKET.title})


@pytest.mark.usefixtures("quick")
async def test_a_dispatch_that_breaks_is_told_and_the_next_one_delivers(
    archive: Archive,
    tools: Tools,
    site: ProvincialSite,
    monkeypatch: pytest.MonkeyPatch,
    told: list[str],
) -> None:
    courier = KeepingCourier()
    broken = iter([True])

    async def dispatch_breaking_once(tools: Tools) -> int:
        if next(broken, False):
            tools.alerted.clear()
            raise ZeroDivisionError("oh")
        return await dispatch(tools)

    monkeypatch.setattr(service, "dispatch", dispatch_breaking_once)
    add_source(archive, fed_by(site))
    follow(archive, "cầu")
    async with serving_tools(replace(tools, couriers={ChannelKind.CONSOLE: courier})):
        await until(lambda: courier.titles == [BRIDGE.title])
    assert any("deliveries failed" in line for line in told)
