"""Asking hosts for their robots.txt (RFC 9309), through the same exchange as for pages."""

from __future__ import annotations

from functools import partial
from urllib.parse import urljoin

import httpx

from worker.clock import Clock
from worker.errors import AddressRefused
from worker.fetch import robots
from worker.fetch.body import read_start
from worker.fetch.exchange import REDIRECTS, Exchange
from worker.fetch.failures import (
    OutOfTimeError,
    RedirectsError,
    ServerFailedError,
    TimedOutError,
    naming,
    shown,
    told,
)
from worker.fetch.guard import Guard, Target
from worker.fetch.limits import Limits
from worker.fetch.request import Ask, Visit


class RobotsFiles:
    """The rules of all hosts, asked for where none are remembered; ``agent`` is our token."""

    def __init__(
        self, exchange: Exchange, guard: Guard, clock: Clock, limits: Limits, agent: str
    ) -> None:
        self._exchange = exchange
        self._guard = guard
        self._limits = limits
        self._agent = agent
        self._remembered = robots.RobotsCache(clock, limits)

    async def rules(self, page: Target, ask: Ask, chain: list[str]) -> robots.Rules:
        """Return what a page's host allows; raise FetchError, AddressRefused.

        ``chain`` are the addresses that led to the page, for errors.
        """
        address = urljoin(str(page.url), "/robots.txt")
        try:
            return await self._remembered.rules(page.origin, partial(self._ask, address, ask))
        except AddressRefused as error:
            if error.where == shown(address):  # it is the page's own host that is refused
                error.where = told(chain)
            raise

    async def _ask(self, address: str, ask: Ask) -> robots.Rules:
        chain = [address]
        try:
            while True:
                outcome = await self._step(ask, chain)
                if isinstance(outcome, robots.Rules):
                    return outcome
                chain.append(outcome)
        except RedirectsError:
            # RFC 9309 §2.3.1.2: as if there were none.
            return robots.everything_allowed(address)
        except (ServerFailedError, TimedOutError, OutOfTimeError) as error:
            return robots.nothing_allowed(address, error.what)

    async def _step(self, ask: Ask, chain: list[str]) -> robots.Rules | str:
        where = told(chain)
        with naming(where):
            target = self._guard.read(chain[-1], ask.allowed)
        visit = Visit(target, ask.pause, {}, where)
        return await self._exchange.get(visit, partial(self._read, chain))

    async def _read(self, chain: list[str], response: httpx.Response) -> robots.Rules | str:
        status, where = response.status_code, told(chain)
        if status in REDIRECTS:
            return self._exchange.onward(chain, response)
        if 400 <= status < 500 and not self._exchange.asks_for_rest(response):
            return robots.everything_allowed(chain[0])
        if not 200 <= status < 300:
            raise self._exchange.error(response, where)
        body = await read_start(response, where, self._limits.robots_bytes)
        return robots.read_rules(chain[0], body, self._agent, self._limits)
