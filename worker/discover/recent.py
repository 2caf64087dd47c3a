"""What of a sitemap a poll takes: what is new, however much the file holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from worker.clock import hanoi_day
from worker.discover.links import MAX_ITEMS
from worker.discover.periods import Period, day_in, number_in, periods_of
from worker.discover.sitemap import Entry

WINDOW: Final = timedelta(days=3)
"""How far back a poll looks in a sitemap; a backfill goes further."""
UNDATED: Final = 100
"""Addresses without a date that a poll takes of one sitemap: as many as a listing page has."""
_SHARED: Final = 100
"""So many addresses that changed at the same second say when the file was made."""
_LONG_AGO: Final = datetime(1, 1, 1, tzinfo=UTC)
_FIRST_DAY: Final = date(1, 1, 1)
_NUMBER: Final = re.compile(r"\d{1,18}")
_NO_ARTICLES: Final = re.compile(
    r"(?<![a-z])(?:categor(?:y|ies)|tax(?:onomy)?|tags?|authors?|users?|videos?|images?|photos?"
    r"|galler(?:y|ies)|albums?|page-sitemap|topics?|events?|chuyen-?muc|danh-?muc|tu-?khoa|tac-?gia"
    r"|chu-?de|su-?kien|menu|cate|zone)(?![a-z])",
    re.IGNORECASE,
)


def recent_pages(entries: Sequence[Entry], now: datetime) -> list[Entry]:
    """Return the addresses of a sitemap that a poll notes, the newest first.

    The rule, so that a sitemap of 100,000 addresses brings what is new and nothing else:

    1. An address that names a day older than the window is left, whatever else is said of it:
       ``lastmod`` tells of edits, and is often the day on which the file was made.
    2. An address has the date of Google News, else its ``lastmod``, else the day that it names. A
       ``lastmod`` that a hundred addresses share to the second dates the file, and counts as none.
    3. Of the dated ones those within the window are taken, at most 2,000, the newest first.
    4. Of those without a date the hundred with the highest numbers in their addresses are taken,
       where they have numbers; else fifty from either end of the file.

    The first poll follows the same rule. What is known already is not fetched again.
    """
    shared = _shared(entries)
    dated: list[tuple[datetime, int, Entry]] = []
    undated: list[Entry] = []
    oldest = now - WINDOW
    for entry in entries:
        named = day_in(entry.url)
        if named is not None and named < hanoi_day(oldest):
            continue
        at = entry.published or (entry.changed if entry.changed not in shared else None)
        if at is not None and at >= oldest:
            dated.append((at, number_in(entry.url), entry))
        elif at is None and named is not None:
            dated.append((now, number_in(entry.url), entry))
        elif at is None:
            undated.append(entry)
    dated.sort(key=lambda one: one[:2], reverse=True)
    return [*(entry for _, _, entry in dated[:MAX_ITEMS]), *_newest(undated)]


def recent_children(
    children: Sequence[Entry], known: Collection[str], since: datetime | None, now: datetime
) -> list[Entry]:
    """Return the sitemaps of an index that a poll may ask, the likeliest to hold news first.

    Those in ``known`` have been read; they are left where their ``lastmod`` lies before ``since``,
    the last poll that went well. One that was never read is left where its ``lastmod``, or the
    period in its name, lies before the window. Sitemaps of categories, tags, authors, videos and
    the like are left where there are others. A dated one that was never read goes before those
    that were: a poll asks only so many, and none is to wait for ever.
    """
    periods = periods_of(child.url for child in children)
    window = Period(hanoi_day(now - WINDOW), hanoi_day(now + timedelta(days=1)))
    kept = []
    for child in article_sitemaps(children):
        period = periods[child.url]
        if period is not None and not period.meets(window.first, window.last):
            continue
        oldest = since if since is not None and child.url in known else now - WINDOW
        if child.changed is None or child.changed >= oldest:
            kept.append(child)
    ordered = newest_first(kept)
    return sorted(ordered, key=lambda child: child.changed is None or child.url in known)


def article_sitemaps(children: Sequence[Entry]) -> list[Entry]:
    """Return the sitemaps that may list articles; all of them where no name tells."""
    kept = [child for child in children if not _NO_ARTICLES.search(urlsplit(child.url).path)]
    return kept or list(children)


def newest_first(children: Sequence[Entry]) -> list[Entry]:
    """Return sitemaps in the order in which they are worth asking.

    By ``lastmod``, else by the period and the numbers in the name; of those without either the
    first and the last of the file in turn, for one of the two is the newest.
    """
    periods = periods_of(child.url for child in children)

    def newness(child: Entry) -> tuple[date, datetime, tuple[int, ...]]:
        period = periods[child.url]
        numbers = tuple(int(n) for n in _NUMBER.findall(child.url))
        return period.last if period else _FIRST_DAY, child.changed or _LONG_AGO, numbers

    dated = [c for c in children if c.changed is not None or periods[c.url] is not None]
    named_only = all(child.changed is None for child in dated)
    dated.sort(
        key=newness if named_only else lambda c: (newness(c)[1], newness(c)[0]),
        reverse=True,
    )
    rest = [c for c in children if c.changed is None and periods[c.url] is None]
    return [*dated, *_from_both_ends(rest)]


def _shared(entries: Iterable[Entry]) -> set[datetime | None]:
    """Return the instants at which so many addresses changed that none of them did."""
    counted = Counter(entry.changed for entry in entries if entry.changed is not None)
    return {
        at
        for at, count in counted.items()
        if count >= (MAX_ITEMS if _is_a_day(at) else _SHARED) and at is not None
    }


def _is_a_day(at: datetime) -> bool:
    """Say whether a ``lastmod`` named a day: its last second in Hanoi."""
    return (at + timedelta(hours=7)).time().isoformat() == "23:59:59"


def _newest(undated: Sequence[Entry]) -> list[Entry]:
    if len(undated) <= UNDATED:
        return list(undated)
    numbers = {entry.url: number_in(entry.url) for entry in undated}
    if sum(map(bool, numbers.values())) * 2 > len(undated):
        return sorted(undated, key=lambda e: numbers[e.url], reverse=True)[:UNDATED]
    return list(_from_both_ends(undated)[:UNDATED])


def _from_both_ends(entries: Sequence[Entry]) -> list[Entry]:
    """Return the first, the last, the second, the last but one, and so on."""
    half = (len(entries) + 1) // 2
    ends: list[Entry] = []
    for at in range(half):
        ends.append(entries[at])
        if len(entries) - 1 - at > at:
            ends.append(entries[len(entries) - 1 - at])
    return ends
