"""Ways in which papers and portals of provinces, wards and communes tell who holds what."""

from __future__ import annotations

from datetime import date

import pytest

from tests.match.sentences import HERE, NOWHERE, told
from worker.model import Setting

CHAIR = "Chủ tịch|Ủy ban nhân dân|Sông Hàm"
DEPUTY = "Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"
MEMBER = "Ủy viên|Ủy ban nhân dân|Sông Hàm"
STANDING = "Ủy viên|Ban Thường vụ Tỉnh ủy|Sông Hàm"
NOW = Setting("Sông Hàm", date(2025, 9, 5))


@pytest.mark.parametrize("short", ["UV.BTV Tỉnh ủy", "UV. BTV Tỉnh ủy", "Ủy viên Ban TVTU"])
def test_the_standing_committee_has_full_stops_or_is_one_word(short: str) -> None:
    found = told(f"Đ/c Lê Văn Mẫn - {short}, Chủ tịch UBND tỉnh, dự lễ.")
    assert found == [f"Lê Văn Mẫn: {STANDING}, {CHAIR}"]


def test_an_abbreviation_in_brackets_stands_inside_a_body() -> None:
    found = told("Ông Lê Văn Mẫn, Ủy viên Ban Thường vụ (BTV) Tỉnh ủy, Phó Chủ tịch UBND tỉnh, dự.")
    assert found == [f"Lê Văn Mẫn: {STANDING}, {DEPUTY}"]


@pytest.mark.parametrize("member", ["Đảng ủy viên", "ĐUV"])
@pytest.mark.parametrize("joint", [", ", " / ", " , "])
def test_a_member_of_a_wards_committee_has_another_office(member: str, joint: str) -> None:
    found = told(f"Bà Ngô Thị Chín – {member}{joint}Phó Chủ tịch UBND phường Tân Rẫy, tiếp dân.")
    assert found == ["Ngô Thị Chín: Ủy viên|Đảng ủy|Tân Rẫy, Phó Chủ tịch|Ủy ban nhân dân|Tân Rẫy"]


def test_the_committee_of_a_commune_is_not_that_of_the_city() -> None:
    found = told("Ông Lê Sáu - Thành ủy viên, Bí thư Đảng ủy xã Gò Muối, nói.")
    assert found[0].endswith("Bí thư|Đảng ủy|Gò Muối")


def test_a_secretary_in_short_leads_the_committee_of_the_next_office() -> None:
    found = told("Đồng chí Lê Sáu - PBT - Chủ tịch UBND xã Gò Muối phát biểu.")
    assert found == ["Lê Sáu: Phó Bí thư|Đảng ủy|Gò Muối, Chủ tịch|Ủy ban nhân dân|Gò Muối"]
    assert told("Công ty BT - CT Nam Rẫy khởi công.") == []


def test_a_leader_is_of_the_commune_of_whose_offices_the_text_tells() -> None:
    found = told(
        "Dự có đồng chí Lê Sáu - Bí thư Đảng ủy xã; Trần Bé, Chủ tịch UBND xã Gò Muối, cùng công "
        "an các xã Tân Lộc, Vĩnh Lạc, xã Sông Mía.",
        setting=NOW,
    )
    assert found[0] == "Lê Sáu: Bí thư|Đảng ủy|Gò Muối"


@pytest.mark.parametrize("elected", ["bầu bổ sung", "bầu cử bổ sung", "phê chuẩn"])
def test_all_who_are_elected_have_the_office(elected: str) -> None:
    found = told(
        f"HĐND {elected} chức vụ Ủy viên UBND tỉnh đối với ông Lê Văn Mẫn, Giám đốc Sở Y tế và bà "
        "Ngô Thị Chín, Giám đốc Sở Nội vụ."
    )
    assert found == [
        f"Lê Văn Mẫn: {MEMBER}, Giám đốc|Sở Y tế|Sông Hàm",
        f"Ngô Thị Chín: {MEMBER}, Giám đốc|Sở Nội vụ|Sông Hàm",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Miễn nhiệm 2 Ủy viên UBND tỉnh là ông Lê Văn Mẫn, nguyên Giám đốc Sở Y tế và bà Ngô Thị "
        "Chín, để nghỉ hưu.",
        "HĐND miễn nhiệm Ủy viên UBND tỉnh đối với ông Lê Văn Mẫn để nghỉ hưu, và bà Ngô Thị Chín "
        "do chuyển công tác.",
        "HĐND miễn nhiệm chức danh: Ủy viên UBND tỉnh với ông Lê Văn Mẫn; Ủy viên UBND tỉnh với bà "
        "Ngô Thị Chín.",
    ],
)
def test_all_who_are_dismissed_have_lost_the_office(sentence: str) -> None:
    found = told(sentence)
    assert [line.split(",")[0] for line in found] == [
        f"Lê Văn Mẫn: former {MEMBER}",
        f"Ngô Thị Chín: former {MEMBER}",
    ]


def test_who_is_proposed_on_a_list_holds_nothing() -> None:
    found = told(
        "Các nhân sự được giới thiệu để bầu làm Phó Chủ tịch UBND tỉnh gồm các ông: Lê Văn Mẫn, "
        "Trần Văn Sáu."
    )
    assert found == []


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("UBND tỉnh Sông Hàm hiện có 3 Phó Chủ tịch gồm", DEPUTY),
        ("Công an tỉnh có tất cả 7 Phó Giám đốc gồm", "Phó Giám đốc|Công an|Sông Hàm"),
        ("Sở Y tế hiện có 2 phó giám đốc là các ông", "Phó Giám đốc|Sở Y tế|Sông Hàm"),
    ],
)
def test_a_body_has_so_many(sentence: str, office: str) -> None:
    found = told(f"{sentence}: Lê Văn Mẫn, Trần Văn Sáu.")
    assert found == [f"Lê Văn Mẫn: {office}", f"Trần Văn Sáu: {office}"]


@pytest.mark.parametrize(
    "charge",
    [
        "phân công ông Lê Văn Mẫn, Phó Chủ tịch UBND tỉnh, tạm thời điều hành hoạt động của UBND "
        "tỉnh.",
        "phân công Phó Chủ tịch UBND tỉnh Lê Văn Mẫn điều hành công việc chung của UBND tỉnh.",
    ],
)
def test_who_acts_for_the_chairman_is_not_the_one_who_charges_him(charge: str) -> None:
    assert told(f"Chủ tịch UBND tỉnh {charge}") == [
        f"<Chủ tịch UBND tỉnh>: {CHAIR}",
        f"Lê Văn Mẫn: {DEPUTY}, acting {CHAIR}",
    ]


def test_the_chairman_whom_the_text_names_is_meant_beside_who_acts_for_him() -> None:
    found = told(
        "Chủ tịch UBND tỉnh Tạ Khuê đi công tác. Ông Lê Văn Mẫn điều hành UBND tỉnh.",
        "Chủ tịch UBND tỉnh lưu ý giữ đê.",
    )
    assert found == [
        f"Tạ Khuê: {CHAIR}",
        f"Lê Văn Mẫn: acting {CHAIR}",
        f"<Chủ tịch UBND tỉnh> = Tạ Khuê: {CHAIR}",
    ]


def test_who_oversees_a_department_or_chairs_a_meeting_acts_for_nobody() -> None:
    assert told("Phó Chủ tịch UBND tỉnh Lê Văn Mẫn điều hành phiên họp.") == [
        f"Lê Văn Mẫn: {DEPUTY}"
    ]


def test_who_does_the_work_of_an_office_acts() -> None:
    found = told("Ông Lê Văn Mẫn được giao thực hiện nhiệm vụ Chủ tịch UBND tỉnh từ ngày 1/2.")
    assert found == [f"Lê Văn Mẫn: acting {CHAIR}"]
    assert told("Lễ bàn giao nhiệm vụ Chủ tịch UBND tỉnh diễn ra sáng nay.") == []


@pytest.mark.parametrize("went", ["thôi chức để chờ nghỉ hưu", "cũng được điều động về tỉnh"])
def test_who_went_is_a_former_one(went: str) -> None:
    assert told(f"Ông Lê Văn Mẫn, Giám đốc Sở Y tế {went}.") == [
        "Lê Văn Mẫn: former Giám đốc|Sở Y tế|Sông Hàm"
    ]


def test_who_went_is_told_behind_the_office_that_is_filled() -> None:
    found = told("HĐND bầu bổ sung chức danh Phó Chủ tịch UBND tỉnh thay ông Lê Sáu nghỉ hưu.")
    assert found == [f"Lê Sáu: former {DEPUTY}"]


def test_what_somebody_went_through_he_holds_no_more() -> None:
    found = told(
        "Ông Lê Văn Mẫn từng kinh qua nhiều chức vụ chủ chốt như Trưởng phòng Nội vụ huyện Cái "
        "Sậy, Giám đốc Sở Y tế."
    )
    assert found == [
        "Lê Văn Mẫn: former Trưởng phòng|Phòng Nội vụ|Cái Sậy, former Giám đốc|Sở Y tế|Sông Hàm"
    ]
    assert told("Anh đã kinh qua nhiều vị trí như Bí thư Huyện ủy Cái Sậy, Giám đốc Sở Y tế.") == []


def test_an_office_until_a_year_gone_by_is_former() -> None:
    found = told("Ông Lê Văn Mẫn làm Phó Giám đốc Sở Y tế, rồi Giám đốc Sở Y tế đến tháng 8/2011.")
    assert found == [
        "Lê Văn Mẫn: former Phó Giám đốc|Sở Y tế|Sông Hàm, former Giám đốc|Sở Y tế|Sông Hàm"
    ]


def test_lines_of_a_career_mean_no_present_holder() -> None:
    found = told(
        "Quá trình công tác:",
        "- 5/1998 - 10/2006: Trưởng phòng Nội vụ huyện Cái Sậy.",
        "- Từ 2012 đến 2014: Bí thư Huyện ủy Cái Sậy.",
    )
    assert found == []


def test_the_dead_are_told_of_in_two_sentences() -> None:
    found = told("Đồng chí Lê Văn Mẫn sinh ngày 30-11-1950, tại Cái Sậy. Nguyên Bí thư Tỉnh ủy.")
    assert found == ["Lê Văn Mẫn: former Bí thư|Tỉnh ủy|Sông Hàm"]


def test_whose_decision_it_is_does_not_hold_the_office_behind_a_colon() -> None:
    found = told("Theo quyết định của Trung ương và Thủ tướng Chính phủ: Ông Lê Sáu nghỉ hưu.")
    assert found == ["<Thủ tướng Chính phủ>: Thủ tướng|Chính phủ"]


def test_a_city_authorizes_and_is_no_committee() -> None:
    found = told(
        "Bộ trưởng dự. Chủ tịch UBND thành phố Mỹ Hàm nói. Chủ tịch UBND thành phố ủy nhiệm."
    )
    assert found[-1].startswith("<Chủ tịch UBND thành phố>")


def test_one_name_for_the_board_of_a_zone_and_its_parks() -> None:
    found = told(
        "Ông Lê Văn Mẫn, Trưởng Ban Quản lý Khu kinh tế Vũng Sậy và các Khu công nghiệp được điều "
        "động giữ chức Giám đốc Sở Nội vụ, thay ông Tạ Khuê."
    )
    assert found == [
        "Lê Văn Mẫn: former Trưởng ban|Ban Quản lý Khu kinh tế Vũng Sậy và các Khu công nghiệp, "
        "Giám đốc|Sở Nội vụ|Sông Hàm",
        "Tạ Khuê: former Giám đốc|Sở Nội vụ|Sông Hàm",
    ]


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh", "Đảng ủy Khối Cơ quan và Doanh nghiệp"),
        ("Đảng bộ khối các cơ quan tỉnh", "Đảng ủy Khối các cơ quan"),
    ],
)
def test_a_block_of_the_party_is_no_place(said: str, body: str) -> None:
    assert told(f"Ông Lê Văn Mẫn, Bí thư {said}, dự.") == [f"Lê Văn Mẫn: Bí thư|{body}|Sông Hàm"]


def test_a_commander_with_a_rank_is_not_the_judge_before_him() -> None:
    found = told(
        "Dự lễ có Chánh án TAND tỉnh Lê Văn Mẫn, quyền Chỉ huy trưởng Bộ CHQS tỉnh, Đại tá Ngô "
        "Chín."
    )
    assert found == [
        "Lê Văn Mẫn: Chánh án|Tòa án nhân dân|Sông Hàm",
        "Ngô Chín: acting Chỉ huy trưởng|Bộ Chỉ huy quân sự|Sông Hàm",
    ]


def test_a_title_in_small_letters_follows_whom_an_honorific_begins() -> None:
    found = told("Ông Trần Văn Mẫn chủ tịch UBND xã Gò Muối chủ trì hội nghị.")
    assert found == ["Trần Văn Mẫn: Chủ tịch|Ủy ban nhân dân|Gò Muối"]


def test_a_school_in_small_letters_is_the_one_that_is_headed() -> None:
    found = told(
        "Sáng 5/9, trường THPT Gò Muối khai giảng. Cô Lê Thị Mẫn, Hiệu trưởng nhà trường, đọc thư."
    )
    assert found == ["Lê Thị Mẫn: Hiệu trưởng|Trường Trung học phổ thông Gò Muối"]


def test_a_commune_that_is_kept_secret_is_no_place() -> None:
    found = told("Ông Man Minh Hưng, Phó chủ tịch UBND xã L.H, cho biết.", setting=NOWHERE)
    assert found == ["Man Minh Hưng: Phó Chủ tịch|Ủy ban nhân dân"]


def test_a_surname_that_is_a_word_stands_behind_a_unit() -> None:
    found = told("Bí thư Huyện ủy Cái Sậy Trình Đức Mẫn dự họp.", setting=HERE)
    assert found == ["Trình Đức Mẫn: Bí thư|Huyện ủy|Cái Sậy"]


def test_a_deputy_who_heads_the_investigators_is_one_of_the_police() -> None:
    assert told(
        "Chủ trì có Đại tá Lê Văn Mẫn - Phó Giám đốc - Thủ trưởng Cơ quan Cảnh sát điều tra."
    ) == [
        "Lê Văn Mẫn: Phó Giám đốc|Công an|Sông Hàm, "
        "Thủ trưởng|Cơ quan Cảnh sát điều tra Công an|Sông Hàm"
    ]
