"""Of which body somebody is: the police's, a committee said for short, as papers write them."""

from __future__ import annotations

import pytest

from tests.match.sentences import told


@pytest.mark.parametrize("joint", [";", " chủ trì.", " và"])
def test_who_heads_the_investigators_is_one_of_the_police_named_before(joint: str) -> None:
    found = told(
        f"Đại tá Lê Văn Mẫn, Giám đốc Công an tỉnh Cù Mây{joint} Thượng tá Hồ Việt Trung, Phó Giám"
        " đốc, Thủ trưởng Cơ quan Cảnh sát điều tra, trả lời báo chí."
    )
    assert found[1] == (
        "Hồ Việt Trung: Phó Giám đốc|Công an|Cù Mây, "
        "Thủ trưởng|Cơ quan Cảnh sát điều tra Công an|Cù Mây"
    )


def test_a_department_behind_the_investigators_is_another_subject() -> None:
    found = told("Theo lệnh của Thủ trưởng Cơ quan Cảnh sát điều tra, Phòng Cảnh sát kinh tế vào.")
    assert found == ["<Thủ trưởng Cơ quan Cảnh sát điều tra>: Thủ trưởng|Cơ quan Cảnh sát điều tra"]


def test_the_committee_that_is_called_so_for_short_was_named_before() -> None:
    found = told(
        "Ủy ban Kiểm tra Trung ương họp dưới sự chủ trì của Chủ nhiệm Ủy ban Trần Văn Sáu.",
        "UBND tỉnh họp. Chủ nhiệm Ủy ban Lê Văn Mẫn dự.",
    )
    assert found == [
        "Trần Văn Sáu: Chủ nhiệm|Ủy ban Kiểm tra Trung ương",
        "Lê Văn Mẫn: Chủ nhiệm|Ủy ban Kiểm tra Trung ương",
    ]


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Bí thư ĐUQS tỉnh", "Bí thư|Đảng ủy Quân sự|Sông Hàm"),
        ("Phó Bí thư Đảng ủy Quân sự", "Phó Bí thư|Đảng ủy Quân sự|Sông Hàm"),
        ("Chi huy trưởng Bộ CHQS tỉnh", "Chỉ huy trưởng|Bộ Chỉ huy quân sự|Sông Hàm"),
        (
            "Chánh Văn phòng Đoàn đại biểu Quốc hội-Hội đồng Nhân dân tỉnh",
            "Chánh Văn phòng|Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân|Sông Hàm",
        ),
        (
            "Trưởng phòng Quản lý Hành nghề Y Dược tư nhân, Sở Y tế",
            "Trưởng phòng|Phòng Quản lý Hành nghề Y Dược tư nhân, Sở Y tế|Sông Hàm",
        ),
        (
            "Chủ tịch Ủy ban Quốc gia về người cao tuổi Việt Nam",
            "Chủ tịch|Ủy ban Quốc gia về người cao tuổi",
        ),
        (
            "Phó Chủ tịch Ủy ban Quốc gia về chuyển đổi số",
            "Phó Chủ tịch|Ủy ban Quốc gia về chuyển đổi số",
        ),
    ],
)
def test_bodies_as_papers_write_them(title: str, office: str) -> None:
    assert told(f"{title} Lê Văn Mẫn dự họp.") == [f"Lê Văn Mẫn: {office}"]


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        (
            "Ông Lê Văn Mẫn được giao phụ trách, điều hành hoạt động của Sở Y tế.",
            "acting Giám đốc|Sở Y tế|Sông Hàm",
        ),
        (
            "Giao ông Lê Văn Mẫn, Phó Giám đốc Sở Y tế phụ trách điều hành hoạt động của Sở Y tế.",
            "acting Phó Giám đốc|Sở Y tế|Sông Hàm",
        ),
        (
            "Phó Giám đốc Sở Y tế Lê Văn Mẫn phụ trách hoạt động của Bệnh viện Mắt.",
            "Phó Giám đốc|Sở Y tế|Sông Hàm",
        ),
    ],
)
def test_who_runs_the_work_of_a_body(sentence: str, office: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: {office}"]
