"""Two versions of an invented article, and how their difference is written down in a test."""

from __future__ import annotations

from worker.model import Article, Difference, NamedChange, Paragraph, RunState

TITLE = "Sa Nhiên thông xe cầu Rạch Đình"
LEAD = "Sáng 2-3-2026, huyện Sa Nhiên đã thông xe cầu Rạch Đình với kinh phí 12 tỷ đồng."
SECOND = "Ông Kiều Thanh Vĩ nói rằng công trình không chậm tiến độ. Cây cầu dài 120 m, rộng 6 m."
LAST = "Bà con hai bờ rạch mong cây cầu này đã mười năm."
MARKS = {RunState.KEPT: "{}", RunState.GONE: "[-{}-]", RunState.COME: "{{+{}+}}"}


def article(title: str = TITLE, *paragraphs: str) -> Article:
    return Article(title, tuple(Paragraph(text) for text in paragraphs or (LEAD, SECOND, LAST)))


def edited(old: str, new: str) -> Article:
    """Return the article with some words changed, which must be there."""
    parts = [TITLE, LEAD, SECOND, LAST]
    assert any(old in part for part in parts), old
    return article(*(part.replace(old, new) for part in parts))


def written(found: Difference) -> list[str]:
    """Return each changed sentence with what went in [-…-] and what came in {+…+}."""
    return [
        "".join(MARKS[run.state].format(run.text) for run in sentence.runs)
        for sentence in found.sentences
    ]


def named(found: Difference) -> set[tuple[str, str | None, str | None]]:
    return {_told(one) for one in found.named}


def _told(one: NamedChange) -> tuple[str, str | None, str | None]:
    return str(one.what), one.gone, one.come
