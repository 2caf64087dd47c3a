"""Whether a page at another domain of the same paper is the one that is looked at now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from worker.clock import hanoi_day
from worker.model import Precision, Publication, Reading, ShownElsewhere

FEW: Final = 5
"""Pages that a text may stand on and still say which of them it is: what more have is a notice
that a page cannot be shown, or the like."""


def page_before(
    content_hash: str, reading: Reading, elsewhere: Sequence[ShownElsewhere]
) -> ShownElsewhere | None:
    """Return the page that showed this article before its paper gave it another address.

    ``elsewhere`` is what pages at other domains of the paper show now. The same text is the same
    page, unless both say on which day it was published and these differ: then the paper publishes
    it again. Another text may be another layout's reading of the same article: where title and
    minute of publication are the same, and only one page has them, it is that page.
    """
    same = [one for one in elsewhere if one.content_hash == content_hash]
    agreeing = [one for one in same if _same_day(one.published, reading.published)]
    if len(same) > FEW:
        return None
    if same:
        return min(agreeing, key=lambda one: one.page_id, default=None)
    alike = [one for one in elsewhere if _same_minute(one, reading)]
    return alike[0] if len(alike) == 1 else None


def _same_day(one: Publication | None, other: Publication | None) -> bool:
    """Say whether two days of publication are one, or one of them is not known."""
    if one is None or other is None or Precision.NONE in (one.precision, other.precision):
        return True
    return hanoi_day(one.at) == hanoi_day(other.at)


def _same_minute(one: ShownElsewhere, reading: Reading) -> bool:
    first, second = one.published, reading.published
    if one.title != reading.article.title or first is None or second is None:
        return False
    both = (first.precision, second.precision)
    return both == (Precision.MINUTE, Precision.MINUTE) and first.at == second.at
