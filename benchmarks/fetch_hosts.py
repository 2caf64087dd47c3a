"""Two thousand hosts on loopback in one process, with delays and errors, and what they were asked.

Started by ``benchmarks/fetch.py``: prints its port, serves until its standard input ends, and
prints what it has seen as one JSON object. Asked for ``/zero`` it forgets what it has seen.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import sys
import threading
import zlib
from dataclasses import asdict, dataclass, field
from typing import Final

PAGE: Final = b"<!doctype html><title>Tin</title>" + b"<p>Nuoc len dong ruong Ca Mo.</p>" * 600
ROBOTS: Final = b"User-agent: *\nDisallow: /admin/\n"
SLOW: Final = 0.5
LONGEST_DELAY: Final = 0.04
"""Seconds until a slow page and a usual one are answered, at most."""


def hosts(count: int) -> list[str]:
    """Return that many addresses of loopback."""
    return [f"127.{10 + n // 62500}.{n // 250 % 250}.{1 + n % 250}" for n in range(count)]


@dataclass(slots=True)
class Seen:
    """What all hosts were asked.

    ``shortest_gap`` is the least number of seconds between the end of an answer and the next
    request to the same host, ``most_at_once`` the requests of one host that overlapped.
    """

    pages: int = 0
    robots: int = 0
    shortest_gap: float = 1e9
    most_at_once: int = 0
    under_way: dict[str, int] = field(default_factory=dict)
    ended_at: dict[str, float] = field(default_factory=dict)


class Host(asyncio.Protocol):
    """One connection to one of the hosts."""

    seen = Seen()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._host = str(transport.get_extra_info("sockname")[0])
        self._loop = asyncio.get_running_loop()
        self._head = b""

    def data_received(self, data: bytes) -> None:
        """Answer each request that has come whole."""
        self._head += data
        while b"\r\n\r\n" in self._head:
            head, _, self._head = self._head.partition(b"\r\n\r\n")
            self._ask(head.split(b" ", 2)[1].decode())

    def _ask(self, path: str) -> None:
        seen, now = Host.seen, self._loop.time()
        if path == "/zero":
            Host.seen = Seen()
            self._transport.write(answer(200, b""))
            return
        seen.robots += path == "/robots.txt"
        seen.pages += path != "/robots.txt"
        seen.under_way[self._host] = seen.under_way.get(self._host, 0) + 1
        seen.most_at_once = max(seen.most_at_once, seen.under_way[self._host])
        if self._host in seen.ended_at:
            seen.shortest_gap = min(seen.shortest_gap, now - seen.ended_at[self._host])
        lot = zlib.crc32(f"{self._host}{path}".encode())
        delay = SLOW if lot % 50 == 0 else LONGEST_DELAY * (lot % 997) / 997
        self._loop.call_later(delay, self._answer, path, lot)

    def _answer(self, path: str, lot: int) -> None:
        seen = Host.seen
        seen.under_way[self._host] = seen.under_way.get(self._host, 1) - 1
        seen.ended_at[self._host] = self._loop.time()
        if path == "/robots.txt":
            self._transport.write(answer(200, ROBOTS))
        elif lot % 33 == 1:
            self._transport.write(answer(500, b"<h1>500</h1>"))
        elif lot % 33 == 2:
            self._transport.write(answer(404, b"<h1>404</h1>"))
        elif lot % 50 == 3:
            self._transport.abort()
        else:
            self._transport.write(answer(200, PAGE))


def answer(status: int, body: bytes) -> bytes:
    """Return a whole answer."""
    head = f"HTTP/1.1 {status} X\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


async def _serve(count: int) -> None:
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    first, *others = hosts(count)
    server = await loop.create_server(Host, first, 0, backlog=512)
    port = server.sockets[0].getsockname()[1]
    if others:
        await loop.create_server(Host, others, port, backlog=64)
    print(port, flush=True)

    def wait() -> None:
        sys.stdin.read()
        loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=wait, daemon=True).start()
    await ended.wait()
    seen = asdict(Host.seen)
    print(json.dumps({k: v for k, v in seen.items() if not isinstance(v, dict)}), flush=True)


def raise_descriptors() -> None:
    """Let this process open as many sockets as the system lets it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("hosts", type=int)
    raise_descriptors()
    asyncio.run(_serve(parser.parse_args().hosts))
