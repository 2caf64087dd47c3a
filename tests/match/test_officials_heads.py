"""Who heads a body: behind degrees and patrons, in brackets and on rosters."""

from __future__ import annotations

import pytest

from tests.match.sentences import told


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Giám đốc Bệnh viện Đa khoa Cái Sậy BS.CKII Lê Thị Mẫn nói.",
            "Lê Thị Mẫn: Giám đốc|Bệnh viện Đa khoa Cái Sậy",
        ),
        (
            "Giám đốc Trung tâm Y tế khu vực Cái Sậy BS.CK1 Lê Văn Mẫn nói.",
            "Lê Văn Mẫn: Giám đốc|Trung tâm Y tế khu vực Cái Sậy",
        ),
        (
            "Giám đốc Bệnh viện Phụ sản tỉnh BS CKII Lê Thị Mẫn nói.",
            "Lê Thị Mẫn: Giám đốc|Bệnh viện Phụ sản|Sông Hàm",
        ),
        (
            "Giám đốc Trung tâm Bảo trợ xã hội tỉnh CN Lê Văn Mẫn nói.",
            "Lê Văn Mẫn: Giám đốc|Trung tâm Bảo trợ xã hội|Sông Hàm",
        ),
        (
            "Hiệu trưởng Trường Đại học Sông Hàm NGND.PGS.TS Lê Văn Mẫn nói.",
            "Lê Văn Mẫn: Hiệu trưởng|Trường Đại học Sông Hàm",
        ),
        (
            "Hiệu trưởng Trường Tiểu học Nguyễn Sâm Thạc sĩ Lê Văn Mẫn nói.",
            "Lê Văn Mẫn: Hiệu trưởng|Trường Tiểu học Nguyễn Sâm",
        ),
        (
            "Hiệu trưởng Trường Cao đẳng CN Sông Hàm Lê Văn Mẫn nói.",
            "Lê Văn Mẫn: Hiệu trưởng|Trường Cao đẳng CN Sông Hàm",
        ),
    ],
)
def test_a_degree_before_the_name_belongs_to_no_body_and_no_place(
    sentence: str, found: str
) -> None:
    assert told(sentence) == [found]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Phó Trưởng Ban Quản lý Khu di tích Nguyễn Hải Sâm Lê Thị Mẫn nói.",
            "Lê Thị Mẫn: Phó Trưởng ban|Ban Quản lý Khu di tích Nguyễn Hải Sâm",
        ),
        (
            "Trưởng Ban Quản lý Khu di tích Nguyễn Hải Sâm ký văn bản.",
            "<Trưởng Ban Quản lý Khu di tích Nguyễn Hải Sâm>: "
            "Trưởng ban|Ban Quản lý Khu di tích Nguyễn Hải Sâm",
        ),
        (
            "Giám đốc Ban Quản lý Khu lưu niệm Nữ tướng Nguyễn Hải Sâm Lê Thị Mẫn nói.",
            "Lê Thị Mẫn: Giám đốc|Ban Quản lý Khu lưu niệm Nữ tướng Nguyễn Hải Sâm",
        ),
        (
            "Giám đốc Nhà hát Cải lương Nguyễn Hải Sâm Lê Thị Mẫn nói.",
            "Lê Thị Mẫn: Giám đốc|Nhà hát Cải lương Nguyễn Hải Sâm",
        ),
        (
            "Trưởng Ban Quản lý di tích tỉnh Lê Thị Mẫn nói.",
            "Lê Thị Mẫn: Trưởng ban|Ban Quản lý di tích|Sông Hàm",
        ),
    ],
)
def test_who_a_memorial_or_a_theatre_is_named_after_does_not_head_it(
    sentence: str, found: str
) -> None:
    assert told(sentence) == [found]


@pytest.mark.parametrize(
    "names",
    [
        ": các ông Lê Văn Mẫn, Ngô Văn Hòa và Đỗ Văn Sâm",
        ": các đồng chí Lê Văn Mẫn, Ngô Văn Hòa và Đỗ Văn Sâm",
        " gồm các ông, bà: Lê Văn Mẫn, Ngô Văn Hòa và Đỗ Văn Sâm",
    ],
)
def test_a_roster_names_all_who_hold_an_office(names: str) -> None:
    office = "Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    assert told(f"Phó Chủ tịch UBND tỉnh{names}.") == [
        f"Lê Văn Mẫn: {office}",
        f"Ngô Văn Hòa: {office}",
        f"Đỗ Văn Sâm: {office}",
    ]


@pytest.mark.parametrize("people", ["các ông", "các đồng chí", "hai đồng chí"])
def test_several_behind_a_comma_do_not_hold_an_office_of_one(people: str) -> None:
    found = told(f"Theo Chủ tịch UBND tỉnh, {people} Lê Văn Mẫn và Ngô Văn Hòa bị phạt.")
    assert found == ["<Chủ tịch UBND tỉnh>: Chủ tịch|Ủy ban nhân dân|Sông Hàm"]


def test_all_of_whom_a_title_is_said_in_brackets_hold_it() -> None:
    assert told("Cùng dự có Lê Văn Mẫn và Ngô Thị Hòa (đều là Phó Chủ tịch UBND tỉnh).") == [
        "Lê Văn Mẫn: Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm",
        "Ngô Thị Hòa: Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm",
    ]
    assert told("Đi cùng Lê Văn Mẫn có Ngô Thị Hòa (Phó Chủ tịch UBND tỉnh).") == [
        "Ngô Thị Hòa: Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm",
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Ông Lê Văn Mẫn, Phó Trưởng Ban Quản lý các khu kinh tế, khu công nghiệp tỉnh, nói.",
            "Lê Văn Mẫn: Phó Trưởng ban|Ban Quản lý các khu kinh tế, khu công nghiệp|Sông Hàm",
        ),
        (
            "Trưởng BQL dự án đầu tư xây dựng công trình giao thông tỉnh Lê Văn Mẫn nói.",
            "Lê Văn Mẫn: Trưởng ban|"
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông|Sông Hàm",
        ),
        (
            "Giám đốc NHNN chi nhánh khu vực 14 Lê Văn Mẫn nói.",
            "Lê Văn Mẫn: Giám đốc|Ngân hàng Nhà nước khu vực 14",
        ),
    ],
)
def test_boards_and_the_state_bank_are_read_with_their_whole_names(
    sentence: str, found: str
) -> None:
    assert told(sentence) == [found]


def test_heads_of_two_departments_are_two() -> None:
    assert told("Dự có Giám đốc Sở Công Thương, Phó Giám đốc Sở Nội vụ Lê Văn Mẫn.") == [
        "<Giám đốc Sở Công Thương>: Giám đốc|Sở Công Thương|Sông Hàm",
        "Lê Văn Mẫn: Phó Giám đốc|Sở Nội vụ|Sông Hàm",
    ]


def test_departments_that_somebody_led_one_after_another_are_all_his() -> None:
    assert told("Bà Phan Thị Mơ từng là Giám đốc Sở Y tế, Giám đốc Sở Nội vụ.") == [
        "Phan Thị Mơ: former Giám đốc|Sở Y tế|Sông Hàm, former Giám đốc|Sở Nội vụ|Sông Hàm"
    ]


def test_new_deputies_are_all_named() -> None:
    assert told("Hai tân Phó Thủ tướng gồm bà Phan Thị Mơ và ông Lê Văn Mẫn.") == [
        "Phan Thị Mơ: Phó Thủ tướng|Chính phủ",
        "Lê Văn Mẫn: Phó Thủ tướng|Chính phủ",
    ]


def test_the_office_of_a_ministry_named_before() -> None:
    found = told(
        "Dự có Thứ trưởng Bộ Y tế Lê Văn Mẫn; bà Phan Thị Mơ, Chánh Văn phòng Bộ.",
        "Chánh Thanh tra Bộ Tạ Văn Khuê cùng Chánh Văn phòng Bộ và các vụ cùng dự.",
    )
    assert found == [
        "Lê Văn Mẫn: Thứ trưởng|Bộ Y tế",
        "Phan Thị Mơ: Chánh Văn phòng|Văn phòng Bộ Y tế",
        "Tạ Văn Khuê: Chánh Thanh tra|Thanh tra Bộ Y tế",
        "<Chánh Văn phòng Bộ> = Phan Thị Mơ: Chánh Văn phòng|Văn phòng Bộ Y tế",
    ]


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Tư lệnh Cảnh sát cơ động", "Tư lệnh|Bộ Tư lệnh Cảnh sát cơ động"),
        ("Kiểm toán trưởng KTNN khu vực IV", "Kiểm toán trưởng|Kiểm toán nhà nước khu vực IV"),
    ],
)
def test_heads_of_the_whole_country_and_its_regions(title: str, office: str) -> None:
    assert told(f"{title} Lê Văn Mẫn nói.") == [f"Lê Văn Mẫn: {office}"]


@pytest.mark.parametrize(
    "names",
    ["Lê Văn Mẫn và Phan Thị Mơ", "Lê Văn Mẫn, Phan Thị Mơ"],
)
def test_deputies_who_share_their_title_without_a_word_for_it(names: str) -> None:
    office = "Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    assert told(f"Phó Chủ tịch UBND tỉnh {names} cùng dự.") == [
        f"Lê Văn Mẫn: {office}",
        f"Phan Thị Mơ: {office}",
    ]


@pytest.mark.parametrize(
    "other",
    [
        "ông Phan Văn Mơ",
        "Phan Văn Mơ, Chủ tịch Hội Luật gia tỉnh",
        "Phan Văn Mơ - Giám đốc Công ty Gò Muối",
        "Cù Mây",
    ],
)
def test_who_is_called_otherwise_does_not_share_a_deputy_s_title(other: str) -> None:
    (found,) = told(f"Phó Chủ tịch UBND tỉnh Lê Văn Mẫn và {other} cùng dự.")
    assert found.startswith("Lê Văn Mẫn: ")


def test_a_head_shares_his_title_with_nobody() -> None:
    (found,) = told("Chủ tịch UBND tỉnh Lê Văn Mẫn và Phan Thị Mơ cùng dự.")
    assert found.startswith("Lê Văn Mẫn: ")


def test_a_ministry_in_brackets_behind_the_name() -> None:
    assert told("Hội nghị do Thứ trưởng Lê Văn Mẫn (Bộ Nội vụ) chủ trì.") == [
        "Lê Văn Mẫn: Thứ trưởng|Bộ Nội vụ"
    ]


def test_a_role_alone_over_a_list_is_theirs_who_stand_on_it() -> None:
    found = told("Bí thư Tỉnh đoàn Phan Thị Mơ, Phó Bí thư: Lê Văn Mẫn, Tạ Văn Khuê dự.")
    assert found == [
        "Phan Thị Mơ: Bí thư|Tỉnh đoàn|Sông Hàm",
        "Lê Văn Mẫn: Phó Bí thư|Tỉnh đoàn|Sông Hàm",
        "Tạ Văn Khuê: Phó Bí thư|Tỉnh đoàn|Sông Hàm",
    ]


def test_former_holders_side_by_side_are_all_former() -> None:
    office = "former Bí thư|Tỉnh ủy|Sông Hàm"
    assert told("Nguyên Bí thư Tỉnh ủy Lê Văn Mẫn, Phan Thị Mơ và Tạ Văn Khuê cùng dự.") == [
        f"Lê Văn Mẫn: {office}",
        f"Phan Thị Mơ: {office}",
        f"Tạ Văn Khuê: {office}",
    ]


@pytest.mark.parametrize("term", ["khóa X", "khóa X, nhiệm kỳ 2021 - 2026", "nhiệm kỳ 2021-2026"])
def test_a_term_between_an_office_and_its_holder(term: str) -> None:
    assert told(f"Chủ tịch HĐND tỉnh {term} Lê Văn Mẫn nói.") == [
        "Lê Văn Mẫn: Chủ tịch|Hội đồng nhân dân|Sông Hàm"
    ]


def test_a_term_that_was_over_is_a_former_holder_s() -> None:
    assert told("Chủ tịch HĐND tỉnh nhiệm kỳ 2011 - 2016 Lê Văn Mẫn kể.") == [
        "Lê Văn Mẫn: former Chủ tịch|Hội đồng nhân dân|Sông Hàm"
    ]


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Cục trưởng Thi hành án dân sự tỉnh", "Cục trưởng|Cục Thi hành án dân sự|Sông Hàm"),
        (
            "Chi cục trưởng Thi hành án dân sự huyện Cái Sậy",
            "Chi cục trưởng|Chi cục Thi hành án dân sự|Cái Sậy",
        ),
    ],
)
def test_heads_of_the_enforcement_of_judgments(title: str, office: str) -> None:
    assert told(f"{title} Lê Văn Mẫn nói.") == [f"Lê Văn Mẫn: {office}"]


@pytest.mark.parametrize("board", ["Ban Giám đốc Sở Xây dựng", "Ban Giám đốc Công an tỉnh"])
def test_a_board_of_directors_is_nobody(board: str) -> None:
    assert told(f"{board} khen thưởng tập thể.") == []


def test_who_leads_those_of_a_body() -> None:
    found = told(
        "Ủy ban MTTQ Việt Nam tỉnh do bà Phan Thị Mơ - Chủ tịch - làm trưởng đoàn trao quà.",
        "Đoàn Hội Nông dân tỉnh do Chủ tịch Lê Văn Mẫn dẫn đầu.",
        "Công ty Gò Muối do ông Tạ Văn Khuê - Chủ tịch làm trưởng đoàn.",
    )
    assert found == [
        "Phan Thị Mơ: Chủ tịch|Ủy ban Mặt trận Tổ quốc Việt Nam|Sông Hàm",
        "Lê Văn Mẫn: Chủ tịch|Hội Nông dân|Sông Hàm",
    ]


def test_deputies_on_one_entry_of_a_list_share_their_title() -> None:
    office = "Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    both = "Lê Văn Mẫn, Phan Thị Mơ - Phó Chủ tịch UBND tỉnh"
    found = told(f"Dự có ông Hồ Văn Sáu - Chủ tịch UBND tỉnh; {both}.")
    assert found[1:] == [f"Lê Văn Mẫn: {office}", f"Phan Thị Mơ: {office}"]


def test_an_office_over_a_list_is_not_his_who_stands_before() -> None:
    found = told("Dự có Bí thư Tỉnh ủy Hồ Văn Sáu, nguyên Bí thư Tỉnh ủy: Lê Văn Mẫn, Phan Thị Mơ.")
    assert found == [
        "Hồ Văn Sáu: Bí thư|Tỉnh ủy|Sông Hàm",
        "Lê Văn Mẫn: former Bí thư|Tỉnh ủy|Sông Hàm",
        "Phan Thị Mơ: former Bí thư|Tỉnh ủy|Sông Hàm",
    ]
