"""Offices that people type, to role, body and place in canonical forms."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.typed import read_office
from worker.model import Office
from worker.vietnamese.titles.offices import canonical_office, located, office_of, titles_of

UBND = "Ủy ban nhân dân"

TYPED = [
    ("Bí thư Tỉnh ủy Bến Tre", Office("Bí thư", "Tỉnh ủy", "Bến Tre", "tỉnh")),
    ("bí thư tỉnh uỷ Bến Tre", Office("Bí thư", "Tỉnh ủy", "Bến Tre", "tỉnh")),
    ("BÍ THƯ TỈNH ỦY BẾN TRE", Office("Bí thư", "Tỉnh ủy", "Bến Tre", "tỉnh")),
    ("Bí thư Tỉnh ủy Cù Mây", Office("Bí thư", "Tỉnh ủy", "Cù Mây", "tỉnh")),
    ("Bí thư Tỉnh ủy", Office("Bí thư", "Tỉnh ủy", None, "tỉnh")),
    (
        "Phó bí thư thường trực Huyện uỷ Ba Tri",
        Office("Phó Bí thư Thường trực", "Huyện ủy", "Ba Tri", "huyện", "Bến Tre"),
    ),
    ("Bí thư Thành ủy Cần Thơ", Office("Bí thư", "Thành ủy", "Cần Thơ", "thành phố")),
    ("Bí thư Thành ủy TP.HCM", Office("Bí thư", "Thành ủy", "Thành phố Hồ Chí Minh", "thành phố")),
    ("Bí thư Đảng ủy xã Tân Rẫy", Office("Bí thư", "Đảng ủy", "Tân Rẫy", "xã")),
    ("Chủ tịch UBND tỉnh Bến Tre", Office("Chủ tịch", UBND, "Bến Tre", "tỉnh")),
    ("chủ tịch uỷ ban nhân dân tỉnh Bến Tre", Office("Chủ tịch", UBND, "Bến Tre", "tỉnh")),
    ("Chủ tịch tỉnh Bến Tre", Office("Chủ tịch", UBND, "Bến Tre", "tỉnh")),
    ("Chủ tịch Hà Nội", Office("Chủ tịch", UBND, "Hà Nội", "thành phố")),
    ("PCT UBND huyện Cái Sậy", Office("Phó Chủ tịch", UBND, "Cái Sậy", "huyện")),
    ("Chủ tịch UBND huyện Giồng Trôm", Office("Chủ tịch", UBND, "Giồng Trôm", "huyện", "Bến Tre")),
    ("Chủ tịch UBND quận 1", Office("Chủ tịch", UBND, "Quận 1", "quận", "Thành phố Hồ Chí Minh")),
    (
        "Chủ tịch UBND xã Tân Rẫy, huyện Ba Tri, tỉnh Bến Tre",
        Office("Chủ tịch", UBND, "Tân Rẫy", "xã", "Bến Tre"),
    ),
    ("Chủ tịch HĐND tỉnh Cù Mây", Office("Chủ tịch", "Hội đồng nhân dân", "Cù Mây", "tỉnh")),
    ("Giám đốc Sở Y tế tỉnh Cù Mây", Office("Giám đốc", "Sở Y tế", "Cù Mây", "tỉnh")),
    ("Giám đốc Sở Y tế Bến Tre", Office("Giám đốc", "Sở Y tế", "Bến Tre", "tỉnh")),
    (
        "Phó GĐ Sở NN&PTNT tỉnh Cù Mây",
        Office("Phó Giám đốc", "Sở Nông nghiệp và Phát triển nông thôn", "Cù Mây", "tỉnh"),
    ),
    ("Giám đốc Công an tỉnh Cù Mây", Office("Giám đốc", "Công an", "Cù Mây", "tỉnh")),
    (
        "Chủ nhiệm UBKT Tỉnh ủy Cù Mây",
        Office("Chủ nhiệm", "Ủy ban Kiểm tra Tỉnh ủy", "Cù Mây", "tỉnh"),
    ),
    (
        "Hiệu trưởng Trường THPT Cái Sậy",
        Office("Hiệu trưởng", "Trường Trung học phổ thông Cái Sậy"),
    ),
    (
        "Chánh án Toà án nhân dân tỉnh Cù Mây",
        Office("Chánh án", "Tòa án nhân dân", "Cù Mây", "tỉnh"),
    ),
    ("Viện trưởng VKSND tối cao", Office("Viện trưởng", "Viện kiểm sát nhân dân tối cao")),
    (
        "Chỉ huy trưởng Bộ CHQS tỉnh Cù Mây",
        Office("Chỉ huy trưởng", "Bộ Chỉ huy quân sự", "Cù Mây", "tỉnh"),
    ),
    ("Chủ tịch Hội LHPN tỉnh Cù Mây", Office("Chủ tịch", "Hội Liên hiệp Phụ nữ", "Cù Mây", "tỉnh")),
    (
        "Chủ tịch Ủy ban MTTQ Việt Nam tỉnh Cù Mây",
        Office("Chủ tịch", "Ủy ban Mặt trận Tổ quốc Việt Nam", "Cù Mây", "tỉnh"),
    ),
    ("Bí thư Tỉnh đoàn Cù Mây", Office("Bí thư", "Tỉnh đoàn", "Cù Mây", "tỉnh")),
    ("Bộ trưởng Bộ Y tế", Office("Bộ trưởng", "Bộ Y tế")),
    ("bộ trưởng bộ GD&ĐT", Office("Bộ trưởng", "Bộ Giáo dục và Đào tạo")),
    ("Thứ trưởng Bộ GTVT", Office("Thứ trưởng", "Bộ Giao thông vận tải")),
    ("Thủ tướng", Office("Thủ tướng", "Chính phủ")),
    ("Thủ tướng Chính phủ", Office("Thủ tướng", "Chính phủ")),
    ("Phó Thủ tướng Thường trực", Office("Phó Thủ tướng Thường trực", "Chính phủ")),
    ("Chủ tịch nước", Office("Chủ tịch nước", "Nhà nước")),
    ("Chủ tịch Quốc hội", Office("Chủ tịch", "Quốc hội")),
    ("Tổng Bí thư", Office("Tổng Bí thư", "Ban Chấp hành Trung ương Đảng")),
    ("Ủy viên BCT", Office("Ủy viên", "Bộ Chính trị")),
    ("Ủy viên Trung ương Đảng", Office("Ủy viên", "Ban Chấp hành Trung ương Đảng")),
    ("Hàm Vụ trưởng Văn phòng Chính phủ", Office("Hàm Vụ trưởng", "Văn phòng Chính phủ")),
    ("nguyên Bí thư Tỉnh ủy Cù Mây", Office("Bí thư", "Tỉnh ủy", "Cù Mây", "tỉnh")),
]


@pytest.mark.parametrize(("phrase", "office"), TYPED)
def test_a_phrase_is_read(phrase: str, office: Office) -> None:
    assert read_office(phrase) == office


@pytest.mark.parametrize(("phrase", "office"), TYPED)
def test_however_it_is_encoded_and_spaced(phrase: str, office: Office) -> None:
    assert read_office(unicodedata.normalize("NFD", phrase)) == office
    assert read_office("  " + phrase.replace(" ", "  ") + "\n") == office


@pytest.mark.parametrize("office", dict.fromkeys(office for _, office in TYPED))
def test_a_canonical_office_is_itself(office: Office) -> None:
    again = canonical_office(
        office.role, office.body, office.place, unit=office.unit, within=office.within
    )
    assert again == office


@pytest.mark.parametrize("office", dict.fromkeys(office for _, office in TYPED))
def test_what_an_office_is_written_as_is_read_as_that_office(office: Office) -> None:
    read = read_office(str(office))
    assert read is not None
    assert str(read) == str(office)
    assert (read.role, read.body, read.place) == (office.role, office.body, office.place)


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        " ",
        "Lê Văn Mẫn",
        "UBND tỉnh Bến Tre",
        "Ban Thường vụ Tỉnh ủy",
        "Bộ trưởng",
        "Giám đốc Công ty Tràm Xanh",
        "Thủ tướng Nhật Bản",
        "Chủ tịch Hội đồng quản trị",
        "các Phó Chủ tịch UBND tỉnh",
        "Chủ tịch UBND các huyện",
        "Chủ tịch Hồ Chí Minh",
        "Chủ tịch Hội Luật gia",
        "\ud800",
        "😀",
    ],
)
def test_what_is_no_phrase_of_one_office(phrase: str) -> None:
    assert read_office(phrase) is None


ASKED = [
    (("bí thư", "tỉnh uỷ", "bến tre"), Office("Bí thư", "Tỉnh ủy", "Bến Tre", "tỉnh")),
    (("Bí thư", "Tỉnh ủy", "tỉnh Bến Tre"), Office("Bí thư", "Tỉnh ủy", "Bến Tre", "tỉnh")),
    (("chủ tịch", "UBND", "tỉnh Bến Tre"), Office("Chủ tịch", UBND, "Bến Tre", "tỉnh")),
    (("PCT", "UBND", "huyện Cái Sậy"), Office("Phó Chủ tịch", UBND, "Cái Sậy", "huyện")),
    (
        ("Chủ tịch", "UBND", "TP.HCM"),
        Office("Chủ tịch", UBND, "Thành phố Hồ Chí Minh", "thành phố"),
    ),
    (
        ("Chủ tịch", "UBND", "quận 1"),
        Office("Chủ tịch", UBND, "Quận 1", "quận", "Thành phố Hồ Chí Minh"),
    ),
    (
        ("Bí thư", "Huyện ủy", "Giồng Trôm"),
        Office("Bí thư", "Huyện ủy", "Giồng Trôm", "huyện", "Bến Tre"),
    ),
    (
        ("Bí thư", "Huyện ủy", "Giồng Trôm (Bến Tre)"),
        Office("Bí thư", "Huyện ủy", "Giồng Trôm", "huyện", "Bến Tre"),
    ),
    (("Giám đốc", "Sở GD&ĐT", "Cù Mây"), Office("Giám đốc", "Sở Giáo dục và Đào tạo", "Cù Mây")),
    (
        ("phó giám đốc", "sở y tế", "BR-VT"),
        Office("Phó Giám đốc", "Sở Y tế", "Bà Rịa - Vũng Tàu", "tỉnh"),
    ),
    (
        ("Ủy viên", "BTV Tỉnh ủy", "Cù Mây"),
        Office("Ủy viên", "Ban Thường vụ Tỉnh ủy", "Cù Mây", "tỉnh"),
    ),
    (("Bộ trưởng", "Bộ Y tế", None), Office("Bộ trưởng", "Bộ Y tế")),
    (("Thủ tướng", "", None), Office("Thủ tướng", "Chính phủ")),
    (("Người giữ rừng", "Hạt số 5", "Cù Mây"), Office("Người giữ rừng", "Hạt số 5", "Cù Mây")),
    (("Người giữ rừng", "Hạt số 5", None), Office("Người giữ rừng", "Hạt số 5")),
]


@pytest.mark.parametrize(("typed", "office"), ASKED)
def test_what_people_type_in_parts(typed: tuple[str, str, str | None], office: Office) -> None:
    assert canonical_office(*typed) == office


@pytest.mark.parametrize(("typed", "office"), ASKED)
def test_to_take_it_for_canonical_twice_changes_nothing(
    typed: tuple[str, str, str | None], office: Office
) -> None:
    once = canonical_office(*typed)
    twice = canonical_office(once.role, once.body, once.place, unit=once.unit, within=once.within)
    assert twice == once


def test_the_unit_and_province_that_are_given_stand() -> None:
    asked = canonical_office("Chủ tịch", "UBND", "Châu Thành", unit="huyện", within="Bến Tre")
    assert asked == Office("Chủ tịch", UBND, "Châu Thành", "huyện", "Bến Tre")
    assert canonical_office("Chủ tịch", "UBND", "Châu Thành").within is None


@pytest.mark.parametrize(
    ("place", "unit", "within", "found"),
    [
        ("Bến Tre", "tỉnh", None, ("tỉnh", None)),
        ("Bến Tre", "thành phố", None, ("thành phố", "Bến Tre")),
        ("Cần Thơ", "thành phố", None, ("thành phố", None)),
        ("Hà Nội", None, None, ("thành phố", None)),
        ("Ba Tri", "huyện", None, ("huyện", "Bến Tre")),
        ("Châu Thành", "huyện", None, ("huyện", None)),
        ("Châu Thành", None, "Bến Tre", (None, "Bến Tre")),
        ("Cái Sậy", "huyện", "Cù Mây", ("huyện", "Cù Mây")),
        ("Cái Sậy", None, None, (None, None)),
        ("Cù Mây", "tỉnh", "Cù Mây", ("tỉnh", None)),
    ],
)
def test_what_the_known_units_say_is_filled_in(
    place: str, unit: str | None, within: str | None, found: tuple[str | None, str | None]
) -> None:
    office = located("Chủ tịch", UBND, place, unit, within)
    assert (office.role, office.body, office.place) == ("Chủ tịch", UBND, place)
    assert (office.unit, office.within) == found


def test_the_titles_of_a_phrase_are_leftmost_and_do_not_overlap() -> None:
    phrase = "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh kiêm Trưởng ban Dân tộc"
    titles = list(titles_of(phrase))
    assert [title.role for title in titles][:2] == ["Phó Bí thư", "Chủ tịch"]
    assert all(one.end <= other.start for one, other in pairwise(titles))
    assert [phrase[title.start : title.end] for title in titles][:2] == [
        "Phó Bí thư Tỉnh ủy",
        "Chủ tịch UBND tỉnh",
    ]


@given(
    st.text(alphabet=st.characters(), max_size=30)
    | st.lists(
        st.sampled_from(
            ["Bí thư", "Tỉnh ủy", "UBND", "tỉnh", "Cù Mây", "(", ",", "Phó", "Bộ", "Y tế", "1"]
        )
    ).map(" ".join)
)
def test_anything_that_is_typed_is_answered(text: str) -> None:
    office = read_office(text)
    assert office is None or (office.role and office.body)
    for title in titles_of(text):
        assert title.lead <= title.start < title.end
        if title.body:
            assert office_of(title).role == title.role


@given(
    st.text(alphabet=st.characters(), max_size=12) | st.sampled_from([t[0][0] for t in ASKED]),
    st.text(alphabet=st.characters(), max_size=12) | st.sampled_from([t[0][1] for t in ASKED]),
    st.none()
    | st.text(alphabet=st.characters(), max_size=12)
    | st.sampled_from(["tỉnh Cù Mây", "Ba Tri"]),
)
def test_any_office_typed_in_parts_is_an_office_and_then_stays(
    role: str, body: str, place: str | None
) -> None:
    once = canonical_office(role, body, place)
    again = canonical_office(once.role, once.body, once.place, unit=once.unit, within=once.within)
    assert again == once
