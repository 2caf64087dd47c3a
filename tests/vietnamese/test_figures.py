from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.vietnamese.amounts import plain_number
from worker.vietnamese.figures import is_negation, said


def told(text: str) -> list[tuple[str, str]]:
    return [(str(one.kind), text[one.start : one.end]) for one in said(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("chi 12 tỷ đồng cho 1.250 ha", ["figure 12 tỷ đồng", "figure 1.250 ha"]),
        ("35% và 3,5 triệu đồng", ["figure 35%", "figure 3,5 triệu đồng"]),
        ("mặn 4,2‰, có nơi 6 phần nghìn", ["figure 4,2‰", "figure 6 phần nghìn"]),
        ("ba người, hai mươi lăm hộ dân", ["figure ba người", "figure hai mươi lăm hộ dân"]),
        ("Quốc lộ 60 dài 5km", ["figure 60", "figure 5km"]),
        ("3/4 diện tích, tỷ số 2-1", ["figure 3/4", "figure 2-1"]),
        ("Sáng 2-3-2026 và ngày 12/3", ["date Sáng 2-3-2026", "date ngày 12/3"]),
        (
            "tháng 5, tháng 5/2022, 12.3.2022",
            ["date tháng 5", "date tháng 5/2022", "date 12.3.2022"],
        ),
        ("ngày 12 tháng 3 năm 2022", ["date ngày 12 tháng 3 năm 2022"]),
        ("quý II năm 2023, năm 2021", ["date quý II năm 2023", "date năm 2021"]),
        ("ngày 5, 3 người", ["date ngày 5", "figure 3 người"]),
        ("không, chưa, chẳng", ["negation không", "negation chưa", "negation chẳng"]),
        ("Bà Mai Thị Không nói", []),
        ("Kiều Văn Chưa, Lý Không", []),
        ("Chủ tịch: Không ai bị nhắc. Không sao", ["negation Không", "negation Không"]),
        ("TỈNH KHÔNG LÙI", ["negation KHÔNG"]),
        ("ông phủ nhận và bác bỏ", ["negation phủ nhận", "negation bác bỏ"]),
        ("hàng không, không gian, không chỉ, chưa kể", []),
        ("một ngày đẹp trời, ba tôi về quê năm ngoái", ["figure một ngày"]),
        ("", []),
    ],
)
def test_what_a_text_says_of_quantity_time_and_no(text: str, expected: list[str]) -> None:
    assert [f"{kind} {surface}" for kind, surface in told(text)] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 tỷ đồng", "12 tỉ đồng"),
        ("1.250 ha", "1250ha"),
        ("ngày 12/03", "ngày 12-3"),
        ("ngày 12 tháng 3 năm 2022", "sáng 12/3/2022"),
        ("05 người", "5 người"),
        ("35 %", "35%"),
        ("35,50%", "35.5 phần trăm"),
        ("4,2‰", "4,2 phần nghìn"),
        ("hai triệu rưỡi đồng", "2,5 triệu đồng"),
        ("một trăm hai mươi lăm hộ", "125 hộ"),
        ("ba nghìn tỷ đồng", "3.000 tỉ đồng"),
        ("nghìn người", "ngàn người"),
        ("một trăm linh năm ngôi nhà", "105 ngôi nhà"),
        ("6 giờ 05 phút", "06h05"),
        ("5-7 người", "5 – 7 người"),
        ("3 km", "3 ki-lô-mét"),
        ("Không", "không"),
    ],
)
def test_spellings_of_one_figure_share_a_key(one: str, other: str) -> None:
    [[first], [second]] = (list(said(text)) for text in (one, other))
    assert first.key == second.key


@pytest.mark.parametrize(
    ("one", "other"),
    [("12 tỷ đồng", "12 triệu đồng"), ("3,5 ha", "35 ha"), ("ngày 1/2", "ngày 2/1"),
     ("1.250 ha", "1,250 ha"), ("5 người", "5 hộ"), ("hai ba người", "năm người"),
     ("mười năm", "mươi năm"), ("20 m2", "20 m"), ("5 tỷ", "5.000 tỷ")],
)  # fmt: skip
def test_what_is_another_figure_has_another_key(one: str, other: str) -> None:
    [[first], [second]] = (list(said(text)) for text in (one, other))
    assert first.key != second.key


def test_words_that_say_no() -> None:
    assert [word for word in ("Không", "chưa", "khống", "có") if is_negation(word)] == [
        "Không",
        "chưa",
    ]
    assert plain_number("1.200.000") == plain_number("1200000")
    assert plain_number("12-03") == plain_number("12/3") != plain_number("1/23")


@given(st.text(alphabet="1230.,/- ngàythmăquýIVkôgđồtỷ%", max_size=40))
def test_nothing_overlaps(text: str) -> None:
    found = list(said(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
