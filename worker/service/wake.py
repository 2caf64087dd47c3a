"""A watch over the scheduler: that it lives, and that the clock goes on as the stopwatch does.

APScheduler sleeps until the wall clock will show the time of its next job. It sleeps two hours too
long where the clock is set back by two hours, and for good where an exception ends its loop.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from loguru import logger

from worker.clock import Clock
from worker.errors import DiemtinError

LOOK: Final = 1.0
"""Seconds between two looks."""
SILENT: Final = 5.0
"""Seconds without a sign of life after which the scheduler counts as standing still."""
LEAP: Final = timedelta(seconds=5)
"""By how much the clock may differ from the stopwatch between two looks."""


class Wake:
    """Looks after a scheduler that calls ``pulse``."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pulse = clock.monotonic()
        self._set_watches()

    async def pulse(self) -> None:
        """Take a sign of life."""
        self._pulse = self._clock.monotonic()

    async def watch(self, revive: Callable[[], Awaitable[None]]) -> None:
        """Look for ever, and call ``revive`` where the clock leaps or the signs stay away."""
        while True:
            await self._clock.sleep(LOOK)
            why = self._trouble()
            if why is None:
                continue
            logger.warning("{}: all polls are planned anew", why)
            try:
                await revive()
            except DiemtinError as error:  # the archive is lost: the plan is made when it is back
                logger.error("not planned: {}", error)

    def _trouble(self) -> str | None:
        """Return what is wrong since the last look, None where nothing is."""
        passed = timedelta(seconds=self._clock.monotonic() - self._steady)
        leap = self._clock.now() - self._wall - passed
        self._set_watches()
        if abs(leap) > LEAP:
            return f"the clock was set by {leap.total_seconds():+.0f} s"
        if self._steady - self._pulse > SILENT:
            self._pulse = self._steady  # the next look gives it time
            return f"the scheduler stood still for {SILENT:g} s"
        return None

    def _set_watches(self) -> None:
        self._steady, self._wall = self._clock.monotonic(), self._clock.now()
