"""Which officials, offices, figures, dates and negations came, went, or became another."""

from __future__ import annotations

from datetime import date

import pytest

from tests.identify.versions import LAST, LEAD, SECOND, TITLE, article, edited, named
from worker.identify.difference.difference import difference
from worker.match.officials import Registry
from worker.model import Article, Official, Setting

REGISTRY = Registry((Official("Kiều Thanh Vĩ", id=1), Official("Tạ Thị Loan", id=2)), ())
SETTING = Setting("Sông Hàm", date(2026, 3, 2))


def between(before: Article, after: Article) -> set[tuple[str, str | None, str | None]]:
    """Return what changed between two versions as the house reads them."""
    mentions = (REGISTRY.mentions(one, SETTING) for one in (before, after))
    return named(difference(before, after, *mentions))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("12 tỷ đồng", "15 tỷ đồng", {("figure", "12 tỷ đồng", "15 tỷ đồng")}),
        ("12 tỷ đồng", "12 triệu đồng", {("figure", "12 tỷ đồng", "12 triệu đồng")}),
        ("với kinh phí 12 tỷ đồng", "theo kế hoạch", {("figure", "12 tỷ đồng", None)}),
        ("Sáng 2-3-2026", "Sáng 3-3-2026", {("date", "Sáng 2-3-2026", "Sáng 3-3-2026")}),
        ("Sáng 2-3-2026", "Sáng 02/03/2026", set()),
        ("không chậm", "chậm", {("negation", "không", None)}),
        ("không chậm", "chưa chậm", {("negation", "không", "chưa")}),
        ("đã thông xe", "chưa thông xe", {("negation", None, "chưa")}),
        ("mười năm", "mười một năm", {("figure", "mười năm", "mười một năm")}),
        (
            "dài 120 m, rộng 6 m",
            "dài 125 m, rộng 7 m",
            {("figure", "120 m", "125 m"), ("figure", "6 m", "7 m")},
        ),
        ("dài 120 m, rộng 6 m", "rộng 6 m, dài 120 m", set()),
        ("Kiều Thanh Vĩ", "Tạ Thị Loan", {("official", "Kiều Thanh Vĩ", "Tạ Thị Loan")}),
        ("12 tỷ đồng", "12 tỉ đồng", set()),
    ],
)
def test_what_stands_in_the_same_place_has_become_another(
    old: str, new: str, expected: set[tuple[str, str | None, str | None]]
) -> None:
    assert between(article(), edited(old, new)) == expected


def test_who_is_told_of_elsewhere_has_not_gone() -> None:
    more = f"{SECOND} Ông Kiều Thanh Vĩ cảm ơn bà con."
    assert between(article(TITLE, LEAD, more, LAST), article()) == set()
    assert between(article(), article(TITLE, LEAD, LAST)) == {
        ("official", "Kiều Thanh Vĩ", None),
        ("figure", "120 m", None),
        ("figure", "6 m", None),
    }


def test_an_office_that_changes_is_told_though_the_name_stays() -> None:
    before = article(TITLE, LEAD, "Chủ tịch UBND huyện Sa Nhiên Kiều Thanh Vĩ dự lễ.")
    after = article(TITLE, LEAD, "Phó Chủ tịch UBND huyện Sa Nhiên Kiều Thanh Vĩ dự lễ.")
    [(what, gone, come)] = between(before, after)
    assert (what, gone) == ("office", "Chủ tịch Ủy ban nhân dân Sa Nhiên (Sông Hàm)")
    assert come == "Phó Chủ tịch Ủy ban nhân dân Sa Nhiên (Sông Hàm)"


def test_a_holder_that_becomes_a_former_one_is_told() -> None:
    before = article(TITLE, LEAD, "Ông Kiều Thanh Vĩ, Bí thư Tỉnh ủy Sông Hàm, đã dự lễ.")
    after = article(TITLE, LEAD, "Ông Kiều Thanh Vĩ, nguyên Bí thư Tỉnh ủy Sông Hàm, đã dự lễ.")
    assert between(before, after) == {
        ("office", "Bí thư Tỉnh ủy Sông Hàm", "nguyên Bí thư Tỉnh ủy Sông Hàm")
    }


def test_a_new_sentence_names_what_is_new_in_it_but_not_its_negations() -> None:
    added = article(TITLE, LEAD, SECOND, LAST, "Ngày 5/4, bà Tạ Thị Loan không đến; 30 hộ mừng.")
    assert between(article(), added) == {
        ("official", None, "Tạ Thị Loan"),
        ("date", None, "Ngày 5/4"),
        ("figure", None, "30 hộ"),
    }


def test_a_sum_of_money_does_not_become_a_length() -> None:
    assert between(article(), edited(TITLE, "Huyện mở đường 3 km")) == {("figure", None, "3 km")}
    assert between(article(), edited("với kinh phí 12 tỷ đồng", "ở cây số 3 km")) == {
        ("figure", "12 tỷ đồng", None),
        ("figure", None, "3 km"),
    }


def test_a_no_that_stands_in_another_sentence_now_has_not_come() -> None:
    """Two sentences were joined and a word was changed: that both said no is not news."""
    before = article(TITLE, LEAD, "Cầu dài 120 m và rộng 6 m. Công trình không chậm tiến độ.")
    after = article(TITLE, LEAD, "Cầu dài 120 m và rộng 8 m, công trình không chậm tiến độ.")
    assert between(before, after) == {("figure", "6 m", "8 m")}
