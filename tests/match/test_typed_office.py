"""Offices as people type them: any case, with marks or without, abbreviated."""

from __future__ import annotations

import pytest

from worker.match.typed_office import read_typed
from worker.model import Office

SECRETARY = Office("Bí thư", "Tỉnh ủy", "Sông Hàm", "tỉnh")
CHAIR = Office("Chủ tịch", "Ủy ban nhân dân", "Cái Sậy", "huyện", "Sông Hàm")


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        ("Bí thư Tỉnh ủy Sông Hàm", SECRETARY),
        ("bí thư tỉnh uỷ sông hàm", SECRETARY),
        ("BÍ THƯ TỈNH ỦY SÔNG HÀM", SECRETARY),
        ("đồng chí Bí thư Tỉnh ủy Sông Hàm", SECRETARY),
        ("quyền Bí thư Tỉnh ủy Sông Hàm", SECRETARY),
        ("Chủ tịch UBND huyện Cái Sậy, tỉnh Sông Hàm", CHAIR),
        ("chủ tịch ubnd huyện cái sậy, tỉnh sông hàm", CHAIR),
        ("Bí thư Tỉnh ủy", Office("Bí thư", "Tỉnh ủy", None, "tỉnh")),
        ("bộ trưởng bộ y tế", Office("Bộ trưởng", "Bộ Y tế")),
        ("Thủ tướng", Office("Thủ tướng", "Chính phủ")),
        ("bi thu tinh uy ben tre", Office("Bí thư", "Tỉnh ủy", "Bến Tre", "tỉnh")),
        ("bi thu tinh uy song ham", Office("Bí thư", "Tỉnh ủy", "Song Ham", "tỉnh")),
    ],
)
def test_an_office_is_read_whole(phrase: str, office: Office) -> None:
    read = read_typed(phrase)
    assert (read.office, read.rest, read.former) == (office, "", False)


@pytest.mark.parametrize(
    ("phrase", "rest"),
    [
        ("Bí thư Tỉnh ủy Sông Hàm, Chủ tịch HĐND tỉnh", "Chủ tịch HĐND tỉnh"),
        ("Bí thư Tỉnh ủy Bến Tre vào năm ngoái", "vào năm ngoái"),
    ],
)
def test_what_is_left_over_is_told_and_not_passed_over(phrase: str, rest: str) -> None:
    read = read_typed(phrase)
    assert read.office is not None
    assert read.rest == rest


@pytest.mark.parametrize("phrase", ["Kiều Thanh Vĩ", "họp với Bí thư Tỉnh ủy", "các bí thư chi bộ"])
def test_what_is_no_office_is_none(phrase: str) -> None:
    assert read_typed(phrase).office is None


def test_a_former_holder_is_told_from_a_present_one() -> None:
    assert read_typed("nguyên Bí thư Tỉnh ủy Sông Hàm").former
