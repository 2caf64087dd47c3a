"""What could not be read is told in Vietnamese, in the wordings that the readers use now."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.deliver.messages.test_evidence import ENGLISH
from worker.deliver.messages.evidence import said
from worker.deliver.messages.met_phrases import met_in_vietnamese
from worker.errors import FormatError
from worker.extract.gate import GATES
from worker.extract.page import extract
from worker.fetch.failures import TimedOutError
from worker.model import Capture, Language, NotAnArticle

AT = datetime(2026, 3, 2, 1, 15, tzinfo=UTC)
HOME = "https://baosonbinh.example/"
LINK = '<p><a href="/1.html">Tin vắn hôm nay của tỉnh Sơn Bình, nhiều tít</a></p>'
LINKS = LINK * 30
PAGES: list[tuple[bytes, str]] = [
    (b"", "text/html"),
    (b"%PDF-1.7 x", "application/pdf"),
    (b"PK\x03\x04 x", ""),
    (b"0000ftypmp4 ", "video/mp4"),
    (b"<rss version='2.0'></rss>", "text/xml"),
    (b'{"a": 1}', "application/json"),
    (b"<p>" + b"x" * 10_000_001, "text/html"),
    (b"\x01\x02\x03\x04\x05" * 50, "text/html"),
    (b"<title>404 Not Found</title><h1>404 Not Found</h1>", "text/html"),
    ("<title>Đăng nhập</title><h1>Đăng nhập</h1>".encode(), "text/html; charset=utf-8"),
    (b"<title>Just a moment...</title>", "text/html"),
    ("<title>Tin</title><h1>Tin vắn</h1><p>Ngắn.</p>".encode(), "text/html; charset=utf-8"),
    (f"<title>Tin</title><h1>Tin</h1>{LINKS}".encode(), "text/html; charset=utf-8"),
    (b"<html><body></body></html>", "text/html"),
]


@pytest.mark.parametrize("number", range(len(PAGES)))
@pytest.mark.parametrize("address", [HOME, f"{HOME}tin/1.html"])
def test_why_a_page_is_no_article_is_told_in_vietnamese(number: int, address: str) -> None:
    body, kind = PAGES[number]
    read = extract(Capture(address, address, body, kind, AT), None)
    assert isinstance(read, NotAnArticle)
    assert_vietnamese(read.reason)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        *((gate, None) for gate in sorted(GATES)),
        (str(TimedOutError("nothing came for 20 s", where=HOME)),
         f"{HOME}: không nhận được gì trong 20 giây"),
        (str(FormatError("is no feed: it holds no feed", where=HOME, expected="RSS or Atom",
                         remedy="check the address in a browser")),
         f"{HOME}: không phải nguồn cấp tin hay sơ đồ trang web: không có nguồn cấp tin"),
        (f"{HOME}rss: answered 503 Service Unavailable (and 2 more)",
         f"{HOME}rss: máy chủ trả lời HTTP 503 (và 2 trục trặc khác)"),
        (f"{HOME}rss: answers 404; look for its new address",
         f"{HOME}rss: máy chủ trả lời HTTP 404"),
        (f"{HOME}rss: not asked: {HOME}robots.txt cannot be read: no connection within 10 s",
         f"{HOME}rss: không đọc được {HOME}robots.txt: không kết nối được trong 10 giây"),
        (f"{HOME}rss: not asked: {HOME}robots.txt disallows it for diemtin",
         f"{HOME}rss: {HOME}robots.txt không cho phép diemtin truy cập"),
        (f"{HOME}: no article is found here, where there were some",
         f"{HOME}: không còn thấy bài nào ở đây, trước đó có"),
    ],
)  # fmt: skip
def test_what_kept_a_source_from_being_asked_is_told_in_vietnamese(
    line: str, told: str | None
) -> None:
    if told is None:
        assert_vietnamese(line)
    else:
        assert met_in_vietnamese(line) == told


def assert_vietnamese(line: str) -> None:
    told = met_in_vietnamese(line)
    assert told is not None
    assert ENGLISH.findall(told) == [], told


def test_what_nobody_foresaw_is_quoted_as_it_was_met() -> None:
    assert met_in_vietnamese("ZeroDivisionError: some words that nobody foresaw") is None
    facts = {"what": "met", "line": "ZeroDivisionError: some words that nobody foresaw"}
    assert said(facts, Language.VIETNAMESE) == facts["line"]
