"""One request at a time to a host, a pause between two, and so many requests in all."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from worker.clock import Clock
from worker.fetch.failures import RestingError, UnneededError
from worker.fetch.host_turns import HostTurns
from worker.fetch.request import always

_REMEMBERED_SECONDS: Final = 3600.0
_SWEPT_SECONDS: Final = 60.0
"""How often those to be forgotten are looked for: each look goes over all hosts."""


@dataclass(slots=True)
class _Host:
    ended_at: float
    not_before: float
    rests_until: float
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    users: int = 0


class Politeness:
    """Who may ask now. ``at_once`` counts requests under way, not those that wait for a host.

    ``turns`` are shared with the other processes of the home, where there is one.
    """

    def __init__(self, clock: Clock, at_once: int, turns: HostTurns | None = None) -> None:
        self._clock = clock
        self._alone = _nobody_else if turns is None else turns.alone
        self._turns = asyncio.Semaphore(at_once)
        self._hosts: dict[str, _Host] = {}
        self._swept_at = clock.monotonic()

    def __len__(self) -> int:
        """Return how many hosts are remembered."""
        return len(self._hosts)

    @asynccontextmanager
    async def host(
        self, site: str, pause: float, wanted: Callable[[], Awaitable[bool]] = always
    ) -> AsyncIterator[None]:
        """Have a host for oneself, ``pause`` seconds after its last request ended.

        Those who wait are served in their order. Raise RestingError where the site wants to be
        left alone for longer than anybody waits, UnneededError where the turn is not ``wanted``
        any more when it comes: nobody has to wait after that one.
        """
        host = self._known(site)
        host.users += 1
        try:
            async with host.lock:
                self._refuse_rest(site, host)
                await self._wait_for(host, pause)
                async with self._alone(site, pause):
                    if not await wanted():
                        raise UnneededError("not wanted any more", where=site)
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

    def let_rest(self, site: str, seconds: float) -> None:
        """Refuse to ask a site for that many seconds; a longer rest already agreed on stays."""
        host = self._known(site)
        host.rests_until = max(host.rests_until, self._clock.monotonic() + seconds)

    def resting(self) -> dict[str, float]:
        """Return the sites that rest, and the seconds that are left."""
        now = self._clock.monotonic()
        return {site: h.rests_until - now for site, h in self._hosts.items() if h.rests_until > now}

    def _refuse_rest(self, site: str, host: _Host) -> None:
        left = host.rests_until - self._clock.monotonic()
        if left > 0:
            raise RestingError(
                f"not asked: {site} wants to be left alone for {_length(left)} more",
                retry_after=left,
            )

    async def _wait_for(self, host: _Host, pause: float) -> None:
        ready = max(host.ended_at + pause, host.not_before)
        wait = ready - self._clock.monotonic()
        if wait > 0:
            await self._clock.sleep(wait)

    def _known(self, site: str) -> _Host:
        if site not in self._hosts:
            self._forget_old()
            never = float("-inf")
            self._hosts[site] = _Host(ended_at=never, not_before=never, rests_until=never)
        return self._hosts[site]

    def _forget_old(self) -> None:
        now = self._clock.monotonic()
        if now - self._swept_at < _SWEPT_SECONDS:
            return
        self._swept_at = now
        oldest = now - _REMEMBERED_SECONDS
        for site, host in list(self._hosts.items()):
            if not host.users and max(host.ended_at, host.not_before, host.rests_until) < oldest:
                del self._hosts[site]


@asynccontextmanager
async def _nobody_else(site: str, pause: float) -> AsyncIterator[None]:
    yield


def _length(seconds: float) -> str:
    """Return a length of time as it is told: in minutes, from two hours on in hours."""
    return f"{seconds / 3600:.0f} h" if seconds >= 7200 else f"{math.ceil(seconds / 60)} min"
