"""A watch over the event loop: what holds it for long stops every fetch, delivery and heartbeat."""

from __future__ import annotations

import asyncio
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import Final

from loguru import logger

TICK: Final = 1.0
"""Seconds between two looks."""
LATE: Final = 5
"""Looks in a row that find the loop where it was, after which it counts as held."""
_HOUSE: Final = str(Path(__file__).parent)


class LoopWatch:
    """Reports, while it is entered, an event loop that is held: since when, and by what.

    A thread asks the loop for a sign of life each tick. It counts looks instead of seconds, so
    that a machine that slept, or a process that was stopped, is not mistaken for a loop that is
    held. Enter it on the loop's own thread.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, *, tick: float = TICK, late: int = LATE
    ) -> None:
        self._loop = loop
        self._tick = tick
        self._late = late
        self._signs = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="loop-watch", daemon=True)
        self._watched = threading.get_ident()

    def __enter__(self) -> LoopWatch:
        self._watched = threading.get_ident()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        seen, missed = -1, 0
        while not self._ended.wait(self._tick):
            if self._signs != seen:
                if missed >= self._late:
                    logger.warning("the event loop goes on after {:g} s", missed * self._tick)
                seen, missed = self._signs, 0
                self._loop.call_soon_threadsafe(self._sign)
                continue
            missed += 1
            if missed == self._late:
                held = missed * self._tick
                logger.error("the event loop has been held for {:g} s by {}", held, self._holder())

    def _sign(self) -> None:
        self._signs += 1

    def _holder(self) -> str:
        """Return where the loop's thread is: its innermost call, and the innermost of ours."""
        stack = traceback.walk_stack(sys._current_frames().get(self._watched))
        calls = [(frame.f_code, line) for frame, line in stack]
        ours = [call for call in calls if call[0].co_filename.startswith(_HOUSE)]
        told = [*calls[:1], *ours[:1]]
        places = [f"{code.co_name} ({code.co_filename}:{line})" for code, line in told]
        return ", called from ".join(dict.fromkeys(places))
