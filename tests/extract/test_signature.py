"""Who signs in the last line of the last paragraph, and in rows with the date."""

from __future__ import annotations

import pytest

from tests.extract.test_generic import PARAGRAPHS, TITLE, article, page
from worker.normalize.reading import read

LAST = PARAGRAPHS[-1]


def ending(line: str) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:-1])
    return (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>"
        f"<article>{text}<p>{LAST}<br>\n{line}</p></article></body></html>"
    )


@pytest.mark.parametrize(
    "line",
    ["<b>Hồ Hải - Ngọc Ánh</b>", "Bài, ảnh: Minh Đăng", "<b>N.T.H</b>", "PV", "Theo TTXVN"],
)
def test_who_signs_behind_a_line_break_in_the_last_paragraph_is_told(line: str) -> None:
    found = read(article(ending(line)))
    assert found.byline == line.replace("<b>", "").replace("</b>", "")
    assert [one.text for one in found.article.paragraphs] == list(PARAGRAPHS)


@pytest.mark.parametrize("line", ["Ai nấy đều mừng.", "Nước lớn rồi, đò lại chạy như xưa"])
def test_another_line_of_the_last_paragraph_stays_in_it(line: str) -> None:
    found = read(article(ending(line)))
    assert (found.byline, found.article.paragraphs[-1].text) == (None, f"{LAST} {line}")


def test_the_last_line_of_a_list_signs_nothing() -> None:
    html = ending("Hồ Hải").replace(LAST, "Các hộ được khen gồm có những người sau đây:")
    assert read(article(html)).byline is None


@pytest.mark.parametrize(
    ("row", "byline"),
    [
        ("Quang Trung | 12/02/2026 15:42", "Quang Trung"),
        ("Minh Châu - Thành Nam | 12/02/2026 15:42", "Minh Châu - Thành Nam"),
        ("Mạnh Cường - Báo Sông Hàm | 12/02/2026 15:42", "Mạnh Cường"),
        ("<span>Minh Đăng</span> <span>Ảnh: Internet</span> 12/02/2026 15:42", "Minh Đăng"),
        ("TTXVN | 12/02/2026 15:42", "TTXVN"),
        ("Trung tâm Văn hóa xã | 12/02/2026 15:42", "Trung tâm Văn hóa xã"),
        ("CTV: Lê Na | 12/02/2026 15:42", "Lê Na"),
        ("12/02/2026 15:42:09 Hải Nghiêm Đọc bài: 1021", "Hải Nghiêm"),
        (
            "Ngày 12/02/2026 - 15:42 | Chuyên mục: <a href='/x'>Xã hội</a> | Tác giả: "
            "<a href='/tg'>Hữu Khoa</a>",
            "Hữu Khoa",
        ),
        ("Gửi bởi <span>Hải Nghiêm</span> vào T5, 12/02/2026 - 15:42", "Hải Nghiêm"),
        ("Cần Thơ | 12/02/2026 15:42", None),
        ("Xã Đồng Tâm | 12/02/2026 15:42", None),
    ],
)
def test_names_that_communes_bear_too_are_persons_in_a_row_with_the_date(
    row: str, byline: str | None
) -> None:
    found = read(article(page(date=f"<div class='row-of-info'>{row}</div>")))
    assert found.byline == byline


@pytest.mark.parametrize(
    ("shown", "byline"),
    [
        ("Cộng tác viên: Lê Na", "Lê Na"),
        ("Phóng viên Lê Na", "Lê Na"),
        ("Lê Na - Phóng viên", "Lê Na"),
        ("Nhà báo Kha Hữu Hiệp", "Nhà báo Kha Hữu Hiệp"),
        ("Hải Vân - Vietnam+", "Hải Vân - Vietnam+"),
        ("Hoàng Anh - VP UBND xã", "Hoàng Anh - VP UBND xã"),
        ("Minh An. Ảnh: Thu Sa", "Minh An - Ảnh: Thu Sa"),
        ("Minh An | Ảnh: Thu Sa", "Minh An - Ảnh: Thu Sa"),
        ("Minh An - Ảnh: Internet", "Minh An"),
        ("Ngọc Mai-Thu Lý", "Ngọc Mai - Thu Lý"),
        ("H' Mai Niê", "H' Mai Niê"),
    ],
)
def test_what_an_author_does_for_the_paper_is_no_part_of_the_byline(
    shown: str, byline: str
) -> None:
    assert read(article(page(date=f"<div class='author'>{shown}</div>"))).byline == byline


def test_a_post_below_the_authors_name_is_no_second_author() -> None:
    card = (
        "<div class='author-card'><a class='author-card__name' href='/tac-gia/vi-sinh'>Vi Văn Sình"
        "</a><p class='author-card__role'>Phóng viên thường trú tại Vàm Hạ</p></div>"
    )
    assert article(page(date=card)).byline == "Vi Văn Sình"


def test_initials_in_an_element_of_their_own_below_the_text_sign_it() -> None:
    html = page().replace("</article>", "</article><div class='nguon'>N.T.H</div>")
    assert read(article(html)).byline == "N.T.H"


def test_a_paper_of_the_nation_is_no_author() -> None:
    for name, byline in (("Sinh Viên Việt Nam", None), ("Lê Việt Nam", "Lê Việt Nam")):
        assert article(page(head=f'<meta name="author" content="{name}">')).byline == byline


def test_a_row_of_date_and_author_is_no_lead() -> None:
    row = "<p class='p-info'>12/02/2026 15:42:09 Hải Nghiêm Đọc bài: 1021</p>"
    lead = "Sau hai tháng dừng chạy, bến đò ngang Đồng Rươi sẽ mở lại ở chỗ mới từ đầu tháng sau."
    found = article(page(date=f"{row}<p class='p-sapo'>{lead}</p>"))
    assert [block.text for block in found.blocks] == [lead, *PARAGRAPHS]


def test_a_line_in_the_middle_parts_no_paragraph() -> None:
    first = PARAGRAPHS[0]
    html = page().replace(f"{first}</p>", f"{first}<br>Hồ Hải</p>")
    assert article(html).blocks[0].text == f"{first} Hồ Hải"


def test_a_name_without_surname_that_stands_alone_in_bold_below_the_title_is_the_authors() -> None:
    assert article(page(date="<p><b>Thùy An</b></p>")).byline == "Thùy An"
    assert article(page(date="<p><em>Sa Kỳ - Thùy An</em></p>")).byline == "Sa Kỳ - Thùy An"
    menu = "<ul><li><a href='/song-nuoc'>Sông Nước</a></li></ul>"
    assert article(page(top=menu, date="<p><b>Sông Nước</b></p>")).byline is None
    assert article(page(date="<p><b>Cần Thơ</b></p>")).byline is None
    assert article(page(date="<p><b>Bản tin chiều</b></p>")).byline is None


def test_the_source_of_pictures_is_no_author_beside_one() -> None:
    signed = "<p style='text-align:right'><b>Thùy An</b></p><p><em>Nguồn ảnh: UBND xã</em></p>"
    found = read(article(page(inside=signed)))
    assert found.byline == "Thùy An"
    assert [one.text for one in found.article.paragraphs] == list(PARAGRAPHS)


def test_what_is_told_of_the_authors_life_is_no_paragraph() -> None:
    life = "Thùy An viết về sông nước từ năm 2015, hiện phụ trách trang bạn đọc của báo."
    box = f"<div class='author-bio'><h4>Thùy An</h4><p>{life}</p></div>"
    found = read(article(page(inside=box)))
    assert found.byline == "Thùy An"
    assert [one.text for one in found.article.paragraphs] == list(PARAGRAPHS)


def test_a_section_in_the_row_of_the_author_is_no_name() -> None:
    row = "<div class='info'><span>12/02/2026 15:42</span><span>Hà Linh</span><span>Xã hội</span>"
    assert article(page(date=f"{row}</div>")).byline == "Hà Linh"
    below = "<div class='nguoi-viet'>Người viết: Hà Linh</div>"
    assert read(article(page(date=below))).byline == "Hà Linh"


def test_the_place_from_which_is_told_is_no_author() -> None:
    place = "<p class='description'><span class='location-stamp'>Thái Lan</span>Bến đã mở lại.</p>"
    assert article(page(date=place)).byline is None


def test_a_source_above_the_address_of_the_original_is_told() -> None:
    source = "<p><i>Theo Báo Sông Hàm</i></p><p>Link gốc: https://bao.example/ben-do</p>"
    found = read(article(page(inside=source)))
    assert found.byline == "Theo Báo Sông Hàm"
    assert [one.text for one in found.article.paragraphs] == list(PARAGRAPHS)
