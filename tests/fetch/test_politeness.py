from __future__ import annotations

import asyncio

import pytest

from tests.fakes import FakeClock
from tests.fetch.conftest import MakeFetcher, OpenSite
from tests.fetch.servers import Script, answer
from worker.fetch.politeness import Politeness


def slowly(body: bytes) -> Script:
    async def script(asked: object, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        writer.write(body)

    return script


async def test_a_host_is_asked_one_request_at_a_time_with_the_pause_between(
    site: OpenSite, fetcher: MakeFetcher, clock: FakeClock
) -> None:
    page = await site({f"/{n}": slowly(answer("tin")) for n in range(4)})
    client = fetcher()
    await asyncio.gather(
        *(client.get(page.url(f"/{n}"), allowed=page.allowed, pause=7) for n in range(4))
    )
    assert page.most_at_once == 1
    assert clock.slept == [7.0] * 4  # robots.txt comes first


async def test_the_pause_counts_from_the_end_of_the_last_request(clock: FakeClock) -> None:
    politeness = Politeness(clock, 16)
    async with politeness.host("bao.test", 5):
        clock.advance(60)
    clock.advance(2)
    async with politeness.host("bao.test", 5):
        assert clock.slept == [3.0]
    clock.advance(5)
    async with politeness.host("bao.test", 5):
        assert clock.slept == [3.0]


async def test_hosts_do_not_wait_for_one_another(
    site: OpenSite, fetcher: MakeFetcher, clock: FakeClock
) -> None:
    sites = [await site({"/": slowly(answer("tin"))}) for _ in range(3)]
    client = fetcher()
    await asyncio.gather(*(client.get(s.url(), allowed=s.allowed, pause=0) for s in sites))
    assert clock.slept == []


async def test_so_many_requests_are_under_way_in_all(site: OpenSite, fetcher: MakeFetcher) -> None:
    under_way, most = 0, 0

    async def counting(asked: object, writer: asyncio.StreamWriter) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.02)
        under_way -= 1
        writer.write(answer("tin"))

    sites = [await site({"/": counting, "/robots.txt": counting}) for _ in range(8)]
    client = fetcher(requests_at_once=3)
    await asyncio.gather(*(client.get(s.url(), allowed=s.allowed, pause=0) for s in sites))
    assert most == 3


async def test_a_waiter_that_is_cancelled_leaves_the_host_to_the_next(clock: FakeClock) -> None:
    politeness = Politeness(clock, 1)

    async def take() -> None:
        async with politeness.host("bao.test", 0), politeness.turn():
            await asyncio.sleep(0)

    async with politeness.host("bao.test", 0), politeness.turn():
        waiting = asyncio.create_task(take())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    await asyncio.wait_for(take(), 1)


async def test_hosts_not_asked_for_an_hour_are_forgotten(clock: FakeClock) -> None:
    politeness = Politeness(clock, 16)
    for number in range(100):
        async with politeness.host(f"bao-{number}.test", 5):
            clock.advance(60)
    assert len(politeness) < 65


async def test_clients_of_idle_hosts_are_dropped(
    site: OpenSite, fetcher: MakeFetcher, clock: FakeClock
) -> None:
    sites = [await site({"/": answer("tin")}) for _ in range(3)]
    client = fetcher()
    for each in sites[:2]:
        await client.get(each.url(), allowed=each.allowed, pause=0)
    await asyncio.sleep(0.05)
    assert [each.open for each in sites] == [1, 1, 0]
    clock.advance(61)
    await client.get(sites[2].url(), allowed=sites[2].allowed, pause=0)
    await asyncio.sleep(0.05)
    assert [each.open for each in sites] == [0, 0, 1]
