"""Lists and phrases that have lost their commas, and posts in companies beside offices."""

from __future__ import annotations

import pytest

from tests.match.sentences import told

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
