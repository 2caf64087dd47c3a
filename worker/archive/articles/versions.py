"""The texts of articles with their mentions, for laying one version beside another."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import Connection, bindparam, select

from worker.archive.officials import mentions
from worker.archive.schema.rows import article_of
from worker.archive.schema.tables import article
from worker.archive.sql.batches import batches
from worker.model import Article, Mention

Version = tuple[Article, tuple[Mention, ...]]
"""A text, and the mentions in it."""

_TEXTS: Final = select(article.c.number, article.c.title, article.c.paragraphs).where(
    article.c.number.in_(bindparam("numbers", expanding=True)), article.c.forgotten_at.is_(None)
)


def texts(tx: Connection, numbers: Collection[int]) -> Mapping[int, Version]:
    """Return these articles with their mentions; those that are not kept are left out."""
    found: dict[int, Version] = {}
    for some in batches(sorted(set(numbers))):
        named = mentions.of(tx, some)
        for row in tx.execute(_TEXTS, {"numbers": some}):
            text = article_of(row.title, row.paragraphs)
            found[row.number] = text, named.get(row.number, ())
    return found
