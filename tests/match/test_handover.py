"""Who holds an office after another is said to hold it no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.match.sentences import told
from worker.match.people.holders import Holders
from worker.model import LearnedTerm, Office, Official, PartialDate, Setting, Term

CHAIR = Office("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm", "tỉnh")
BEFORE = Official(
    "Phan Thị Mơ", terms=(Term(CHAIR, PartialDate.parse("2022-07"), attested=(date(2023, 3, 1),)),)
)
AFTER = LearnedTerm("Kiều Thanh Vĩ", CHAIR, date(2023, 3, 8), date(2023, 3, 10), articles=2)
LEFT = LearnedTerm("Phan Thị Mơ", CHAIR, date(2023, 3, 9), date(2023, 3, 9))


def held(day: date, *ended: LearnedTerm, before: Official = BEFORE) -> str | None:
    return Holders([before], [AFTER], ended=ended).of(CHAIR, day).official


def test_who_is_said_to_hold_it_no_more_is_no_candidate() -> None:
    assert held(date(2023, 3, 14)) is None, "both may be"
    answer = Holders([BEFORE], [AFTER], ended=[LEFT]).of(CHAIR, date(2023, 3, 14))
    assert (answer.official, answer.candidates) == ("Kiều Thanh Vĩ", ())


def test_the_days_of_the_term_before_stay_hers() -> None:
    assert held(date(2023, 2, 20), LEFT) == "Phan Thị Mơ"


def test_who_is_known_there_again_later_has_come_back() -> None:
    seen = replace(BEFORE.terms[0], attested=(date(2023, 3, 12),))
    assert held(date(2023, 3, 14), LEFT, before=replace(BEFORE, terms=(seen,))) is None


def test_an_office_left_elsewhere_ends_nothing_here() -> None:
    elsewhere = replace(LEFT, office=replace(CHAIR, place="Cù Mây"))
    assert held(date(2023, 3, 14), elsewhere) is None


@pytest.mark.parametrize(
    "left",
    [
        "Bà Phan Thị Mơ đã thôi giữ chức Chủ tịch UBND tỉnh.",
        "Nguyên Chủ tịch UBND tỉnh Phan Thị Mơ thăm chợ.",
        "Chủ tịch UBND tỉnh Phan Thị Mơ đã nghỉ hưu.",
        "Bà Phan Thị Mơ, Chủ tịch UBND tỉnh, vừa nghỉ hưu sau 35 năm công tác.",
        "Chủ tịch UBND tỉnh Phan Thị Mơ được điều động về trung ương.",
    ],
)
def test_the_article_that_says_she_has_left_does_not_mean_her(left: str) -> None:
    chair = "Chủ tịch|Ủy ban nhân dân|Sông Hàm"
    found = told(
        left,
        "Chủ tịch UBND tỉnh giao sở lo bến đò.",
        officials=(BEFORE,),
        learned=(AFTER,),
        setting=Setting("Sông Hàm", date(2023, 3, 14)),
    )
    assert found == [
        f"Phan Thị Mơ: former {chair}",
        f"<Chủ tịch UBND tỉnh> = Kiều Thanh Vĩ: {chair}",
    ]


def test_who_will_leave_is_there_still() -> None:
    found = told("Chủ tịch UBND tỉnh Phan Thị Mơ sẽ nghỉ hưu vào tháng sau.")
    assert found == ["Phan Thị Mơ: Chủ tịch|Ủy ban nhân dân|Sông Hàm"]


@pytest.mark.parametrize(
    ("said", "office"),
    [
        ("Bà Lý Thị Mẫn được giao phụ trách UBND tỉnh.", "Chủ tịch|Ủy ban nhân dân|Sông Hàm"),
        ("Bà Lý Thị Mẫn, được giao phụ trách Tỉnh ủy, dự họp.", "Bí thư|Tỉnh ủy|Sông Hàm"),
        ("Ông Lê Bá Tân phụ trách, điều hành Sở Y tế cho biết.", "Giám đốc|Sở Y tế|Sông Hàm"),
        ("Ông Lê Bá Tân được giao điều hành UBND tỉnh.", "Chủ tịch|Ủy ban nhân dân|Sông Hàm"),
        ("Ông Lê Bá Tân được giao phụ trách Công an tỉnh.", "Giám đốc|Công an|Sông Hàm"),
        ("Ông Lê Bá Tân được phân công phụ trách Đảng bộ tỉnh.", "Bí thư|Tỉnh ủy|Sông Hàm"),
        ("Ông Lê Bá Tân được giao phụ trách, điều hành Bộ Y tế.", "Bộ trưởng|Bộ Y tế"),
        (
            "Phó Bí thư Thường trực Tỉnh ủy phụ trách Đảng bộ tỉnh Lê Bá Tân dự.",
            "Phó Bí thư Thường trực|Tỉnh ủy|Sông Hàm",
        ),
        (
            "Phó Chủ tịch UBND tỉnh điều hành hoạt động UBND tỉnh Lê Bá Tân dự.",
            "Phó Chủ tịch|Ủy ban nhân dân|Sông Hàm",
        ),
        ("Quyền Chủ tịch UBND tỉnh Lê Bá Tân dự.", "Chủ tịch|Ủy ban nhân dân|Sông Hàm"),
    ],
)
def test_who_is_charged_with_an_office_acts_in_it(said: str, office: str) -> None:
    [found] = told(said)
    assert found.endswith(f": acting {office}")


@pytest.mark.parametrize(
    "said",
    [
        "Tỉnh sẽ phân công người được giao phụ trách UBND tỉnh.",
        "Ông Lê Bá Tân phụ trách Sở Y tế, Sở Tài chính và hai huyện.",
        "Người phụ trách lĩnh vực y tế của tỉnh cho biết.",
        "Ông Lê Bá Tân được phân công phụ trách Trường Cao đẳng Y tế và hai bệnh viện.",
    ],
)
def test_whom_nobody_names_or_who_oversees_departments_holds_nothing(said: str) -> None:
    assert told(said) == []
