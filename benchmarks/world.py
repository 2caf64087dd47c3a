"""A paper and a webhook receiver on loopback, in a process of their own, for a service to serve.

Times are those of ``time.monotonic``, which all processes of a machine share.
"""

from __future__ import annotations

import json
import multiprocessing
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any, Final
from zlib import crc32

SLOW: Final = "/cham"
"""The path of a receiver that takes ``SLOW_SECONDS`` for each message."""
SLOW_SECONDS: Final = 3.0
DEAD: Final = "/chet"
"""The path of one that answers 500 to everything."""
PAPERS: Final = 4
LISTED: Final = 250
"""Articles in the feed, the latest first."""


@dataclass
class _World:
    """What is published, by path; what was received, by channel's path: address and time."""

    pages: dict[str, bytes] = field(default_factory=dict)
    received: list[tuple[str, str, float]] = field(default_factory=list)

    def feed(self, address: str, share: str) -> bytes:
        """Return the feed of all pages, or of one of ``PAPERS`` papers, which share them."""
        mine = [path for path in self.pages if share in ("", str(crc32(path.encode()) % PAPERS))]
        latest = mine[: -LISTED - 1 : -1]
        items = "".join(f"<item><link>{address}{path}</link></item>" for path in latest)
        return f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


class _Handler(BaseHTTPRequestHandler):
    world: _World
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path, _, share = self.path.partition("?")
        if path == "/rss":
            body = self.world.feed(f"http://{self.headers['host']}", share)
            kind = "application/rss+xml"
        else:
            found = self.world.pages.get(self.path)
            body, kind = found or b"", "text/html; charset=utf-8"
        self._answer(200 if body else 404, body, kind)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        now = time.monotonic()
        for alert in json.loads(body)["alerts"]:
            self.world.received.append((self.path, alert["url"] or "", now))
        if self.path == SLOW:
            time.sleep(SLOW_SECONDS)
        self._answer(500 if self.path == DEAD else 200, b"", "text/plain")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


class World:
    """The way to talk to the process; one caller at a time."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self.port: int = pipe.recv()

    @property
    def host(self) -> str:
        """Return host and port of both site and receiver."""
        return f"127.0.0.1:{self.port}"

    def publish(self, pages: Sequence[tuple[str, bytes]]) -> float:
        """Publish pages at once, or change them; return when."""
        return float(self._ask("publish", list(pages)))

    def remove(self, paths: Sequence[str]) -> None:
        """Let pages answer 404 from now on."""
        self._ask("remove", list(paths))

    def received(self) -> list[tuple[str, str, float]]:
        """Return what came so far: the channel's path, the article's address, and when."""
        found: list[tuple[str, str, float]] = self._ask("received", None)
        return found

    def _ask(self, what: str, value: Any) -> Any:
        self._pipe.send((what, value))
        return self._pipe.recv()


@contextmanager
def world() -> Iterator[World]:
    """Start the process; end it at the end."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_live, args=(theirs,))
    process.start()
    theirs.close()
    try:
        yield World(ours)
    finally:
        ours.close()
        process.join(5)


def _live(pipe: Connection) -> None:
    """Serve until the other end of the pipe is closed."""
    there = _World()
    handler = type("Handler", (_Handler,), {"world": there})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    pipe.send(server.server_address[1])
    while True:
        try:
            what, value = pipe.recv()
        except EOFError:
            return
        if what == "publish":
            for path, body in value:
                there.pages[path] = body
            pipe.send(time.monotonic())
        elif what == "remove":
            for path in value:
                there.pages.pop(path, None)
            pipe.send(None)
        else:
            pipe.send(list(there.received))
