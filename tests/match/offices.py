"""Offices for the tests of queries, with mentions of them; persons and places are invented."""

from __future__ import annotations

from tests.match.articles import article
from worker.model import (
    Article,
    Candidate,
    Mention,
    MentionKind,
    Office,
    OfficeSaid,
    OfficeStatus,
)

SECRETARY = Office("Bí thư", "Tỉnh ủy", "Sông Hàm")
OTHER_SECRETARY = Office("Bí thư", "Tỉnh ủy", "Cù Mây")
CHAIR = Office("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm", "tỉnh")
TOWN_CHAIR = Office("Chủ tịch", "Ủy ban nhân dân", "Sông Hàm", "thành phố", "Cù Mây")
MINISTER = Office("Bộ trưởng", "Bộ Y tế")

TALK = article(
    "Bí thư Tỉnh ủy Kiều Thanh Vĩ tiếp Chủ tịch UBND tỉnh.",
    "Nguyên Bí thư Tỉnh ủy Cù Mây, ông Đào Kim Sơn, cùng dự. Ông Vĩ phát biểu.",
    title="Bí thư Tỉnh ủy tiếp dân",
)


def said(
    surface: str,
    *offices: Office,
    of: Article = TALK,
    official: str | None = None,
    status: OfficeStatus = OfficeStatus.CURRENT,
    sure: float = 0.9,
    nth: int = 1,
    candidates: tuple[Candidate, ...] = (),
) -> Mention:
    """Return a mention: of a person where one is named or may be, else of an office alone."""
    start = -1
    for _ in range(nth):
        start = of.text.index(surface, start + 1)
    person = official is not None or bool(candidates)
    return Mention(
        start=start,
        end=start + len(surface),
        surface=surface,
        kind=MentionKind.PERSON if person else MentionKind.OFFICE,
        official=official,
        official_id=None,
        via="title" if person else "office",
        confidence=sure,
        offices=tuple(OfficeSaid(office, status) for office in offices),
        candidates=candidates,
    )
