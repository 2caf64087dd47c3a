"""What changes at each look is told three times, and no more; what is a statement always."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from worker.identify.difference.churn import VERSIONS, is_churn
from worker.model import Article, Paragraph

LEAD = "Sáng 2-3-2026, huyện Sa Nhiên đã thông xe cầu Rạch Đình sau hai năm thi công."
MIDDLE = "Ông Kiều Thanh Vĩ cho biết công tác giải phóng mặt bằng kéo dài hơn dự kiến."
END = "Cây cầu giúp bà con hai bờ rạch đi lại thuận tiện trong mùa mưa sắp tới."
ADVERTS = (
    "Khuyến mãi 50% cho 300 khách đầu tiên tại siêu thị Sông Hàm.",
    "Vay 20 triệu đồng trong 15 phút, không cần thế chấp.",
    "Nhà đất giá 900 triệu gần chợ, liên hệ ngay.",
    "Xe khách Bến Đìa chạy suốt đêm, đón tận nhà.",
    "Trà khổ qua rừng giúp ngủ ngon mỗi tối.",
)


def told(*paragraphs: str, title: str = "Thông xe cầu Rạch Đình") -> Article:
    return Article(title, tuple(Paragraph(text) for text in paragraphs))


def counted(n: int, *, end: str = END) -> Article:
    return told(LEAD, f"Mức quan tâm của độc giả với tin này: {n * 31} điểm.", MIDDLE, end)


@pytest.mark.parametrize(
    "shown",
    [
        [counted(n) for n in range(VERSIONS)],
        [told(LEAD, advert, MIDDLE, END) for advert in ADVERTS],
        [told(LEAD, MIDDLE, END, advert, f"Đang lên: {n}") for n, advert in enumerate(ADVERTS)],
        [told(LEAD, f"{MIDDLE} {advert}", END) for advert in ADVERTS],
    ],
    ids=["figure", "advertisement", "both", "in a paragraph"],
)
def test_what_changed_at_each_look_is_churn_the_fourth_time(shown: Sequence[Article]) -> None:
    assert is_churn(shown)
    assert not is_churn(shown[1:])


def test_a_change_elsewhere_is_told() -> None:
    before = [counted(n) for n in range(VERSIONS - 1)]
    assert not is_churn([*before, counted(9, end=END.replace("thuận tiện", "an toàn"))])
    assert not is_churn([*before, counted(9, end="")])
    assert not is_churn([*before, told(LEAD, "Đã có 268 xe.", counted(9).paragraphs[1].text)])


def test_a_figure_that_came_to_stand_is_told_when_it_is_corrected() -> None:
    figures = (286, 286, 268, 268, 259)
    texts = [told(LEAD, f"Cầu dài {n} mét, rộng 5 mét.", MIDDLE, END) for n in figures]
    assert not is_churn(texts)


def test_a_title_is_no_churn() -> None:
    shown = [told(LEAD, MIDDLE, title=f"Bão số 4: {n} người được cứu") for n in range(VERSIONS)]
    assert not is_churn(shown)


def test_a_report_that_grows_at_each_look_is_no_churn() -> None:
    shown = [told(LEAD, *reversed(ADVERTS[:n]), END) for n in range(1, VERSIONS + 1)]
    assert not is_churn(shown)


def test_a_text_written_anew_at_each_look_is_no_churn() -> None:
    shown = [
        told(*(f"Lúc {n} giờ, trạm {at} đo được {n * 7 + at} cm." for at in range(5)), END)
        for n in range(VERSIONS)
    ]
    assert not is_churn(shown)
    other = [told(LEAD, ADVERTS[n], ADVERTS[n - 1], END) for n in range(VERSIONS)]
    assert not is_churn(other)
