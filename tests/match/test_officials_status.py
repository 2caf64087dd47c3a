"""Offices by a verb, and whether they are held, were held or are held for another."""

from __future__ import annotations

import pytest

from tests.match.sentences import told

HEALTH = "Giám đốc|Sở Y tế|Sông Hàm"
SECRETARY = "Bí thư|Huyện ủy|Cái Sậy"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ông Lê Văn Mẫn là Giám đốc Sở Y tế.",
        "Ông Lê Văn Mẫn hiện là Giám đốc Sở Y tế.",
        "Ông Lê Văn Mẫn đang giữ cương vị Giám đốc Sở Y tế.",
        "Ông Lê Văn Mẫn được bổ nhiệm làm Giám đốc Sở Y tế.",
        "Ông Lê Văn Mẫn được bổ nhiệm giữ chức Giám đốc Sở Y tế.",
        "Ông Lê Văn Mẫn nhận nhiệm vụ Giám đốc Sở Y tế.",
        "Ông Lê Văn Mẫn tiếp tục đảm nhiệm chức vụ Giám đốc Sở Y tế.",
        "Ông Lê Văn Mẫn được điều động, bổ nhiệm giữ chức vụ Giám đốc Sở Y tế.",
    ],
)
def test_a_verb_gives_an_office(sentence: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: {HEALTH}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bà Tạ Thị Loan được bầu giữ chức Bí thư Huyện ủy Cái Sậy.",
        "Bà Tạ Thị Loan trúng cử chức danh Bí thư Huyện ủy Cái Sậy.",
        "Bà Tạ Thị Loan tái đắc cử Bí thư Huyện ủy Cái Sậy.",
        "Đại hội bầu bà Tạ Thị Loan giữ chức Bí thư Huyện ủy Cái Sậy.",
    ],
)
def test_an_election_gives_an_office(sentence: str) -> None:
    assert told(sentence) == [f"Tạ Thị Loan: {SECRETARY}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nguyên Giám đốc Sở Y tế Lê Văn Mẫn kể.",
        "Cựu Giám đốc Sở Y tế Lê Văn Mẫn bị phạt.",
        "Cố Giám đốc Sở Y tế Lê Văn Mẫn là người lập kho thuốc.",
        "Ông Lê Văn Mẫn, nguyên Giám đốc Sở Y tế, kể.",
        "Ông Lê Văn Mẫn (nguyên Giám đốc Sở Y tế) kể.",
        "Ông Lê Văn Mẫn - cựu Giám đốc Sở Y tế - bị phạt.",
        "Ông Lê Văn Mẫn thôi giữ chức Giám đốc Sở Y tế.",
        "Ông Lê Văn Mẫn bị cách chức Giám đốc Sở Y tế.",
        "Ông Lê Văn Mẫn bị bãi nhiệm chức Giám đốc Sở Y tế.",
        "Ông Lê Văn Mẫn từng giữ chức Giám đốc Sở Y tế.",
        "Ông Lê Văn Mẫn từng là Giám đốc Sở Y tế.",
        "HĐND tỉnh miễn nhiệm chức vụ Giám đốc Sở Y tế đối với ông Lê Văn Mẫn.",
    ],
)
def test_former_holders(sentence: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: former {HEALTH}"]


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("Quyền Giám đốc Sở Y tế Lê Văn Mẫn ký.", HEALTH),
        ("Ông Lê Văn Mẫn, quyền Giám đốc Sở Y tế, ký.", HEALTH),
        ("Q. Giám đốc Sở Y tế Lê Văn Mẫn ký.", HEALTH),
        ("Phó Giám đốc phụ trách Sở Y tế Lê Văn Mẫn ký.", "Phó Giám đốc|Sở Y tế|Sông Hàm"),
        (
            "Phụ trách Trưởng phòng Nội vụ huyện Cái Sậy Lê Văn Mẫn ký.",
            "Trưởng phòng|Phòng Nội vụ|Cái Sậy",
        ),
        (
            "Ông Lê Văn Mẫn, điều hành Chủ tịch UBND xã Tân Rẫy, ký.",
            "Chủ tịch|Ủy ban nhân dân|Tân Rẫy",
        ),
    ],
)
def test_acting_holders(sentence: str, office: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: acting {office}"]


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("Hàm Vụ trưởng Văn phòng Chính phủ Lê Văn Mẫn dự.", "Hàm Vụ trưởng|Văn phòng Chính phủ"),
        ("Tân Giám đốc Sở Y tế Lê Văn Mẫn nhận việc.", HEALTH),
        ("Đương kim Giám đốc Sở Y tế Lê Văn Mẫn nói.", HEALTH),
        ("Theo quy định của chính quyền, Giám đốc Sở Y tế Lê Văn Mẫn ký.", HEALTH),
        ("Đi họp về tài nguyên, Giám đốc Sở Y tế Lê Văn Mẫn nói.", HEALTH),
    ],
)
def test_current_holders_whatever_word_stands_before(sentence: str, office: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: {office}"]


def test_a_unit_that_is_gone_has_former_holders_and_a_new_one_has_present_ones() -> None:
    assert told("Chủ tịch UBND huyện Cái Sậy (cũ) Lê Văn Mẫn kể.") == [
        "Lê Văn Mẫn: former Chủ tịch|Ủy ban nhân dân|Cái Sậy"
    ]
    assert told("Chủ tịch UBND xã Tân Rẫy (mới) Lê Văn Mẫn nói.") == [
        "Lê Văn Mẫn: Chủ tịch|Ủy ban nhân dân|Tân Rẫy"
    ]


def test_one_who_has_an_office_and_had_another() -> None:
    sentence = "Ông Lê Văn Mẫn, Giám đốc Sở Y tế, nguyên Bí thư Huyện ủy Cái Sậy, nói."
    assert told(sentence) == [f"Lê Văn Mẫn: {HEALTH}, former {SECRETARY}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ông Lê Văn Mẫn ứng cử chức Giám đốc Sở Y tế.",
        "Ông Lê Văn Mẫn được giới thiệu ứng cử chức danh Giám đốc Sở Y tế.",
        "Tỉnh dự kiến ông Lê Văn Mẫn làm Giám đốc Sở Y tế.",
    ],
)
def test_who_is_proposed_for_an_office_does_not_hold_it(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        (
            "Phó Bí thư Thường trực Huyện ủy Cái Sậy Tạ Thị Loan dự.",
            "Phó Bí thư Thường trực|Huyện ủy",
        ),
        (
            "Phó Bí thư thường trực Huyện ủy Cái Sậy Tạ Thị Loan dự.",
            "Phó Bí thư Thường trực|Huyện ủy",
        ),
        (
            "Phó Bí thư - Thường trực Huyện ủy Cái Sậy Tạ Thị Loan dự.",
            "Phó Bí thư Thường trực|Huyện ủy",
        ),
        ("Phó Bí thư Huyện ủy Cái Sậy Tạ Thị Loan dự.", "Phó Bí thư|Huyện ủy"),
        (
            "Phó Chủ tịch Thường trực HĐND huyện Cái Sậy Tạ Thị Loan dự.",
            "Phó Chủ tịch Thường trực|Hội đồng nhân dân",
        ),
        (
            "Ủy viên Ban Thường vụ Huyện ủy Cái Sậy Tạ Thị Loan dự.",
            "Ủy viên|Ban Thường vụ Huyện ủy",
        ),
    ],
)
def test_standing_is_of_a_deputy_and_never_of_a_member(sentence: str, who: str) -> None:
    assert told(sentence) == [f"Tạ Thị Loan: {who}|Cái Sậy"]


def test_who_is_appointed_and_who_appoints_are_two() -> None:
    sentence = "Theo quyết định của Chủ tịch UBND tỉnh, ông Lê Văn Mẫn làm Giám đốc Sở Y tế."
    assert told(sentence) == [
        "<Chủ tịch UBND tỉnh>: Chủ tịch|Ủy ban nhân dân|Sông Hàm",
        f"Lê Văn Mẫn: {HEALTH}",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Chủ tịch UBND huyện Ba Tri cũ Lê Văn Mẫn kể.",
        "Chủ tịch UBND huyện Ba Tri cũ là ông Lê Văn Mẫn.",
        "Chủ tịch UBND huyện Ba Tri trước sáp nhập Lê Văn Mẫn kể.",
    ],
)
def test_an_old_unit_at_a_name(sentence: str) -> None:
    assert told(sentence) == ["Lê Văn Mẫn: former Chủ tịch|Ủy ban nhân dân|Ba Tri"]


@pytest.mark.parametrize("era", ["cũ", "(cũ)", "trước đây", "trước khi sáp nhập"])
def test_an_old_unit_without_a_name(era: str) -> None:
    assert told(f"Chủ tịch UBND huyện Ba Tri {era} đã ký quyết định.") == [
        "<Chủ tịch UBND huyện Ba Tri>: former Chủ tịch|Ủy ban nhân dân|Ba Tri"
    ]


def test_who_has_just_done_something_is_of_no_new_unit() -> None:
    assert told("Chủ tịch UBND huyện Ba Tri mới ký quyết định.") == [
        "<Chủ tịch UBND huyện Ba Tri>: Chủ tịch|Ủy ban nhân dân|Ba Tri"
    ]


@pytest.mark.parametrize(
    ("post", "office"),
    [
        ("chức vụ Trưởng Công an xã Tân Rẫy", "Trưởng Công an|Công an|Tân Rẫy"),
        ("chức vụ Trưởng phòng Nội vụ huyện Cái Sậy", "Trưởng phòng|Phòng Nội vụ|Cái Sậy"),
        ("chức vụ trưởng phòng Nội vụ huyện Cái Sậy", "Trưởng phòng|Phòng Nội vụ|Cái Sậy"),
        ("chức vụ Trưởng Ban Tổ chức Tỉnh ủy", "Trưởng ban|Ban Tổ chức Tỉnh ủy|Sông Hàm"),
        ("chức Vụ trưởng Vụ Pháp chế", "Vụ trưởng|Vụ Pháp chế"),
        ("chức vụ trưởng Vụ Pháp chế", "Vụ trưởng|Vụ Pháp chế"),
        ("chức vụ Vụ trưởng Vụ Pháp chế", "Vụ trưởng|Vụ Pháp chế"),
    ],
)
def test_the_word_for_a_post_is_no_department(post: str, office: str) -> None:
    assert told(f"Ông Lê Văn Mẫn giữ {post}.") == [f"Lê Văn Mẫn: {office}"]


def test_a_dash_makes_one_office_of_two_that_are_over() -> None:
    assert told("Ông Lê Văn Mẫn, nguyên Phó Bí thư Tỉnh ủy - Chủ tịch UBND tỉnh, dự.") == [
        "Lê Văn Mẫn: former Phó Bí thư|Tỉnh ủy|Sông Hàm, former Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    ]


def test_the_same_office_held_elsewhere_before_says_nothing_of_where_it_is_held_now() -> None:
    titles = "Chủ tịch UBND tỉnh (nguyên Chủ tịch UBND tỉnh Cù Mây)"
    assert told(f"Ông Lê Văn Mẫn, {titles}, dự.") == [
        "Lê Văn Mẫn: Chủ tịch|Ủy ban nhân dân|Sông Hàm, former Chủ tịch|Ủy ban nhân dân|Cù Mây"
    ]


def test_the_first_holder_holds_it_no_more() -> None:
    assert told("Bí thư Huyện ủy Cái Sậy đầu tiên Lê Văn Mẫn kể.") == [
        "Lê Văn Mẫn: former Bí thư|Huyện ủy|Cái Sậy"
    ]


def test_an_office_held_before_in_brackets() -> None:
    assert told("Ông Lê Văn Mẫn, Giám đốc Sở Y tế (trước là Giám đốc Sở Nội vụ), nói.") == [
        "Lê Văn Mẫn: Giám đốc|Sở Y tế|Sông Hàm, former Giám đốc|Sở Nội vụ|Sông Hàm"
    ]


def test_all_offices_in_a_place_of_old_are_over() -> None:
    assert told("Ông Lê Văn Mẫn, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Cù Mây cũ, dự.") == [
        "Lê Văn Mẫn: former Phó Bí thư|Tỉnh ủy|Cù Mây, former Chủ tịch|Ủy ban nhân dân|Cù Mây"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Chu tich UBND huyen Ba Tri cu doan cong tac.",
            "<Chu tich UBND huyen Ba Tri>: Chủ tịch|Ủy ban nhân dân|Ba Tri",
        ),
        (
            "Chu tich UBND huyen Ba Tri cu Le Van Man ke.",
            "Le Van Man: former Chủ tịch|Ủy ban nhân dân|Ba Tri",
        ),
    ],
)
def test_an_old_unit_without_marks_is_one_before_a_name_only(text: str, found: str) -> None:
    """Before another word "cu" may be "cử", which is to send."""
    assert told(text, title="Tin trong huyen") == [found]


def test_who_held_it_before_by_a_verb() -> None:
    assert told("Chủ tịch UBND xã Tân Lộc trước đây là ông Lê Văn Mẫn.") == [
        "Lê Văn Mẫn: former Chủ tịch|Ủy ban nhân dân|Tân Lộc"
    ]
