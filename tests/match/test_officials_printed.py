"""Ways in which papers print offices that are easily read as something else."""

from __future__ import annotations

import pytest

from tests.match.sentences import HERE, NOWHERE, told
from worker.model import Setting

MEMBER = "Ủy viên|Ban Chấp hành Trung ương Đảng"
SECRETARY = "Bí thư|Tỉnh ủy|Sông Hàm"
DEPUTY = "Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"


@pytest.mark.parametrize("short", ["UVBCHTW Đảng", "UVT.Ư Đảng", "UVTW", "UVTƯ Đảng"])
def test_the_central_committee_is_abbreviated_in_many_ways(short: str) -> None:
    assert told(f"Ông Lê Văn Mẫn, {short}, Bí thư Tỉnh ủy, dự lễ.") == [
        f"Lê Văn Mẫn: {MEMBER}, {SECRETARY}"
    ]


def test_the_police_are_no_accused_called_cong() -> None:
    found = told(
        "Bị can Lê Văn Công, nguyên Chủ tịch UBND huyện Cái Sậy, đã khai.",
        "Sau đó Cơ quan điều tra Công an tỉnh khám nhà.",
    )
    assert found == ["Lê Văn Công: former Chủ tịch|Ủy ban nhân dân|Cái Sậy"]


def test_a_given_name_behind_an_honorific_may_begin_another_word() -> None:
    found = told("Chủ tịch UBND huyện Cái Sậy Lê Văn Công dự họp. Ông Công bố trí kinh phí.")
    assert found[1:] == ["Công = Lê Văn Công"]


def test_an_accused_is_listed_with_age_address_and_office() -> None:
    found = told(
        "Lê Văn Mẫn, 50 tuổi, trú phường Bình Rẫy, TP Mỹ Hàm - trưởng Phòng Nội vụ huyện Cái Sậy."
    )
    assert found == ["Lê Văn Mẫn: Trưởng phòng|Phòng Nội vụ|Cái Sậy"]


def test_a_heading_of_several_is_not_of_the_one_named_before() -> None:
    found = told(
        "Đồng chí Tạ Khuê, Bí thư Tỉnh ủy chủ trì. Cùng dự có các đồng chí là Ủy viên Ban Thường "
        "vụ Tỉnh ủy: Lê Văn Mẫn, Giám đốc Công an tỉnh; Ngô Thị Sáu, Trưởng Ban Dân vận Tỉnh ủy."
    )
    member = "Ủy viên|Ban Thường vụ Tỉnh ủy|Sông Hàm"
    assert found == [
        f"Tạ Khuê: {SECRETARY}",
        f"Lê Văn Mẫn: {member}, Giám đốc|Công an|Sông Hàm",
        f"Ngô Thị Sáu: {member}, Trưởng ban|Ban Dân vận Tỉnh ủy|Sông Hàm",
    ]


def test_an_office_is_confirmed_for_who_has_another() -> None:
    found = told(
        "Ban Bí thư chuẩn y chức danh Phó Bí thư Tỉnh ủy (nhiệm kỳ 2020 - 2025) đối với ông Lê "
        "Văn Mẫn (Phó Chủ tịch UBND tỉnh)."
    )
    assert found == [f"Lê Văn Mẫn: Phó Bí thư|Tỉnh ủy|Sông Hàm, {DEPUTY}"]


def test_one_is_elected_into_an_office() -> None:
    found = told("Ông Lê Văn Mẫn đã được bầu vào chức danh Phó Chủ tịch UBND tỉnh.")
    assert found == [f"Lê Văn Mẫn: {DEPUTY}"]


def test_the_end_of_a_province_is_no_surname() -> None:
    found = told(
        "Bí thư Tỉnh ủy Kiên Giang Lê Văn Mẫn được điều động, bổ nhiệm giữ chức Thứ trưởng Bộ "
        "Xây dựng.",
        setting=NOWHERE,
    )
    assert found == ["Lê Văn Mẫn: former Bí thư|Tỉnh ủy|Kiên Giang, Thứ trưởng|Bộ Xây dựng"]


@pytest.mark.parametrize("event", ["lễ tang", "Giải chạy", "Đại hội"])
def test_who_holds_an_event_has_no_office_in_the_party(event: str) -> None:
    found = told(
        f"Ông Lê Văn Mẫn, Bí thư Tỉnh ủy, làm Trưởng ban Tổ chức {event}; ông Tạ Khuê, Phó Chủ "
        "tịch UBND tỉnh, làm Phó Trưởng ban."
    )
    assert found == [f"Lê Văn Mẫn: {SECRETARY}", f"Tạ Khuê: {DEPUTY}"]


@pytest.mark.parametrize(
    "board",
    [
        "Trưởng Ban Chỉ huy Phòng, chống thiên tai tỉnh",
        "Phó Trưởng ban Thường trực Ban Chỉ huy Phòng, chống thiên tai (PCTT) và Tìm kiếm cứu "
        "nạn (TKCN) tỉnh",
        "Trưởng Ban Chỉ đạo 389 tỉnh",
    ],
)
def test_a_board_stands_between_an_office_and_its_holder(board: str) -> None:
    assert told(f"Phó Chủ tịch UBND tỉnh, {board} Lê Văn Mẫn kiểm tra hồ chứa.") == [
        f"Lê Văn Mẫn: {DEPUTY}"
    ]


def test_a_board_does_not_reach_to_the_next_guest() -> None:
    found = told(
        "Ông Lê Văn Mẫn, Phó Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo, và ông Tạ Khuê, Giám đốc Sở "
        "Y tế tỉnh, cùng dự."
    )
    assert found == [f"Lê Văn Mẫn: {DEPUTY}", "Tạ Khuê: Giám đốc|Sở Y tế|Sông Hàm"]


def test_the_offices_for_the_new_countryside_are_bodies() -> None:
    found = told(
        "Phó Chánh văn phòng Điều phối nông thôn mới tỉnh Lê Văn Mẫn làm việc với Chánh Văn phòng "
        "Điều phối nông thôn mới Trung ương Tạ Văn Khuê."
    )
    office = "Văn phòng Điều phối nông thôn mới"
    assert found == [
        f"Lê Văn Mẫn: Phó Chánh Văn phòng|{office}|Sông Hàm",
        f"Tạ Văn Khuê: Chánh Văn phòng|{office} Trung ương",
    ]


def test_a_former_minister_is_called_by_the_role_alone() -> None:
    found = told(
        "Cựu bộ trưởng Bộ Y tế ra tòa.", "Cựu bộ trưởng Lê Văn Mẫn nói lời sau cùng.", setting=HERE
    )
    assert found[-1] == "Lê Văn Mẫn: former Bộ trưởng|Bộ Y tế"


def test_a_ministry_may_be_said_without_capitals_where_its_minister_is_named() -> None:
    assert told("Theo bộ trưởng y tế Lê Văn Mẫn, dịch đã giảm.") == [
        "Lê Văn Mẫn: Bộ trưởng|Bộ Y tế"
    ]


def test_who_leads_a_province_is_not_the_leader_of_the_country_named_next() -> None:
    found = told(
        "Trao quyết định cho quyền Bí thư Tỉnh ủy, Thường trực Ban Bí thư Lê Văn Mẫn nhấn mạnh."
    )
    assert found == [
        "<quyền Bí thư Tỉnh ủy>: acting Bí thư|Tỉnh ủy|Sông Hàm",
        "Lê Văn Mẫn: Thường trực|Ban Bí thư",
    ]


def test_who_leads_a_division_without_a_number_is_nobody_in_particular() -> None:
    assert told("Bộ kiểm tra sư đoàn trưởng, chính ủy sư đoàn bộ binh.") == []


def test_a_guest_s_office_is_where_it_is_said_to_be_elsewhere() -> None:
    found = told(
        "Đoàn do Bí thư Tỉnh ủy Lê Văn Mẫn dẫn đầu đến viếng.",
        "Bí thư Tỉnh ủy Lâm Đồng Lê Văn Mẫn ghi sổ tang.",
        setting=Setting("Cà Mau", HERE.day),
    )
    assert found == ["Lê Văn Mẫn: Bí thư|Tỉnh ủy|Lâm Đồng"] * 2


def test_another_party_and_another_republic_have_leaders_of_their_own() -> None:
    found = told(
        "Đoàn do đồng chí Bunnhang Vilay, Tổng Bí thư Ban Chấp hành Trung ương Đảng Nhân dân Cách "
        "mạng Lào, Chủ tịch nước Cộng hòa Dân chủ Nhân dân Lào dẫn đầu. Chủ tịch Quốc hội Chính "
        "quyền nhân dân Cuba cùng đi."
    )
    assert found == []


@pytest.mark.parametrize("verb", ["được chỉ định là", "vừa được bổ nhiệm là", "mới là"])
def test_an_office_is_said_to_be_given_to_somebody(verb: str) -> None:
    assert told(f"Phó Chủ tịch UBND tỉnh {verb} ông Lê Văn Mẫn.") == [f"Lê Văn Mẫn: {DEPUTY}"]


def test_a_secretary_and_chairman_of_old_is_neither() -> None:
    found = told("Nguyên Bí thư, Chủ tịch HĐND huyện Cái Sậy Lê Văn Mẫn dự.")
    assert found == [
        "Lê Văn Mẫn: former Bí thư|Huyện ủy|Cái Sậy, former Chủ tịch|Hội đồng nhân dân|Cái Sậy"
    ]


def test_one_comes_to_take_an_office() -> None:
    found = told("Ông Lê Văn Mẫn đến nhận chức vụ Giám đốc Công an tỉnh.")
    assert found == ["Lê Văn Mẫn: Giám đốc|Công an|Sông Hàm"]


def test_one_is_a_member_and_was_elected_deputy() -> None:
    found = told(
        "Ông Lê Văn Mẫn là Ủy viên Ban Thường vụ Tỉnh ủy và đắc cử Phó Bí thư Tỉnh ủy khóa XI."
    )
    assert found == [
        "Lê Văn Mẫn: Ủy viên|Ban Thường vụ Tỉnh ủy|Sông Hàm, Phó Bí thư|Tỉnh ủy|Sông Hàm"
    ]


def test_who_is_expelled_from_the_party_is_the_holder_who_is_named_not_the_one_before() -> None:
    found = told(
        "Chủ tịch UBND tỉnh bị khai trừ ra khỏi Đảng. Các ông: Lê Văn Mẫn, Chủ tịch UBND tỉnh; Tạ "
        "Khuê, nguyên Chủ tịch UBND tỉnh."
    )
    assert found[0].endswith("= Lê Văn Mẫn: Chủ tịch|Ủy ban nhân dân|Sông Hàm")


def test_the_committees_of_all_provinces_are_nobody_s() -> None:
    assert told("Bộ Chính trị chỉ định Bí thư, Phó Bí thư Tỉnh ủy, Thành ủy nhiệm kỳ mới.") == []


def test_the_inspectors_are_the_central_ones_where_the_text_speaks_of_them() -> None:
    found = told("Ủy ban Kiểm tra T.Ư họp kỳ 39 do Chủ nhiệm UBKT Lê Văn Mẫn chủ trì.")
    assert found == ["Lê Văn Mẫn: Chủ nhiệm|Ủy ban Kiểm tra Trung ương"]


@pytest.mark.parametrize("whom", [" đối với ông", ", cho ông", " nhiệm kỳ 2021 - 2026 đối với ông"])
def test_an_office_is_given_for_a_term(whom: str) -> None:
    found = told(f"Tỉnh giao quyền Chủ tịch UBND huyện Cái Sậy{whom} Lê Văn Mẫn.")
    assert found == ["Lê Văn Mẫn: acting Chủ tịch|Ủy ban nhân dân|Cái Sậy"]


def test_one_is_given_an_office_by_somebody() -> None:
    found = told(
        "Ông Lê Văn Mẫn - Phó Chủ tịch UBND huyện Cái Sậy được UBND tỉnh giao quyền Chủ tịch UBND "
        "huyện."
    )
    assert found == [
        "Lê Văn Mẫn: Phó Chủ tịch|Ủy ban nhân dân|Cái Sậy, acting Chủ tịch|Ủy ban nhân dân|Cái Sậy"
    ]


def test_one_leaves_the_post_of_chairman() -> None:
    found = told("Ban Thường vụ đã cho ông Lê Văn Mẫn thôi chức vụ Chủ tịch UBND huyện Cái Sậy.")
    assert found == ["Lê Văn Mẫn: former Chủ tịch|Ủy ban nhân dân|Cái Sậy"]


def test_several_are_removed_for_reasons_of_their_own() -> None:
    found = told(
        "Miễn nhiệm chức vụ Phó Chủ tịch UBND tỉnh đối với: Ông Lê Văn Mẫn, để nghỉ hưu; ông Tạ "
        "Văn Khuê để nhận nhiệm vụ mới."
    )
    assert found == [f"Lê Văn Mẫn: former {DEPUTY}", f"Tạ Văn Khuê: former {DEPUTY}"]


def test_deputies_called_by_the_role_alone_are_those_of_the_chairman_who_is_named() -> None:
    found = told(
        "Chủ tịch UBND tỉnh Tạ Khuê chỉ đạo chung.",
        "Phó Chủ tịch Thường trực Lê Văn Mẫn phụ trách xây dựng.",
        "Phó Chủ tịch Ngô Văn Sáu phụ trách văn xã.",
    )
    body = "Ủy ban nhân dân|Sông Hàm"
    assert found[1:] == [
        f"Lê Văn Mẫn: Phó Chủ tịch Thường trực|{body}",
        f"Ngô Văn Sáu: Phó Chủ tịch|{body}",
    ]


def test_a_rank_stands_between_a_name_and_its_office() -> None:
    found = told("Bầu ông Lê Văn Mẫn, Đại tá, Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh.")
    assert found == ["Lê Văn Mẫn: Chỉ huy trưởng|Bộ Chỉ huy quân sự|Sông Hàm"]


def test_a_term_stands_between_an_office_and_its_holder() -> None:
    found = told("Chủ tịch UBND tỉnh nhiệm kỳ 2021-2026 Lê Văn Mẫn trình bày chương trình.")
    assert found == ["Lê Văn Mẫn: Chủ tịch|Ủy ban nhân dân|Sông Hàm"]


def test_a_city_is_no_person() -> None:
    found = told(
        "Ông Lê Văn Mẫn - Phó Chủ tịch UBND TP.Hồ Chí Minh giữ chức Phó Chủ nhiệm Văn phòng Chính "
        "phủ.",
        setting=NOWHERE,
    )
    assert found == [
        "Lê Văn Mẫn: Phó Chủ tịch|Ủy ban nhân dân|Thành phố Hồ Chí Minh, Phó Chủ nhiệm|Văn phòng "
        "Chính phủ"
    ]


def test_the_deputy_of_a_post_is_called_for_short() -> None:
    found = told("Trung tá Lê Văn Mẫn - Đồn phó nghiệp vụ Đồn Biên phòng Cồn Rẫy nói.")
    assert found == ["Lê Văn Mẫn: Phó Đồn trưởng|Đồn Biên phòng Cồn Rẫy"]


def test_dashes_join_the_offices_of_a_row_with_their_holders() -> None:
    found = told("Phó Chủ tịch UBND tỉnh - Lê Văn Mẫn, Giám đốc Sở Y tế - Tạ Văn Khuê cùng dự.")
    assert found == [f"Lê Văn Mẫn: {DEPUTY}", "Tạ Văn Khuê: Giám đốc|Sở Y tế|Sông Hàm"]


def test_a_deputy_s_delegation_stands_behind_a_dash() -> None:
    found = told("Đại biểu Lê Văn Mẫn - đoàn Cù Mây nói tại Quốc hội.", setting=NOWHERE)
    assert found == ["Lê Văn Mẫn: Đại biểu|Quốc hội|Cù Mây"]


def test_a_board_of_a_professional_association_has_no_officials() -> None:
    assert told("Trưởng ban Nghiệp vụ Hội Nhà báo Việt Nam Lê Văn Mẫn dự.") == []


def test_a_project_s_board_may_have_a_long_name() -> None:
    body = "Ban Quản lý dự án đầu tư xây dựng các công trình nông nghiệp và phát triển nông thôn"
    assert told(f"Giám đốc {body} Lê Văn Mẫn nói.") == [f"Lê Văn Mẫn: Giám đốc|{body}"]


def test_the_standing_committee_may_be_said_by_half_its_name() -> None:
    found = told("Bà Lê Thị Mẫn, Ủy viên Thường vụ, Trưởng ban Tổ chức Tỉnh ủy làm trưởng đoàn.")
    member = "Ủy viên|Ban Thường vụ Tỉnh ủy|Sông Hàm"
    assert found == [f"Lê Thị Mẫn: {member}, Trưởng ban|Ban Tổ chức Tỉnh ủy|Sông Hàm"]


def test_who_is_moved_sits_in_the_committee_still() -> None:
    found = told(
        "Bà Ngô Sáu - Tỉnh ủy viên, Chánh Thanh tra tỉnh được điều động đến Sở Y tế, bổ nhiệm giữ "
        "chức Giám đốc Sở."
    )
    assert found == [
        "Ngô Sáu: Ủy viên|Tỉnh ủy|Sông Hàm, former Chánh Thanh tra|Thanh tra|Sông Hàm, "
        "Giám đốc|Sở Y tế|Sông Hàm"
    ]


def test_a_slip_for_a_committee_makes_none_of_the_national_assembly() -> None:
    assert told("Hội nghị chúc mừng ông Lê Văn Mẫn - tân Ủy viên Ủy ban UBND tỉnh.") == []


@pytest.mark.parametrize("follows", [", dự họp.", " giữ chức Chánh Văn phòng Bộ Y tế.", " dự họp."])
def test_the_office_of_a_ministry_named_before(follows: str) -> None:
    found = told(f"Bộ Y tế cho biết: Ông Lê Văn Mẫn, Phó Chánh Văn phòng Bộ{follows}")
    assert [line.split(",")[0] for line in found] == [
        "Lê Văn Mẫn: Phó Chánh Văn phòng|Văn phòng Bộ Y tế"
    ]


def test_an_office_is_given_to_who_bears_a_rank() -> None:
    found = told("Lễ trao quyết định bổ nhiệm Giám đốc Công an tỉnh cho Đại tá Lê Văn Mẫn.")
    assert found == ["Lê Văn Mẫn: Giám đốc|Công an|Sông Hàm"]


def test_a_trade_union_of_the_whole_country_has_officials() -> None:
    found = told("Ông Lê Văn Mẫn, Chủ tịch Công đoàn Giáo dục Việt Nam, dự.")
    assert found == ["Lê Văn Mẫn: Chủ tịch|Công đoàn Giáo dục Việt Nam"]


def test_who_speaks_in_an_interview_is_not_of_whom_she_tells() -> None:
    found = told("Bà Lê Thị Mẫn: Bí thư Tỉnh ủy yêu cầu chúng tôi làm sớm.")
    assert found == [f"<Bí thư Tỉnh ủy>: {SECRETARY}"]
    assert told("Bà Lê Thị Mẫn: Bí thư Tỉnh ủy.") == [f"Lê Thị Mẫn: {SECRETARY}"]
