"""RSS and Atom as they come."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from worker.discover.feed import read_date, read_feed
from worker.errors import FormatError
from worker.model import Capture, Discovered

ADDRESS = "https://bao.example/rss/thoi-su"
NOW = datetime(2026, 9, 20, tzinfo=UTC)


def capture(body: str | bytes, content_type: str = "application/rss+xml") -> Capture:
    data = body.encode() if isinstance(body, str) else body
    return Capture(ADDRESS, ADDRESS, data, content_type, NOW)


def rss(items: str, prolog: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f'{prolog}<rss version="2.0"><channel><title>Báo</title>{items}</channel></rss>'


def item(link: str = "https://bao.example/a-a1.html", title: str = "Bài", date: str = "") -> str:
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title}</title><link>{link}</link>{dated}</item>"


def urls(body: str | bytes) -> list[str]:
    return [found.url for found in read_feed(capture(body))]


def test_rss_gives_address_title_and_date() -> None:
    body = rss(
        item(
            "https://bao.example/a?a=1&amp;b=2",
            "<![CDATA[Hạn mặn: <b>ba</b> huyện\n &amp; hai xã]]>",
            "Mon, 14 Sep 2026 18:44:00 +0700",
        )
    )
    assert read_feed(capture(body)) == [
        Discovered(
            "https://bao.example/a?a=1&b=2",
            "Hạn mặn: ba huyện & hai xã",
            datetime(2026, 9, 14, 11, 44, tzinfo=UTC),
        )
    ]


def test_atom_gives_the_alternate_link() -> None:
    body = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://bao.example/bai/">
    <entry><title>Bài</title><link rel="edit" href="https://bao.example/edit"/>
    <link rel="alternate" href="x.html"/><published>2026-09-14T18:44:00+07:00</published></entry>
    </feed>"""
    [found] = read_feed(capture(body, "application/atom+xml"))
    assert found.url == "https://bao.example/bai/x.html"
    assert found.published == datetime(2026, 9, 14, 11, 44, tzinfo=UTC)


def test_case_37_links_that_are_not_http_are_dropped_and_relative_ones_resolved() -> None:
    links = ("javascript:alert(1)", "data:text/html,x", "/b.html", "c.html", "", "ftp://a.example/")
    assert urls(rss("".join(item(link) for link in links))) == [
        "https://bao.example/b.html",
        "https://bao.example/rss/c.html",
    ]


def test_case_35_a_repeated_address_is_one_page() -> None:
    items = item(title="Bản đầu") + item(title="Bản sau") + item("https://bao.example/b")
    found = read_feed(capture(rss(items)))
    assert [(one.url, one.title) for one in found] == [
        ("https://bao.example/a-a1.html", "Bản đầu"),
        ("https://bao.example/b", "Bài"),
    ]


def test_a_permanent_guid_serves_where_there_is_no_link() -> None:
    body = rss("<item><title>x</title><guid>https://bao.example/g</guid></item>")
    assert urls(body) == ["https://bao.example/g"]


@pytest.mark.parametrize("content_type", ["text/xml", "text/html; charset=utf-8", "", "text/plain"])
def test_the_documents_own_encoding_is_read_under_any_label(content_type: str) -> None:
    [found] = read_feed(capture(rss(item(title="Đồng Rươi")), content_type))
    assert found.title == "Đồng Rươi"


def test_case_33_harmless_doctype_and_html_entities_are_read() -> None:
    prolog = '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//N//RSS" "http://x.example/rss.dtd">'
    [found] = read_feed(capture(rss(item(title="Hạn&nbsp;mặn &eacute;"), prolog)))
    assert found.title == "Hạn mặn é"


def test_case_31_entity_bomb_ends_at_once() -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)
    )
    body = rss(item(title="&a11;"), f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]>')
    start = time.process_time()
    found = read_feed(capture(body))
    assert time.process_time() - start < 1
    assert all(len(one.title or "") < 1_000 for one in found)


def test_case_32_external_entities_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("điều bí mật", encoding="utf-8")
    prolog = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    found = read_feed(capture(rss(item(title="a &x; b"), prolog)))
    assert "bí mật" not in str(found)


def test_case_34_two_thousand_items_at_most_and_quickly() -> None:
    many = rss("".join(item(f"https://bao.example/{i}") for i in range(50_000)))
    start = time.process_time()
    found = urls(many)
    assert time.process_time() - start < 5  # all fifty thousand would take twice that
    assert (len(found), found[-1]) == (2_000, "https://bao.example/1999")


def test_an_empty_feed_lists_nothing() -> None:
    assert urls(rss("")) == []


@pytest.mark.parametrize(
    "body",
    [b"", b"<html><body><p>x</p></body></html>", b"%PDF-1.4", b"{}", b"<rss", b"\x00\xff" * 50],
)
def test_what_is_no_feed_is_told_in_one_line(body: bytes) -> None:
    with pytest.raises(FormatError) as caught:
        read_feed(capture(body))
    line = str(caught.value)
    assert line.startswith(f"{ADDRESS}: is no feed")
    assert "\n" not in line


def test_a_path_as_body_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(rss(item()), encoding="utf-8")
    with pytest.raises(FormatError):
        read_feed(capture(str(file)))


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("Mon, 14 Sep 2026 18:44:00 +0700", 11),
        ("Mon, 14 Sep 2026 18:44:00 GMT+7", 11),
        ("Mon, 14 Sep 2026 18:44:00 +07", 11),
        ("Mon, 14 Sep 2026 18:44:00 GMT", 18),
        ("Mon, 14 Sep 2026 18:44:00 -0000", 18),
        ("Mon, 14 Sep 2026 18:44:00", 11),
        ("9/14/2026 6:44:00 PM", 11),
        ("2026-09-14T18:44:00+07:00", 11),
        ("2026-09-14T18:44:00Z", 18),
        ("2026-09-14 18:44:00 +07:00", 11),
        ("2026-09-14 18:44:00", 11),
    ],
)
def test_case_36_dialects_of_dates_are_read(text: str, hour: int) -> None:
    assert read_date(text) == datetime(2026, 9, 14, hour, 44, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hôm qua",
        "3/4/2026 18:44:00",
        "03/04/2026 06:44:00 PM",
        "10/11/2026 10:44:00 PM",
        "13/14/2026 6:44:00 PM",
        "01:08 (GMT+7)",
        "26 phút trước",
        "0001-01-01T00:00:00+07:00",
        "Mon, 99 Sep 2026 18:44:00 +0700",
    ],
)
def test_case_36_other_dates_are_left_empty(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("year", ["1970", "2099"])
def test_case_36_impossible_years_are_left_empty(year: str) -> None:
    [found] = read_feed(capture(rss(item(date=f"Thu, 01 Jan {year} 00:00:00 +0700"))))
    assert found.published is None
