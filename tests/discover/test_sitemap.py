"""Sitemaps as they come: XML, news, text, gzip, indexes, and what is made to do harm."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest

from worker.discover.sitemap import MAX_ADDRESSES, Entry, Sitemap, read_sitemap
from worker.errors import DiemtinError, FormatError, UsageError
from worker.model import Capture

ADDRESS = "https://bao.example/sitemap.xml"
NOW = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
LIMIT = 15_000_000
XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def read(body: str | bytes, *, limit: int = LIMIT, pattern: str | None = None) -> Sitemap:
    data = body.encode() if isinstance(body, str) else body
    capture = Capture(ADDRESS, ADDRESS, data, "application/xml", NOW)
    return read_sitemap(capture, limit=limit, pattern=pattern)


def urlset(*urls: str, more: str = "") -> str:
    listed = "".join(f"<url><loc>{url}</loc>{more}</url>" for url in urls)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {XMLNS}>{listed}</urlset>'


def addresses(sitemap: Sitemap) -> list[str]:
    return [page.url for page in sitemap.pages]


def test_a_urlset_gives_addresses_and_when_they_changed() -> None:
    body = urlset(
        "\n  https://bao.example/a-a1.html?x=1&amp;y=2\n",
        more="<lastmod>2026-11-19T08:00:00+07:00</lastmod>",
    )
    changed = datetime(2026, 11, 19, 1, 0, tzinfo=UTC)
    assert read(body).pages == (Entry("https://bao.example/a-a1.html?x=1&y=2", changed),)


@pytest.mark.parametrize(
    ("lastmod", "hour"),
    [
        ("2026-11-19", datetime(2026, 11, 19, 16, 59, 59, tzinfo=UTC)),
        ("2026-10", datetime(2026, 10, 31, 16, 59, 59, tzinfo=UTC)),
        ("2026-11-19T08:00+07:00", datetime(2026, 11, 19, 1, 0, tzinfo=UTC)),
        ("2026-11-19 08:00:00", datetime(2026, 11, 19, 1, 0, tzinfo=UTC)),
        ("2026-11-19T01:00:00.123Z", datetime(2026, 11, 19, 1, 0, 0, 123000, tzinfo=UTC)),
        ("1970-01-01", None),
        ("2099-01-01", None),
        ("2026-13-45", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_case_36_lastmod_is_the_last_moment_it_may_mean_or_nothing(
    lastmod: str, hour: datetime | None
) -> None:
    [page] = read(urlset("https://bao.example/a", more=f"<lastmod>{lastmod}</lastmod>")).pages
    assert page.changed == hour


def test_a_month_that_has_not_ended_may_mean_now() -> None:
    [page] = read(urlset("https://bao.example/a", more="<lastmod>2026-11</lastmod>")).pages
    assert page.changed is not None
    assert page.changed >= NOW


@pytest.mark.parametrize(
    "declared", ['xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"', ""]
)
def test_google_news_gives_date_and_title_even_with_its_prefix_undeclared(declared: str) -> None:
    body = (
        f"<urlset {XMLNS} {declared}><url><loc>https://bao.example/a</loc><news:news>"
        "<news:publication><news:name>Báo</news:name></news:publication>"
        "<news:publication_date>2026-11-20T09:15:00+07:00</news:publication_date>"
        "<news:title>Hạn mặn &amp;amp; mùa khô &nbsp;</news:title></news:news>"
        "<image:image><image:loc>https://bao.example/a.jpg</image:loc><image:title>Ảnh</image:title>"
        "</image:image></url></urlset>"
    )
    when = datetime(2026, 11, 20, 2, 15, tzinfo=UTC)
    assert read(body).pages == (Entry("https://bao.example/a", None, when, "Hạn mặn & mùa khô"),)


def test_an_index_gives_its_children() -> None:
    body = (
        f"<sitemapindex {XMLNS}><sitemap><loc>/sitemap-2026-11.xml</loc>"
        "<lastmod>2026-11-19</lastmod></sitemap>"
        "<sitemap><loc>https://bao.example/sitemap-2026-10.xml</loc></sitemap></sitemapindex>"
    )
    found = read(body)
    assert found.pages == ()
    assert [child.url for child in found.children] == [
        "https://bao.example/sitemap-2026-11.xml",
        "https://bao.example/sitemap-2026-10.xml",
    ]


def test_a_text_file_has_an_address_a_line() -> None:
    body = (
        "\ufeffhttps://bao.example/a\r\n\r\nhttps://bao.example/b  \nrác\nhttps://bao.example/a\n"
    )
    assert addresses(read(body)) == ["https://bao.example/a", "https://bao.example/b"]


def test_gzip_is_unpacked_in_one_or_several_members() -> None:
    body = urlset("https://bao.example/a").encode()
    assert addresses(read(gzip.compress(body, mtime=0))) == ["https://bao.example/a"]
    assert addresses(read(gzip.compress(body[:60], mtime=0) + gzip.compress(body[60:]))) == [
        "https://bao.example/a"
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "utf-8"])
def test_other_encodings_than_declared_are_read(encoding: str) -> None:
    assert addresses(read(urlset("https://bao.example/đồng").encode(encoding))) == [
        "https://bao.example/đồng"
    ]


def test_what_papers_write_though_it_is_no_xml() -> None:
    body = (
        f"\n\n <?xml version='1.0'?><!-- plugin --><urlset {XMLNS}><url>"
        "<loc>https://bao.example/xem?a=1&b=2</loc><priority>0.5</priority></url>"
        "<url><loc><![CDATA[https://bao.example/c?d=1&e=2]]></loc></url>"
        "<url><loc>https://bao.example/\x0bd</loc></url></urlset>"
    )
    assert addresses(read(body)) == [
        "https://bao.example/xem?a=1&b=2",
        "https://bao.example/c?d=1&e=2",
        "https://bao.example/d",
    ]


def test_only_addresses_of_the_site_count_or_those_that_fit_the_pattern() -> None:
    urls = (
        *("https://bao.example/a", "https://www.bao.example/b", "https://tin.bao.example/c"),
        *(
            "https://la.example/d",
            "https://xbao.example/e",
            "javascript:alert(1)",
            "ftp://bao.example/f",
        ),
    )
    assert addresses(read(urlset(*urls))) == list(urls[:3])
    assert addresses(read(urlset(*urls), pattern=r"/[ad]$")) == [urls[0], urls[3]]
    with pytest.raises(UsageError):
        read(urlset(*urls), pattern="(")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "neither XML nor"),
        (b"xin ch\xc3\xa0o", "neither XML nor"),
        (b"<!doctype html><html><body>404</body></html>", "begins with <html>"),
        (b'<rss version="2.0"', "is no feed"),
        (b"<urlset><url><loc>", "is broken XML"),
        (b"\x1f\x8bxx", "not valid gzip"),
        (gzip.compress(b"<urlset></urlset>" * 50, mtime=0)[:-9], "ends before its end"),
        (b"%PDF-1.4", "neither XML nor"),
    ],
)
def test_what_is_no_sitemap_is_told_in_one_line(body: bytes, told: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(body)
    assert str(caught.value).startswith(ADDRESS)
    assert told in str(caught.value)


def test_what_was_read_before_the_xml_breaks_is_kept_and_that_is_told() -> None:
    found = read(urlset("https://bao.example/a", "https://bao.example/b")[:-20])
    assert addresses(found) == ["https://bao.example/a"]
    assert "broken XML" in str(found.trouble)


def test_case_31_an_entity_bomb_in_a_sitemap_is_an_error_within_a_second() -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)
    )
    body = f"<!DOCTYPE urlset [{entities}]><urlset><url><loc>https://bao.example/&a11;</loc></url></urlset>"
    start = time.process_time()
    with pytest.raises(DiemtinError):
        read(body)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("declared", ['<!ENTITY x SYSTEM "{}">', '<!ENTITY % p SYSTEM "{}"> %p;'])
def test_case_32_a_sitemap_cannot_name_files_to_be_opened(declared: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bi-mat", encoding="utf-8")
    body = (
        f"<!DOCTYPE urlset [{declared.format(secret.as_uri())}]>"
        "<urlset><url><loc>https://bao.example/&x;</loc></url></urlset>"
    )
    with pytest.raises(DiemtinError) as caught:
        read(body)
    assert "bi-mat" not in str(caught.value)


def test_case_32_a_dtd_is_not_fetched_and_case_33_a_harmless_one_does_no_harm() -> None:
    dtd = '<!DOCTYPE urlset SYSTEM "http://127.0.0.1:9/sitemap.dtd">'
    assert addresses(read(dtd + urlset("https://bao.example/a").partition("?>")[2])) == [
        "https://bao.example/a"
    ]


@pytest.mark.parametrize("unclosed", ["<!DOCTYPE urlset [", "<![CDATA[", "<!--", "&amp", "<a:"])
def test_case_31_what_is_opened_again_and_again_ends_quickly(unclosed: str) -> None:
    start = time.process_time()
    with pytest.raises(DiemtinError):
        read("<urlset>" + unclosed * 300_000)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("inside", ["<a>" * 1_000_000, "<url>" + "<a/>" * 1_000_000])
def test_case_31_elements_without_end_are_not_gathered_in_memory(inside: str) -> None:
    tracemalloc.start()
    with pytest.raises(FormatError, match="too many, or too deep"):
        read("<urlset>" + inside)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 15 * len(inside)


def test_case_34_a_gzipped_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 200_000_000, mtime=0)
    tracemalloc.start()
    with pytest.raises(FormatError, match="over 15000000 bytes"):
        read(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < LIMIT + 32_000_000


def test_case_34_of_a_file_that_is_too_long_the_first_fifty_thousand_count() -> None:
    found = read(urlset(*(f"https://bao.example/bai-{n}" for n in range(MAX_ADDRESSES + 10))))
    assert len(found.pages) == MAX_ADDRESSES
    assert "only the first 50,000" in str(found.trouble)


def test_what_stands_behind_a_broken_record_is_found_too() -> None:
    title = "<news:news><news:title>Mưa < 50 mm</news:title></news:news>"
    body = urlset("https://bao.example/a", more=title).replace(
        "</urlset>",
        "<url><loc>https://bao.example/b</loc><image:image></url>"
        "<url><loc><![CDATA[ https://bao.example/c?d=1&e=2 ]]></loc></url></urlset>",
    )
    found = read(body)
    assert [(one.url[-1], one.title) for one in found.pages] == [
        ("a", "Mưa < 50 mm"),
        ("b", None),
        ("2", None),
    ]
    assert "broken XML" in str(found.trouble)


@pytest.mark.parametrize(
    "written",
    [
        '<n:news xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        "<n:publication_date>{}</n:publication_date><n:title>{}</n:title></n:news>",
        '<news xmlns="http://www.google.com/schemas/sitemap-news/0.9">'
        "<publication_date>{}</publication_date><title>{}</title></news>",
        "<News:news><News:Publication_Date>{}</News:Publication_Date>"
        "<News:Title>&lt;b&gt;{}&lt;/b&gt;</News:Title></News:news>",
    ],
)
def test_google_news_is_known_by_what_it_means_not_by_its_prefix(written: str) -> None:
    news = written.format("Thu, 19 Nov 2026 08:00:00 GMT+7", "Đồng Rươi")
    [page] = read(urlset("https://bao.example/a", more=news)).pages
    assert (str(page.published), page.title) == ("2026-11-19 01:00:00+00:00", "Đồng Rươi")


def test_a_picture_is_no_page_whatever_its_prefix() -> None:
    space = 'xmlns:img="http://www.google.com/schemas/sitemap-image/1.1"'
    picture = f"<img:image {space}><img:loc>https://bao.example/a.jpg</img:loc></img:image>"
    body = urlset("https://bao.example/a").replace("<url>", f"<url>{picture}")
    assert addresses(read(body)) == ["https://bao.example/a"]


@pytest.mark.parametrize(
    "day",
    ["19/11/2026", "2026/11/19", "20261119", "2026-11-19Z", "2026-11-19+07:00", "19-Nov-2026"],
)
def test_case_36_a_day_without_a_time_may_be_all_of_it(day: str) -> None:
    [page] = read(urlset("https://bao.example/a", more=f"<lastMod>{day}</lastMod>")).pages
    assert str(page.changed) == "2026-11-19 16:59:59+00:00"


@pytest.mark.parametrize(
    "body",
    [
        "<rss><channel><item><link>https://bao.example/a</link><title>x</title></item></channel></rss>",
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a"/></entry></feed>',
        "<br />\n<b>Warning</b>: x in <b>/y.php</b><br />\n" + urlset("https://bao.example/a"),
        "This XML file does not appear to have any style information.\n"
        + urlset("https://bao.example/a"),
        "<URLSET><URL><LOC>https://bao.example/a</LOC></URL></URLSET>",
        urlset("bao.example/a"),
        gzip.compress(gzip.compress(urlset("https://bao.example/a").encode())),
    ],
)
def test_a_sitemap_is_known_in_other_clothes(body: str | bytes) -> None:
    assert addresses(read(body)) == ["https://bao.example/a"]


def test_a_list_of_nothing_but_sitemaps_is_an_index() -> None:
    files = ("https://bao.example/tin-1.xml", "https://bao.example/tin-2.xml.gz")
    assert [child.url for child in read(urlset(*files)).children] == list(files)
    assert read(urlset(*files, "https://bao.example/a")).children == ()
