"""What is an edit, and what is only spelling, layout or furniture (decision 17)."""

from __future__ import annotations

import pytest

from tests.identify.versions import LAST, LEAD, SECOND, TITLE, article, edited
from worker.identify.difference.difference import difference

SLIGHT = [
    ("Bà con", "Bà kon"),
    ("Bà con", "Bà  con"),
    ("mong cây", "mong  cây"),
    ("công trình", "công trinh"),
    ("công trình", "côngtrình"),
    ("công trình", "cộng trình"),
    ("công trình", "Công trình"),
    ("tiến độ.", "tiến độ!"),
    ("dài 120 m,", "dài 120 m"),
    ("đã thông xe", "đã đã thông xe"),
    ("nói rằng", "nói"),
    ("nói rằng", "nói răng"),
    ("công trình", "“công trình”"),
    ("12 tỷ đồng", "12 tỉ đồng"),
    ("120 m", "120m"),
    ("2-3-2026", "02/3/2026"),
    ("Bà con hai bờ", "Bà con hai bở"),
    ("tiến độ. Cây cầu", "tiến độ, cây cầu"),
    ("năm.", "năm. Ảnh: Hạ Vy"),
    ("năm.", "năm. Xem thêm: Chợ nổi Bến Đìa họp lại"),
    ("chậm", "chậmm"),
]
SUBSTANCE = [
    ("Kiều Thanh Vĩ", "Kiều Thanh Vị"),
    ("Kiều Thanh Vĩ", "Kiều Thành Vĩ"),
    ("Rạch Đình", "Rạch Đinh"),
    ("12 tỷ", "12 triệu"),
    ("12 tỷ", "1,2 tỷ"),
    ("120 m", "12,0 m"),
    ("2-3-2026", "2-4-2026"),
    ("không chậm", "chậm"),
    ("không chậm", "khống chậm"),
    ("đã thông xe", "chưa thông xe"),
    ("đã thông xe", "sẽ thông xe"),
    ("mười năm", "mươi năm"),
    ("nói rằng", "phủ nhận rằng"),
    ("Cây cầu dài 120 m, rộng 6 m.", ""),
    ("năm.", "năm. Có người bị thương."),
    ("mong", "đợi"),
    ("hai bờ", "ba bờ"),
    ("cây cầu này", "cây cầu"),
]


@pytest.mark.parametrize(("old", "new"), SLIGHT)
def test_spelling_layout_and_furniture_are_no_substance(old: str, new: str) -> None:
    found = difference(article(), edited(old, new))
    assert not found.substantial, found
    assert found.named == ()
    assert not difference(edited(old, new), article()).substantial


@pytest.mark.parametrize(("old", "new"), SUBSTANCE)
def test_a_name_a_number_a_date_a_no_and_other_words_are(old: str, new: str) -> None:
    assert difference(article(), edited(old, new)).substantial
    assert difference(edited(old, new), article()).substantial


@pytest.mark.parametrize(
    ("old", "new", "substantial"),
    [
        ("Ông Trần Duy Hưng phát biểu.", "Ông Trần Duy Hùng phát biểu.", True),
        ("Ông Trần Duy Hưng phát biểu.", "Ông trần Duy Hưng phát biểu.", False),
        ("Ông Lý Hoà phát biểu.", "Ông Lí Hòa phát biểu.", False),
        ("Trần Duy Hưng phát biểu.", "Trấn Duy Hưng phát biểu.", True),
        ("Sáng nay trời mưa.", "Sang nay trời mưa.", False),
        ("Giá lúa tăng nhẹ.", "Giá lúa giảm nhẹ.", True),
        ("Bị cáo lãnh 9 năm tù.", "Bị cáo lãnh 9 năm tu.", True),
        ("Nhà máy lỗ nặng.", "Nhà máy lộ nặng.", True),
        ("Dân không đồng tình.", "Dân khong đồng tình.", True),
        ("Dân trúng muaf lúa.", "Dân trúng mùa lúa.", False),
        ("Thu 1.200 đồng.", "Thu 1200 đồng.", False),
        ("Thu 3,5 đồng.", "Thu 35 đồng.", True),
        ("Tăng 5 %.", "Tăng 5%.", False),
        ("Tăng 5%.", "Tăng 5 điểm.", True),
        # What a figure, a date or an abbreviation says, however it is written
        ("Tăng 2,5 lần.", "Tăng 2.5 lần.", False),
        ("Thu 1.250 tỷ.", "Thu 1,250 tỷ.", True),
        ("Đạt 10% kế hoạch.", "Đạt 10 phần trăm kế hoạch.", False),
        ("Vốn 12 tỷ đồng.", "Vốn 12.000 triệu VNĐ.", False),
        ("Vốn 12 tỷ đồng.", "Vốn 12 triệu VNĐ.", True),
        ("Có bốn người bị thương.", "Có 4 người bị thương.", False),
        ("Có bốn người bị thương.", "Có năm người bị thương.", True),
        ("Trồng 20 m2 rau.", "Trồng 20 m² rau.", False),
        ("Trồng 20 m2 rau.", "Trồng 20 m rau.", True),
        ("Nóng 35-37 độ.", "Nóng 35 – 37 độ.", False),
        ("Rét 5 độ.", "Rét -5 độ.", True),
        ("Rét âm 5 độ.", "Rét -5 độ.", False),
        ("Họp lúc 8 giờ 30.", "Họp lúc 8h30.", False),
        ("Họp lúc 8h20.", "Họp lúc 8h30.", True),
        ("Lễ ngày 12/3 tại xã.", "Lễ ngày 12 tháng 3 tại xã.", False),
        ("Lễ ngày 12/3 tại xã.", "Lễ ngày 13 tháng 3 tại xã.", True),
        ("UBND huyện họp.", "Ủy ban nhân dân huyện họp.", False),
        ("Chủ tịch HĐND huyện.", "Chủ tịch ủy ban nhân dân huyện.", True),
        ("TP. Sa Nhiên họp.", "Thành phố Sa Nhiên họp.", False),
        ("Xe qua cầu (Ảnh: Hạ Vy)", "Xe qua cầu. Ảnh: Mộc Lan", False),
        ("Xe qua cầu (Ảnh: Hạ Vy)", "Xe lên cầu (Ảnh: Hạ Vy)", True),
        # Another letter is another word, but for what dialects take for one another
        ("Anh bị bắt tại chợ.", "Anh bị bắn tại chợ.", True),
        ("Nước mắm ngon.", "Nước mặm ngon.", False),
        ("Trời xanh sao sáng.", "Trời xanh xao sáng.", False),
        ("Nhà bên sông lang.", "Nhà bên sông lan.", False),
        ("Ông giữ lúa.", "Ông giữ búa.", True),
        ("Dự có ông Kiều Vĩ, bà Tạ Loan.", "Dự có bà Tạ Loan, ông Kiều Vĩ.", True),
    ],
)
def test_a_letter_and_a_tone_weigh_by_the_word(old: str, new: str, substantial: bool) -> None:
    found = difference(article(TITLE, LEAD, old), article(TITLE, LEAD, new))
    assert found.substantial is substantial, found


def test_a_caption_credit_is_nothing_but_a_caption_is() -> None:
    credit = article(TITLE, LEAD, SECOND, LAST, "Tin, ảnh: Mộc Lan")
    assert not difference(article(), credit).substantial
    caption = article(TITLE, LEAD, SECOND, LAST, "Xe đầu tiên qua cầu Rạch Đình")
    assert difference(article(), caption).substantial
