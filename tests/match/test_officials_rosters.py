"""Lists under a title that say who holds it in which unit."""

from __future__ import annotations

import pytest

from tests.match.sentences import told

SECRETARIES = ["Lê Văn Mẫn: Bí thư|Huyện ủy|Cái Sậy", "Phan Thị Mơ: Bí thư|Huyện ủy|Gò Muối"]


@pytest.mark.parametrize(
    "roster",
    [
        "Cái Sậy - Lê Văn Mẫn; Gò Muối - Phan Thị Mơ",
        "Cái Sậy: Lê Văn Mẫn, Gò Muối: Phan Thị Mơ",
        "Lê Văn Mẫn (Cái Sậy), Phan Thị Mơ (Gò Muối)",
        "Lê Văn Mẫn - Cái Sậy và Phan Thị Mơ - Gò Muối",
    ],
)
@pytest.mark.parametrize("heading", ["Bí thư Huyện ủy", "Các Bí thư Huyện ủy"])
def test_who_stands_beside_a_unit_holds_the_office_there(heading: str, roster: str) -> None:
    assert told(f"{heading}: {roster}.") == SECRETARIES


def test_a_roster_of_communes() -> None:
    assert told("Bí thư Đảng ủy xã: Tân Lộc - Lê Văn Mẫn; Tân Rẫy - Phan Thị Mơ.") == [
        "Lê Văn Mẫn: Bí thư|Đảng ủy|Tân Lộc",
        "Phan Thị Mơ: Bí thư|Đảng ủy|Tân Rẫy",
    ]


def test_a_list_of_names_alone_is_read_as_ever() -> None:
    assert told("Các Phó Chủ tịch UBND tỉnh: Lê Văn Mẫn, Phan Thị Mơ.") == [
        "Lê Văn Mẫn: Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm",
        "Phan Thị Mơ: Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm",
    ]
