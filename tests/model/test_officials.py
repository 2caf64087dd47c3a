from __future__ import annotations

import pytest

from worker.model import Office, Official

COUNTY = Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện", "Trà Giồng")


@pytest.mark.parametrize(
    ("office", "written"),
    [
        (COUNTY, "Bí thư Huyện ủy Cái Sậy (Trà Giồng)"),
        (Office("Bí thư", "Huyện ủy", "Cái Sậy"), "Bí thư Huyện ủy Cái Sậy"),
        (Office("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm"), "Chủ tịch Ủy ban nhân dân Sông Hàm"),
        (
            Office("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm", "tỉnh", "Sông Hàm"),
            "Chủ tịch Ủy ban nhân dân Sông Hàm",
        ),
        (Office("Bộ trưởng", "Bộ Y tế"), "Bộ trưởng Bộ Y tế"),
        (Office("Chánh Thanh tra", "Thanh tra", "Giồng Trôm"), "Chánh Thanh tra Giồng Trôm"),
        (Office("Phó Chánh Thanh tra", "Thanh tra Chính phủ"), "Phó Chánh Thanh tra Chính phủ"),
    ],
)
def test_an_office_reads_as_people_write_it(office: Office, written: str) -> None:
    assert str(office) == written


@pytest.mark.parametrize(
    "other",
    [
        COUNTY,
        Office("Bí thư", "Huyện ủy", "Cái Sậy"),
        Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện"),
        Office("Bí thư", "Huyện ủy", "Cái Sậy", None, "Trà Giồng"),
    ],
)
def test_what_one_leaves_open_the_other_may_say(other: Office) -> None:
    assert COUNTY.may_be(other)
    assert other.may_be(COUNTY)


@pytest.mark.parametrize(
    "other",
    [
        Office("Phó Bí thư", "Huyện ủy", "Cái Sậy", "huyện", "Trà Giồng"),
        Office("Bí thư", "Thị ủy", "Cái Sậy", "huyện", "Trà Giồng"),
        Office("Bí thư", "Huyện ủy", "Vàm Rẻo", "huyện", "Trà Giồng"),
        Office("Bí thư", "Huyện ủy", None, "huyện", "Trà Giồng"),
        Office("Bí thư", "Huyện ủy", "Cái Sậy", "thị xã", "Trà Giồng"),
        Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện", "Cù Mây"),
    ],
)
def test_offices_that_differ_in_anything_said_are_two(other: Office) -> None:
    assert not COUNTY.may_be(other)
    assert not other.may_be(COUNTY)


def test_a_label_tells_namesakes_apart() -> None:
    assert Official("Lê Văn Mẫn").label == "Lê Văn Mẫn"
    assert Official("Lê Văn Mẫn", distinction="Cái Sậy").label == "Lê Văn Mẫn (Cái Sậy)"
