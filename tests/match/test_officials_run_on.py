"""Lists and phrases that have lost their commas, and posts in companies beside offices."""

from __future__ import annotations

from datetime import date

import pytest

from tests.match.sentences import told
from worker.model import Setting

SECRETARY = "Phó Bí thư|Huyện ủy|Cái Sậy"


def test_a_list_without_commas_gives_each_what_stands_behind_him() -> None:
    found = told(
        "Có đồng chí Lê Văn Mẫn Phó Bí thư Huyện ủy đồng chí Tạ Văn Khuê Phó Chủ tịch UBND huyện "
        "Cái Sậy đồng chí Ngô Thị Chín Trưởng phòng Nội vụ huyện."
    )
    assert found == [
        f"Lê Văn Mẫn: {SECRETARY}",
        "Tạ Văn Khuê: Phó Chủ tịch|Ủy ban nhân dân|Cái Sậy",
        "Ngô Thị Chín: Trưởng phòng|Phòng Nội vụ|Cái Sậy",
    ]


@pytest.mark.parametrize("called", ["Đại tá", "Cô giáo", "Bác sĩ", "Tiến sĩ"])
def test_a_rank_or_a_degree_begins_a_name_that_its_office_follows(called: str) -> None:
    assert told(f"{called} Lê Văn Mẫn Phó Bí thư Huyện ủy Cái Sậy chia sẻ.") == [
        f"Lê Văn Mẫn: {SECRETARY}"
    ]


def test_the_party_office_of_a_company_stands_before_the_post_in_it() -> None:
    found = told(
        "Ông Lê Văn Mẫn - Bí thư Đảng ủy, Chủ tịch HĐQT Công ty Cao su Sông Hàm, Phó Chủ tịch Hội "
        "Nông dân tỉnh, dự."
    )
    assert found == ["Lê Văn Mẫn: Phó Chủ tịch|Hội Nông dân|Sông Hàm"]


def test_somebody_else_may_charge_a_deputy_with_the_head_s_work() -> None:
    found = told(
        "Ông Lê Văn Mẫn, Phó Bí thư Huyện ủy, được Ban Thường vụ Tỉnh ủy giao phụ trách Đảng bộ "
        "huyện Cái Sậy."
    )
    assert found == [f"Lê Văn Mẫn: {SECRETARY}, acting Bí thư|Huyện ủy|Cái Sậy"]


@pytest.mark.parametrize("ministry", ["Giao thông-Vận tải", "Giao thông - Vận tải"])
def test_the_ministry_of_transport_is_written_with_a_dash(ministry: str) -> None:
    assert told(f"Bộ trưởng Bộ {ministry} Lê Văn Mẫn chia buồn.") == [
        "Lê Văn Mẫn: Bộ trưởng|Bộ Giao thông vận tải"
    ]


@pytest.mark.parametrize("joint", [", {}, cho biết", " - {} cho biết", " ({}) cho biết"])
def test_two_words_are_the_unit_of_who_stands_before_the_office(joint: str) -> None:
    office = joint.format("Chủ tịch UBND xã Huỳnh Kho")
    assert told(f"Ông Lê Văn Mẫn{office} như vậy.") == [
        "Lê Văn Mẫn: Chủ tịch|Ủy ban nhân dân|Huỳnh Kho"
    ]


def test_two_words_are_a_person_where_nobody_stands_before_the_office() -> None:
    assert told("Theo Chủ tịch UBND xã Huỳnh Kho, đường đã sửa.") == [
        "Huỳnh Kho: Chủ tịch|Ủy ban nhân dân"
    ]


def test_a_given_name_with_its_years_is_no_pronoun() -> None:
    found = told(
        "Quốc hội miễn nhiệm chức Bộ trưởng Bộ Nội vụ đối với ông Lê Văn Mẫn. Ông Mẫn năm nay "
        "61 tuổi, từng là Bí thư Trung ương Đoàn."
    )
    youth = "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh"
    assert found == [
        "Lê Văn Mẫn: former Bộ trưởng|Bộ Nội vụ",
        f"Mẫn = Lê Văn Mẫn: former Bí thư|{youth}",
    ]


@pytest.mark.parametrize("home", ["TP.HCM", "TPHCM", "TP Hồ Chí Minh"])
def test_a_city_named_for_short_is_the_home_of_its_paper(home: str) -> None:
    city = Setting("Thành phố Hồ Chí Minh", date(2023, 9, 14))
    found = told(
        f"Chủ tịch UBND {home} Lê Văn Mẫn thăm thành phố Cái Sậy. Cùng đi có Phó Chủ tịch UBND TP "
        "Trần Thị Khuê.",
        setting=city,
    )
    of_city = "Ủy ban nhân dân|Thành phố Hồ Chí Minh"
    assert found == [f"Lê Văn Mẫn: Chủ tịch|{of_city}", f"Trần Thị Khuê: Phó Chủ tịch|{of_city}"]


def test_a_cell_and_a_procuracy_of_a_region_are_read() -> None:
    assert told("Ông Lê Văn Mẫn, Bí thư chi bộ khu vực An Mỹ, nói.") == [
        "Lê Văn Mẫn: Bí thư|Chi bộ|An Mỹ"
    ]
    assert told("Trung tá Lê Văn Mẫn - Viện trưởng Viện KSQS khu vực 52 nói.") == [
        "Lê Văn Mẫn: Viện trưởng|Viện kiểm sát quân sự khu vực 52"
    ]
