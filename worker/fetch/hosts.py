"""One httpx client a host, all with one TLS context; those that nobody uses are dropped.

One client over many kept-alive hosts slows down steeply with their number; one a host does not.
"""

from __future__ import annotations

import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from itertools import takewhile

import httpcore2
import httpx

from worker.clock import Clock
from worker.fetch.limits import Limits
from worker.fetch.transport import CheckedTransport


@dataclass(slots=True)
class _Kept:
    client: httpx.AsyncClient
    used_at: float
    users: int = 0
    spoiled: bool = False


class Hosts:
    """The clients in use. ``network`` opens the connections."""

    def __init__(
        self,
        *,
        user_agent: str,
        limits: Limits,
        clock: Clock,
        tls: ssl.SSLContext,
        network: httpcore2.AsyncNetworkBackend,
    ) -> None:
        self._user_agent = user_agent
        self._limits = limits
        self._clock = clock
        self._tls = tls
        self._network = network
        self._kept: OrderedDict[str, _Kept] = OrderedDict()  # the longest unused first

    def __len__(self) -> int:
        """Return how many clients there are."""
        return len(self._kept)

    @asynccontextmanager
    async def client(self, origin: str) -> AsyncIterator[httpx.AsyncClient]:
        """Lend the client of an origin. One whose borrower fails or is cancelled is thrown away."""
        await self._drop_idle()
        kept = self._kept.get(origin) or self._new(origin)
        self._kept.move_to_end(origin)
        kept.users += 1
        try:
            yield kept.client
        except BaseException:
            # Whatever state the interrupted request left in the pool goes with it.
            kept.spoiled = True
            if self._kept.get(origin) is kept:
                del self._kept[origin]
            raise
        finally:
            kept.users -= 1
            kept.used_at = self._clock.monotonic()
            if self._kept.get(origin) is kept:
                self._kept.move_to_end(origin)
            if kept.spoiled and kept.users == 0:
                await kept.client.aclose()

    async def aclose(self) -> None:
        """Close every client."""
        while self._kept:
            _, kept = self._kept.popitem()
            await kept.client.aclose()

    def _new(self, origin: str) -> _Kept:
        client = httpx.AsyncClient(
            transport=CheckedTransport(self._limits, self._tls, self._network),
            headers={
                "User-Agent": self._user_agent,
                "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
                "Accept-Encoding": "gzip, identity",
                "Accept-Language": "vi, en;q=0.5",
            },
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(self._limits.read_seconds, connect=self._limits.connect_seconds),
        )
        kept = self._kept[origin] = _Kept(client, self._clock.monotonic())
        return kept

    async def _drop_idle(self) -> None:
        oldest = self._clock.monotonic() - self._limits.idle_seconds
        older = takewhile(lambda item: item[1].used_at < oldest, self._kept.items())
        idle = [origin for origin, kept in older if not kept.users]
        for kept in [self._kept.pop(origin) for origin in idle]:
            await kept.client.aclose()
