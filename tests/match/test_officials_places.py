"""The place of an office in an article: what the phrase says, then what else may tell it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.match.sentences import NOWHERE, read, told
from worker.model import Office, Setting

SECRETARY = "Bí thư Tỉnh ủy Lê Văn Mẫn dự."


@pytest.mark.parametrize(
    ("paragraph", "setting", "place"),
    [
        (
            "Bí thư Tỉnh ủy Cù Mây Lê Văn Mẫn thăm tỉnh Trà Giồng.",
            Setting("Sông Hàm", date(2022, 1, 1)),
            "Cù Mây",
        ),
        (
            "BDK - Bí thư Tỉnh ủy Lê Văn Mẫn thăm tỉnh Trà Giồng.",
            Setting("Sông Hàm", date(2022, 1, 1)),
            "Sông Hàm",
        ),
        ("BDK - Bí thư Tỉnh ủy Lê Văn Mẫn thăm tỉnh Trà Giồng.", NOWHERE, "Bến Tre"),
        ("Bí thư Tỉnh ủy Lê Văn Mẫn thăm các nơi trong tỉnh Trà Giồng.", NOWHERE, "Trà Giồng"),
        (
            "Bí thư Tỉnh ủy Lê Văn Mẫn thăm huyện Ba Tri, huyện Giồng Trôm và huyện Chợ Lách.",
            NOWHERE,
            "Bến Tre",
        ),
        ("Bí thư Tỉnh ủy Lê Văn Mẫn thăm huyện Ba Tri và huyện Cái Bè.", NOWHERE, None),
        ("Bí thư Tỉnh ủy Lê Văn Mẫn dự.", NOWHERE, None),
        ("Bí thư Tỉnh ủy Lê Văn Mẫn dự.", Setting("Bến Tre", date(2025, 6, 30)), "Bến Tre"),
        ("Bí thư Tỉnh ủy Lê Văn Mẫn dự.", Setting("Bến Tre", date(2026, 2, 3)), "Vĩnh Long"),
        (
            "Bí thư Tỉnh ủy Bến Tre (cũ) Lê Văn Mẫn dự.",
            Setting("Bến Tre", date(2026, 2, 3)),
            "Bến Tre",
        ),
    ],
)
def test_the_province_of_an_office(paragraph: str, setting: Setting, place: str | None) -> None:
    (found,) = read(paragraph, setting=setting)
    assert [said.office.place for said in found.offices] == [place]


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        ("Bí thư Huyện ủy Cái Sậy", Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện", "Sông Hàm")),
        (
            "Bí thư Huyện ủy Giồng Trôm (Bến Tre)",
            Office("Bí thư", "Huyện ủy", "Giồng Trôm", "huyện", "Bến Tre"),
        ),
        (
            "Chủ tịch UBND xã Tân Rẫy, huyện Cái Sậy, tỉnh Cù Mây",
            Office("Chủ tịch", "Ủy ban nhân dân", "Tân Rẫy", "xã", "Cù Mây"),
        ),
        (
            "Chủ tịch UBND thị xã Vàm Rẻo",
            Office("Chủ tịch", "Ủy ban nhân dân", "Vàm Rẻo", "thị xã", "Sông Hàm"),
        ),
        (
            "Chủ tịch UBND TP. Mỹ Hàm",
            Office("Chủ tịch", "Ủy ban nhân dân", "Mỹ Hàm", "thành phố", "Sông Hàm"),
        ),
        (
            "Chủ tịch UBND TP.HCM",
            Office("Chủ tịch", "Ủy ban nhân dân", "Thành phố Hồ Chí Minh", "thành phố"),
        ),
        ("Bí thư Tỉnh ủy Cù Mây", Office("Bí thư", "Tỉnh ủy", "Cù Mây", "tỉnh")),
        ("Bộ trưởng Bộ Y tế", Office("Bộ trưởng", "Bộ Y tế")),
    ],
)
def test_the_unit_and_the_province_that_it_lies_in(phrase: str, office: Office) -> None:
    (found,) = read(f"Ông Lê Văn Mẫn, {phrase}, nói.")
    assert [said.office for said in found.offices] == [office]


def test_a_place_and_a_name_that_stand_side_by_side() -> None:
    assert told("Bí thư Huyện ủy Ba Tri Lê Văn Mẫn dự.") == ["Lê Văn Mẫn: Bí thư|Huyện ủy|Ba Tri"]
    assert told("Chủ tịch UBND tỉnh Lâm Đồng Nguyễn Văn Mẫn dự.") == [
        "Nguyễn Văn Mẫn: Chủ tịch|Ủy ban nhân dân|Lâm Đồng"
    ]
    assert told("Bí thư Huyện ủy Hồ Minh Thuận dự.") == ["Hồ Minh Thuận: Bí thư|Huyện ủy"]


def test_the_district_of_a_committee_is_the_one_that_the_article_names() -> None:
    found = told("Mưa ở huyện Cái Sậy.", "Bí thư Huyện ủy Lê Văn Mẫn đi kiểm tra.")
    assert found == ["Lê Văn Mẫn: Bí thư|Huyện ủy|Cái Sậy"]
    found = told("Mưa ở huyện Cái Sậy và huyện Vàm Nứa.", "Bí thư Huyện ủy Lê Văn Mẫn đi.")
    assert found == ["Lê Văn Mẫn: Bí thư|Huyện ủy"]


def test_an_office_of_an_unknown_district_without_a_name_is_no_mention() -> None:
    assert told("Bí thư Huyện ủy yêu cầu làm ngay.") == []


def test_a_provincial_citys_committee_is_not_the_provinces() -> None:
    assert told("Bí thư Thành ủy Mỹ Hàm nói.") == [
        "<Bí thư Thành ủy Mỹ Hàm>: Bí thư|Thành ủy|Mỹ Hàm"
    ]
    assert told("Mưa ở thành phố Mỹ Hàm.", "Bí thư Thành ủy nói.") == [
        "<Bí thư Thành ủy>: Bí thư|Thành ủy|Mỹ Hàm"
    ]
    city = Setting("Cần Thơ", date(2023, 1, 1))
    assert told("Bí thư Thành ủy nói.", setting=city) == [
        "<Bí thư Thành ủy>: Bí thư|Thành ủy|Cần Thơ"
    ]


@pytest.mark.parametrize("union", ["Thành đoàn", "Huyện đoàn", "Thị đoàn", "Quận đoàn"])
def test_where_the_youth_union_of_a_unit_is_named_its_secretary_is(union: str) -> None:
    found = told(f"{union} Cái Sậy mở hội trại.", f"Phó Bí thư {union} Lê Văn Mẫn trao quà.")
    assert found == [f"Lê Văn Mẫn: Phó Bí thư|{union}|Cái Sậy"]


def test_the_youth_union_of_another_unit_says_nothing() -> None:
    found = told("Huyện đoàn Cái Sậy mở hội trại.", "Phó Bí thư Thành đoàn Lê Văn Mẫn trao quà.")
    assert found == ["Lê Văn Mẫn: Phó Bí thư|Thành đoàn"]
