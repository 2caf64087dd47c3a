"""Which links of a page are articles, learned from front pages of many shapes, all invented."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.papers import FOOT, HEADLINES, MENU, SLUGS, links
from worker.discover.autodiscover import read_front_page
from worker.discover.page_links import page_links
from worker.discover.shapes import Shape, learn_shape

PAGE = "https://baosongham.vn/"


def front(hrefs: list[str], item: str = "h3", more: str = "", head: str = "") -> str:
    shown = "".join(
        f'<div class="item"><a class="cate" href="/thoi-su/">Thời sự</a>'
        f'<{item}><a href="{href}">{told}</a></{item}></div>'
        for href, told in zip(hrefs, HEADLINES, strict=False)
    )
    return (
        f"<html><head>{head}</head><body>{links('main-menu', MENU)}{shown}{more}"
        f"{links('footer', FOOT)}</body></html>"
    )


def learned(html: str, page: str = PAGE) -> Shape | None:
    return read_front_page(html, page).shape


SHAPES: dict[str, tuple[Callable[[int, str], str], str]] = {
    "id after a letter": (lambda n, s: f"/{s}-0209202{n}-a10500{n}.html", r"-a\d+\.html$"),
    "id after a word": (lambda n, s: f"/{s}-post12345{n}.vnp", r"-post\d+\.vnp$"),
    "id as the time": (lambda n, s: f"/tin/{s}-2026030708011234{n}.htm", r"-\d{15,}\.htm$"),
    "a long id": (lambda n, s: f"/{s}-1022603010951{n}.htm", r"-\d{10,}\.htm$"),
    "a bare id": (lambda n, s: f"/{s}-235678{n}.html", r"-\d{5,}\.html$"),
    "id without extension": (lambda n, s: f"/chinh-tri/{s}-81234{n}", r"-\d{5,}$"),
    "id with a dot": (lambda n, s: f"/{s}.{n}12345.ldo", r"\.\d{5,}\.ldo$"),
    "id under the slug": (lambda n, s: f"/bnews/{s}/31234{n}.html", r"/\d{5,}\.html$"),
    "id before the slug": (lambda n, s: f"/tin/31234{n}-{s}.html", r"/\d{3,}[-_][^/]+\.html$"),
    "id as a folder": (lambda n, s: f"/chi-tiet/31234{n}/{s}", r"/\d{3,}/[^/]+"),
    "a hexadecimal id": (lambda n, s: f"/chi-tiet/{s}/9f3{n}c07ae1b2d4{n}6", r"/[0-9a-f-]{7,}$"),
    "one behind the slug": (lambda n, s: f"/tin/202603/{s}-c0a{n}7f1/", r"-[0-9a-f-]{7,}/$"),
    "the day": (lambda n, s: f"/2026/03/0{n + 1}/{s}/", r"/\d{4}/\d{1,2}/\d{1,2}/[^/]+"),
    "the query": (lambda n, s: f"/portal?dDocName=SH_0{n}123&cat=5", r"[?&]dDocName=[^&]+"),
    "the query of a file": (
        lambda n, s: f"/tin/chi-tiet.aspx?cat=5&id={n}12",
        r"chi-tiet\.aspx\?(?:.*&)?id=[^&]+",
    ),
    "a file in a portal's folder": (
        lambda n, s: f"/Trang/ChiTietTin.aspx?nid={n}345",
        r"ChiTietTin\.aspx\?(?:.*&)?nid=[^&]+",
    ),
    "the article of a portlet": (
        lambda n, s: f"/web/guest/chi-tiet/-/asset_publisher/St1D/content/{s}",
        r"/-/asset_publisher/[^/]+/content/[^/?]+$",
    ),
    "a section's folder": (
        lambda n, s: f"/chuyen-muc/tin-tuc/{s}-1345{n}.html",
        r"-\d{5,}\.html$",
    ),
    "a slug as the query": (
        lambda n, s: f"/bai-viet.php?cat=5&bai={s}",
        r"bai-viet\.php\?(?:.*&)?bai=[^&]+",
    ),
    "a portlet's short form": (lambda n, s: f"/web/guest/-/{s[: 9 + n]}", r"/-/[^/?]+$"),
    "a portlet's own page": (
        lambda n, s: f"/tin/-/chi-tiet/{s}-1345{n}-1.html",
        r"/-/chi-tiet/[^/?]+$",
    ),
    "id before a number of a page": (
        lambda n, s: f"/tin/{s}-1345{n}-{n}.html",
        r"[-_.]\d{4,}[-_.]\d{1,2}\.html$",
    ),
    "ids of section and article": (
        lambda n, s: f"/{s}_t114c{1159 + n}n8034{n}",
        r"_(?:[A-Za-z]+\d+){2,4}$",
    ),
    "ids as a folder": (
        lambda n, s: f"/news/13450{n}p1c24/{s[: 9 + n]}.htm",
        r"/\d{3,}(?:[a-z]\d+)+/[^/]+\.htm$",
    ),
    "a short id under the slug": (lambda n, s: f"/news/{s}/34{n}", r"/[^/]+-[^/]+/\d+$"),
    "the day of a portal's file": (
        lambda n, s: f"/Pages/2026-3-{n + 1}/{s.title()}x{n}q.aspx",
        r"/\d{4}-\d{1,2}-\d{1,2}/[^/]+",
    ),
    "a blog's number": (lambda n, s: f"/?p=112{n}", r"/\?p=\d{3,}(?:\?|$)"),
    "a path as the query": (
        lambda n, s: f"/chi-tiet-tin?/{s}/551{n}",
        r"chi-tiet-tin\?/[^?&]+\d{3,}(?:\?|$)",
    ),
    "the slug alone": (lambda n, s: f"/tin-tuc/{s}", r"/[a-z0-9-]{25,}$"),
    "the slug and a slash": (lambda n, s: f"/{s}/", r"/[a-z0-9-]{25,}/$"),
    "the slug with marks": (lambda n, s: f"/tin/Thông-{s}.html", r"/[^/?]{25,}\.html$"),
}


@pytest.mark.parametrize("name", SHAPES)
def test_the_shape_of_addresses_is_learned_and_readable(name: str) -> None:
    make, pattern = SHAPES[name]
    hrefs = [make(number, slug) for number, slug in enumerate(SLUGS)]
    shape = learned(front(hrefs))
    assert shape is not None
    assert shape.pattern == pattern
    assert [one.removeprefix("https://baosongham.vn") for one in shape.addresses] == hrefs
    assert all(re.search(pattern, one) for one in shape.addresses)


def test_two_shapes_of_articles_are_both_taken() -> None:
    hrefs = [f"/{slug}-a9000{at}.html" for at, slug in enumerate(SLUGS[:5])]
    hrefs += [f"/{slug}-post8000{at}.html" for at, slug in enumerate(SLUGS[5:])]
    shape = learned(front(hrefs))
    assert shape is not None
    assert shape.pattern == r"-a\d+\.html$|-post\d+\.html$"
    assert len(shape.addresses) == 8


def test_numbers_of_categories_are_no_articles_numbers() -> None:
    hrefs = [f"/{slug}-31234{at}.html" for at, slug in enumerate(SLUGS)]
    menu = tuple((f"/muc-so-{n}-{n}0.html", f"Mục {n}") for n in range(1, 9))
    shape = learned(front(hrefs, more=f"<table><tr><td>{links('cot', menu)}</td></tr></table>"))
    assert shape is not None
    assert shape.pattern == r"-\d{5,}\.html$"


def test_articles_in_a_table_beside_the_menu_are_found_by_their_number() -> None:
    cells = "".join(
        f"<tr><td><a href='{href}'>{told}</a></td></tr>"
        for href, told in [
            *((f"?mnu={n}", f"Chuyên mục {n}") for n in range(30)),
            *((f"chitiet.aspx?id=10{n}", told) for n, told in enumerate(HEADLINES)),
        ]
    )
    shape = learned(f"<html><body><table>{cells}</table></body></html>", f"{PAGE}trang.aspx")
    assert shape is not None
    assert len(shape.addresses) == 8


@pytest.mark.parametrize(
    "html",
    [
        front([]),
        f"<body>{links('cot-trai', MENU)}{links('chan', MENU)}</body>",
        front(["https://khac.vn/mot-bai-dai-cua-bao-khac-12345.html"] * 1),
        front([f"https://khac.vn/{slug}-90{at}12.html" for at, slug in enumerate(SLUGS)]),
        front([f"/video/{slug}-90{at}12.html" for at, slug in enumerate(SLUGS)]),
        front([f"/{slug}.pdf" for slug in SLUGS]),
        "<p>không có gì</p>",
        "",
    ],
    ids=["menu", "menus", "another site", "other sites", "videos", "files", "no links", "nothing"],
)
def test_a_page_without_articles_teaches_nothing(html: str) -> None:
    assert learned(html) is None


def test_a_pattern_lets_in_neither_other_sites_nor_videos_of_the_page() -> None:
    hrefs = [f"/{slug}-31234{at}.html" for at, slug in enumerate(SLUGS)]
    others = (
        '<a href="https://doi-tac.vn/khuyen-mai-lon-nhat-nam-312399.html">Khuyến mãi lớn nhất</a>'
        '<a href="/video/xem-lai-le-thong-xe-cau-312398.html">Xem lại lễ thông xe cầu</a>'
    )
    shape = learned(front(hrefs, more=others))
    assert shape is not None
    found = re.compile(shape.pattern)
    assert len(shape.addresses) == 8
    assert found.search("https://www.baosongham.vn/bai-khac-999999.html")
    assert found.search("https://media.baosongham.vn/bai-khac-999999.html")
    assert not found.search("https://doi-tac.vn/khuyen-mai-lon-nhat-nam-312399.html")
    assert not found.search("https://baosongham.vn/video/xem-lai-le-thong-xe-cau-312398.html")


@pytest.mark.parametrize("base", ["", '<base href="/static/ban-1/">'])
def test_case_37_relative_links_are_resolved_with_and_without_a_base(base: str) -> None:
    hrefs = [f"{slug}-a9{at}01.html" for at, slug in enumerate(SLUGS)]
    script = "<h3><a href=\"javascript:mo('bai-a9901.html')\">Một đường dẫn chạy mã lệnh</a></h3>"
    data = '<h3><a href="data:text/html,-a9902.html">Một đường dẫn mang theo trang</a></h3>'
    shape = learned(front(hrefs, head=base, more=script + data))
    assert shape is not None
    folder = "static/ban-1/" if base else ""
    assert shape.addresses == tuple(f"{PAGE}{folder}{href}" for href in hrefs)


def test_long_and_many_addresses_cost_little() -> None:
    hrefs = ["/" + "1" * 1900 + f"x{at}" for at in range(500)]
    assert (
        learned(front([]) + "".join(f'<a href="{one}">{HEADLINES[0]}</a>' for one in hrefs)) is None
    )


def test_short_numbers_under_a_word_are_articles_where_headlines_lead_to_them() -> None:
    headlines = ("Chợ đêm mở cửa lại", "Giá lúa tăng ba ngày", "Cầu ấp Tràm thông xe")
    html = "".join(
        f'<div><h3><a href="/tin/{20 + at}">{said}</a></h3></div>'
        for at, said in enumerate(headlines)
    )
    page = "https://xa.example/"
    links = list(page_links(LexborHTMLParser(f"<body>{html}</body>"), page))
    shape = learn_shape(links, page)
    assert shape is not None
    assert shape.addresses == tuple(f"{page}tin/{at}" for at in (20, 21, 22))


def test_the_amp_doubles_of_a_page_teach_nothing() -> None:
    hrefs = [f"/{slug}-post12345{number}.html" for number, slug in enumerate(SLUGS)]
    shape = learned(front(hrefs, more="".join(f'<a href="/amp{href}">AMP</a>' for href in hrefs)))
    assert shape is not None
    assert [one.removeprefix("https://baosongham.vn") for one in shape.addresses] == hrefs
