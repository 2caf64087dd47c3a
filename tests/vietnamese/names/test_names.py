from __future__ import annotations

import pytest

from worker.vietnamese.names.names import (
    is_named_after,
    is_ward_office,
    name_key,
    spellings,
    split_label,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lý Mỹ Hoà", "lí mĩ hòa"),
        ("Ngô Quý Thuỷ", "Ngô Quí Thủy"),
        ("Điểu K'Ré", "Điểu K’Ré"),
        ("Võ  Kỳ", "Võ Kì"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Mai An", "Mai Ân"), ("Lê Thuý", "Lê Thúi"), ("Hưng", "Hùng")]
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_spellings_begin_with_the_given_one() -> None:
    assert spellings("Lý Mĩ An") == ("Lý Mĩ An", "Lý Mỹ An", "Lí Mĩ An", "Lí Mỹ An")
    assert spellings("Trần Duy") == ("Trần Duy",)
    assert spellings(" ".join(["Lý"] * 6)) == (" ".join(["Lý"] * 6),)


@pytest.mark.parametrize(
    "before", ["trên đường ", "Trường THPT ", "tại Trường Tiểu học ", "phường ", "con tàu ", "phố "]
)
def test_a_thing_may_be_named_after_a_person(before: str) -> None:
    assert is_named_after(before)


@pytest.mark.parametrize(
    "before", ["ông ", "", "Sở Tài nguyên và Môi trường ", "Bà Rịa - Vũng Tàu ", "thành phố "]
)
def test_a_person_may_follow_a_word_that_ends_alike(before: str) -> None:
    assert not is_named_after(before)


def test_after_an_office_of_a_ward_it_may_be_either() -> None:
    assert is_ward_office("Chủ tịch UBND phường ")
    assert not is_named_after("Chủ tịch UBND phường ")
    assert not is_ward_office("người dân ở phường ")


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("Kiều Thanh Vĩ", ("Kiều Thanh Vĩ", "")),
        (" Kiều Thanh Vĩ (Sông Hàm) ", ("Kiều Thanh Vĩ", "Sông Hàm")),
        ("Kiều Thanh Vĩ(  )", ("Kiều Thanh Vĩ", "")),
        ("(Sông Hàm)", ("(Sông Hàm)", "")),
        ("Vĩ (a) (b)", ("Vĩ (a)", "b")),
        ("", ("", "")),
    ],
)
def test_a_label_is_a_name_and_what_tells_it_apart(label: str, parts: tuple[str, str]) -> None:
    assert split_label(label) == parts
