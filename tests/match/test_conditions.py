from __future__ import annotations

import pytest

from worker.match.asked import OfficeKey
from worker.match.conditions import Gate, Literal
from worker.match.query import parse
from worker.vietnamese.marked_line import marked_line


def there(words: str) -> bytes:
    """Return what the line of words with marks has."""
    return marked_line(words)


@pytest.mark.parametrize(
    ("query", "gate"),
    [
        ("", None),
        ("-dừa", None),
        ("after:2022-01-01", None),
        ("source:bao", None),
        ("Dừa", {there("dừa")}),
        ("dua", {b" dua "}),
        ("Hoà", {there("hòa")}),
        ("kh*", {b" kh"}),
        ("hoà*", {b" hoa"}),
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
    query: str, gate: set[bytes | str | OfficeKey] | None
) -> None:
    expected: Gate = None if gate is None else frozenset(gate)
    assert parse(query, {"dua": "dừa"}).condition.gate({}) == expected


def test_of_what_must_be_there_the_gate_is_what_fewest_others_ask_for() -> None:
    query = parse('"giải phóng mặt bằng" (mặn OR dừa)', {}).condition
    users: dict[Literal, int] = {there("giải phóng mặt bằng"): 9, there("mặn"): 8, there("dừa"): 2}
    assert query.gate(users) == frozenset([there("mặn"), there("dừa")])
    users[there("dừa")] = 10
    assert query.gate(users) == frozenset([there("giải phóng mặt bằng")])
