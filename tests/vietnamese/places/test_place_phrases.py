"""Places as office phrases say them: their kind, their name, what they lie in, where they end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.vietnamese.places.place_phrases import PlaceSaid, place_at
from worker.vietnamese.text.fold import nfc
from worker.vietnamese.text.line import Line


def said(text: str, *, bare: bool = True, hamlet: bool = False) -> PlaceSaid | None:
    return place_at(Line(text), 0, bare=bare, hamlet=hamlet)


@pytest.mark.parametrize(
    ("text", "unit", "name"),
    [
        ("tỉnh Bến Tre", "tỉnh", "Bến Tre"),
        ("tỉnh Cù Mây", "tỉnh", "Cù Mây"),
        ("huyện Cái Sậy", "huyện", "Cái Sậy"),
        ("Huyện Cái Sậy", "huyện", "Cái Sậy"),
        ("quận 1", "quận", "Quận 1"),
        ("Quận Bình Thạnh", "quận", "Bình Thạnh"),
        ("phường 5", "phường", "Phường 5"),
        ("thị xã Vàm Rẻo", "thị xã", "Vàm Rẻo"),
        ("TX. Vàm Rẻo", "thị xã", "Vàm Rẻo"),
        ("thị trấn Cái Sậy", "thị trấn", "Cái Sậy"),
        ("thành phố Mỹ Hàm", "thành phố", "Mỹ Hàm"),
        ("TP Mỹ Hàm", "thành phố", "Mỹ Hàm"),
        ("TP. Mỹ Hàm", "thành phố", "Mỹ Hàm"),
        ("T.P Mỹ Hàm", "thành phố", "Mỹ Hàm"),
        ("TP.HCM", "thành phố", "Thành phố Hồ Chí Minh"),
        ("TPHCM", "thành phố", "Thành phố Hồ Chí Minh"),
        ("TP Hồ Chí Minh", "thành phố", "Thành phố Hồ Chí Minh"),
        ("thành phố Hà Nội", "thành phố", "Hà Nội"),
        ("đặc khu Phú Quốc", "đặc khu", "Phú Quốc"),
        ("xã Tân Lộc Đông", "xã", "Tân Lộc Đông"),
        ("xã Ea Rơ", "xã", "Ea Rơ"),
        ("TỈNH BẾN TRE", "tỉnh", "Bến Tre"),
        ("tỉnh Bà Rịa - Vũng Tàu", "tỉnh", "Bà Rịa - Vũng Tàu"),
        ("tỉnh Thừa Thiên - Huế", "tỉnh", "Thừa Thiên Huế"),
        ("Bến Tre", None, "Bến Tre"),
        ("Cái Sậy", None, "Cái Sậy"),
        ("huyện", "huyện", None),
        ("tỉnh", "tỉnh", None),
    ],
)
def test_a_place_has_a_kind_and_a_name(text: str, unit: str | None, name: str | None) -> None:
    assert said(text) == PlaceSaid(len(text), unit, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("huyện Cái Sậy Lê Văn Mẫn nói", "Cái Sậy"),
        ("huyện Cái Sậy H'Loan Niê nói", "Cái Sậy"),
        ("xã Tân Lộc Đông Trần Thị Bé", "Tân Lộc Đông"),
        ("tỉnh Lâm Đồng Nguyễn Văn Mẫn", "Lâm Đồng"),
        ("huyện Ba Tri Lê Văn Mẫn", "Ba Tri"),
        ("huyện Cù lao Bồng Kiều Thanh Vĩ đã kiểm tra", "Cù lao Bồng"),
        ("huyện Cù Lao Bồng Kiều Thanh Vĩ đã kiểm tra", "Cù Lao Bồng"),
        ("tỉnh Lê Văn Mẫn", None),
        ("huyện Tạ Thị Loan", None),
        ("tỉnh Y Bhin Ktla", None),
        ("tỉnh điều hành", None),
        ("quận 1 Lê Văn Mẫn", "Quận 1"),
    ],
)
def test_a_place_ends_where_a_persons_name_begins(text: str, name: str | None) -> None:
    place = said(text)
    assert place is not None
    assert place.name == name
    assert text[: place.end].split()[-1] == (name.split()[-1] if name else text.split()[0])


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("xã Tân Rẫy, huyện Cái Sậy, tỉnh Cù Mây", "Cù Mây"),
        ("xã Tân Rẫy (huyện Cái Sậy, tỉnh Cù Mây)", None),
        ("huyện Cái Sậy, tỉnh Cù Mây", "Cù Mây"),
        ("huyện Cái Sậy (tỉnh Cù Mây)", "Cù Mây"),
        ("huyện Ba Tri (Bến Tre)", "Bến Tre"),
        ("huyện Ba Tri, Bến Tre", "Bến Tre"),
        ("huyện Ba Tri - tỉnh Bến Tre", "Bến Tre"),
        ("huyện Cái Sậy thuộc tỉnh Cù Mây", "Cù Mây"),
        ("huyện Cái Sậy", None),
        ("huyện Cái Sậy, Vàm Nứa", None),
        ("tỉnh Cù Mây, tỉnh Sông Hàm", None),
        ("huyện Cái Sậy, xã Tân Rẫy", None),
    ],
)
def test_the_province_that_a_place_lies_in(text: str, within: str | None) -> None:
    place = said(text)
    assert place is not None
    assert place.within == within


@pytest.mark.parametrize(
    ("text", "era"),
    [
        ("huyện Ba Tri (cũ) nói", "cũ"),
        ("huyện Ba Tri [cũ]", "cũ"),
        ("huyện Ba Tri (trước đây)", "cũ"),
        ("tỉnh Vĩnh Long (mới)", "mới"),
        ("huyện Ba Tri (BDK)", None),
        ("huyện Ba Tri", None),
    ],
)
def test_a_place_that_is_gone_or_new(text: str, era: str | None) -> None:
    place = said(text)
    assert place is not None
    assert (place.name, place.era) == ("Vĩnh Long" if "Vĩnh" in text else "Ba Tri", era)
    assert text[place.end :] == (" nói" if "nói" in text else " (BDK)" if "BDK" in text else "")


@pytest.mark.parametrize(
    "text",
    [
        "các huyện",
        "các tỉnh",
        "cấp xã",
        "63 tỉnh",
        "huyện, thị xã",
        "xã, phường",
        "mỗi xã",
        "tỉnh và huyện",
    ],
)
def test_several_places(text: str) -> None:
    place = said(text)
    assert place is not None
    assert place.several
    assert place.name is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "huyện ủy",
        "tỉnh đoàn",
        "thành công",
        "xãhội",
        "ấp Rạch Vong",
        "Lê Văn Mẫn",
        "2023",
        "và",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert said(text) is None


def test_a_name_alone_only_where_it_is_asked_for() -> None:
    assert said("Bến Tre", bare=False) is None
    assert said("tỉnh Bến Tre", bare=False) is not None


def test_a_hamlet_only_where_it_is_asked_for() -> None:
    assert said("ấp Rạch Vong", hamlet=True) == PlaceSaid(12, "ấp", "Rạch Vong")
    assert said("ấp 3", hamlet=True) == PlaceSaid(4, "ấp", "Ấp 3")


def test_in_a_text_without_marks() -> None:
    place = said("huyen Cai Say Le Van Man")
    assert place == PlaceSaid(13, "huyện", "Cai Say")


PARTS = (
    "huyện",
    "tỉnh",
    "Cái",
    "Sậy",
    "Bến",
    "Tre",
    "TP.",
    "HCM",
    "(cũ)",
    ",",
    "-",
    "(",
    ")",
    "Lê",
    "Văn",
    "1",
)


@given(
    st.lists(st.sampled_from(PARTS)).map(" ".join) | st.text(alphabet=st.characters()),
    st.integers(min_value=0, max_value=30),
    st.booleans(),
)
def test_a_place_never_ends_before_it_begins_nor_beyond_the_text(
    text: str, at: int, bare: bool
) -> None:
    line = Line(nfc(text))
    place = place_at(line, at, bare=bare)
    if place is not None:
        assert at < place.end <= len(line.text)
        assert place.name is None or place.name.strip() == place.name != ""
