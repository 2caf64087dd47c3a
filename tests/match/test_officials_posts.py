"""Persons named beyond a post that is no office: of a steering committee, a contest, a club."""

from __future__ import annotations

import pytest

from tests.match.sentences import told

DEPUTY = "Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"


@pytest.mark.parametrize(
    "post",
    [
        "Trưởng Ban Chỉ đạo chống khai thác hải sản trái phép tỉnh",
        "Trưởng Ban Chỉ đạo 389",
        "Phó Trưởng ban Thường trực Ban Chỉ đạo",
        "Phó Trưởng Ban Chỉ huy phòng thủ dân sự tỉnh",
        "Trưởng Ban Tổ chức lễ hội",
        "Trưởng Ban Chỉ đạo phòng, chống tham nhũng",
        "Chánh Văn phòng thường trực Ban Chỉ huy PCTT tỉnh",
        "Trưởng đoàn kiểm tra",
        "Tổ trưởng Tổ công tác số 2",
        "Chủ tịch Hội Khuyến học tỉnh",
    ],
)
def test_a_post_beside_an_office(post: str) -> None:
    for sentence in (
        f"Phó Chủ tịch UBND tỉnh, {post} Lê Văn Mẫn phát biểu.",
        f"Đồng chí Lê Văn Mẫn, {post}, Phó Chủ tịch UBND tỉnh, phát biểu.",
        f"Ông Lê Văn Mẫn - {post}, Phó Chủ tịch UBND tỉnh - phát biểu.",
        f"Đồng chí Lê Văn Mẫn, Phó Chủ tịch UBND tỉnh, {post}, phát biểu.",
    ):
        assert told(sentence) == [f"Lê Văn Mẫn: {DEPUTY}"], sentence


def test_a_post_of_a_place_that_is_named() -> None:
    post = "Trưởng Ban Chỉ huy phòng thủ dân sự xã Tân Lộc"
    assert told(f"Chủ tịch UBND xã, {post} Lê Văn Mẫn kiểm tra đê.") == [
        "Lê Văn Mẫn: Chủ tịch|Ủy ban nhân dân|Tân Lộc"
    ]


def test_who_stands_behind_a_post_with_a_word_of_his_own() -> None:
    sentence = "Phó Chủ tịch UBND tỉnh, Trưởng Ban Chỉ đạo 389, ông Lê Văn Mẫn yêu cầu."
    assert told(sentence) == [f"Lê Văn Mẫn: {DEPUTY}"]


def test_an_office_behind_another_guest_is_not_his_who_has_the_post() -> None:
    sentence = "Dự có Lê Sáu, Chủ tịch Hội Khuyến học tỉnh và Vi Khuê, Giám đốc Sở Y tế."
    assert told(sentence) == ["<Giám đốc Sở Y tế>: Giám đốc|Sở Y tế|Sông Hàm"]


def test_a_board_of_a_contest_is_no_committee_s() -> None:
    sentence = "Lê Văn Mẫn, Tỉnh ủy viên, Trưởng Ban Tổ chức đại hội, phát biểu."
    assert told(sentence) == ["Lê Văn Mẫn: Ủy viên|Tỉnh ủy|Sông Hàm"]


CELL = "Bí thư|Chi bộ"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Bí thư Chi bộ, Trưởng thôn Lê Văn Mẫn cho biết.", CELL),
        ("Bí thư Chi bộ, Trưởng bản Xốp Rẫy Lê Văn Mẫn cho biết.", CELL),
        ("Bí thư Chi bộ kiêm Trưởng ban công tác Mặt trận ấp 3 Lê Văn Mẫn nói.", CELL),
        ("Ông Lê Văn Mẫn, Trưởng bản, Bí thư Chi bộ bản Xốp Rẫy, nói.", f"{CELL}|Xốp Rẫy"),
        ("Ông Lê Văn Mẫn, Giám đốc HTX Tân Tiến, Bí thư chi bộ thôn, nói.", CELL),
    ],
)
def test_a_secretary_who_heads_his_hamlet_or_a_farm(sentence: str, found: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: {found}"]


def test_a_post_goes_over_no_other_guest() -> None:
    sentence = "Ông Lê Văn Mẫn, Trưởng đoàn, cùng bà con thăm đê, Chủ tịch UBND tỉnh tiếp đoàn."
    assert told(sentence) == ["<Chủ tịch UBND tỉnh>: Chủ tịch|Ủy ban nhân dân|Sông Hàm"]
