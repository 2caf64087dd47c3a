"""Offices as features, crime news, council news and portals of communes print them."""

from __future__ import annotations

import pytest

from tests.match.sentences import HERE, NOWHERE, read, told
from worker.model import Setting

DEPUTY = "Đại biểu|Hội đồng nhân dân"
CHAIR = "Chủ tịch|Ủy ban nhân dân|Gò Muối"
CITY = Setting("Thành phố Hồ Chí Minh", HERE.day)


@pytest.mark.parametrize("country", ["vương quốc Campuchia", "cộng hòa Séc"])
def test_a_kingdom_may_be_written_small(country: str) -> None:
    assert told(f"Chủ tịch tỉnh tiếp bà Men Sam, Phó Thủ tướng {country}.") == [
        "<Chủ tịch tỉnh>: Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    ]


def test_a_career_told_of_a_pronoun_ends_with_the_office_of_now() -> None:
    found = told(
        "Anh Lê Văn Mẫn, dân tộc Mông, sinh năm 1973. Năm 1995, anh nhận nhiệm vụ tại Ban Dân vận "
        "tỉnh, hiện giữ chức Phó Trưởng Ban Dân vận Tỉnh ủy."
    )
    assert found == ["Lê Văn Mẫn: Phó Trưởng ban|Ban Dân vận Tỉnh ủy|Sông Hàm"]


def test_a_party_cell_is_in_a_hamlet() -> None:
    found = told("Ông Lê Văn Mẫn, Bí thư Chi bộ ở bản Rạch Vong, xã Gò Muối, dẫn đường.")
    assert found == ["Lê Văn Mẫn: Bí thư|Chi bộ|Rạch Vong"]


def test_an_association_named_before_is_followed_by_a_feeling() -> None:
    found = told(
        "Làm việc với Hội Nông dân huyện Cái Sậy, ông Lê Văn Mẫn, Phó Chủ tịch Hội tự hào kể."
    )
    assert found == ["Lê Văn Mẫn: Phó Chủ tịch|Hội Nông dân|Cái Sậy"]


def test_a_member_of_the_standing_committee_is_called_after_it() -> None:
    found = told("Dự có đồng chí Lê Văn Mẫn - Thường vụ Tỉnh ủy - Phó chủ tịch UBND tỉnh.")
    assert found == [
        "Lê Văn Mẫn: Ủy viên|Ban Thường vụ Tỉnh ủy|Sông Hàm, Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    ]
    assert told("Thường trực, Thường vụ Tỉnh ủy họp với ông Lê Văn Mẫn.") == []


@pytest.mark.parametrize(
    ("short", "union"),
    [("Cựu chiến binh", "Hội Cựu chiến binh"), ("Phụ nữ", "Hội Liên hiệp Phụ nữ")],
)
def test_a_union_is_called_after_its_members(short: str, union: str) -> None:
    assert told(f"Bà Lê Thị Mẫn, Chủ tịch {short} xã Gò Muối, nói.") == [
        f"Lê Thị Mẫn: Chủ tịch|{union}|Gò Muối"
    ]


@pytest.mark.parametrize("board", ["Ban PHHS", "Ban phụ huynh", "Ban đại diện CMHS"])
def test_a_board_of_parents_is_none_of_officialdom(board: str) -> None:
    assert told(f"Ông Lê Văn Mẫn - Trưởng {board}, tặng hoa.") == []


def test_the_secretary_general_is_the_assembly_s() -> None:
    found = told("Ông Lê Văn Mẫn, Tổng thư ký, Chủ nhiệm Văn phòng Quốc hội, công bố nghị quyết.")
    assert found == ["Lê Văn Mẫn: Tổng Thư ký|Quốc hội, Chủ nhiệm|Văn phòng Quốc hội"]


def test_a_dash_has_a_blank_on_one_side() -> None:
    found = told("Bà Lê Thị Mẫn, Giám đốc Trung tâm Văn hóa -Thể thao- Truyền thanh huyện Cái Sậy.")
    assert found == ["Lê Thị Mẫn: Giám đốc|Trung tâm Văn hóa - Thể thao - Truyền thanh|Cái Sậy"]


def test_a_minister_is_one_whose_ministry_is_not_said() -> None:
    assert told("Bộ trưởng Lê Văn Mẫn: Tôi là bạn của nông dân.", setting=NOWHERE) == ["Lê Văn Mẫn"]
    abroad = "Bộ trưởng Lê Văn Mẫn tiếp Bộ trưởng Ngoại giao Nhật Bản."
    assert told(abroad, setting=NOWHERE) == []


def test_deputies_are_listed_by_their_councils() -> None:
    found = told(
        "Tổ đại biểu HĐND tỉnh gồm ông Lê Văn Mẫn, Tổ đại biểu HĐND huyện Cái Sậy gồm ông Tạ Văn "
        "Khuê, ông Đinh Sáu đã tiếp xúc cử tri."
    )
    assert found == [
        f"Lê Văn Mẫn: {DEPUTY}|Sông Hàm",
        f"Tạ Văn Khuê: {DEPUTY}|Cái Sậy",
        f"Đinh Sáu: {DEPUTY}|Cái Sậy",
    ]


def test_deputies_stand_before_their_council() -> None:
    found = told(
        "Về dự có ông Lê Văn Mẫn, bà Ngô Thị Chín đại biểu HĐND tỉnh; bà Lý Thị Bé và ông Tạ Văn "
        "Khuê, đại biểu HĐND huyện Cái Sậy."
    )
    assert found == [
        f"Lê Văn Mẫn: {DEPUTY}|Sông Hàm",
        f"Ngô Thị Chín: {DEPUTY}|Sông Hàm",
        f"Lý Thị Bé: {DEPUTY}|Cái Sậy",
        f"Tạ Văn Khuê: {DEPUTY}|Cái Sậy",
    ]


def test_bare_names_go_on_under_the_title_of_several() -> None:
    found = told(
        "Tham gia có các đồng chí Phó Ban Tổ chức Trung ương Lê Văn Mẫn; đồng chí Tạ Văn Khuê; "
        "đồng chí Đinh Văn Sáu; Tổng Kiểm toán Nhà nước Ngô Thị Chín."
    )
    deputy = "Phó Trưởng ban|Ban Tổ chức Trung ương"
    assert found == [
        *(f"{name}: {deputy}" for name in ("Lê Văn Mẫn", "Tạ Văn Khuê", "Đinh Văn Sáu")),
        "Ngô Thị Chín: Tổng Kiểm toán|Kiểm toán nhà nước",
    ]


def test_who_is_removed_may_be_called_by_the_given_name() -> None:
    found = told(
        "Công an bắt ông Lê Văn Mẫn (nguyên Chủ tịch UBND xã Gò Muối).",
        "Huyện ủy đã cách chức Chủ tịch UBND xã đối với ông Mẫn.",
    )
    assert found == [f"Lê Văn Mẫn: former {CHAIR}", f"Mẫn = Lê Văn Mẫn: former {CHAIR}"]


def test_a_district_stands_without_its_kind_before_its_province() -> None:
    (mention,) = read("Chủ tịch UBND xã Gò Muối, Ba Tri, Bến Tre cho biết.", setting=NOWHERE)
    assert mention.surface == "Chủ tịch UBND xã Gò Muối, Ba Tri, Bến Tre"
    assert mention.offices[0].office.within == "Bến Tre"


def test_a_city_s_paper_tells_of_the_one_province_it_names() -> None:
    found = told(
        "Công an tỉnh Đồng Nai trao thưởng. Đại tá Lê Văn Mẫn, Phó Giám đốc Công an tỉnh, dự.",
        setting=CITY,
    )
    assert found == ["Lê Văn Mẫn: Phó Giám đốc|Công an|Đồng Nai"]


def test_a_headline_begins_with_its_district() -> None:
    found = told(
        "Ba Tri: Họp mặt đầu năm",
        "Dự có ông Lê Văn Mẫn - Bí thư Huyện ủy.",
        setting=Setting("Bến Tre", HERE.day),
    )
    assert found == ["Lê Văn Mẫn: Bí thư|Huyện ủy|Ba Tri"]


def test_words_that_a_page_has_run_together_are_parted() -> None:
    text = "Đoàn do ôngLê Văn Mẫn, Ủy viênThường vụ, Trưởng ban Tổ chức Tỉnh ủy, dẫn đầu."
    (mention,) = read(text)
    assert mention.official == "Lê Văn Mẫn"
    assert (
        "Tin trong huyện\n\n" + text[: text.index("Lê")]
        == (f"Tin trong huyện\n\n{text}"[: mention.start])
    )
    assert [said.office.body for said in mention.offices] == [
        "Ban Thường vụ Tỉnh ủy",
        "Ban Tổ chức Tỉnh ủy",
    ]
    assert told("Ông Lê Văn Mẫn, Giám đốc YouTube, nói.") == []


def test_a_department_of_the_police_is_called_by_its_number_alone() -> None:
    assert told("Thượng tá Lê Văn Mẫn, Phó trưởng Phòng PV11, nói.") == [
        "Lê Văn Mẫn: Phó Trưởng phòng|Phòng PV11, Công an|Sông Hàm"
    ]


def test_deputies_in_charge_of_districts_are_named_behind_it() -> None:
    found = told(
        "Sở Xây dựng kiểm điểm 2 Phó Chánh Thanh tra sở phụ trách địa bàn là ông Lê Văn Mẫn và ông "
        "Tạ Văn Khuê."
    )
    deputy = "Phó Chánh Thanh tra|Thanh tra Sở Xây dựng|Sông Hàm"
    assert found == [f"Lê Văn Mẫn: {deputy}", f"Tạ Văn Khuê: {deputy}"]


def test_one_is_put_into_an_office_for_another() -> None:
    found = told(
        "UBND huyện bổ nhiệm ông Lê Văn Mẫn vào chức vụ Trưởng phòng Nội vụ huyện Cái Sậy thay ông "
        "Tạ Khuê."
    )
    office = "Trưởng phòng|Phòng Nội vụ|Cái Sậy"
    assert found == [f"Lê Văn Mẫn: {office}", f"Tạ Khuê: former {office}"]


def test_a_title_is_the_capacity_in_which_somebody_speaks() -> None:
    found = told(
        "Giám đốc Công an tỉnh Lê Văn Mẫn với tư cách Ủy viên Ủy ban Pháp luật của Quốc hội nói."
    )
    assert found == ["Lê Văn Mẫn: Giám đốc|Công an|Sông Hàm, Ủy viên|Ủy ban Pháp luật của Quốc hội"]


def test_a_ward_is_named_by_its_letter() -> None:
    found = told("UBND P.Bến Nghé sai. Chủ tịch UBND phường này nhận lỗi. Ảnh: P.Anh", setting=CITY)
    assert found == ["<Chủ tịch UBND phường>: Chủ tịch|Ủy ban nhân dân|Bến Nghé"]


def test_a_city_s_paper_tells_of_another_city() -> None:
    found = told(
        "Phó Chủ tịch UBND TP.Mỹ Hàm Lê Văn Mẫn nói. Chủ tịch UBND thành phố chưa trả lời.",
        setting=CITY,
    )
    assert found[1:] == ["<Chủ tịch UBND thành phố>: Chủ tịch|Ủy ban nhân dân|Mỹ Hàm"]


def test_a_department_of_another_province_is_that_further_on() -> None:
    found = told(
        "Ông Lê Văn Mẫn, Phó Giám đốc Sở Xây dựng tỉnh Bạc Liêu, cho biết.",
        "Giám đốc Sở Xây dựng cũng bị kiểm điểm.",
        setting=CITY,
    )
    assert found[1:] == ["<Giám đốc Sở Xây dựng>: Giám đốc|Sở Xây dựng|Bạc Liêu"]


def test_the_inspection_of_an_association_is_no_body_of_officialdom() -> None:
    said = "Ông Lê Văn Mẫn, Phó Trưởng Ban Kiểm tra Hội Văn nghệ dân gian Việt Nam, trao quà."
    assert told(said) == []


@pytest.mark.parametrize("gap", [" đoàn đại biểu Quốc hội tỉnh", ", Đoàn ĐBQH tỉnh"])
def test_a_deputy_s_delegation_is_that_of_the_paper_s_province(gap: str) -> None:
    assert told(f"Đại biểu Lê Văn Mẫn{gap} đề nghị làm rõ.") == [
        "Lê Văn Mẫn: Đại biểu|Quốc hội|Sông Hàm"
    ]


def test_a_rector_alone_beside_a_party_office_is_of_the_school_before() -> None:
    found = told(
        "Đoàn Trường Đại học Cái Sậy do TS. Lê Văn Mẫn - Phó Bí thư Đảng ủy, Hiệu trưởng làm "
        "Trưởng đoàn, đã tới thăm."
    )
    school = "Trường Đại học Cái Sậy"
    assert found == [f"Lê Văn Mẫn: Phó Bí thư|Đảng ủy {school}, Hiệu trưởng|{school}"]


def test_two_hold_two_offices_of_one_body_respectively() -> None:
    found = told(
        "Bị can gồm: Lê Văn Mẫn, Tạ Văn Khuê, cựu giám đốc và phó giám đốc Sở Y tế tỉnh Sông Hàm; "
        "Ngô Văn Sáu và Lý Văn Bé, cựu chủ tịch và tổng giám đốc Công ty Sông Mía."
    )
    assert found == [
        "Lê Văn Mẫn: former Giám đốc|Sở Y tế|Sông Hàm",
        "Tạ Văn Khuê: former Phó Giám đốc|Sở Y tế|Sông Hàm",
    ]
    found = told(
        "Ông Lê Văn Mẫn và bà Ngô Thị Chín lần lượt là Chủ tịch và Phó Chủ tịch UBND xã Gò Muối."
    )
    assert found == [f"Lê Văn Mẫn: {CHAIR}", f"Ngô Thị Chín: Phó {CHAIR}"]


def test_both_were_the_same_before() -> None:
    found = told(
        "Lê Văn Mẫn và Tạ Văn Khuê (đều cựu Trưởng phòng Nội vụ huyện Cái Sậy) lĩnh 3 năm."
    )
    office = "former Trưởng phòng|Phòng Nội vụ|Cái Sậy"
    assert found == [f"Lê Văn Mẫn: {office}", f"Tạ Văn Khuê: {office}"]


def test_a_clause_about_the_subject_goes_on_to_his_new_office() -> None:
    found = told(
        "Ông Lê Văn Mẫn, Chủ tịch UBND tỉnh, quê huyện Cái Sậy.",
        "Ngày 1-8-2018, ông Mẫn được Ban Bí thư luân chuyển, chỉ định tham gia Ban Chấp hành Đảng "
        "bộ tỉnh (nhiệm kỳ 2015-2020) và giữ chức vụ Phó Bí thư Tỉnh ủy.",
    )
    assert found[1] == "Mẫn = Lê Văn Mẫn: Phó Bí thư|Tỉnh ủy|Sông Hàm"


def test_a_member_of_parliament_is_of_a_delegation_for_a_term() -> None:
    found = told(
        "Bà Lê Thị Mẫn hiện là Đại biểu Quốc hội khóa XIV nhiệm kỳ 2016 – 2021 thuộc đoàn đại biểu "
        "tỉnh Bắc Giang."
    )
    assert found == ["Lê Thị Mẫn: Đại biểu|Quốc hội|Bắc Giang"]


def test_teams_of_border_posts_have_heads() -> None:
    found = told("Thượng úy Lê Văn Mẫn (Đội trưởng Đội Vận động quần chúng) đứng lớp.")
    assert found == ["Lê Văn Mẫn: Đội trưởng|Đội Vận động quần chúng"]


def test_a_board_of_the_sangha_is_no_body_of_officialdom() -> None:
    assert told("Thượng tọa Thích Mẫn – Phó Trưởng Ban Hoằng pháp TW – Trưởng BTS.") == []


def test_several_offices_are_taken_from_one() -> None:
    found = told(
        "Thủ tướng quyết định cách chức Chủ tịch UBND tỉnh Khánh Hòa nhiệm kỳ 2016-2021 và xóa tư "
        "cách Phó Chủ tịch UBND tỉnh Khánh Hòa nhiệm kỳ 2011-2016 đối với ông Lê Văn Mẫn."
    )
    chair = "Chủ tịch|Ủy ban nhân dân|Khánh Hòa"
    assert found[1:] == [f"Lê Văn Mẫn: former {chair}, former Phó {chair}"]


def test_a_term_in_brackets_stands_between_two_offices() -> None:
    found = told(
        "Ông Lê Văn Mẫn, nguyên Bí thư Huyện ủy Cái Sậy (nhiệm kỳ 2015 - 2020), nguyên Chủ tịch "
        "HĐND huyện (nhiệm kỳ 2016 - 2021) thiếu trách nhiệm."
    )
    assert found == [
        "Lê Văn Mẫn: former Bí thư|Huyện ủy|Cái Sậy, former Chủ tịch|Hội đồng nhân dân|Cái Sậy"
    ]


@pytest.mark.parametrize(("short", "whole"), [("TVTU", "Tỉnh ủy"), ("TVHU", "Huyện ủy")])
def test_standing_committees_are_abbreviated_without_their_members(short: str, whole: str) -> None:
    (mention,) = read(f"Dự có Lê Văn Mẫn, {short}, Trưởng Công an huyện Cái Sậy.")
    assert mention.offices[0].office.body == f"Ban Thường vụ {whole}"


def test_a_body_s_own_name_begins_with_a_verb() -> None:
    found = told("Ông Lê Văn Mẫn, Giám đốc Trung tâm Trao đổi Giáo dục, nói.")
    assert found == ["Lê Văn Mẫn: Giám đốc|Trung tâm Trao đổi Giáo dục|Sông Hàm"]


@pytest.mark.parametrize(
    "said",
    [
        "Đồng chí Trần văn Mẫn, Bí thư Tỉnh ủy, báo cáo.",
        "Bí thư Tỉnh ủy Trần văn Mẫn báo cáo.",
    ],
)
def test_the_middle_of_a_name_may_be_small(said: str) -> None:
    assert told(said) == ["Trần văn Mẫn: Bí thư|Tỉnh ủy|Sông Hàm"]


def test_those_elected_are_told_by_their_number_first() -> None:
    found = told(
        "HĐND tỉnh miễn nhiệm chức danh Ủy viên UBND tỉnh đối với ông Ngô Văn Sáu-nguyên Giám đốc "
        "Sở Y tế; bầu bổ sung Ủy viên UBND tỉnh đối với 2 đại biểu, gồm các ông Lê Văn Mẫn- Giám "
        "đốc Sở Tài chính và Tạ Văn Khuê- Giám đốc Sở Ngoại vụ."
    )
    member = "Ủy viên|Ủy ban nhân dân|Sông Hàm"
    assert found == [
        f"Ngô Văn Sáu: former {member}, former Giám đốc|Sở Y tế|Sông Hàm",
        f"Lê Văn Mẫn: {member}, Giám đốc|Sở Tài chính|Sông Hàm",
        f"Tạ Văn Khuê: {member}, Giám đốc|Sở Ngoại vụ|Sông Hàm",
    ]


def test_short_roles_have_a_stop_before_any_body() -> None:
    found = told("Dự có ông Lê Văn Mẫn-GĐ.Sở Y tế; bà Ngô Thị Chín-BT.Huyện ủy Cái Sậy.")
    assert found == [
        "Lê Văn Mẫn: Giám đốc|Sở Y tế|Sông Hàm",
        "Ngô Thị Chín: Bí thư|Huyện ủy|Cái Sậy",
    ]


def test_the_party_group_of_an_association_is_the_association_s() -> None:
    said = "Ông Lê Văn Mẫn, nguyên Bí thư Đảng đoàn, nguyên Chủ tịch Hội Nhà văn Việt Nam, kể."
    assert told(said) == []


def test_the_command_of_a_border_gate_has_its_name() -> None:
    found = told("Trung tá Lê Văn Mẫn, Chính trị viên Ban Chỉ huy Biên phòng Cửa khẩu Cảng Cù Mây.")
    assert found == ["Lê Văn Mẫn: Chính trị viên|Ban Chỉ huy Biên phòng Cửa khẩu Cảng Cù Mây"]
