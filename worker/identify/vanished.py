"""Whether a page that is missing has gone: pure decisions over what the looks at it met.

A server errs, a page comes back: so a page has gone only where it was missing at every look over
two days, while its source answered well otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

from worker.model import Absence, Article, LookedAt, Met, Missed

GONE_AFTER: Final = timedelta(days=2)
"""How long a page must have been missing to be called gone (issue 6)."""
LEAST_LOOKS: Final = 4
"""How often it must have been looked at in that time."""
AGAIN: Final = tuple(timedelta(hours=h) for h in (1, 5, 18, 24))
"""How long after each look in a row that missed it a page is looked at again; then daily."""
LONGEST_GAP: Final = timedelta(hours=36)
"""Between two looks further apart than this nobody was looking: the service was off, or the clock
was set. The two days then begin anew."""
MOVED_LOOKS: Final = 2
"""Looks that must have missed a page before its article is taken to be elsewhere."""
GIVEN_UP_AFTER: Final = timedelta(days=365)
"""How long a page that has gone is looked for."""
CROWD: Final = 5
"""Pages of one section that are more than a few that went one by one."""

_NOT_THERE: Final = frozenset({Met.MISSING, Met.MOVED})
_NOTICE: Final = 600
"""Characters of a text that at most is a notice in place of an article."""
_WHAT: Final = r"(?:trang|bài viết|bài báo|nội dung|tin bài|đường dẫn|liên kết|page|article)"
_LOST: Final = re.compile(
    rf"không tìm thấy {_WHAT}|{_WHAT}[^.]{{0,60}}? (?:không (?:còn )?tồn tại|đã bị (?:xóa|xoá|gỡ)|"
    rf"không được tìm thấy|was not found|has been removed|no longer exists)",
    re.IGNORECASE,
)


def missed_again(before: Missed | None, now: datetime) -> Missed:
    """Return since when a page has been missing that is missing now."""
    if before is None or not timedelta(0) <= now - before.at <= LONGEST_GAP:
        return Missed(now, now, 1)
    return Missed(before.since, now, before.looks + 1)


def is_confirmed(missed: Missed) -> bool:
    """Say whether a page was missing often and long enough to be gone."""
    return missed.at - missed.since >= GONE_AFTER and missed.looks >= LEAST_LOOKS


def next_after_missing(missed: Missed) -> datetime:
    """Return when a page that is missing is looked at again."""
    return missed.at + AGAIN[min(missed.looks, len(AGAIN)) - 1]


def next_after_gone(missed: Missed) -> datetime | None:
    """Return when a page that has gone is looked for again; after a year no more.

    The time it has been away is doubled by each look.
    """
    away = missed.at - missed.since
    return missed.at + max(away, AGAIN[-1]) if away < GIVEN_UP_AFTER else None


def gone_at(last_seen: datetime, ended: datetime | None, seen_next: datetime) -> datetime | None:
    """Return since when a page showed nothing between two sightings; None: no such time.

    An edit ends a sighting where the next one begins, two pages made one where it was seen last.
    """
    return ended if ended is not None and last_seen < ended < seen_next else None


def is_notice(article: Article) -> bool:
    """Say whether what a page shows in place of its article says that there is none."""
    return len(article.text) <= _NOTICE and _LOST.search(article.text) is not None


def is_failing(looked: Collection[LookedAt], *, polls_fail: bool, is_broken: bool) -> bool:
    """Say whether the source as a whole is out of order, so that nothing is called gone.

    Its last poll failed, it is known to be broken, most looks met an error, or most pages are
    answered with something that cannot be read: then the reader is what fails.
    """
    if polls_fail or is_broken:
        return True
    failed = sum(one.met is Met.FAILED for one in looked)
    unread = sum(one.absence is Absence.UNREAD for one in looked)
    return failed * 2 > len(looked) or (unread >= CROWD and unread * 2 > len(looked))


def sections_of(address: str) -> tuple[str, ...]:
    """Return the parts of its site that a page belongs to, the narrowest first.

    They are the first folder of its address, where it has one, and the site.
    """
    site, _, path = address.partition("://")[2].partition("/")
    folder, within, _ = path.partition("?")[0].partition("/")
    return (f"{site}/{folder}/", site) if within else (site,)


def crowds(looked: Iterable[LookedAt]) -> dict[str, tuple[int, int]]:
    """Return the sections most of whose pages are there no more, with how many and of how many.

    They are five at least, and more than half of those that were looked at.
    """
    counts: dict[str, tuple[int, int]] = {}
    for one in looked:
        for section in sections_of(one.address):
            so, of_all = counts.get(section, (0, 0))
            counts[section] = (so + (one.met in _NOT_THERE), of_all + 1)
    return {
        section: (so, of_all)
        for section, (so, of_all) in counts.items()
        if so >= CROWD and so * 2 > of_all
    }


def crowd_of(address: str, crowded: Collection[str]) -> str | None:
    """Return the narrowest of these sections that a page belongs to, None for none."""
    return next((section for section in sections_of(address) if section in crowded), None)
