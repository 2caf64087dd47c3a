"""Articles and snapshots for the tests of this room; persons and places are invented."""

from __future__ import annotations

from datetime import UTC, datetime

from worker.model import Article, Mention, MentionKind, Paragraph, Snapshot

TITLE = "Đồng chí Tạ Kim Thoa thăm xã Vĩnh Lạc"
PARAGRAPHS = (
    "Sáng 6-3, đoàn công tác kiểm tra việc giải phóng mặt bằng ở xã Vĩnh Lạc.",
    "Ông Trần Duy Hưng nói mùa hạn, mặn năm nay đến sớm; ông Trần Duy Hùng vắng mặt.",
    "Bà con Vĩnh Lạc vẫn giữ vườn dừa.",
)
ARTICLE = Article(TITLE, tuple(Paragraph(text) for text in PARAGRAPHS))


def article(*paragraphs: str, title: str = "Tin trong huyện") -> Article:
    return Article(title, tuple(Paragraph(text) for text in paragraphs))


def mention(surface: str, official: str | None, of: Article = ARTICLE) -> Mention:
    start = of.text.index(surface)
    return Mention(
        start=start,
        end=start + len(surface),
        surface=surface,
        kind=MentionKind.PERSON,
        official=official,
        official_id=None,
        via="name",
        confidence=0.9,
    )


SNAPSHOT = Snapshot(
    article=ARTICLE,
    url="https://bao.example/tin/1.html",
    source="bao-vinh-lac",
    place="Bình Hải",
    byline="Tin, ảnh: Hoài Thương",
    category="Chính trị - Xã hội",
    published_at=datetime(2022, 3, 6, 17, 0, tzinfo=UTC),  # 7 March, 00:00 in Hanoi
    mentions=(mention("Tạ Kim Thoa", "Tạ Kim Thoa"), mention("Trần Duy Hưng", "Trần Duy Hưng")),
)
