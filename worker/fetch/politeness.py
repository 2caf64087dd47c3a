"""One request at a time to a host, a pause between two, and so many requests in all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from worker.clock import Clock

_REMEMBERED_SECONDS: Final = 3600.0


@dataclass(slots=True)
class _Host:
    ended_at: float
    not_before: float
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class Politeness:
    """Who may ask now. ``at_once`` counts requests under way, not those that wait for a host."""

    def __init__(self, clock: Clock, at_once: int) -> None:
        self._clock = clock
        self._turns = asyncio.Semaphore(at_once)
        self._hosts: dict[str, _Host] = {}

    def __len__(self) -> int:
        """Return how many hosts are remembered."""
        return len(self._hosts)

    @asynccontextmanager
    async def host(self, site: str, pause: float) -> AsyncIterator[None]:
        """Have a host for oneself, ``pause`` seconds after its last request ended.

        Those who wait are served in their order.
        """
        host = self._known(site)
        host.users += 1
        try:
            async with host.lock:
                await self._wait_for(host, pause)
                try:
                    yield
                finally:
                    host.ended_at = self._clock.monotonic()
        finally:
            host.users -= 1

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Be one of the requests that may be under way at once."""
        async with self._turns:
            yield

    def hold_off(self, site: str, seconds: float) -> None:
        """Ask nothing of a host for that many seconds, whoever wants to."""
        host = self._known(site)
        host.not_before = max(host.not_before, self._clock.monotonic() + seconds)

    async def _wait_for(self, host: _Host, pause: float) -> None:
        ready = max(host.ended_at + pause, host.not_before)
        wait = ready - self._clock.monotonic()
        if wait > 0:
            await self._clock.sleep(wait)

    def _known(self, site: str) -> _Host:
        if site not in self._hosts:
            self._forget_old()
            self._hosts[site] = _Host(ended_at=float("-inf"), not_before=float("-inf"))
        return self._hosts[site]

    def _forget_old(self) -> None:
        oldest = self._clock.monotonic() - _REMEMBERED_SECONDS
        for site, host in list(self._hosts.items()):
            if not host.users and max(host.ended_at, host.not_before) < oldest:
                del self._hosts[site]
