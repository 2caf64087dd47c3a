"""The address guard: where a request may go, decided before anything is sent.

An address is taken apart once, by the parser whose result is also sent (httpx). Names are looked
up once, every address of the answer is judged, and the connection goes to the very addresses that
were judged: a second look-up with another answer (DNS rebinding) has no place to happen.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import re
import socket
import threading
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from typing import Final, Protocol
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

from worker.errors import AddressRefused, FetchError
from worker.fetch.failures import PassingError, shown

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_LONGEST: Final = 2_048
_ODD: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_NAME: Final = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?")
_AUTHORITY_END: Final = re.compile(r"[/?#]")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
_PREFIX: Final = re.compile(r"^(?:www|m)\.(?=[^.]+\.[^.])")
_LOOKUPS_AT_ONCE: Final = 256

_UNICAST: Final = IPv6Network("2000::/3")
_NAT64: Final = IPv6Network("64:ff9b::/96")
_COMPATIBLE: Final = IPv6Network("::/96")
_TRANSLATED: Final = IPv6Network("::ffff:0:0:0/96")
_RELAY: Final = ipaddress.IPv4Network("192.88.99.0/24")
_DOCUMENTATION: Final = IPv6Network("3fff::/20")

Address = IPv4Address | IPv6Address


class Resolver(Protocol):
    """Looks up names."""

    async def resolve(self, host: str, port: int) -> list[str]:
        """Return the addresses of ``host`` as literals, best first; raise FetchError if none."""
        ...


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart and found well-formed; nothing is looked up yet.

    ``host`` is in lower case, ASCII, without brackets or a final dot. ``listed`` says that the
    source lists this host (and port, where it is not 80 or 443) as allowed.
    """

    url: httpx.URL
    host: str
    port: int
    listed: bool

    @property
    def origin(self) -> str:
        """Return scheme, host and port, as robots.txt and connections are kept by."""
        return f"{self.url.scheme}://{_bracketed(self.host)}:{self.port}"

    @property
    def authority(self) -> str:
        """Return the Host header: host, and the port where it is not the scheme's own."""
        host = _bracketed(self.host)
        return host if self.port == _DEFAULT_PORTS[self.url.scheme] else f"{host}:{self.port}"

    @property
    def site(self) -> str:
        """Return what politeness counts as one host.

        Ports 80 and 443 are the same one, and so are ``www.``, ``m.`` and the bare name.
        """
        plain = _PREFIX.sub("", self.host)
        if self.port in _DEFAULT_PORTS.values():
            return plain
        return f"{_bracketed(plain)}:{self.port}"


@dataclass(frozen=True, slots=True)
class Checked:
    """A target with the addresses that were checked; a connection goes to one of these only."""

    target: Target
    addresses: tuple[str, ...]


def read_target(url: str, allowed: Collection[str], longest: int = _LONGEST) -> Target:
    """Take an address apart; raise AddressRefused where it is not one we would ever ask.

    ``allowed`` are the ``host`` or ``host:port`` that a source lists. ``longest`` is in characters.
    """
    _refuse_odd_text(url, longest)
    try:
        parsed = httpx.URL(url)
        host = parsed.raw_host.decode("ascii").lower()
    except (httpx.InvalidURL, ValueError) as error:
        raise _refused(url, f"not an address that can be asked ({error})") from error
    if parsed.scheme not in _DEFAULT_PORTS:
        raise _refused(url, "neither http nor https")
    if parsed.userinfo or "@" in _AUTHORITY_END.split(url.partition("://")[2], 1)[0]:
        raise _refused(url, "a user name or password stands in the address")
    return _target(url, parsed, _plain_host(url, host), allowed)


def _target(url: str, parsed: httpx.URL, host: str, allowed: Collection[str]) -> Target:
    default = _DEFAULT_PORTS[parsed.scheme]
    port = default if parsed.port is None else parsed.port
    if not 0 < port < 65_536:
        raise _refused(url, f"there is no port {port}")
    entries = {_entry(entry) for entry in allowed}
    common = port in _DEFAULT_PORTS.values()
    listed = (host, port) in entries or (common and (host, None) in entries)
    if not listed and not common:
        entry = f"{_bracketed(host)}:{port}"
        raise _refused(url, f"port {port} is not 80 or 443", remedy=_allow(entry))
    return Target(parsed, host, port, listed)


def _refuse_odd_text(url: str, longest: int) -> None:
    if len(url) > longest:
        raise _refused(url, f"longer than {longest} characters")
    if "\\" in url:
        raise _refused(url, "a backslash stands in the address")
    if _ODD.search(url):
        raise _refused(url, "a control character or half a surrogate pair stands in the address")


def _plain_host(url: str, host: str) -> str:
    """Return the host without its final dot; a number must be a whole, plain IP address.

    A name whose last label is a number would be read as an IPv4 address by some resolvers
    (``2130706433``, ``0x7f.1``, ``127.1``; WHATWG URL, "ends in a number").
    """
    if ":" in host:
        if "%" in host or _literal(host) is None:
            raise _refused(url, "not a plain IPv6 address (a network zone, or broken)")
        return host
    if not _NAME.fullmatch(host) or len(host) > 254:
        raise _refused(url, "the host is not a name or an IP address")
    plain = host.removesuffix(".")
    if _NUMBER.fullmatch(plain.rsplit(".", 1)[-1]) and _literal(plain) is None:
        raise _refused(url, "the host is a number that is not a plain IP address")
    return plain


def _entry(entry: str) -> tuple[str, int | None]:
    """Read an allowed ``host``, ``host:port``, ``[v6]`` or ``[v6]:port``."""
    text = entry.strip().lower()
    if _literal(text) is not None:
        return text, None
    if text.startswith("["):
        host, _, rest = text[1:].partition("]")
        port = rest.removeprefix(":")
    else:
        host, _, port = text.partition(":")
    return host, int(port) if port.isascii() and port.isdigit() else None


class Guard:
    """Lets requests out to public addresses, and to those a source lists."""

    def __init__(self, resolver: Resolver, longest: int = _LONGEST) -> None:
        self._resolver = resolver
        self._longest = longest

    def read(self, url: str, allowed: Collection[str]) -> Target:
        """Take an address apart without a look-up; raise AddressRefused."""
        return read_target(url, allowed, self._longest)

    def redirected(self, base: str, location: str) -> str:
        """Return the address that a redirect of ``base`` leads to; raise AddressRefused.

        What is returned is still to be read and looked up like any other address.
        """
        _refuse_odd_text(location, self._longest)
        try:
            joined = urldefrag(urljoin(base, location)).url
        except ValueError as error:
            raise _refused(location, f"not an address that can be asked ({error})") from error
        if urlsplit(base).scheme == "https" and urlsplit(joined).scheme == "http":
            raise _refused(joined, f"redirected from https to http by {shown(base)}")
        return joined

    async def look_up(self, target: Target) -> Checked:
        """Look a target's host up, once; one address that is not public refuses them all."""
        if _literal(target.host) is not None:
            found = [target.host]
        else:
            found = await self._resolver.resolve(target.host, target.port)
        where = shown(str(target.url))
        if not found:
            raise PassingError("the name has no address", where=where)
        if not target.listed:
            for address in found:
                _refuse_inside(where, target.host, address)
        return Checked(target, tuple(dict.fromkeys(found)))


def _refuse_inside(where: str, host: str, address: str) -> None:
    literal = _literal(address)
    if literal is None or not is_public(literal):
        via = "" if host == address else f"{host} is "
        raise _refused(where, f"{via}{address}, not a public address", remedy=_allow(host))


def _allow(entry: str) -> str:
    return f"only a source or channel added with --allow {entry} may ask it"


def is_public(address: Address) -> bool:
    """Say whether an address is a host on the public Internet, whatever form it is wrapped in.

    IPv4 inside IPv6 (mapped, compatible, translated, 6to4, NAT64, Teredo) is unwrapped first: the
    standard library's ``is_global`` is True for several that lead to loopback.
    """
    if isinstance(address, IPv6Address):
        inner = _unwrapped(address)
        return all(map(is_public, inner)) if inner else _is_public_v6(address)
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and address not in _RELAY
    )


def _is_public_v6(address: IPv6Address) -> bool:
    return (
        address.scope_id is None
        and address in _UNICAST
        and address.is_global
        and address not in _DOCUMENTATION
    )


def _unwrapped(address: IPv6Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses that an IPv6 address carries; none for a plain one."""
    if address.scope_id is not None:
        return ()
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address.teredo is not None:
        return address.teredo
    if address in _NAT64 or address in _COMPATIBLE or address in _TRANSLATED:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    return ()


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _refused(url: str, what: str, remedy: str = "") -> AddressRefused:
    return AddressRefused(f"not asked: {what}", where=shown(url), remedy=remedy)


class SystemResolver:
    """The machine's own look-up (getaddrinfo), one daemon thread a name.

    Not asyncio's: its few shared threads are all taken once a handful of name servers hang, and
    the other hosts wait for them. Daemon threads do not hold up the end of the process either.
    """

    def __init__(self) -> None:
        self._running = 0

    async def resolve(self, host: str, port: int) -> list[str]:
        """Return the addresses of ``host``, in the system's order; raise FetchError."""
        if self._running >= _LOOKUPS_AT_ONCE:
            raise PassingError(f"{self._running} name look-ups hang already", where=host)
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[str]] = loop.create_future()
        self._running += 1
        threading.Thread(
            target=self._look_up, args=(host, port, loop, answer), daemon=True, name="look-up"
        ).start()
        try:
            return await answer
        except socket.gaierror as error:
            raise PassingError(
                f"the name could not be looked up ({error.strerror})", where=host
            ) from error
        except UnicodeError as error:
            raise FetchError("the name cannot be looked up", where=host) from error

    def _look_up(
        self,
        host: str,
        port: int,
        loop: asyncio.AbstractEventLoop,
        answer: asyncio.Future[list[str]],
    ) -> None:
        found: list[str] | OSError | UnicodeError
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found = [str(row[4][0]) for row in rows]
        except (OSError, UnicodeError) as error:
            found = error
        with contextlib.suppress(RuntimeError):  # the loop has ended: nobody waits for this
            loop.call_soon_threadsafe(self._hand_over, answer, found)

    def _hand_over(
        self, answer: asyncio.Future[list[str]], found: list[str] | OSError | UnicodeError
    ) -> None:
        self._running -= 1
        if answer.done():
            return
        if isinstance(found, list):
            answer.set_result(found)
        else:
            answer.set_exception(found)
