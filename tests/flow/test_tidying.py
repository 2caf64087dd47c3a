"""Old polls are let go, and all that is told of sources and of days stays the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import pytest
from sqlalchemy import insert

from tests.fakes import FakeClock
from tests.flow.house import add_source, count, paper, tools_on
from worker.archive.database.engine import Archive
from worker.archive.pages import standstill
from worker.archive.schema.tables import run
from worker.archive.sources import coverage, polls, sources
from worker.flow import tidying
from worker.model import Fault
from worker.service.once import run_once

DAY = timedelta(days=1)
LONGEST = timedelta(hours=26)
OFTEN = timedelta(minutes=20)


class Told(NamedTuple):
    """What is told of sources, and of the days since the first poll."""

    of_each: Sequence[tuple[object, ...]]
    first: datetime
    stood_still: list[tuple[datetime, datetime]]
    last: dict[int, coverage.Last]
    failures: dict[int, int]
    lately: dict[int, coverage.Polls]


@pytest.fixture
def year_ago(clock: FakeClock) -> datetime:
    return clock.now() - 365 * DAY


def polled(
    archive: Archive,
    name: str,
    since: datetime,
    until: datetime,
    every: timedelta = OFTEN,
    fault: Fault | None = None,
) -> None:
    """Keep the polls of a source, one after the other."""
    with archive.write() as tx:
        here = sources.find(tx, name).id
        zeros = dict.fromkeys(("discovered", "fetched", "stored", "alerts"), 0)
        times = [since + n * every for n in range((until - since) // every)]
        how = {"source_id": here, "fault": fault and fault.value, **zeros}
        tx.execute(insert(run), [{"started_at": at, "finished_at": at, **how} for at in times])


def told(archive: Archive, clock: FakeClock, names: Sequence[str]) -> Told:
    """Return what is told of these sources."""
    now = clock.now()
    with archive.read() as tx:
        of_each = [
            (
                polls.first_at(tx, one.id, now),
                polls.latest(tx, one.id, 2**31 - 1, 200),
                polls.with_pages(tx, one.id, 2**31 - 1, now - 30 * DAY, 500),
                one.last_run,
            )
            for one in (sources.find(tx, name) for name in names)
        ]
        first = standstill.first_run(tx)
        assert first is not None
        return Told(
            of_each,
            first,
            list(standstill.standstills(tx, first, now, LONGEST)),
            coverage.last(tx),
            coverage.failures_in_a_row(tx),
            coverage.polls_since(tx, now - 7 * DAY),
        )


def tidied(archive: Archive, clock: FakeClock) -> int:
    return sum(tidying.steps(archive, clock))


def test_what_is_told_stays_as_it_is(
    archive: Archive, clock: FakeClock, year_ago: datetime
) -> None:
    names = ["thuong", "hong", "hiem"]
    for name in names:
        add_source(archive, paper(name=name))
    now = clock.now()
    polled(archive, "thuong", year_ago, year_ago + 40 * DAY)
    # Two days off, then a day without network: nothing was asked.
    polled(archive, "thuong", year_ago + 42 * DAY, year_ago + 43 * DAY, fault=Fault.OFFLINE)
    polled(archive, "thuong", year_ago + 43 * DAY, year_ago + 60 * DAY)
    polled(archive, "thuong", now - 3 * DAY, now)
    polled(archive, "hong", year_ago, year_ago + 5 * DAY)
    polled(archive, "hong", year_ago + 5 * DAY, now, 4 * DAY, Fault.UNREACHABLE)
    polled(archive, "hiem", year_ago + DAY, now, 5 * DAY)
    before, all_polls = told(archive, clock, names), count(archive, "run")[0]
    gone = tidied(archive, clock)
    assert gone > 1_000
    assert count(archive, "run") == (all_polls - gone,)
    assert told(archive, clock, names) == before
    assert (year_ago + 41 * DAY, year_ago + 43 * DAY) in before.stood_still
    assert tidied(archive, clock) == 0


def test_the_polls_of_the_last_90_days_stay(archive: Archive, clock: FakeClock) -> None:
    add_source(archive, paper(name="thuong"))
    polled(archive, "thuong", clock.now() - 90 * DAY, clock.now())
    assert tidied(archive, clock) == 0
    clock.advance(DAY.total_seconds())
    assert tidied(archive, clock) == 24, "of three in an hour one"


async def test_a_run_tidies_too(archive: Archive, clock: FakeClock, year_ago: datetime) -> None:
    add_source(archive, paper(name="thuong"))
    polled(archive, "thuong", year_ago, year_ago + 10 * DAY)
    async with tools_on(archive, clock) as tools:
        await run_once(tools)
    assert count(archive, "run")[0] < 10 * 24 * 3
