from __future__ import annotations

import asyncio
import os
import random
import shutil
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fakes import FakeResolver
from tests.fetch.conftest import MakeFetcher, OpenSite
from tests.fetch.servers import Redialled, Script, Site, answer, cut_off, dripping, silent
from worker.errors import FetchError
from worker.fetch.client import Fetcher
from worker.model import Capture

PUBLIC = "203.0.114.7"
OK = b"HTTP/1.1 200 OK\r\n"


async def body(client: Fetcher, site: Site, path: str = "/") -> bytes:
    captured = await client.get(site.url(path), allowed=site.allowed, pause=0)
    assert isinstance(captured, Capture)
    return captured.body


@pytest.mark.parametrize(
    ("start", "drop"),
    [
        (OK, b"X-Nho-Giot: a\r\n"),
        (OK + b"Content-Length: 5000\r\n\r\n", b"a"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    ],
    ids=["headers", "body", "chunks", "1xx"],
)
async def test_case_11_a_server_that_drips_is_left_at_the_total_deadline(
    site: OpenSite, fetcher: MakeFetcher, start: bytes, drop: bytes
) -> None:
    page = await site({"/": dripping(start, drop), "/tin": answer("tin")})
    client = fetcher(total_seconds=0.3, read_seconds=5)
    loop = asyncio.get_running_loop()
    began = loop.time()
    with pytest.raises(FetchError, match=r"^http://127\S+/: not finished within 0\.3 s$"):
        await client.get(page.url(), allowed=page.allowed)
    assert loop.time() - began < 1
    assert page.paths.count("/") == 1
    assert await body(client, page, "/tin") == b"tin"


async def test_a_silent_server_is_asked_again_and_then_left(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    page = await site({"/": silent})
    client = fetcher(read_seconds=0.1)
    with pytest.raises(FetchError, match=r"nothing came for 0\.1 s"):
        await client.get(page.url(), allowed=page.allowed)
    assert page.paths.count("/") == 3


@pytest.mark.parametrize(
    "head",
    [b"Content-Length: 500\r\n\r\n", b"Content-Length: 3\r\nContent-Length: 4\r\n\r\n"],
    ids=["too large", "given twice"],
)
async def test_case_13_a_content_length_that_lies_is_an_error(
    site: OpenSite, fetcher: MakeFetcher, head: bytes
) -> None:
    page = await site({"/": cut_off(OK + head + b"abc")})
    with pytest.raises(FetchError, match="a broken HTTP answer"):
        await fetcher().get(page.url(), allowed=page.allowed)


async def test_case_13_what_follows_a_content_length_is_no_part_of_any_article(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    page = await site(
        {"/a": OK + b"Content-Length: 3\r\n\r\nabc<p>thua</p>", "/b": answer("trang khac")}
    )
    client = fetcher()
    assert await body(client, page, "/a") == b"abc"
    assert await body(client, page, "/b") == b"trang khac"


@pytest.mark.parametrize(
    ("headers", "what"),
    [
        (b"X-To: " + b"a" * 200_000 + b"\r\n", "the headers are too large"),
        (b"X-To: " + b"a" * 70_000 + b"\r\n", "the headers are too large"),
        (b"X: a\r\n" * 8_000, "8001 headers; expected at most 200"),
    ],
)
async def test_case_14_headers_are_capped(
    site: OpenSite, fetcher: MakeFetcher, headers: bytes, what: str
) -> None:
    page = await site({"/": OK + headers + b"Content-Length: 1\r\n\r\na"})
    with pytest.raises(FetchError, match=what):
        await fetcher().get(page.url(), allowed=page.allowed)
    assert page.paths.count("/") == 1


@pytest.mark.parametrize("reset", [False, True])
async def test_case_17_a_body_that_breaks_off_is_no_capture(
    site: OpenSite, fetcher: MakeFetcher, reset: bool
) -> None:
    page = await site({"/": cut_off(OK + b"Content-Length: 900\r\n\r\n<p>nua", reset=reset)})
    with pytest.raises(FetchError):
        await fetcher().get(page.url(), allowed=page.allowed)
    assert page.paths.count("/") == 3


async def test_case_17_a_break_that_passes_is_mended_by_asking_again(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    broken = cut_off(OK + b"Content-Length: 900\r\n\r\n<p>nua", reset=True)
    pages: dict[str, bytes | Script] = {"/": broken}
    page = await site(pages)
    task = asyncio.create_task(body(fetcher(), page))
    while page.paths.count("/") < 1:
        await asyncio.sleep(0.005)
    pages["/"] = answer("ca trang")
    assert await task == b"ca trang"


async def test_a_closed_port_is_told_in_the_systems_words(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    page = await site({})
    await page.stop()
    with pytest.raises(FetchError, match=r"/robots\.txt: cannot connect \(Connection refused\)$"):
        await fetcher().get(page.url(), allowed=page.allowed)


async def test_the_next_address_of_a_host_is_tried_when_one_cannot_be_reached(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    page = await site({"/": answer("tin")})
    network = Redialled({PUBLIC: page})
    resolver = FakeResolver({"bao.test": [["2606:4700::1111", PUBLIC]]})
    captured = await fetcher(resolver=resolver, network=network).get("http://bao.test/")
    assert isinstance(captured, Capture)
    assert network.dialled[:2] == [("2606:4700::1111", 80), (PUBLIC, 80)]


async def test_cancelled_requests_poison_nothing(site: OpenSite, fetcher: MakeFetcher) -> None:
    page = await site({"/": answer("tin"), "/cham": dripping(OK + b"\r\n", b"a", 0.001)})
    client = fetcher()
    rng = random.Random(3)
    assert await body(client, page) == b"tin"
    for _ in range(40):
        task = asyncio.create_task(body(client, page, "/cham"))
        await asyncio.sleep(rng.random() * 0.006)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert await body(client, page) == b"tin"
    for _ in range(100):
        if page.open <= 1:
            break
        await asyncio.sleep(0.01)
    assert page.open <= 1


async def test_descriptors_do_not_leak_over_200_requests(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    pages: dict[str, bytes | Script] = {
        "/": answer("tin"),
        "/to": OK + b"X: a\r\n" * 300 + b"Content-Length: 1\r\n\r\na",
        "/dut": cut_off(OK + b"Content-Length: 9\r\n\r\na", reset=True),
        "/loi": answer("loi", "403 Forbidden"),
    }
    page = await site(pages)
    client = fetcher(retries=0)
    await body(client, page)
    before = len(os.listdir("/proc/self/fd"))
    for number in range(200):
        path = ["/", "/to", "/", "/loi", "/dut"][number % 5 if number % 20 else 4]
        try:
            await body(client, page, path)
        except FetchError:
            continue
    await asyncio.sleep(0.05)
    assert len(os.listdir("/proc/self/fd")) <= before + 2
    assert page.connections < 200


# --- TLS


@dataclass(frozen=True)
class Certificate:
    """A certificate that is its own authority, and its key."""

    file: Path
    key: Path

    def serving(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file, self.key)
        return context

    def trusted(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.file))


def certificate(folder: Path, host: str, days: int) -> Certificate:
    """Make a certificate; one of -1 days has expired. Skips where openssl is missing."""
    if shutil.which("openssl") is None:
        pytest.skip("the openssl command is missing: no certificate can be made")
    made = Certificate(folder / f"{host}.pem", folder / f"{host}.key")
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"]
    request = str(folder / "request.pem")
    sign = ["-signkey", str(made.key), "-days", str(days), "-copy_extensions", "copy"]
    for command in (
        ["req", "-new", *curve, *names, "-keyout", str(made.key), "-out", request],
        ["x509", "-req", "-in", request, *sign, "-out", str(made.file)],
    ):
        subprocess.run(["openssl", *command], check=True, capture_output=True)
    return made


@pytest.fixture
def resolver() -> FakeResolver:
    return FakeResolver({"bao.test": [[PUBLIC]]})


async def test_tls_keeps_the_name_of_the_host_on_the_checked_address(
    site: OpenSite, fetcher: MakeFetcher, resolver: FakeResolver, tmp_path: Path
) -> None:
    good = certificate(tmp_path, "bao.test", 2)
    serving = good.serving()
    names: list[str | None] = []
    serving.sni_callback = lambda connection, name, context: names.append(name)
    page = await site({"/": answer("tin")}, serving)
    network = Redialled({PUBLIC: page})
    client = fetcher(resolver=resolver, network=network, tls=good.trusted())
    captured = await client.get("https://bao.test/")
    assert isinstance(captured, Capture)
    assert captured.body == b"tin"
    assert set(network.dialled) == {(PUBLIC, 443)}
    assert set(names) == {"bao.test"}
    assert page.asked[-1].headers["host"] == "bao.test"


@pytest.mark.parametrize(
    ("host", "days", "known", "what"),
    [
        ("bao.test", 2, False, "self-signed certificate"),
        ("khac.test", 2, True, "Hostname mismatch"),
        ("bao.test", -1, True, "certificate has expired"),
    ],
)
async def test_case_16_a_bad_certificate_fails_and_nothing_falls_back(
    site: OpenSite,
    fetcher: MakeFetcher,
    resolver: FakeResolver,
    tmp_path: Path,
    host: str,
    days: int,
    known: bool,
    what: str,
) -> None:
    bad = certificate(tmp_path, host, days)
    page = await site({"/": answer("tin")}, bad.serving())
    network = Redialled({PUBLIC: page})
    tls = bad.trusted() if known else ssl.create_default_context()
    client = fetcher(resolver=resolver, network=network, tls=tls)
    with pytest.raises(FetchError, match=f"^https://bao.test/robots.txt: its certificate .*{what}"):
        await client.get("https://bao.test/")
    assert page.asked == []
    assert network.dialled == [(PUBLIC, 443)]
