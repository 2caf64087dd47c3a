"""Who has died, is sent elsewhere or relieved: what he held is over, what he is given is not."""

from __future__ import annotations

import pytest

from tests.match.sentences import told

HEALTH = "Giám đốc|Sở Y tế|Sông Hàm"
POLICE = "Giám đốc|Công an|Sông Hàm"


@pytest.mark.parametrize(
    "sentence",
    [
        "Giám đốc Sở Y tế Lê Văn Mẫn sau thời gian lâm bệnh hiểm nghèo đã qua đời.",
        "Ông Lê Văn Mẫn, Giám đốc Sở Y tế, đã từ trần hồi 5 giờ ngày 3-4.",
        "Ông Lê Văn Mẫn, Giám đốc Sở Y tế, do tuổi cao sức yếu đã từ trần.",
        "Ông Lê Văn Mẫn (Giám đốc Sở Y tế, người vừa đột ngột từ trần) quê xã Gò Muối.",
    ],
)
def test_who_has_died_holds_nothing(sentence: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: former {HEALTH}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ông Lê Văn Mẫn, Giám đốc Sở Y tế, có cha qua đời.",
        "Ông Lê Văn Mẫn, Giám đốc Sở Y tế, do mẹ vừa qua đời nên vắng.",
    ],
)
def test_who_has_lost_a_parent_holds_it_still(sentence: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: {HEALTH}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bộ Công an điều động Đại tá Lê Văn Mẫn, Giám đốc Công an tỉnh, đến nhận công tác tại Cục"
        " Cảnh sát giao thông.",
        "Điều động, phân công đồng chí Lê Văn Mẫn - Giám đốc Công an tỉnh - về công tác tại bộ.",
        "Bộ Công an điều động Giám đốc Công an tỉnh Lê Văn Mẫn sang nhận nhiệm vụ tại bộ.",
    ],
)
def test_who_is_sent_elsewhere_has_left(sentence: str) -> None:
    assert f"Lê Văn Mẫn: former {POLICE}" in told(sentence)


def test_who_has_come_to_his_office_holds_it() -> None:
    found = told("Đại tá Lê Văn Mẫn, Giám đốc Công an tỉnh, đến nhận công tác từ đầu năm.")
    assert found == [f"Lê Văn Mẫn: {POLICE}"]


def test_two_who_are_sent_elsewhere_share_what_they_leave() -> None:
    found = told(
        "Bộ Công an điều động hai Phó Giám đốc Công an tỉnh Cù Mây là Đại tá Lê Văn Mẫn và Đại tá"
        " Trần Văn Sáu đến nhận công tác tại bộ."
    )
    assert found == [
        f"{name}: former Phó Giám đốc|Công an|Cù Mây" for name in ("Lê Văn Mẫn", "Trần Văn Sáu")
    ]


def test_what_he_is_given_where_he_is_sent_is_held() -> None:
    found = told(
        "Tỉnh ủy điều động đồng chí Lê Văn Mẫn, Phó Bí thư Đảng ủy xã Gò Muối, đến nhận công tác"
        " tại xã Tân Rẫy, chỉ định giữ chức Bí thư Đảng ủy xã Tân Rẫy."
    )
    assert found == [
        "Lê Văn Mẫn: former Phó Bí thư|Đảng ủy|Gò Muối, Bí thư|Đảng ủy|Tân Rẫy",
    ]


def test_it_is_in_the_body_where_he_is_sent() -> None:
    found = told(
        "Giám đốc Sở Y tế ký quyết định điều động bà Phan Thị Mơ đến nhận công tác tại Sở Nội vụ,"
        " bổ nhiệm giữ chức Phó Giám đốc."
    )
    assert found == [
        f"<Giám đốc Sở Y tế>: {HEALTH}",
        "Phan Thị Mơ: Phó Giám đốc|Sở Nội vụ|Sông Hàm",
    ]


def test_who_is_sent_to_a_committee_and_made_its_deputy() -> None:
    found = told(
        "Tỉnh ủy điều động bà Lý Thị Mẫn đến công tác tại Huyện ủy Cái Sậy và chỉ định giữ chức"
        " Phó Bí thư Huyện ủy."
    )
    assert found == ["Lý Thị Mẫn: Phó Bí thư|Huyện ủy|Cái Sậy"]


def test_who_only_signs_is_given_nothing() -> None:
    found = told("Ông Lê Văn Mẫn ký quyết định điều động, bổ nhiệm giữ chức Giám đốc Sở Y tế.")
    assert not any(one.startswith("Lê Văn Mẫn: ") for one in found)


@pytest.mark.parametrize(
    "why",
    [
        "thôi giữ chức, nghỉ chữa bệnh đối với",
        "thôi giữ chức vụ, nghỉ hưu trước tuổi đối với",
        "nghỉ hưu theo chế độ cho",
    ],
)
def test_who_is_relieved_of_the_office_behind_his_name(why: str) -> None:
    found = told(f"Hội nghị công bố quyết định {why} ông Lê Văn Mẫn, Giám đốc Sở Y tế.")
    assert found == [f"Lê Văn Mẫn: former {HEALTH}"]


def test_who_is_relieved_of_another_office_keeps_this_one() -> None:
    found = told(
        "Công bố quyết định thôi giữ chức Chủ tịch HĐND huyện Cái Sậy đối với ông Lê Văn Mẫn, Bí"
        " thư Huyện ủy Cái Sậy."
    )
    assert found == [
        "Lê Văn Mẫn: former Chủ tịch|Hội đồng nhân dân|Cái Sậy, Bí thư|Huyện ủy|Cái Sậy",
    ]


def test_who_is_removed_may_be_named_behind_his_titles() -> None:
    found = told(
        "HĐND tỉnh miễn nhiệm chức vụ Phó Chủ tịch UBND tỉnh đối với Phó Bí thư Tỉnh ủy, Trưởng Ban"
        " Tổ chức Tỉnh ủy Lê Văn Mẫn, do chuyển công tác."
    )
    assert found == [
        "Lê Văn Mẫn: former Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm, Phó Bí thư|Tỉnh ủy|Sông Hàm,"
        " Trưởng ban|Ban Tổ chức Tỉnh ủy|Sông Hàm",
    ]


def test_former_goes_on_behind_a_role_without_a_body() -> None:
    found = told(
        "Ông Lê Văn Mẫn, nguyên Ủy viên Trung ương Đảng, nguyên Bộ trưởng, Chủ nhiệm Văn phòng"
        " Chính phủ, dự.",
        "Ông Trần Văn Sáu, nguyên Ủy viên Trung ương Đảng, Chủ nhiệm Văn phòng Chính phủ, dự.",
    )
    party = "former Ủy viên|Ban Chấp hành Trung ương Đảng"
    assert found == [
        f"Lê Văn Mẫn: {party}, former Chủ nhiệm|Văn phòng Chính phủ",
        f"Trần Văn Sáu: {party}, Chủ nhiệm|Văn phòng Chính phủ",
    ]


@pytest.mark.parametrize(
    "life",
    [
        "đảng viên Chi bộ khu phố 2, phường Tân Rẫy",
        "đảng viên Đảng Cộng sản Việt Nam, cán bộ tiền khởi nghĩa, sinh năm 1931, tại xã Gò Muối",
    ],
)
def test_what_a_member_was_stands_behind_a_semicolon(life: str) -> None:
    found = told(f"Bà Lý Thị Mẫn, {life}; nguyên Giám đốc Sở Y tế, nêu ý kiến.")
    assert found == [f"Lý Thị Mẫn: former {HEALTH}"]
