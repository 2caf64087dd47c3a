"""Officials in the news of communes of two levels, elections, appointments and mourning."""

from __future__ import annotations

import pytest

from tests.match.sentences import NOWHERE, told

COMMITTEE = "Bí thư|Huyện ủy|Cái Sậy"
CHAIR = "Chủ tịch|Ủy ban nhân dân|Cái Sậy"
COUNCIL = "Chủ tịch|Hội đồng nhân dân|Cái Sậy"


@pytest.mark.parametrize(
    "term", [" nhiệm kỳ 2015-2020", " khóa XII, nhiệm kỳ 2015 - 2020", " các khóa XI, XII"]
)
def test_a_term_does_not_part_the_offices_of_one_person(term: str) -> None:
    found = told(
        f"Bị kỷ luật là ông Lê Văn Mẫn, nguyên Bí thư Huyện ủy Cái Sậy{term}, nguyên Chủ tịch UBND "
        "huyện Cái Sậy."
    )
    assert found == [f"Lê Văn Mẫn: former {COMMITTEE}, former {CHAIR}"]


@pytest.mark.parametrize("other", ["Chủ tịch HĐND huyện", "Chủ tịch HĐND huyện Cái Sậy"])
def test_who_has_left_the_committee_has_left_the_council_of_its_unit(other: str) -> None:
    found = told(f"Ông Lê Văn Mẫn, nguyên Bí thư Huyện ủy Cái Sậy, {other}, bị khởi tố.")
    assert found == [f"Lê Văn Mẫn: former {COMMITTEE}, former {COUNCIL}"]


def test_who_has_left_a_district_may_lead_the_province() -> None:
    found = told("Ông Lê Văn Mẫn, nguyên Bí thư Huyện ủy Cái Sậy, Phó Chủ tịch UBND tỉnh, dự.")
    assert found == [f"Lê Văn Mẫn: former {COMMITTEE}, Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"]


def test_an_office_held_until_retirement_is_over() -> None:
    found = told("Ông Lê Văn Mẫn giữ chức Chủ tịch UBND huyện Cái Sậy cho đến khi về hưu.")
    assert found == [f"Lê Văn Mẫn: former {CHAIR}"]


def test_what_somebody_was_then_is_over() -> None:
    found = told(
        "Tháng 7-2009, ông Lê Văn Mẫn về tỉnh. Thời điểm đó, ông là Bí thư Huyện ủy Cái Sậy."
    )
    assert found == [f"Lê Văn Mẫn: former {COMMITTEE}"]


def test_an_office_in_whose_part_somebody_acted() -> None:
    found = told("Lê Văn Mẫn với vai trò là Chủ tịch UBND huyện Cái Sậy - đã ký giấy giả.")
    assert found == [f"Lê Văn Mẫn: {CHAIR}"]


def test_the_head_of_nurses_heads_no_ward() -> None:
    assert told("Chị Lê Thị Mẫn - Điều dưỡng trưởng khoa Nội, Bệnh viện Sông Hàm, kể.") == []


def test_a_verb_with_a_capital_is_no_place() -> None:
    found = told(
        "Đảng ủy xã Gò Muối họp. Đồng chí Lê Văn Mẫn - Chủ tịch UBND xã Báo cáo kết quả năm."
    )
    assert found == ["Lê Văn Mẫn: Chủ tịch|Ủy ban nhân dân|Gò Muối"]


def test_another_title_with_a_capital_is_no_place() -> None:
    found = told(
        "Xã Gò Muối họp. Ông Lê Văn Mẫn – Phó Chủ tịch UBND xã Kiêm Chủ tịch Hội CCB xã, dự."
    )
    assert found == [
        "Lê Văn Mẫn: Phó Chủ tịch|Ủy ban nhân dân|Gò Muối, Chủ tịch|Hội Cựu chiến binh|Gò Muối"
    ]


def test_a_commune_called_after_one_of_those_that_became_it() -> None:
    found = told(
        "Đồng chí Lê Văn Mẫn - Bí thư Đảng ủy xã Gò Muối; đồng chí Ngô Thị Hòa – Chủ tịch Ủy ban "
        "MTTQ Việt Nam xã dự.",
        "Trước đó, bà Phan Thị Mơ là Chủ tịch UBND xã Gò Muối (cũ); ông Tạ Chín là Chủ tịch UBND "
        "xã Bãi Bồi.",
    )
    assert found[1] == "Ngô Thị Hòa: Chủ tịch|Ủy ban Mặt trận Tổ quốc Việt Nam|Gò Muối"


@pytest.mark.parametrize(
    "verb", ["được bầu lại chức", "tiếp tục được đảm nhận chức", "tái đắc cử chức"]
)
def test_who_is_elected_again(verb: str) -> None:
    assert told(f"Ông Lê Văn Mẫn {verb} Chủ tịch UBND huyện Cái Sậy.") == [f"Lê Văn Mẫn: {CHAIR}"]


def test_who_decides_on_others_is_not_given_their_office() -> None:
    found = told(
        "Thủ tướng Lê Văn Mẫn đã có các quyết định chỉ định nhân sự giữ chức vụ Chủ tịch UBND tỉnh "
        "Sông Hàm."
    )
    assert found[0] == "Lê Văn Mẫn: Thủ tướng|Chính phủ"


def test_who_is_called_away_and_put_in_charge_by_one() -> None:
    found = told(
        "Ông Lê Văn Mẫn, Giám đốc Sở Y tế, được Thủ tướng Chính phủ điều động, giao Quyền Bộ "
        "trưởng Bộ Y tế."
    )
    assert found[0] == "Lê Văn Mẫn: Giám đốc|Sở Y tế|Sông Hàm, acting Bộ trưởng|Bộ Y tế"


def test_whose_time_in_office_is_made_longer() -> None:
    found = told(
        "Thủ tướng quyết định kéo dài thời gian giữ chức vụ Thứ trưởng Bộ Y tế theo quy định đối "
        "với ông Lê Văn Mẫn, Ủy viên Trung ương Đảng."
    )
    assert found[1:] == [
        "Lê Văn Mẫn: Thứ trưởng|Bộ Y tế, Ủy viên|Ban Chấp hành Trung ương Đảng",
    ]


def test_three_who_are_elected_each_with_a_word_of_courtesy() -> None:
    found = told(
        "Bà Ngô Thị Hòa, ông Hồ Khuê và ông Lê Văn Mẫn được bầu làm Phó Chủ tịch UBND tỉnh."
    )
    deputy = "Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    assert found == [f"{name}: {deputy}" for name in ("Ngô Thị Hòa", "Hồ Khuê", "Lê Văn Mẫn")]


def test_a_list_of_those_whose_election_is_confirmed() -> None:
    found = told(
        "Đã phê chuẩn kết quả bầu: Chủ tịch HĐND tỉnh Sông Hàm khóa X đối với ông Lê Văn Mẫn kể từ "
        "ngày 22/6; Chủ tịch HĐND tỉnh Cù Mây khóa XV đối với ông Hồ Việt Trung kể từ ngày 29/6; "
        "Phó Chủ tịch HĐND tỉnh Cù Mây khóa XV đối với bà Ngô Thị Hòa và ông Tạ Văn Chín."
    )
    assert found == [
        "Lê Văn Mẫn: Chủ tịch|Hội đồng nhân dân|Sông Hàm",
        "Hồ Việt Trung: Chủ tịch|Hội đồng nhân dân|Cù Mây",
        "Ngô Thị Hòa: Phó Chủ tịch|Hội đồng nhân dân|Cù Mây",
        "Tạ Văn Chín: Phó Chủ tịch|Hội đồng nhân dân|Cù Mây",
    ]


def test_who_is_given_an_office_of_his_own_shares_no_other_s() -> None:
    found = told(
        "Huyện Cái Sậy: bầu các ông: Lê Văn Mẫn, Bí thư Huyện ủy Cái Sậy giữ chức Chủ tịch HĐND "
        "huyện; Hồ Việt Trung, Giám đốc Sở Y tế làm Phó Chủ tịch HĐND huyện."
    )
    assert found == [
        f"Lê Văn Mẫn: {COMMITTEE}, {COUNCIL}",
        "Hồ Việt Trung: Giám đốc|Sở Y tế|Sông Hàm, Phó Chủ tịch|Hội đồng nhân dân|Cái Sậy",
    ]


def test_provinces_under_an_office_are_no_persons() -> None:
    found = told(
        "Thủ tướng phê chuẩn kết quả bầu chức vụ Chủ tịch UBND 3 tỉnh: Thái Nguyên, Bắc Ninh, Lai "
        "Châu.",
        setting=NOWHERE,
    )
    assert found == ["<Thủ tướng>: Thủ tướng|Chính phủ"]


def test_a_sentence_goes_on_about_the_province_of_the_one_before() -> None:
    found = told(
        "HĐND tỉnh Sông Hàm bầu ông Lê Văn Mẫn làm Chủ tịch HĐND tỉnh. HĐND tỉnh Cù Mây bầu bà Ngô "
        "Thị Hòa làm Chủ tịch HĐND tỉnh. Ông Hồ Việt Trung được bầu làm Chủ tịch UBND tỉnh.",
        setting=NOWHERE,
    )
    assert found[-1] == "Hồ Việt Trung: Chủ tịch|Ủy ban nhân dân|Cù Mây"


def test_a_stop_ends_the_city_for_short() -> None:
    found = told(
        "Ông Lê Văn Mẫn được bầu làm Chủ tịch HĐND TP. Ông Hồ Việt Trung nghỉ hưu.",
        setting=NOWHERE,
    )
    assert found == ["Lê Văn Mẫn: Chủ tịch|Hội đồng nhân dân"]


@pytest.mark.parametrize("rank", ["Trung tá", "Đồng chí"])
def test_a_sentence_begins_before_the_rank(rank: str) -> None:
    found = told(
        f"Trung tá Lê Văn Mẫn - Trưởng Công an xã Gò Muối, kể. Theo {rank} Mẫn, dân đã yên."
    )
    assert found[1] == "Mẫn = Lê Văn Mẫn"


@pytest.mark.parametrize("before", ["đến viếng", "Lễ tang", "vô cùng thương tiếc", "tiễn đưa"])
def test_who_is_mourned_holds_nothing_more(before: str) -> None:
    found = told(f"Đoàn {before} đồng chí Lê Văn Mẫn, Bí thư Huyện ủy Cái Sậy.")
    assert found == [f"Lê Văn Mẫn: former {COMMITTEE}"]


def test_a_military_region_is_written_in_figures() -> None:
    assert told("Thiếu tướng Lê Văn Mẫn, Tư lệnh Quân khu V dẫn đầu đoàn.") == [
        "Lê Văn Mẫn: Tư lệnh|Quân khu 5"
    ]


def test_a_court_s_region_lies_in_a_city() -> None:
    found = told("Chánh án TAND khu vực 9 – TP.Hải Phòng Lê Văn Mẫn phát biểu.", setting=NOWHERE)
    assert found == ["Lê Văn Mẫn: Chánh án|Tòa án nhân dân khu vực 9|Hải Phòng"]


@pytest.mark.parametrize("printed", ["Chủ tich", "Chu tịch"])
def test_a_chair_is_misprinted(printed: str) -> None:
    assert told(f"Ông Lê Văn Mẫn, {printed} UBND huyện Cái Sậy, nói.") == [f"Lê Văn Mẫn: {CHAIR}"]


def test_a_secretary_is_misprinted() -> None:
    assert told("Bi thư Huyện ủy Cái Sậy Lê Văn Mẫn dự lễ.") == [f"Lê Văn Mẫn: {COMMITTEE}"]
    assert told("Đất bị thu hồi ở huyện Cái Sậy.") == []


def test_a_career_told_after_where_it_was() -> None:
    found = told(
        "Ông Lê Văn Mẫn là Bí thư Tỉnh ủy Sông Hàm. Ông Mẫn từng trải qua nhiều vị trí công tác ở "
        "Cái Sậy như Phó Chủ tịch, Chủ tịch UBND huyện Cái Sậy."
    )
    assert found[1:] == [
        "Mẫn = Lê Văn Mẫn: former Phó Chủ tịch|Ủy ban nhân dân|Cái Sậy, "
        "former Chủ tịch|Ủy ban nhân dân|Cái Sậy"
    ]


def test_a_career_told_of_who_begins_the_sentence_by_a_given_name() -> None:
    found = told(
        "Trẻ nhất là bà Lê Thị Mẫn, sinh năm 1974.",
        "Bà Mẫn trưởng thành ở tỉnh nhà, trải qua nhiều chức vụ: Bí thư Huyện đoàn Cái Sậy; "
        "Giám đốc Sở Y tế.",
    )
    assert found == [
        "Lê Thị Mẫn",
        "Mẫn = Lê Thị Mẫn: former Bí thư|Huyện đoàn|Cái Sậy, former Giám đốc|Sở Y tế|Sông Hàm",
    ]


def test_what_somebody_was_before_that_is_over() -> None:
    found = told(
        "Ông Lê Văn Mẫn là Ủy viên Bộ Chính trị khóa 13; trước đó là Giám đốc Sở Y tế và Ủy viên "
        "Trung ương Đảng các khóa 11, 12."
    )
    member = "Ủy viên|Ban Chấp hành Trung ương Đảng"
    health = "former Giám đốc|Sở Y tế|Sông Hàm"
    assert found == [f"Lê Văn Mẫn: Ủy viên|Bộ Chính trị, {health}, {member}"]


def test_a_province_whose_name_ends_like_a_status() -> None:
    found = told("Ông Lê Văn Mẫn – Bí thư Tỉnh ủy Thái Nguyên là Ủy viên Trung ương Đảng.")
    assert found == [
        "Lê Văn Mẫn: Bí thư|Tỉnh ủy|Thái Nguyên, Ủy viên|Ban Chấp hành Trung ương Đảng"
    ]


def test_a_bracket_behind_a_comma() -> None:
    found = told(
        "Bị bắt có Lê Văn Mẫn, (nguyên Giám đốc Sở Y tế tỉnh Sông Hàm); Tạ Chín, Chủ tịch UBND "
        "huyện Cái Sậy, (nguyên Giám đốc Sở Y tế)."
    )
    health = "former Giám đốc|Sở Y tế|Sông Hàm"
    assert found == [f"Lê Văn Mẫn: {health}", f"Tạ Chín: {CHAIR}, {health}"]


def test_what_somebody_worked_as_is_no_office_of_now() -> None:
    found = told(
        "Bí thư Huyện ủy Cái Sậy Lê Thị Mẫn. Bà từng làm nhân viên Sở Y tế, Phó Giám đốc Sở Nội vụ."
    )
    assert found == [f"Lê Thị Mẫn: {COMMITTEE}"]


def test_a_name_has_run_into_an_abbreviation() -> None:
    assert told("Dự họp có Phó Chủ tịch QHLê Thị Mẫn và nhiều đại biểu.") == [
        "Lê Thị Mẫn: Phó Chủ tịch|Quốc hội"
    ]


def test_a_woman_becomes_secretary() -> None:
    found = told("Bà Lê Thị Mẫn trở thành nữ Bí thư Huyện ủy Cái Sậy.")
    assert found == [f"Lê Thị Mẫn: {COMMITTEE}"]


def test_a_deputy_minister_and_a_secretary_are_two() -> None:
    found = told(
        "Dự lễ có Thượng tướng Hồ Việt Trung, Thứ trưởng Bộ Công an, Bí thư Tỉnh ủy Lê Văn Mẫn."
    )
    assert found == ["Hồ Việt Trung: Thứ trưởng|Bộ Công an", "Lê Văn Mẫn: Bí thư|Tỉnh ủy|Sông Hàm"]


def test_an_abbreviation_inside_the_name_of_a_hospital() -> None:
    found = told("Bác sĩ Lê Văn Mẫn, Giám đốc Bệnh viện (BV) Đa khoa tỉnh Sông Hàm, nói.")
    assert found == ["Lê Văn Mẫn: Giám đốc|Bệnh viện Đa khoa|Sông Hàm"]


def test_a_board_of_an_association_is_not_the_party_s() -> None:
    found = told("Bà Lê Thị Mẫn, Phó Ban Tổ chức Trung ương Hội Nông dân Việt Nam, dự.")
    assert found == ["Lê Thị Mẫn: Phó Trưởng ban|Ban Tổ chức Hội Nông dân Việt Nam"]


def test_whom_a_congress_has_trusted() -> None:
    found = told(
        "Ông Lê Văn Mẫn tiếp tục được đại hội tín nhiệm giữ chức Chủ tịch Hội Nông dân tỉnh."
    )
    assert found == ["Lê Văn Mẫn: Chủ tịch|Hội Nông dân|Sông Hàm"]


def test_whose_place_somebody_takes_on_a_day() -> None:
    found = told(
        "Ông Lê Văn Mẫn được bầu làm Chủ tịch UBND huyện Cái Sậy ngày 20/10, thay ông Hồ Việt "
        "Trung nghỉ hưu."
    )
    assert found == [f"Lê Văn Mẫn: {CHAIR}", f"Hồ Việt Trung: former {CHAIR}"]


ELECTED = (
    "* Tại Sông Hàm, HĐND tỉnh đã bầu ông Lê Văn Mẫn làm Chủ tịch HĐND tỉnh.",
    "Bà Ngô Thị Hòa được bầu làm Chủ tịch UBND tỉnh.",
    "* HĐND tỉnh Cù Mây đã bầu ông Hồ Việt Trung làm Chủ tịch HĐND tỉnh.",
    "Ông Tạ Văn Chín, Trưởng Ban Pháp chế HĐND, được bầu làm Phó Chủ tịch HĐND tỉnh.",
    "Tỉnh Sông Hàm và tỉnh Cù Mây giáp nhau.",
)


def test_marked_parts_of_a_text_tell_of_a_province_each() -> None:
    assert told(*ELECTED, setting=NOWHERE) == [
        "Lê Văn Mẫn: Chủ tịch|Hội đồng nhân dân|Sông Hàm",
        "Ngô Thị Hòa: Chủ tịch|Ủy ban nhân dân|Sông Hàm",
        "Hồ Việt Trung: Chủ tịch|Hội đồng nhân dân|Cù Mây",
        "Tạ Văn Chín: Trưởng ban|Ban Pháp chế Hội đồng nhân dân|Cù Mây, "
        "Phó Chủ tịch|Hội đồng nhân dân|Cù Mây",
    ]


@pytest.mark.parametrize("name", ["Lê hữu Mẫn", "Phạm minh Mẫn", "Trần ngọc Mẫn"])
def test_the_middle_of_a_name_is_small(name: str) -> None:
    assert told(f"Dự có ông {name}, Giám đốc Sở Y tế.") == [f"{name}: Giám đốc|Sở Y tế|Sông Hàm"]
    found = told(f"Bí thư Huyện ủy Cái Sậy {name} dự. Huyện Cái Sậy vui.")
    assert found == [f"{name}: {COMMITTEE}"]


def test_deputies_of_a_group_have_titles_of_their_own() -> None:
    found = told(
        "Tổ đại biểu số 9 HĐND tỉnh gồm các đại biểu Lê Văn Mẫn, Giám đốc Sở Y tế; Ngô Thị Hòa, "
        "Giám đốc Sở Nội vụ và đại biểu Tạ Văn Chín đã tiếp xúc cử tri."
    )
    deputy = "Đại biểu|Hội đồng nhân dân|Sông Hàm"
    assert found == [
        f"Lê Văn Mẫn: {deputy}, Giám đốc|Sở Y tế|Sông Hàm",
        f"Ngô Thị Hòa: {deputy}, Giám đốc|Sở Nội vụ|Sông Hàm",
        f"Tạ Văn Chín: {deputy}",
    ]


def test_a_member_of_the_committee_s_board_is_one_of_the_committee() -> None:
    assert told("Đồng chí Lê Văn Mẫn, UVBCH Tỉnh ủy, dự.") == [
        "Lê Văn Mẫn: Ủy viên|Tỉnh ủy|Sông Hàm"
    ]


def test_what_was_held_before_an_office_with_its_term() -> None:
    found = told(
        "Trước khi giữ chức Giám đốc Sở Y tế, nhiệm kỳ 2020 - 2025, ông Lê Văn Mẫn giữ các chức vụ "
        "Bí thư Huyện ủy Cái Sậy; Chủ tịch UBND huyện Cái Sậy."
    )
    assert found[0].endswith(f"former {COMMITTEE}, former {CHAIR}")


def test_a_province_without_marks_is_the_one_that_it_may_be() -> None:
    found = told("Chu tich UBND tinh Nam Dinh Le Van Man phat bieu.", setting=NOWHERE, title="Tin")
    assert found == ["Le Van Man: Chủ tịch|Ủy ban nhân dân|Nam Định"]
