"""By which a process of the service says that it runs, for ``status`` and whoever asks it."""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from loguru import logger

from worker.archive import heartbeat
from worker.archive.database.engine import Archive
from worker.clock import Clock
from worker.errors import ArchiveError

BEAT: Final = 10
"""Seconds between two heartbeats; ``status`` counts a process silent after six as gone."""


class Heart:
    """Beats for this process; ``once`` says that it is a ``run --once``, which is no service."""

    def __init__(self, archive: Archive, clock: Clock, *, once: bool = False) -> None:
        self._archive = archive
        self._clock = clock
        self._instance = heartbeat.instance(uuid.uuid4().hex, once=once)
        self._started_at = clock.now()

    def beat(self) -> None:
        """Say that this process runs."""
        with self._archive.write() as tx:
            heartbeat.beat(
                tx,
                self._instance,
                os.getpid(),
                heartbeat.this_machine(),
                self._started_at,
                self._clock.now(),
            )

    def say_goodbye(self) -> None:
        """Say that it has ended of its own accord."""
        with self._archive.write() as tx:
            heartbeat.forget(tx, self._instance)

    @asynccontextmanager
    async def beating(self) -> AsyncIterator[None]:
        """Beat as long as this lasts, and say goodbye."""
        await asyncio.to_thread(self.beat)
        ended = asyncio.Event()
        going_on = asyncio.create_task(self._go_on(ended))
        try:
            yield
        finally:
            ended.set()
            await going_on  # so that no beat is written after the goodbye
            await asyncio.to_thread(self.say_goodbye)

    async def _go_on(self, ended: asyncio.Event) -> None:
        while not ended.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), BEAT)
                return
            try:
                await asyncio.to_thread(self.beat)
            except ArchiveError as error:  # whoever works tells for himself
                logger.warning("no heartbeat: {}", error)
