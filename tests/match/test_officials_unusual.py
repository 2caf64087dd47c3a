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
        "Tham gia có các đồng chí Phó Ban Tổ chức Trung ương Lê Văn Mẫn; đồng chí Tạ Văn Khuê; đồng "
        "chí Đinh Văn Sáu; Tổng Kiểm toán Nhà nước Ngô Thị Chín."
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
