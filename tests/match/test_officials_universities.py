"""Heads of universities, their parts and the institutes of ministries; all invented."""

from __future__ import annotations

import pytest

from tests.match.sentences import told

NATIONAL = "Đại học Quốc gia Thành phố Hồ Chí Minh"


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        (
            "Hiệu trưởng Trường ĐH Cái Sậy - ĐH Quốc gia TP.HCM",
            f"Hiệu trưởng|Trường Đại học Cái Sậy, {NATIONAL}",
        ),
        ("Phó Giám đốc ĐHQG-HCM", f"Phó Giám đốc|{NATIONAL}"),
        (
            "Hiệu trưởng Trường ĐH Ngô Thị Sáu nhiệm kỳ 2021-2026",
            "Hiệu trưởng|Trường Đại học Ngô Thị Sáu",
        ),
        (
            "Hiệu trưởng Trường Đại học Quốc tế (Đại học Quốc gia TPHCM)",
            f"Hiệu trưởng|Trường Đại học Quốc tế, {NATIONAL}",
        ),
        (
            "Phó Giám đốc phụ trách chuyên môn Bệnh viện Nhi Trung ương",
            "Phó Giám đốc|Bệnh viện Nhi Trung ương",
        ),
        (
            "Phó Giám đốc Trung tâm đào tạo - Phó Trưởng phòng Kế hoạch tổng hợp Bệnh viện Cái Sậy",
            "Phó Giám đốc|Trung tâm Đào tạo|Sông Hàm,"
            " Phó Trưởng phòng|Phòng Kế hoạch tổng hợp, Bệnh viện Cái Sậy",
        ),
        (
            "Phó Vụ trưởng Vụ Thể thao Quần chúng (Tổng cục Thể thao)",
            "Phó Vụ trưởng|Vụ Thể thao Quần chúng, Tổng cục Thể thao",
        ),
        (
            "Trưởng ban Công tác đại biểu thuộc Ủy ban Thường vụ QH",
            "Trưởng ban|Ban Công tác đại biểu",
        ),
        (
            "nguyên Chủ nhiệm Ủy ban Văn hóa - Giáo dục - Thanh thiếu niên và nhi đồng của QH",
            "former Chủ nhiệm|Ủy ban Văn hóa, Giáo dục, Thanh niên, Thiếu niên và Nhi đồng của"
            " Quốc hội",
        ),
        (
            "Phó Bí thư Thường trực, Chính ủy Bộ CHQS tỉnh",
            "Phó Bí thư Thường trực|Đảng ủy Bộ Chỉ huy quân sự|Sông Hàm,"
            " Chính ủy|Bộ Chỉ huy quân sự|Sông Hàm",
        ),
    ],
)
def test_a_body_says_of_which_it_is_part(phrase: str, office: str) -> None:
    assert told(f"Ông Lê Văn Mẫn, {phrase}, dự lễ.") == [f"Lê Văn Mẫn: {office}"]


def test_two_with_degrees_share_a_verb() -> None:
    assert told(
        "Thủ tướng bổ nhiệm PGS.TS Lê Văn Mẫn và GS Ngô Thị Sáu giữ chức vụ Phó Giám đốc ĐH Quốc"
        " gia TP.HCM."
    )[1:] == [f"Lê Văn Mẫn: Phó Giám đốc|{NATIONAL}", f"Ngô Thị Sáu: Phó Giám đốc|{NATIONAL}"]


def test_who_leads_is_told_of_a_university_that_has_them() -> None:
    assert told(
        "Đại học Quốc gia TP.HCM có Giám đốc là ông Lê Văn Mẫn, cùng 2 phó giám đốc gồm: ông Tạ"
        " Hữu Chín và bà Ngô Thị Sáu."
    ) == [
        f"Lê Văn Mẫn: Giám đốc|{NATIONAL}",
        f"Tạ Hữu Chín: Phó Giám đốc|{NATIONAL}",
        f"Ngô Thị Sáu: Phó Giám đốc|{NATIONAL}",
    ]


def test_an_office_that_is_handed_over_is_nobody_s_yet() -> None:
    assert told("Bộ CHQS tỉnh bàn giao nhiệm vụ Chính ủy Bộ CHQS tỉnh sáng nay.") == []


def test_a_teacher_is_called_one_and_her_school_s_name_ends_before_what_it_holds() -> None:
    assert told(
        "Trường THCS Cái Sậy tổ chức lễ kỷ niệm.",
        "Cô giáo Ngô Thị Sáu – Phó Hiệu trưởng nhà trường tổng kết.",
    ) == ["Ngô Thị Sáu: Phó Hiệu trưởng|Trường Trung học cơ sở Cái Sậy"]


def test_an_institute_s_name_ends_before_whom_a_decision_concerns() -> None:
    assert told(
        "Trao quyết định kiêm nhiệm chức vụ Viện trưởng Viện Xã hội học đối với PGS.TS Lê Văn Mẫn."
    ) == ["Lê Văn Mẫn: Viện trưởng|Viện Xã hội học"]
