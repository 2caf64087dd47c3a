"""The fetcher: robots.txt asked, hosts treated politely, redirects followed, failures tried again.

get ── guard (is it an address?) ── robots.txt ── politeness ── guard (look-up) ── transport
 └────────────── each redirect starts again at the guard ──────────────┘
"""

from __future__ import annotations

import asyncio
import http.client
import logging
import random
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from typing import Final, TypeVar
from urllib.parse import urljoin

import httpcore2
import httpx

from worker.clock import Clock
from worker.errors import AddressRefused, FetchError
from worker.fetch import robots
from worker.fetch.body import first_bytes, read_start, read_whole
from worker.fetch.failures import (
    OutOfTimeError,
    PassingError,
    RedirectsError,
    RestingError,
    ServerFailedError,
    TimedOutError,
    naming,
    shown,
    told,
    within,
)
from worker.fetch.guard import Checked, Guard, Resolver, Target
from worker.fetch.host_turns import HostTurns
from worker.fetch.hosts import Hosts
from worker.fetch.limits import Limits
from worker.fetch.politeness import Politeness
from worker.fetch.request import Ask, Visit, always, host_of, if_none_match
from worker.fetch.retry import retry_after, wait_before_retry
from worker.fetch.transport import CheckedBackend
from worker.model import Answer, Capture, Fetched, Missing, NotModified, Refused

# httpx logs each address it asks, httpcore2 each header: a webhook's secret may be in either.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore2").setLevel(logging.WARNING)

T = TypeVar("T")

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD: Final = frozenset({301, 308})
_WHOLE: Final = frozenset({200, 203})
_GONE: Final = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class _Onward:
    """Where a redirect leads, and whether it says that this is for good."""

    address: str
    for_good: bool


class Fetcher:
    """Gets pages and posts webhooks; one of it serves the whole process.

    ``rng`` jitters the retries. ``tls`` is the context of all connections (default: the system's
    authorities), ``network`` what opens them (default: sockets to checked addresses). ``on_ask``
    hears of each address before it is asked, those of robots.txt too. ``turns`` at hosts are taken
    with the other processes that have them.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        limits: Limits,
        resolver: Resolver,
        clock: Clock,
        rng: random.Random,
        tls: ssl.SSLContext | None = None,
        network: httpcore2.AsyncNetworkBackend | None = None,
        on_ask: Callable[[str], None] = lambda _: None,
        turns: HostTurns | None = None,
    ) -> None:
        self._on_ask = on_ask
        self._agent = user_agent.partition("/")[0]
        self._limits = limits
        self._clock = clock
        self._rng = rng
        self._guard = Guard(resolver, limits.address_length)
        self._politeness = Politeness(clock, limits.requests_at_once, turns)
        self._robots = robots.RobotsCache(clock, limits)
        self._hosts = Hosts(
            user_agent=user_agent,
            limits=limits,
            clock=clock,
            tls=tls or httpcore2.default_ssl_context(),
            network=network or CheckedBackend(),
        )

    async def get(
        self,
        url: str,
        *,
        allowed: Collection[str] = (),
        etag: str | None = None,
        last_modified: str | None = None,
        pause: float = 5.0,
        decoded_limit: int | None = None,
        wanted: Callable[[], Awaitable[bool]] = always,
    ) -> Fetched:
        """Ask for a page, whole; raise FetchError, AddressRefused where the guard forbids.

        ``allowed`` are the ``host`` or ``host:port`` that need not be public. ``etag`` and
        ``last_modified`` are those of the last capture. ``pause`` is the seconds since the host's
        last request. ``decoded_limit`` (bytes) replaces the limits of a page, as sent and decoded.
        Raises UnneededError where ``wanted`` says no once the turn has come; nothing was asked.
        """
        validators = {"If-None-Match": if_none_match(etag), "If-Modified-Since": last_modified}
        ask = Ask(
            url,
            tuple(allowed),
            pause,
            {name: value for name, value in validators.items() if value},
            self._limits.page_wire if decoded_limit is None else decoded_limit,
            self._limits.page_decoded if decoded_limit is None else decoded_limit,
            wanted,
        )
        chain, moved = [url], True
        while True:
            try:
                outcome = await self._page(ask, chain)
            except AddressRefused as error:
                error.moved_to = chain[-1] if moved and len(chain) > 1 else None
                raise
            if not isinstance(outcome, _Onward):
                if isinstance(outcome, Capture) and len(chain) > 1:
                    return replace(outcome, moved=moved)
                return outcome
            chain.append(outcome.address)
            moved = moved and outcome.for_good

    async def sitemaps(
        self, url: str, *, allowed: Collection[str] = (), pause: float = 5.0
    ) -> tuple[str, ...]:
        """Return the sitemaps that robots.txt of an address's site names, none where there is none.

        Terms and errors are those of ``get``; what is remembered of robots.txt is not asked again.
        """
        size = self._limits.page_wire
        ask = Ask(url, tuple(allowed), pause, {}, size, size)
        with naming(shown(url)):
            target = self._guard.read(url, ask.allowed)
        return (await self._rules(target, ask, [url])).sitemaps

    async def post(
        self,
        url: str,
        *,
        content: bytes,
        headers: Mapping[str, str],
        allowed: Collection[str] = (),
        timeout: float = 15.0,
    ) -> Answer:
        """Post to a webhook within ``timeout`` seconds; redirects are answers, not followed.

        The start of the answer's body is read and the rest left: once there is a status, a body
        that drips or breaks off changes nothing. Raise FetchError where there is no status. Errors
        name the host only: the path of a webhook is often its secret.
        """
        where = host_of(url)
        with naming(where):
            target = self._guard.read(url, allowed)
            until = asyncio.get_running_loop().time() + timeout
            async with self._hosts.client(target.origin) as client:
                async with within(timeout, where):
                    checked = await self._looked_up(target)
                    plain = {"Accept": "*/*", "Accept-Encoding": "identity", **headers}
                    response = await client.send("POST", checked, plain, where, content)
                try:
                    body = await first_bytes(response, self._limits.answer_bytes, until)
                finally:
                    await response.aclose()
        asked = self._retry_after(response)
        return Answer(response.status_code, dict(response.headers), body, asked)

    async def check(self, url: str, *, allowed: Collection[str] = ()) -> None:
        """Look an address up, send nothing; raise AddressRefused where a request may not go there.

        Other FetchErrors say that the name cannot be looked up now. Errors name the host only.
        """
        with naming(host_of(url)):
            await self._looked_up(self._guard.read(url, allowed))

    def let_rest(self, site: str, seconds: float) -> None:
        """Do not ask a site (``Target.site``) for that many seconds, as it asked earlier."""
        self._politeness.let_rest(site, seconds)

    def resting(self) -> dict[str, float]:
        """Return the sites that have asked to be left alone, and for how many seconds more."""
        return self._politeness.resting()

    async def aclose(self) -> None:
        """Close every connection."""
        await self._hosts.aclose()

    # --- pages

    async def _page(self, ask: Ask, chain: list[str]) -> Fetched | _Onward:
        """Ask for the last address of a chain: what it answers, or where it leads next."""
        with naming(told(chain)):
            target = self._guard.read(chain[-1], ask.allowed)
        rules = await self._rules(target, ask, chain)
        refusal = rules.refusal(chain[-1])
        if refusal is not None:
            return Refused(ask.url, refusal)
        # What the last capture was validated by says nothing about another address.
        headers = ask.validators if len(chain) == 1 else {}
        pause = max(ask.pause, rules.crawl_delay)
        visit = Visit(target, pause, headers, told(chain), ask.wanted)
        return await self._asked(visit, partial(self._read_page, ask, chain))

    async def _read_page(
        self, ask: Ask, chain: list[str], response: httpx.Response
    ) -> Fetched | _Onward:
        status, where = response.status_code, told(chain)
        if status in _REDIRECTS:
            return _Onward(self._next(chain, response), status in _FOR_GOOD)
        if status in _GONE:
            return Missing(ask.url, status)
        if status == HTTPStatus.NOT_MODIFIED and ask.validators and len(chain) == 1:
            await read_start(response, where, self._limits.answer_bytes)
            return NotModified(ask.url)
        if status not in _WHOLE:
            raise self._status_error(response, where)
        body = await read_whole(response, where, ask.wire, ask.decoded)
        return self._capture(ask, chain, response, body)

    def _capture(
        self, ask: Ask, chain: list[str], response: httpx.Response, body: bytes
    ) -> Capture:
        headers = response.headers
        direct = len(chain) == 1
        return Capture(
            url=ask.url,
            final_url=chain[-1],
            body=body,
            content_type=headers.get("content-type", ""),
            captured_at=self._clock.now(),
            status=response.status_code,
            headers=tuple(headers.multi_items()),
            etag=headers.get("etag") if direct else None,
            last_modified=headers.get("last-modified") if direct else None,
        )

    def _next(self, chain: list[str], response: httpx.Response) -> str:
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

    # --- robots.txt

    async def _rules(self, page: Target, ask: Ask, chain: list[str]) -> robots.Rules:
        address = urljoin(str(page.url), "/robots.txt")
        try:
            return await self._robots.rules(page.origin, partial(self._ask_robots, address, ask))
        except AddressRefused as error:
            if error.where == shown(address):  # it is the page's own host that is refused
                error.where = told(chain)
            raise

    async def _ask_robots(self, address: str, ask: Ask) -> robots.Rules:
        chain = [address]
        try:
            while True:
                outcome = await self._robots_step(ask, chain)
                if isinstance(outcome, robots.Rules):
                    return outcome
                chain.append(outcome)
        except RedirectsError:
            # RFC 9309 §2.3.1.2: as if there were none.
            return robots.everything_allowed(address)
        except (ServerFailedError, TimedOutError, OutOfTimeError) as error:
            return robots.nothing_allowed(address, error.what)

    async def _robots_step(self, ask: Ask, chain: list[str]) -> robots.Rules | str:
        where = told(chain)
        with naming(where):
            target = self._guard.read(chain[-1], ask.allowed)
        visit = Visit(target, ask.pause, {}, where)
        return await self._asked(visit, partial(self._read_robots, chain))

    async def _read_robots(self, chain: list[str], response: httpx.Response) -> robots.Rules | str:
        status, where = response.status_code, told(chain)
        if status in _REDIRECTS:
            return self._next(chain, response)
        if 400 <= status < 500 and not self._asks_for_rest(response):
            return robots.everything_allowed(chain[0])
        if not 200 <= status < 300:
            raise self._status_error(response, where)
        body = await read_start(response, where, self._limits.robots_bytes)
        return robots.read_rules(chain[0], body, self._agent, self._limits)

    # --- one request

    async def _asked(self, visit: Visit, read: Callable[[httpx.Response], Awaitable[T]]) -> T:
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
                checked = await self._looked_up(visit.target)
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

    async def _looked_up(self, target: Target) -> Checked:
        limit = self._limits.connect_seconds
        try:
            async with asyncio.timeout(limit):
                return await self._guard.look_up(target)
        except TimeoutError as error:
            raise PassingError(f"the name was not looked up within {limit:g} s") from error

    def _asks_for_rest(self, response: httpx.Response) -> bool:
        """Say whether a robots.txt is refused with the wish to be left alone (429)."""
        asked = self._retry_after(response) or 0.0
        busy = response.status_code == HTTPStatus.TOO_MANY_REQUESTS
        return busy and asked > self._limits.retry_after_waited

    def _retry_after(self, response: httpx.Response) -> float | None:
        return retry_after(response.headers.get("retry-after"), self._clock.now(), self._limits)

    def _status_error(self, response: httpx.Response, where: str) -> FetchError:
        status = response.status_code
        kind = FetchError
        if status >= 500:
            kind = ServerFailedError
        elif status == HTTPStatus.TOO_MANY_REQUESTS:
            kind = PassingError
        what = f"answered {status} {http.client.responses.get(status, '')}".rstrip()
        return kind(what, where=where, retry_after=self._retry_after(response))
