"""Which page at another domain of the paper is the one looked at now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from worker.identify.moved import FEW, page_before
from worker.model import Article, Paragraph, Precision, Publication, Reading, ShownElsewhere

A, B = "a" * 64, "b" * 64
AT = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
MINUTE, DAY = Publication(AT, Precision.MINUTE), Publication(AT, Precision.DAY)
LATER = Publication(AT + timedelta(days=2), Precision.MINUTE)
SOON = Publication(AT + timedelta(minutes=1), Precision.MINUTE)
UNSAID = Publication(AT + timedelta(days=9), Precision.NONE)
READING = Reading(Article("Tân Lộc ra quân", (Paragraph("Sáng nay ra quân."),)), published=MINUTE)
SAME = ShownElsewhere(4, "https://cu.example/1", A, "Tân Lộc ra quân", MINUTE)
ALIKE = replace(SAME, content_hash=B)


@pytest.mark.parametrize(
    ("before", "now", "is_it"),
    [
        (SAME, MINUTE, True),
        (SAME, SOON, True),
        (SAME, DAY, True),
        (SAME, None, True),
        (SAME, UNSAID, True),
        (SAME, LATER, False),
        (replace(SAME, published=None), LATER, True),
        (replace(SAME, title="Tên khác"), MINUTE, True),
        (ALIKE, MINUTE, True),
        (ALIKE, SOON, False),
        (ALIKE, DAY, False),
        (ALIKE, None, False),
        (replace(ALIKE, published=None), MINUTE, False),
        (replace(ALIKE, published=DAY), DAY, False),
        (replace(ALIKE, title="Tên khác"), MINUTE, False),
    ],
)
def test_the_page_of_before_is_known_by_text_or_by_title_and_minute(
    before: ShownElsewhere, now: Publication | None, is_it: bool
) -> None:
    found = page_before(A, replace(READING, published=now), [before])
    assert found == (before if is_it else None)


def test_of_several_with_the_text_it_is_the_first_and_of_several_alike_none() -> None:
    later = replace(SAME, page_id=9)
    assert page_before(A, READING, [later, SAME, ALIKE]) == SAME
    assert page_before(A, READING, [replace(ALIKE, page_id=9), ALIKE]) is None
    assert page_before(A, READING, []) is None


def test_a_text_that_many_pages_show_says_nothing() -> None:
    many = [replace(SAME, page_id=n) for n in range(FEW + 1)]
    assert page_before(A, READING, many) is None
    assert page_before(A, READING, many[:FEW]) == many[0]
