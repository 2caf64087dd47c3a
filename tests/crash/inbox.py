"""A webhook receiver on loopback: keeps which alerts came under which id, and fails at times."""

from __future__ import annotations

import json
import random
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

FAILS: Final = 0.1


@dataclass
class Inbox:
    """What was received: of each channel the alerts under each id, once for each time it came.

    ``fails`` is how often it answers 500 although it has taken the message.
    """

    rng: random.Random
    fails: float = FAILS
    received: dict[tuple[str, str], list[frozenset[int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    port: int = 0

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def take(self, channel: str, message_id: str, body: bytes) -> int:
        """Keep a message; return the status to answer with."""
        alerts = frozenset(one["id"] for one in json.loads(body)["alerts"])
        self.received[channel, message_id].append(alerts)
        return 500 if self.rng.random() < self.fails else 200


class _Handler(BaseHTTPRequestHandler):
    inbox: Inbox

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        status = self.inbox.take(self.path.strip("/"), self.headers["webhook-id"], body)
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def receiving(rng: random.Random) -> Iterator[Inbox]:
    """Receive on a free port; each channel posts to a path of its own name."""
    inbox = Inbox(rng)
    handler = type("Handler", (_Handler,), {"inbox": inbox})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    inbox.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield inbox
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
