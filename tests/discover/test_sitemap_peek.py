"""Sitemaps at a glance."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from worker.discover.sitemap_peek import peek
from worker.errors import FormatError
from worker.model import Capture

PAGE = "https://bao.example/so-do.xml"
NOW = datetime(2026, 3, 9, tzinfo=UTC)


def capture(body: str | bytes) -> Capture:
    content = body.encode() if isinstance(body, str) else body
    return Capture(PAGE, PAGE, content, "application/xml", NOW)


def test_pages_are_listed_the_newest_first_with_what_news_says_of_them() -> None:
    found = peek(
        capture(
            """<?xml version="1.0"?><urlset xmlns:n="x">
    <url><loc>/cu-a1.html</loc></url>
    <url><loc> https://bao.example/hai-a2.html?a=1&amp;b=2 </loc><lastmod>2026-03-07</lastmod></url>
    <url><loc><![CDATA[/ba-a3.html]]></loc><n:news><n:publication_date>2026-03-08T07:00:00+07:00
    </n:publication_date><n:title>Cầu &amp; chợ</n:title></n:news></url>
    <url><loc>/sau-a4.html</loc><lastmod>2099-01-01</lastmod></url>
    <url><loc>javascript:1</loc></url><url></url></urlset>"""
        )
    )
    assert [(one.url.removeprefix("https://bao.example/"), one.title) for one in found.pages] == [
        ("ba-a3.html", "Cầu & chợ"),
        ("hai-a2.html?a=1&b=2", None),
        ("cu-a1.html", None),
        ("sau-a4.html", None),
    ]
    assert found.pages[0].published == datetime(2026, 3, 8, tzinfo=UTC)
    assert found.pages[3].published is None


def test_of_an_index_news_and_the_latest_come_first_and_categories_last() -> None:
    names = ("tags.xml", "bai-2026-02.xml", "bai-2026-03.xml.gz", "bai-2025-12.xml", "news.xml")
    entries = "".join(f"<sitemap><loc>/{name}</loc></sitemap>" for name in names)
    body = gzip.compress(f"<sitemapindex>{entries}<sitemap><loc>{PAGE}</loc></sitemap>".encode())
    found = peek(capture(body))
    assert [one.rpartition("/")[2] for one in found.children] == [
        *("news.xml", "bai-2026-03.xml.gz", "bai-2026-02.xml", "bai-2025-12.xml", "tags.xml")
    ]


@pytest.mark.parametrize("body", ["<html><body>404</body></html>", "", b"\x1f\x8bnothing"])
def test_what_is_no_sitemap_is_told(body: str | bytes) -> None:
    with pytest.raises(FormatError):
        peek(capture(body))


def test_case_31_and_34_bombs_and_endless_entries_cost_little() -> None:
    bomb = gzip.compress(b"<urlset>" + b"<url>" * 10_000_000)
    assert peek(capture(bomb)).pages == ()
    loops = "<!DOCTYPE u [<!ENTITY a '&a;&a;'>]><urlset>" + "<url><loc>" * 60_000
    assert peek(capture(loops)).pages == ()
