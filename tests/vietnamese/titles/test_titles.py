"""A title of office as a phrase says it: its role, body and place, its status, whom it means."""

from __future__ import annotations

import pytest

from worker.model import OfficeStatus
from worker.vietnamese.titles.offices import titles_of
from worker.vietnamese.titles.title import Title


def title(phrase: str) -> Title:
    return next(titles_of(phrase))


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("nguyên Bí thư Tỉnh ủy Cù Mây nói", "Bí thư Tỉnh ủy Cù Mây"),
        ("đồng chí Bí thư Tỉnh ủy, ông Lê Văn Mẫn", "Bí thư Tỉnh ủy"),
        ("theo Chủ tịch UBND xã Tân Rẫy, huyện Cái Sậy", "Chủ tịch UBND xã Tân Rẫy, huyện Cái Sậy"),
        ("Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn nói", "Bí thư Huyện ủy Cái Sậy"),
        ("Giám đốc Sở Y tế cho biết", "Giám đốc Sở Y tế"),
        ("Cục trưởng Cục Thú y phát biểu", "Cục trưởng Cục Thú y"),
        ("Trưởng phòng Nội vụ huyện Cái Sậy", "Trưởng phòng Nội vụ huyện Cái Sậy"),
        ("Thủ tướng yêu cầu", "Thủ tướng"),
    ],
)
def test_where_a_title_begins_and_ends(phrase: str, said: str) -> None:
    found = title(phrase)
    assert phrase[found.start : found.end] == said


@pytest.mark.parametrize(
    ("phrase", "status", "lead"),
    [
        ("Bí thư Tỉnh ủy", OfficeStatus.CURRENT, "Bí thư"),
        ("nguyên Bí thư Tỉnh ủy", OfficeStatus.FORMER, "nguyên"),
        ("Nguyên là Bí thư Tỉnh ủy", OfficeStatus.FORMER, "Nguyên"),
        ("cựu Bí thư Tỉnh ủy", OfficeStatus.FORMER, "cựu"),
        ("cố Bí thư Tỉnh ủy", OfficeStatus.FORMER, "cố"),
        ("quyền Chủ tịch UBND tỉnh", OfficeStatus.ACTING, "quyền"),
        ("Q. Chủ tịch UBND tỉnh", OfficeStatus.ACTING, "Q."),
        ("phụ trách Giám đốc Sở Y tế", OfficeStatus.ACTING, "phụ trách"),
        ("Phó Giám đốc phụ trách Sở Y tế", OfficeStatus.ACTING, "Phó"),
        ("tân Bí thư Tỉnh ủy", OfficeStatus.CURRENT, "Bí thư"),
        ("hàm Vụ trưởng Văn phòng Chính phủ", OfficeStatus.CURRENT, "hàm"),
        ("chính quyền Chủ tịch UBND tỉnh", OfficeStatus.CURRENT, "Chủ tịch"),
        ("tài nguyên Giám đốc Sở Y tế", OfficeStatus.CURRENT, "Giám đốc"),
        ("Chủ tịch UBND huyện Ba Tri (cũ)", OfficeStatus.FORMER, "Chủ tịch"),
        ("Chủ tịch UBND huyện Ba Tri (mới)", OfficeStatus.CURRENT, "Chủ tịch"),
    ],
)
def test_the_status_and_where_it_begins(phrase: str, status: OfficeStatus, lead: str) -> None:
    found = title(phrase)
    assert found.status is status
    assert phrase[found.lead :].startswith(lead)


@pytest.mark.parametrize(
    ("phrase", "role"),
    [
        ("Phó Bí thư Thường trực Tỉnh ủy", "Phó Bí thư Thường trực"),
        ("Phó Bí thư TT Tỉnh ủy", "Phó Bí thư Thường trực"),
        ("Phó Bí thư Tỉnh ủy", "Phó Bí thư"),
        ("Ủy viên Ban Thường vụ Tỉnh ủy", "Ủy viên"),
        ("Ủy viên Thường trực HĐND tỉnh", "Ủy viên Thường trực"),
        ("Phó trưởng Công an huyện Cái Sậy", "Phó Trưởng Công an"),
        ("Phó Ban Tuyên giáo Tỉnh ủy", "Phó Trưởng ban"),
        ("Hiệu phó Trường THPT Cái Sậy", "Phó Hiệu trưởng"),
        ("Chỉ huy phó Bộ CHQS tỉnh", "Phó Chỉ huy trưởng"),
        ("CVP UBND tỉnh", "Chánh Văn phòng"),
    ],
)
def test_the_role(phrase: str, role: str) -> None:
    assert title(phrase).role == role


@pytest.mark.parametrize(
    ("phrase", "body"),
    [
        ("Trưởng ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy"),
        ("Trưởng Ban Dân vận Huyện ủy Cái Sậy", "Ban Dân vận Huyện ủy"),
        ("Phó trưởng phòng Nội vụ huyện Cái Sậy", "Phòng Nội vụ"),
        ("Chánh Thanh tra tỉnh", "Thanh tra"),
        ("Bí thư Đảng ủy Công an tỉnh", "Đảng ủy Công an"),
        ("Trưởng phòng Cảnh sát kinh tế Công an tỉnh", "Phòng Cảnh sát kinh tế, Công an"),
        ("Vụ trưởng Vụ Tổ chức cán bộ, Bộ Y tế", "Vụ Tổ chức cán bộ, Bộ Y tế"),
        ("Cục trưởng Thú y", "Cục Thú y"),
        ("Giám đốc Bệnh viện Đa khoa tỉnh", "Bệnh viện Đa khoa"),
        ("Hiệu trưởng Trường THPT Cái Sậy", "Trường Trung học phổ thông Cái Sậy"),
        ("Đại sứ Việt Nam tại Lào", "Đại sứ quán Việt Nam tại Lào"),
        ("Chủ nhiệm Ủy ban Pháp luật của Quốc hội", "Ủy ban Pháp luật của Quốc hội"),
        ("Tỉnh ủy viên", "Tỉnh ủy"),
        ("Bộ trưởng", ""),
    ],
)
def test_the_body_in_full(phrase: str, body: str) -> None:
    assert title(phrase).body == body


@pytest.mark.parametrize(
    ("phrase", "several", "general"),
    [
        ("các Phó Chủ tịch UBND tỉnh", True, False),
        ("các đồng chí Phó Chủ tịch UBND tỉnh", True, False),
        ("3 Phó Chủ tịch UBND tỉnh", True, False),
        ("Chủ tịch UBND các huyện", True, False),
        ("nguyên các Phó Chủ tịch UBND tỉnh", True, False),
        ("chức danh Chủ tịch UBND tỉnh", False, True),
        ("tiêu chuẩn Bí thư Huyện ủy", False, True),
        ("Phó Chủ tịch UBND xã trở lên", False, True),
        ("thẩm quyền của Chủ tịch UBND xã", False, True),
        ("thẩm quyền của Chủ tịch UBND tỉnh Cù Mây", False, False),
        ("đồng chí Chủ tịch UBND tỉnh", False, False),
        ("cách chức Chủ tịch UBND tỉnh", False, False),
    ],
)
def test_whether_one_holder_is_meant(phrase: str, several: bool, general: bool) -> None:
    found = title(phrase)
    assert (found.several, found.general) == (several, general)


@pytest.mark.parametrize(
    ("phrase", "is_member"),
    [
        ("Ủy viên Bộ Chính trị", True),
        ("Tỉnh ủy viên", True),
        ("Ủy viên dự khuyết Trung ương Đảng", True),
        ("Đại biểu Quốc hội", True),
        ("Bí thư Trung ương Đảng", True),
        ("Tổng Bí thư", False),
        ("Bí thư Tỉnh ủy", False),
        ("Thủ tướng", False),
    ],
)
def test_offices_that_many_hold(phrase: str, is_member: bool) -> None:
    assert title(phrase).is_member is is_member


@pytest.mark.parametrize(
    "phrase",
    [
        "Thủ tướng Nhật Bản",
        "Thủ tướng Nhật Bản Sato Kenji",
        "Thủ tướng nước này",
        "Bộ trưởng Ngoại giao Lào",
        "Bộ trưởng Bộ Quốc phòng Campuchia",
        "Chủ tịch Trung Quốc",
        "Đại sứ Nhật Bản tại Việt Nam",
        "Giám đốc Công ty TNHH Tràm Xanh",
        "Chủ tịch HĐQT Tràm Xanh",
        "Chủ tịch Hiệp hội Tôm",
    ],
)
def test_foreign_and_private_titles_are_none(phrase: str) -> None:
    assert [found for found in titles_of(phrase) if found.body] == []


@pytest.mark.parametrize(
    "phrase",
    ["Bí thư Tỉnh ủy", "BÍ THƯ TỈNH ỦY", "bí thư tỉnh uỷ", "Bí Thư Tỉnh Uỷ", "bi thu tinh uy"],
)
def test_capitals_marks_and_where_the_tone_stands_change_nothing(phrase: str) -> None:
    found = title(phrase)
    assert (found.role, found.body, found.unit) == ("Bí thư", "Tỉnh ủy", "tỉnh")
