"""Sites of others, on loopback, scripted byte by byte."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

import httpcore2
from httpcore2 import SOCKET_OPTION

from worker.fetch.transport import CheckedBackend


@dataclass(frozen=True)
class Asked:
    """A request as the site saw it; header names in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Script = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


def answer(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    """Make a whole answer; ``_`` in a header's name stands for a hyphen."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(data)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + data


def moved(to: str, status: str = "302 Found") -> bytes:
    """Make a redirect."""
    return answer(status=status, Location=to)


def in_turn(answers: Iterable[bytes]) -> Script:
    """Give the next answer at each request; the last one stays."""
    left = list(answers)

    async def script(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(left.pop(0) if len(left) > 1 else left[0])

    return script


def dripping(start: bytes, drop: bytes, every: float = 0.02) -> Script:
    """Send ``start``, then ``drop`` again and again without end."""

    async def script(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while True:
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(every)

    return script


def cut_off(start: bytes, *, reset: bool = False) -> Script:
    """Send ``start`` and hang up, with a TCP reset if told so."""

    async def script(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await writer.drain()
        await asyncio.sleep(0.01)
        if reset:
            writer.transport.abort()
        else:
            writer.close()

    return script


async def silent(asked: Asked, writer: asyncio.StreamWriter) -> None:
    """Never answer."""
    await asyncio.Event().wait()


class Site:
    """A web site on 127.0.0.1. ``pages`` maps paths to answers or scripts; others are 404."""

    def __init__(self, pages: dict[str, bytes | Script], host: str = "127.0.0.1") -> None:
        self.pages = pages
        self.host = host
        self.port = 0
        self.asked: list[Asked] = []
        self.connections = 0
        self.open = 0
        self.under_way = 0
        self.most_at_once = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    @property
    def allowed(self) -> tuple[str, ...]:
        return (f"{self.host}:{self.port}",)

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}:{self.port}{path}"

    async def start(self, tls: ssl.SSLContext | None = None) -> Site:
        self._server = await asyncio.start_server(self._accept, self.host, 0, ssl=tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.open += 1
        try:
            while not writer.is_closing():
                await self._one(await self._request(reader), writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open -= 1
            writer.close()
            with contextlib.suppress(OSError, ssl.SSLError):
                await writer.wait_closed()

    async def _one(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        self.asked.append(asked)
        self.under_way += 1
        self.most_at_once = max(self.most_at_once, self.under_way)
        try:
            page = self.pages.get(asked.path, answer("không có", "404 Not Found"))
            if isinstance(page, bytes):
                writer.write(page)
            else:
                await page(asked, writer)
            await writer.drain()
        finally:
            self.under_way -= 1

    async def _request(self, reader: asyncio.StreamReader) -> Asked:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        method, path, _ = first.split(" ")
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        return Asked(method, path, headers, body)


class Redialled(CheckedBackend):
    """Takes each connection to its given address down in ``dialled``, and makes it to a site."""

    def __init__(self, sites: dict[str, Site]) -> None:
        super().__init__()
        self.sites = sites
        self.dialled: list[tuple[str, int]] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        self.dialled.append((host, port))
        if host not in self.sites:
            raise httpcore2.ConnectError("no route to that address")
        site = self.sites[host]
        return await super().connect_tcp(site.host, site.port, timeout, local_address)
