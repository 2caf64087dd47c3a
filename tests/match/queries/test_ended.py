"""How the end of an office is told."""

from __future__ import annotations

from datetime import date

import pytest

from worker.match.queries.ended import EndedOffice, ended_by
from worker.model import Office

OLD = Office("Bí thư", "Huyện ủy", "Cái Sậy", "huyện", "Sông Hàm")
ONE, TWO = Office("Bí thư", "Đảng ủy", "Vàm Rẻo"), Office("Bí thư", "Đảng ủy", "Mỹ Hàm")


@pytest.mark.parametrize(
    ("followed", "told"),
    [
        ((ONE,), "followed by Bí thư Đảng ủy Vàm Rẻo"),
        ((ONE, TWO), "followed by Bí thư Đảng ủy Vàm Rẻo and Bí thư Đảng ủy Mỹ Hàm"),
        ((), "there are no districts any more"),
    ],
)
def test_an_end_is_told_in_one_line(followed: tuple[Office, ...], told: str) -> None:
    ended = EndedOffice(OLD, date(2025, 6, 30), followed, "there are no districts any more")
    assert ended.told == f"Bí thư Huyện ủy Cái Sậy (Sông Hàm) ended 2025-06-30, {told}"


def test_without_a_day_nothing_has_ended() -> None:
    assert ended_by(Office("Bí thư", "Tỉnh ủy", "Bến Tre"), None) is None
