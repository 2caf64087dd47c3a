"""Rows read back as the values that were stored, for several rooms of the archive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, and_, func, select

from worker.archive.schema.tables import article, page, sighting, source
from worker.model import Article, Paragraph, ParagraphKind, Precision, Publication, ReadFrom

_same: Final = sighting.alias("same")
AnyRow = Row[*tuple[Any, ...]]

FIRST_SIGHTING: Final = and_(
    sighting.c.id
    == select(func.min(_same.c.id)).where(_same.c.number == article.c.number).scalar_subquery(),
    article.c.forgotten_at.is_(None),
)
"""The condition that a sighting is the first of the article beside it, which is not forgotten."""

SHOWN_LAST: Final = (
    sighting.c.id
    == select(func.max(_same.c.id)).where(_same.c.page_id == page.c.id).scalar_subquery()
)
"""The condition that a sighting is the last of the page beside it, whether it has ended or not."""

SHOWN_FIRST: Final = (
    article.join(sighting, FIRST_SIGHTING)
    .join(page, page.c.id == sighting.c.page_id)
    .join(source, source.c.id == page.c.source_id)
)
"""Articles with their first sighting, its page and its source."""


def article_of(title: str, paragraphs: Sequence[Sequence[str]]) -> Article:
    """Return an article from its stored title and list of [kind, text]."""
    return Article(title, tuple(Paragraph(text, ParagraphKind(kind)) for kind, text in paragraphs))


def publication(row: AnyRow) -> Publication | None:
    """Return the publication time of a sighting's row; None where none was read."""
    if row.published_at is None or row.read_from is None:
        return None
    return Publication(row.published_at, Precision(row.precision), ReadFrom(row.read_from))


def shown_time(row: AnyRow) -> datetime:
    """Return the time an article is listed under: published, else first seen."""
    time: datetime = row.first_seen if row.published_at is None else row.published_at
    return time
