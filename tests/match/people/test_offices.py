from __future__ import annotations

import pytest

from worker.match.people.offices import is_single
from worker.model import Office


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("Bí thư", "Tỉnh ủy"),
        ("Phó Bí thư Thường trực", "Tỉnh ủy"),
        ("Phó Chủ tịch Thường trực", "Ủy ban nhân dân"),
        ("Phó Thủ tướng Thường trực", "Chính phủ"),
        ("Thứ trưởng Thường trực", "Bộ Y tế"),
        ("Bí thư", "Quân ủy Trung ương"),
        ("Bí thư thứ nhất", "Trung ương Đoàn"),
        ("Thủ tướng", "Chính phủ"),
        ("Giám đốc", "Sở Y tế"),
    ],
)
def test_offices_of_one_holder(role: str, body: str) -> None:
    assert is_single(Office(role, body))


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("Phó Bí thư", "Tỉnh ủy"),
        ("Phó Thủ tướng", "Chính phủ"),
        ("phó giám đốc", "Sở Y tế"),
        ("Thứ trưởng", "Bộ Y tế"),
        ("Ủy viên", "Bộ Chính trị"),
        ("Ủy viên Thường trực", "Hội đồng nhân dân"),
        ("Tỉnh ủy viên", "Tỉnh ủy"),
        ("Đại biểu", "Quốc hội"),
        ("Hàm Vụ trưởng", "Văn phòng Trung ương Đảng"),
        ("Bí thư", "Ban Chấp hành Trung ương Đảng"),
    ],
)
def test_offices_of_several_holders(role: str, body: str) -> None:
    assert not is_single(Office(role, body))
