from __future__ import annotations

import pytest

from worker.vietnamese.names.same_person import may_be_one

FULL = "Nguyễn Thị Hồng Yến"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (FULL, True),
        ("NGUYỄN THỊ HỒNG YẾN", True),
        ("Nguyen Thi Hong Yen", True),
        ("Hồng Yến", True),
        ("Yến", True),
        ("Nguyễn Yến", True),
        (f"{FULL} (Giồng Trôm)", True),
        ("Nguyễn Thị Hồng Yên", False),
        ("Nguyễn Thị Hồng", False),
        ("Yến Hồng", False),
        ("Trần Yến", False),
        ("Nguyễn Thị Hồng Yến Nhi", False),
        ("", False),
    ],
)
def test_whether_two_names_may_be_one_persons(other: str, same: bool) -> None:
    assert may_be_one(FULL, other) is same
    assert may_be_one(other, FULL) is same


def test_spellings_of_one_name_are_one_name() -> None:
    assert may_be_one("Lý Thuý Hoà", "Lí Thúy Hòa")
