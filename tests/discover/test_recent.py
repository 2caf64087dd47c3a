"""What of a sitemap a poll takes, and which sitemaps of an index it asks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from worker.discover.periods import Period, day_in, number_in, periods_of
from worker.discover.recent import UNDATED, newest_first, recent_children, recent_pages
from worker.discover.sitemap import Entry

NOW = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
HOST = "https://bao.example"


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def urls(entries: list[Entry]) -> list[str]:
    return [entry.url.removeprefix(HOST) for entry in entries]


def test_what_changed_within_three_days_is_taken_the_newest_first() -> None:
    entries = [Entry(f"{HOST}/bai-{n}", days_ago(n + 0.5)) for n in (5, 2, 0, 1, 3)]
    assert urls(recent_pages(entries, NOW)) == ["/bai-0", "/bai-1", "/bai-2"]


def test_of_an_old_archive_nothing_is_taken() -> None:
    entries = [Entry(f"{HOST}/bai-{n}", days_ago(30 + n / 1000)) for n in range(50_000)]
    assert recent_pages(entries, NOW) == []


def test_the_date_of_the_news_counts_before_that_of_the_last_change() -> None:
    entries = [
        Entry(f"{HOST}/cu-sua-lai", days_ago(0.1), days_ago(30)),
        Entry(f"{HOST}/moi", None, days_ago(0.2)),
    ]
    assert urls(recent_pages(entries, NOW)) == ["/moi"]


def test_an_address_that_names_an_old_day_is_left_though_it_changed_today() -> None:
    old = ["/2019/05/02/tin", "/tin-07092022-a105006.html", "/tin-20230601101010123.htm"]
    entries = [Entry(HOST + path, days_ago(0)) for path in [*old, "/2026/11/19/tin"]]
    assert urls(recent_pages(entries, NOW)) == ["/2026/11/19/tin"]


def test_a_day_in_the_address_is_enough() -> None:
    entries = [Entry(f"{HOST}/2026/11/{day}/tin") for day in (10, 18, 20)]
    assert urls(recent_pages(entries, NOW)) == ["/2026/11/18/tin", "/2026/11/20/tin"]


def test_a_change_that_all_addresses_share_dates_the_file_and_not_them() -> None:
    entries = [Entry(f"{HOST}/bai-a{1000 + n}.html", days_ago(0)) for n in range(50_000)]
    found = recent_pages(entries, NOW)
    assert len(found) == UNDATED
    assert urls(found)[:2] == ["/bai-a50999.html", "/bai-a50998.html"]


def test_without_dates_and_numbers_both_ends_of_the_file_are_looked_at() -> None:
    entries = [Entry(f"{HOST}/bai-{'x' * (n % 50)}{chr(97 + n % 26)}") for n in range(400)]
    found = recent_pages(entries, NOW)
    assert len(found) == UNDATED
    assert {entries[0], entries[-1]} <= set(found)


def index(*paths: str) -> list[Entry]:
    return [Entry(HOST + path) for path in paths]


def test_of_an_index_the_children_that_may_hold_news_are_asked() -> None:
    children = [
        Entry(f"{HOST}/s-1.xml", days_ago(9)),
        Entry(f"{HOST}/s-2.xml", days_ago(1)),
        Entry(f"{HOST}/s-3.xml", days_ago(0)),
        Entry(f"{HOST}/category-sitemap.xml", days_ago(0)),
    ]
    assert urls(recent_children(children, (), None, NOW)) == ["/s-3.xml", "/s-2.xml"]
    known = {child.url for child in children}
    assert urls(recent_children(children, known, days_ago(0.2), NOW)) == ["/s-3.xml"]
    never_read = known - {f"{HOST}/s-2.xml"}
    assert urls(recent_children(children, never_read, days_ago(0.2), NOW)) == [
        "/s-2.xml",
        "/s-3.xml",
    ]


def test_the_month_in_a_name_tells_which_sitemap_is_the_newest() -> None:
    children = index("/sitemap-2026-09.xml", "/sitemap-2026-11.xml", "/sitemap-2026-10.xml")
    assert urls(recent_children(children, (), None, NOW)) == ["/sitemap-2026-11.xml"]
    assert urls(newest_first(children))[-1] == "/sitemap-2026-09.xml"


def test_parts_of_a_month_are_asked_from_the_last() -> None:
    children = index(*(f"/sitemap-2026-11-{n}.xml" for n in (9, 10, 1)))
    asked = urls(recent_children(children, (), None, NOW))
    assert asked == [f"/sitemap-2026-11-{n}.xml" for n in (10, 9, 1)]


def test_numbered_sitemaps_are_asked_from_both_ends() -> None:
    children = index(*(f"/post-sitemap{n}.xml" for n in range(1, 6)))
    assert urls(recent_children(children, (), None, NOW))[:3] == [
        "/post-sitemap1.xml",
        "/post-sitemap5.xml",
        "/post-sitemap2.xml",
    ]


def test_where_only_such_names_are_there_they_are_asked() -> None:
    children = index("/video-sitemap.xml", "/tag-sitemap.xml")
    assert recent_children(children, (), None, NOW) == [children[0], children[1]]


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/ho-chua-07092022-a105006.html", date(2022, 9, 7)),
        ("/2026/11/20/tin.html", date(2026, 11, 20)),
        ("/tin/2026-11-20/a", date(2026, 11, 20)),
        ("/tin-20261120.htm", date(2026, 11, 20)),
        ("/tin-20261120101010123.htm", date(2026, 11, 20)),
        ("/20-11-2026/tin", date(2026, 11, 20)),
        ("/tin-185261120101010123.htm", date(2026, 11, 20)),
        ("/tin-21526112010101012.chn", date(2026, 11, 20)),
        ("/tin-185261320101010123.htm", None),
        ("/tin-185261120101010123/anh", None),
        ("/tin-31022026-a1.html", None),
        ("/tin-nam-2026-a105006.html", None),
        ("/tin-105006.html", None),
        ("/tu-01-01-2026-den-02-02-2026", None),
        ("/20261120/tin-19112026", None),
    ],
)
def test_the_day_that_an_address_names(path: str, day: date | None) -> None:
    assert day_in(HOST + path) == day


@pytest.mark.parametrize(
    ("path", "first", "last"),
    [
        ("/sitemap-2026-02.xml", date(2026, 2, 1), date(2026, 2, 28)),
        ("/sitemap-202602.xml.gz", date(2026, 2, 1), date(2026, 2, 28)),
        ("/sitemap/2026/02", date(2026, 2, 1), date(2026, 2, 28)),
        ("/sitemap-02-2026.xml", date(2026, 2, 1), date(2026, 2, 28)),
        ("/sitemap-2026-02-03.xml", date(2026, 2, 3), date(2026, 2, 3)),
        ("/sitemap-20260203.xml", date(2026, 2, 3), date(2026, 2, 3)),
        ("/sitemap-20260201-20260215.xml", date(2026, 2, 1), date(2026, 2, 15)),
        ("/sitemaps-2026-2-6-10.xml", date(2026, 2, 6), date(2026, 2, 10)),
        ("/sitemap-2026.xml", date(2026, 1, 1), date(2026, 12, 31)),
        ("/sitemap.xml?yyyy=2026&mm=2&dd=3", date(2026, 2, 3), date(2026, 2, 3)),
        ("/sitemap.xml?year=2026&month=02", date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_the_days_that_a_sitemap_covers(path: str, first: date, last: date) -> None:
    assert periods_of([HOST + path]) == {HOST + path: Period(first, last)}


def test_parts_of_a_year_are_no_months() -> None:
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    parts = [f"{HOST}/sitemap-2026-{n}.xml" for n in (1, 2, 11)]
    assert set(periods_of(parts).values()) == {year}
    many = [f"{HOST}/sitemap-2026-{n}.xml" for n in (11, 12, 13)]
    assert set(periods_of(many).values()) == {year}
    three_thousand = [f"{HOST}/sitemap{n}.xml" for n in range(1, 3001)]
    assert set(periods_of(three_thousand).values()) == {None}
    assert periods_of([f"{HOST}/post-sitemap7.xml"]) == {f"{HOST}/post-sitemap7.xml": None}


def test_numbers_without_a_nought_are_months_where_two_years_have_all_twelve() -> None:
    named = [(2024, 12), (2025, 12), (2026, 9)]
    months = [f"{HOST}/sitemaps/news-{y}-{n}.xml" for y, last in named for n in range(1, last + 1)]
    found = periods_of([*months, f"{HOST}/sitemaps/categories.xml"])
    assert found[f"{HOST}/sitemaps/news-2026-9.xml"] == Period(date(2026, 9, 1), date(2026, 9, 30))
    december = Period(date(2024, 12, 1), date(2024, 12, 31))
    assert found[f"{HOST}/sitemaps/news-2024-12.xml"] == december
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    assert periods_of(months[12:])[months[-1]] == year
    thirteen = f"{HOST}/sitemaps/news-2025-13.xml"
    assert periods_of([*months, thirteen])[months[-1]] == year


def test_the_last_long_number_counts_articles() -> None:
    assert number_in(f"{HOST}/2026/11/20/tin-a105006.html") == 105006
    assert number_in(f"{HOST}/tin-12") == 0
