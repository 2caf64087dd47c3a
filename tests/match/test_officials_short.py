"""What papers say for short: ministries by the first of their sectors, places by a heading."""

from __future__ import annotations

from datetime import date

import pytest

from tests.match.sentences import NOWHERE, told
from worker.model import Setting

OLD = Setting("Sông Hàm", date(2024, 5, 2))
NEW = Setting("Sông Hàm", date(2026, 5, 2))


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Bộ trưởng Giao thông", "Bộ trưởng|Bộ Giao thông vận tải"),
        ("Thứ trưởng Bộ Lao động", "Thứ trưởng|Bộ Lao động - Thương binh và Xã hội"),
        ("Giám đốc Sở Giao thông", "Giám đốc|Sở Giao thông vận tải|Sông Hàm"),
        ("Phó giám đốc Sở Tài nguyên", "Phó Giám đốc|Sở Tài nguyên và Môi trường|Sông Hàm"),
        ("Giám đốc Sở Văn hóa - Thông tin", "Giám đốc|Sở Văn hóa và Thông tin|Sông Hàm"),
        ("Giám đốc Sở Giao thông công chánh", "Giám đốc|Sở Giao thông công chánh|Sông Hàm"),
        ("Giám đốc Sở Nông nghiệp", "Giám đốc|Sở Nông nghiệp và Phát triển nông thôn|Sông Hàm"),
        ("Trưởng phòng Nông nghiệp huyện Cái Sậy", "Trưởng phòng|Phòng Nông nghiệp|Cái Sậy"),
    ],
)
def test_a_department_by_its_first_sector(title: str, office: str) -> None:
    assert told(f"{title} Lê Văn Mẫn dự.", setting=OLD) == [f"Lê Văn Mẫn: {office}"]


def test_farming_has_been_with_the_environment_since_2025() -> None:
    found = told("Bộ trưởng Nông nghiệp Lê Văn Mẫn dự.", setting=NEW)
    assert found == ["Lê Văn Mẫn: Bộ trưởng|Bộ Nông nghiệp và Môi trường"]


def test_progress_is_no_ministry() -> None:
    found = told("Giám đốc Trung tâm Ứng dụng tiến bộ khoa học kỹ thuật Lê Văn Mẫn dự.")
    body = "Trung tâm Ứng dụng tiến bộ khoa học kỹ thuật"
    assert found == [f"Lê Văn Mẫn: Giám đốc|{body}|Sông Hàm"]


def test_two_departments_are_two() -> None:
    assert told("Giám đốc Sở Giao thông và Giám đốc Sở Y tế Lê Văn Mẫn dự.", setting=OLD) == [
        "<Giám đốc Sở Giao thông>: Giám đốc|Sở Giao thông vận tải|Sông Hàm",
        "Lê Văn Mẫn: Giám đốc|Sở Y tế|Sông Hàm",
    ]


def test_communes_as_headings() -> None:
    assert told(
        "Phường Tân Rẫy: Bí thư Đảng ủy Lê Văn Mẫn, Chủ tịch UBND Tạ Thị Loan. Xã Gò Muối: Bí thư "
        "Đảng ủy: ông Hồ Khuê Minh; Chủ tịch UBND xã: bà Ngô Thị Chín."
    ) == [
        "Lê Văn Mẫn: Bí thư|Đảng ủy|Tân Rẫy",
        "Tạ Thị Loan: Chủ tịch|Ủy ban nhân dân|Tân Rẫy",
        "Hồ Khuê Minh: Bí thư|Đảng ủy|Gò Muối",
        "Ngô Thị Chín: Chủ tịch|Ủy ban nhân dân|Gò Muối",
    ]


def test_two_communes_before_tell_nothing() -> None:
    assert told(
        "Phường Tân Rẫy và xã Gò Muối họp mặt. Từ phường Tân Rẫy và xã Gò Muối đến có Bí thư Đảng "
        "ủy Lê Văn Mẫn."
    ) == ["Lê Văn Mẫn: Bí thư|Đảng ủy"]


def test_a_status_right_behind_the_name() -> None:
    chair = "former Chủ tịch|Ủy ban nhân dân|Cái Sậy"
    assert told("Ông Lê Văn Mẫn nguyên Chủ tịch UBND huyện Cái Sậy, kể. Ông Mẫn khóc.") == [
        f"Lê Văn Mẫn: {chair}",
        "Mẫn = Lê Văn Mẫn",
    ]
    twice = told(
        "Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn dự. Ông Mẫn nguyên Chủ tịch UBND huyện Cái Sậy."
    )
    assert twice == ["Lê Văn Mẫn: Bí thư|Huyện ủy|Cái Sậy", f"Mẫn = Lê Văn Mẫn: {chair}"]


def test_the_council_of_elections_and_all_who_sit_in_it() -> None:
    deputy = "Phó Chủ tịch|Hội đồng Bầu cử quốc gia"
    assert told(
        "Phó Chủ tịch Hội đồng bầu cử quốc gia gồm Phó Chủ tịch nước Tạ Thị Loan, Phó Thủ tướng "
        "Lê Văn Mẫn.",
        setting=NOWHERE,
    ) == [
        f"Tạ Thị Loan: {deputy}, Phó Chủ tịch nước|Nhà nước",
        f"Lê Văn Mẫn: {deputy}, Phó Thủ tướng|Chính phủ",
    ]


def test_a_deputy_minister_is_the_minister_s() -> None:
    found = told("Bộ trưởng Xây dựng Lê Văn Mẫn họp. Thứ trưởng Tạ Thị Loan báo cáo.")
    assert found[1:] == ["Tạ Thị Loan: Thứ trưởng|Bộ Xây dựng"]
    of_two = told(
        "Bộ trưởng Bộ Nội vụ Lê Văn Mẫn gặp Bộ trưởng Bộ Y tế Hồ Khuê Minh. Thứ trưởng Tạ Thị Loan "
        "ghi chép."
    )
    assert not any(line.startswith("Tạ Thị Loan") for line in of_two)


def test_a_minister_by_the_role_alone() -> None:
    found = told("Bộ trưởng Lê Văn Mẫn trả lời.", "Bộ trưởng Bộ Xây dựng nói thêm.")
    minister = "Bộ trưởng|Bộ Xây dựng"
    assert found == [
        f"Lê Văn Mẫn: {minister}",
        f"<Bộ trưởng Bộ Xây dựng> = Lê Văn Mẫn: {minister}",
    ]


def test_a_secretary_by_the_role_alone() -> None:
    secretary = "Bí thư|Huyện ủy|Cái Sậy"
    assert told("Bí thư Lê Văn Mẫn lắng nghe.", "Bí thư Huyện ủy Cái Sậy trao quà.") == [
        f"Lê Văn Mẫn: {secretary}",
        f"<Bí thư Huyện ủy Cái Sậy> = Lê Văn Mẫn: {secretary}",
    ]
    two = told(
        "Bí thư Lê Văn Mẫn lắng nghe.", "Bí thư Huyện ủy Cái Sậy gặp Bí thư Đảng ủy xã Gò Muối."
    )
    assert not any(line.startswith("Lê Văn Mẫn") for line in two)
    guest = told("Mục sư Lê Văn Mẫn, Chủ tịch, cảm ơn.", "Chủ tịch UBND huyện Cái Sậy trao quà.")
    assert guest == ["<Chủ tịch UBND huyện Cái Sậy>: Chủ tịch|Ủy ban nhân dân|Cái Sậy"]


def test_a_commander_of_the_command_named_before() -> None:
    sentence = "Bộ CHQS tỉnh họp, Đại tá Lê Văn Mẫn, Chỉ huy trưởng, chủ trì."
    assert told(sentence) == ["Lê Văn Mẫn: Chỉ huy trưởng|Bộ Chỉ huy quân sự|Sông Hàm"]


def test_a_province_that_begins_like_a_country() -> None:
    found = told("Chủ tịch Lào Cai Lê Văn Mẫn cam kết.", setting=NOWHERE)
    assert found == ["Lê Văn Mẫn: Chủ tịch|Ủy ban nhân dân|Lào Cai"]
    assert told("Chủ tịch Lào Thongloun Sisoulith thăm ta.", setting=NOWHERE) == []


def test_a_central_committee_with_one_secretary() -> None:
    secretary = "Bí thư|Đảng ủy Chính phủ"
    assert told("Bí thư Đảng ủy Chính phủ chủ trì.", setting=NOWHERE) == [
        f"<Bí thư Đảng ủy Chính phủ>: {secretary}"
    ]
    assert told("Bí thư Trung ương Đoàn dự.", setting=NOWHERE) == []


def test_a_station_called_after_its_district() -> None:
    found = told("Hạt trưởng Hạt Kiểm lâm Nam Trà My A Vô Mẫn nói.", setting=NOWHERE)
    assert [line.split(":")[0] for line in found] == ["A Vô Mẫn"]


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Tổng Thanh tra", "Tổng Thanh tra|Thanh tra Chính phủ"),
        ("Phó Tổng Thanh tra", "Phó Tổng Thanh tra|Thanh tra Chính phủ"),
        ("Tổng Kiểm toán", "Tổng Kiểm toán|Kiểm toán nhà nước"),
        ("Bí thư Thị xã ủy Cái Sậy", "Bí thư|Thị ủy|Cái Sậy"),
        ("Chi cục trưởng Chi cục Thuế khu vực XV", "Chi cục trưởng|Chi cục Thuế khu vực XV"),
        ("Chi cục trưởng Chi cục Kiểm lâm", "Chi cục trưởng|Chi cục Kiểm lâm|Sông Hàm"),
    ],
)
def test_what_is_left_out_of_a_title(title: str, office: str) -> None:
    assert told(f"{title} Lê Văn Mẫn dự.") == [f"Lê Văn Mẫn: {office}"]


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("Chủ tịch T.Ư Hội LHPN VN", "Chủ tịch|Hội Liên hiệp Phụ nữ Việt Nam"),
        ("PGĐ CATP Sông Hàm", "Phó Giám đốc|Công an|Sông Hàm"),
        ("Phó Tổng Thanh tra CP", "Phó Tổng Thanh tra|Thanh tra Chính phủ"),
        ("Tổng kiểm toán NN", "Tổng Kiểm toán|Kiểm toán nhà nước"),
        ("Người phát ngôn BNG", "Người phát ngôn|Bộ Ngoại giao"),
        ("Chủ nhiệm UBDT", "Chủ nhiệm|Ủy ban Dân tộc"),
        ("Tổng cục trưởng Tổng cục Đường bộ VN", "Tổng cục trưởng|Tổng cục Đường bộ Việt Nam"),
        ("Phó tổng biên tập phụ trách Báo Gò Muối", "acting Phó Tổng Biên tập|Báo Gò Muối"),
    ],
)
def test_bodies_of_the_whole_country_for_short(title: str, office: str) -> None:
    assert told(f"{title} Lê Văn Mẫn nói.") == [f"Lê Văn Mẫn: {office}"]


def test_one_abbreviation_of_two_bodies_by_their_level() -> None:
    assert told(
        "Giám đốc Sở VHTT Lê Văn Mẫn và Trưởng phòng VHTT huyện Cái Sậy Tạ Văn Khuê dự."
    ) == [
        "Lê Văn Mẫn: Giám đốc|Sở Văn hóa và Thể thao|Sông Hàm",
        "Tạ Văn Khuê: Trưởng phòng|Phòng Văn hóa và Thông tin|Cái Sậy",
    ]
