"""Heads of institutions that a text names once, and calls by their kind further on."""

from __future__ import annotations

import pytest

from tests.match.sentences import NOWHERE, told


@pytest.mark.parametrize(
    ("sentences", "last"),
    [
        (
            "Sở Y tế họp. Theo Giám đốc Sở, thuốc đã đủ.",
            "<Giám đốc Sở>: Giám đốc|Sở Y tế|Sông Hàm",
        ),
        (
            "Sở Y tế họp. Chánh Thanh tra Sở sẽ đi kiểm tra.",
            "<Chánh Thanh tra Sở>: Chánh Thanh tra|Thanh tra Sở Y tế|Sông Hàm",
        ),
        (
            "Vùng 5 Hải quân gặp mặt ngư dân. Đại tá Lê Văn Mẫn, Phó Chính ủy Vùng, tặng cờ.",
            "Lê Văn Mẫn: Phó Chính ủy|Vùng 5 Hải quân",
        ),
        (
            "Đồn Biên phòng Cái Sậy ra quân. Đồn trưởng, Thiếu tá Lê Văn Mẫn, đi đầu.",
            "Lê Văn Mẫn: Đồn trưởng|Đồn Biên phòng Cái Sậy",
        ),
    ],
)
def test_an_institution_named_before(sentences: str, last: str) -> None:
    assert told(sentences)[-1] == last


@pytest.mark.parametrize(
    "sentence",
    [
        "Các trung đoàn trưởng, chính ủy trung đoàn phải nắm chắc.",
        "Trưởng Ban Công tác Mặt trận 21 thôn đến dự.",
        "Trưởng khoa Cấp cứu Lê Văn Mẫn đến dự.",
    ],
)
def test_no_institution_is_named(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Bà Lê Thị Mẫn, Hiệu trưởng Trường Mẫu giáo Sao Mai, xã Tân Rẫy, nói.",
            "Lê Thị Mẫn: Hiệu trưởng|Trường Mẫu giáo Sao Mai|Tân Rẫy",
        ),
        (
            "Trưởng phòng Ngân sách (Sở Tài chính Cù Mây) Lê Văn Mẫn nói.",
            "Lê Văn Mẫn: Trưởng phòng|Phòng Ngân sách, Sở Tài chính|Cù Mây",
        ),
        (
            "Phó Trưởng ban Viên Văn Sáng nói.",
            "",
        ),
    ],
)
def test_where_the_title_of_an_institution_ends(sentence: str, found: str) -> None:
    assert told(sentence) == ([found] if found else [])


@pytest.mark.parametrize(
    ("said", "office"),
    [
        (
            "Trưởng Ban Xây dựng Đảng Đảng ủy xã Cái Sậy",
            "Trưởng ban|Ban Xây dựng Đảng|Cái Sậy",
        ),
        (
            "Chỉ huy trưởng Ban Chỉ huy Phòng thủ khu vực 2 - Đầm Dơi, Thượng tá",
            "Chỉ huy trưởng|Ban Chỉ huy phòng thủ khu vực 2 - Đầm Dơi",
        ),
        (
            "Viện trưởng VKSND khu vực 3 - Cà Mau",
            "Viện trưởng|Viện kiểm sát nhân dân khu vực 3|Cà Mau",
        ),
        ("Trưởng Thuế cơ sở 4 tỉnh Cà Mau", "Trưởng Thuế|Thuế cơ sở 4|Cà Mau"),
    ],
)
def test_bodies_of_communes_and_regions(said: str, office: str) -> None:
    assert told(f"{said} Lê Văn Mẫn đến dự.") == [f"Lê Văn Mẫn: {office}"]


def test_the_partys_standing_committee_is_not_that_of_a_board_in_it() -> None:
    sentence = (
        "Ông Lê Văn Mẫn, Ủy viên Ban Thường vụ Đảng ủy - Trưởng Ban Xây dựng Đảng xã Cái Sậy, dự."
    )
    assert told(sentence) == [
        "Lê Văn Mẫn: Ủy viên|Ban Thường vụ Đảng ủy|Cái Sậy, Trưởng ban|Ban Xây dựng Đảng|Cái Sậy"
    ]


@pytest.mark.parametrize(
    ("said", "office"),
    [
        ("Chánh án TAND khu vực 3", "Chánh án|Tòa án nhân dân khu vực 3|Sông Hàm"),
        ("Chánh án TAND khu vực 3 tỉnh Cù Mây", "Chánh án|Tòa án nhân dân khu vực 3|Cù Mây"),
        ("Viện trưởng VKSND khu vực 2", "Viện trưởng|Viện kiểm sát nhân dân khu vực 2|Sông Hàm"),
        (
            "Viện trưởng Viện KSND khu vực 2",
            "Viện trưởng|Viện kiểm sát nhân dân khu vực 2|Sông Hàm",
        ),
        (
            "Chỉ huy trưởng Ban Chỉ huy Bộ đội Biên phòng tỉnh",
            "Chỉ huy trưởng|Ban Chỉ huy Bộ đội Biên phòng|Sông Hàm",
        ),
        (
            "Phó Chỉ huy trưởng Ban Chỉ huy BĐBP Cù Mây",
            "Phó Chỉ huy trưởng|Ban Chỉ huy Bộ đội Biên phòng|Cù Mây",
        ),
        (
            "Chỉ huy trưởng Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
            "Chỉ huy trưởng|Bộ Chỉ huy Bộ đội Biên phòng|Sông Hàm",
        ),
        (
            "Chánh tòa Phúc thẩm TAND tối cao tại Đà Nẵng",
            "Chánh tòa|Tòa Phúc thẩm, Tòa án nhân dân tối cao|Đà Nẵng",
        ),
        (
            "Chánh tòa Phúc thẩm TAND tối cao tại TP.HCM",
            "Chánh tòa|Tòa Phúc thẩm, Tòa án nhân dân tối cao|Thành phố Hồ Chí Minh",
        ),
    ],
)
def test_courts_and_guards_of_a_province(said: str, office: str) -> None:
    assert told(f"Ông Lê Văn Mẫn, {said}, dự.") == [f"Lê Văn Mẫn: {office}"]


def test_courts_of_regions_are_nowhere_where_no_province_is_named() -> None:
    found = told("Ông Lê Văn Mẫn, Chánh án TAND khu vực 3, dự.", setting=NOWHERE)
    assert found == ["Lê Văn Mẫn: Chánh án|Tòa án nhân dân khu vực 3"]


@pytest.mark.parametrize("where", ["phiên họp", "Quốc hội"])
def test_the_highest_court_may_speak_anywhere(where: str) -> None:
    assert told(f"Chánh án TAND tối cao tại {where} nêu rõ.") == [
        "<Chánh án TAND tối cao>: Chánh án|Tòa án nhân dân tối cao"
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Hiệu trưởng Trường THPT Lê Quý Đôn Tạ Hữu Khoát cho biết.",
            "Tạ Hữu Khoát: Hiệu trưởng|Trường Trung học phổ thông Lê Quý Đôn",
        ),
        (
            "Hiệu trưởng Trường THCS Trần Phú Vũ Hoàng Mẫn cho biết.",
            "Vũ Hoàng Mẫn: Hiệu trưởng|Trường Trung học cơ sở Trần Phú",
        ),
        (
            "Hiệu trưởng Trường THPT Lê Quý Đôn Mai Khuê cho biết.",
            "Mai Khuê: Hiệu trưởng|Trường Trung học phổ thông Lê Quý Đôn",
        ),
        (
            "Hiệu trưởng Trường THPT Nguyễn Thị Minh Khai Tạ Hữu Khoát cho biết.",
            "Tạ Hữu Khoát: Hiệu trưởng|Trường Trung học phổ thông Nguyễn Thị Minh Khai",
        ),
        (
            "Giám đốc Bệnh viện Nguyễn Đình Chiểu Mạc Văn Thuyền nói.",
            "Mạc Văn Thuyền: Giám đốc|Bệnh viện Nguyễn Đình Chiểu",
        ),
        (
            "Ông Lê Văn Mẫn, Giám đốc Bệnh viện Nguyễn Đình Chiểu, nói.",
            "Lê Văn Mẫn: Giám đốc|Bệnh viện Nguyễn Đình Chiểu",
        ),
    ],
)
def test_a_patron_and_the_head_next_to_one_another(sentence: str, found: str) -> None:
    assert told(sentence) == [found]


@pytest.mark.parametrize(
    ("said", "office"),
    [
        (
            "Hiệu trưởng Trường THPT Nguyễn Thị Minh Khai",
            "Hiệu trưởng|Trường Trung học phổ thông Nguyễn Thị Minh Khai",
        ),
        (
            "Hiệu trưởng Trường THPT Lê Quý Đôn",
            "Hiệu trưởng|Trường Trung học phổ thông Lê Quý Đôn",
        ),
        ("Giám đốc Bệnh viện Nguyễn Đình Chiểu", "Giám đốc|Bệnh viện Nguyễn Đình Chiểu"),
    ],
)
def test_a_patron_alone_is_not_the_head(said: str, office: str) -> None:
    assert told(f"{said} cho biết.") == [f"<{said}>: {office}"]


def test_of_a_hospital_spoken_of_before_the_head_is_named() -> None:
    sentences = "Bệnh viện Mắt Cù Mây mở cửa. Giám đốc Bệnh viện Lê Văn Mẫn cho biết."
    assert told(sentences)[-1].startswith("Lê Văn Mẫn: Giám đốc|Bệnh viện Mắt")


def test_a_head_is_not_taken_for_the_name_of_a_hospital_that_is_abbreviated_before() -> None:
    assert told("BV Mắt mở cửa. Giám đốc Bệnh viện Lê Văn Mẫn cho biết.") == []


def test_the_union_of_the_blind_is_one_as_that_of_the_aged_is() -> None:
    sentence = (
        "Dự có Giám đốc Sở Y tế Lê Văn Mẫn, Chủ tịch Hội Người cao tuổi tỉnh Tạ Hữu Sắc, "
        "Chủ tịch Hội Người mù tỉnh Đào Văn Khuê."
    )
    assert told(sentence) == [
        "Lê Văn Mẫn: Giám đốc|Sở Y tế|Sông Hàm",
        "Tạ Hữu Sắc: Chủ tịch|Hội Người cao tuổi|Sông Hàm",
        "Đào Văn Khuê: Chủ tịch|Hội Người mù|Sông Hàm",
    ]


def test_a_club_of_the_blind_is_no_union() -> None:
    assert told("Chủ nhiệm Câu lạc bộ Người mù tỉnh Đào Văn Khuê dự.") == []


def test_a_school_that_is_called_so_with_a_capital() -> None:
    school = "Trường Đại học Gò Muối"
    found = told(
        f"Đoàn đến thăm {school}. PGS.TS Lê Văn Mẫn, Bí thư Đảng ủy, Hiệu trưởng Nhà trường, nói.",
        "Đoàn thăm bà Phan Thị Mơ, nguyên Hiệu trưởng Nhà trường và các nhà giáo.",
    )
    assert found == [
        f"Lê Văn Mẫn: Bí thư|Đảng ủy {school}, Hiệu trưởng|{school}",
        f"Phan Thị Mơ: former Hiệu trưởng|{school}",
    ]


@pytest.mark.parametrize(
    ("field", "body"),
    [
        ("Khối CCQ&DN", "Khối các cơ quan và doanh nghiệp"),
        ("Khối CCQ", "Khối các cơ quan"),
        ("các cơ quan Đảng", "các cơ quan Đảng"),
        ("Các cơ quan Đảng", "các cơ quan Đảng"),
    ],
)
def test_a_party_committee_of_a_block(field: str, body: str) -> None:
    assert told(f"Bà Phan Thị Mơ, Bí thư Đảng ủy {field} tỉnh, dự.") == [
        f"Phan Thị Mơ: Bí thư|Đảng ủy {body}|Sông Hàm"
    ]


def test_a_military_region_without_its_number() -> None:
    assert told("Trung tướng Lê Văn Mẫn, Tư lệnh Quân khu, thăm đơn vị.") == [
        "Lê Văn Mẫn: Tư lệnh|Quân khu"
    ]


def test_investigators_are_of_the_police_beside_them() -> None:
    titles = "Phó Giám đốc Công an tỉnh, Thủ trưởng Cơ quan Cảnh sát điều tra"
    assert told(f"Đại tá Lê Văn Mẫn, {titles}, cho biết.") == [
        "Lê Văn Mẫn: Phó Giám đốc|Công an|Sông Hàm, "
        "Thủ trưởng|Cơ quan Cảnh sát điều tra Công an|Sông Hàm"
    ]


def test_a_commissar_of_the_post_named_before() -> None:
    head = "Thiếu tá Lê Văn Mẫn, Đồn trưởng Đồn Biên phòng Gò Muối"
    assert told(f"Dự có {head}; Đại úy Tạ Sáu, Chính trị viên phó.") == [
        "Lê Văn Mẫn: Đồn trưởng|Đồn Biên phòng Gò Muối",
        "Tạ Sáu: Phó Chính trị viên|Đồn Biên phòng Gò Muối",
    ]


def test_a_deputy_commander_who_is_chief_of_staff_too() -> None:
    assert told("Đại tá Lê Văn Mẫn, Phó Tư lệnh Tham mưu trưởng Vùng 4 Hải quân, dự.") == [
        "Lê Văn Mẫn: Phó Tư lệnh|Vùng 4 Hải quân, Tham mưu trưởng|Vùng 4 Hải quân"
    ]


def test_a_police_team_called_after_its_town() -> None:
    team = "Đội trưởng Đội CSGT Ba Tri (Phòng CSGT Công an tỉnh)"
    assert told(f"Trung tá Lê Văn Mẫn - {team} cho biết.") == [
        "Lê Văn Mẫn: Đội trưởng|Đội Cảnh sát giao thông|Ba Tri"
    ]


def test_a_weather_station_of_a_region_has_no_province() -> None:
    assert told("Giám đốc Đài Khí tượng Thủy văn khu vực Nam Bộ Lê Văn Mẫn nói.") == [
        "Lê Văn Mẫn: Giám đốc|Đài Khí tượng Thủy văn Khu vực Nam Bộ"
    ]


def test_an_arms_role_alone_is_in_the_body_named_before() -> None:
    found = told(
        "Dự có Thượng tá Lê Văn Mẫn - Tham mưu trưởng Bộ CHQS tỉnh; "
        "Thượng tá Tạ Văn Khuê - Chủ nhiệm Chính trị.",
        "Đại tá Phan Văn Mơ, Sư đoàn trưởng Sư đoàn 5; Đại tá Hồ Sáu, Chính ủy.",
    )
    assert found == [
        "Lê Văn Mẫn: Tham mưu trưởng|Bộ Chỉ huy quân sự|Sông Hàm",
        "Tạ Văn Khuê: Chủ nhiệm Chính trị|Bộ Chỉ huy quân sự|Sông Hàm",
        "Phan Văn Mơ: Sư đoàn trưởng|Sư đoàn 5",
        "Hồ Sáu: Chính ủy|Sư đoàn 5",
    ]


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Cục trưởng C04", "Cục trưởng|Cục Cảnh sát điều tra tội phạm về ma túy"),
        ("Trưởng phòng 4, C02", "Trưởng phòng|Phòng 4, Cục Cảnh sát hình sự"),
        ("Trưởng phòng PV01", "Trưởng phòng|Phòng Tham mưu, Công an|Sông Hàm"),
        (
            "Trưởng phòng Tổng hợp Văn phòng UBND tỉnh",
            "Trưởng phòng|Phòng Tổng hợp, Văn phòng Ủy ban nhân dân|Sông Hàm",
        ),
    ],
)
def test_parts_of_the_police_and_of_offices(title: str, office: str) -> None:
    assert told(f"{title} Lê Văn Mẫn nói.") == [f"Lê Văn Mẫn: {office}"]


@pytest.mark.parametrize(
    ("title", "office"),
    [
        (
            "Chủ nhiệm Hậu cần - Kỹ thuật Quân khu 7",
            "Chủ nhiệm Hậu cần - Kỹ thuật|Quân khu 7",
        ),
        ("Tư lệnh Binh đoàn 15", "Tư lệnh|Binh đoàn 15"),
        (
            "Chỉ huy trưởng Ban Chỉ huy PTKV 1 - Ba Tri",
            "Chỉ huy trưởng|Ban Chỉ huy phòng thủ khu vực 1 - Ba Tri",
        ),
        (
            "Hiệu trưởng Trường PTDTNT Tây Nguyên",
            "Hiệu trưởng|Trường Phổ thông dân tộc nội trú Tây Nguyên",
        ),
        ("Phó hiệu trưởng ĐH Gò Muối", "Phó Hiệu trưởng|Đại học Gò Muối"),
    ],
)
def test_institutions_for_short(title: str, office: str) -> None:
    (found,) = told(f"{title} Lê Văn Mẫn nói.")
    assert found == f"Lê Văn Mẫn: {office}"


def test_a_deputy_inspector_has_the_unit_of_the_inspector_before() -> None:
    found = told("Ông Lê Văn Mẫn (Chánh Thanh tra tỉnh) và ông Tạ Sáu (Phó Chánh Thanh tra) dự.")
    assert found == [
        "Lê Văn Mẫn: Chánh Thanh tra|Thanh tra|Sông Hàm",
        "Tạ Sáu: Phó Chánh Thanh tra|Thanh tra|Sông Hàm",
    ]
