"""The service run in a test, and polls that are noted or break instead of being made."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from tests.flow.house import paper
from worker.archive.sources.sources import StoredSource
from worker.flow.polling.poll import poll
from worker.flow.polling.tally import Tally
from worker.flow.tools import Tools
from worker.model import Schedule, Source, Way, WayKind
from worker.service.service import Service

FEED = Way(WayKind.FEED, "http://127.0.0.1:9/rss")
PATIENCE = 20
"""Seconds after which a test that waits for something gives up."""


@asynccontextmanager
async def serving_tools(
    tools: Tools, grace: float = 5.0, look_every: float = 0.05
) -> AsyncIterator[asyncio.Task[None]]:
    """Run the service, which looks for deliveries so often (seconds); stop it at the end."""
    service = Service(tools, dispatch_every=look_every, grace=grace)
    running = asyncio.create_task(service.run())
    try:
        yield running
    finally:
        tools.stopping.set()
        await asyncio.wait_for(running, PATIENCE)


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.01)


def every(seconds: int, name: str = "bao-song-ham", *ways: Way) -> Source:
    return replace(paper(*(ways or (FEED,)), name=name), schedule=Schedule(every=seconds))


def noting(polled: list[str]) -> Any:
    async def noted(tools: Tools, source: StoredSource) -> Tally:
        polled.append(source.source.name)
        return Tally()

    return noted


def breaking(name: str, polled: list[str] | None = None) -> Any:
    """Return a poll that fails for one source in a way nobody foresaw."""

    async def broken(tools: Tools, source: StoredSource) -> Tally:
        if polled is not None:
            polled.append(source.source.name)
        if source.source.name == name:
            raise ZeroDivisionError("oh")
        return await poll(tools, source)

    return broken
