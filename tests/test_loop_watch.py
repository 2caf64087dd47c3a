"""Case 52: who holds the event loop is reported while it is held."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator

import pytest
from loguru import logger

from worker.loop_watch import LATE, TICK, LoopWatch

PATIENCE = 30
QUICK = 0.01


class Log:
    """Keeps what is logged, and tells when there is something."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.heard = threading.Event()

    def __call__(self, line: str) -> None:
        self.lines.append(line)
        self.heard.set()


@pytest.fixture
def log() -> Iterator[Log]:
    kept = Log()
    sink = logger.add(kept, format="{level} {message}", level="WARNING")
    yield kept
    logger.remove(sink)


def hold(log: Log) -> None:
    """Keep the loop's thread until that has been reported."""
    assert log.heard.wait(PATIENCE)


async def test_case_52_who_holds_the_loop_is_told_while_it_is_held(log: Log) -> None:
    with LoopWatch(asyncio.get_running_loop(), tick=QUICK):
        hold(log)
        [told] = log.lines
        assert told.startswith("ERROR the event loop has been held for 0.05 s by wait (")
        log.heard.clear()
        await asyncio.to_thread(log.heard.wait, PATIENCE)
    assert log.lines[1].startswith("WARNING the event loop goes on after ")


async def test_case_52_a_loop_that_is_busy_and_goes_on_is_not_reported(log: Log) -> None:
    with LoopWatch(asyncio.get_running_loop(), tick=QUICK, late=1_000):
        for _ in range(20):
            time.sleep(QUICK)
            await asyncio.sleep(0)
    assert log.lines == []


def test_case_52_five_seconds_are_reported() -> None:
    assert TICK * LATE == 5


async def test_the_watch_ends_with_its_block() -> None:
    before = threading.active_count()
    with LoopWatch(asyncio.get_running_loop()):
        assert threading.active_count() == before + 1
    assert threading.active_count() == before
