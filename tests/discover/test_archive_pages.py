"""The ways in which listings go back in time, as papers link to them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from worker.discover.archive_pages import day_pages, is_archive_page, next_page, page_of
from worker.model import Capture

HOST = "https://bao.example"
NOW = datetime(2026, 11, 20, tzinfo=UTC)


def listing(path: str, *links: str) -> Capture:
    """Return a listing page with these elements among others."""
    page = (
        '<html><body><a href="/">Trang chủ</a><a href="/the-thao/">Thể thao</a>'
        '<a href="/the-thao/trang-2">2</a><a href="/mot-bai-bao-a105006.html">Một bài báo</a>'
        f"{''.join(links)}</body></html>"
    )
    return Capture(HOST + path, HOST + path, page.encode(), "text/html; charset=utf-8", NOW)


def link(href: str, text: str = "") -> str:
    return f'<a href="{href}">{text}</a>'


@pytest.mark.parametrize(
    ("first", "hrefs"),
    [
        ("/thoi-su/", ("/thoi-su/trang-{}", 2)),
        ("/thoi-su", ("/thoi-su/page/{}/", 2)),
        ("/thoi-su", ("/thoi-su-p{}", 2)),
        ("/thoi-su.html", ("/thoi-su/trang-{}.html", 2)),
        ("/thoi-su.htm", ("/thoi-su/trang-{}.htm", 2)),
        ("/thoi-su/", ("?page={}", 2)),
        ("/thoi-su/", ("/thoi-su/?trang={}", 2)),
        ("/thoi-su/", ("/thoi-su/?p={}&amp;s=1", 2)),
        ("/thoi-su/", ("/thoi-su/{}", 2)),
        ("/thoi-su/index.html", ("/thoi-su/p{}.html", 2)),
    ],
)
def test_pagination_is_followed_from_page_to_page(first: str, hrefs: tuple[str, int]) -> None:
    shape, start = hrefs
    numbers = [link(shape.format(n), str(n)) for n in range(start, start + 4)]
    found = next_page(listing(first, *numbers), 1)
    assert found is not None
    second = listing(found.removeprefix(HOST), link(first, "1"), *numbers)
    third = next_page(second, 2)
    assert third is not None
    assert (found != third, "3" in third) == (True, True)


def test_pages_counted_from_nought_are_told_by_their_texts() -> None:
    numbers = [link(f"?page={n}", str(n + 1)) for n in range(5)]
    assert next_page(listing("/thoi-su", *numbers), 1) == f"{HOST}/thoi-su?page=1"
    assert next_page(listing("/thoi-su?page=1", *numbers), 2) == f"{HOST}/thoi-su?page=2"
    bare = [link(f"?page={n}", "•") for n in range(5)]
    assert next_page(listing("/thoi-su", *bare), 1) == f"{HOST}/thoi-su?page=1"


@pytest.mark.parametrize(
    "said", ["Trang sau", "sau", "Tiếp theo", "»", "›", "next", "Xem thêm", "Older posts"]
)
def test_a_link_that_says_onward_is_followed(said: str) -> None:
    back, last = link("/thoi-su/trang-3", "«"), link("/thoi-su/trang-99", "Trang cuối")
    page = listing("/thoi-su/trang-4", back, last, link("/thoi-su/trang-5", said))
    assert next_page(page, 4) == f"{HOST}/thoi-su/trang-5"


def test_rel_next_says_it_of_any_address() -> None:
    head = '<link rel="next" href="/thoi-su/cu?tu=20">'
    assert (
        next_page(listing("/thoi-su", head, link("?page=2", "2")), 1) == f"{HOST}/thoi-su/cu?tu=20"
    )
    elsewhere = '<link rel="next" href="https://la.example/2">'
    assert next_page(listing("/thoi-su", elsewhere), 1) is None


def test_offsets_are_followed_by_the_number_in_the_text() -> None:
    numbers = [link(f"/thoi-su?start={20 * (n - 1)}", str(n)) for n in range(1, 6)]
    assert next_page(listing("/thoi-su", *numbers), 1) == f"{HOST}/thoi-su?start=20"
    assert next_page(listing("/thoi-su?start=20", *numbers), 2) == f"{HOST}/thoi-su?start=40"


def test_the_last_page_and_pages_without_any_lead_nowhere() -> None:
    assert next_page(listing("/thoi-su"), 1) is None
    back = [link(f"/thoi-su/trang-{n}", str(n)) for n in range(1, 8)]
    assert next_page(listing("/thoi-su/trang-7", *back, link("/thoi-su/trang-7", "»")), 7) is None


def test_a_calendar_is_found_by_two_of_its_days() -> None:
    day = date(2026, 11, 5)
    days = [link(f"/thoi-su/2026/11/{n}", str(n)) for n in (18, 19)]
    assert day_pages(listing("/thoi-su", *days), day) == (f"{HOST}/thoi-su/2026/11/05",)
    query = [link(f"/?date=2026-11-{n}", str(n)) for n in (18, 19)]
    assert day_pages(listing("/", *query), day) == (f"{HOST}/?date=2026-11-05",)
    named = [link(f"/ngay-{n}-11-2026.html", str(n)) for n in (18, 19)]
    assert day_pages(listing("/", *named), day) == (f"{HOST}/ngay-05-11-2026.html",)
    short = [link(f"/luu-tru/{n}/11/2026/", str(n)) for n in (1, 19)]
    assert day_pages(listing("/", *short), day) == (f"{HOST}/luu-tru/5/11/2026/",)
    assert day_pages(listing("/", days[0]), day) == ()


def test_articles_with_a_day_in_their_address_are_no_calendar() -> None:
    articles = [link(f"/2026/11/{n}/mot-bai.html", "Bài") for n in (18, 19)]
    slugs = [link(f"/lich-cup-dien-{n}-11-2026.html", "Bài") for n in (18, 19)]
    assert day_pages(listing("/", *articles, *slugs), date(2026, 11, 5)) == ()


def test_the_page_of_another_day() -> None:
    assert page_of(f"{HOST}/2026/11/05", date(2025, 12, 31)) == f"{HOST}/2025/12/31"
    assert page_of(f"{HOST}/tin", date(2025, 12, 31)) is None


@pytest.mark.parametrize(
    ("path", "archive"),
    [
        ("/thoi-su/trang-2", True),
        ("/thoi-su?page=12", True),
        ("/2026/11/20", True),
        ("/van-hoa/p3", True),
        ("/the-thao/trang-3.html", True),
        ("/chuyen-cu-lao-p2.html", False),
        ("/tin-a105006.html", False),
        ("/xem?id=105006", False),
        ("/2026/11/20/tin.html", False),
        ("/le-hoi-trang-an-2026.html", False),
    ],
)
def test_further_pages_are_no_articles(path: str, archive: bool) -> None:
    assert is_archive_page(HOST + path, HOST + "/van-hoa/") is archive
