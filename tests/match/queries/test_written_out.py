"""Abbreviations find what they stand for, in queries typed as people type them."""

from __future__ import annotations

import pytest

from tests.match.articles import SNAPSHOT, article
from worker.match.queries.query import matches, parse
from worker.model import Snapshot
from worker.vietnamese.text.abbreviations import FULL_FORMS
from worker.vietnamese.text.fold import is_syllable

TEXT = article(
    "Chủ tịch Ủy ban nhân dân huyện Cù Mây ký Nghị quyết số 12 về kinh tế - xã hội.",
    "UBND xã và HĐND xã bàn việc giải phóng mặt bằng; BTV họp bàn sau.",
    "Uy ban nhan dan huyen Cu May thong bao lich hop.",
)


def found(query: str) -> list[tuple[str, str]] | None:
    why = matches(parse(query, {}), Snapshot(TEXT, SNAPSHOT.url, SNAPSHOT.source))
    return None if why is None else [(reason.surface, reason.via) for reason in why]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "UBND",
            [
                ("Ủy ban nhân dân", "abbreviation"),
                ("UBND", "word"),
                ("Uy ban nhan dan", "abbreviation"),
            ],
        ),
        ('"chủ tịch ubnd huyện"', [("Chủ tịch Ủy ban nhân dân huyện", "abbreviation")]),
        ('"ubnd xã"', [("UBND xã", "phrase")]),
        ("gpmb", [("giải phóng mặt bằng", "abbreviation")]),
        ("KT-XH", [("kinh tế - xã hội", "abbreviation")]),
        ("NQ", [("Nghị quyết", "abbreviation")]),
        ("HĐND", [("HĐND", "word")]),
        ("exact:UBND", [("UBND", "word")]),
        ('exact:"ubnd xã"', [("UBND xã", "phrase")]),
        ('"ủy ban nhân dân"', [("Ủy ban nhân dân", "phrase")]),
        ('"cù ubnd"~2', [("Ủy ban nhân dân huyện Cù", "near")]),
        ('exact:"xã ubnd"~3', [("UBND xã", "near")]),
    ],
)
def test_an_abbreviation_finds_its_full_form_and_not_the_reverse(
    query: str, expected: list[tuple[str, str]]
) -> None:
    assert found(query) == expected


@pytest.mark.parametrize("query", ["exact:NQ", "exact:gpmb", "GPM*", '"bàn ub*"', "title:UBND"])
def test_what_is_typed_exactly_or_only_begun_is_not_written_out(query: str) -> None:
    assert found(query) is None


def test_no_abbreviation_is_a_word_of_the_language() -> None:
    words = [word for short in FULL_FORMS for word in short if len(short) == 1]
    assert [word for word in words if is_syllable(word)] == []


def test_many_abbreviations_in_one_phrase_are_bounded() -> None:
    assert found('"' + "TT CT BCH UBND " * 50 + '"') is None
