"""How a page that is missing comes to be gone.

    1. miss      a look finds no article where there was one: noted, looked at   identify
                 again after an hour, and at last once a day
    2. settle    after a lot of looks: what was missing at every look over two   identify
                 days has gone, unless its source is out of order; what another
                 page of the paper shows has moved
    3. gather    a section that has gone as a whole is told as one               identify
    4. tell      each watch that matches what the page showed last               flow/gone/alerts
    5. end       the sighting, in the same transaction                           archive

What a watch was told once it is told again only of the next time: the subject of the alert names
the sighting that has ended, or the lot. What comes back is told by ``flow/gone/returning.py``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from worker.address.page_key import Aliases, site_of
from worker.archive.articles import articles
from worker.archive.pages import looks, pages
from worker.archive.pages.pages import Page
from worker.archive.sources import polls, troubles
from worker.archive.sources.sources import StoredSource
from worker.flow.gone.alerts import Leaving, Lot, tell_alone, tell_lot
from worker.flow.tools import Followed
from worker.identify import vanished
from worker.model import Absence, AlertKind, LookedAt, Met, Missed, MissingPage

SAME_LOT: Final = timedelta(days=7)
"""How long after the first page of a section others that go belong to the same lot."""
FEW: Final = 5
"""Pages that a text may stand on and still be an article: what more have is a notice."""
_LATEST: Final = 2**31 - 1


def miss(tx: Connection, page: Page, absence: Absence, told: str, now: datetime) -> None:
    """Keep that a look found a page missing, and when it is looked at next."""
    before = looks.absent(tx, page.id)
    has_gone = before is not None and before.has_gone
    if before is not None and has_gone:
        missed = Missed(before.missed.since, now, before.missed.looks + 1)
        again = vanished.next_after_gone(missed)
    else:
        missed = vanished.missed_again(before.missed if before else None, now)
        again = vanished.next_after_missing(missed)
    looks.keep_missing(
        tx, page.id, missed, absence=absence, told=told, has_gone=has_gone, again=again
    )


def settle(
    tx: Connection, source: StoredSource, followed: Followed, looked_since: datetime, now: datetime
) -> int:
    """Say which of the pages that were just found missing have gone; return how many alerts."""
    leaving = list(_ready(tx, followed, looks.missing(tx, source.id, looked_since)))
    if not leaving:
        return 0
    since = min(one.page.missed.since for one in leaving)
    looked = looks.looked_since(tx, source.id, since)
    polls_fail, is_broken = _last_poll_failed(tx, source), _is_broken(tx, source)
    if vanished.is_failing(looked, polls_fail=polls_fail, is_broken=is_broken):
        return 0
    lots = _gathered(tx, source, leaving, vanished.crowds(looked), now)
    missing = looks.missing(tx, source.id, since)
    lots = list(_together(lots, looked, missing))
    of_lots = {one.page.id for lot in lots for one in lot.leaving}
    alone = [one for one in leaving if one.page.id not in of_lots]
    told = sum(tell_alone(tx, followed, one, now) for one in alone)
    for lot in lots:
        told += tell_lot(tx, followed, lot, _on_the_way(lot, missing), since, now)
    for one in alone:
        _end(tx, one, None)
    for lot in lots:
        for one in lot.leaving:
            _end(tx, one, lot.name)
    return told


def _ready(tx: Connection, followed: Followed, missing: Iterable[MissingPage]) -> Iterator[Leaving]:
    """Yield the pages that have gone or moved, were it only for themselves."""
    for one in missing:
        to = None
        if one.missed.looks >= vanished.MOVED_LOOKS:
            to = _elsewhere(tx, followed.domains, one)
        if to is not None or vanished.is_confirmed(one.missed):
            yield Leaving(one, to)


def _elsewhere(tx: Connection, aliases: Aliases, one: MissingPage) -> Page | None:
    """Return another page of the same paper that shows what a page has shown last."""
    shown = looks.showing(tx, one.number, but_not=one.id, limit=FEW + 1)
    if not shown or len(shown) > FEW:
        return None
    own = pages.get(tx, one.id)
    return next((page for page in shown if is_same_paper(aliases, page, own)), None)


def is_same_paper(aliases: Aliases, page: Page, other: Page) -> bool:
    """Say whether two pages are of one source, or of the domains of one paper."""
    if page.source_id == other.source_id:
        return True
    return site_of(page.url, aliases) == site_of(other.url, aliases)


def _last_poll_failed(tx: Connection, source: StoredSource) -> bool:
    last = polls.latest(tx, source.id, _LATEST, 1)
    return bool(last) and last[0].fault is not None


def _is_broken(tx: Connection, source: StoredSource) -> bool:
    last = troubles.latest(tx, source.id, AlertKind.SOURCE_BROKEN)
    return last is not None and last.ended_at is None


def _gathered(
    tx: Connection,
    source: StoredSource,
    leaving: Sequence[Leaving],
    crowded: Mapping[str, tuple[int, int]],
    now: datetime,
) -> list[Lot]:
    """Return the lots of those that leave with their section.

    Of a section that began to go some days ago the lot is the same.
    """
    lots: dict[tuple[str, AlertKind], Lot] = {}
    names = _lots_before(tx, source, crowded, now) if crowded else {}
    for one in leaving:
        section = vanished.crowd_of(one.page.url, crowded)
        if section is None:
            continue
        name = names.setdefault(section, f"{source.id} {section} {now.isoformat()}")
        lot = lots.setdefault((section, one.kind), Lot(name, section, crowded[section]))
        lot.leaving.append(one)
    return list(lots.values())


def _together(
    lots: Sequence[Lot], looked: Iterable[LookedAt], missing: Sequence[MissingPage]
) -> Iterator[Lot]:
    """Yield the lots that are told as one, with how many pages have gone, or moved, of how many.

    A page that moved while its section went is told for itself, with its new address: pages move
    together where several have, and most of those of which that could be known by now.
    """
    here, there = list(looked), [one for lot in lots for one in lot.leaving if one.to is not None]
    for lot in lots:
        before = sum(one.met is Met.MOVED for one in here if _is_of(one.address, lot))
        moved = before + sum(_is_of(one.page.url, lot) for one in there)
        long = [one for one in missing if one.missed.looks >= vanished.MOVED_LOOKS]
        known = before + sum(_is_of(one.url, lot) for one in long)
        left, of_all = lot.counts
        if lot.kind is AlertKind.GONE:
            lot.counts = left - moved, of_all
            yield lot
        elif moved >= vanished.CROWD and moved * 2 > known:
            lot.counts = moved, of_all
            yield lot


def _is_of(address: str, lot: Lot) -> bool:
    return lot.section in vanished.sections_of(address)


def _lots_before(
    tx: Connection, source: StoredSource, crowded: Collection[str], now: datetime
) -> dict[str, str]:
    """Return the lots that pages of these sections have lately gone with."""
    before: dict[str, str] = {}
    for one in looks.gone(tx, source.id, now - SAME_LOT):
        section = vanished.crowd_of(one.url, crowded)
        if section is not None and one.gone_with is not None:
            before.setdefault(section, one.gone_with)
    return before


def _on_the_way(lot: Lot, missing: Sequence[MissingPage]) -> list[MissingPage]:
    """Return the pages of a lot's section that are missing and not yet gone."""
    if lot.kind is AlertKind.MOVED:
        return []
    leaving = {one.page.id for one in lot.leaving}
    return [one for one in missing if one.id not in leaving and _is_of(one.url, lot)]


def _end(tx: Connection, one: Leaving, lot: str | None) -> None:
    again = vanished.next_after_gone(one.page.missed) if one.to is None else None
    articles.end_sighting(tx, one.page.id, one.page.missed.since)
    looks.has_gone(tx, one.page.id, moved=one.to is not None, again=again, gone_with=lot)
