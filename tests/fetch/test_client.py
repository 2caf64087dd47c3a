from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import pytest

from tests.fakes import FakeClock, FakeResolver
from tests.fetch.conftest import MakeFetcher, OpenSite
from tests.fetch.servers import Redialled, Script, answer, dripping, in_turn, moved
from worker.errors import AddressRefused, FetchError
from worker.fetch.guard import Guard
from worker.model import Capture, Missing, NotModified, Refused

PUBLIC = "203.0.114.7"


async def test_a_page_comes_whole_with_what_is_known_of_it(
    site: OpenSite, fetcher: MakeFetcher, clock: FakeClock
) -> None:
    whole = answer("<p>tin</p>", Content_Type="text/html; charset=utf-8", ETag='"a1"', X_B="2")
    page = await site({"/tin": whole})
    captured = await fetcher().get(page.url("/tin"), allowed=page.allowed)
    assert isinstance(captured, Capture)
    assert captured.url == captured.final_url == page.url("/tin")
    assert (captured.status, captured.body) == (200, b"<p>tin</p>")
    assert captured.content_type == "text/html; charset=utf-8"
    assert captured.etag == '"a1"'
    assert captured.last_modified is None
    assert captured.captured_at == clock.now()
    assert ("x-b", "2") in captured.headers
    sent = page.asked[-1].headers
    assert sent["user-agent"] == "diemtin/0.0 (+mailto:phong-tin@bao.test)"
    assert sent["host"] == f"127.0.0.1:{page.port}"


async def test_conditional_get_round_trip(site: OpenSite, fetcher: MakeFetcher) -> None:
    stamp = "Mon, 02 Mar 2026 01:00:00 GMT"

    async def script(asked: object, writer: asyncio.StreamWriter) -> None:
        headers = page.asked[-1].headers
        known = headers.get("if-none-match") == '"a1"'
        known = known and headers.get("if-modified-since") == stamp
        unchanged = b'HTTP/1.1 304 Not Modified\r\nETag: "a1"\r\n\r\n'
        writer.write(unchanged if known else answer("tin", ETag='"a1"', Last_Modified=stamp))

    page = await site({"/robots.txt": answer(""), "/": script})
    client = fetcher()
    first = await client.get(page.url(), allowed=page.allowed)
    assert isinstance(first, Capture)
    assert "if-none-match" not in page.asked[-1].headers
    again = await client.get(
        page.url(), allowed=page.allowed, etag=first.etag, last_modified=first.last_modified
    )
    assert again == NotModified(page.url())
    assert page.connections == 1


async def test_a_304_that_nobody_asked_for_is_an_error(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    page = await site({"/": b"HTTP/1.1 304 Not Modified\r\n\r\n"})
    with pytest.raises(FetchError, match="answered 304 Not Modified"):
        await fetcher().get(page.url(), allowed=page.allowed)


@pytest.mark.parametrize("status", [404, 410])
async def test_a_page_that_is_gone_is_missing(
    site: OpenSite, fetcher: MakeFetcher, status: int
) -> None:
    page = await site({"/": answer("het", f"{status} Gone")})
    assert await fetcher().get(page.url(), allowed=page.allowed) == Missing(page.url(), status)


@pytest.mark.parametrize(
    ("status", "told"),
    [("401 X", "401 Unauthorized"), ("403 X", "403 Forbidden"), ("204 X", "204 No Content")],
)
async def test_other_statuses_are_errors_that_name_status_and_address(
    site: OpenSite, fetcher: MakeFetcher, status: str, told: str
) -> None:
    page = await site({"/a": answer("x", status)})
    with pytest.raises(FetchError) as failed:
        await fetcher().get(page.url("/a"), allowed=page.allowed)
    assert str(failed.value) == f"{page.url('/a')}: answered {told}"
    assert page.paths.count("/a") == 1


# --- redirects


async def test_redirects_are_followed_and_the_last_address_is_told(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    page = await site({"/a": moved("/b#x", "301 Moved"), "/b": answer("tin", ETag='"b"')})
    captured = await fetcher().get(page.url("/a"), allowed=page.allowed, etag='"cu"')
    assert isinstance(captured, Capture)
    assert (captured.url, captured.final_url) == (page.url("/a"), page.url("/b"))
    # A validator belongs to the address that gave it.
    assert captured.etag is None
    assert "if-none-match" not in page.asked[-1].headers


@pytest.mark.parametrize(
    ("statuses", "for_good"),
    [
        (("301 Moved Permanently",), True),
        (("308 Permanent Redirect", "301 Moved Permanently"), True),
        (("301 Moved Permanently", "302 Found"), False),
        (("307 Temporary Redirect",), False),
        (("303 See Other",), False),
        ((), False),
    ],
)
async def test_a_capture_says_whether_its_address_has_moved_for_good(
    site: OpenSite, fetcher: MakeFetcher, statuses: tuple[str, ...], for_good: bool
) -> None:
    pages: dict[str, bytes | Script] = {
        f"/{n}": moved(f"/{n + 1}", status) for n, status in enumerate(statuses)
    }
    page = await site({**pages, f"/{len(statuses)}": answer("tin")})
    captured = await fetcher().get(page.url("/0"), allowed=page.allowed)
    assert isinstance(captured, Capture)
    assert captured.moved is for_good


async def test_the_robots_txt_of_a_redirects_target_counts(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    shut = await site({"/robots.txt": answer("User-agent: *\nDisallow: /")})
    page = await site({"/": moved(shut.url("/tin"))})
    refused = await fetcher().get(page.url(), allowed=page.allowed + shut.allowed)
    assert isinstance(refused, Refused)
    assert refused.url == page.url()
    assert shut.paths == ["/robots.txt"]


@pytest.mark.parametrize(
    ("location", "what"),
    [
        ("http://127.0.0.1/admin", "127.0.0.1, not a public address"),
        ("http://169.254.169.254/latest/", "169.254.169.254, not a public address"),
        ("http://[::ffff:7f00:1]/", "not a public address"),
        ("//10.0.0.1/", "not a public address"),
        ("http://noi-bo.test/", "noi-bo.test is 10.0.0.9, not a public address"),
        ("http://bao.test:6379/", "port 6379 is not 80 or 443"),
        ("file:///etc/passwd", "neither http nor https"),
        ("javascript:alert(1)", "neither http nor https"),
        ("http://ten@bao.test/", "user name"),
        ("\\\\inside\\a", "backslash"),
        ("http://[", "not an address"),
    ],
)
async def test_case_6_redirects_inside_or_elsewhere_are_refused(
    site: OpenSite, fetcher: MakeFetcher, location: str, what: str
) -> None:
    page = await site({"/": moved(location)})
    resolver = FakeResolver({"bao.test": [[PUBLIC]], "noi-bo.test": [["10.0.0.9"]]})
    network = Redialled({PUBLIC: page})
    client = fetcher(resolver=resolver, network=network)
    with pytest.raises(AddressRefused, match=what) as refused:
        await client.get("http://bao.test/")
    assert str(refused.value).startswith("http://bao.test/ → ")
    assert {address for address, _ in network.dialled} == {PUBLIC}


async def test_case_6_a_redirect_from_https_to_http_is_refused() -> None:
    guard = Guard(FakeResolver({}))
    with pytest.raises(AddressRefused, match="redirected from https to http"):
        guard.redirected("https://bao.test/", "HTTP://bao.test/tin")
    assert guard.redirected("http://bao.test/", "https://bao.test/") == "https://bao.test/"


async def test_case_7_a_circle_and_six_redirects_stop_with_the_chain_named(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    pages: dict[str, bytes | Script] = {f"/{n}": moved(f"/{n + 1}") for n in range(7)}
    pages |= {"/a": moved("/b"), "/b": moved("/a"), "/5": answer("tin")}
    page = await site(pages)
    client = fetcher()
    with pytest.raises(FetchError, match="the redirects go in a circle") as circle:
        await client.get(page.url("/a"), allowed=page.allowed)
    chain = " → ".join(page.url(path) for path in ("/a", "/b", "/a"))
    assert str(circle.value).startswith(chain)
    assert isinstance(await client.get(page.url("/0"), allowed=page.allowed), Capture)
    pages["/5"] = moved("/6")
    with pytest.raises(FetchError, match=r"/0 → .*/6: more than 5 redirects"):
        await client.get(page.url("/0"), allowed=page.allowed)
    assert "/6" not in page.paths


async def test_an_answer_that_leads_to_two_addresses_is_not_followed_to_a_third(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    once = f"Location: /b{chr(13)}{chr(10)}".encode()
    twice = {
        n: moved("/b").replace(once, once + again)
        for n, again in (("/two", b"location: /c\r\n"), ("/same", once))
    }
    page = await site({**twice, "/b": answer("tin")})
    with pytest.raises(FetchError, match="/two: leads to several addresses at once"):
        await fetcher().get(page.url("/two"), allowed=page.allowed)
    assert isinstance(await fetcher().get(page.url("/same"), allowed=page.allowed), Capture)


async def test_case_10_nothing_secret_goes_along_to_another_origin(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    other = await site({"/": answer("tin")})
    page = await site({"/": answer(status="302 Found", Location=other.url(), Set_Cookie="a=1")})
    both = page.allowed + other.allowed
    assert isinstance(await fetcher().get(page.url(), allowed=both, etag='"rieng"'), Capture)
    names = set(other.asked[-1].headers)
    assert not names & {"authorization", "cookie", "if-none-match", "referer"}


async def test_case_15_cookies_are_neither_kept_nor_sent(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    cookies = "".join(f"Set-Cookie: c{n}={'x' * 400}; Path=/\r\n" for n in range(150)).encode()
    page = await site(
        {"/": b"HTTP/1.1 200 OK\r\n" + cookies + b"Content-Length: 3\r\n\r\ntin", "/b": answer("b")}
    )
    client = fetcher()
    assert isinstance(await client.get(page.url(), allowed=page.allowed), Capture)
    assert isinstance(await client.get(page.url("/b"), allowed=page.allowed), Capture)
    assert "cookie" not in page.asked[-1].headers
    many = b"HTTP/1.1 200 OK\r\n" + b"Set-Cookie: a=%b\r\n" % (b"x" * 400) * 200
    page.pages["/c"] = many + b"Content-Length: 3\r\n\r\ntin"
    with pytest.raises(FetchError, match="headers"):
        await client.get(page.url("/c"), allowed=page.allowed)


async def test_case_9_proxies_and_netrc_of_the_environment_are_ignored(
    site: OpenSite, fetcher: MakeFetcher, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    proxy = await site({})
    page = await site({"/": answer("tin")})
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, proxy.url())
    monkeypatch.delenv("NO_PROXY", raising=False)
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login phong-tin password mat-khau\n", "ascii")
    monkeypatch.setenv("NETRC", str(netrc))
    assert isinstance(await fetcher().get(page.url(), allowed=page.allowed), Capture)
    assert proxy.connections == 0
    assert "authorization" not in page.asked[-1].headers


# --- retries


@pytest.mark.parametrize("status", ["429 Too Many Requests", "500 Internal Server Error"])
async def test_passing_failures_are_tried_twice_more(
    site: OpenSite, fetcher: MakeFetcher, clock: FakeClock, status: str
) -> None:
    page = await site({"/": answer(status=status)})
    with pytest.raises(FetchError, match=f"answered {status}"):
        await fetcher().get(page.url(), allowed=page.allowed, pause=0)
    assert page.paths.count("/") == 3
    first, second = clock.slept
    assert 0.5 <= first <= 1.5
    assert 1.0 <= second <= 3.0


async def test_case_18_a_short_retry_after_is_waited_out(
    site: OpenSite, fetcher: MakeFetcher, clock: FakeClock
) -> None:
    busy = answer(status="503 Service Unavailable", Retry_After="9")
    page = await site({"/": in_turn([busy, answer("tin")])})
    assert isinstance(await fetcher().get(page.url(), allowed=page.allowed, pause=0), Capture)
    assert clock.slept == [9.0]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 02 Mar 2026 02:00:05 GMT", 3600.0),
        ("315360000", 86_400.0),
        ("Sun, 02 Mar 2036 01:00:00 GMT", 86_400.0),
    ],
)
async def test_case_18_a_long_retry_after_is_handed_to_the_caller(
    site: OpenSite, fetcher: MakeFetcher, value: str, seconds: float
) -> None:
    page = await site({"/": answer(status="429 Too Many Requests", Retry_After=value)})
    with pytest.raises(FetchError) as failed:
        await fetcher().get(page.url(), allowed=page.allowed)
    assert failed.value.retry_after == seconds
    assert page.paths.count("/") == 1


async def test_case_18_a_negative_retry_after_is_none(site: OpenSite, fetcher: MakeFetcher) -> None:
    page = await site({"/": answer(status="503 Service Unavailable", Retry_After="-9")})
    with pytest.raises(FetchError) as failed:
        await fetcher().get(page.url(), allowed=page.allowed)
    assert failed.value.retry_after is None
    assert page.paths.count("/") == 3


# --- webhooks


async def test_a_webhook_is_posted_as_it_is(site: OpenSite, fetcher: MakeFetcher) -> None:
    page = await site({"/moc": answer("x" * 5_000, "202 Accepted", Retry_After="30")})
    got = await fetcher().post(
        page.url("/moc"),
        content="đã nhận".encode(),
        headers={"Content-Type": "application/json", "webhook-id": "msg_1"},
        allowed=page.allowed,
    )
    assert (got.status, got.body, got.retry_after) == (202, b"x" * 1024, 30.0)
    assert got.headers["content-length"] == "5000"
    sent = page.asked[0]
    assert (sent.method, sent.body) == ("POST", "đã nhận".encode())
    assert sent.headers["content-type"] == "application/json"
    assert sent.headers["webhook-id"] == "msg_1"
    assert page.paths == ["/moc"]


@pytest.mark.parametrize("status", ["302 Found", "307 Temporary Redirect"])
async def test_case_62_a_webhooks_redirect_is_an_answer(
    site: OpenSite, fetcher: MakeFetcher, status: str
) -> None:
    page = await site({"/moc": moved("/khac", status)})
    got = await fetcher().post(page.url("/moc"), content=b"{}", headers={}, allowed=page.allowed)
    assert got.status == int(status[:3])
    assert page.paths == ["/moc"]


async def test_case_62_a_webhook_that_drips_after_its_200_counts_once(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    page = await site({"/moc": dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"a")})
    got = await fetcher().post(
        page.url("/moc"), content=b"{}", headers={}, allowed=page.allowed, timeout=0.3
    )
    assert got.status == 200
    assert 0 < len(got.body) <= 1024
    assert page.paths == ["/moc"]


async def test_a_webhook_without_an_answer_fails_in_time_and_its_path_is_not_told(
    site: OpenSite, fetcher: MakeFetcher, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    page = await site({"/mat-ma": dripping(b"HTTP/1.1 200 OK\r\n", b"X: a\r\n")})
    client = fetcher()
    with pytest.raises(FetchError) as late:
        await client.post(
            page.url("/mat-ma"), content=b"{}", headers={}, allowed=page.allowed, timeout=0.2
        )
    assert str(late.value) == "http://127.0.0.1: not finished within 0.2 s"
    with pytest.raises(AddressRefused) as inside:
        await client.post(page.url("/mat-ma"), content=b"{}", headers={})
    assert "mat-ma" not in str(inside.value) + caplog.text


async def test_a_webhook_is_not_tried_again(site: OpenSite, fetcher: MakeFetcher) -> None:
    page = await site({"/moc": answer(status="503 Service Unavailable")})
    got = await fetcher().post(page.url("/moc"), content=b"{}", headers={}, allowed=page.allowed)
    assert got.status == 503
    assert page.paths == ["/moc"]
