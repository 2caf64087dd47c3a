"""Members of the Party's central committee by its short name, and places that are not ours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.match.sentences import HERE, NOWHERE, told

MEMBER = "Ủy viên|Ban Chấp hành Trung ương Đảng"
SECRETARY = "Bí thư|Tỉnh ủy|Sông Hàm"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ông Lê Văn Mẫn, Ủy viên Trung ương, Bí thư Tỉnh ủy, nói.",
        "Ủy viên Trung ương, Bí thư Tỉnh ủy Lê Văn Mẫn nói.",
        "Đồng chí Lê Văn Mẫn (UV Trung ương, Bí thư Tỉnh ủy) nói.",
    ],
)
def test_a_member_of_the_central_committee_is_called_so_for_short(sentence: str) -> None:
    assert told(sentence) == [f"Lê Văn Mẫn: {MEMBER}, {SECRETARY}"]


def test_the_central_committee_of_a_union_is_another() -> None:
    found = told("Bà Lê Thị Mẫn, Ủy viên Trung ương Hội Nông dân Việt Nam, nói.")
    assert found == ["Lê Thị Mẫn: Ủy viên|Hội Nông dân Việt Nam"]


def test_offices_left_are_listed_behind_a_colon() -> None:
    sentence = "Ông Lê Văn Mẫn thôi giữ các chức vụ: Ủy viên Trung ương, Bí thư Tỉnh ủy."
    assert told(sentence) == [f"Lê Văn Mẫn: former {MEMBER}, former {SECRETARY}"]


def test_an_office_is_taken_from_whose_it_is_said_to_be() -> None:
    found = told("HĐND tỉnh miễn nhiệm chức Phó Chủ tịch UBND tỉnh của ông Lê Văn Mẫn.")
    assert found == ["Lê Văn Mẫn: former Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm"]


@pytest.mark.parametrize(
    ("guests", "committee"),
    [
        ("thành phố Busan (Hàn Quốc)", "Thành ủy"),
        ("thành phố Vientiane", "Thành ủy"),
        ("tỉnh Quảng Đông, Trung Quốc", "Tỉnh ủy"),
        ("tỉnh Champasak của Lào", "Tỉnh ủy"),
    ],
)
def test_no_office_here_is_in_a_foreign_place(guests: str, committee: str) -> None:
    found = told(f"Bí thư {committee} Lê Văn Mẫn tiếp đoàn {guests}.", setting=NOWHERE)
    assert found == [f"Lê Văn Mẫn: Bí thư|{committee}"]


@pytest.mark.parametrize(
    "place", ["tỉnh Sông Hàm, Anh hùng Lao động", "tỉnh Đắk Lắk", "tỉnh Sông Hàm (cũ)"]
)
def test_our_own_places_are_not_taken_for_foreign_ones(place: str) -> None:
    name = place.removeprefix("tỉnh ").partition(",")[0].partition(" (")[0]
    day = replace(HERE, place=None)
    found = told(f"Bí thư Tỉnh ủy Lê Văn Mẫn thăm nhà máy ở {place}.", setting=day)
    assert found == [f"Lê Văn Mẫn: Bí thư|Tỉnh ủy|{name}"]


@pytest.mark.parametrize(
    ("whose", "head", "body"),
    [
        ("Bộ", "Bộ trưởng Bộ Văn hóa, Thể thao và Du lịch", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Cục", "Cục trưởng Cục Thuế", "Cục Thuế"),
        ("Trường", "Hiệu trưởng Trường Đại học Gò Muối", "Trường Đại học Gò Muối"),
        ("bệnh viện", "Giám đốc Bệnh viện Sông Hàm", "Bệnh viện Sông Hàm"),
        ("Quân khu", "Chính ủy Quân khu 5", "Quân khu 5"),
    ],
)
def test_a_party_committee_of_what_the_next_title_names(whose: str, head: str, body: str) -> None:
    (found,) = told(f"Ông Lê Văn Mẫn, Bí thư Đảng ủy {whose}, {head}, dự.", setting=NOWHERE)
    assert found == f"Lê Văn Mẫn: Bí thư|Đảng ủy {body}, {head.split(' ' + body)[0]}|{body}"


def test_a_party_committee_of_a_department_has_its_place() -> None:
    found = told("Ông Lê Văn Mẫn, Phó Bí thư Đảng ủy Sở, Phó Giám đốc Sở Y tế, dự.")
    assert found == [
        "Lê Văn Mẫn: Phó Bí thư|Đảng ủy Sở Y tế|Sông Hàm, Phó Giám đốc|Sở Y tế|Sông Hàm"
    ]
