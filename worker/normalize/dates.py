"""Publication times of lines as they come: made canonical, then read as Vietnamese dates are."""

from __future__ import annotations

from worker.model import Publication
from worker.normalize.text import canonical_line
from worker.vietnamese.text import dates
from worker.vietnamese.text.dates import DateLine, split_glued_date

__all__ = ["DateLine", "date_line", "parse_published", "split_glued_date"]


def parse_published(text: str) -> Publication | None:
    """Return the publication time that a wording states; None where none is certain."""
    return dates.parse_published(canonical_line(text))


def date_line(text: str) -> DateLine | None:
    """Return what a line states if it is a date line, with or without a view count; else None."""
    return dates.date_line(canonical_line(text))
