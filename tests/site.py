"""A provincial paper on loopback, laid out like Báo Đồng Khởi's: feed, listing, articles.

It sends ETags and honours If-None-Match, counts views on every page, and can hold an answer back
until told. All it publishes is invented.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Story:
    """An article to publish; ``slug`` ends in ``-a<number>``."""

    slug: str
    title: str
    date: str
    lead: str
    paragraphs: tuple[str, ...]
    byline: str = "Tin, ảnh: Hạ Vy"


WATER = Story(
    slug="ho-chua-nuoc-ngot-dau-tien-o-cu-lao-bong-02032026-a90011",
    title="Cù lao Bồng có hồ chứa nước ngọt đầu tiên",
    date="02/03/2026 - 08:15",
    lead=(
        "BSH - Sáng 2-3-2026, Chủ tịch UBND huyện Cù lao Bồng Kiều Thanh Vĩ đã dự lễ đưa hồ chứa"
        " nước ngọt ấp Bến Đìa vào sử dụng."
    ),
    paragraphs=(
        "Hồ rộng 4,2ha, trữ được 120.000 mét khối nước, giúp 900 hộ dân qua mùa hạn mặn.",
        "Các hộ dân quanh hồ đã hiến hơn 3.000 mét vuông đất để mở đường vào công trình.",
    ),
)
ROAD = Story(
    slug="thong-xe-duong-lien-xa-tan-loc-hoa-03032026-a90012",
    title="Thông xe đường liên xã Tân Lộc Hòa",
    date="03/03/2026 - 14:40",
    lead="BSH - Chiều 3-3-2026, tuyến đường liên xã Tân Lộc Hòa dài 6km đã thông xe.",
    paragraphs=("Tuyến đường giúp nông sản của bốn xã ra chợ nhanh hơn một giờ.",),
)


@dataclass
class ProvincialSite:
    """What the site serves now, and what it was asked for.

    ``furniture`` is set around articles; ``broken`` paths answer 500, ``busy`` ones 429 with that
    Retry-After; ``files`` are what else is there, by path: content type and body. A path in
    ``instead`` answers 200 with that HTML, and so does every path but robots.txt under the key
    ``*``. ``redirects`` lead elsewhere, for now. ``halfway`` is called when half of an article has
    been sent.
    """

    stories: list[Story] = field(default_factory=list)
    furniture: str = "Chia sẻ bài viết"
    asked: Counter[str] = field(default_factory=Counter)
    not_modified: Counter[str] = field(default_factory=Counter)
    views: int = 100
    held: threading.Event | None = None
    waiting: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    broken: set[str] = field(default_factory=set)
    instead: dict[str, str] = field(default_factory=dict)
    busy: dict[str, str] = field(default_factory=dict)
    robots: str = "User-agent: *\nDisallow: /admin/\n"
    files: dict[str, tuple[str, str | bytes]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    halfway: Callable[[], None] | None = None

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"http://{self.host}"

    def publish(self, story: Story) -> None:
        self.stories.insert(0, story)

    def file(self, path: str) -> tuple[str, bytes] | None:
        """Return content type and bytes of a path, None where there is nothing."""
        found = self.files.get(path) or self.page(path)
        if found is None:
            return None
        return found[0], found[1].encode() if isinstance(found[1], str) else found[1]

    def page(self, path: str) -> tuple[str, str] | None:
        """Return content type and body of a path, None where there is no such page."""
        if path == "/robots.txt":
            return "text/plain", self.robots
        if instead := self.instead.get(path, self.instead.get("*")):
            return "text/html; charset=utf-8", instead
        if path == "/rss/subcate/thoi-su/":
            return "application/rss+xml; charset=utf-8", self._feed()
        if path == "/":
            return "text/html; charset=utf-8", self._front()
        if path == "/thoi-su/":
            return "text/html; charset=utf-8", self._listing()
        for story in self.stories:
            if path == f"/{story.slug}.html":
                self.views += 1
                return "text/html; charset=utf-8", self._article(story)
        return None

    def _feed(self) -> str:
        items = "".join(
            f"<item><title>{escape(story.title)}</title>"
            f"<link>{self.address}/{story.slug}.html</link>"
            f"<guid>{story.slug}</guid></item>"
            for story in self.stories
        )
        return (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
            f"<title>Báo Sông Hàm</title><link>{self.address}</link>"
            f"<description>Tin</description>{items}</channel></rss>"
        )

    def _front(self) -> str:
        feed = '<link rel="alternate" type="application/rss+xml" href="/rss/subcate/thoi-su/">'
        return self._listing().replace(
            "<title>Thời sự</title>", f"<title>Báo Sông Hàm - Tin tức trong tỉnh</title>{feed}"
        )

    def _listing(self) -> str:
        links = "".join(
            f'<li><a href="/{story.slug}.html">{escape(story.title)}</a></li>'
            for story in self.stories
        )
        return (
            "<!doctype html><html><head><title>Thời sự</title></head><body>"
            f'<a href="/">Trang chủ</a><a href="/video/">Video</a><ul>{links}</ul></body></html>'
        )

    def _article(self, story: Story) -> str:
        body = "".join(f"<p>{escape(text)}</p>" for text in story.paragraphs)
        return (
            "<!doctype html><html><head>"
            f"<title>{escape(story.title)} - Báo Sông Hàm</title>"
            f'<meta property="og:title" content="{escape(story.title)}"></head><body>'
            '<div class="titlecate"><h1>Trang chủ / Thời sự</h1></div>'
            f'<h1 class="margintopbot10 fw700">{escape(story.title)}</h1>'
            f'<span class="pubdate">{story.date}</span> <span>Lượt xem: {self.views}</span>'
            f'<div id="newscontents"><div class="content-fck"><p>{escape(story.lead)}</p>{body}'
            f'<p align="right"><strong>{escape(story.byline)}</strong></p></div></div>'
            f'<div id="linkshare">{escape(self.furniture)}</div>'
            '<div id="comment">BÌNH LUẬN</div></body></html>'
        )


class _Handler(BaseHTTPRequestHandler):
    site: ProvincialSite
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site = self.site
        site.asked[self.path] += 1
        found = site.file(self.path)
        if self.path in site.redirects:
            self._answer(302, "text/html; charset=utf-8", b"", None)
            return
        if self.path in site.busy:
            self._answer(429, "text/html; charset=utf-8", b"<h1>429</h1>", None)
            return
        if self.path in site.broken:
            self._answer(500, "text/html; charset=utf-8", b"<h1>500</h1>", None)
            return
        if found is None:
            self._answer(404, "text/html; charset=utf-8", b"<h1>404</h1>", None)
            return
        body = found[1]
        if site.held is not None and self.path.endswith(".html"):
            site.waiting.set()
            site.held.wait(30)
        etag = '"' + hashlib.sha256(body).hexdigest()[:12] + '"'
        if self.headers.get("If-None-Match") == etag:
            site.not_modified[self.path] += 1
            self._answer(304, found[0], b"", etag)
            return
        self._answer(200, found[0], body, etag)

    def _answer(self, status: int, content_type: str, body: bytes, etag: str | None) -> None:
        try:
            self.send_response(status)
            if status != 304:
                self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            if etag:
                self.send_header("ETag", etag)
            if status == 302:
                self.send_header("Location", self.site.redirects[self.path])
            if status == 429:
                self.send_header("Retry-After", self.site.busy[self.path])
            self.end_headers()
            if self.site.halfway is not None and self.path.endswith(".html"):
                middle = len(body) // 2
                self.wfile.write(body[:middle])
                self.site.halfway()
                body = body[middle:]
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def serving(site: ProvincialSite, port: int = 0) -> Iterator[ProvincialSite]:
    """Serve the site on a port of loopback, a free one by default."""
    handler = type("Handler", (_Handler,), {"site": site})
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
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


def main() -> None:
    """Serve the paper on port 8765: one article at once, another after 45 s, corrected after 75."""
    with serving(ProvincialSite([ROAD]), 8765) as site:
        print(f"Báo Sông Hàm: {site.address}/rss/subcate/thoi-su/", flush=True)
        time.sleep(45)
        site.publish(WATER)
        print(f"published: {WATER.title}", flush=True)
        time.sleep(30)
        first, *others = WATER.paragraphs
        corrected = first.replace("4,2ha", "2,4ha").replace("900 hộ", "600 hộ")
        site.stories[0] = replace(WATER, paragraphs=(corrected, *others))
        print(f"corrected: {WATER.title}", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
