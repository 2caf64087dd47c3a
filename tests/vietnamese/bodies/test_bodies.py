"""The bodies of titles in full: abbreviations, long names, parts of institutions."""

from __future__ import annotations

import pytest

from worker.vietnamese.titles.offices import titles_of
from worker.vietnamese.titles.title import Title


def title(phrase: str) -> Title:
    return next(titles_of(phrase))


@pytest.mark.parametrize(
    ("phrase", "body"),
    [
        ("Chủ tịch QH", "Quốc hội"),
        ("Chủ nhiệm UB các vấn đề xã hội", "Ủy ban Các vấn đề xã hội của Quốc hội"),
        (
            "Chủ nhiệm Ủy ban Tài chính - Ngân sách QH",
            "Ủy ban Tài chính, Ngân sách của Quốc hội",
        ),
        (
            "Chủ nhiệm UB Khoa học và công nghệ môi trường",
            "Ủy ban Khoa học, Công nghệ và Môi trường của Quốc hội",
        ),
        ("Chủ nhiệm Ủy ban Pháp luật và Tư pháp", "Ủy ban Pháp luật và Tư pháp của Quốc hội"),
        ("Trưởng ban công tác đại biểu QH", "Ban Công tác đại biểu"),
        ("Chủ tịch UBTƯ MTTQ Việt Nam", "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
        ("Tổng Thư ký UB TƯ MTTQ VN", "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
        ("Bí thư thứ nhất T.Ư Đoàn", "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
        ("Bí thư TƯ Đoàn", "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
        ("Phó Bí thư Đảng ủy Quân sự Trung ương", "Đảng ủy Quân sự Trung ương"),
        ("Viện trưởng Viện KSND Tối cao", "Viện kiểm sát nhân dân tối cao"),
        ("Chánh án TANDTC", "Tòa án nhân dân tối cao"),
        ("Phó Cục trưởng Cục YTDP- Bộ Y tế", "Cục Y tế dự phòng, Bộ Y tế"),
        ("Chi cục trưởng Chi cục THADS huyện Cái Sậy", "Chi cục Thi hành án dân sự"),
        ("Phó Trưởng Ban Thường trực Ban ATGT tỉnh", "Ban An toàn giao thông"),
        ("Bí thư Đoàn khối Các cơ quan tỉnh", "Đoàn Khối các cơ quan"),
        ("Trưởng Thi hành án dân sự tỉnh Cù Mây", "Thi hành án dân sự"),
        ("Giám đốc Kho bạc Nhà nước khu vực XVII", "Kho bạc Nhà nước khu vực XVII"),
        ("Trưởng Ban KT-NS HĐND tỉnh", "Ban Kinh tế - Ngân sách Hội đồng nhân dân"),
        (
            "Chánh Văn phòng HĐND&UBND huyện Cái Sậy",
            "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
        ),
        ("Thứ trưởng Bộ Thủy sản", "Bộ Thủy sản"),
        ("Giám đốc Ban QLDA đầu tư xây dựng huyện", "Ban Quản lý dự án đầu tư xây dựng"),
        ("Hiệu trưởng Trường ĐH Cái Sậy", "Trường Đại học Cái Sậy"),
        ("Vụ trưởng Vụ Thanh toán (Ngân hàng Nhà nước)", "Vụ Thanh toán, Ngân hàng Nhà nước"),
        ("Phó chi cục Thuế huyện Cái Sậy", "Chi cục Thuế"),
        ("Tổng Tham mưu trưởng", "Quân đội nhân dân Việt Nam"),
        ("Xã đội trưởng xã Cái Sậy", "Ban Chỉ huy quân sự"),
        ("Tư lệnh Vùng 5 Hải quân", "Vùng 5 Hải quân"),
    ],
)
def test_abbreviations_and_bodies_of_the_state(phrase: str, body: str) -> None:
    assert title(phrase).body == body


@pytest.mark.parametrize(
    ("phrase", "body"),
    [
        ("Trưởng phòng PC08", "Phòng Cảnh sát giao thông, Công an"),
        ("Trưởng phòng CSGT (PC08), Công an tỉnh", "Phòng Cảnh sát giao thông, Công an"),
        ("Trưởng phòng Cảnh sát hình sự", "Phòng Cảnh sát hình sự, Công an"),
        (
            "Trưởng phòng Cảnh sát phòng cháy chữa cháy và cứu hộ cứu nạn, Công an tỉnh",
            "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ, Công an",
        ),
        ("Đội trưởng Đội CSGT số 2", "Đội Cảnh sát giao thông số 2"),
        ("Đội trưởng Đội CSGT đường bộ số 1", "Đội Cảnh sát giao thông đường bộ số 1"),
        (
            "Đội trưởng Đội CSGT đường thủy số 2, Phòng CSGT Công an tỉnh",
            "Đội Cảnh sát giao thông đường thủy số 2, Phòng Cảnh sát giao thông, Công an",
        ),
        ("Đội trưởng Đội CSGT đường bộ cho biết", "Đội Cảnh sát giao thông"),
        ("Cục trưởng Cục Cảnh sát hình sự (C02), Bộ Công an", "Cục Cảnh sát hình sự, Bộ Công an"),
        (
            "Cục trưởng Cục Cảnh sát quản lý trại giam, cơ sở giáo dục bắt buộc, trường giáo dưỡng",
            "Cục Cảnh sát quản lý trại giam, cơ sở giáo dục bắt buộc, trường giáo dưỡng",
        ),
        ("Phó Tổng cục trưởng Tổng cục Chính trị CAND", "Tổng cục Chính trị Công an nhân dân"),
    ],
)
def test_departments_of_the_police(phrase: str, body: str) -> None:
    assert title(phrase).body == body


@pytest.mark.parametrize(
    ("phrase", "body"),
    [
        (
            "Cục trưởng Cục Quản lý đê điều và Phòng, chống thiên tai",
            "Cục Quản lý đê điều và Phòng, chống thiên tai",
        ),
        ("Vụ trưởng Vụ Pháp luật quốc tế", "Vụ Pháp luật quốc tế"),
        ("Viện trưởng Viện Vệ sinh dịch tễ Trung ương", "Viện Vệ sinh dịch tễ Trung ương"),
        ("Trưởng khoa Nhiễm, Bệnh viện Đa khoa tỉnh", "Khoa Nhiễm, Bệnh viện Đa khoa"),
        (
            "Trưởng phòng Thiết bị y tế Bệnh viện Sản - Nhi tỉnh",
            "Phòng Thiết bị y tế, Bệnh viện Sản - Nhi",
        ),
        (
            "Trưởng phòng Giáo dục Mầm non - Sở GD-ĐT",
            "Phòng Giáo dục Mầm non, Sở Giáo dục và Đào tạo",
        ),
        (
            "Hiệu trưởng Trường phổ thông dân tộc bán trú tiểu học Nậm Chai",
            "Trường Phổ thông dân tộc bán trú tiểu học Nậm Chai",
        ),
        (
            "Giám đốc Trung tâm Hoạt động thanh thiếu niên tỉnh",
            "Trung tâm Hoạt động thanh thiếu niên",
        ),
    ],
)
def test_long_names_and_parts_of_institutions(phrase: str, body: str) -> None:
    assert title(phrase).body == body


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        (
            "Chủ tịch Hội Liên hiệp Phụ nữ (LHPN) tỉnh Cù Mây Lê Thị Mẫn",
            "Chủ tịch Hội Liên hiệp Phụ nữ (LHPN) tỉnh Cù Mây",
        ),
        (
            "Cục trưởng Cục Cảnh sát hình sự (C02) Lê Văn Mẫn",
            "Cục trưởng Cục Cảnh sát hình sự (C02)",
        ),
        ("chức vụ Phó Chủ tịch UBND tỉnh", "Phó Chủ tịch UBND tỉnh"),
    ],
)
def test_an_abbreviation_in_brackets_is_read_over(phrase: str, said: str) -> None:
    found = title(phrase)
    assert phrase[found.start : found.end] == said


def test_a_hospital_called_by_its_level_has_its_province_as_place() -> None:
    level = title("Giám đốc Bệnh viện Đa khoa Bến Tre")
    assert level.body == "Bệnh viện Đa khoa"
    assert level.place is not None
    assert level.place.name == "Bến Tre"
    own = title("Giám đốc Bệnh viện Đa khoa Tâm An Bến Tre")
    assert own.body == "Bệnh viện Đa khoa Tâm An Bến Tre"


def test_full_time_is_part_of_one_role_alone() -> None:
    committee = title("Phó Chủ tịch chuyên trách Ủy ban ATGT Quốc gia")
    assert committee.role == "Phó Chủ tịch chuyên trách"
    assert title("Phó Chủ tịch chuyên trách HĐND tỉnh").role == "Phó Chủ tịch"


@pytest.mark.parametrize(
    "phrase",
    [
        "Trưởng khoa Cấp cứu",
        "Trưởng khoa Nội, Bệnh viện tư nhân Tâm An",
        "Trưởng phòng giao dịch số 3",
        "Bí thư Đoàn khối 12",
        "Giám đốc quỹ",
        "Đội trưởng Đội bóng Cái Sậy",
        "Chủ tịch Ủy ban Olympic Việt Nam",
    ],
)
def test_what_heads_no_body_of_officialdom(phrase: str) -> None:
    assert [found for found in titles_of(phrase) if found.body and not found.foreign] == []
