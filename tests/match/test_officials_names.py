"""Names that are hard to tell: rare surnames, two words, a place or a rank right before."""

from __future__ import annotations

import pytest

from tests.match.sentences import told

UBND = "Ủy ban nhân dân"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        # an honorific, a rank or the entry of a list begins a name of whatever surname
        (
            "Chủ tịch UBND huyện là ông Quảng Trọng Khuê.",
            [f"Quảng Trọng Khuê: Chủ tịch|{UBND}"],
        ),
        (
            "Thiếu tá Quảng Trọng Khuê, Trưởng Công an xã Vàm Rẻo, nói.",
            ["Quảng Trọng Khuê: Trưởng Công an|Công an|Vàm Rẻo"],
        ),
        (
            "Các đồng chí: Lê Văn Mẫn - Bí thư Tỉnh ủy; Quảng Trọng Khuê - Chủ tịch UBND tỉnh",
            ["Lê Văn Mẫn: Bí thư|Tỉnh ủy|Sông Hàm", f"Quảng Trọng Khuê: Chủ tịch|{UBND}|Sông Hàm"],
        ),
        # honorifics that begin a longer word are none: "cụ", "bà"
        ("Giám đốc Sở Y tế là ông Cụt Văn Mẫn.", ["Cụt Văn Mẫn: Giám đốc|Sở Y tế|Sông Hàm"]),
        ("Giám đốc Sở Y tế là ông Bành Hữu Khuê.", ["Bành Hữu Khuê: Giám đốc|Sở Y tế|Sông Hàm"]),
        # Văn is a surname too, Bà is none
        ("Ông Văn Hữu Mẫn, Giám đốc Sở Y tế, nói.", ["Văn Hữu Mẫn: Giám đốc|Sở Y tế|Sông Hàm"]),
        ("Bà Văn Hữu Loan, Giám đốc Sở Y tế, nói.", ["Văn Hữu Loan: Giám đốc|Sở Y tế|Sông Hàm"]),
        # commas that stand apart, or are left out
        ("Ông Lê Văn Mẫn , Giám đốc Sở Y tế, nói.", ["Lê Văn Mẫn: Giám đốc|Sở Y tế|Sông Hàm"]),
        (
            "Quyết định để Thiếu tướng Lê Văn Mẫn Giám đốc Công an tỉnh nghỉ.",
            ["Lê Văn Mẫn: Giám đốc|Công an|Sông Hàm"],
        ),
        # a known place, and behind it a surname that is not known, or two words
        (
            "Chủ tịch UBND tỉnh Bắc Ninh Quảng Trọng Khuê dự.",
            [f"Quảng Trọng Khuê: Chủ tịch|{UBND}|Bắc Ninh"],
        ),
        ("Bí thư Huyện ủy Kim Sơn Lò Khuê dự.", ["Lò Khuê: Bí thư|Huyện ủy|Kim Sơn"]),
        ("Ông Thái Bình Lê Văn Mẫn, Bí thư xã.", ["Lê Văn Mẫn: Bí thư|Đảng ủy"]),
        # hardly any place begins with these surnames
        ("Phó Bí thư Tỉnh ủy Ksor Mẫn dự.", ["Ksor Mẫn: Phó Bí thư|Tỉnh ủy|Sông Hàm"]),
        ("Phó Bí thư Tỉnh ủy Tô Khuê yêu cầu.", ["Tô Khuê: Phó Bí thư|Tỉnh ủy|Sông Hàm"]),
        (
            "Trưởng Công an xã A Rươn là anh Hồ Văn Khuê.",
            ["Hồ Văn Khuê: Trưởng Công an|Công an|A Rươn"],
        ),
        ("Trưởng Công an xã Danh Út nói.", ["Danh Út: Trưởng Công an|Công an"]),
        # whoever speaks after three words is a person
        (
            "Giám đốc Sở Y tế Quảng Trọng Khuê cho biết.",
            ["Quảng Trọng Khuê: Giám đốc|Sở Y tế|Sông Hàm"],
        ),
        (
            "Ông Lê Văn Mẫn, Chủ tịch UBND xã Phú Lợi Tây cho biết.",
            [f"Lê Văn Mẫn: Chủ tịch|{UBND}|Phú Lợi Tây"],
        ),
        ("Bộ trưởng Bộ Y tế Vương Quốc Mẫn nói.", ["Vương Quốc Mẫn: Bộ trưởng|Bộ Y tế"]),
    ],
)
def test_names(sentence: str, found: list[str]) -> None:
    assert told(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Dự có: Công ty Tân Vạn Phúc, Chủ tịch UBND xã và nông dân.",
        "Đóng góp: Thừa Thiên Huế, Chủ tịch UBND tỉnh đi vắng.",
        "Dự có: Hội Nông Dân - Chủ tịch UBND xã; Đoàn Thanh niên - Bí thư Tỉnh ủy",
        "Đồng chí Trưởng Ban Tổ Chức, Phó Bí thư Tỉnh ủy dự.",
        "Bà Rịa Vũng Tàu, Chủ tịch UBND tỉnh yêu cầu.",
        "Bí thư Tỉnh ủy Cù Mây yêu cầu.",
        "Bộ trưởng Ngoại giao Vương quốc Anh dự.",
    ],
)
def test_what_is_no_name(sentence: str) -> None:
    assert all(one.startswith("<") for one in told(sentence))


def test_a_name_of_one_piece_before_the_verb_of_an_office_is_answered() -> None:
    sentence = "Phó Chủ tịch HĐND xã K'Sor H'Bia thì lo, kiêm bộ trưởng các bộ liên quan."
    assert told(sentence) == ["K'Sor H'Bia: Phó Chủ tịch|Hội đồng nhân dân"]


def test_a_surname_that_elsewhere_means_and() -> None:
    office = "Bí thư|Đảng ủy|Tân Lộc"
    assert told("Ông Và Bá Chù - Bí thư Đảng ủy xã Tân Lộc.") == [f"Và Bá Chù: {office}"]
    assert told("Và Lê Văn Mẫn, Bí thư Đảng ủy xã Tân Lộc, nói.") == [f"Lê Văn Mẫn: {office}"]


@pytest.mark.parametrize("degree", ["TS", "ThS.", "BS", "Tiến sĩ", "Luật sư"])
def test_a_name_of_two_syllables_behind_a_degree(degree: str) -> None:
    assert told(f"{degree} Hoàng Nam, Giám đốc Sở Y tế, nói.") == [
        "Hoàng Nam: Giám đốc|Sở Y tế|Sông Hàm"
    ]


def test_a_specialist_s_degree_is_no_name() -> None:
    found = told("Giám đốc TTYT huyện Cái Sậy, bác sĩ chuyên khoa II Lê Văn Mẫn, nói.")
    assert found == ["Lê Văn Mẫn: Giám đốc|Trung tâm Y tế|Cái Sậy"]


def test_an_office_in_brackets_that_is_held_now() -> None:
    found = told("Phó Giám đốc Sở Y tế Lê Văn Mẫn (hiện là Giám đốc Sở Nội vụ) đã ký.")
    assert found == ["Lê Văn Mẫn: Phó Giám đốc|Sở Y tế|Sông Hàm, Giám đốc|Sở Nội vụ|Sông Hàm"]


def test_a_father_called_after_his_child() -> None:
    assert told("Ông Ama H'Lan, nguyên Bí thư Đảng ủy xã Tân Lộc, kể.") == [
        "Ama H'Lan: former Bí thư|Đảng ủy|Tân Lộc"
    ]


@pytest.mark.parametrize("said", ["trẻ nhất", "35 tuổi", "trẻ nhất tỉnh"])
def test_what_is_told_of_a_holder_between_his_office_and_his_name(said: str) -> None:
    assert told(f"Nữ chủ tịch phường Tân Rẫy {said} Phan Thị Mơ kể.") == [
        "Phan Thị Mơ: Chủ tịch|Ủy ban nhân dân|Tân Rẫy"
    ]
