"""Feeds that declare what they are not, escape twice, repeat GUIDs, link through redirectors."""

from __future__ import annotations

import contextlib
import json
import time
from datetime import UTC, datetime

import pytest

from tests.discover.test_feed import ADDRESS, capture, item, rss, urls
from worker.discover.feed import read_feed
from worker.errors import FormatError

WHEN = datetime(2026, 9, 14, 11, 44, tzinfo=UTC)


def titles(body: str | bytes, content_type: str = "application/rss+xml") -> list[str | None]:
    return [found.title for found in read_feed(capture(body, content_type))]


@pytest.mark.parametrize("header", ["application/rss+xml", "text/xml; charset=iso-8859-1", ""])
@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("utf-16", "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("windows-1258", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("utf-8", "utf-16"),
        ("utf-8", "utf-16-le"),
        ("khong-co", "utf-8"),
    ],
)
def test_case_23_a_feed_is_read_in_the_encoding_it_has_not_in_that_it_declares(
    declared: str, actual: str, header: str
) -> None:
    body = rss(item(title="Đồng Rươi được mùa"), f'<?xml version="1.0" encoding="{declared}"?>')
    assert titles(body.encode(actual), header) == ["Đồng Rươi được mùa"]


@pytest.mark.parametrize("declared", ["utf-8", "windows-1258", "utf-16"])
def test_case_23_windows_1258_under_any_declaration(declared: str) -> None:
    prolog = f'<?xml version="1.0" encoding="{declared}"?>'
    # In windows-1258 the dot below and the acute stand behind their vowel.
    body = rss(item(title="Xa\u0303 mơ\u0301i, cho\u0323n giô\u0301ng lúa"), prolog).encode(
        "cp1258"
    )
    assert titles(body) == ["Xã mới, chọn giống lúa"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Cầu &amp;amp; đường", "Cầu & đường"),
        ("&amp;quot;Mùa n&amp;#432;ớc&amp;quot;", '"Mùa nước"'),
        ("&amp;amp;#233;t", "ét"),
        ("<![CDATA[Sông &amp;ocirc; nhiễm]]>", "Sông ô nhiễm"),
        ("&lt;b&gt;Chợ&lt;/b&gt; nổi", "Chợ nổi"),
        ("Giá dưới 5 &amp;lt; 10", "Giá dưới 5 < 10"),
        ("A&B hợp tác", "A&B hợp tác"),
        ("Lũ \x0b về", "Lũ về"),
    ],
)
def test_titles_escaped_once_twice_or_not_at_all(written: str, title: str) -> None:
    assert titles(rss(item(title=written))) == [title]


def test_case_35_guids_that_all_items_share_or_lack_lose_no_article() -> None:
    def one(link: str, guid: str) -> str:
        return f"<item><title>x</title><link>https://bao.example/{link}</link>{guid}</item>"

    body = rss(
        one("a", "<guid>0</guid>") + one("b", "<guid>0</guid>") + one("c", "<guid></guid>")
        + one("d", "") + one("e", '<guid isPermaLink="false">https://bao.example/a</guid>')
    )  # fmt: skip
    assert urls(body) == [f"https://bao.example/{letter}" for letter in "abcde"]


def test_case_35_a_guid_with_another_link_is_another_address() -> None:
    guid = "<guid isPermaLink='false'>105006</guid>"
    body = rss(
        f"<item><title>Bản đầu</title><link>https://bao.example/ban-dau</link>{guid}</item>"
        f"<item><title>Bản sau</title><link>https://bao.example/ban-sau</link>{guid}</item>"
    )
    assert urls(body) == ["https://bao.example/ban-dau", "https://bao.example/ban-sau"]


@pytest.mark.parametrize(
    ("guid", "found"),
    [
        ("<guid>https://bao.example/a1</guid>", ["https://bao.example/a1"]),
        ('<guid isPermaLink="true">https://bao.example/a1</guid>', ["https://bao.example/a1"]),
        ('<guid isPermaLink="false">https://bao.example/?p=1</guid>', ["https://bao.example/?p=1"]),
        ("<guid>105006</guid>", []),
        ('<guid isPermaLink="false">tag:bao.example,2026:105006</guid>', []),
        ("<guid>javascript:alert(1)</guid>", []),
        ("<link></link><guid>https://bao.example/a1</guid>", ["https://bao.example/a1"]),
        ("", []),
    ],
)
def test_case_35_an_item_without_link_has_its_guid_where_that_is_an_address(
    guid: str, found: list[str]
) -> None:
    body = rss(f"<item><title>x</title>{guid}</item>" + item("https://bao.example/khac"))
    assert urls(body) == [*found, "https://bao.example/khac"]


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        (
            "https://news.google.com/url?rct=j&amp;url=https%3A%2F%2Fbao.example%2Fa%3Fid%3D7&amp;ct=ga",
            "https://bao.example/a?id=7",
        ),
        ("/redirect.aspx?url=https://bao.example/a", "https://bao.example/a"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fbao.example%2Fa", "https://bao.example/a"),
        (
            "http://tim.example/news/apiclick.aspx?ref=r&amp;url=https%3a%2f%2fbao.example%2fa",
            "https://bao.example/a",
        ),
        ("https://bao.example/rss/redirect/?link=https://bao.example/a", "https://bao.example/a"),
        ("https://bao.example/go?url=javascript:x", "https://bao.example/go?url=javascript:x"),
        # A page that merely names another one in its query is itself.
        ("https://bao.example/tin?url=https://la.example/", "https://bao.example/tin?url=https://la.example/"),
    ],
)  # fmt: skip
def test_a_redirectors_link_is_the_address_it_carries(link: str, leads_to: str) -> None:
    assert urls(rss(item(link))) == [leads_to]


def test_feedburner_says_which_address_was_meant() -> None:
    body = (
        '<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel>'
        "<item><title>x</title><link>http://feedproxy.google.com/~r/bao/~3/x1/</link>"
        "<feedburner:origLink>https://bao.example/a</feedburner:origLink></item></channel></rss>"
    )
    assert urls(body) == ["https://bao.example/a"]


def test_a_feed_of_summaries_alone_lists_its_pages() -> None:
    summary = "<description>Chỉ có một câu.</description>"
    body = rss(f"<item><link>https://bao.example/a</link>{summary}</item>")
    [found] = read_feed(capture(body))
    assert (found.url, found.title) == ("https://bao.example/a", None)


def test_a_page_in_place_of_the_feed_says_which_feed_it_names() -> None:
    page = (
        "<!-- trang --><!DOCTYPE html><html><head><title>Báo</title>"
        '<link rel="alternate" type="application/rss+xml" title="RSS" href="/rss/home.rss">'
        "</head><body><p>Tin mới</p></body></html>"
    )
    with pytest.raises(FormatError) as caught:
        read_feed(capture(page, "text/html"))
    assert str(caught.value).startswith(f"{ADDRESS}: is no feed: it is an HTML page")
    assert "its feed is https://bao.example/rss/home.rss" in str(caught.value)


@pytest.mark.parametrize("unclosed", ["<!DOCTYPE rss [", "<![CDATA[", "<!--", "<item>", "&amp"])
def test_case_31_what_is_opened_again_and_again_ends(unclosed: str) -> None:
    start = time.process_time()
    with contextlib.suppress(FormatError):
        read_feed(capture("<rss><channel>" + unclosed * 20_000))
    assert time.process_time() - start < 10


def json_feed(*items: object) -> str:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})


def test_a_json_feed_is_a_feed() -> None:
    body = json_feed(
        {"id": "1", "url": "/a", "title": "Hạn mặn", "date_published": "2026-09-14T18:44:00+07:00"},
        {"id": "https://bao.example/b", "title": 7},
        {"id": "2"},
        "rác",
    )
    found = read_feed(capture(body, "application/feed+json"))
    assert [(one.url, one.title, one.published) for one in found] == [
        ("https://bao.example/a", "Hạn mặn", WHEN),
        ("https://bao.example/b", None, None),
    ]


@pytest.mark.parametrize("body", ["{", "{}", '{"version": 1}', "[" * 100_000, "{" * 100_000])
def test_json_that_is_no_feed_is_told(body: str) -> None:
    with pytest.raises(FormatError, match="is no feed"):
        read_feed(capture(body, "application/json"))


@pytest.mark.parametrize(
    "text",
    [
        "14/9/2026 18:44",
        "14/09/2026 18:44:00",
        "14-09-2026 18:44 (GMT+7)",
        "Thứ Hai, 14/09/2026 18:44 GMT+7",
        "thứ hai, ngày 14/09/2026 - 18:44",
        "T2, 14/09/2026, 18:44",
        "Hai, 14 Th9 2026 18:44:00 +0700",
        "Thứ 2, 14 thg 9, 2026 18:44:00",
        "14 tháng 9 2026 18:44:00 +07",
        "09/14/2026 18:44:00",
        "14/09/2026 6:44:00 CH",
        "Mon, 14 Sep 2026 18:44:00 ICT",
    ],
)
def test_case_36_vietnamese_dialects_are_read(text: str) -> None:
    [found] = read_feed(capture(rss(item(date=text))))
    assert found.published == WHEN


@pytest.mark.parametrize("text", ["Mon, 14 Sep 2026 18:44:00 XYZ", "Mon, 14 Sep 2026 18:44 AM"])
def test_case_36_what_may_mean_another_hour_is_left_empty(text: str) -> None:
    [found] = read_feed(capture(rss(item(date=text))))
    assert found.published is None


def test_case_36_other_dates_of_the_feed_say_which_is_the_day() -> None:
    def dates(*written: str) -> list[datetime | None]:
        items = (item(f"https://bao.example/{n}", date=d) for n, d in enumerate(written))
        return [one.published for one in read_feed(capture(rss("".join(items))))]

    eighth = datetime(2026, 9, 8, 11, 44, tzinfo=UTC)
    assert dates("8/9/2026 18:44", "14/9/2026 18:44") == [eighth, WHEN]
    assert dates("9/8/2026 6:44:00 PM", "9/14/2026 6:44:00 PM") == [eighth, WHEN]
    assert dates("8/9/2026 18:44", "7/9/2026 18:44") == [None, None]
    assert dates("9/8/2026 6:44:00 PM", "9/7/2026 11:05:00 AM")[0] == eighth
    tenth = datetime(2026, 9, 10, 15, 44, tzinfo=UTC)
    assert dates("9/10/2026 10:44:00 PM", "9/9/2026 6:05:00 AM")[0] == tenth
    assert dates("9/8/2026 6:44:00 PM", "14/9/2026 18:44")[0] is None
    assert dates("8/9/2026 18:44", "14/9/2026 18:44", "9/14/2026 18:44")[0] is None


@pytest.mark.parametrize("name", ["dc:date", "dcterms:issued", "pubDate"])
def test_case_36_the_date_of_dublin_core_is_that_of_publication(name: str) -> None:
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    body = (
        f'<rss version="2.0" {spaces}><channel><item><link>https://bao.example/a</link>'
        f"<{name}>2026-09-14T18:44:00+07:00</{name}></item></channel></rss>"
    )
    assert [one.published for one in read_feed(capture(body))] == [WHEN]


def test_case_36_when_an_entry_was_updated_is_not_when_it_was_published() -> None:
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://bao.example/a"/>'
        "<updated>2026-09-14T18:44:00+07:00</updated></entry></feed>"
    )
    assert [one.published for one in read_feed(capture(body))] == [None]
