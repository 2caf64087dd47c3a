"""Which pages show an article now, looked for by its text, or by title and time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, select

from worker.archive.index import keys
from worker.archive.schema.rows import SHOWN_LAST, publication
from worker.archive.schema.tables import article, page, sighting
from worker.model import ShownElsewhere

_MOST: Final = 100
"""Pages looked at: a text that more show is no article of one page."""

_SHOWN: Final = (
    select(
        page.c.id.label("page_id"),
        page.c.url,
        article.c.content_hash,
        article.c.title,
        sighting.c.published_at,
        sighting.c.precision,
        sighting.c.read_from,
    )
    .select_from(article.join(sighting).join(page))
    .where(SHOWN_LAST)
    .order_by(page.c.id)
    .limit(_MOST)
)


def with_text(tx: Connection, content_hash: str) -> list[ShownElsewhere]:
    """Return the pages that show the article of that hash now, the earliest noted first."""
    return _rows(tx, article.c.content_hash == content_hash)


def with_title(tx: Connection, title: str, at: datetime) -> list[ShownElsewhere]:
    """Return the pages that show an article of that title, first published in that second."""
    dialect = tx.dialect.name
    after = keys.behind(dialect, at + timedelta(seconds=1))
    key = article.c.search_key
    in_time = key.between(keys.least(dialect, at), keys.least(dialect, after) - 1)
    return _rows(tx, in_time & (article.c.title == title))


def _rows(tx: Connection, condition: ColumnElement[Any]) -> list[ShownElsewhere]:
    return [
        ShownElsewhere(row.page_id, row.url, row.content_hash, row.title, publication(row))
        for row in tx.execute(_SHOWN.where(condition))
    ]
