"""What a front page tells of itself: names, language, feeds, whether scripts fill it."""

from __future__ import annotations

import gzip

import pytest

from worker.discover.autodiscover import Kind, kind_of, read_front_page
from worker.discover.feed_links import FeedLink, chosen
from worker.discover.sites import host_and_port, site_of

PAGE = "https://www.baosongham.vn/"
TEXT = "Sáng nay bà con hai bờ rạch vui mừng vì cây cầu mới đã được đưa vào sử dụng. " * 6


def tag(href: str, title: str = "", kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


def test_feeds_of_link_tags_are_found_wherever_they_stand() -> None:
    html = (
        f"<html></html>{tag('/rss/home.rss')}<body>"
        f"{tag('https://khac.vn/atom', 'x', 'application/atom+xml')}"
        f"{tag('/rss/home.rss')}{tag('/en', '', 'text/html')}{tag('javascript:1')}</body>"
    )
    found = read_front_page(html, PAGE).feeds
    assert [one.address for one in found] == [f"{PAGE}rss/home.rss", "https://khac.vn/atom"]


@pytest.mark.parametrize(
    "written",
    [
        '<link rel="feed" href="/tin.xml">',
        '<link rel="alternate feed" type="application/rss+xml; charset=utf-8" href="/tin.xml">',
        '<link rel="alternate" type="text/xml" title="RSS 2.0" href="/tin.xml">',
        '<link rel="alternate" title="Kênh RSS" href="/tin.xml">',
        '<link rel="alternate" type="application/x-rss+xml" href="/tin.xml">',
        '<link rel="alternate" type="application/rss+xml" href="feed://www.baosongham.vn/tin.xml">',
        '<link rel="alternate" type="application/rss+xml" href="feed:https://www.baosongham.vn/tin.xml">',
        '<base href="/tin/"><link rel="alternate" type="application/rss+xml" href="../tin.xml">',
    ],
)
def test_a_link_tag_leads_to_a_feed_however_it_is_written(written: str) -> None:
    assert [one.address for one in read_front_page(written, PAGE).feeds] == [f"{PAGE}tin.xml"]


@pytest.mark.parametrize(
    "written",
    [
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">',
        '<link rel="alternate" type="text/xml+oembed" href="/oembed?format=xml">',
        '<link rel="alternate" hreflang="en" href="/en/feed/">',
        '<link rel="alternate" type="application/rss+xml" href="">',
        '<link rel="alternate" type="text/xml" title="Tin" href="/tin.xml">',
    ],
)
def test_a_link_tag_to_something_else_is_no_feed(written: str) -> None:
    assert read_front_page(written, PAGE).feeds == ()


def test_links_that_lead_to_feeds_are_told_from_others() -> None:
    html = """<a href="/rss.html">Kênh</a><a href="/kenh">RSS</a><a href="/the-thao.rss">x</a>
    <a href="/thuong-mai">Rss là gì trong kinh doanh</a><a href="https://khac.vn/rss">RSS</a>
    <a href="/bo-loc-crsso.html">x</a><a href="?rss=1">x</a><a href="/RssFeed/7">x</a>
    <a class="icon rss" href="/kenh-tin"></a>"""
    found = read_front_page(html, PAGE).feed_links
    assert [one.address.removeprefix(PAGE) for one in found] == [
        "rss.html", "kenh", "the-thao.rss", "?rss=1", "RssFeed/7", "kenh-tin"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "first",
    ["/rss/home.rss", "/rss/tin-moi-nhat.rss", "/rss/trang-chu.rss", "/rss.xml", "/feed/", "/rss"],
)
def test_the_feed_of_the_whole_paper_comes_before_those_of_categories(first: str) -> None:
    categories = ["/rss/the-thao.rss", "/rss/video.rss", "/rss/thoi-su.rss", "/comments/feed"]
    feeds = [FeedLink(f"https://bao.vn{path}") for path in (*categories, first)]
    paths = [one.address.removeprefix("https://bao.vn") for one in chosen(feeds)]
    assert paths == [first, "/rss/thoi-su.rss", "/rss/the-thao.rss"]


@pytest.mark.parametrize(
    ("html", "language"),
    [
        (f'<html lang="vi-VN"><body>{TEXT}</body></html>', "vi"),
        (f'<html lang="en"><body>{TEXT}</body></html>', "vi"),
        (f"<html><body>{TEXT}</body></html>", "vi"),
        (f'<html lang="en"><body>{"The bridge opened today for all. " * 20}</body></html>', "en"),
        (f'<html lang="vi"><body>{"The bridge opened today for all. " * 20}</body></html>', "und"),
        ('<html lang="vi"><body>Báo</body></html>', "vi"),
        ("<html><body>Báo</body></html>", ""),
        (f"<html><body>{'The bridge opened today for all. ' * 20}</body></html>", "und"),
    ],
)
def test_the_text_tells_its_language_before_what_is_declared(html: str, language: str) -> None:
    assert read_front_page(html, PAGE).language == language


@pytest.mark.parametrize(
    ("body", "scripted"),
    [
        ('<div id="app"></div><script src="/a.js"></script>', True),
        ("<noscript>Hãy bật JavaScript</noscript><script>var a='x'.repeat(9)</script>", True),
        (f"<p>{TEXT}</p><script></script>", False),
        ('<p>Sắp ra mắt</p><a href="/a">a</a>', False),
        ('<form><input type="PASSWORD"></form><script></script>', False),
    ],
)
def test_a_page_that_scripts_fill_is_known(body: str, scripted: bool) -> None:
    assert read_front_page(f"<html><body>{body}</body></html>", PAGE).scripted is scripted


def test_where_a_page_sends_browsers_on_is_read() -> None:
    def leads(content: str) -> str | None:
        html = f'<meta http-equiv="Refresh" content="{content}">'
        return read_front_page(html, PAGE).leads_to

    assert leads("0; url=/trang-chu") == f"{PAGE}trang-chu"
    assert leads("0;URL='https://moi.vn/'") == "https://moi.vn/"
    assert leads("0 url=/trang-chu") == f"{PAGE}trang-chu"
    assert leads("0;/trang-chu") == f"{PAGE}trang-chu"
    assert leads(";url=/trang-chu") == f"{PAGE}trang-chu"
    assert leads("300 ") is None
    assert leads("300") is None
    assert leads("300; url=/") is None
    assert leads("0; url=javascript:1") is None


def test_where_the_script_of_an_empty_page_sends_browsers_is_read() -> None:
    script = "<script>if (top == self) window.location.href = '/web/guest/home';</script>"
    assert read_front_page(f"<html><body>{script}</body></html>", PAGE).leads_to == (
        f"{PAGE}web/guest/home"
    )
    assert (
        read_front_page(f"<html><body><p>{TEXT}</p>{script}</body></html>", PAGE).leads_to is None
    )


def test_names_come_in_the_order_in_which_they_are_believed() -> None:
    html = """<title>Báo Sông Hàm
      - Tin mới</title><meta name="application-name" content="Sông Hàm">
      <meta property="OG:site_name" content=" Báo  Sông Hàm ">"""
    page = read_front_page(html, PAGE)
    assert page.names == ("Báo Sông Hàm", "Sông Hàm")
    assert page.page_title == "Báo Sông Hàm - Tin mới"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'<?xml version="1.0"?>\n<!-- x --><rss version="2.0">', Kind.FEED),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', Kind.FEED),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', Kind.FEED),
        (b'\xef\xbb\xbf<urlset xmlns="x">', Kind.SITEMAP),
        (b"<ns:sitemapindex>", Kind.SITEMAP),
        (b"\x1f\x8b\x08", Kind.SITEMAP),
        (gzip.compress(b"<RSS version='2.0'>", mtime=0), Kind.FEED),
        ('<?xml version="1.0"?><rss version="2.0">'.encode("utf-16"), Kind.FEED),
        (b"<r:RDF xmlns:r='x'>", Kind.FEED),
        (b'{"title": "x", "version": "https:\\/\\/jsonfeed.org\\/version\\/1"}', Kind.FEED),
        (b"<URLSET>", Kind.SITEMAP),
        (b"<html><body>rss urlset feed</body></html>", Kind.OTHER),
        (b"", Kind.OTHER),
    ],
)
def test_what_an_answer_is_is_told_by_its_root(body: bytes, kind: Kind) -> None:
    assert kind_of(body) is kind


@pytest.mark.parametrize(
    ("address", "site", "place"),
    [
        ("https://www.baocamau.vn/a", "baocamau.vn", "baocamau.vn"),
        ("https://m.dongkhoi.baovinhlong.vn:443/", "baovinhlong.vn", "dongkhoi.baovinhlong.vn"),
        ("http://baocantho.com.vn:8080/", "baocantho.com.vn", "baocantho.com.vn:8080"),
        ("https://batri.bentre.gov.vn/", "bentre.gov.vn", "batri.bentre.gov.vn"),
        ("http://127.0.0.1:81/", "127.0.0.1", "127.0.0.1:81"),
        ("http://[::1]/", "::1", "::1"),
        ("https://m.vn/", "m.vn", "m.vn"),
        ("mailto:a@b", "", ""),
        ("http://[", "", ""),
    ],
)
def test_sites_and_hosts(address: str, site: str, place: str) -> None:
    assert (site_of(address), host_and_port(address)) == (site, place)
