"""Lists of guests and of the accused as papers print them: headings, ranks, posts between."""

from __future__ import annotations

import pytest

from tests.match.sentences import HERE, told


def test_a_heading_holds_for_those_with_a_rank_and_for_those_behind_them() -> None:
    assert told(
        "Dự lễ có các đồng chí Ủy viên Bộ Chính trị: Lê Văn Mẫn, Thường trực Ban Bí thư; Đại tướng"
        " Ngô Sáu, Bộ trưởng Bộ Công an; Tạ Hữu Chín, Bí thư Thành ủy Hà Nội."
    ) == [
        "Lê Văn Mẫn: Ủy viên|Bộ Chính trị, Thường trực|Ban Bí thư",
        "Ngô Sáu: Ủy viên|Bộ Chính trị, Bộ trưởng|Bộ Công an",
        "Tạ Hữu Chín: Ủy viên|Bộ Chính trị, Bí thư|Thành ủy|Hà Nội",
    ]


def test_former_leaders_behind_a_colon_are_others_than_who_stands_before() -> None:
    assert told(
        "Dự lễ có Chủ tịch nước Lê Văn Mẫn, nguyên Chủ tịch nước: Lê Đức Anh, Tạ Hữu Chín, Ngô Thị"
        " Sáu; Thủ tướng Chính phủ Hồ Việt Trung, nguyên Thủ tướng Chính phủ: Đinh Hải Sâm; các"
        " khách khác."
    ) == [
        "Lê Văn Mẫn: Chủ tịch nước|Nhà nước",
        "Lê Đức Anh: former Chủ tịch nước|Nhà nước",
        "Tạ Hữu Chín: former Chủ tịch nước|Nhà nước",
        "Ngô Thị Sáu: former Chủ tịch nước|Nhà nước",
        "Hồ Việt Trung: Thủ tướng|Chính phủ",
        "Đinh Hải Sâm: former Thủ tướng|Chính phủ",
    ]


def test_several_who_once_held_offices_are_nobody_in_particular() -> None:
    sentence = "Cùng dự có các đồng chí nguyên Chủ tịch nước, nguyên Chủ tịch Quốc hội."
    assert told(sentence) == []


@pytest.mark.parametrize(
    "post", ["Kiểm sát viên trung cấp", "Thẩm phán cao cấp", "giảng viên chính"]
)
def test_a_post_of_a_career_stands_between_a_name_and_an_office(post: str) -> None:
    assert told(f"Ông Lê Văn Mẫn, {post}, Phó Chánh án TAND tỉnh, xét xử.") == [
        "Lê Văn Mẫn: Phó Chánh án|Tòa án nhân dân|Sông Hàm"
    ]


def test_a_chief_accountant_heads_no_board() -> None:
    assert told("Ông Lê Văn Mẫn, nguyên Kế toán trưởng Ban Bồi thường giải phóng mặt bằng.") == []


def test_deputies_of_a_board_are_named_behind_a_comma() -> None:
    assert told(
        "Khiển trách 2 Phó Ban Bồi thường giải phóng mặt bằng quận Cái Sậy, gồm: ông Lê Văn Mẫn,"
        " Ngô Thị Sáu."
    ) == [
        "Lê Văn Mẫn: Phó Trưởng ban|Ban Bồi thường giải phóng mặt bằng|Cái Sậy",
        "Ngô Thị Sáu: Phó Trưởng ban|Ban Bồi thường giải phóng mặt bằng|Cái Sậy",
    ]


def test_a_term_that_is_over_ends_only_the_office_that_is_called_former() -> None:
    assert told(
        "Ông Lê Văn Mẫn, Giám đốc Sở Tư pháp, nguyên Bí thư Huyện ủy Cái Sậy nhiệm kỳ 2010 - 2015."
    ) == ["Lê Văn Mẫn: Giám đốc|Sở Tư pháp|Sông Hàm, former Bí thư|Huyện ủy|Cái Sậy"]


@pytest.mark.parametrize(
    ("phrase", "office"),
    [
        (
            "Phó Thủ trưởng Cơ quan Cảnh sát điều tra, Công an huyện Cái Sậy",
            "Phó Thủ trưởng|Cơ quan Cảnh sát điều tra Công an|Cái Sậy",
        ),
        (
            "Giám đốc Trung tâm thông tin công tác Tuyên giáo, Ban Tuyên giáo Trung ương",
            "Giám đốc|Trung tâm Thông tin công tác Tuyên giáo, Ban Tuyên giáo Trung ương",
        ),
        (
            "Giám đốc Trung tâm GDNN-GDTX huyện Cái Sậy",
            "Giám đốc|Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên|Cái Sậy",
        ),
        (
            "Phó Bí thư Ban Cán sự đảng, Bí thư Đảng ủy, Phó Viện trưởng VKSND tối cao",
            "Phó Bí thư|Ban Cán sự đảng Viện kiểm sát nhân dân tối cao,"
            " Bí thư|Đảng ủy Viện kiểm sát nhân dân tối cao,"
            " Phó Viện trưởng|Viện kiểm sát nhân dân tối cao",
        ),
    ],
)
def test_a_body_is_read_to_its_end(phrase: str, office: str) -> None:
    assert told(f"Đồng chí Lê Văn Mẫn, {phrase}, dự.", setting=HERE) == [f"Lê Văn Mẫn: {office}"]


def test_an_office_is_joined_by_a_comma_and_a_dash_where_one_is_a_slip() -> None:
    assert told("Đồng chí Lê Văn Mẫn, -Phó Trưởng ban Tuyên giáo Trung ương phát biểu.") == [
        "Lê Văn Mẫn: Phó Trưởng ban|Ban Tuyên giáo Trung ương"
    ]


def test_a_new_office_stands_behind_a_semicolon() -> None:
    assert told(
        "Ban Bí thư quyết định đồng chí Lê Văn Mẫn, Phó Bí thư Tỉnh ủy, thôi giữ chức Phó Bí thư"
        " Tỉnh ủy; điều động, bổ nhiệm giữ chức Phó Trưởng ban Tuyên giáo Trung ương."
    ) == [
        "Lê Văn Mẫn: former Phó Bí thư|Tỉnh ủy|Sông Hàm, Phó Trưởng ban|Ban Tuyên giáo Trung ương"
    ]


def test_what_the_accused_was_when_he_did_it_is_former() -> None:
    assert told(
        "Đại tá Lê Văn Mẫn, nguyên Trưởng phòng Cảnh sát kinh tế Công an tỉnh, bị bắt.",
        "Ông Lê Văn Mẫn bị khởi tố để làm rõ sai phạm khi đang giữ chức Trưởng Công an huyện Cái"
        " Sậy.",
    ) == [
        "Lê Văn Mẫn: former Trưởng phòng|Phòng Cảnh sát kinh tế, Công an|Sông Hàm",
        "Lê Văn Mẫn: former Trưởng Công an|Công an|Cái Sậy",
    ]


def test_the_last_office_of_a_career_is_part_of_it() -> None:
    assert told(
        "Ông Lê Văn Mẫn từng giữ chức Phó Bí thư Tỉnh ủy và sau cùng là Chủ tịch UBND tỉnh."
    ) == [
        "Lê Văn Mẫn: former Phó Bí thư|Tỉnh ủy|Sông Hàm, former Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    ]


def test_what_somebody_was_before_he_took_an_office_is_former_and_that_office_is_not() -> None:
    assert told(
        "Ông Lê Văn Mẫn từng giữ chức Giám đốc Sở Y tế trước khi làm Phó Chủ tịch UBND tỉnh."
    ) == ["Lê Văn Mẫn: former Giám đốc|Sở Y tế|Sông Hàm, Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"]


def test_who_has_left_his_office_is_a_former_holder() -> None:
    assert told("Ông Lê Văn Mẫn, Giám đốc Sở Y tế, đã thôi chức.") == [
        "Lê Văn Mẫn: former Giám đốc|Sở Y tế|Sông Hàm"
    ]


@pytest.mark.parametrize(
    "by", ["được điều động, nhận nhiệm vụ", "được điều động luân chuyển giữ chức"]
)
def test_what_a_chain_of_verbs_gives_is_held(by: str) -> None:
    assert told(f"Ông Lê Văn Mẫn {by} Giám đốc Công an tỉnh Sông Hàm.") == [
        "Lê Văn Mẫn: Giám đốc|Công an|Sông Hàm"
    ]
