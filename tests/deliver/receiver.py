"""A webhook receiver on a real socket that answers as it is told to."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Reply:
    """An HTTP answer; ``drip`` sends the head and then a few bytes now and then, without end."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    drip: bool = False


class Reset:
    """The connection is reset once the request was read."""


class Silence:
    """The request is read, and never answered."""


@dataclass(frozen=True)
class Raw:
    """These bytes and the end of the connection; ``drip`` sends one now and then, without end."""

    content: bytes
    drip: bool = False


Behaviour = Reply | Reset | Silence | Raw


@dataclass(frozen=True)
class Received:
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """Answers with each reply of the script in turn, and with the last one from then on."""

    script: list[Behaviour]
    received: list[Received] = field(default_factory=list)
    port: int = 0

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}/hooks/diem-tin"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            self.received.append(await self._request(reader))
            reply = self.script.pop(0) if len(self.script) > 1 else self.script[0]
            if isinstance(reply, Reset):
                self._reset(writer)
            elif isinstance(reply, Silence):
                await reader.read()
            elif isinstance(reply, Raw):
                await self._send(writer, reply)
            else:
                await self._answer(writer, reply)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _request(self, reader: asyncio.StreamReader) -> Received:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in head[1:] if line)
        }
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        return Received(head[0].split(" ")[1], headers, body)

    async def _answer(self, writer: asyncio.StreamWriter, reply: Reply) -> None:
        lines = [f"HTTP/1.1 {reply.status} Scripted", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in reply.headers]
        if not reply.drip and reply.status != 204:
            lines.append(f"Content-Length: {len(reply.body)}")
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + reply.body)
        await writer.drain()
        while reply.drip:
            writer.write(b"." * 256)
            await writer.drain()
            await asyncio.sleep(0.01)

    async def _send(self, writer: asyncio.StreamWriter, raw: Raw) -> None:
        writer.write(raw.content)
        await writer.drain()
        while raw.drip:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)

    def _reset(self, writer: asyncio.StreamWriter) -> None:
        raw = writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()


@asynccontextmanager
async def receiving(*script: Behaviour) -> AsyncIterator[Receiver]:
    """Run a receiver on a free port of the loopback; it answers 200 where nothing is scripted."""
    receiver = Receiver(list(script) or [Reply()])
    tasks: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(receiver.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
