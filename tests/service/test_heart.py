"""What runs says so, and says which of the two it is: a service, or a ``run --once``."""

from __future__ import annotations

import asyncio
import os

import pytest

from tests.fakes import FakeClock
from tests.flow.house import BRIDGE, add_source, count, fed_by, tools_on
from tests.serving import until
from tests.site import ProvincialSite, serving
from worker.archive import heartbeat
from worker.archive.database.engine import Archive
from worker.clock import SystemClock
from worker.errors import ArchiveError
from worker.flow.health import Health, health
from worker.service import heart
from worker.service.heart import Heart
from worker.service.once import run_once


async def test_once_is_told_while_it_works_and_is_no_service(archive: Archive) -> None:
    found: list[Health] = []
    with serving(ProvincialSite([BRIDGE])) as site:
        site.halfway = lambda: found.append(health(archive, SystemClock(), silent_after=60))
        add_source(archive, fed_by(site))
        async with tools_on(archive, SystemClock()) as tools:
            await run_once(tools)
    [told] = found
    assert [(beat.pid, beat.once) for beat in told.running] == [(os.getpid(), True)]
    assert not told.is_served
    assert count(archive, "heartbeat") == (0,)


async def test_it_goes_on_beating_though_the_archive_is_away_for_a_while(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heart, "BEAT", 0.01)
    clock, beats = FakeClock(), []
    true_beat = heartbeat.beat

    def beat(*args: object) -> None:
        beats.append(args)
        if len(beats) == 2:
            raise ArchiveError("the database is away")
        true_beat(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(heartbeat, "beat", beat)
    async with Heart(archive, clock, once=True).beating():
        await until(lambda: len(beats) > 3)
        assert count(archive, "heartbeat") == (1,)
    await asyncio.sleep(0.05)
    assert count(archive, "heartbeat") == (0,)
