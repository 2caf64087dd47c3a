"""Press reviews for the tests of their forms: invented papers, places and persons."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from worker.model import (
    AlertKind,
    Changed,
    Gap,
    Grounds,
    Grouping,
    Language,
    Named,
    NamedChange,
    Note,
    OfficeStatus,
    Outlet,
    PageEdit,
    Precision,
    Review,
    ReviewedStory,
    Section,
    Stretch,
)

MORNING = datetime(2026, 3, 11, 23, 30, tzinfo=UTC)

STORY = ReviewedStory(
    number=12,
    hash16="0123456789abcdef",
    title=(Stretch("Đê "), Stretch("Vàm Lúa", True), Stretch(" cao thêm một mét")),
    lead=(Stretch("Đoạn đê dài ba cây số vừa đắp xong trước mùa nước nổi."),),
    found=(Stretch("Công tác "), Stretch("giải phóng mặt bằng", True), Stretch(" mất hai năm.")),
    outlets=(
        Outlet("Báo Sơn Bình", "https://baosonbinh.example/de", MORNING, Precision.MINUTE,
               edits=(PageEdit((NamedChange(Changed.FIGURE, "80%", "75%"),)),)),
        Outlet("Báo Cù Lao", "https://baoculao.example/de?a=1&b=2", MORNING.replace(day=12),
               Precision.MINUTE, gone=True),
    ),
    notes=(
        Note(AlertKind.GONE, ""),
    ),
    named=(
        Named("Lương Khắc Tâm", (("Chủ tịch Ủy ban nhân dân Sơn Bình", OfficeStatus.CURRENT),)),
        Named("Hạ Thị Vy", (("Bí thư Huyện ủy Sơn Bình", OfficeStatus.FORMER),)),
        Named("Mạc Văn Út", (("Bí thư Tỉnh ủy", OfficeStatus.CURRENT),), inferred=True),
    ),
)  # fmt: skip
OTHER = replace(
    STORY,
    number=15,
    title=(Stretch("Chợ Bến Đìa họp lại"),),
    found=(),
    notes=(),
    outlets=(Outlet("Báo Cù Lao", "/home/to/tin.txt", MORNING.replace(hour=17), Precision.DAY),),
    named=(),
)
REVIEW = Review(
    title="Đê điều",
    asked=('"giải phóng mặt bằng"',),
    since=date(2026, 3, 12),
    until=date(2026, 3, 14),
    made_at=datetime(2026, 3, 15, 0, 0, tzinfo=UTC),
    by=Grouping.TOPIC,
    language=Language.VIETNAMESE,
    sections=(Section("Hạ tầng", (STORY,)), Section(None, (OTHER,))),
    grounds=Grounds(articles=1234, found=3, versions=3, sources=12),
)
UNREACHABLE = (("what", "discovery"), ("cause", "unreachable"))
GAP = Gap("Báo Vàm Lúa", UNREACHABLE, MORNING, MORNING.replace(day=13))


def review(**changes: Any) -> Review:
    return replace(REVIEW, **changes)


def hostile() -> Review:
    """A review whose every word from elsewhere tries to be markup, a control, or nothing at all."""
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\x00\x1b[31m\ud800\ufffe\u202e"
    outlet = Outlet(bad, 'javascript:alert("3")', MORNING, Precision.NONE)
    second = Outlet(bad, 'https://a.example/"><svg onload=alert(4)>', MORNING, Precision.NONE)
    story = replace(
        STORY,
        title=(Stretch(bad), Stretch(bad, True)),
        lead=(Stretch(bad + "x" * 10_000),),
        outlets=(outlet, second),
        notes=(Note(AlertKind.EDITED, bad),),
        named=(Named(bad, ((bad, OfficeStatus.ACTING),)),),
    )
    gap = Gap(bad, UNREACHABLE, MORNING, None)
    grounds = replace(REVIEW.grounds, missing=(gap,), begun_at=MORNING)
    return review(
        title=bad * 100, asked=(bad,), sections=(Section(bad, (story,)),), grounds=grounds
    )
