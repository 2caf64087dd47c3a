"""Officials of the army: units by number, staffs, and the courts of soldiers; all invented."""

from __future__ import annotations

import pytest

from tests.match.sentences import told


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        ("Lữ đoàn trưởng 962", "Lữ đoàn trưởng|Lữ đoàn 962"),
        ("Chính ủy Lữ đoàn Tàu ngầm 197", "Chính ủy|Lữ đoàn Tàu ngầm 197"),
        ("Chính trị viên Tiểu đoàn 3 - Lữ đoàn 962", "Chính trị viên|Tiểu đoàn 3"),
        (
            "Phó Lữ đoàn trưởng, Tham mưu trưởng Lữ đoàn 197",
            "Phó Lữ đoàn trưởng|Lữ đoàn 197, Tham mưu trưởng|Lữ đoàn 197",
        ),
        (
            "Phó Tham mưu trưởng, Trưởng phòng Tác chiến Quân khu 9",
            "Phó Tham mưu trưởng|Quân khu 9, Trưởng phòng|Phòng Tác chiến Quân khu 9",
        ),
        (
            "Phó Chánh án Tòa án nhân dân tối cao, Chánh án Tòa án quân sự Trung ương",
            "Phó Chánh án|Tòa án nhân dân tối cao, Chánh án|Tòa án quân sự Trung ương",
        ),
        ("Chánh án Tòa án Quân sự Quân khu 9", "Chánh án|Tòa án quân sự Quân khu 9"),
        (
            "Viện trưởng Viện kiểm sát quân sự khu vực 2 Quân khu 9",
            "Viện trưởng|Viện kiểm sát quân sự khu vực 2 Quân khu 9",
        ),
    ],
)
def test_units_staffs_and_courts_of_the_army_are_read(phrase: str, office: str) -> None:
    assert told(f"Đại tá Lê Văn Mẫn, {phrase}, phát biểu.") == [f"Lê Văn Mẫn: {office}"]


def test_a_commissar_of_a_department_has_the_number_of_the_army_that_the_text_names() -> None:
    assert told(
        "Bộ Tư lệnh Quân khu 9 đón khách.",
        "Cùng dự có Đại tá Lê Văn Mẫn, Phó Chính ủy Cục Hậu cần - Kỹ thuật Quân khu.",
    ) == ["Lê Văn Mẫn: Phó Chính ủy|Cục Hậu cần - Kỹ thuật Quân khu 9"]


def test_a_year_behind_the_head_of_a_brigade_is_no_number_of_his() -> None:
    assert told("Lữ đoàn trưởng 2/3 chiều dài tuyến đê Lê Văn Mẫn.") == []


def test_the_fleet_that_the_text_names_is_meant_by_its_kind_alone() -> None:
    assert told(
        "Quân chủng Hải quân kiểm tra.",
        "Đoàn do Chuẩn đô đốc Lê Văn Mẫn, Phó Tham mưu trưởng Quân chủng làm trưởng đoàn.",
    ) == ["Lê Văn Mẫn: Phó Tham mưu trưởng|Quân chủng Hải quân"]


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        ("Chỉ huy trưởng quân sự xã Gò Muối", "Chỉ huy trưởng|Ban Chỉ huy quân sự|Gò Muối"),
        ("Cục trưởng Cục tác chiến", "Cục trưởng|Cục Tác chiến"),
        ("Cục trưởng Cục hậu cần", "Cục trưởng|Cục Hậu cần"),
        (
            "Chính ủy Bộ đội Biên phòng, Bộ Quốc phòng",
            "Chính ủy|Bộ Tư lệnh Bộ đội Biên phòng",
        ),
    ],
)
def test_units_that_papers_call_by_fewer_or_smaller_words_are_read(
    phrase: str, office: str
) -> None:
    assert told(f"Đại tá Lê Văn Mẫn, {phrase}, phát biểu.") == [f"Lê Văn Mẫn: {office}"]


def test_border_guards_of_the_ministry_are_of_no_province() -> None:
    assert told(
        "Đại tá Lê Văn Mẫn, Chính ủy Bộ đội Biên phòng tỉnh Sông Hàm được bổ nhiệm giữ chức Phó "
        "Chính ủy Bộ đội Biên phòng, Bộ Quốc phòng."
    ) == [
        "Lê Văn Mẫn: Chính ủy|Bộ Chỉ huy Bộ đội Biên phòng|Sông Hàm, "
        "Phó Chính ủy|Bộ Tư lệnh Bộ đội Biên phòng"
    ]
