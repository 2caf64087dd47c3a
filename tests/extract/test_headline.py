"""Which title is the article's."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from worker.extract.headline import find_title
from worker.extract.metadata import Metadata
from worker.extract.titles_told import without_site

OG = '<meta property="og:title" content="{}"><meta property="og:site_name" content="Tin Sông Ninh">'


def titled(head: str, body: str) -> tuple[str, str] | None:
    tree = LexborHTMLParser(f"<html><head>{head}</head><body>{body}</body></html>")
    found = find_title(tree, Metadata(tree))
    return (found.text, found.witness) if found else None


def test_a_heading_that_agrees_with_the_shared_title_is_the_title() -> None:
    head = OG.format("Xã Tân Quới khánh thành cầu - Tin Sông Ninh")
    body = "<h1>Trang chủ</h1><h1>Xã Tân Quới  khánh thành cầu</h1>"
    assert titled(head, body) == ("Xã Tân Quới khánh thành cầu", "h1")


def test_a_breadcrumb_heading_is_not_the_title() -> None:
    assert titled(OG.format("Thời sự trong tỉnh hôm nay"), "<h1>Thời sự</h1>") == (
        "Thời sự trong tỉnh hôm nay",
        "meta",
    )


def test_without_machine_titles_the_only_heading_serves_then_the_page_title() -> None:
    assert titled("", "<h1>Tựa</h1>") == ("Tựa", "h1")
    assert titled("<title>Tựa bài báo | Báo Sông Ninh</title>", "") == ("Tựa bài báo", "title")
    assert titled("", "<p>không tựa</p>") is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Thông xe cầu Xẻo Bần - Báo Cần Thơ", "Thông xe cầu Xẻo Bần"),
        ("Thông xe cầu Xẻo Bần | Tin Sông Ninh", "Thông xe cầu Xẻo Bần"),
        ("Đoàn kết - Sáng tạo - Phát triển", "Đoàn kết - Sáng tạo - Phát triển"),
        ("Mô hình lúa - cá ở Vàm Ngát", "Mô hình lúa - cá ở Vàm Ngát"),
    ],
)
def test_only_the_sites_name_is_cut_off(title: str, expected: str) -> None:
    assert without_site(title, "Tin Sông Ninh", None) == expected


def test_a_frames_heading_that_a_menu_links_to_is_no_title() -> None:
    menu = '<div class="m"><a href="/tb">Thông báo</a><a href="/vb">Văn bản</a></div>'
    named = '<div class="Title"><span>Xã Tân Quới khánh thành cầu</span></div>'
    for frame in ("Thông báo", "Tin tức", "Chi tiết tin"):
        found = titled(f"<title>{frame}</title>", f"{menu}<h1>{frame}</h1>{named}")
        assert found == ("Xã Tân Quới khánh thành cầu", "page"), frame


def test_a_heading_that_the_window_names_behind_its_section_is_the_title() -> None:
    head = "<title>Tin xã &gt; Xã Tân Quới khánh thành cầu</title>"
    body = "<h2>Văn nghệ cuối tuần ở huyện</h2><h2>Xã Tân Quới khánh thành cầu</h2>"
    assert titled(head, body) == ("Xã Tân Quới khánh thành cầu", "page")


def test_what_leads_to_the_front_page_is_the_sites_name() -> None:
    head = "<title>Phòng Văn hóa huyện Tân Quới</title>"
    logo = '<h1><a href="/">Phòng Văn hóa huyện Tân Quới</a></h1>'
    body = f"{logo}<font size='4'><b>Phục dựng lễ cúng bến nước</b></font>"
    assert titled(head, body) == ("Phục dựng lễ cúng bến nước", "page")
