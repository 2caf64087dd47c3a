"""The fetcher: robots.txt asked, redirects followed; pages, and posts to webhooks.

get ── guard (is it an address?) ── robots.txt ── exchange
 └────────── each redirect starts again at the guard ──────┘
"""

from __future__ import annotations

import random
import ssl
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from typing import Final

import httpcore2
import httpx

from worker.clock import Clock
from worker.errors import AddressRefused
from worker.fetch.body import read_start, read_whole
from worker.fetch.exchange import REDIRECTS, Exchange
from worker.fetch.failures import naming, shown, told
from worker.fetch.guard import Guard, Resolver
from worker.fetch.host_turns import HostTurns
from worker.fetch.hosts import Hosts
from worker.fetch.limits import Limits
from worker.fetch.politeness import Politeness
from worker.fetch.request import Ask, Visit, always, host_of, if_none_match
from worker.fetch.robots_files import RobotsFiles
from worker.fetch.transport import CheckedBackend
from worker.model import Answer, Capture, Fetched, Missing, NotModified, Refused

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
        self._limits = limits
        self._clock = clock
        self._guard = Guard(resolver, limits.address_length)
        self._politeness = Politeness(clock, limits.requests_at_once, turns)
        self._hosts = Hosts(
            user_agent=user_agent,
            limits=limits,
            clock=clock,
            tls=tls or httpcore2.default_ssl_context(),
            network=network or CheckedBackend(),
        )
        self._exchange = Exchange(
            guard=self._guard,
            politeness=self._politeness,
            hosts=self._hosts,
            limits=limits,
            clock=clock,
            rng=rng,
            on_ask=on_ask,
        )
        agent = user_agent.partition("/")[0]
        self._robots = RobotsFiles(self._exchange, self._guard, clock, limits, agent)

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
        return (await self._robots.rules(target, ask, [url])).sitemaps

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
            return await self._exchange.post(target, content, headers, timeout, where)

    async def check(self, url: str, *, allowed: Collection[str] = ()) -> None:
        """Look an address up, send nothing; raise AddressRefused where a request may not go there.

        Other FetchErrors say that the name cannot be looked up now. Errors name the host only.
        """
        with naming(host_of(url)):
            await self._exchange.looked_up(self._guard.read(url, allowed))

    def let_rest(self, site: str, seconds: float) -> None:
        """Do not ask a site (``Target.site``) for that many seconds, as it asked earlier."""
        self._politeness.let_rest(site, seconds)

    def resting(self) -> dict[str, float]:
        """Return the sites that have asked to be left alone, and for how many seconds more."""
        return self._politeness.resting()

    async def aclose(self) -> None:
        """Close every connection."""
        await self._hosts.aclose()

    async def _page(self, ask: Ask, chain: list[str]) -> Fetched | _Onward:
        """Ask for the last address of a chain: what it answers, or where it leads next."""
        with naming(told(chain)):
            target = self._guard.read(chain[-1], ask.allowed)
        rules = await self._robots.rules(target, ask, chain)
        refusal = rules.refusal(chain[-1])
        if refusal is not None:
            return Refused(ask.url, refusal)
        # What the last capture was validated by says nothing about another address.
        headers = ask.validators if len(chain) == 1 else {}
        pause = max(ask.pause, rules.crawl_delay)
        visit = Visit(target, pause, headers, told(chain), ask.wanted)
        return await self._exchange.get(visit, partial(self._read_page, ask, chain))

    async def _read_page(
        self, ask: Ask, chain: list[str], response: httpx.Response
    ) -> Fetched | _Onward:
        status, where = response.status_code, told(chain)
        if status in REDIRECTS:
            return _Onward(self._exchange.onward(chain, response), status in _FOR_GOOD)
        if status in _GONE:
            return Missing(ask.url, status)
        if status == HTTPStatus.NOT_MODIFIED and ask.validators and len(chain) == 1:
            await read_start(response, where, self._limits.answer_bytes)
            return NotModified(ask.url)
        if status not in _WHOLE:
            raise self._exchange.error(response, where)
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
