"""Sites that ask to be left alone, names that are one site, and a rush of requests."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.fakes import FakeClock, FakeResolver
from tests.fetch.conftest import MakeFetcher, OpenSite
from tests.fetch.servers import Asked, Redialled, Script, answer, in_turn
from worker.errors import FetchError
from worker.fetch.failures import RestingError
from worker.fetch.guard import read_target
from worker.model import Capture

HOUR = 3600
BUSY = "429 Too Many Requests"


@pytest.mark.parametrize(
    ("value", "rest"),
    [
        ("7200", 7200),
        ("Mon, 02 Mar 2026 03:00:00 GMT", 7200),
        ("315360000", 24 * HOUR),
        ("Sun, 02 Mar 2036 01:00:00 GMT", 24 * HOUR),
    ],
    ids=["seconds", "date", "ten years", "a date in ten years"],
)
@pytest.mark.parametrize("status", [BUSY, "503 Service Unavailable"])
async def test_case_18_a_site_that_asks_for_rest_is_left_alone_for_so_long(
    site: OpenSite, fetcher: MakeFetcher, clock: FakeClock, status: str, value: str, rest: int
) -> None:
    page = await site({"/": answer(status=status, Retry_After=value), "/b": answer("tin")})
    other = await site({"/": answer("tin")})
    client = fetcher()
    with pytest.raises(FetchError, match=f"answered {status}"):
        await client.get(page.url(), allowed=page.allowed, pause=0)
    asked = len(page.asked)
    clock.advance(rest - 1)
    with pytest.raises(RestingError, match="wants to be left alone for 1 min more") as refused:
        await client.get(page.url("/b"), allowed=page.allowed)
    assert str(refused.value).startswith(page.url("/"))
    assert refused.value.retry_after == 1.0
    assert len(page.asked) == asked
    assert isinstance(await client.get(other.url(), allowed=other.allowed), Capture)
    clock.advance(1)
    assert isinstance(await client.get(page.url("/b"), allowed=page.allowed), Capture)


async def test_case_18_a_negative_retry_after_asks_for_no_rest(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    page = await site({"/": answer(status=BUSY, Retry_After="-7200"), "/b": answer("tin")})
    client = fetcher()
    with pytest.raises(FetchError):
        await client.get(page.url(), allowed=page.allowed)
    assert isinstance(await client.get(page.url("/b"), allowed=page.allowed), Capture)


async def test_a_robots_txt_that_asks_for_rest_opens_nothing(
    site: OpenSite, fetcher: MakeFetcher, clock: FakeClock
) -> None:
    busy = answer(status=BUSY, Retry_After="3600")
    page = await site({"/robots.txt": in_turn([busy, answer("")]), "/": answer("tin")})
    client = fetcher()
    for _ in range(2):
        with pytest.raises(FetchError):
            await client.get(page.url(), allowed=page.allowed)
    assert page.paths == ["/robots.txt"]
    clock.advance(3600)
    assert isinstance(await client.get(page.url(), allowed=page.allowed), Capture)


async def test_a_rest_that_was_asked_for_earlier_can_be_told_and_the_longest_counts(
    site: OpenSite, fetcher: MakeFetcher, clock: FakeClock
) -> None:
    page = await site({"/": answer("tin")})
    client = fetcher()
    name = f"127.0.0.1:{page.port}"
    client.let_rest(name, 600)
    client.let_rest(name, 60)
    assert client.resting() == {name: 600.0}
    with pytest.raises(RestingError, match="for 10 min more"):
        await client.get(page.url(), allowed=page.allowed)
    assert page.asked == []
    clock.advance(600)
    assert client.resting() == {}
    assert isinstance(await client.get(page.url(), allowed=page.allowed), Capture)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.bao.test/a", "bao.test"),
        ("http://m.bao.test/", "bao.test"),
        ("http://bao.test:443/", "bao.test"),
        ("http://WWW.Bao.Test./", "bao.test"),
        ("http://bao.www.test/", "bao.www.test"),
        ("http://m.test/", "m.test"),
        ("http://mm.bao.test/", "mm.bao.test"),
        ("http://thanh-nien.bao.test/", "thanh-nien.bao.test"),
    ],
)
def test_names_that_are_one_site(url: str, name: str) -> None:
    assert read_target(url, ("bao.test:443",)).site == name


async def test_the_names_of_one_site_are_asked_one_request_at_a_time(
    site: OpenSite, fetcher: MakeFetcher, clock: FakeClock
) -> None:
    async def slowly(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        writer.write(answer("tin"))

    page = await site({"/": slowly, "/robots.txt": slowly})
    names = ["bao.test", "www.bao.test", "m.bao.test"]
    resolver = FakeResolver({name: [["203.0.114.7"]] for name in names})
    client = fetcher(resolver=resolver, network=Redialled({"203.0.114.7": page}))
    await asyncio.gather(*(client.get(f"http://{name}/", pause=3) for name in names))
    assert page.most_at_once == 1
    assert clock.slept == [3.0] * 5


async def test_case_59_a_rush_keeps_to_the_limits_and_a_slow_host_holds_up_itself_only(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    """A thousand requests at once: half of them to one host that does not answer until told."""
    under_way, most = 0, 0
    answers = asyncio.Event()

    async def counted(asked: Asked, writer: asyncio.StreamWriter) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.001)
        under_way -= 1
        writer.write(answer("tin"))

    async def held(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await answers.wait()
        await counted(asked, writer)

    slow = await site(dict[str, bytes | Script]({f"/{n}": held for n in range(500)}))
    quick = [
        await site(dict[str, bytes | Script]({f"/{n}": counted for n in range(25)}))
        for _ in range(20)
    ]
    client = fetcher(requests_at_once=8)

    def ask(one: Any, count: int) -> list[asyncio.Task[object]]:
        return [
            asyncio.create_task(client.get(one.url(f"/{n}"), allowed=one.allowed, pause=0))
            for n in range(count)
        ]

    slow_ones = ask(slow, 500)
    quick_ones = [task for one in quick for task in ask(one, 25)]
    await asyncio.gather(*quick_ones)
    assert not any(task.done() for task in slow_ones)
    answers.set()
    await asyncio.gather(*slow_ones)
    assert most <= 8
    assert {one.most_at_once for one in (slow, *quick)} == {1}
    assert [path for path in slow.paths if path != "/robots.txt"] == [f"/{n}" for n in range(500)]
