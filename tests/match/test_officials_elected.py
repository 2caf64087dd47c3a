"""Who is elected, appointed or removed, as the news of a council's session tells it."""

from __future__ import annotations

import pytest

from tests.match.sentences import told

DEPUTY = "Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"
CHAIR = "Chủ tịch|Ủy ban nhân dân|Sông Hàm"


@pytest.mark.parametrize(
    ("sentence", "offices"),
    [
        ("HĐND tỉnh bầu Chủ tịch UBND tỉnh, nhiệm kỳ 2021-2026 đối với ông Lê Văn Mẫn.", CHAIR),
        (
            "HĐND bầu bổ sung Phó Chủ tịch UBND tỉnh đối với ông Lê Văn Mẫn, Giám đốc Sở Y tế.",
            f"{DEPUTY}, Giám đốc|Sở Y tế|Sông Hàm",
        ),
        (
            "Miễn nhiệm Phó Chủ tịch UBND tỉnh, nhiệm kỳ 2021-2026 đối với ông Lê Văn Mẫn.",
            f"former {DEPUTY}",
        ),
    ],
)
def test_an_election_concerns_somebody(sentence: str, offices: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: {offices}"]


def test_one_is_elected_where_another_was_removed_before() -> None:
    assert told(
        "HĐND tỉnh miễn nhiệm Chủ tịch UBND tỉnh đối với ông Tạ Khuê, bầu Chủ tịch UBND tỉnh "
        "đối với ông Lê Văn Mẫn."
    ) == [f"Tạ Khuê: former {CHAIR}", f"Lê Văn Mẫn: {CHAIR}"]


@pytest.mark.parametrize(
    "begins",
    ["Các đại biểu đã bầu bà", "Theo đó, bà", "Bà"],
)
def test_two_with_titles_of_their_own_are_given_one_office(begins: str) -> None:
    sentence = (
        f"{begins} Tạ Thị Loan, Giám đốc Sở Y tế và ông Lê Văn Mẫn, Giám đốc Sở Xây dựng "
        "được bầu giữ chức Phó Chủ tịch UBND tỉnh."
    )
    assert told(sentence) == [
        f"Tạ Thị Loan: Giám đốc|Sở Y tế|Sông Hàm, {DEPUTY}",
        f"Lê Văn Mẫn: Giám đốc|Sở Xây dựng|Sông Hàm, {DEPUTY}",
    ]


def test_who_is_thanked_before_is_not_elected() -> None:
    found = told(
        "Sau khi cảm ơn bà Tạ Thị Loan, Giám đốc Sở Y tế, đại hội nghe báo cáo "
        "và ông Lê Văn Mẫn được bầu giữ chức Phó Chủ tịch UBND tỉnh."
    )
    assert found == ["Tạ Thị Loan: Giám đốc|Sở Y tế|Sông Hàm", f"Lê Văn Mẫn: {DEPUTY}"]


def test_all_of_a_list_are_elected() -> None:
    member = "Ủy viên|Ủy ban nhân dân|Sông Hàm"
    assert told(
        "HĐND tỉnh bầu bổ sung 03 Ủy viên UBND tỉnh, nhiệm kỳ 2021 - 2026, bao gồm: "
        "Đồng chí Lê Văn Mẫn - Giám đốc Sở Y tế; đồng chí Tạ Thị Loan - Giám đốc Sở Xây dựng; "
        "đồng chí Hồ Khuê - Giám đốc Sở Nội vụ."
    ) == [
        f"Lê Văn Mẫn: {member}, Giám đốc|Sở Y tế|Sông Hàm",
        f"Tạ Thị Loan: {member}, Giám đốc|Sở Xây dựng|Sông Hàm",
        f"Hồ Khuê: {member}, Giám đốc|Sở Nội vụ|Sông Hàm",
    ]


def test_a_numbered_list() -> None:
    assert told(
        "Ba người trúng cử đại biểu Quốc hội khóa XVI: 1. Ông Lê Văn Mẫn, Giám đốc Sở Y tế; "
        "2. Bà Tạ Thị Loan; 3. Ông Hồ Khuê Minh. Bà Ngô Chín vắng mặt."
    ) == [
        "Lê Văn Mẫn: Đại biểu|Quốc hội, Giám đốc|Sở Y tế|Sông Hàm",
        "Tạ Thị Loan: Đại biểu|Quốc hội",
        "Hồ Khuê Minh: Đại biểu|Quốc hội",
    ]


def test_deputies_who_are_said_to_be_two() -> None:
    sentence = "Hai phó chủ tịch UBND tỉnh là ông Lê Văn Mẫn và bà Tạ Thị Loan chỉ huy."
    assert told(sentence) == [f"Lê Văn Mẫn: {DEPUTY}", f"Tạ Thị Loan: {DEPUTY}"]
    one = "Chủ tịch UBND tỉnh là ông Lê Văn Mẫn và bà Tạ Thị Loan hàng xóm."
    assert told(one) == [f"Lê Văn Mẫn: {CHAIR}"]


def test_two_of_a_list_share_the_title_behind_them() -> None:
    assert told(
        "UBKT xem xét các đồng chí: Tạ Thị Loan, nguyên Chủ tịch UBND tỉnh; Hồ Khuê, Lê Văn Mẫn, "
        "nguyên Phó Chủ tịch UBND tỉnh."
    ) == [
        f"Tạ Thị Loan: former {CHAIR}",
        f"Hồ Khuê: former {DEPUTY}",
        f"Lê Văn Mẫn: former {DEPUTY}",
    ]
    apart = "Bà Tạ Thị Loan, Chủ tịch UBND tỉnh; Hồ Khuê, Lê Văn Mẫn, Phó Chủ tịch UBND tỉnh."
    assert told(apart) == [f"Tạ Thị Loan: {CHAIR}", f"Lê Văn Mẫn: {DEPUTY}"]


def test_all_under_a_heading_hold_it() -> None:
    member = "Ủy viên|Ban Chấp hành Trung ương Đảng"
    assert told(
        "Dự họp có các Ủy viên Trung ương Đảng: Phó Chủ tịch Quốc hội Hồ Khuê; Phó Chủ tịch Quốc "
        "hội, Thượng tướng Lê Văn Mẫn; Bộ trưởng Bộ Y tế Tạ Thị Loan."
    ) == [
        f"Hồ Khuê: {member}, Phó Chủ tịch|Quốc hội",
        f"Lê Văn Mẫn: {member}, Phó Chủ tịch|Quốc hội",
        f"Tạ Thị Loan: {member}, Bộ trưởng|Bộ Y tế",
    ]


def test_an_officer_takes_the_place_of_another() -> None:
    post = "Giám đốc|Công an|Sông Hàm"
    assert told(
        "Đại tá Lê Văn Mẫn giữ chức vụ Giám đốc Công an tỉnh, thay cho đại tá Hồ Khuê Minh."
    ) == [f"Lê Văn Mẫn: {post}", f"Hồ Khuê Minh: former {post}"]


def test_who_leaves_one_office_to_take_another_holds_that() -> None:
    sentence = (
        "Ông Lê Văn Mẫn, Bí thư Huyện ủy Cái Sậy, thôi giữ chức để giữ chức Giám đốc Sở Y tế."
    )
    assert told(sentence) == ["Lê Văn Mẫn: Bí thư|Huyện ủy|Cái Sậy, Giám đốc|Sở Y tế|Sông Hàm"]


def test_an_office_that_is_lost_is_that_of_its_holder_of_then() -> None:
    found = told(
        "Ông Lê Văn Mẫn bị cách chức Chủ tịch UBND xã Gò Muối. "
        "Bà Tạ Thị Loan được giao phụ trách UBND xã.",
        title="Chủ tịch UBND xã bị cách chức",
    )
    commune = "Chủ tịch|Ủy ban nhân dân|Gò Muối"
    assert found == [
        f"<Chủ tịch UBND xã> = Lê Văn Mẫn: {commune}",
        f"Lê Văn Mẫn: former {commune}",
        f"Tạ Thị Loan: acting {commune}",
    ]


def test_all_of_a_list_with_titles_of_their_own_leave_an_office() -> None:
    gone = "former Ủy viên|Ban Chấp hành Trung ương Đảng"
    assert told(
        "Hội nghị đồng ý để các đồng chí Hồ Khuê Minh, Bộ trưởng Bộ Y tế; Tạ Thị Loan, Bộ trưởng "
        "Bộ Nội vụ; Lê Văn Mẫn, Bí thư Tỉnh ủy thôi giữ chức Ủy viên Ban Chấp hành Trung ương Đảng."
    ) == [
        f"Hồ Khuê Minh: Bộ trưởng|Bộ Y tế, {gone}",
        f"Tạ Thị Loan: Bộ trưởng|Bộ Nội vụ, {gone}",
        f"Lê Văn Mẫn: Bí thư|Tỉnh ủy|Sông Hàm, {gone}",
    ]


def test_guests_of_a_list_do_not_share_what_its_last_one_becomes() -> None:
    assert told(
        "Dự lễ có các đồng chí: Hồ Khuê Minh, Bộ trưởng Bộ Y tế; Lê Văn Mẫn được bầu giữ chức "
        "Chủ tịch UBND tỉnh."
    ) == ["Hồ Khuê Minh: Bộ trưởng|Bộ Y tế", f"Lê Văn Mẫn: {CHAIR}"]


def test_who_is_relieved_of_an_office() -> None:
    sentence = "Ông Lê Văn Mẫn được miễn nhiệm chức vụ Chủ tịch UBND tỉnh để nhận nhiệm vụ mới."
    assert told(sentence) == [f"Lê Văn Mẫn: former {CHAIR}"]
    duty = "Ông Lê Văn Mẫn nhận nhiệm vụ Trưởng ban Nội chính Tỉnh ủy."
    assert told(duty) == ["Lê Văn Mẫn: Trưởng ban|Ban Nội chính Tỉnh ủy|Sông Hàm"]


@pytest.mark.parametrize(
    ("headline", "holder"),
    [
        ("HĐND tỉnh miễn nhiệm Chủ tịch UBND tỉnh", "Lê Văn Mẫn"),
        ("Chủ tịch UBND tỉnh từ chức", "Lê Văn Mẫn"),
        ("Chủ tịch UBND tỉnh ra mắt", "Tạ Thị Loan"),
        ("Đề nghị kỷ luật Chủ tịch UBND tỉnh", "Tạ Thị Loan"),
    ],
)
def test_whom_a_headline_means_that_tells_of_a_loss(headline: str, holder: str) -> None:
    found = told(
        "HĐND tỉnh miễn nhiệm Chủ tịch UBND tỉnh đối với ông Lê Văn Mẫn, bầu bà Tạ Thị Loan làm "
        "Chủ tịch UBND tỉnh.",
        title=headline,
    )
    assert found[0] == f"<Chủ tịch UBND tỉnh> = {holder}: {CHAIR}"


def test_a_career_that_goes_on() -> None:
    sentence = "Ông Lê Văn Mẫn từng là Giám đốc Sở Y tế, rồi Giám đốc Sở Nội vụ."
    assert told(sentence) == [
        "Lê Văn Mẫn: former Giám đốc|Sở Y tế|Sông Hàm, former Giám đốc|Sở Nội vụ|Sông Hàm"
    ]


def test_what_a_holder_without_a_name_once_was() -> None:
    (found,) = told("Tân Chủ tịch UBND tỉnh từng làm Giám đốc Sở Y tế.")
    assert found == f"<Chủ tịch UBND tỉnh>: {CHAIR}, former Giám đốc|Sở Y tế|Sông Hàm"


@pytest.mark.parametrize("seat", ["ĐBQH", "đại biểu HĐND tỉnh"])
def test_a_candidate_is_told_with_the_office_that_he_holds(seat: str) -> None:
    assert told(f"Ứng cử viên {seat} Lê Văn Mẫn, Giám đốc Sở Y tế, hứa.") == [
        "Lê Văn Mẫn: Giám đốc|Sở Y tế|Sông Hàm"
    ]


def test_a_candidate_without_an_office_is_none() -> None:
    assert told("Ứng cử viên Phó Bí thư Tỉnh ủy Lê Văn Mẫn hứa.") == []


def test_all_who_are_listed_with_offices_of_their_own_are_appointed() -> None:
    listed = "Lê Văn Mẫn, Giám đốc Sở Y tế; Phan Thị Mơ, Giám đốc Sở Nội vụ"
    given = "Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    found = told(f"HĐND tỉnh bầu các đồng chí: {listed} giữ chức Phó Chủ tịch UBND tỉnh.")
    assert found == [
        f"Lê Văn Mẫn: Giám đốc|Sở Y tế|Sông Hàm, {given}",
        f"Phan Thị Mơ: Giám đốc|Sở Nội vụ|Sông Hàm, {given}",
    ]


def test_who_is_proposed_holds_nothing_yet() -> None:
    assert told("Ông Lê Văn Mẫn được đề nghị bổ nhiệm giữ chức Bộ trưởng Bộ Y tế.") == []
