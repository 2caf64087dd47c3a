"""Of which place an office is, in the ways in which papers print it."""

from __future__ import annotations

from tests.match.sentences import NOWHERE, read, told

SECRETARY = "Bí thư|Tỉnh ủy|Sông Hàm"


def test_guests_are_listed_by_their_provinces() -> None:
    found = told(
        "Về phía tỉnh Sông Hàm có đồng chí Tạ Khuê, Bí thư Tỉnh ủy.",
        "Về phía tỉnh Cù Mây có các đồng chí: Lê Văn Mẫn, Bí thư Tỉnh ủy; Ngô Sáu, Chủ tịch UBND "
        "tỉnh.",
    )
    assert found == [
        f"Tạ Khuê: {SECRETARY}",
        "Lê Văn Mẫn: Bí thư|Tỉnh ủy|Cù Mây",
        "Ngô Sáu: Chủ tịch|Ủy ban nhân dân|Cù Mây",
    ]


def test_a_delegation_is_led_by_who_leads_its_district() -> None:
    found = told(
        "UBND huyện Gò Muối tiếp đoàn công tác huyện Cái Sậy, tỉnh Cù Mây do ông Lê Văn Mẫn - Chủ "
        "tịch UBND huyện làm trưởng đoàn."
    )
    assert found == ["Lê Văn Mẫn: Chủ tịch|Ủy ban nhân dân|Cái Sậy"]


def test_the_youth_union_of_a_district_is_no_district() -> None:
    found = told("Dự lễ có ông Lê Văn Mẫn, Phó Bí thư huyện Đoàn; ông Tạ Khuê, xã Đoàn Kết.")
    assert found == ["Lê Văn Mẫn: Phó Bí thư|Huyện đoàn"]


def test_a_province_heads_a_paragraph_of_its_own() -> None:
    found = told(
        "Hai tỉnh Sông Hàm và tỉnh Cù Mây kiện toàn nhân sự.",
        "Sông Hàm: Ông Lê Văn Mẫn giữ chức Chủ tịch HĐND tỉnh.",
        "Cù Mây: Ông Ngô Sáu được bầu giữ chức Chủ tịch UBND tỉnh.",
        setting=NOWHERE,
    )
    assert found == [
        "Lê Văn Mẫn: Chủ tịch|Hội đồng nhân dân|Sông Hàm",
        "Ngô Sáu: Chủ tịch|Ủy ban nhân dân|Cù Mây",
    ]


def test_an_office_of_nowhere_is_of_the_province_of_its_holder_s_other_offices() -> None:
    found = told(
        "Ông Lê Văn Mẫn, Tỉnh ủy viên, Bí thư Huyện ủy Cái Sậy được bầu làm Phó Chủ tịch HĐND tỉnh "
        "Sông Hàm.",
        "Ông Tạ Khuê, Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh Cù Mây cùng dự.",
        setting=NOWHERE,
    )
    assert found[0].startswith("Lê Văn Mẫn: Ủy viên|Tỉnh ủy|Sông Hàm, ")
    assert found[1].startswith("Tạ Khuê: Ủy viên|Tỉnh ủy|Cù Mây, ")


def test_a_commune_that_ended_long_ago_is_not_the_one_of_its_name_elsewhere() -> None:
    said = "Công an tỉnh Nam Định đã mời Chủ tịch UBND xã Điền Xá, huyện Nam Trực."
    (mention,) = read(said, setting=NOWHERE)
    assert [said.office.within for said in mention.offices] == ["Nam Định"]


def test_a_party_committee_is_not_a_district_s() -> None:
    found = told("Huyện Cái Sậy họp. Ông Lê Văn Mẫn, Ủy viên Ban Thường vụ Đảng ủy, nói.")
    assert found == ["Lê Văn Mẫn: Ủy viên|Ban Thường vụ Đảng ủy"]


def test_a_list_is_of_the_province_of_which_its_first_words_say_so() -> None:
    found = told(
        "Ban Bí thư nêu vi phạm của các lãnh đạo tại tỉnh Sông Hàm: Tạ Khuê, Bí thư Tỉnh ủy.",
        "Đoàn kiểm tra đã làm việc ở tỉnh Cù Mây và tỉnh Sông Hàm.",
        "Tương tự, nhiều vi phạm xảy ra tại Cù Mây: Lê Văn Mẫn, Bí thư Tỉnh ủy; Ngô Sáu, Tỉnh ủy "
        "viên, Phó Chủ tịch UBND tỉnh.",
        setting=NOWHERE,
    )
    assert found == [
        f"Tạ Khuê: {SECRETARY}",
        "Lê Văn Mẫn: Bí thư|Tỉnh ủy|Cù Mây",
        "Ngô Sáu: Ủy viên|Tỉnh ủy|Cù Mây, Phó Chủ tịch|Ủy ban nhân dân|Cù Mây",
    ]
