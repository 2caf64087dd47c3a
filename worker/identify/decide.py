"""What a reading is, next to what the archive has: a pure decision."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from worker.model import (
    Decision,
    KnownArticle,
    LastSighting,
    Precision,
    Publication,
    Reading,
    Verdict,
)

REPUBLISHED_AFTER: Final = timedelta(days=7)
"""The same text on a new page more than this after it was last seen is news again."""


def decide(
    content_hash: str,
    reading: Reading,
    last: LastSighting | None,
    known: KnownArticle | None,
    reread_hash: str | None,
    now: datetime,
) -> Decision:
    """Return the verdict on a reading, and whether it opens a new sighting.

    ``last`` is the page's last sighting (None: the page never showed an article), ``known`` the
    article if the archive has it anywhere, ``reread_hash`` what the page's previous raw copy gives
    when the present rules read it (given only where both the rules and the text differ).
    """
    if last is None:
        return Decision(_on_new_page(known, now), opens_sighting=True)
    if last.content_hash == content_hash:
        anew = last.ended or not _same_particulars(reading, last)
        return Decision(Verdict.UNCHANGED, opens_sighting=anew)
    if reread_hash == content_hash:
        return Decision(Verdict.REREAD, opens_sighting=True)
    return Decision(Verdict.EDITED, opens_sighting=True)


def _on_new_page(known: KnownArticle | None, now: datetime) -> Verdict:
    if known is None:
        return Verdict.NEW
    late = now - known.last_seen > REPUBLISHED_AFTER
    return Verdict.REPUBLISHED if late else Verdict.DUPLICATE


def _same_particulars(reading: Reading, last: LastSighting) -> bool:
    """Say whether byline, category and times are what the page showed last."""
    return (
        reading.byline == last.byline
        and reading.category == last.category
        and reading.updated == last.updated
        and _stated(reading.published) == _stated(last.published)
    )


def _stated(published: Publication | None) -> Publication | None:
    """Return the publication time if the page states one; precision ``none`` states nothing."""
    if published is None or published.precision is Precision.NONE:
        return None
    return published
