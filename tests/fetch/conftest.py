from __future__ import annotations

import random
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any, Protocol

import httpcore2
import pytest

from tests.fakes import FakeClock, FakeResolver
from tests.fetch.servers import Script, Site
from worker.fetch.client import Fetcher
from worker.fetch.guard import Resolver
from worker.fetch.limits import Limits

NOBODY_TRUSTED = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Made once: loading the system's authorities anew takes longer than most tests."""

OpenSite = Callable[..., Awaitable[Site]]


class MakeFetcher(Protocol):
    def __call__(
        self,
        *,
        resolver: Resolver | None = None,
        tls: ssl.SSLContext | None = None,
        network: httpcore2.AsyncNetworkBackend | None = None,
        on_ask: Callable[[str], None] = print,
        **limits: Any,
    ) -> Fetcher: ...


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
async def site() -> AsyncIterator[OpenSite]:
    """Open sites that are closed when the test ends."""
    opened: list[Site] = []

    async def open_site(
        pages: dict[str, bytes | Script], tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
    ) -> Site:
        opened.append(await Site(pages, host).start(tls))
        return opened[-1]

    yield open_site
    for each in opened:
        await each.stop()


@pytest.fixture
async def fetcher(clock: FakeClock) -> AsyncIterator[MakeFetcher]:
    """Make fetchers with other limits; they are closed when the test ends."""
    made: list[Fetcher] = []

    def make(
        *,
        resolver: Resolver | None = None,
        tls: ssl.SSLContext | None = None,
        network: httpcore2.AsyncNetworkBackend | None = None,
        on_ask: Callable[[str], None] = print,
        **limits: Any,
    ) -> Fetcher:
        made.append(
            Fetcher(
                user_agent="diemtin/0.0 (+mailto:phong-tin@bao.test)",
                limits=replace(Limits(), **limits),
                resolver=resolver or FakeResolver({}),
                clock=clock,
                rng=random.Random(7),
                tls=tls or NOBODY_TRUSTED,
                network=network,
                on_ask=on_ask,
            )
        )
        return made[-1]

    yield make
    for each in made:
        await each.aclose()
