"""Feeds that are no XML, or whose items lack or misplace their link: what they list is found."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.discover.test_feed import capture, item, rss, urls
from tests.discover.test_feeds_as_they_are import titles
from worker.discover.feed import is_whole, read_feed
from worker.errors import FormatError

A = "https://bao.example/a"


def listed(item: str, **spaces: str) -> list[str]:
    declared = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in spaces.items())
    return urls(f'<rss version="2.0"{declared}><channel><item>{item}</item></channel></rss>')


@pytest.mark.parametrize("character", ["&#1114112;", "&#xD800;", "&#xFFFFFF;", "&#11;", "&#0;"])
@pytest.mark.parametrize("title", ["Đồng{} Rươi", "<![CDATA[Đồng{} Rươi]]>"])
def test_case_24_a_number_that_is_no_character_costs_no_feed(title: str, character: str) -> None:
    body = rss(f"<item><title>{title.format(character)}</title><link>{A}</link></item>")
    assert titles(body) == ["Đồng Rươi"]


def test_case_23_one_spoilt_character_does_not_make_it_another_charset() -> None:
    body = rss(f"<item><title>Đồng Rươi được mùa ?</title><link>{A}</link></item>").encode()
    assert titles(body.replace(b"?", "ạ".encode()[:2])) == ["Đồng Rươi được mùa �"]


@pytest.mark.parametrize(
    "item",
    [
        f"<title>Đồng Rươi</tile><link>{A}</link>",
        f"<title>Đồng Rươi</title><link>{A}</a>",
        f"<link>{A}</link><title>Đồng Rươi",
    ],
)
def test_an_element_that_ends_as_another_does_not_swallow_the_item(item: str) -> None:
    assert titles(rss(f"<item>{item}</item>")) == ["Đồng Rươi"]
    assert listed(item) == [A]


def test_a_date_that_ends_as_another_element_is_read() -> None:
    date = "<pubDate>Mon, 14 Sep 2026 18:44:00 GMT+7</lastBuildDate>"
    [found] = read_feed(capture(rss(f"<item><link>{A}</link>{date}</item>")))
    assert str(found.published) == "2026-09-14 11:44:00+00:00"


@pytest.mark.parametrize(
    "item",
    [
        f"<link>https://bao.example/</link><guid>{A}</guid>",
        f"<link>http://feedproxy.google.com/~r/bao/~3/x1/</link><guid>{A}</guid>",
        "<guid>/a</guid>",
        "<link>https:/bao.example/a</link>",
        "<link>'https://bao.example/a'</link>",
        "<link>https://bao.example/\n      a</link>",
        f"<link>{A}</link><description><![CDATA[<a href='http://[x'>y</a>]]></description>",
        f"<link>{A}</link><enclosure url='http://[x' type='image/png'/>",
    ],
)
def test_case_37_what_a_link_means_is_found(item: str) -> None:
    assert listed(item) == [A]


def test_a_link_without_scheme_is_no_part_of_the_feeds_folder() -> None:
    assert listed("<link>www.bao.example/tin/a</link>") == ["https://www.bao.example/tin/a"]


def test_a_link_to_a_front_page_is_kept_where_nothing_else_is_an_address() -> None:
    assert listed("<link>https://bao.example/</link><guid>5511</guid>") == ["https://bao.example/"]


def test_an_entry_that_names_only_itself_is_there() -> None:
    links = (
        f'<link rel="enclosure" href="{A}.mp3"/><link rel="self" href="{A}"/>',
        f'<link rel="self" href="{A}2.json"/><link rel="alternate" href="{A}2"/>',
    )
    entries = "".join(f"<entry><title>x</title>{one}</entry>" for one in links)
    assert urls(f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>') == [A, A + "2"]


def test_a_feed_sent_as_a_gzip_file_is_unpacked_within_limits() -> None:
    body = rss(f"<item><link>{A}</link></item>").encode()
    assert urls(gzip.compress(body)) == [A]
    with pytest.raises(FormatError, match="when unpacked"):
        urls(gzip.compress(body + b" " * (21 << 20)))
    with pytest.raises(FormatError, match="before its end"):
        urls(gzip.compress(body)[:-9])


def test_a_json_feed_as_they_are_written() -> None:
    feed = {
        "version": "http://jsonfeed.org/version/1",
        "items": [{"id": 5, "external_url": "/a", "title": "Đồng\nRươi"}],
    }
    body = json.dumps(feed).replace("\\n", "\n")
    assert [(one.url, one.title) for one in read_feed(capture(body))] == [(A, "Đồng Rươi")]


def published(*dates: str) -> list[str]:
    items = (item(f"{A}{n}", date=date) for n, date in enumerate(dates))
    return [str(one.published)[:16] for one in read_feed(capture(rss("".join(items))))]


def test_case_36_local_time_that_is_called_gmt_is_known_by_news_from_the_future() -> None:
    # The feed was asked at 07:00 in Hanoi, which is 00:00 GMT.
    local = ("Sun, 20 Sep 2026 06:44:00 GMT", "2026-09-19T21:30:00Z")
    assert published(*local) == ["2026-09-19 23:44", "2026-09-19 14:30"]
    honest = ("Sat, 19 Sep 2026 23:44:00 GMT", "2026-09-19T14:30:00Z")
    assert published(*honest) == ["2026-09-19 23:44", "2026-09-19 14:30"]
    mixed = ("Sun, 20 Sep 2026 06:44:00 GMT", "2026-09-19T21:30:00+07:00")
    assert published(*mixed) == ["2026-09-20 06:44", "2026-09-19 14:30"]
    tomorrow = ("Sun, 20 Sep 2026 13:44:00 GMT", "Sat, 19 Sep 2026 23:44:00 GMT")
    assert published(*tomorrow) == ["2026-09-20 13:44", "2026-09-19 23:44"]


@pytest.mark.parametrize("wrap", ["<r:item>{}</r:item>", "<ITEM>{}</ITEM>"])
def test_case_34_items_are_counted_whatever_their_prefix(wrap: str) -> None:
    items = "".join(wrap.format(f"<link>{A}{n}</link>") for n in range(2_100))
    spaces = 'xmlns:r="http://purl.org/rss/1.0/" version="2.0"'
    assert len(urls(f"<rss {spaces}><channel>{items}</channel></rss>")) == 2_000


def test_a_feed_is_whole_whatever_its_prefix_and_charset() -> None:
    assert is_whole(b"<a:feed></a:feed>\n<!-- cached -->")
    assert is_whole("<rss></rss>".encode("utf-16"))
    assert not is_whole(b"<a:feed><a:entry></a:entry>")


@pytest.mark.parametrize(
    "item",
    [
        f'<link>{A}</link><atom:link href="https://bao.example/khac"/><title>Đồng Rươi</title>',
        f"<link>\u200b\u00a0{A}\ufeff</link><title>Đồng Rươi</title>",
        f'<atom:link href="{A}"/><media:title>Ảnh</media:title><title>Đồng Rươi</title>',
        f'<title>Đồng Rươi</title><link>{A}</link><snf:logo xlink:href="x">a</snf:logo>',
        f"<title>Đồng Rươi</title><link>{A}</link><description>Tóm tắt",
    ],
)
def test_prefixes_that_are_not_declared_and_ends_that_are_missing_do_no_harm(item: str) -> None:
    body = rss(f"<item>{item}</item><item><title>Hai</title><link>{A}2</link></item>")
    found = [(one.url, one.title) for one in read_feed(capture(body))]
    assert found == [(A, "Đồng Rươi"), (A + "2", "Hai")]


@pytest.mark.parametrize("name", ["atom:published", "dcterms:created", "dc:date"])
def test_case_36_a_date_under_an_undeclared_prefix_is_read(name: str) -> None:
    date = f"<{name}>2026-09-14T18:44:00+07:00</{name}>"
    [found] = read_feed(capture(rss(f"<item><link>{A}</link>{date}</item>")))
    assert str(found.published) == "2026-09-14 11:44:00+00:00"
