"""Boxes that only their words tell, on pages whose classes are numbers."""

from __future__ import annotations

import pytest

from tests.extract.test_generic import PARAGRAPHS, TITLE, article, page
from worker.model import ParagraphKind

TEASER = "Xã cù lao vừa có thêm một bến đò mới, khách qua lại không còn phải chờ con nước lớn."
MORNING = "Mỗi sáng một lá thư: đăng ký để nhận những chuyện đáng đọc nhất trong ngày của tòa soạn."
COMMENTS = "".join(
    f"<div><b>Hồ Văn {name}</b><span>02/03/2026 09:00</span><p>{text}</p></div>"
    for name, text in (
        ("Nở", "Khúc sông này tôi đi mỗi ngày, nước xoáy mạnh từ hồi có mỏ cát mở thêm phía trên."),
        (
            "Tư",
            "Mong huyện làm nhanh vì mùa mưa đã cận kề rồi, chậm một ngày là khổ thêm một ngày.",
        ),
        ("Sáu", "Đò cũ ọp ẹp lắm, kiểm tra kỹ từng chiếc là đúng, bà con hai xã đều đồng tình."),
    )
)
FOOT = (
    "<p>Báo Đồng Rươi, tiếng nói của chính quyền và nhân dân các dân tộc trong huyện từ 1998.</p>"
    "<p>Tổng Biên tập: Kiều Văn Trác. Phó Tổng Biên tập: Lại Thị Sáng</p>"
    "<p>Giấy phép số 12/GP-BTTTT cấp ngày 24/3/2020. Tòa soạn ở số 5 đường Bờ Sông, thị trấn.</p>"
)
LINKS = '<a href="/1">Giá dừa khô tăng gấp đôi</a> <a href="/2">Mở thêm ba chuyến đò đêm</a>'


def texts(html: str) -> list[str]:
    return [block.text for block in article(html).blocks]


def behind(more: str) -> str:
    return page().replace("</body>", f"<div class='css-1x'>{more}</div></body>")


@pytest.mark.parametrize("heading", ["Ý kiến", "Bình luận (3)", "Ý kiến bạn đọc"])
def test_comments_below_their_heading_are_no_text(heading: str) -> None:
    found = article(behind(f"<h3>{heading}</h3>{COMMENTS}"))
    assert [block.text for block in found.blocks] == list(PARAGRAPHS)
    assert found.byline is None


def test_the_foot_of_a_page_is_known_by_its_imprint() -> None:
    assert texts(behind(FOOT)) == list(PARAGRAPHS)


def test_who_answers_for_a_portal_and_its_telephone_are_its_foot() -> None:
    foot = (
        "<p>Trang tin điện tử Đồng Rươi. Chịu trách nhiệm: Ông Kiều Văn Trác</p>"
        "<p>Điện thoại: 0274.000.111</p>"
    )
    assert texts(behind(foot)) == list(PARAGRAPHS)
    inside = page(inside="<p>Địa chỉ: bến đò ngang Đồng Rươi, mở từ 5 giờ sáng mỗi ngày.</p>")
    assert texts(inside)[-1].startswith("Địa chỉ: bến đò")


def test_a_subheading_and_a_paragraph_in_the_words_of_a_box_stay() -> None:
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    right = "Bản quyền bài hát về bến đò thuộc về gia đình ông, huyện chỉ xin hát trong lễ mở bến."
    text = f"{first}<p>{right}</p><h3>Ý kiến</h3>{''.join(rest)}"
    found = article(page().replace("".join((first, *rest)), text))
    assert [block.text for block in found.blocks] == [
        *(PARAGRAPHS[0], right, "Ý kiến", PARAGRAPHS[1], PARAGRAPHS[2])
    ]
    assert found.blocks[2].kind is ParagraphKind.SUBHEADING


def test_what_stands_above_the_title_is_no_text() -> None:
    above = f"<div class='css-2'><p>{TEASER}</p><p>{MORNING}</p></div>"
    below = "</article><div>Thống kê truy cập</div>"
    assert texts(page(top=above).replace("</article>", below)) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='q'><p>Tin liên quan</p><ul><li>{LINKS}</li></ul></div>",
        f"<div class='q'><strong>Đọc thêm</strong>{LINKS}</div>",
        "<div class='q'><div><a href='/3'><img src='x.jpg'></a></div><div><h4><a href='/3'>Bến đò "
        f"mới ở cù lao</a></h4><span>01/03/2026</span><p>{TEASER}</p></div></div>",
        f"<div class='q'><h3>Đăng ký nhận bản tin</h3><p>{TEASER}</p><form><input></form></div>",
        "<div class='q'><p>Bà con có đi đò không?</p><label><input type='radio'>Có</label>"
        "<label><input type='radio'>Không</label></div>",
    ],
)
def test_a_box_without_a_name_in_the_middle_of_the_text_is_left_out(box: str) -> None:
    first, *rest = (f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    html = page().replace("".join((first, *rest)), f"{first}{box}{''.join(rest)}")
    assert texts(html) == list(PARAGRAPHS)
    assert TITLE in html


def test_a_notice_of_rights_in_a_short_text_does_not_take_the_text_along() -> None:
    lead = "<p>Sau hai tháng dừng chạy, bến đò ngang Đồng Rươi sẽ mở lại từ đầu tháng sau.</p>"
    notice = "<p>© Báo Sông Hàm. Ghi rõ nguồn khi phát hành lại.</p>"
    short = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:2])
    html = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{lead}</div>"
        f"<div class='noidung'>{short}{notice}</div></body></html>"
    )
    assert [block.text for block in article(html).blocks][:2] == list(PARAGRAPHS[:2])
