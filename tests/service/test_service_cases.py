"""What the service must survive: a lost database, a clock that is set, days off, a rush."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from loguru import logger
from sqlalchemy import Connection

from tests.fakes import FakeClock
from tests.flow.house import add_source, paper, reload, tools_on
from tests.serving import FEED, every, noting, serving_tools, until
from tests.site import ProvincialSite, serving
from worker.archive.database.engine import Archive
from worker.archive.sources import runs, sources
from worker.archive.sources.sources import StoredSource
from worker.clock import HANOI, SystemClock
from worker.errors import ArchiveError
from worker.flow.polling.tally import Tally
from worker.flow.rhythm import Pace
from worker.flow.tools import Tools
from worker.model import Schedule
from worker.service import due, polls, service, wake
from worker.service.due import due_at, trigger
from worker.service.once import run_once
from worker.service.service import Service

HOUR = timedelta(hours=1)
SOON = 0.4  # seconds in which a storm of polls would show itself


class SetClock(SystemClock):
    """The machine's clock, as somebody has set it; the stopwatch goes on."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.ahead


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Return one kind of database: the service asks it nothing that differs."""
    return sqlite_url


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
async def tools(archive: Archive, clock: SetClock) -> AsyncIterator[Tools]:
    async with tools_on(archive, clock) as made:
        yield made


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the service look for everything often."""
    for name, seconds in (("REFRESH", 0.05), ("PULSE", 0.02)):
        monkeypatch.setattr(service, name, seconds)
    for name, seconds in (("LOOK", 0.02), ("SILENT", 0.3)):
        monkeypatch.setattr(wake, name, seconds)
    monkeypatch.setattr(polls, "FIRST_STEP", 0.0)


@pytest.fixture
def told() -> Iterator[list[str]]:
    lines: list[str] = []
    sink = logger.add(lambda line: lines.append(str(line)), format="{message}")
    yield lines
    logger.remove(sink)


def recording(polled: Counter[str]) -> Any:
    """Return a poll that keeps its run in the archive, and asks nobody."""

    async def recorded(tools: Tools, source: StoredSource) -> Tally:
        await asyncio.to_thread(_record, tools, source)
        polled[source.source.name] += 1
        return Tally()

    return recorded


def _record(tools: Tools, source: StoredSource) -> None:
    with tools.archive.write() as tx:
        now = tools.clock.now()
        runs.start(tx, source.id, now)
        sources.keep_pace(tx, source.id, poll_after=now + HOUR, failures=0)


def service_of(monkeypatch: pytest.MonkeyPatch) -> list[Service]:
    """Return a list that will hold the service that is started."""
    made: list[Service] = []
    begin = Service.run

    async def run(self: Service) -> None:
        made.append(self)
        await begin(self)

    monkeypatch.setattr(Service, "run", run)
    return made


async def test_case_53_a_scheduler_whose_loop_has_ended_is_woken(
    archive: Archive, tools: Tools, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    polled: list[str] = []
    monkeypatch.setattr(polls, "poll", noting(polled))
    made = service_of(monkeypatch)
    add_source(archive, every(1, "a"))
    async with serving_tools(tools):
        await until(lambda: "a" in polled)
        scheduler = made[0]._scheduler
        process = type(scheduler)._process_jobs

        def broken(_: object) -> None:
            raise RuntimeError("as an exception in a job store would")

        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda *_: None)
        monkeypatch.setattr(type(scheduler), "_process_jobs", broken)
        await asyncio.sleep(1.2)
        monkeypatch.setattr(type(scheduler), "_process_jobs", process)
        seen = len(polled)
        await until(lambda: len(polled) > seen)
    assert any("the scheduler stood still" in line for line in told)


async def test_case_53_polling_goes_on_when_a_lost_database_is_back(
    archive: Archive, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A source that was due while it was lost is polled then, and not an interval later."""
    polled: Counter[str] = Counter()
    monkeypatch.setattr(polls, "poll", recording(polled))
    add_source(archive, paper(FEED, name="a"))
    find = sources.find

    def lost(*_: object) -> StoredSource:
        raise ArchiveError("the server closed the connection", where="postgresql://tin")

    tried = asyncio.Event()
    loop = asyncio.get_running_loop()

    def lost_and_told(*parts: object) -> StoredSource:
        loop.call_soon_threadsafe(tried.set)
        return lost(*parts)

    monkeypatch.setattr(sources, "find", lost_and_told)
    async with serving_tools(tools):
        await asyncio.wait_for(tried.wait(), 10)
        assert polled.total() == 0
        monkeypatch.setattr(sources, "find", find)
        await until(lambda: polled["a"] == 1)
        await asyncio.sleep(SOON)
    assert polled["a"] == 1


@pytest.mark.parametrize(
    "ahead", [-2 * HOUR, timedelta(days=3650)], ids=["two hours back", "ten years ahead"]
)
async def test_case_54_a_clock_that_is_set_causes_neither_stall_nor_storm(
    archive: Archive,
    tools: Tools,
    clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
    told: list[str],
    ahead: timedelta,
) -> None:
    polled: Counter[str] = Counter()
    monkeypatch.setattr(polls, "poll", recording(polled))
    names = ["a", "b", "c"]
    for name in names:
        add_source(archive, paper(FEED, name=name))
    async with serving_tools(tools):
        await until(lambda: polled.total() == 3)
        await asyncio.sleep(SOON)  # one that still runs is not started a second time
        clock.ahead = ahead
        await until(lambda: all(polled[name] >= 2 for name in names))
        await asyncio.sleep(SOON)
        assert polled.total() == 6
        clock.ahead = timedelta(0)
        await until(lambda: any("the clock was set" in line for line in told[1:]))
        await asyncio.sleep(SOON)
    assert all(polled[name] <= 3 for name in names)


async def test_a_poll_that_ends_while_the_sources_are_read_is_not_begun_again(
    archive: Archive, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = service_of(monkeypatch)
    counted: Counter[str] = Counter()
    began, was_read = threading.Event(), threading.Event()
    record = recording(counted)

    async def poll(tools: Tools, source: StoredSource) -> Tally:
        began.set()
        await asyncio.to_thread(was_read.wait, 10)
        done: Tally = await record(tools, source)
        return done

    def held_back(tx: Connection) -> list[StoredSource]:
        """Return the sources as they stood before the poll, when it has ended."""
        read = due.polled(tx)
        if began.is_set() and not was_read.is_set():
            was_read.set()
            while made[0]._polls._polling:
                time.sleep(0.01)
        return read

    monkeypatch.setattr(polls, "poll", poll)
    monkeypatch.setattr(polls, "polled", held_back)
    add_source(archive, paper(FEED, name="a"))
    async with serving_tools(tools):
        await until(lambda: counted["a"] >= 1)
        await asyncio.sleep(SOON)
    assert counted["a"] == 1


def test_case_54_a_poll_of_the_future_does_not_put_the_next_one_off() -> None:
    now = datetime(2026, 3, 2, 8, 0, tzinfo=HANOI)
    for plan in (Schedule(), Schedule(every=1800), Schedule(cron="30 6 * * *")):
        ahead = runs.Run(1, now + 2 * HOUR, None, 0, 0, 0, 0, None)
        source = replace(paper(FEED), schedule=plan)
        stored = StoredSource(1, source, None, ahead, poll_after=now + 3 * HOUR)
        assert due_at(stored, now) == now
        skewed = replace(ahead, started_at=now + timedelta(seconds=2))
        stored = replace(stored, last_run=skewed, poll_after=None)
        assert due_at(stored, now) > now, "another machine's clock is a little ahead"


@pytest.fixture
def in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the machine stand in a zone with daylight saving."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    os.environ.pop("TZ", None)
    time.tzset()


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize("month", [3, 10], ids=["forward", "back"])
def test_case_55_daylight_saving_where_we_stand_takes_and_doubles_no_slot(month: int) -> None:
    """Berlin's clocks are set in the night to 29 March and to 25 October 2026."""
    half_hourly = trigger(Schedule(cron="*/30 * * * *"))
    daily = trigger(Schedule(cron="30 7 * * *"))
    at = datetime(2026, month, 24, tzinfo=HANOI)
    for plan, gap, count in ((half_hourly, HOUR / 2, 48 * 7), (daily, 24 * HOUR, 7)):
        fired, last = [], at
        for _ in range(count):
            last = plan.get_next_fire_time(last, last)
            fired.append(last)
        assert {b - a for a, b in pairwise(fired)} == {gap}
        assert all(one.utcoffset() == 7 * HOUR for one in fired)


def three_days_off(archive: Archive, clock: SetClock) -> list[str]:
    """Add sources of all kinds of schedule that were polled last three days ago."""
    plans = [Schedule(), Schedule(every=60), Schedule(cron="*/5 * * * *"), Schedule(every=7200)]
    for number, plan in enumerate(plans):
        added = add_source(archive, replace(paper(FEED, name=f"s{number}"), schedule=plan))
        with archive.write() as tx:
            runs.start(tx, added.id, clock.now() - timedelta(days=3))
    return [f"s{number}" for number in range(len(plans))]


async def test_case_56_after_three_days_off_each_source_is_polled_once(
    archive: Archive, tools: Tools, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    polled: Counter[str] = Counter()
    monkeypatch.setattr(polls, "poll", recording(polled))
    names = three_days_off(archive, clock)
    async with serving_tools(tools):
        await until(lambda: len(polled) == len(names))
        await asyncio.sleep(SOON)
    assert polled == dict.fromkeys(names, 1)


async def test_case_56_after_three_days_off_sources_are_polled_one_after_the_other(
    archive: Archive, tools: Tools, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polls, "poll", recording(Counter()))
    monkeypatch.setattr(polls, "FIRST_STEP", 60)
    made = service_of(monkeypatch)
    names = three_days_off(archive, clock)
    async with serving_tools(tools):
        await until(lambda: len(made) == 1 and made[0]._scheduler.running)
        jobs = [made[0]._scheduler.get_job(f"poll:{name}") for name in names[1:]]
        times = [job.next_run_time for job in jobs if job is not None]
    assert [b - a for a, b in pairwise(times)] == [HOUR / 60] * (len(names) - 2)


async def test_case_57_a_run_left_out_is_counted_with_the_one_that_ran(
    archive: Archive, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, under_way, most = asyncio.Event(), 0, 0

    async def slow(tools: Tools, source: StoredSource) -> Tally:
        nonlocal under_way, most
        await asyncio.to_thread(_record, tools, source)
        under_way += 1
        most = max(most, under_way)
        await ended.wait()
        under_way -= 1
        return Tally()

    monkeypatch.setattr(polls, "poll", slow)
    add_source(archive, every(1, "a"))

    def left_out() -> int:
        run = reload(archive, "a").last_run
        return run.left_out if run else 0

    async with serving_tools(tools):
        await until(lambda: left_out() >= 2)
        ended.set()
    assert most == 1


async def test_case_59_a_thousand_sources_due_at_once_each_get_their_turn(
    archive: Archive, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    polled: list[str] = []
    monkeypatch.setattr(polls, "poll", noting(polled))
    with archive.write() as tx:
        for number in range(1_000):
            sources.add(tx, paper(FEED, name=f"bao-{number}"))
    async with serving_tools(tools):
        await until(lambda: len(set(polled)) == 1_000)


async def test_the_next_poll_is_where_the_rhythm_puts_it(
    archive: Archive, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scheduler, the commands and the archive say the same."""
    made = service_of(monkeypatch)
    with serving(ProvincialSite([])) as site:
        add_source(archive, replace(every(1, "a"), **_fed_by(site), schedule=Schedule()))
        async with tools_on(archive, clock) as tools:
            pace = Pace.of_seconds(1, 1, 2)
            async with serving_tools(replace(tools, pace=pace)):
                await until(lambda: site.asked["/rss/subcate/thoi-su/"] >= 3)
                # While a poll runs, its next one may not be planned yet.
                await until(lambda: made[0]._scheduler.get_job("poll:a") is not None)
                left = made[0]._scheduler.get_job("poll:a").next_run_time - datetime.now(HANOI)
                assert left < timedelta(seconds=2.2)
    stored = reload(archive, "a")
    assert stored.poll_after is not None
    assert due_at(stored, clock.now()) == stored.poll_after


def _fed_by(site: ProvincialSite) -> dict[str, Any]:
    feed = replace(FEED, address=f"{site.address}/rss/subcate/thoi-su/")
    return {"ways": (feed,), "allowed_hosts": (site.host,)}


async def test_once_leaves_alone_what_the_rhythm_has_put_off(archive: Archive) -> None:
    clock = FakeClock()
    with serving(ProvincialSite([])) as site:
        add_source(archive, replace(every(1, "a"), **_fed_by(site), schedule=Schedule()))
        async with tools_on(archive, clock) as tools:
            await run_once(tools)
            feed = "/rss/subcate/thoi-su/"
            for minutes, asked in ((30, 1), (40, 2), (5, 2)):
                clock.advance(minutes * 60)
                await run_once(tools)
                assert site.asked[feed] == asked


async def test_a_schedule_that_is_changed_during_a_poll_counts(
    archive: Archive, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    polled: list[str] = []

    async def changing(_tools: Tools, stored: StoredSource) -> Tally:
        polled.append(stored.source.name)
        if len(polled) == 1:
            with archive.write() as tx:
                sources.update(tx, every(1))
        return Tally()

    monkeypatch.setattr(polls, "poll", changing)
    add_source(archive, every(86_400))
    async with serving_tools(tools):
        await until(lambda: len(polled) > 1)
