"""Whose office it is where a rank and a name stand behind it, and units behind a province."""

from __future__ import annotations

import pytest

from tests.match.sentences import told

SECRETARY = "Bành Văn Lộc: Bí thư|Tỉnh ủy|Sông Hàm"
CHIEF = "Giám đốc|Công an|Sông Hàm"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Bí thư Tỉnh ủy Bành Văn Lộc, Giám đốc Công an tỉnh, Đại tá Tạ Hữu Nghĩa thăm chợ.",
            [SECRETARY, f"Tạ Hữu Nghĩa: {CHIEF}"],
        ),
        (
            "Bí thư Tỉnh ủy Bành Văn Lộc và Giám đốc Công an tỉnh, Thiếu tướng Tạ Hữu Nghĩa dự lễ.",
            [SECRETARY, f"Tạ Hữu Nghĩa: {CHIEF}"],
        ),
        (
            "Bí thư Tỉnh ủy Bành Văn Lộc và Giám đốc Sở Nội vụ, Thạc sĩ Tạ Hữu Nghĩa dự lễ.",
            [SECRETARY, "Tạ Hữu Nghĩa: Giám đốc|Sở Nội vụ|Sông Hàm"],
        ),
        (
            "Cùng dự có ông Bành Văn Lộc, Bí thư Tỉnh ủy, Đại tá Tạ Hữu Nghĩa, Giám đốc Công an"
            " tỉnh.",
            [SECRETARY, f"Tạ Hữu Nghĩa: {CHIEF}"],
        ),
        (
            "Ông Bành Văn Lộc, Giám đốc Công an tỉnh, Đại tá Tạ Hữu Nghĩa và bà con dự lễ.",
            [f"Bành Văn Lộc: {CHIEF}"],
        ),
    ],
)
def test_a_rank_and_a_name_behind_an_office_are_its_holders(
    sentence: str, expected: list[str]
) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "behind",
    [", các xã rà soát từng hộ.", ", các phường tổ chức trực ban.", ", xã Sông Mía đã làm xong."],
)
def test_a_clause_about_other_units_leaves_an_office_its_holder(behind: str) -> None:
    assert told(f"Theo chỉ đạo của Chủ tịch UBND tỉnh{behind}") == [
        "<Chủ tịch UBND tỉnh>: Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Chủ tịch UBND tỉnh, huyện, xã chịu trách nhiệm trước pháp luật.",
        "Giao Chủ tịch UBND huyện, thị xã, thành phố rà soát từng hộ.",
        "Chủ tịch UBND xã, phường kiểm tra việc này.",
    ],
)
def test_offices_of_a_row_of_units_are_nobodys(sentence: str) -> None:
    assert told(sentence) == []
