"""When a page that has shown an article is looked at again: a pure decision.

The moments are counted from publication and fall further and further apart (issue 6): a paper
edits most in the first hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from worker.model import Precision, Publication

DONE_BEFORE: Final = 0.1
"""Part of the time between two moments by which a look may come early and still be the later's."""
AFTER_REPRINT: Final = timedelta(hours=1)
"""How long after its last look a page is looked at whose paper prints its text elsewhere too."""


def counted_from(
    published: Publication | None, first_noted: datetime, *, within: timedelta | None = None
) -> datetime:
    """Return the instant from which the moments are counted.

    That is publication; where only its day is known, when the page was first noted on that day,
    or the day's end. It is when the page was first noted where nothing says when it was published,
    where that lies ahead, and where it lies further back than ``within``: what is listed as news
    is news, whatever its date.
    """
    if published is None or published.precision is Precision.NONE:
        return first_noted
    latest = published.at
    if published.precision is Precision.DAY:
        latest += timedelta(days=1)
    too_old = within is not None and first_noted - latest > within
    return first_noted if too_old else min(latest, first_noted)


def look_after_reprint(last_fetched: datetime | None, now: datetime) -> datetime:
    """Return when a page is looked at whose paper prints its text at another address now."""
    return now if last_fetched is None else max(now, last_fetched + AFTER_REPRINT)


def moments(rechecks: Sequence[timedelta], *, followed: bool) -> list[timedelta]:
    """Return after what times a page is looked at.

    A page that some watch has raised an alert on has one more look between each two, and one in
    half the time to the first.
    """
    if not followed:
        return list(rechecks)
    before = [timedelta(0), *rechecks]
    between = [(one + other) / 2 for one, other in zip(before, rechecks, strict=False)]
    return sorted([*between, *rechecks])


def next_look(
    since: datetime, now: datetime, rechecks: Sequence[timedelta], *, followed: bool
) -> datetime | None:
    """Return when a page that was just looked at is looked at next; None: not any more.

    Moments that were let go by (the service was off) are not made up for: this look was it.
    """
    age, before = now - since, timedelta(0)
    for moment in moments(rechecks, followed=followed):
        if moment - (moment - before) * DONE_BEFORE > age:
            return since + moment
        before = moment
    return None
