from __future__ import annotations

import pytest

from worker.match.asked import OfficeKey
from worker.match.conditions import Gate
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
        ('official:"Lý Mỹ (Sông Hàm)"', {"li mi"}),
        ('dừa office:"Bí thư Tỉnh ủy Sông Hàm"', {OfficeKey("bi thu", "tinh uy", "song ham")}),
        ('office:"Bộ trưởng Bộ Y tế" official:"Lý Mỹ"', {"li mi"}),
        ('office:"Bí thư Tỉnh ủy" OR dừa', {OfficeKey("bi thu", "tinh uy", ""), b" dua "}),
        ('mặn (office:"Bí thư Tỉnh ủy" OR dừa)', {b" man "}),
        ("official:dừa min-confidence:0.8", {"dua"}),
        ("topic:dua", {b" dua "}),
    ],
)
def test_a_gate_holds_the_rarest_literals_without_which_nothing_matches(
    query: str, gate: set[bytes | str | OfficeKey] | None
) -> None:
    expected: Gate = None if gate is None else frozenset(gate)
    assert parse(query, {"dua": "dừa"}).condition.gate() == expected
