"""New, duplicate, republished, edited, unchanged, reread: one table."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from worker.identify.decide import decide
from worker.model import (
    Article,
    Decision,
    KnownArticle,
    LastSighting,
    Paragraph,
    Precision,
    Publication,
    ReadFrom,
    Reading,
    Verdict,
)

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
MOMENT = timedelta(microseconds=1)
AT = datetime(2026, 3, 1, 2, 30, tzinfo=UTC)
A, B, C = "a" * 64, "b" * 64, "c" * 64

READING = Reading(
    article=Article("Tân Lộc ra quân", (Paragraph("Sáng nay, huyện Tân Lộc ra quân."),)),
    byline="Minh Tú",
    category="Thời sự",
    published=Publication(AT, Precision.MINUTE),
    updated=None,
    rules="text1 n1",
)
LAST = LastSighting(
    sighting_id=4,
    number=7,
    content_hash=A,
    byline="Minh Tú",
    category="Thời sự",
    published=Publication(AT, Precision.MINUTE),
    updated=None,
    rules="text1 n1",
    raw_id=9,
    last_seen=NOW - timedelta(hours=1),
)
KNOWN = KnownArticle(number=7, last_seen=NOW - timedelta(hours=1))
OPENS, LENGTHENS = True, False


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        pytest.param(None, Verdict.NEW, id="nobody has it"),
        pytest.param(KNOWN, Verdict.DUPLICATE, id="another page has it"),
        pytest.param(KnownArticle(7, NOW), Verdict.DUPLICATE, id="seen just now"),
        pytest.param(KnownArticle(7, NOW - WEEK + MOMENT), Verdict.DUPLICATE, id="almost 7 days"),
        pytest.param(KnownArticle(7, NOW - WEEK), Verdict.DUPLICATE, id="exactly 7 days"),
        pytest.param(KnownArticle(7, NOW - WEEK - MOMENT), Verdict.REPUBLISHED, id="over 7 days"),
        pytest.param(KnownArticle(7, NOW + WEEK), Verdict.DUPLICATE, id="the clock went back"),
    ],
)
def test_a_page_that_never_showed_an_article(known: KnownArticle | None, verdict: Verdict) -> None:
    assert decide(A, READING, None, known, None, NOW) == Decision(verdict, OPENS)


@pytest.mark.parametrize("age", [timedelta(0), WEEK, timedelta(days=400)])
def test_the_same_text_with_the_same_particulars_is_unchanged(age: timedelta) -> None:
    known = replace(KNOWN, last_seen=NOW - age)
    last = replace(LAST, last_seen=NOW - age)
    assert decide(A, READING, last, known, None, NOW) == Decision(Verdict.UNCHANGED, LENGTHENS)


@pytest.mark.parametrize(
    "reading",
    [
        pytest.param(replace(READING, byline="Văn Bé"), id="another byline"),
        pytest.param(replace(READING, byline=None), id="no byline any more"),
        pytest.param(replace(READING, category="Kinh tế"), id="another category"),
        pytest.param(
            replace(READING, published=Publication(AT + timedelta(minutes=1), Precision.MINUTE)),
            id="another time",
        ),
        pytest.param(
            replace(READING, published=Publication(AT, Precision.DAY)), id="another precision"
        ),
        pytest.param(
            replace(READING, published=Publication(AT, Precision.MINUTE, ReadFrom.UPDATED)),
            id="read elsewhere",
        ),
        pytest.param(replace(READING, published=None), id="no time any more"),
        pytest.param(replace(READING, updated=AT), id="an update time"),
    ],
)
def test_the_same_text_with_other_particulars_opens_a_sighting(reading: Reading) -> None:
    assert decide(A, reading, LAST, KNOWN, None, NOW) == Decision(Verdict.UNCHANGED, OPENS)


def test_no_time_and_a_time_of_precision_none_say_the_same() -> None:
    last = replace(LAST, published=Publication(NOW, Precision.NONE))
    reading = replace(READING, published=None)
    assert decide(A, reading, last, KNOWN, None, NOW) == Decision(Verdict.UNCHANGED, LENGTHENS)


def test_other_rules_that_read_the_same_change_nothing() -> None:
    reading = replace(READING, rules="text2 n2")
    assert decide(A, reading, LAST, KNOWN, None, NOW) == Decision(Verdict.UNCHANGED, LENGTHENS)


@pytest.mark.parametrize(
    "known", [None, KNOWN, KnownArticle(3, NOW - timedelta(days=30))], ids=["new", "known", "old"]
)
def test_another_text_on_the_page_is_an_edit_whoever_has_it(known: KnownArticle | None) -> None:
    assert decide(B, READING, LAST, known, None, NOW) == Decision(Verdict.EDITED, OPENS)


def test_a_return_to_an_earlier_text_is_an_edit() -> None:
    showed_b = replace(LAST, content_hash=B, number=8)
    assert decide(A, READING, showed_b, KNOWN, None, NOW) == Decision(Verdict.EDITED, OPENS)


@pytest.mark.parametrize(
    ("reread_hash", "verdict"),
    [
        pytest.param(B, Verdict.REREAD, id="the rules alone made the difference"),
        pytest.param(A, Verdict.EDITED, id="the rules made none"),
        pytest.param(C, Verdict.EDITED, id="both made one"),
    ],
)
def test_changed_rules_are_not_taken_for_an_edit(reread_hash: str, verdict: Verdict) -> None:
    reading = replace(READING, rules="text2 n2")
    assert decide(B, reading, LAST, None, reread_hash, NOW) == Decision(verdict, OPENS)
