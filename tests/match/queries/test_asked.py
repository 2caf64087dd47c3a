"""Whom and which office a query means, among what articles say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.match.offices import CHAIR, MINISTER, OTHER_SECRETARY, SECRETARY, TOWN_CHAIR, said
from worker.match.queries.asked import (
    AskedName,
    AskedOffice,
    office_keys,
    official_key,
    same_name,
)
from worker.model import Candidate, Office, OfficeStatus


@pytest.mark.parametrize(
    ("asked", "name", "same"),
    [
        ("Lý Mỹ Hoà", "Lí Mĩ Hòa", True),
        ("ly my hoa", "Lí Mĩ Hòa", True),
        ("Mai An", "Mai Ân", True),
        ("Mai Ân", "Mai An", False),
        ("Trần Duy Hung", "Trần Duy Hưng", False),
        ("Duy Hưng", "Trần Duy Hưng", False),
    ],
)
def test_marks_of_a_name_count_where_any_was_typed(asked: str, name: str, same: bool) -> None:
    assert same_name(asked, name) is same
    assert AskedName.of(asked).is_asked(name) is same


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Kiều Thanh Vĩ", {"Kiều Thanh Vĩ", "Kiều Thanh Vĩ (Cù Mây)", "Kiều Thanh Vĩ (Sông Hàm)"}),
        ("Kiều Thanh Vĩ (Cù Mây)", {"Kiều Thanh Vĩ (Cù Mây)"}),
        ("kieu thanh vi (cu may)", {"Kiều Thanh Vĩ (Cù Mây)", "Kiều Thanh Vị (Cù Mây)"}),
        ("Kiều Thanh Vĩ (Cù May)", set()),
        ("Kiều Thanh Vĩ Cù Mây", set()),
    ],
)
def test_a_name_means_all_namesakes_a_label_one(asked: str, found: set[str]) -> None:
    labels = ["Kiều Thanh Vĩ", "Kiều Thanh Vĩ (Cù Mây)", "Kiều Thanh Vĩ (Sông Hàm)",
              "Kiều Thanh Vị (Cù Mây)"]  # fmt: skip
    assert {label for label in labels if AskedName.of(asked).is_asked(label)} == found


def test_odds_of_the_candidates_that_are_meant_add_up() -> None:
    namesakes = tuple(Candidate(f"Kiều Thanh Vĩ ({place})", 0.4) for place in ("A", "B"))
    mention = said("Kiều Thanh Vĩ", candidates=(*namesakes, Candidate("Kiều Thanh Vị", 0.2)))
    assert AskedName.of("Kiều Thanh Vĩ").odds(mention) == pytest.approx(0.8)
    assert AskedName.of("Kiều Thanh Vĩ (B)").odds(mention) == pytest.approx(0.4)
    assert AskedName.of("kieu thanh vi").odds(mention) == pytest.approx(1.0)
    assert AskedName.of("Kiều Thanh Vân").odds(mention) == 0


def asked(role: str, body: str, *rest: str | None, marked: bool = True) -> AskedOffice:
    return AskedOffice(Office(role, body, *rest), marked)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (asked("Bí thư", "Tỉnh ủy", "Sông Hàm"), {SECRETARY}),
        (asked("Bí thư", "Tỉnh uỷ", "Sông Hàm"), {SECRETARY}),
        (asked("Bí thư", "Tỉnh ủy"), {SECRETARY, OTHER_SECRETARY}),
        (asked("Bí thư", "Tỉnh ủy", "Song Ham"), set()),
        (asked("bi thu", "tinh uy", "song ham", marked=False), {SECRETARY}),
        (asked("Phó Bí thư", "Tỉnh ủy", "Sông Hàm"), set()),
        (asked("Bí thư", "Huyện ủy", "Sông Hàm"), set()),
        (asked("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm"), {CHAIR, TOWN_CHAIR}),
        (asked("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm", "tỉnh"), {CHAIR}),
        (asked("Chủ tịch", "Ủy ban nhân dân", None, "thành phố"), {TOWN_CHAIR}),
        (asked("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm", None, "Trà Giồng"), {CHAIR}),
        (asked("Bộ trưởng", "Bộ Y tế"), {MINISTER}),
        (asked("Bộ trưởng", "Bộ Y tế", "Sông Hàm"), set()),
    ],
)
def test_what_is_not_typed_is_left_open(wanted: AskedOffice, found: set[Office]) -> None:
    known = [SECRETARY, OTHER_SECRETARY, CHAIR, TOWN_CHAIR, MINISTER]
    assert {office for office in known if wanted.is_asked(office)} == found


@pytest.mark.parametrize(
    ("status", "holds"),
    [(OfficeStatus.CURRENT, True), (OfficeStatus.ACTING, True), (OfficeStatus.FORMER, False)],
)
def test_a_former_holder_holds_nothing(status: OfficeStatus, holds: bool) -> None:
    mention = said("Kiều Thanh Vĩ", SECRETARY, CHAIR, official="Kiều Thanh Vĩ", status=status)
    assert AskedOffice(SECRETARY).held(mention) == ((SECRETARY,) if holds else ())


parts = st.sampled_from(
    ["Bí thư", "bi thu", "Bí Thứ", "Uỷ ban", "Ủy ban", "Mỹ Tho", "Mĩ Tho", "My"]
)
places = st.one_of(st.none(), parts)


@given(st.builds(Office, parts, parts, places, places), parts, parts, places, st.booleans())
def test_what_is_found_is_under_the_key_that_is_looked_for(
    office: Office, role: str, body: str, place: str | None, marked: bool
) -> None:
    wanted = AskedOffice(Office(role, body, place), marked)
    if wanted.is_asked(office):
        assert wanted.key in office_keys(office)
    assert AskedOffice(replace(office, unit=None), marked).is_asked(office)


@given(st.text(alphabet="Vĩvi Hy(ò)", max_size=8), st.text(alphabet="Vĩvi Hy(ò)", max_size=8))
def test_an_official_who_is_found_is_under_the_key_that_is_looked_for(one: str, two: str) -> None:
    if AskedName.of(one).is_asked(two):
        assert AskedName.of(one).key == official_key(two)
