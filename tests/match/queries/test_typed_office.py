"""Offices as people type them: any case, with marks or without, abbreviated."""

from __future__ import annotations

import pytest

from worker.match.queries.asked import AskedOffice
from worker.match.queries.typed_office import read_typed
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
    ("phrase", "place", "unit", "within"),
    [
        ("Chủ tịch Ủy ban nhân dân Bãi Bồi (Cù Mây)", "Bãi Bồi", None, "Cù Mây"),
        ("Bí thư Huyện ủy Cái Sậy (Cù Mây)", "Cái Sậy", "huyện", "Cù Mây"),
        ("chủ tịch ubnd phường 7, cù mây", "Phường 7", "phường", "Cù Mây"),
        ("Chủ tịch UBND xã Bãi Bồi, huyện Cái Sậy, Cù Mây", "Bãi Bồi", "xã", "Cù Mây"),
        ("Chủ tịch UBND xã Bãi Bồi (tỉnh Cù Mây)", "Bãi Bồi", "xã", "Cù Mây"),
        ("Chủ tịch UBND xã (Cù Mây)", None, "xã", "Cù Mây"),
        ("Chủ tịch UBND tỉnh Trầm Ngải", "Trầm Ngải", "tỉnh", None),
        ("chủ tịch ubnd tỉnh trầm ngải", "Trầm Ngải", "tỉnh", None),
        ("Bí thư Tỉnh ủy Trầm Ngải", "Trầm Ngải", "tỉnh", None),
        ("Bí thư Đảng ủy xã Mã Đước, tỉnh Trầm Ngải", "Mã Đước", "xã", "Trầm Ngải"),
        ("Chủ tịch Ủy ban nhân dân Mã Đước (Trầm Ngải)", "Mã Đước", None, "Trầm Ngải"),
        ("Chủ tịch UBND xã Bãi Bồi( Cù Mây )", "Bãi Bồi", "xã", "Cù Mây"),
        ("Trưởng Công an Bãi Bồi (Cù Mây)", "Bãi Bồi", None, "Cù Mây"),
        ("Giám đốc Trung tâm Y tế Cái Sậy (Cù Mây)", "Cái Sậy", None, "Cù Mây"),
        ("Bí thư Huyện ủy Cái Nhum Bé (Cù Mây)", "Cái Nhum Bé", "huyện", "Cù Mây"),
        ("Đại biểu Quốc hội Bến Tre", "Bến Tre", None, None),
    ],
)
def test_a_place_is_read_as_the_registry_prints_it_whatever_it_begins_with(
    phrase: str, place: str | None, unit: str | None, within: str | None
) -> None:
    read = read_typed(phrase)
    assert read.office is not None
    assert (read.rest, read.office.place, read.office.unit) == ("", place, unit)
    assert read.office.within == within


def test_of_two_communes_of_one_name_the_province_chooses() -> None:
    [here, there] = [read_typed(f"Chủ tịch UBND xã Bãi Bồi ({x})") for x in ("Cù Mây", "Sông Hàm")]
    assert here.office is not None
    assert there.office is not None
    asked = AskedOffice(here.office)
    assert [asked.is_asked(here.office), asked.is_asked(there.office)] == [True, False]


@pytest.mark.parametrize(
    ("phrase", "rest"),
    [
        ("Bí thư Tỉnh ủy (Sông Hàm)", "(Sông Hàm)"),
        ("Bí thư Tỉnh ủy Lê Văn Sáu", "Lê Văn Sáu"),
        ("Chủ tịch UBND tỉnh Lê Văn Sáu", "Lê Văn Sáu"),
        ("Chủ tịch UBND xã Bãi Bồi, năm 2022", "năm 2022"),
        ("Bộ trưởng Bộ Y tế (Sông Hàm)", "(Sông Hàm)"),
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
