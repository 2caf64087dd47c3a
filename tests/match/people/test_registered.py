"""Names of the registry in a text: where they stand, whose they may be, how surely."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.match.people.registered import CONFIDENCE, DOUBT, Names, Registered
from worker.model import Alias, Official
from worker.vietnamese.names.names import name_key
from worker.vietnamese.text.fold import spaced

VI = Official("Kiều Thanh Vĩ", (Alias("Sáu Dân"),), id=1)
QUY = Official("Lý Quý Thuỷ", id=2)
LONG = Official("Kiều Thanh Vĩ Đại", id=3)
BLIND = Official("Tạ Kim Thoa", (Alias("ta kim thoa", blind=True),), id=4)


def found(text: str, *officials: Official) -> list[Registered]:
    names = Names(officials)
    return names.found(text, names.hits(b" " + spaced(text) + b" "))


def one(text: str, *officials: Official) -> Registered:
    (only,) = found(text, *officials)
    return only


def test_a_name_says_where_it_stands_and_whose_it_is() -> None:
    text = "Hôm qua ông Kiều Thanh Vĩ đến."
    name = one(text, VI)
    assert text[name.start : name.end] == "Kiều Thanh Vĩ"
    assert (name.officials, name.via) == ((VI,), "name")
    assert name.confidence == CONFIDENCE["name"]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("ông Kiều Thanh Vĩ", "name"),
        ("ÔNG KIỀU THANH VĨ", "name"),
        ("ông Sáu Dân", "alias"),
        ("bà Lí Quý Thủy", "name"),
        ("bà Lý Quí Thuỷ", "name"),
        ("bà Tạ Kim Thoa", "name"),
        ("bà Ta Kim Thoa nói với bà con", "blind"),
        ("bà Tạ Kim Thỏa", "blind"),
        ("ong Kieu Thanh Vi", "blind"),
        ("ONG KIEU THANH VI", "blind"),
    ],
)
def test_how_a_name_is_recognized(text: str, via: str) -> None:
    assert one(text, VI, QUY, BLIND).via == via


@pytest.mark.parametrize(
    "text",
    [
        "ông kiều thanh vĩ",
        "ông Kiều thanh Vĩ",
        "ông Kiều Thanh Vỉ",
        "ông Kieu Thanh Vi ở bến",
        "ông Kiều Thanh, Vĩ",
        "ông Kiều Thanh\n\nVĩ",
        "ông Kiều Thanh Vĩnh",
        "ông Kiều Thanh Vĩ Hùng",
        "đường Kiều Thanh Vĩ",
        "Trường Tiểu học Kiều Thanh Vĩ",
        "Ảnh: Kiều Thanh Vĩ",
        "Thực hiện: Kiều Thanh Vĩ",
        "quán “Sáu Dân”",
        "",
    ],
)
def test_what_is_not_the_name(text: str) -> None:
    assert found(text, VI) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ông Kiều Thanh Vĩ nói", 1.0),
        ("ông Kiều Thanh Vĩ, Bí thư", 1.0),
        ("ông Kiều Thanh Vĩ UBND tỉnh", 1.0),
        ("ông Kiều Thanh Vĩ Trần Văn Bé", DOUBT),
        ("ông Kiều Thanh Vĩ Bí thư", DOUBT),
        ("KIỀU THANH VĨ NÓI", DOUBT),
        ("ông Nguyễn Kiều Thanh Vĩ nói", DOUBT),
        ("Chủ tịch UBND phường Kiều Thanh Vĩ nói", DOUBT),
        ("Chủ tịch UBND phường Kiều Thanh Vĩ Trần Văn Bé", DOUBT * DOUBT),
    ],
)
def test_neighbours_raise_doubt(text: str, left: float) -> None:
    assert one(text, VI).confidence == round(CONFIDENCE["name"] * left, 3)


def test_a_name_of_one_syllable_is_doubtful() -> None:
    short = Official("Kiều Thanh Vĩ", (Alias("Vĩ"),))
    assert one("ông Vĩ nói", short).confidence == round(CONFIDENCE["alias"] * DOUBT, 3)


def test_the_longest_of_overlapping_names_wins() -> None:
    assert one("ông Kiều Thanh Vĩ Đại nói", VI, LONG).officials == (LONG,)


def test_a_shared_name_has_all_its_bearers() -> None:
    other = Official("Kiều Thanh Vĩ", distinction="kia", id=9)
    alias = Official("Lê Hữu Dân", (Alias("Sáu Dân"),), id=10)
    assert one("ông Kiều Thanh Vĩ nói", VI, other).officials == (VI, other)
    assert one("ông Sáu Dân nói", VI, alias).officials == (VI, alias)


def test_who_bears_the_name_and_the_alias_too_is_one() -> None:
    same = Official("Kiều Thanh Vĩ", (Alias("Kiều Thanh Vĩ"), Alias("Kiều Thanh Vỹ")), id=1)
    name = one("ông Kiều Thanh Vĩ nói", same)
    assert (name.officials, name.via) == ((same,), "name")


def test_right_marks_are_surer_than_a_blind_alias() -> None:
    other = Official("Tạ Kim Thỏa", id=5)
    assert one("bà Tạ Kim Thỏa", BLIND, other).officials == (other,)


def test_spaces_in_a_registered_name_do_not_matter() -> None:
    assert one("ông Kiều Thanh Vĩ", Official("  Kiều   Thanh\u00a0Vĩ ")).via == "name"


@pytest.mark.parametrize("name", ["", " ", "…", "123", "a", "😀"])
def test_an_odd_name_does_no_harm(name: str) -> None:
    assert [each.officials for each in found("ông Kiều Thanh Vĩ 123", Official(name), VI)][:1] == [
        (VI,)
    ]


def test_without_officials_nothing_is_found() -> None:
    assert found("ông Kiều Thanh Vĩ") == []


PIECES = ["Kiều", "Thanh", "Vĩ", "Đại", "Sáu", "Dân", "ông", ",", "đường", "KIỀU", "“", "”", "\n\n"]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_names_are_in_order_apart_and_written_as_registered(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for name in found(text, VI, LONG):
        keys = {name_key(alias.name) for each in name.officials for alias in each.aliases}
        keys |= {name_key(each.name) for each in name.officials}
        assert name_key(text[name.start : name.end]) in keys
        assert name.start >= end
        assert 0 < name.confidence <= CONFIDENCE[name.via]
        end = name.end
