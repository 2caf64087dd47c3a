"""A provincial paper on loopback that moves to another domain: one server, several host names."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import ThreadingHTTPServer

from tests.site import ProvincialSite, Story, _Handler

OLD, NEW = "bao-cu.test", "tin.bao-moi.test"
NAMES = (OLD, f"www.{OLD}", f"m.{OLD}", NEW)


@dataclass
class MovingSite(ProvincialSite):
    """Serves under ``name``; asked under a name in ``left`` it answers 301 to the same there.

    ``renumbered`` articles have other addresses since the move, to which the old ones redirect.
    ``listed_at`` is the host that the listing page names, where it is another one.
    """

    name: str = OLD
    left: set[str] = field(default_factory=set)
    renumbered: bool = False
    listed_at: str = ""

    @property
    def host(self) -> str:
        return f"{self.name}:{self.port}"

    def at(self, name: str, path: str) -> str:
        return f"http://{name}:{self.port}{path}"

    def move(self, *, renumbered: bool = False) -> None:
        self.left, self.name, self.renumbered = {self.name}, NEW, renumbered

    def new_path(self, story: Story) -> str:
        number = story.slug.rpartition("-a")[2]
        return f"/bai-viet/{number}.htm" if self.renumbered else f"/{story.slug}.html"

    def page(self, path: str) -> tuple[str, str] | None:
        for story in self.stories:
            if self.renumbered and path == self.new_path(story):
                return super().page(f"/{story.slug}.html")
        return super().page(path)

    def redirected(self, host: str, path: str) -> str | None:
        """Return where an address leads for good, None where it does not."""
        if host not in self.left:
            return None
        for story in self.stories:
            if path == f"/{story.slug}.html":
                return f"{self.address}{self.new_path(story)}"
        return f"{self.address}{path}"

    def _feed(self) -> str:
        feed = super()._feed()
        for story in self.stories if self.renumbered else ():
            feed = feed.replace(f"/{story.slug}.html", self.new_path(story))
        return feed

    def _listing(self) -> str:
        base = f'<head><base href="{self.at(self.listed_at or self.name, "/")}">'
        return super()._listing().replace("<head>", base)


class _MovingHandler(_Handler):
    def do_GET(self) -> None:
        site = self.site
        assert isinstance(site, MovingSite)
        target = site.redirected(self.headers["Host"].partition(":")[0], self.path)
        if target is None:
            super().do_GET()
            return
        self.send_response(301)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()


@contextmanager
def serving(site: MovingSite) -> Iterator[MovingSite]:
    """Serve the site on a free port of loopback."""
    handler = type("Handler", (_MovingHandler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def stories(count: int) -> list[Story]:
    """Return invented articles, each a text, a day and a number of its own."""
    return [
        Story(
            slug=f"ben-do-so-{n}-tren-song-ham-duoc-sua-0{1 + n % 9}022026-a{60_000 + n}",
            title=f"Bến đò số {n} trên sông Hàm được sửa",
            date=f"0{1 + n % 9}/02/2026 - {n // 60:02}:{n % 60:02}",
            lead=f"BSH - Bến đò số {n} trên sông Hàm vừa được sửa xong sau mùa lũ năm ngoái.",
            paragraphs=(f"Mỗi ngày bến đưa {100 + n} lượt khách và học sinh qua sông an toàn.",),
        )
        for n in range(count)
    ]
