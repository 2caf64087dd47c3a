"""What of a sitemap a backfill takes: all that may have been published in a period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from worker.clock import hanoi_day, midnight
from worker.discover.periods import Period, day_in, number_in, periods_of
from worker.discover.recent import article_sitemaps, newest_first
from worker.discover.sitemap import Entry

_DAY: Final = timedelta(days=1)
_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)


def pages_between(entries: Sequence[Entry], first: date, last: date) -> list[Entry]:
    """Return the addresses that may have been published from one day of Hanoi to another.

    Where Google News or the address names a day, that decides. Else an address that has not
    changed since ``first`` was published before it and is left; any other may be meant. Those
    with a day come first, then those that changed last, then the highest numbers.
    """
    named = [(_day_of(entry), entry) for entry in entries]
    certain = [(day, e) for day, e in named if day is not None and first <= day <= last]
    certain.sort(key=lambda one: one[0], reverse=True)
    since = midnight(first)
    likely = [e for day, e in named if day is None and (e.changed is None or e.changed >= since)]
    likely.sort(key=lambda e: (e.changed or _LONG_AGO, number_in(e.url)), reverse=True)
    return [*(entry for _, entry in certain), *likely]


def children_between(children: Sequence[Entry], first: date, last: date) -> list[Entry]:
    """Return the sitemaps of an index that may list such addresses, the newest first.

    A name that tells of a period decides, with a day more on either side; a sitemap that has not
    changed since ``first`` lists nothing that was published after.
    """
    periods = periods_of(child.url for child in children)
    wanted = Period(first - _DAY, last + _DAY)
    since = midnight(first)
    return newest_first(
        [
            child
            for child in article_sitemaps(children)
            if (child.changed is None or child.changed >= since)
            and _may_meet(periods[child.url], wanted)
        ]
    )


def _may_meet(period: Period | None, wanted: Period) -> bool:
    return period is None or period.meets(wanted.first, wanted.last)


def _day_of(entry: Entry) -> date | None:
    return day_in(entry.url) if entry.published is None else hanoi_day(entry.published)
