"""The tasks in hand: a stop waits for them, and cancels those that outlast its grace."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from loguru import logger


class Tasks:
    """The tasks of one service that are in hand."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    @contextmanager
    def waited_for(self) -> Iterator[None]:
        """Count the current task among those that a stop waits for."""
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            yield
        finally:
            self._running.discard(task)

    def begin(self, work: Coroutine[Any, Any, object]) -> None:
        """Begin a task that nobody but a stop waits for."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def drain(self, grace: float) -> None:
        """Wait for what is in hand; cancel what outlasts so many seconds."""
        if not self._running:
            return
        logger.info("stopping: {} in hand; a second Ctrl-C ends at once", len(self._running))
        _, late = await asyncio.wait(self._running, timeout=grace)
        for task in late:
            task.cancel()
        if late:
            logger.warning("stopped {} task(s) that outlasted {:g} s", len(late), grace)
            await asyncio.wait(late)
