from __future__ import annotations

import asyncio

import pytest

from tests.fakes import FakeClock
from tests.fetch.conftest import MakeFetcher, OpenSite
from tests.fetch.servers import Script, answer, dripping, in_turn, moved, silent
from worker.errors import FetchError
from worker.fetch.limits import Limits
from worker.fetch.robots import read_rules
from worker.model import Capture, Refused

CLOSED = "User-agent: *\nDisallow: /kin/\n"


async def test_a_forbidden_page_is_refused_with_the_file_and_the_agent_named(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    page = await site({"/robots.txt": answer(CLOSED), "/mo": answer("tin")})
    client = fetcher()
    refused = await client.get(page.url("/kin/1"), allowed=page.allowed)
    assert refused == Refused(
        page.url("/kin/1"), f"{page.url('/robots.txt')} disallows it for diemtin"
    )
    assert isinstance(await client.get(page.url("/mo"), allowed=page.allowed), Capture)
    assert page.paths == ["/robots.txt", "/mo"]


async def test_our_own_group_counts_and_a_group_named_in_our_contact_does_not(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    text = "User-agent: bao.test\nDisallow: /\nUser-agent: diemtin\nAllow: /\n"
    page = await site({"/robots.txt": answer(text), "/": answer("tin")})
    assert isinstance(await fetcher().get(page.url(), allowed=page.allowed), Capture)


async def test_a_byte_order_mark_does_not_switch_the_first_group_off(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    page = await site({"/robots.txt": answer("\ufeff" + CLOSED)})
    assert isinstance(await fetcher().get(page.url("/kin/1"), allowed=page.allowed), Refused)


@pytest.mark.parametrize("status", ["400 Bad", "401 No", "403 No", "404 No", "410 No", "429 Slow"])
async def test_case_19_4xx_allows(site: OpenSite, fetcher: MakeFetcher, status: str) -> None:
    page = await site({"/robots.txt": answer(status=status), "/": answer("tin")})
    assert isinstance(await fetcher().get(page.url(), allowed=page.allowed), Capture)
    assert page.paths.count("/robots.txt") == 1


@pytest.mark.parametrize("status", ["500 Internal Server Error", "503 Service Unavailable"])
async def test_case_19_5xx_refuses_for_an_hour(
    site: OpenSite, fetcher: MakeFetcher, clock: FakeClock, status: str
) -> None:
    pages: dict[str, bytes | Script] = {"/robots.txt": answer(status=status), "/": answer("tin")}
    page = await site(pages)
    client = fetcher()
    refused = await client.get(page.url(), allowed=page.allowed)
    assert isinstance(refused, Refused)
    assert refused.reason == f"{page.url('/robots.txt')} cannot be read: answered {status}"
    pages["/robots.txt"] = answer("")
    clock.advance(3_500)
    assert isinstance(await client.get(page.url(), allowed=page.allowed), Refused)
    assert page.paths == ["/robots.txt"] * 3
    clock.advance(101)
    assert isinstance(await client.get(page.url(), allowed=page.allowed), Capture)


@pytest.mark.parametrize(
    "script", [silent, dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"#")], ids=["silent", "drip"]
)
async def test_case_19_a_time_out_refuses(
    site: OpenSite, fetcher: MakeFetcher, script: Script
) -> None:
    page = await site({"/robots.txt": script, "/": answer("tin")})
    client = fetcher(read_seconds=0.1, total_seconds=0.2)
    refused = await client.get(page.url(), allowed=page.allowed)
    assert isinstance(refused, Refused)
    assert "/" not in page.paths


async def test_a_5xx_that_passes_does_not_refuse(site: OpenSite, fetcher: MakeFetcher) -> None:
    passing = in_turn([answer(status="502 Bad Gateway"), answer("")])
    page = await site({"/robots.txt": passing, "/": answer("tin")})
    assert isinstance(await fetcher().get(page.url(), allowed=page.allowed), Capture)


async def test_case_19_five_redirects_are_followed_and_six_are_no_file(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    pages: dict[str, bytes | Script] = {f"/r{n}": moved(f"/r{n + 1}") for n in range(6)}
    pages |= {"/robots.txt": moved("/r1"), "/kin/1": answer("tin")}
    pages["/r5"] = answer(CLOSED)
    page = await site(pages)
    assert isinstance(await fetcher().get(page.url("/kin/1"), allowed=page.allowed), Refused)
    pages["/r5"] = moved("/r6")
    assert isinstance(await fetcher().get(page.url("/kin/1"), allowed=page.allowed), Capture)
    assert "/r6" not in page.paths


async def test_case_19_of_600_kib_the_first_512_count_without_the_half_line(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    line = b"Disallow: /kin/so-%08d\n"
    count = 512 * 1024 // len(line % 0)
    text = b"User-agent: *\n" + b"".join(line % n for n in range(count + 4_000))
    page = await site({"/robots.txt": answer(text), "/kin/": answer("tin")})
    client = fetcher()
    assert isinstance(await client.get(page.url("/kin/so-00000009"), allowed=page.allowed), Refused)
    assert isinstance(await client.get(page.url("/kin/"), allowed=page.allowed), Capture)


async def test_case_19_an_old_copy_expires_after_a_day(
    site: OpenSite, fetcher: MakeFetcher, clock: FakeClock
) -> None:
    pages: dict[str, bytes | Script] = {"/robots.txt": answer(""), "/kin/1": answer("tin")}
    page = await site(pages)
    client = fetcher()
    await client.get(page.url("/kin/1"), allowed=page.allowed)
    pages["/robots.txt"] = answer(CLOSED)
    clock.advance(23 * 3600)
    assert isinstance(await client.get(page.url("/kin/1"), allowed=page.allowed), Capture)
    clock.advance(3600)
    assert isinstance(await client.get(page.url("/kin/1"), allowed=page.allowed), Refused)


async def test_crawl_delay_lengthens_the_pause_and_a_long_one_refuses(
    site: OpenSite, fetcher: MakeFetcher, clock: FakeClock
) -> None:
    pages: dict[str, bytes | Script] = {"/": answer("tin")}
    pages["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 30\n")
    page = await site(pages)
    await fetcher().get(page.url(), allowed=page.allowed)
    assert clock.slept == [30.0]
    pages["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 31\n")
    refused = await fetcher().get(page.url(), allowed=page.allowed)
    assert isinstance(refused, Refused)
    assert "asks for 31 s between requests, longer than the 30 s" in refused.reason


async def test_many_at_once_ask_for_the_file_once(site: OpenSite, fetcher: MakeFetcher) -> None:
    page = await site({f"/{n}": answer("tin") for n in range(5)})
    client = fetcher()
    await asyncio.gather(*(client.get(page.url(f"/{n}"), allowed=page.allowed) for n in range(5)))
    assert page.paths.count("/robots.txt") == 1


async def test_a_failure_to_connect_is_an_error_and_not_remembered(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    pages: dict[str, bytes | Script] = {"/": answer("tin")}
    page = await site(pages)
    await page.stop()
    client = fetcher()
    with pytest.raises(FetchError, match="cannot connect"):
        await client.get(page.url(), allowed=page.allowed)
    again = await site(pages)
    assert isinstance(await client.get(again.url(), allowed=again.allowed), Capture)


async def test_the_sitemaps_that_robots_txt_names_are_known_without_asking_twice(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    named = (
        "Sitemap: /sitemap.xml\nUser-agent: *\nDisallow: /x\nsitemap: https://bao.example/n.xml\n"
    )
    opened = await site({"/robots.txt": answer(named + "Sitemap: /sitemap.xml\n")})
    get = fetcher()
    for _ in range(2):
        assert await get.sitemaps(opened.url("/tin/"), allowed=opened.allowed) == (
            opened.url("/sitemap.xml"),
            "https://bao.example/n.xml",
        )
    assert opened.paths == ["/robots.txt"]
    bare = await site({})
    assert await get.sitemaps(bare.url(), allowed=bare.allowed) == ()


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("sitemap : https://bao.example/a.xml # tin", ("https://bao.example/a.xml",)),
        ("Sitemap: /a.xml", ("https://bao.example/a.xml",)),
        ("Sitemap: www.bao.example/a.xml", ("https://www.bao.example/a.xml",)),
        ("Sitemap: bao.example/a.xml", ("https://bao.example/a.xml",)),
        ('Sitemap: "<https://bao.example/a.xml>"', ("https://bao.example/a.xml",)),
        (
            "Sitemap: https://bao.example/a.xml, https://bao.example/b.xml",
            ("https://bao.example/a.xml", "https://bao.example/b.xml"),
        ),
        ("Sitemap: http://[::1\nSitemap: /b.xml", ("https://bao.example/b.xml",)),
    ],
)
def test_sitemaps_are_found_however_the_line_is_written(line: str, named: tuple[str, ...]) -> None:
    assert (
        read_rules("https://bao.example/robots.txt", line.encode(), "DiemTin", Limits()).sitemaps
        == named
    )


@pytest.mark.parametrize(
    "body",
    [
        b"User-agent: DiemTin/1.0 (+https://diemtin.example)\nDisallow: /tin/",
        "User-agent: *\nDisallow: /tin/".encode("utf-16"),
        "\ufeffUser-agent : *\r\rDisallow : /tin/".encode(),
    ],
)
def test_rules_for_us_are_kept_whatever_the_file_is_written_in(body: bytes) -> None:
    rules = read_rules("https://bao.example/robots.txt", body, "DiemTin", Limits())
    assert rules.refusal("https://bao.example/tin/a") is not None
    assert rules.refusal("https://bao.example/anh/a") is None
