"""Officials of ministries, assembly and central bodies as papers name them; all invented."""

from __future__ import annotations

import pytest

from tests.match.sentences import NOWHERE, told
from worker.model import Setting


def test_ministers_on_a_list_have_the_ministries_that_stand_behind_their_names() -> None:
    assert told(
        "Đại biểu chất vấn các Bộ trưởng: Lê Văn Mẫn - Bộ Công Thương; Ngô Thị Sáu (Bộ Nội vụ) và"
        " Tạ Hữu Chín, Bộ Tài chính."
    ) == [
        "Lê Văn Mẫn: Bộ trưởng|Bộ Công Thương",
        "Ngô Thị Sáu: Bộ trưởng|Bộ Nội vụ",
        "Tạ Hữu Chín: Bộ trưởng|Bộ Tài chính",
    ]


def test_a_deputy_minister_has_the_only_ministry_that_the_text_names() -> None:
    one = "Thứ trưởng Lê Văn Mẫn dự lễ. Công đoàn Bộ Nội vụ tặng quà."
    assert told(one) == ["Lê Văn Mẫn: Thứ trưởng|Bộ Nội vụ"]
    assert told(f"{one} Bộ Y tế cũng gửi hoa.") == ["Lê Văn Mẫn"]


def test_who_is_once_called_another_countrys_minister_is_none_of_ours_further_on() -> None:
    assert (
        told(
            "Bộ trưởng Ngoại giao Trung Quốc Tôn Nghị đến Hà Nội.",
            "Bộ trưởng Ngoại giao Tôn Nghị cảm ơn.",
        )
        == []
    )


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        ("Phó Chủ tịch nước CHXHCN Việt Nam", "Phó Chủ tịch nước|Nhà nước"),
        ("Phó Chủ tịch nước CHXHCNVN", "Phó Chủ tịch nước|Nhà nước"),
        (
            "Thủ tướng Chính phủ nước Cộng hòa xã hội chủ nghĩa Việt Nam",
            "Thủ tướng|Chính phủ",
        ),
        ("Chủ tịch Hội NDVN khóa VI", "Chủ tịch|Hội Nông dân Việt Nam"),
        ("Chủ tịch BCH T.Ư Hội Nông dân Việt Nam", "Chủ tịch|Hội Nông dân Việt Nam"),
        ("Phó Chủ tịch Tổng LĐLĐVN", "Phó Chủ tịch|Tổng Liên đoàn Lao động Việt Nam"),
        ("nguyên Chủ tịch Tổng Công đoàn Việt Nam", "former Chủ tịch|Tổng Công đoàn Việt Nam"),
        ("nguyên Phó Chủ nhiệm Ủy ban TDTT", "former Phó Chủ nhiệm|Ủy ban Thể dục thể thao"),
    ],
)
def test_central_bodies_are_read_however_they_are_abbreviated(phrase: str, office: str) -> None:
    assert told(f"Ông Lê Văn Mẫn, {phrase}, dự lễ.") == [f"Lê Văn Mẫn: {office}"]


def test_an_office_is_given_to_somebody_with_a_degree() -> None:
    assert told(
        "Bộ trưởng vừa trao quyết định bổ nhiệm chức vụ Giám đốc Bệnh viện Cái Sậy cho"
        " PGS.TS Lê Văn Mẫn."
    ) == ["Lê Văn Mẫn: Giám đốc|Bệnh viện Cái Sậy"]


def test_two_who_are_appointed_each_by_a_verb_of_his_own_do_not_share_the_last_office() -> None:
    assert told(
        "Thủ tướng ký quyết định bổ nhiệm ông Lê Văn Mẫn, Phó Tổng Thanh tra làm Phó Chủ nhiệm Văn"
        " phòng Chính phủ và ông Ngô Sáu, Phó Trưởng ban Tổ chức Trung ương làm Thứ trưởng Bộ"
        " Nội vụ."
    )[1:] == [
        "Lê Văn Mẫn: Phó Tổng Thanh tra|Thanh tra Chính phủ, Phó Chủ nhiệm|Văn phòng Chính phủ",
        "Ngô Sáu: Phó Trưởng ban|Ban Tổ chức Trung ương, Thứ trưởng|Bộ Nội vụ",
    ]


def test_what_somebody_was_then_and_rose_to_is_former() -> None:
    assert told(
        "Chủ tịch liên đoàn là ông Lê Văn Mẫn khi ấy còn giữ chức Phó Chủ nhiệm Ủy ban TDTT rồi"
        " lên Thứ trưởng Bộ Nội vụ."
    ) == ["Lê Văn Mẫn: former Phó Chủ nhiệm|Ủy ban Thể dục thể thao, former Thứ trưởng|Bộ Nội vụ"]


def test_who_signs_for_a_head_of_two_offices_holds_neither() -> None:
    signature = "KT. BỘ TRƯỞNG, CHỦ NHIỆM VĂN PHÒNG CHÍNH PHỦ PHÓ CHỦ NHIỆM"
    assert told("Giao các bộ báo cáo.", signature, "Lê Văn Mẫn", setting=NOWHERE) == [
        "Lê Văn Mẫn: Phó Chủ nhiệm|Văn phòng Chính phủ"
    ]


def test_a_deputy_who_is_in_charge_of_his_own_body_acts_as_its_head() -> None:
    assert told(
        "Bộ Công an giao Đại tá Lê Văn Mẫn, Phó Giám đốc Công an tỉnh phụ trách Công an tỉnh"
        " Cù Mây từ hôm nay."
    ) == ["Lê Văn Mẫn: acting Phó Giám đốc|Công an|Cù Mây"]


def test_the_head_of_a_delegation_is_of_the_province_of_his_other_office() -> None:
    assert told(
        "Bí thư Tỉnh ủy Bến Tre Lê Văn Mẫn - Trưởng Đoàn đại biểu Quốc hội.",
        setting=Setting("Gia Lai", NOWHERE.day),
    ) == ["Lê Văn Mẫn: Bí thư|Tỉnh ủy|Bến Tre, Trưởng đoàn|Đoàn đại biểu Quốc hội|Bến Tre"]


def test_deputies_of_a_provinces_police_are_named_in_a_row_with_ranks() -> None:
    assert told(
        "Như vậy Công an tỉnh Sông Hàm có 3 Phó Giám đốc gồm đại tá Lê Văn Mẫn, Ngô Thị Sáu và"
        " thượng tá Tạ Hữu Chín."
    ) == [
        "Lê Văn Mẫn: Phó Giám đốc|Công an|Sông Hàm",
        "Ngô Thị Sáu: Phó Giám đốc|Công an|Sông Hàm",
        "Tạ Hữu Chín: Phó Giám đốc|Công an|Sông Hàm",
    ]


def test_a_company_is_one_however_it_is_abbreviated() -> None:
    assert told("Ông Lê Văn Mẫn, Giám đốc Cty Sao Mai; bà Ngô Sáu, Giám đốc TCT Thép.") == []


def test_a_province_in_brackets_is_no_country_though_it_begins_so() -> None:
    assert told("Ông Lê Văn Mẫn, Hiệu trưởng Trường Tiểu học Nậm Sậy (Lào Cai), nói.") == [
        "Lê Văn Mẫn: Hiệu trưởng|Trường Tiểu học Nậm Sậy"
    ]


def test_one_of_several_schools_of_a_name_has_its_number() -> None:
    assert told("Ông Lê Văn Mẫn, Hiệu trưởng Trường Tiểu học Ngô Thị Sáu 2, cho biết.") == [
        "Lê Văn Mẫn: Hiệu trưởng|Trường Tiểu học Ngô Thị Sáu 2"
    ]


def test_an_institution_s_name_is_no_person() -> None:
    assert told(
        "Đồng chí Lê Văn Mẫn - Bí thư Trung ương Đảng, Giám đốc Học viện Chính trị quốc gia Hồ Chí"
        " Minh - thôi giữ chức Giám đốc Học viện Chính trị quốc gia Hồ Chí Minh, để giữ chức Trưởng"
        " ban Dân vận Trung ương."
    ) == [
        "Lê Văn Mẫn: Bí thư|Ban Chấp hành Trung ương Đảng,"
        " former Giám đốc|Học viện Chính trị quốc gia Hồ Chí Minh,"
        " Trưởng ban|Ban Dân vận Trung ương"
    ]


def test_a_guest_on_a_list_that_has_lost_its_comma_holds_what_follows() -> None:
    assert told(
        "Các đồng chí Ngô Thị Sáu - Bí thư Huyện ủy Cái Sậy và Lê Văn Mẫn Phó Bí thư Tỉnh ủy dự."
    ) == ["Ngô Thị Sáu: Bí thư|Huyện ủy|Cái Sậy", "Lê Văn Mẫn: Phó Bí thư|Tỉnh ủy|Sông Hàm"]


def test_who_signs_for_a_minister_is_of_the_ministry_that_the_text_names() -> None:
    assert told(
        "Bộ trưởng Bộ Tài chính ban hành Thông tư.",
        "KT. BỘ TRƯỞNG",
        "THỨ TRƯỞNG",
        "Ngô Thị Sáu",
        setting=NOWHERE,
    )[1:] == ["Ngô Thị Sáu: Thứ trưởng|Bộ Tài chính"]


def test_the_office_of_another_country_s_president_is_none_of_ours() -> None:
    assert told("Chánh Văn phòng An ninh quốc gia, Văn phòng Tổng thống Cho Tae Yong dự.") == []


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        (
            "Trưởng phòng Thông tin truyền thông Cục Quản lý Dược (Bộ Y tế)",
            "Trưởng phòng|Phòng Thông tin và Truyền thông, Cục Quản lý Dược, Bộ Y tế",
        ),
        ("Giám đốc Trung tâm Văn hoá Cù Mây", "Giám đốc|Trung tâm Văn hóa Cù Mây"),
    ],
)
def test_a_body_s_own_name_is_kept_in_one_spelling_and_whole(phrase: str, office: str) -> None:
    assert told(f"Ông Lê Văn Mẫn, {phrase}, dự.") == [f"Lê Văn Mẫn: {office}"]


@pytest.mark.parametrize("short", ["UBKTTW", "UBKTTƯ", "UBKT Trung ương"])
def test_the_central_inspection_committee_is_read_by_its_short_names(short: str) -> None:
    assert told(f"Ông Lê Văn Mẫn, Chủ nhiệm {short}, chủ trì kỳ họp.") == [
        "Lê Văn Mẫn: Chủ nhiệm|Ủy ban Kiểm tra Trung ương"
    ]


def test_a_department_of_the_ministry_s_police_is_read_by_its_number() -> None:
    assert told("Đại tá Lê Văn Mẫn, Cục trưởng Cục C04, Bộ Công an, dự.") == [
        "Lê Văn Mẫn: Cục trưởng|Cục Cảnh sát điều tra tội phạm về ma túy, Bộ Công an"
    ]


def test_the_president_s_delegation_is_not_the_president() -> None:
    assert told("Đoàn Chủ tịch nước đã rời Hà Nội.", setting=NOWHERE) == []


@pytest.mark.parametrize(
    "body", ["Ủy ban Kế hoạch Nhà nước", "Ủy ban Nhà nước về người Việt Nam ở nước ngoài"]
)
def test_a_committee_of_the_state_is_not_one_of_the_assembly(body: str) -> None:
    assert told(f"Ông Lê Văn Mẫn, Phó Chủ nhiệm {body}, phát biểu.") == [
        f"Lê Văn Mẫn: Phó Chủ nhiệm|{body}"
    ]
