"""Every saved page of tests/pages gives what the file beside it expects, read to the end."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from worker.clock import HANOI
from worker.extract.page import extract
from worker.extract.profile import profile_for
from worker.identify.content_hash import content_hash
from worker.model import Capture, Extracted, NotAnArticle, ParagraphKind
from worker.normalize.reading import read
from worker.normalize.text_format import parse

PAGES = Path(__file__).parents[1] / "pages"
SAVED = sorted(PAGES.rglob("*.html"))


def expected_of(path: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    return expected


def extracted(path: Path) -> Extracted | NotAnArticle:
    url = expected_of(path)["url"]
    at = datetime(2026, 3, 2, tzinfo=UTC)
    capture = Capture(url, url, path.read_bytes(), "text/html; charset=utf-8", at)
    return extract(capture, profile_for(url, None))


def shown(path: Path) -> dict[str, Any]:
    """What ``extract --json`` shows of a page, as far as it comes from the page."""
    found = extracted(path)
    if isinstance(found, NotAnArticle):
        return {"article": False, "reason": found.reason}
    reading, profile = read(found), profile_for(expected_of(path)["url"], None)
    published = reading.published
    return {
        "title": reading.article.title,
        "lead": reading.article.lead,
        "paragraphs": [paragraph.text for paragraph in reading.article.paragraphs],
        "text": reading.article.text,
        "content_hash": content_hash(reading.article),
        "captions": list(reading.article.captions),
        "subheadings": [
            p.text for p in reading.article.paragraphs if p.kind is ParagraphKind.SUBHEADING
        ],
        "byline": reading.byline,
        "category": reading.category,
        "published_at": published and published.at.astimezone(HANOI).isoformat(),
        "published_precision": published and published.precision.value,
        "read_from": published and published.read_from.value,
        "place": profile.place if profile else None,
        "witnesses": dict(found.witnesses),
    }


@pytest.mark.parametrize("path", SAVED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_saved_page_reads_as_expected(path: Path) -> None:
    expected, found = expected_of(path), shown(path)
    expected.pop("url")
    assert expected.pop("reason", "") in found.pop("reason", "")
    witnesses = expected.pop("witnesses", {})
    assert {name: found["witnesses"][name] for name in witnesses} == witnesses
    assert {name: found[name] for name in expected} == expected


def test_a_page_and_the_text_file_of_the_same_article_have_the_same_hash() -> None:
    page, file = PAGES / "bao-dong-khoi" / "same.html", PAGES / "bao-dong-khoi" / "same.txt"
    from_page = extracted(page)
    assert isinstance(from_page, Extracted)
    from_file = parse(file.read_bytes(), str(file))
    assert content_hash(read(from_page).article) == content_hash(read(from_file).article)


def test_a_view_count_and_a_redrawn_page_do_not_change_the_hash() -> None:
    path = PAGES / "hau-giang" / "hoi-nghi-so-ket.html"
    url = expected_of(path)["url"]
    at = datetime(2026, 3, 2, tzinfo=UTC)
    readings = []
    for views in (b"1204", b"98765"):
        body = path.read_bytes().replace(b"1204", views)
        found = extract(Capture(url, url, body, "text/html", at), profile_for(url, None))
        assert isinstance(found, Extracted)
        readings.append(read(found))
    assert content_hash(readings[0].article) == content_hash(readings[1].article)
    assert readings[0].published == readings[1].published
    assert readings[0].updated == readings[1].updated
