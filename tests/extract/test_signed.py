"""Who signs below and around the text, and what stands there that is nobody's name."""

from __future__ import annotations

import pytest

from tests.extract.test_generic import PARAGRAPHS, TITLE, article, linked, page
from worker.model import ParagraphKind
from worker.normalize.reading import read

TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
LEAD = "Sau hai tháng dừng chạy, bến đò ngang Đồng Rươi sẽ mở lại ở chỗ mới từ đầu tháng sau."


def in_page(body: str) -> str:
    return f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"


@pytest.mark.parametrize(
    "signed",
    [
        "<div align='right'><b>Lò Thị Chiên</b></div>",
        "<div class='nguon-bai'>Tin, ảnh: Lò Thị Chiên</div>",
        "<div>Tác giả bài viết: Lò Thị Chiên</div>",
        "<p>Lò Thị Chiên</p>",
        "<p>ThS. Lò Thị Chiên</p>",
        "<p>Sa Thùy – Lò Thị Chiên</p>",
        "<p>Theo Lò Thị Chiên (Báo Sông Hàm)</p>",
    ],
)
def test_who_signs_just_below_the_element_of_the_text_wrote_it(signed: str) -> None:
    other = "<p><a href='/x'>Khánh thành lò sấy của hợp tác xã Rạch Vẹt</a></p>"
    found = read(article(in_page(f"<div class='nd'>{TEXT}</div>{signed}{other}")))
    assert "Lò Thị Chiên" in (found.byline or "")
    assert [block.text for block in found.article.paragraphs] == list(PARAGRAPHS)


def test_who_signs_above_the_pictures_below_the_text_wrote_it() -> None:
    pictures = (
        "<p align='center'><em>Một số hình ảnh tại bến đò:</em></p><p><img src='a'></p>"
        "<p align='center'><em>Bà con qua sông buổi sáng</em></p>"
    )
    found = read(article(in_page(f"<div>{TEXT}<p><b>Thùy An</b></p>{pictures}</div>")))
    assert found.byline == "Thùy An"
    assert "Bà con qua sông buổi sáng" in found.article.captions


def test_a_label_below_the_text_signs_nothing() -> None:
    for label in ("Tin Mới", "Bản In", "Chợ Huyện Hôm Nay"):
        found = read(article(in_page(f"<div class='nd'>{TEXT}</div><p>{label}</p>")))
        assert (found.byline, len(found.article.paragraphs)) == (None, len(PARAGRAPHS))


def test_a_name_that_no_screen_shows_is_told_to_machines_only() -> None:
    hidden = "<div class='hidden d-none'><span itemprop='author'>Quàng Văn Nhập</span></div>"
    shown = "<div class='author'>Thùy An</div>"
    assert article(page(date=hidden + shown)).byline == "Thùy An"
    assert article(page(date=hidden)).witnesses["byline"] == "microdata"
    wide = "<div class='d-none d-md-block'><span itemprop='author'>Sa Kỳ</span></div>"
    assert article(page(date=wide)).witnesses["byline"] == "page"


def test_an_address_and_buttons_beside_the_author_are_left_out() -> None:
    who = (
        "<div class='author-info'><a class='name'>Thùy An Khê</a><a>thuyankhe@tin.example</a>"
        "<div class='button'>Lưu</div></div>"
    )
    assert article(page(date=who)).byline == "Thùy An Khê"
    head = linked(author={"name": "Thùy An - (thực hiện)"})
    assert article(page(head=head)).byline == "Thùy An - (thực hiện)"


def test_a_line_of_author_and_date_is_no_paragraph() -> None:
    line = "<p><b>Thùy An Khê</b><span>-</span><span>Thứ hai, ngày 28/02/2026 08:15</span></p>"
    lead = f"<h2 class='sapo'>{LEAD}</h2>"
    found = article(in_page(f"<div class='noidung'>{line}{lead}<div>{TEXT}</div></div>"))
    assert [block.text for block in found.blocks] == [LEAD, *PARAGRAPHS]
    assert found.byline == "Thùy An Khê"


def test_the_picture_between_title_and_text_keeps_its_caption() -> None:
    picture = "<figure><img src='a.jpg'><figcaption>Bến đò cũ</figcaption></figure>"
    found = article(in_page(f"<div>{picture}</div><div class='noidung'>{TEXT}</div>"))
    first, *rest = PARAGRAPHS
    assert [block.text for block in found.blocks] == [first, "Bến đò cũ", *rest]
    assert found.blocks[1].kind is ParagraphKind.CAPTION


def test_the_photographer_below_a_caption_belongs_to_it() -> None:
    picture = (
        "<figure><img src='a.jpg'><figcaption><p>Bến đò cũ</p></figcaption>"
        "<div class='photo-by'><p>ẢNH: SA KỲ</p></div></figure>"
    )
    first, *rest = PARAGRAPHS
    text = f"<p>{first}</p>{picture}{''.join(f'<p>{one}</p>' for one in rest)}"
    who = "<div class='author'>Thùy An</div>"
    found = read(article(in_page(f"{who}<article>{text}</article>")))
    assert found.article.captions == ("Bến đò cũ ẢNH: SA KỲ",)
    assert found.byline == "Thùy An"


def test_a_name_in_the_microdata_of_the_author_is_read() -> None:
    marked = "<div itemprop='author'><meta itemprop='name' content='Thùy An Khê'></div>"
    found = article(page(date=marked))
    assert (found.byline, found.witnesses["byline"]) == ("Thùy An Khê", "microdata")
