"""One exchange with a host: asked when it is polite to, read, and tried again where that may help.

guard (is it an address?) ── politeness ── guard (look-up) ── transport ── read
"""

from __future__ import annotations

import asyncio
import http.client
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final, TypeVar

import httpx

from worker.clock import Clock
from worker.errors import FetchError
from worker.fetch.body import first_bytes
from worker.fetch.failures import (
    PassingError,
    RedirectsError,
    RestingError,
    ServerFailedError,
    naming,
    told,
    within,
)
from worker.fetch.guard import Checked, Guard, Target
from worker.fetch.hosts import Hosts
from worker.fetch.limits import Limits
from worker.fetch.politeness import Politeness
from worker.fetch.request import Visit
from worker.fetch.retry import retry_after, wait_before_retry
from worker.model import Answer

# httpx logs each address it asks, httpcore2 each header: a webhook's secret may be in either.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore2").setLevel(logging.WARNING)

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
"""Status codes that name another address."""

T = TypeVar("T")


class Exchange:
    """Asks one address at a time and has the answer read; a ``Fetcher`` has one.

    ``rng`` jitters the retries; ``on_ask`` hears of each address before it is asked.
    """

    def __init__(
        self,
        *,
        guard: Guard,
        politeness: Politeness,
        hosts: Hosts,
        limits: Limits,
        clock: Clock,
        rng: random.Random,
        on_ask: Callable[[str], None],
    ) -> None:
        self._guard = guard
        self._politeness = politeness
        self._hosts = hosts
        self._limits = limits
        self._clock = clock
        self._rng = rng
        self._on_ask = on_ask

    async def get(self, visit: Visit, read: Callable[[httpx.Response], Awaitable[T]]) -> T:
        """Ask and read, again after failures that may pass."""
        attempt = 1
        while True:
            try:
                async with self._answer(visit) as response:
                    return await read(response)
            except RestingError as error:
                error.where = visit.where
                raise
            except FetchError as error:
                wait = wait_before_retry(attempt, error, self._rng.random(), self._limits)
                if wait is None:
                    self._rest_as_asked(visit.target, error)
                    raise
            attempt += 1
            self._politeness.hold_off(visit.target.site, wait)

    def _rest_as_asked(self, target: Target, error: FetchError) -> None:
        """Leave a site alone for as long as it has asked, where that is too long to wait for."""
        asked = error.retry_after or 0.0
        if asked > self._limits.retry_after_waited:
            self._politeness.let_rest(target.site, asked)

    @asynccontextmanager
    async def _answer(self, visit: Visit) -> AsyncIterator[httpx.Response]:
        """Send when it is polite to; the answer's body is to be read within the context.

        The name is looked up before a turn is taken: a silent name server holds up its host only.
        """
        async with self._politeness.host(visit.target.site, visit.pause, visit.wanted):
            self._on_ask(visit.where)
            with naming(visit.where):
                checked = await self.looked_up(visit.target)
            async with (
                self._politeness.turn(),
                within(self._limits.total_seconds, visit.where),
                self._hosts.client(visit.target.origin) as client,
            ):
                response = await client.send("GET", checked, visit.headers, visit.where)
                try:
                    yield response
                finally:
                    await response.aclose()

    async def looked_up(self, target: Target) -> Checked:
        """Return where a request may go; raise AddressRefused, PassingError where none answers."""
        limit = self._limits.connect_seconds
        try:
            async with asyncio.timeout(limit):
                return await self._guard.look_up(target)
        except TimeoutError as error:
            raise PassingError(f"the name was not looked up within {limit:g} s") from error

    async def post(
        self, target: Target, content: bytes, headers: Mapping[str, str], timeout: float, where: str
    ) -> Answer:
        """Post within ``timeout`` seconds and read the start of what is answered, if that comes.

        Raise FetchError, in which the request is called ``where``, if no status comes.
        """
        until = asyncio.get_running_loop().time() + timeout
        plain = {"Accept": "*/*", "Accept-Encoding": "identity", **headers}
        async with self._hosts.client(target.origin) as client:
            async with within(timeout, where):
                checked = await self.looked_up(target)
                response = await client.send("POST", checked, plain, where, content)
            try:
                body = await first_bytes(response, self._limits.answer_bytes, until)
            finally:
                await response.aclose()
        asked = self._retry_after(response)
        return Answer(response.status_code, dict(response.headers), body, asked)

    def onward(self, chain: list[str], response: httpx.Response) -> str:
        """Return where a redirect leads; raise AddressRefused, RedirectsError, FetchError."""
        location = response.extensions["location"]
        if not location:
            raise FetchError(
                f"answered {response.status_code} without saying where to", where=told(chain)
            )
        with naming(told([*chain, location])):
            address = self._guard.redirected(chain[-1], location)
        longer = told([*chain, address])
        if address in chain:
            raise RedirectsError("the redirects go in a circle", where=longer)
        if len(chain) > self._limits.redirects:
            raise RedirectsError(f"more than {self._limits.redirects} redirects", where=longer)
        return address

    def asks_for_rest(self, response: httpx.Response) -> bool:
        """Say whether a robots.txt is refused with the wish to be left alone (429)."""
        asked = self._retry_after(response) or 0.0
        busy = response.status_code == HTTPStatus.TOO_MANY_REQUESTS
        return busy and asked > self._limits.retry_after_waited

    def error(self, response: httpx.Response, where: str) -> FetchError:
        """Return the error that a status of no use is."""
        status = response.status_code
        kind = FetchError
        if status >= 500:
            kind = ServerFailedError
        elif status == HTTPStatus.TOO_MANY_REQUESTS:
            kind = PassingError
        what = f"answered {status} {http.client.responses.get(status, '')}".rstrip()
        return kind(what, where=where, retry_after=self._retry_after(response))

    def _retry_after(self, response: httpx.Response) -> float | None:
        return retry_after(response.headers.get("retry-after"), self._clock.now(), self._limits)
