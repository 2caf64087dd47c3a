"""A person named again in an article: in full, for short, by an alias."""

from __future__ import annotations

import pytest

from tests.match.sentences import read, told
from worker.model import Alias, Candidate, Official

FIRST = "Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn dự."
MAN = "Lê Văn Mẫn: Bí thư|Huyện ủy|Cái Sậy"


@pytest.mark.parametrize(
    "later",
    [
        "Ông Mẫn nói.",
        "Đồng chí Mẫn nói.",
        "Theo ông Mẫn, lúa tốt.",
        "Ông Văn Mẫn nói.",
        "Đ/c Mẫn nói.",
        "Lúa tốt, ông Mẫn vui.",
    ],
)
def test_by_given_name_and_an_honorific(later: str) -> None:
    first, second = read(FIRST, later)
    assert second.official == "Lê Văn Mẫn"
    assert second.surface in {"Mẫn", "Văn Mẫn"}
    assert (second.via, second.offices) == ("given-name", ())
    assert second.confidence < first.confidence


def test_an_office_at_a_given_name_is_said_there() -> None:
    found = told(FIRST, "Ông Mẫn, Bí thư Huyện ủy, nói.")
    assert found == [MAN, "Mẫn = Lê Văn Mẫn: Bí thư|Huyện ủy|Cái Sậy"]


@pytest.mark.parametrize(
    "later",
    [
        "Mẫn nói.",  # nobody is called so without an honorific or a title
        "Xóm Mẫn đông vui.",
        "Ông Mãn nói.",
        "Ông Mẫn Hòa nói.",
        "Ông Lê Hữu Mẫn nói.",
    ],
)
def test_what_is_not_the_same_person(later: str) -> None:
    assert told(FIRST, later) == [MAN]


def test_only_after_the_first_mention() -> None:
    assert told("Ông Mẫn nói.", FIRST) == [MAN]


def test_in_full_again_without_a_title() -> None:
    again = read(FIRST, "Lê Văn Mẫn nói.", "LÊ VĂN MẪN nói.")[1:]
    assert [(m.official, m.via, m.offices) for m in again] == [("Lê Văn Mẫn", "again", ())] * 2


def test_a_title_that_comes_late_makes_the_earlier_name_a_mention_too() -> None:
    assert told("Lê Văn Mẫn quê ở đây.", FIRST) == ["Lê Văn Mẫn", MAN]


def test_a_person_without_an_office_anywhere_is_none() -> None:
    assert told("Ông Lê Văn Mẫn trồng dừa. Ông Mẫn nói.") == []
    assert told("Đại tá Lê Văn Mẫn kể. Ông Mẫn nói.") == []


def test_of_two_who_bear_the_given_name_nobody_is_asserted() -> None:
    bearers = "Bà Tạ Kim Mẫn, Giám đốc Sở Y tế, cùng đi."
    last = read(FIRST, bearers, "Đồng chí Mẫn nói.")[-1]
    assert (last.surface, last.official, last.official_id) == ("Mẫn", None, None)
    assert set(last.candidates) == {Candidate("Lê Văn Mẫn", 0.5), Candidate("Tạ Kim Mẫn", 0.5)}


def test_the_honorific_tells_a_man_from_a_woman() -> None:
    bearers = "Bà Tạ Thị Mẫn, Giám đốc Sở Y tế, cùng đi."
    found = read(FIRST, bearers, "Bà Mẫn nói. Ông Mẫn cười.")[2:]
    assert [m.official for m in found] == ["Tạ Thị Mẫn", "Lê Văn Mẫn"]


@pytest.mark.parametrize(
    ("bracket", "alias"),
    [
        ("(Út Mẫn)", "Út Mẫn"),
        ("(Ba Tràm)", "Ba Tràm"),
        ("(tức Hồng Lam)", "Hồng Lam"),
        ("(bí danh Hồng Lam)", "Hồng Lam"),
        ("(thường gọi Hồng Lam)", "Hồng Lam"),
    ],
)
def test_an_alias_in_brackets_holds_in_the_whole_article(bracket: str, alias: str) -> None:
    found = read(f"Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn {bracket} kể.", f"{alias} nói.")
    assert [(m.surface, m.official) for m in found] == [
        ("Lê Văn Mẫn", "Lê Văn Mẫn"),
        (alias, "Lê Văn Mẫn"),
        (alias, "Lê Văn Mẫn"),
    ]
    assert found[-1].via == "alias"


@pytest.mark.parametrize("bracket", ["(Cái Sậy)", "(Bến Tre)", "(62 tuổi)", "(trái)", "(BDK)"])
def test_what_else_stands_in_brackets_is_no_alias(bracket: str) -> None:
    name = bracket.strip("()")
    found = told(f"Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn {bracket} kể.", f"{name} mưa.")
    assert found == [MAN]


def test_a_registered_person_is_named_for_short_too() -> None:
    known = Official("Lê Văn Mẫn", (Alias("Út Khuê"),), id=4)
    found = read("Lê Văn Mẫn (Út Khuê) quê ở đây. Ông Mẫn nói.", officials=[known])
    assert [(m.surface, m.official_id, m.via) for m in found] == [
        ("Lê Văn Mẫn", 4, "name"),
        ("Út Khuê", 4, "alias"),
        ("Mẫn", 4, "given-name"),
    ]


def test_a_given_name_of_a_longer_name_of_another_is_his_alone() -> None:
    found = read(FIRST, "Ông Trần Mẫn Đạt, Giám đốc Sở Y tế, nói. Ông Đạt cười.")
    assert [m.official for m in found] == ["Lê Văn Mẫn", "Trần Mẫn Đạt", "Trần Mẫn Đạt"]
