from __future__ import annotations

import pytest

from worker.match.queries.asked import OfficeKey
from worker.match.queries.clauses import Users, gate
from worker.match.queries.literals import Column, Literal, SourceName
from worker.match.queries.query import parse
from worker.match.words import Phrase, PhraseKey


def there(words: str) -> PhraseKey:
    """Return the literal of words with marks."""
    return Phrase.of(words).key


def gate_of(query: str, users: Users) -> set[Literal] | None:
    found = gate(parse(query, {"dua": "dừa"}).condition.clauses(users), users)
    assert found is None or all(column is Column.ANY for _, column in found)
    return None if found is None else {literal for literal, _ in found}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", None),
        ("-dừa", None),
        ("after:2022-01-01", None),
        ("source:Bao", {SourceName("bao")}),
        ("Dừa", {there("dừa")}),
        ("dua", {PhraseKey(("dua",), marked=False, begun=False)}),
        ("Hoà", {there("hòa")}),
        ("kh*", {PhraseKey(("kh",), marked=False, begun=True)}),
        ("hoà*", {PhraseKey(("hoa",), marked=False, begun=True)}),
        ("dừa OR mía", {there("dừa"), there("mía")}),
        ("dừa OR -mía", None),
        ('cầu "giải phóng mặt bằng" -dừa', {there("giải phóng mặt bằng")}),
        ('cầu ("vườn dừa" OR "ruộng mía")', {there("vườn dừa"), there("ruộng mía")}),
        ('"vườn dừa" official:"Lý Mỹ"', {"li mi"}),
        ('official:"Lý Mỹ (Sông Hàm)"', {"li mi"}),
        ('dừa office:"Bí thư Tỉnh ủy Sông Hàm"', {OfficeKey("bi thu", "tinh uy", "song ham")}),
        ('office:"Bộ trưởng Bộ Y tế" official:"Lý Mỹ"', {"li mi"}),
        ('office:"Bí thư Tỉnh ủy" OR dừa', {OfficeKey("bi thu", "tinh uy", ""), there("dừa")}),
        ('mặn (office:"Bí thư Tỉnh ủy" OR dừa)', {there("mặn")}),
        ("official:dừa min-confidence:0.8", {"dua"}),
        ("topic:dua", {there("dừa")}),
    ],
)
def test_a_gate_holds_the_rarest_literals_without_which_nothing_matches(
    query: str, expected: set[Literal] | None
) -> None:
    assert gate_of(query, {}) == expected


def test_of_what_must_be_there_the_gate_is_what_fewest_others_ask_for() -> None:
    query = '"giải phóng mặt bằng" (mặn OR dừa)'
    users: dict[Literal, int] = {there("giải phóng mặt bằng"): 9, there("mặn"): 8, there("dừa"): 2}
    assert gate_of(query, users) == {there("mặn"), there("dừa")}
    users[there("dừa")] = 10
    assert gate_of(query, users) == {there("giải phóng mặt bằng")}
