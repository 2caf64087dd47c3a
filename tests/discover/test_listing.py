"""A page that lists articles."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from worker.discover.listing import read_listing
from worker.errors import FormatError, UsageError
from worker.model import Capture

ADDRESS = "https://bao.example/thoi-su/"
PATTERN = r"-a\d+\.html$"


def capture(html: str | bytes, content_type: str = "text/html; charset=utf-8") -> Capture:
    body = html.encode() if isinstance(html, str) else html
    return Capture("http://bao.example/ts", ADDRESS, body, content_type, datetime.now(UTC))


def listed(html: str, pattern: str | None = PATTERN) -> list[tuple[str, str | None]]:
    return [(found.url, found.title) for found in read_listing(capture(html), pattern)]


def test_matching_links_are_listed_once_in_page_order_with_their_first_text() -> None:
    html = """<html><body><a href="/lien-he.html">Liên hệ</a>
    <a href="/b-a2.html"><img src="b.jpg"></a> <h3><a href="/b-a2.html">Bài <b>hai</b></a></h3>
    <a href="c-a3.html#binh-luan">Bài
    ba</a><a href="/a-a1.html" title="Bài một"></a>
    <a href="/b-a2.html">Xem tiếp</a><a href="javascript:x('-a9.html')">x</a>
    <a href="data:text/html,-a8.html">y</a></body></html>"""
    assert listed(html) == [
        ("https://bao.example/b-a2.html", "Bài hai"),
        ("https://bao.example/thoi-su/c-a3.html", "Bài ba"),
        ("https://bao.example/a-a1.html", "Bài một"),
    ]


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("/static/v1/", "https://bao.example/static/v1/x-a1.html"),
        ("https://cdn.example/", "https://cdn.example/x-a1.html"),
        ("javascript:1", "https://bao.example/thoi-su/x-a1.html"),
    ],
)
def test_relative_links_are_resolved_against_the_pages_base(base: str, expected: str) -> None:
    html = f'<head><base href="{base}"></head><a href="x-a1.html">x</a>'
    assert listed(html) == [(expected, "x")]


def test_cards_that_a_script_opens_are_links_named_by_their_headlines() -> None:
    html = """<html><body><div class="card" onclick="window.location.href='/x-a1.html'">
    <h3>Bài một</h3><span>02/03/2026</span><p>Lời dẫn.</p></div>
    <a href="javascript:void(0)" onclick="window.open('/y-a2.html', '_blank')">Bài hai</a>
    <a href="/z-a3.html"><h4>Bài ba</h4><time>02/03/2026 08:15</time></a>
    <a href="javascript:location='/t-a4.html'">Bài bốn</a>
    <div data-href="/u-a6.html" class="card"><h3>Bài sáu</h3></div>
    <li data-url='{"id": 7}'>Bài bảy -a7.html</li>
    <a href="#" onclick="return mo('-a5.html')">Bài năm</a></body></html>"""
    assert listed(html) == [
        ("https://bao.example/x-a1.html", "Bài một"),
        ("https://bao.example/y-a2.html", "Bài hai"),
        ("https://bao.example/z-a3.html", "Bài ba"),
        ("https://bao.example/t-a4.html", "Bài bốn"),
        ("https://bao.example/u-a6.html", "Bài sáu"),
    ]


def test_a_link_that_bids_to_read_on_is_named_by_the_headline_beside_it() -> None:
    html = """<html><body>
    <div><h3>Bài một</h3><p>Lời dẫn.</p><a href="/x-a1.html">Xem tiếp »</a></div>
    <div><div><h4>Bài hai</h4></div><p><a href="/y-a2.html">Chi tiết...</a></p></div>
    <div><h3>Bài ba</h3><h3>Bài bốn</h3><a href="/z-a3.html">Đọc thêm</a></div></body></html>"""
    assert listed(html) == [
        ("https://bao.example/x-a1.html", "Bài một"),
        ("https://bao.example/y-a2.html", "Bài hai"),
        ("https://bao.example/z-a3.html", "Đọc thêm"),
    ]


def test_without_a_pattern_the_page_itself_tells_which_links_are_articles() -> None:
    html = """<ul class="menu"><li><a href="/">Đầu</a><li><a href="/thoi-su">Thời sự</a></ul>
    <h3><a href="https://www.bao.example/cho-noi-ben-dia-hop-a12.html">Chợ nổi Bến Đìa họp</a></h3>
    <h3><a href="/cau-rach-dinh-thong-xe-a13.html">Cầu Rạch Đình đã thông xe</a></h3>
    <h3><a href="https://khac.example/dua-hau-trai-vu-a14.html">Dưa hấu trái vụ được giá</a></h3>
    <a href="/tag/cau-rach-dinh-va-cho-noi-a15.html">Cầu Rạch Đình và chợ nổi</a>"""
    assert [url for url, _ in listed(html, None)] == [
        "https://www.bao.example/cho-noi-ben-dia-hop-a12.html",
        "https://bao.example/cau-rach-dinh-thong-xe-a13.html",
    ]


def test_a_listing_where_nothing_matches_is_empty() -> None:
    assert listed('<a href="/lien-he">x</a>') == []


def test_two_thousand_links_at_most() -> None:
    html = "".join(f'<a href="/x-a{i}.html">x</a>' for i in range(2_500))
    assert len(listed(html)) == 2_000


def test_titles_are_read_in_the_declared_charset_and_a_wrong_one_is_no_error() -> None:
    html = '<a href="/x-a1.html">café</a>'.encode("latin-1")
    assert read_listing(capture(html, "text/html; charset=latin-1"), PATTERN)[0].title == "café"
    assert len(read_listing(capture(html, "text/html; charset=x-none"), PATTERN)) == 1


def test_what_is_no_page_is_told_and_so_is_a_bad_pattern() -> None:
    with pytest.raises(FormatError, match="is no HTML page"):
        read_listing(capture(b"%PDF-1.4 ..."), PATTERN)
    with pytest.raises(UsageError, match="pattern"):
        listed("<a href=x>x</a>", "(")


def test_a_section_that_only_the_menu_names_is_no_article_though_the_pattern_fits() -> None:
    html = """<html><body><ul class="menu"><li><a href="/thoi-su-12.html">Thời sự</a></li>
    <li><a href="/moi-truong-13.html">Tài nguyên và môi trường</a></li></ul>
    <a class="cate" href="/thoi-su-12.html">Thời sự</a>
    <h3><a href="/cu-lao-bong-co-ho-chua-nuoc-1345.html">Cù lao Bồng có hồ chứa nước</a></h3>
    <h3><a href="/ngan-gon-1346.html">Ngắn gọn</a></h3></body></html>"""
    assert [url for url, _ in listed(html, r"-\d+\.html$")] == [
        "https://bao.example/cu-lao-bong-co-ho-chua-nuoc-1345.html",
        "https://bao.example/ngan-gon-1346.html",
    ]
    only_menu = '<html><nav><a href="/thoi-su-12.html">Thời sự</a></nav></html>'
    assert listed(only_menu, r"-\d+\.html$") == [("https://bao.example/thoi-su-12.html", "Thời sự")]


@pytest.mark.parametrize(
    ("script", "link"),
    [
        (
            "function view(id){ window.location.href = '/chi-tiet-a' + id + '.html'; }",
            '<a href="javascript:view(12)">Bài mười hai</a>',
        ),
        (
            "function xemTin(ma, muc) { if (ma) window.open('/tin-a' + ma + '.html', '_self'); }",
            "<div onclick=\"xemTin('12', 3)\"><h4>Bài mười hai</h4><p>01/03/2026</p></div>",
        ),
    ],
)
def test_a_link_that_calls_the_pages_own_function_leads_where_that_opens(
    script: str, link: str
) -> None:
    found = listed(f"<html><body><script>{script}</script>{link}</body></html>")
    assert [title for _, title in found] == ["Bài mười hai"]
    assert found[0][0].endswith("-a12.html")


def test_a_function_that_the_page_does_not_tell_leads_nowhere() -> None:
    script = "function other(id){ location.href = '/x-a' + id + '.html'; }"
    link = "<a href='javascript:view(12)'>Bài mười hai</a>"
    assert listed(f"<html><body><script>{script}</script>{link}</body></html>") == []
