from __future__ import annotations

import pytest

from worker.match.conditions import Gate, same_name
from worker.match.query import parse


@pytest.mark.parametrize(
    ("query", "gate"),
    [
        ("", None),
        ("-dừa", None),
        ("after:2022-01-01", None),
        ("source:bao", None),
        ("Dừa", {b" dua "}),
        ("kh*", {b" kh"}),
        ("dừa OR mía", {b" dua ", b" mia "}),
        ("dừa OR -mía", None),
        ('cầu "giải phóng mặt bằng" -dừa', {b" giai phong mat bang "}),
        ('cầu ("vườn dừa" OR "ruộng mía")', {b" vuon dua ", b" ruong mia "}),
        ('"vườn dừa" official:"Lý Mỹ"', {"li mi"}),
        ("topic:dua", {b" dua "}),
    ],
)
def test_a_gate_holds_the_rarest_literals_without_which_nothing_matches(
    query: str, gate: set[bytes | str] | None
) -> None:
    expected: Gate = None if gate is None else frozenset(gate)
    assert parse(query, {"dua": "dừa"}).condition.gate() == expected


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
