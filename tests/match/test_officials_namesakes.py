"""Persons of one name told apart by office, place and day; and what `--not` has taught."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.match.articles import SNAPSHOT, article
from tests.match.sentences import HERE, NOWHERE, read, term
from worker.match.officials import Registry
from worker.match.queries.query import matches, parse
from worker.model import Exclusion, Mention, Office, Official, Setting, Term

SECRETARY = Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện", "Sông Hàm")
DIRECTOR = Office("Giám đốc", "Sở Y tế", "Cù Mây", "tỉnh")


def man(distinction: str, *terms: Term, exclusions: tuple[Exclusion, ...] = ()) -> Official:
    number = len(distinction) + 1
    return Official("Lê Văn Mẫn", (), terms, number, distinction=distinction, exclusions=exclusions)


FIRST = man("Cái Sậy", term(SECRETARY, "2020", "2025"))
SECOND = man("sở y tế", term(DIRECTOR, "2020", "2025"))
BOTH = (FIRST, SECOND)


def one(sentence: str, *officials: Official, setting: Setting = NOWHERE) -> Mention:
    return read(sentence, officials=officials, setting=setting)[0]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn nói.", FIRST),
        ("Ông Lê Văn Mẫn, Giám đốc Sở Y tế tỉnh Cù Mây, nói.", SECOND),
        ("Giám đốc Sở Y tế Cù Mây Lê Văn Mẫn nói.", SECOND),
    ],
)
def test_by_the_office_that_the_text_gives(sentence: str, who: Official) -> None:
    found = one(sentence, *BOTH)
    assert (found.official, found.official_id) == (who.label, who.id)
    assert found.candidates == ()


@pytest.mark.parametrize(("place", "who"), [("Sông Hàm", FIRST), ("Cù Mây", SECOND)])
def test_by_the_place_of_the_source(place: str, who: Official) -> None:
    found = one("Ông Lê Văn Mẫn nói.", *BOTH, setting=Setting(place, HERE.day))
    assert found.official == who.label


def test_by_the_day() -> None:
    before = man("trước", term(SECRETARY, "2010-01-01", "2014-12-31"))
    after = man("sau này", term(SECRETARY, "2020-01-01", "2024-12-31"))
    sentence = "Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn nói."
    for day, who in ((date(2012, 5, 5), before), (date(2022, 5, 5), after)):
        assert one(sentence, before, after, setting=Setting(None, day)).official == who.label


def test_by_an_office_said_elsewhere_in_the_article() -> None:
    found = read(
        "Ông Lê Văn Mẫn đến dự.",
        "Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn phát biểu.",
        officials=BOTH,
        setting=NOWHERE,
    )
    assert [m.official for m in found] == [FIRST.label, FIRST.label]


def test_where_nothing_tells_them_apart_both_are_candidates_with_their_odds() -> None:
    found = one("Ông Lê Văn Mẫn nói.", *BOTH)
    assert (found.official, found.official_id) == (None, None)
    assert {c.official for c in found.candidates} == {FIRST.label, SECOND.label}
    assert sum(c.odds for c in found.candidates) <= 1


@pytest.mark.parametrize(
    ("query", "sure"),
    [
        ('official:"Lê Văn Mẫn (Cái Sậy)"', 0.475),
        ('official:"Lê Văn Mẫn (Cái Sậy)" min-confidence:0.4', 0.475),
        ('official:"Lê Văn Mẫn (Cái Sậy)" min-confidence:0.5', None),
        ('official:"Lê Văn Mẫn" min-confidence:0.9', 0.95),
        ('office:"Bộ trưởng Bộ Y tế" min-confidence:0.9', 0.95),
    ],
)
def test_odds_among_namesakes_count_once(query: str, sure: float | None) -> None:
    """The name is read at 95 %, one of two bears it: that it is this one is sure at 48 %."""
    text = article("Bộ trưởng Bộ Y tế Lê Văn Mẫn nói.")
    found = Registry(BOTH).mentions(text, NOWHERE)
    why = matches(parse(query, {}), replace(SNAPSHOT, article=text, mentions=found))
    assert [reason.confidence for reason in why or ()] == ([] if sure is None else [sure])


def test_in_a_place_where_neither_has_served_a_third_may_be_meant() -> None:
    found = one("Giám đốc Sở Nội vụ Trà Giồng Lê Văn Mẫn nói.", *BOTH)
    assert sum(c.odds for c in found.candidates) == pytest.approx(0.6)
    assert len(found.candidates) == 2


def test_one_person_in_another_office_is_still_the_one_but_less_sure() -> None:
    same = one("Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn nói.", FIRST)
    other = one("Giám đốc Sở Y tế Cù Mây Lê Văn Mẫn nói.", FIRST)
    assert same.official == other.official == FIRST.label
    assert other.confidence < same.confidence


LESSON = Exclusion(12, (DIRECTOR,), "Cù Mây")
TAUGHT = man("Cái Sậy", term(SECRETARY, "2020", "2025"), exclusions=(LESSON,))


def test_what_was_taught_holds_for_the_next_article() -> None:
    found = one("Giám đốc Sở Y tế Cù Mây Lê Văn Mẫn nói.", TAUGHT)
    assert (found.official, found.official_id) == (None, None)
    assert [c.official for c in found.candidates] == [TAUGHT.label]


def test_and_does_not_hold_where_the_text_gives_him_his_own_office() -> None:
    found = one("Bí thư Huyện ủy Cái Sậy Lê Văn Mẫn nói.", TAUGHT)
    assert found.official == TAUGHT.label


@pytest.mark.parametrize(("place", "asserted"), [("Cù Mây", False), ("Sông Hàm", True)])
def test_where_no_office_is_said_the_place_of_the_lesson_counts(place: str, asserted: bool) -> None:
    found = one("Ông Lê Văn Mẫn nói.", TAUGHT, setting=Setting(place, HERE.day))
    assert (found.official == TAUGHT.label) is asserted
