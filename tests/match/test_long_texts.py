"""A text four times as long takes about four times the work, whatever it repeats.

A page of some megabytes is matched in the service itself: work that grows with the square of its
length would hold up everything else for minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType

import pytest

from worker.match.officials import Registry
from worker.model import Article, Paragraph, Setting

VISIT = "Chủ tịch UBND tỉnh Sông Hàm Kiều Thanh Vĩ kiểm tra công trình nước ngọt của bà con."
REPEATED: dict[str, Callable[[int], list[str]]] = {
    "one sentence": lambda n: [f"Đoạn {i}: {VISIT}" for i in range(n)],
    "titles without an end": lambda n: ["Chủ tịch UBND tỉnh " * n, VISIT],
    "a list of one body": lambda n: ["Bí thư, Giám đốc Sở Y tế, Lê Bá Tân, " * n],
    "persons, then offices": lambda n: [VISIT, "Theo Chủ tịch UBND tỉnh, trời mưa."] * n,
    "capitals": lambda n: ["LÊ BÁ TÂN CHỦ TỊCH UBND XÃ TÂN LỘC HÒA " * n],
    "many persons": lambda n: [
        f"Giám đốc Sở Y tế Lê {first}{middle} Tân nói."
        for first in "BCDĐGHKLMN"[: n // 10]
        for middle in ("á", "ích", "ình", "ài", "oài", "iền", "ương", "anh", "ung", "inh")
    ],
}


def work(paragraphs: list[str]) -> int:
    """Return how many functions are called to find the mentions of a text."""
    article = Article("Tin trong ngày", tuple(map(Paragraph, paragraphs)))
    registry, setting = Registry(()), Setting("Sông Hàm", date(2026, 3, 2))
    calls = 0

    def count(_frame: FrameType, event: str, _given: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        found = registry.mentions(article, setting)
    finally:
        sys.setprofile(before)
    assert found
    return calls


@pytest.mark.parametrize("kind", REPEATED)
def test_work_grows_with_the_length_and_not_with_its_square(kind: str) -> None:
    few, many = (20, 80) if kind == "many persons" else (100, 400)
    work(REPEATED[kind](few))  # what is read once for all texts
    assert work(REPEATED[kind](many)) < 5 * work(REPEATED[kind](few))
