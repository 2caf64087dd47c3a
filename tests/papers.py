"""Papers on loopback that publish in different ways: each a few pages, all of it invented."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HEADLINES = (
    "Huyện Sa Nhiên thông xe cầu Rạch Đình sau hai năm thi công",
    "Trường mới ở xã Tân Lộc Hòa đón bốn trăm học sinh",
    "Chợ nổi Bến Đìa họp lại sau mùa nước cạn",
    "Nông dân Vàm Sậy thu hoạch dưa hấu trái vụ",
    "Cù lao Bồng có hồ chứa nước ngọt đầu tiên",
    "Đội thuyền rồng Sa Nhiên tập luyện trước ngày hội",
    "Bệnh xá Tân Lộc Hòa thêm hai mươi giường bệnh",
    "Vườn chim Vàm Sậy đón đàn cò nhạn trở về",
)
SLUGS = (
    "thong-xe-cau-rach-dinh-sau-hai-nam-thi-cong", "truong-moi-don-bon-tram-hoc-sinh-tan-loc-hoa",
    "cho-noi-ben-dia-hop-lai-sau-mua-nuoc-can", "nong-dan-vam-say-thu-hoach-dua-hau-trai-vu",
    "cu-lao-bong-co-ho-chua-nuoc-ngot-dau-tien", "doi-thuyen-rong-sa-nhien-tap-luyen-ngay-hoi",
    "benh-xa-tan-loc-hoa-them-hai-muoi-giuong", "vuon-chim-vam-say-don-dan-co-nhan-tro-ve",
)  # fmt: skip
MENU = (
    ("/thoi-su/", "Thời sự"), ("/kinh-te/", "Kinh tế"), ("/van-hoa-xa-hoi/", "Văn hóa - Xã hội"),
    ("/xay-dung-dang-va-he-thong-chinh-tri/", "Xây dựng Đảng và hệ thống chính trị"),
    ("/video/", "Video"), ("/tim-kiem?q=", "Tìm kiếm"), ("/dang-nhap", "Đăng nhập"),
)  # fmt: skip
FOOT = (("/gioi-thieu-ve-toa-soan-va-ban-bien-tap.html", "Giới thiệu về tòa soạn và ban biên tập"),)


@dataclass(frozen=True)
class Page:
    """What a path answers with."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    location: str | None = None


@dataclass
class Paper:
    """A paper: its name, where its articles lie, and every page it has; ``asked`` is in order."""

    title: str = "Báo Sông Hàm"
    place: Callable[[int, str], str] = lambda number, slug: f"/{slug}-a9{number:04}.html"
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    host: str = "127.0.0.1"
    port: int = 0

    @property
    def netloc(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def address(self) -> str:
        return f"http://{self.netloc}"

    @property
    def articles(self) -> list[str]:
        """Return the paths of the articles, the newest first."""
        return [self.place(8 - at, slug) for at, slug in enumerate(SLUGS)]

    def html(self, path: str, body: str, head: str = "", status: int = 200) -> None:
        text = (
            f'<!doctype html><html lang="vi"><head><title>{escape(self.title)} - Tin mới</title>'
            f'<meta property="og:site_name" content="{escape(self.title)}">{head}</head>'
            f"<body>{body}</body></html>"
        )
        self.pages[path] = Page(text.encode(), status=status)

    def xml(self, path: str, text: str) -> None:
        self.pages[path] = Page(text.encode(), "application/xml; charset=utf-8")

    def text(self, path: str, text: str) -> None:
        self.pages[path] = Page(text.encode(), "text/plain; charset=utf-8")

    def moved(self, path: str, location: str) -> None:
        self.pages[path] = Page(b"", status=301, location=location)

    def with_articles(self) -> Paper:
        """Add the pages of the articles."""
        for number, path in enumerate(self.articles):
            self.pages[path] = Page(article(HEADLINES[number], 8 - number, self.title).encode())
        return self

    def with_front(self, head: str = "", more: str = "", path: str = "/") -> Paper:
        """Add a front page with menu, headlines, and a footer."""
        shown = "".join(
            f'<div class="item"><a class="thumb" href="{escape(link)}"><img src="/i.jpg"></a>'
            f'<a class="cate" href="/thoi-su/">Thời sự</a>'
            f'<h3 class="title"><a href="{escape(link)}">{escape(told)}</a></h3></div>'
            for link, told in zip(self.articles, HEADLINES, strict=True)
        )
        self.html(path, f"{links('main-menu', MENU)}{shown}{more}{links('footer', FOOT)}", head)
        return self

    def with_feed(self, path: str, count: int = 8, year: int = 2026) -> Paper:
        """Add an RSS feed of the newest articles."""
        self.pages[path] = Page(b"", "feed")  # made when asked for, when the port is known
        self._feeds[path] = (count, year)
        return self

    _feeds: dict[str, tuple[int, int]] = field(default_factory=dict)

    def answer(self, path: str) -> Page:
        self.asked.append(path)
        if path in self._feeds:
            count, year = self._feeds[path]
            feed = rss(self.title, self.address, self.articles[:count], year)
            return Page(feed.encode(), "application/rss+xml; charset=utf-8")
        found = self.pages.get(path)
        if found is None:
            return Page(b"<h1>404</h1>", status=404)
        here = found.body.replace(b"{here}", self.address.encode())
        return Page(here, found.content_type, found.status, found.location)


def links(name: str, told: tuple[tuple[str, str], ...]) -> str:
    items = "".join(f'<li><a href="{href}">{escape(text)}</a></li>' for href, text in told)
    return f'<div class="{name}"><ul>{items}</ul></div>'


def article(headline: str, day: int, site: str) -> str:
    """Return the page of an article, published on that day of March 2026 at 07:30."""
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": headline,
        "datePublished": f"2026-03-{day:02}T07:30:00+07:00",
        "author": {"@type": "Person", "name": "Hạ Vy"},
        "publisher": {"@type": "Organization", "name": site},
    }
    body = "".join(
        f"<p>{text}</p>"
        for text in (
            f"{headline}, theo tin từ xã cho biết trong buổi gặp mặt bà con đầu tuần này.",
            "Công việc kéo dài hơn dự kiến vì nước ròng, nhưng ai nấy đều góp công góp của.",
            "Bà con hai bên bờ rạch mong con đường mới giúp ghe xuồng và xe cộ đi lại dễ hơn.",
            "Các hộ quanh vùng đã hiến đất, trồng cây và nhận chăm sóc từng đoạn đường.",
        )
    )
    return (
        f"<!doctype html><html lang='vi'><head><title>{escape(headline)} - {escape(site)}</title>"
        f'<meta property="og:title" content="{escape(headline)}">'
        f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script></head>'
        f"<body>{links('main-menu', MENU)}<article><h1>{escape(headline)}</h1>{body}"
        f"</article>{links('footer', FOOT)}</body></html>"
    )


def rss(title: str, address: str, paths: list[str], year: int = 2026) -> str:
    items = "".join(
        f"<item><title>{escape(told)}</title><link>{address}{escape(path)}</link>"
        f"<pubDate>{8 - at:02} Mar {year} 07:30:00 +0700</pubDate></item>"
        for at, (path, told) in enumerate(zip(paths, HEADLINES, strict=False))
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(title)}</title><link>{address}</link>{items}</channel></rss>"
    )


def fed(path: str = "/rss/tin-moi-nhat.rss") -> Paper:
    """A paper whose front page names its feed in a link tag."""
    tag = f'<link rel="alternate" type="application/rss+xml" title="Tin mới" href="{path}">'
    return Paper().with_articles().with_front(tag).with_feed(path)


def feed_lister() -> Paper:
    """A paper whose front page links to a page that lists a feed for each category."""
    names = ("thoi-su", "kinh-te", "van-hoa", "the-thao", "video", "trang-chu", "giao-duc")
    told = tuple((f"/rss/{name}.rss", name.replace("-", " ").title()) for name in names)
    paper = Paper().with_articles().with_front(more='<a href="/rss.html">RSS</a>')
    paper.html("/rss.html", links("feeds", told))
    paper.with_feed("/rss/thoi-su.rss", 2)
    return paper.with_feed("/rss/trang-chu.rss")


def listed(place: Callable[[int, str], str] | None = None) -> Paper:
    """A paper that has only its front page."""
    paper = Paper() if place is None else Paper(place=place)
    return paper.with_articles().with_front()


def mapped() -> Paper:
    """A paper whose front page shows no articles, and whose robots.txt names a sitemap index."""
    paper = Paper(place=lambda number, slug: f"/{slug}-{number:06}.html").with_articles()
    paper.html("/", links("main-menu", MENU) + "<p>Chào mừng bạn đến với báo điện tử.</p>")
    paper.text("/robots.txt", "User-agent: *\nDisallow: /admin/\nSitemap: {here}/so-do.xml\n")
    children = ("so-do-2026-02.xml", "so-do-2026-03.xml.gz", "so-do-tags.xml")
    index = "".join(f"<sitemap><loc>{{here}}/{child}</loc></sitemap>" for child in children)
    paper.xml("/so-do.xml", f"<sitemapindex>{index}</sitemapindex>")
    entries = "".join(
        f"<url><loc>{path}</loc><lastmod>2026-03-{8 - at:02}T07:30:00+07:00</lastmod></url>"
        for at, path in enumerate(paper.articles)
    )
    packed = gzip.compress(f"<urlset>{entries}</urlset>".encode())
    paper.pages["/so-do-2026-03.xml.gz"] = Page(packed, "application/x-gzip")
    return paper


def scripted() -> Paper:
    """A paper whose pages are empty until scripts have run."""
    paper = Paper()
    paper.html("/", '<div id="root"></div><script src="/app.js"></script>')
    return paper


def behind_login() -> Paper:
    """A portal that shows a login page with status 200."""
    paper = Paper(title="Cổng nội bộ")
    form = '<form><input name="u"><input type="password" name="p"><button>Vào</button></form>'
    paper.html("/", f"<h1>Đăng nhập</h1>{form}")
    return paper


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has gone is nothing to tell of."""


@contextmanager
def open_paper(paper: Paper, host: str = "127.0.0.1") -> Iterator[Paper]:
    """Serve a paper on a free port of a loopback address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            page = paper.answer(self.path)
            etag = f'"{hashlib.sha256(page.body).hexdigest()[:12]}"'
            if page.status == 200 and self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(page.status)
            self.send_header("ETag", etag)
            self.send_header("Content-Type", page.content_type)
            if page.location is not None:
                self.send_header("Location", page.location)
            self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = _Server((host, 0), Handler)
    server.daemon_threads = True
    paper.host, paper.port = host, server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield paper
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
