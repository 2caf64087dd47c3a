"""The page on the query language says what queries find."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from worker.clock import HANOI
from worker.errors import UsageError
from worker.match.officials import Registry
from worker.match.queries.query import matches, parse
from worker.model import Article, Paragraph, Setting, Snapshot

PAGE = (Path(__file__).parents[1] / "docs/query-language.md").read_text(encoding="utf-8")
TOPICS = {
    "mat-bang": '"giải phóng mặt bằng" OR GPMB',
    "nuoc": '"nước mặn" OR "nước ngọt"',
    "dat-va-nuoc": "topic:mat-bang OR topic:nuoc",
}
PLACES = {"bao-song-ham": "Sông Hàm"}
TODAY = date(2026, 3, 11)
BYLINES = {"A": "Bài, ảnh: Hạ Vy"}


def rows(header: str) -> Iterator[list[str]]:
    """Yield the rows of every table of the page that has this header."""
    for table in PAGE.split(f"\n{header}\n")[1:]:
        for line in table.splitlines()[1:]:
            if not line.startswith("|"):
                break
            yield [cell.strip() for cell in line.strip("|").split("|")]


def snapshot(name: str, title: str, text: str, day: str, shown: str) -> Snapshot:
    source, category = shown.split(", ")
    article = Article(title, tuple(Paragraph(part) for part in re.split(r"(?<=\.) ", text)))
    published = date.fromisoformat(day)
    place = PLACES.get(source)
    return Snapshot(
        article=article,
        url=f"https://{source}.example/{name.lower()}.html",
        source=source,
        place=place,
        byline=BYLINES.get(name),
        category=category,
        published_at=datetime(published.year, published.month, published.day, tzinfo=HANOI),
        mentions=Registry(()).mentions(article, Setting(place, published)),
    )


ARTICLES = {row[0]: snapshot(*row) for row in rows("| | title | text | published | shown by |")}
QUERIES = [(row[0], row[1]) for row in rows("| query | finds | because |")]
ERRORS = [(row[0], row[1]) for row in rows("| query | answer |")]


def typed(cell: str) -> str:
    return "" if cell == "(nothing)" else cell.strip("`")


def test_the_page_has_articles_queries_and_errors() -> None:
    assert list(ARTICLES) == ["A", "B", "C", "D"]
    assert len(QUERIES) > 30
    assert len(ERRORS) > 5


@pytest.mark.parametrize(("query", "finds"), QUERIES, ids=[query for query, _ in QUERIES])
def test_a_query_finds_what_the_page_says(query: str, finds: str) -> None:
    asked = parse(typed(query), TOPICS, TODAY)
    found = [name for name, one in ARTICLES.items() if matches(asked, one) is not None]
    assert found == finds.split()


@pytest.mark.parametrize(("query", "answer"), ERRORS, ids=[query for query, _ in ERRORS])
def test_an_error_reads_as_the_page_says(query: str, answer: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(typed(query), TOPICS, TODAY)
    assert str(refused.value) == answer
