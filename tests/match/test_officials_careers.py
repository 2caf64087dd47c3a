"""Careers as articles tell them: what came before, who followed whom, what a paragraph said."""

from __future__ import annotations

import pytest

from tests.match.sentences import NOWHERE, told

HEALTH = "Giám đốc|Sở Y tế|Sông Hàm"
SECRETARY = "Bí thư|Huyện ủy|Cái Sậy"


@pytest.mark.parametrize(
    "sentence",
    [
        "Thời điểm xảy ra vi phạm, ông Lê Văn Mẫn giữ chức Giám đốc Sở Y tế.",
        "Từ tháng 3-2017 đến tháng 1-2021, ông Lê Văn Mẫn là Giám đốc Sở Y tế.",
        "Trong thời gian giữ chức Giám đốc Sở Y tế, ông Lê Văn Mẫn ký nhiều quyết định.",
        "Ông Lê Văn Mẫn nghỉ hưu năm 2019 khi đang là Giám đốc Sở Y tế.",
        "Giám đốc Sở Y tế khi đó là ông Lê Văn Mẫn.",
    ],
)
def test_what_somebody_was(sentence: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: former {HEALTH}"]


def test_a_status_word_of_one_office_is_not_that_of_the_next() -> None:
    sentence = (
        "Ông Lê Văn Mẫn, nguyên Bí thư Huyện ủy Cái Sậy giữ chức vụ Giám đốc Sở Y tế từ hôm nay."
    )
    assert told(sentence) == [f"Lê Văn Mẫn: former {SECRETARY}, {HEALTH}"]


def test_a_status_word_stands_behind_any_word_but_its_own_other_half() -> None:
    trial = "Tòa đưa ra xét xử sơ thẩm cựu Giám đốc Sở Y tế Lê Văn Mẫn."
    assert told(trial) == [f"Lê Văn Mẫn: former {HEALTH}"]
    government = "Chính quyền Bí thư Huyện ủy Cái Sậy Tạ Thị Loan nhắc tới là chính quyền xã."
    assert told(government) == [f"Tạ Thị Loan: {SECRETARY}"]


def test_a_list_of_posts_is_one_persons() -> None:
    sentence = (
        "Trước đó, ông Lê Văn Mẫn làm Bí thư Huyện ủy Cái Sậy; Chủ nhiệm Ủy ban Kiểm tra Tỉnh ủy"
        " và Giám đốc Sở Y tế."
    )
    assert told(sentence) == [
        f"Lê Văn Mẫn: former {SECRETARY}"
        ", former Chủ nhiệm|Ủy ban Kiểm tra Tỉnh ủy|Sông Hàm"
        f", former {HEALTH}"
    ]


def test_who_stands_behind_and_has_a_title_of_his_own() -> None:
    sentence = "Ông Lê Văn Mẫn là Bí thư Huyện ủy Cái Sậy và Giám đốc Sở Y tế Tạ Thị Loan dự."
    assert told(sentence) == [f"Lê Văn Mẫn: {SECRETARY}", f"Tạ Thị Loan: {HEALTH}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thượng tá Lê Văn Mẫn thay Đại tá Tạ Văn Loan làm Giám đốc Sở Y tế.",
        "Ông Lê Văn Mẫn làm Giám đốc Sở Y tế thay ông Tạ Văn Loan nghỉ hưu.",
    ],
)
def test_who_followed_whom(sentence: str) -> None:
    assert sorted(told(sentence)) == [f"Lê Văn Mẫn: {HEALTH}", f"Tạ Văn Loan: former {HEALTH}"]


def test_whom_the_new_one_follows() -> None:
    sentence = "Kế nhiệm ông Tạ Văn Loan ở ghế Giám đốc Sở Y tế là bà Lê Thị Mẫn."
    assert told(sentence) == [f"Tạ Văn Loan: former {HEALTH}", f"Lê Thị Mẫn: {HEALTH}"]


def test_an_office_is_given_to_somebody() -> None:
    sentence = "Quyền Giám đốc Sở Y tế được giao cho bà Lê Thị Mẫn."
    assert told(sentence) == [f"Lê Thị Mẫn: acting {HEALTH}"]


@pytest.mark.parametrize("now", ["đương nhiệm", "hiện nay"])
def test_the_present_holder_is_said_so_behind_the_office(now: str) -> None:
    assert told(f"Dự lễ có Giám đốc Sở Y tế {now} Lê Văn Mẫn.") == [f"Lê Văn Mẫn: {HEALTH}"]


def test_a_holder_without_a_name_gains_an_office() -> None:
    sentence = "Bí thư Huyện ủy Cái Sậy được bổ nhiệm làm Giám đốc Sở Y tế."
    assert told(sentence) == [f"<Bí thư Huyện ủy Cái Sậy>: {SECRETARY}, {HEALTH}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ứng cử viên đại biểu Quốc hội Lê Văn Mẫn tiếp xúc cử tri.",
        "Quốc hội sẽ bầu ra Chủ tịch nước mới.",
        "Đại biểu Quốc hội hỏi nhiều điều.",
    ],
)
def test_who_may_become_it_holds_nothing(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("before", "role", "office"),
    [
        ("Sở Y tế họp với nguyên", "Giám đốc", f"former {HEALTH}"),
        ("Viện KSND tỉnh họp. Theo", "Viện trưởng", "Viện trưởng|Viện kiểm sát nhân dân"),
        ("VKSND tỉnh giao ban. Phát biểu,", "Viện trưởng", "Viện trưởng|Viện kiểm sát nhân dân"),
        ("TAND huyện Cái Sậy họp. Theo", "Chánh án", "Chánh án|Tòa án nhân dân|Cái Sậy"),
        ("Chi cục Thú y họp. Theo", "Chi cục trưởng", "Chi cục trưởng|Chi cục Thú y|Sông Hàm"),
    ],
)
def test_a_paragraph_has_said_what_somebody_heads(before: str, role: str, office: str) -> None:
    (found,) = told(f"{before} {role} Lê Văn Mẫn.")
    assert found.startswith(f"Lê Văn Mẫn: {office}")


def test_a_company_between_is_what_somebody_heads() -> None:
    assert told("Sở Y tế làm việc với Công ty Hoa Cau, do Giám đốc Lê Văn Mẫn tiếp.") == []
    assert told("Sở Y tế đã kiểm tra. Giám đốc Lê Văn Mẫn cho biết hàng đã hết.") == []


def test_the_partys_group_is_that_of_the_body_that_its_head_leads() -> None:
    sentence = "Ông Lê Văn Mẫn, Bí thư Ban Cán sự đảng, Viện trưởng VKSND tỉnh, chủ trì."
    body = "Viện kiểm sát nhân dân"
    assert told(sentence) == [
        f"Lê Văn Mẫn: Bí thư|Ban Cán sự đảng {body}|Sông Hàm, Viện trưởng|{body}|Sông Hàm"
    ]


def test_a_committee_without_its_unit_is_that_of_the_next_office() -> None:
    sentence = "Bà Lê Thị Mẫn, Phó Chủ tịch Ủy ban MTTQ, Chủ tịch Hội LHPN tỉnh, tặng quà."
    assert told(sentence) == [
        "Lê Thị Mẫn: Phó Chủ tịch|Ủy ban Mặt trận Tổ quốc Việt Nam|Sông Hàm"
        ", Chủ tịch|Hội Liên hiệp Phụ nữ|Sông Hàm"
    ]


def test_where_somebody_comes_from_is_not_where_he_holds_office() -> None:
    told_so = told(
        "Ông Lê Văn Mẫn, Giám đốc Sở Y tế tỉnh Bến Tre, dự.",
        "Bà Tạ Thị Loan, Phó Giám đốc Sở Y tế, sinh năm 1971, quê quán tại tỉnh Đồng Nai.",
        setting=NOWHERE,
    )
    assert told_so[1] == "Tạ Thị Loan: Phó Giám đốc|Sở Y tế|Bến Tre"


def test_an_honorific_is_a_whole_word() -> None:
    # "Bành" begins like "bà".
    assert told("Giám đốc Sở Y tế là ông Bành Văn Mẫn.") == [f"Bành Văn Mẫn: {HEALTH}"]


def test_those_under_a_heading_have_its_office_and_their_own() -> None:
    sentence = (
        "Dự có các Phó Bí thư Huyện ủy Cái Sậy: Chủ tịch UBND huyện Lê Văn Mẫn, Chủ tịch HĐND huyện"
        " Tạ Thị Loan. Ông Võ Văn Tư, Chủ tịch UBND xã Tân Rẫy, vắng mặt."
    )
    deputy = "Phó Bí thư|Huyện ủy|Cái Sậy"
    assert told(sentence) == [
        f"Lê Văn Mẫn: {deputy}, Chủ tịch|Ủy ban nhân dân|Cái Sậy",
        f"Tạ Thị Loan: {deputy}, Chủ tịch|Hội đồng nhân dân|Cái Sậy",
        "Võ Văn Tư: Chủ tịch|Ủy ban nhân dân|Tân Rẫy",
    ]


def test_a_minister_called_by_the_role_alone_is_the_one_whom_the_text_names() -> None:
    named = "Bộ trưởng Bộ Y tế Lê Văn Mẫn tiếp đoàn."
    assert told(f"{named} Bộ trưởng mong muốn hợp tác.") == [
        "Lê Văn Mẫn: Bộ trưởng|Bộ Y tế",
        "<Bộ trưởng> = Lê Văn Mẫn: Bộ trưởng|Bộ Y tế",
    ]
    other = "Bộ trưởng Bộ Tài chính Tạ Thị Loan cùng dự."
    assert len(told(f"{named} {other} Bộ trưởng mong muốn hợp tác.")) == 2
    assert len(told(f"{named} Thưa Bộ trưởng, bao giờ xong?")) == 1


def test_a_commander_of_a_unit_without_its_number_is_of_the_one_that_the_text_numbers() -> None:
    named = "Thiếu tướng Lê Văn Mẫn, Tư lệnh Quân khu 7, thăm đơn vị."
    assert told(f"{named} Tư lệnh Quân khu tặng quà.") == [
        "Lê Văn Mẫn: Tư lệnh|Quân khu 7",
        "<Tư lệnh Quân khu> = Lê Văn Mẫn: Tư lệnh|Quân khu 7",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ông Lê Văn Mẫn, Bí thư Đảng ủy, Tổng Giám đốc Công ty Hoa Cau, dự.",
        "Ông Lê Văn Mẫn - Bí thư Đảng ủy, Chủ tịch HĐTV Tổng công ty Lúa gạo - dự.",
    ],
)
def test_the_party_committee_of_a_company_is_none_of_ours(sentence: str) -> None:
    assert told(sentence) == []


def test_the_party_committee_of_a_department_is_called_after_it() -> None:
    sentence = "Ông Lê Văn Mẫn, Bí thư Đảng ủy, Giám đốc Sở Y tế, dự."
    assert told(sentence) == [f"Lê Văn Mẫn: Bí thư|Đảng ủy Sở Y tế|Sông Hàm, {HEALTH}"]


def test_the_accused_are_called_by_their_given_names() -> None:
    told_of = told(
        "Cựu Giám đốc Sở Y tế Lê Văn Vinh bị khởi tố. Vinh khai đã nhờ em trai. Theo cáo trạng,"
        " sau đó Vinh lên thành phố Vinh, ở Vinh hai tháng."
    )
    again = "Vinh = Lê Văn Vinh"
    assert told_of == [f"Lê Văn Vinh: former {HEALTH}", again, again]


def test_elsewhere_a_given_name_alone_is_a_word() -> None:
    assert len(told("Giám đốc Sở Y tế Lê Văn Vinh kể chuyện nhà. Vinh khai trương hôm qua.")) == 1


def test_a_city_runs_into_its_kind() -> None:
    sentence = "Bà Lê Thị Mẫn, Phó Giám đốc Sở Y tế, tới TP.Hồ Chí Minh."
    (found,) = told(sentence, setting=NOWHERE)
    assert found == "Lê Thị Mẫn: Phó Giám đốc|Sở Y tế|Thành phố Hồ Chí Minh"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("Bệnh viện Mắt", "|Sông Hàm"),
        ("Trung tâm Khuyến nông", "|Sông Hàm"),
        ("Bệnh viện An Bình", ""),
        ("Bệnh viện 115", ""),
        ("Trung tâm Dự báo khí tượng thủy văn quốc gia", ""),
    ],
)
def test_a_provincial_paper_means_its_own_institutions(body: str, place: str) -> None:
    assert told(f"Ông Lê Văn Mẫn, Giám đốc {body}, dự.") == [f"Lê Văn Mẫn: Giám đốc|{body}{place}"]


def test_a_body_is_known_again_by_its_shorter_name() -> None:
    sentence = (
        "Ông Lê Văn Mẫn, Cục trưởng Cục Y tế dự phòng, Bộ Y tế, dự. Cục trưởng Cục Y tế dự phòng"
        " nói thêm."
    )
    assert told(sentence)[1].startswith("<Cục trưởng Cục Y tế dự phòng> = Lê Văn Mẫn")


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Ban Tổ chức giao quyền Giám đốc Sở Y tế cho ông Lê Văn Mẫn.", "acting "),
        ("Sáng nay trao quyết định bổ nhiệm chức vụ Giám đốc Sở Y tế cho ông Lê Văn Mẫn.", ""),
        ("Sáng nay công bố quyết định bổ nhiệm Giám đốc Sở Y tế đối với ông Lê Văn Mẫn.", ""),
    ],
)
def test_a_decision_gives_somebody_an_office(sentence: str, status: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: {status}{HEALTH}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sáng nay trao Bằng khen của Giám đốc Sở Y tế cho ông Lê Văn Mẫn.",
        "Đây là quà của Giám đốc Sở Y tế cho ông Lê Văn Mẫn.",
        "Tỉnh ủy giao Giám đốc Sở Y tế cho ý kiến về ông Lê Văn Mẫn.",
    ],
)
def test_a_gift_is_no_office(sentence: str) -> None:
    assert all("Lê Văn Mẫn" not in mention for mention in told(sentence))


@pytest.mark.parametrize("term", ["nhiệm kỳ 2021 - 2026", "kể từ ngày 1/6/2022", "khóa X"])
def test_whom_somebody_follows_is_said_behind_the_term(term: str) -> None:
    sentence = f"Bà Tạ Thị Loan được bầu làm Bí thư Huyện ủy Cái Sậy {term}, thay ông Lê Văn Mẫn."
    assert told(sentence) == [
        f"Tạ Thị Loan: {SECRETARY}",
        f"Lê Văn Mẫn: former {SECRETARY}",
    ]


def test_the_secretary_of_a_units_party_organization_is_its_committees() -> None:
    sentence = "Bí thư Đảng bộ huyện Cái Sậy Lê Văn Mẫn dự."
    assert told(sentence) == [f"Lê Văn Mẫn: {SECRETARY}"]


def test_a_standing_member_in_short_is_of_the_committee_that_follows() -> None:
    sentence = "Dự có ông Lê Văn Mẫn, UVTV, Chủ nhiệm UBKT Huyện ủy Cái Sậy."
    assert told(sentence) == [
        "Lê Văn Mẫn: Ủy viên|Ban Thường vụ Huyện ủy|Cái Sậy,"
        " Chủ nhiệm|Ủy ban Kiểm tra Huyện ủy|Cái Sậy"
    ]


def test_a_board_of_the_youth_union_has_its_committee() -> None:
    sentence = "Chị Lê Thị Mẫn, Ủy viên BTV, Trưởng Ban Phong trào Tỉnh đoàn, nói."
    assert told(sentence) == [
        "Lê Thị Mẫn: Ủy viên|Ban Thường vụ Tỉnh đoàn|Sông Hàm,"
        " Trưởng ban|Ban Phong trào Tỉnh đoàn|Sông Hàm"
    ]


def test_who_heads_a_board_of_organizers_is_no_official() -> None:
    assert told("Ông Lê Văn Mẫn, Trưởng ban Tổ chức giải, trao cúp.") == []
    of_party = told("Ông Lê Văn Mẫn, Trưởng ban Tổ chức Tỉnh ủy, trao quyết định.")
    assert of_party == ["Lê Văn Mẫn: Trưởng ban|Ban Tổ chức Tỉnh ủy|Sông Hàm"]


def test_before_an_office_another_was_held() -> None:
    before = "Trước khi làm Bí thư Huyện ủy Cái Sậy, ông Lê Văn Mẫn là Giám đốc Sở Y tế."
    assert told(before) == [f"Lê Văn Mẫn: {SECRETARY}, former {HEALTH}"]
    while_holding = "Khi làm Bí thư Huyện ủy Cái Sậy, ông Lê Văn Mẫn trồng rừng."
    assert told(while_holding) == [f"Lê Văn Mẫn: former {SECRETARY}"]


def test_titles_at_one_name_tell_of_each_other_but_not_those_of_a_life() -> None:
    both = "Bí thư|Đảng ủy|Tân Rẫy, Chủ tịch|Ủy ban nhân dân|Tân Rẫy"
    at_the_name = "Bí thư Lê Văn Mẫn, Chủ tịch UBND xã Tân Rẫy, dự."
    assert told(at_the_name) == [f"Lê Văn Mẫn: {both}"]
    far_behind = (
        "Bí thư Lê Văn Mẫn sinh năm 1970, quê ở miền biển, tốt nghiệp đại học, đã làm"
        " Chủ tịch UBND xã Tân Rẫy."
    )
    assert told(far_behind) == ["Lê Văn Mẫn: Chủ tịch|Ủy ban nhân dân|Tân Rẫy"]


@pytest.mark.parametrize("because", ["do", "vì"])
def test_who_is_dismissed_because_of_a_new_office(because: str) -> None:
    sentence = (
        "HĐND huyện miễn nhiệm chức Chủ tịch UBND huyện Cái Sậy đối với ông Lê Văn Mẫn"
        f" {because} được điều động giữ chức Giám đốc Sở Y tế."
    )
    assert told(sentence) == [f"Lê Văn Mẫn: former Chủ tịch|Ủy ban nhân dân|Cái Sậy, {HEALTH}"]


@pytest.mark.parametrize(
    "reason",
    [
        "do được giới thiệu ứng cử chức Giám đốc Sở Y tế",
        "vì được bà Tạ Thị Loan, Giám đốc Sở Y tế, thăm hỏi",
        "do chống lại Giám đốc Sở Y tế",
    ],
)
def test_a_reason_that_gives_no_office(reason: str) -> None:
    assert not any("Lê Văn Mẫn" in each for each in told(f"Việc đối với ông Lê Văn Mẫn {reason}."))


@pytest.mark.parametrize("joint", [", ", " và "])
def test_who_is_sent_elsewhere_has_the_office_that_is_said_in_the_next_clause(joint: str) -> None:
    sentence = (
        "Tỉnh ủy để ông Lê Văn Mẫn, sinh năm 1970, thôi giữ chức vụ Giám đốc Sở Y tế; đến nhận"
        f" công tác tại Huyện ủy Cái Sậy{joint}giữ chức Bí thư Huyện ủy Cái Sậy."
    )
    assert told(sentence) == [f"Lê Văn Mẫn: former {HEALTH}, {SECRETARY}"]


@pytest.mark.parametrize(
    "second",
    [
        "; đến nhận công tác còn có bà Tạ Thị Loan giữ chức Bí thư Huyện ủy Cái Sậy",
        "; bà Tạ Thị Loan đến nhận công tác, giữ chức Bí thư Huyện ủy Cái Sậy",
    ],
)
def test_who_is_named_in_the_next_clause_has_its_office(second: str) -> None:
    sentence = f"Tỉnh ủy điều động ông Lê Văn Mẫn thôi giữ chức vụ Giám đốc Sở Y tế{second}."
    assert told(sentence) == [f"Lê Văn Mẫn: former {HEALTH}", f"Tạ Thị Loan: {SECRETARY}"]


def test_a_clause_with_a_subject_of_its_own_says_nothing_of_who_was_named_before() -> None:
    sentence = "Ông Lê Văn Mẫn, Giám đốc Sở Y tế, dự; người nhận chức Bí thư Huyện ủy Cái Sậy vắng."
    assert told(sentence)[0] == f"Lê Văn Mẫn: {HEALTH}"


def test_what_somebody_was_before_he_came() -> None:
    found = told(
        "Bí thư Đảng ủy phường Tân Rẫy Lê Văn Mẫn tiếp dân.",
        "Ông Lê Văn Mẫn trước khi về phường là Phó Chủ tịch UBND tỉnh.",
    )
    assert found[1] == "Lê Văn Mẫn: former Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"
