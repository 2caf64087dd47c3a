"""Processes of one home share the hosts: one request at a time, and the pause of all together."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import signal
from itertools import pairwise
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from tests.fakes import FakeClock, FakeResolver
from tests.fetch.conftest import NOBODY_TRUSTED, OpenSite
from tests.fetch.servers import Asked, answer
from worker.clock import SystemClock
from worker.fetch.client import Fetcher
from worker.fetch.failures import UnneededError
from worker.fetch.host_turns import HostTurns
from worker.fetch.limits import Limits

PAUSE = 0.1
SITE = "bao.test:443"


async def ask(home: Path, address: str, host: str, times: int) -> None:
    """Ask for a page so many times, as a process of that home does."""
    turns = HostTurns(home / "hosts.turns", SystemClock())
    fetcher = Fetcher(
        user_agent="diemtin/0.0 (+mailto:phong-tin@bao.test)",
        limits=Limits(retries=0),
        resolver=FakeResolver({}),
        clock=SystemClock(),
        rng=random.Random(7),
        tls=NOBODY_TRUSTED,
        turns=turns,
    )
    for _ in range(times):
        await fetcher.get(address, allowed=(host,), pause=PAUSE)
    await fetcher.aclose()
    turns.close()


def ask_apart(home: Path, address: str, host: str, times: int) -> None:
    asyncio.run(ask(home, address, host, times))


def begin(home: Path, address: str, host: str, times: int) -> BaseProcess:
    """Start another process of the home."""
    process = multiprocessing.get_context("spawn").Process(
        target=ask_apart, args=(home, address, host, times), daemon=True
    )
    process.start()
    return process


async def test_a_long_walk_beside_the_service_asks_no_sooner_and_keeps_nobody_out(
    site: OpenSite, tmp_path: Path
) -> None:
    times: list[tuple[float, float]] = []
    began = asyncio.Event()
    loop = asyncio.get_running_loop()

    async def slowly(asked: Asked, writer: asyncio.StreamWriter) -> None:
        start = loop.time()
        began.set()
        await asyncio.sleep(0.02)
        times.append((start, loop.time()))
        writer.write(answer("tin"))

    page = await site({"/tin": slowly})
    walk = begin(tmp_path, page.url("/tin"), page.allowed[0], 1_000)
    await asyncio.wait_for(began.wait(), 60)
    await ask(tmp_path, page.url("/tin"), page.allowed[0], 4)
    of_all = len(times)
    walk.terminate()
    walk.join()
    assert of_all <= 20, "in turn, however long the walk is"
    assert page.most_at_once == 1
    assert min(after[0] - before[1] for before, after in pairwise(sorted(times))) >= PAUSE * 0.9


async def test_the_turn_of_a_process_that_is_killed_goes_to_the_next(
    site: OpenSite, tmp_path: Path
) -> None:
    held = asyncio.Event()

    async def never(asked: Asked, writer: asyncio.StreamWriter) -> None:
        held.set()
        await asyncio.sleep(60)

    page = await site({"/tin": never})
    walk = begin(tmp_path, page.url("/tin"), page.allowed[0], 1)
    await asyncio.wait_for(held.wait(), 60)
    turns = HostTurns(tmp_path / "hosts.turns", SystemClock())
    waiting = asyncio.create_task(take(turns, page.allowed[0]))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    assert walk.pid is not None
    os.kill(walk.pid, signal.SIGKILL)
    await asyncio.wait_for(waiting, 10)
    turns.close()


async def take(turns: HostTurns, site: str) -> None:
    async with turns.alone(site, PAUSE):
        pass


async def test_after_a_turn_that_nobody_wanted_nobody_waits(tmp_path: Path) -> None:
    clock = FakeClock()
    turns = HostTurns(tmp_path / "hosts.turns", clock)
    async with turns.alone(SITE, 5.0):
        pass
    clock.advance(6)
    for _ in range(3):
        with pytest.raises(UnneededError):
            async with turns.alone(SITE, 5.0):
                raise UnneededError("not wanted any more")
    async with turns.alone(SITE, 5.0):
        assert clock.slept == []
    turns.close()


async def test_a_pause_from_before_a_restart_of_the_machine_is_over(tmp_path: Path) -> None:
    """The clock that only goes forward begins anew then."""
    before, after = FakeClock(), FakeClock()
    after.advance(-3_600)
    for clock, slept in ((before, []), (after, []), (after, [pytest.approx(5.0)])):
        turns = HostTurns(tmp_path / "hosts.turns", clock)
        async with turns.alone(SITE, 5.0):
            assert clock.slept == slept
        turns.close()
