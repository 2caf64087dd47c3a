"""Offices that a reprint says without their place: whose they are in another province's paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.match.sentences import DAY, HERE, read, told
from worker.model import LearnedTerm, Mention, Office, Official, Term

CHAIR = Office("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm", "tỉnh")
ELSEWHERE = replace(CHAIR, place="Cù Mây")
HOME = Official("Kiều Thanh Vĩ", terms=(Term(CHAIR, attested=(DAY,)),), id=1)
GUEST = Official("Đinh Hải Sâm", terms=(Term(ELSEWHERE, attested=(DAY,)),), id=2)
SEEN = LearnedTerm("Đinh Hải Sâm", ELSEWHERE, date(2023, 2, 1), date(2023, 3, 1), articles=2)
GREETS = "Sáng nay, Chủ tịch UBND tỉnh Đinh Hải Sâm cắt băng khánh thành bến phà."
REPRINT = "Chủ tịch UBND tỉnh Lý Thị Mẫn chúc Tết ngư dân bám biển."


def places(*found: Mention) -> list[str | None]:
    return [said.office.place for mention in found for said in mention.offices]


@pytest.mark.parametrize("known", [{"officials": (HOME, GUEST)}, {"learned": (SEEN,)}])
def test_who_is_known_in_that_role_elsewhere_is_not_taken_for_the_papers_own(
    known: dict[str, Any],
) -> None:
    [found] = read(GREETS, **known)
    assert places(found) == ["Cù Mây"]
    assert (found.official, found.confidence >= 0.9) == ("Đinh Hải Sâm", True)


def test_who_is_known_at_home_is_there_whatever_else_is_known() -> None:
    both = replace(HOME, terms=(*HOME.terms, Term(ELSEWHERE, attested=(DAY,))))
    assert places(*read("Chủ tịch UBND tỉnh Kiều Thanh Vĩ dự.", officials=(both,))) == ["Sông Hàm"]


def test_a_false_reading_of_before_does_not_hold_against_the_registrys_own_holder() -> None:
    misread = replace(SEEN, office=CHAIR, articles=5)
    found = read(GREETS, officials=(HOME,), learned=(SEEN, misread))
    assert places(*found) == ["Cù Mây"]


def test_an_ended_term_elsewhere_says_nothing_of_who_chairs_here_now() -> None:
    gone = replace(SEEN, first=date(2021, 1, 5), last=date(2021, 2, 5))
    assert places(*read(GREETS, learned=(gone,))) == ["Sông Hàm"]


def test_the_office_alone_is_that_of_who_is_named_in_it() -> None:
    found = told(GREETS, "Chủ tịch UBND tỉnh giao sở lo bến đò.", officials=(HOME, GUEST))
    chair = "Chủ tịch|Ủy ban nhân dân|Cù Mây"
    assert found == [f"Đinh Hải Sâm: {chair}", f"<Chủ tịch UBND tỉnh> = Đinh Hải Sâm: {chair}"]


def test_who_else_is_named_in_such_a_text_is_of_that_province_too() -> None:
    also = "Giám đốc Sở Y tế Phan Thị Mơ cùng đi."
    assert places(*read(GREETS, also, officials=(GUEST,))) == ["Cù Mây", "Cù Mây"]
    in_both = f"{also} Bà vừa từ Sông Hàm về."
    assert places(*read(GREETS, in_both, officials=(GUEST,)))[:2] == ["Cù Mây", "Sông Hàm"]


@pytest.mark.parametrize(
    ("paragraphs", "place"),
    [
        ((f"Cù Mây - {REPRINT}",), "Cù Mây"),
        ((f"(Cù Mây) – {REPRINT}",), "Cù Mây"),
        ((f"Cù Mây, 14/3 - {REPRINT}",), "Cù Mây"),
        ((REPRINT, "(Theo Báo Cù Mây)"), "Cù Mây"),
        ((REPRINT, "Nguồn: Đài Phát thanh và Truyền hình Cù Mây"), "Cù Mây"),
        ((REPRINT, "(Theo Báo Người Quê)"), "Sông Hàm"),
        ((f"Bến Đìa - {REPRINT}",), "Sông Hàm"),
        ((REPRINT, "Người viết theo báo cáo của xã."), "Sông Hàm"),
        (("Chủ tịch UBND tỉnh Lý Thị Mẫn trao cờ cho làng lưới Bãi Bồi, tỉnh Cù Mây.",), "Cù Mây"),
        (("Ở tỉnh Cù Mây, bên cảng TP. Bãi Bồi, Chủ tịch UBND tỉnh Lý Thị Mẫn dự.",), "Cù Mây"),
        (
            ("Chủ tịch UBND tỉnh Lý Thị Mẫn thăm bà con xã Bãi Bồi, tỉnh Cù Mây.",),
            "Sông Hàm",
        ),
        (
            ("Chủ tịch UBND tỉnh Lý Thị Mẫn về đến Sông Hàm từ xã Bãi Bồi, tỉnh Cù Mây.",),
            "Sông Hàm",
        ),
    ],
)
def test_the_papers_place_yields_to_what_the_text_says_of_itself(
    paragraphs: tuple[str, ...], place: str
) -> None:
    assert places(read(*paragraphs, officials=(GUEST,))[0]) == [place]


def test_a_byline_that_names_another_provinces_paper_counts_as_the_text_does() -> None:
    setting = replace(HERE, byline="Theo Báo Cù Mây")
    assert places(*read(REPRINT, officials=(GUEST,), setting=setting)) == ["Cù Mây"]


def test_a_headline_may_begin_with_the_province() -> None:
    found = read(REPRINT, officials=(GUEST,), title="Cù Mây: Chúc Tết ngư dân")
    assert places(*found) == ["Cù Mây"]


def test_where_he_was_that_day_does_not_make_a_city_of_his_province() -> None:
    assert places(*read(f"Hà Nội - {REPRINT}")) == ["Sông Hàm"]


def test_a_dateline_of_another_province_leaves_the_papers_own_chairman_his() -> None:
    said = "Cù Mây - Sáng nay, Chủ tịch UBND tỉnh Kiều Thanh Vĩ dự hội chợ."
    assert places(*read(said, officials=(HOME, GUEST))) == ["Sông Hàm"]


def test_the_commune_of_a_registered_chairman_lies_where_the_registry_has_it() -> None:
    commune = Office("Chủ tịch", "Ủy ban nhân dân", "Bãi Bồi", "xã", "Cù Mây")
    holder = Official("Tô Văn Lạch", terms=(Term(commune, attested=(DAY,)),), id=3)
    [found] = read("Chủ tịch UBND xã Bãi Bồi Tô Văn Lạch tiếp dân.", officials=(holder,))
    assert found.offices[0].office == commune


def test_where_somebody_holds_an_office_is_said_once_for_all() -> None:
    found = told(
        "Chủ tịch UBND tỉnh Cù Mây Lê Bá Tân đến thăm Sông Hàm.",
        "Chủ tịch UBND tỉnh Lê Bá Tân cảm ơn. Phó Chủ tịch UBND tỉnh Phan Thị Mơ tiếp đoàn.",
    )
    assert found == [
        "Lê Bá Tân: Chủ tịch|Ủy ban nhân dân|Cù Mây",
        "Lê Bá Tân: Chủ tịch|Ủy ban nhân dân|Cù Mây",
        "Phan Thị Mơ: Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm",
    ]


def test_an_office_held_once_elsewhere_is_not_where_it_is_held_now() -> None:
    found = told(
        "Ông Lê Bá Tân, nguyên Chủ tịch UBND tỉnh Cù Mây, được bầu.",
        "Chủ tịch UBND tỉnh Lê Bá Tân cảm ơn.",
    )
    assert found[1] == "Lê Bá Tân: Chủ tịch|Ủy ban nhân dân|Sông Hàm"
