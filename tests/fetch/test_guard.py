from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
import time

import httpcore2
import pytest

from tests.fakes import FakeResolver
from tests.fetch.conftest import MakeFetcher, OpenSite
from tests.fetch.servers import Redialled, answer
from worker.errors import AddressRefused, FetchError
from worker.fetch.guard import Checked, Guard, SystemResolver, is_public, read_target
from worker.fetch.transport import CheckedBackend
from worker.model import Capture

PUBLIC = "203.0.114.7"
"""A public address that no test connects to: ``Redialled`` leads it to loopback."""


async def checked_by(guard: Guard, url: str, allowed: list[str] | tuple[()]) -> Checked:
    """Do what a fetch does before it connects."""
    return await guard.look_up(guard.read(url, allowed))


async def test_case_1_a_rebinding_name_is_looked_up_once_and_that_address_is_asked(
    site: OpenSite, fetcher: MakeFetcher
) -> None:
    outside = await site({"/": answer("<p>tin</p>")})
    inside = await site({"/": answer("bí mật")})
    network = Redialled({PUBLIC: outside, "127.0.0.1": inside})
    resolver = FakeResolver({"bao.test": [[PUBLIC], [PUBLIC], ["127.0.0.1"]]})
    client = fetcher(resolver=resolver, network=network)

    captured = await client.get("http://bao.test/")

    assert isinstance(captured, Capture)
    assert captured.body == b"<p>tin</p>"
    assert set(network.dialled) == {(PUBLIC, 80)}
    assert len(resolver.asked) == len(outside.asked) == 2  # robots.txt and the page
    assert outside.asked[-1].headers["host"] == "bao.test"
    with pytest.raises(AddressRefused, match=r"bao\.test is 127\.0\.0\.1, not a public address"):
        await client.get("http://bao.test/")
    assert inside.asked == []


async def test_the_real_network_cannot_be_handed_a_name() -> None:
    with pytest.raises(httpcore2.ConnectError, match="localhost was not checked"):
        await CheckedBackend().connect_tcp("localhost", 80)


async def test_case_2_one_private_address_among_public_ones_refuses_the_host() -> None:
    resolver = FakeResolver({"bao.test": [[PUBLIC, "10.0.0.5"]]})
    with pytest.raises(AddressRefused, match=r"bao\.test is 10\.0\.0\.5"):
        await checked_by(Guard(resolver), "https://bao.test/", ())


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f.1",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0",
        "127。0。0。1",
        "127.0.0.1.",
        "127.0.0.1",
        "%31%32%37.0.0.1",
        "0x",
        "1.2.3.4.5",
    ],
)
async def test_case_3_numbers_that_some_read_as_loopback_are_refused(host: str) -> None:
    resolver = FakeResolver({})
    with pytest.raises(AddressRefused):
        await checked_by(Guard(resolver), f"http://{host}/", ())
    assert resolver.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:100.64.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "100::1",
        "2001:0:7f00:1::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "3fff::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
async def test_case_4_special_ranges_are_refused_as_literal_and_as_answer(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    literal = f"[{address}]" if ":" in address else address
    with pytest.raises(AddressRefused, match="not a public address"):
        await checked_by(Guard(FakeResolver({})), f"http://{literal}/", ())
    with pytest.raises(AddressRefused, match="not a public address"):
        await checked_by(Guard(FakeResolver({"bao.test": [[address]]})), "http://bao.test/", ())


async def test_case_4_link_local_with_a_zone_is_refused() -> None:
    for literal in ("[fe80::1%eth0]", "[fe80::1%25eth0]"):
        with pytest.raises(AddressRefused):
            await checked_by(Guard(FakeResolver({})), f"http://{literal}/", ())
    with pytest.raises(AddressRefused):
        await checked_by(Guard(FakeResolver({"bao.test": [["fe80::1%1"]]})), "http://bao.test/", ())


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "203.0.114.7", "2606:4700::1111", "64:ff9b::101:101", "2002:101:101::1"]
)
def test_public_addresses_are_public_in_any_wrapping(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("http://bao.test\\@inside/", "backslash"),
        ("http://ten:mat@bao.test/", "user name"),
        ("http://@bao.test/", "user name"),
        ("http://bao.test/a\r\nHost: x", "control character"),
        ("http://bao.test/\x00", "control character"),
        ("http://bao.test/\ud800", "control character"),
        ("http://bao.test:99999/", "there is no port 99999"),
        ("http://bao.test:0/", "no port 0"),
        ("http:///tin", "not a name"),
        ("http://bao..test/", "not a name"),
        ("http://bao%00.test/", "not a name"),
        ("file:///etc/passwd", "neither http nor https"),
        ("//bao.test/", "neither http nor https"),
        ("http://bao.test/" + "a" * 2048, "longer than 2048"),
    ],
)
def test_case_5_malformed_addresses_are_refused_in_one_line(url: str, what: str) -> None:
    with pytest.raises(AddressRefused, match=what) as refused:
        read_target(url, ())
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("port", [22, 25, 6379, 8080])
async def test_case_8_other_ports_are_refused_unless_listed(port: int) -> None:
    guard = Guard(FakeResolver({"bao.test": [[PUBLIC]]}))
    with pytest.raises(AddressRefused, match=f"port {port} is not 80 or 443"):
        await checked_by(guard, f"http://bao.test:{port}/", ["bao.test", "khac.test:8080"])
    checked = await checked_by(guard, f"http://bao.test:{port}/", [f"BAO.test:{port}"])
    assert checked.addresses == (PUBLIC,)


async def test_a_listed_host_need_not_be_public() -> None:
    guard = Guard(FakeResolver({"noi-bo.test": [["10.0.0.5", "10.0.0.5", "10.0.0.6"]]}))
    checked = await checked_by(guard, "http://noi-bo.test/", ["noi-bo.test"])
    assert checked.addresses == ("10.0.0.5", "10.0.0.6")
    assert (await checked_by(guard, "http://[::1]:81/", ["[::1]:81"])).addresses == ("::1",)
    assert (await checked_by(guard, "http://[::1]/", ["::1"])).addresses == ("::1",)
    with pytest.raises(AddressRefused):
        await checked_by(guard, "http://127.0.0.1/", ["noi-bo.test"])


def test_vietnamese_host_names_and_paths_are_understood() -> None:
    target = read_target("https://báo-làng.test/tin mới?q=đê", ())
    assert target.host == "xn--bo-lng-ltae.test"
    assert target.url.raw_path == b"/tin%20m%E1%BB%9Bi?q=%C4%91%C3%AA"


async def test_the_system_resolver_finds_localhost_and_names_what_it_cannot_find() -> None:
    resolver = SystemResolver()
    assert "127.0.0.1" in await resolver.resolve("localhost", 80)
    with pytest.raises(FetchError, match=r"^khong-co\.invalid: the name could not be looked up"):
        await resolver.resolve("khong-co.invalid", 80)


async def test_case_12_a_silent_name_server_does_not_hold_up_the_others(
    monkeypatch: pytest.MonkeyPatch, fetcher: MakeFetcher, site: OpenSite
) -> None:
    real = socket.getaddrinfo
    released = threading.Event()

    def lookup(host: str, *args: object, **kwargs: object) -> object:
        if host.startswith("cam"):
            released.wait(5)
            raise socket.gaierror(socket.EAI_AGAIN, "no answer")
        return real("127.0.0.1", 80, type=socket.SOCK_STREAM)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    page = await site({"/": answer("tin")})
    client = fetcher(resolver=SystemResolver(), connect_seconds=0.3, retries=0)
    hung = [asyncio.create_task(client.get(f"http://cam{n}.test/")) for n in range(50)]
    await asyncio.sleep(0)
    began = time.monotonic()
    url = f"http://bao.test:{page.port}/"
    captured = await client.get(url, allowed=[f"bao.test:{page.port}"], pause=0)
    took = time.monotonic() - began
    results = await asyncio.gather(*hung, return_exceptions=True)
    released.set()
    assert isinstance(captured, Capture)
    assert took < 0.3
    assert {type(result).__name__ for result in results} == {"PassingError"}
