"""How a watch is run over the past.

    1. begin    from which day on, and up to where, beside the watch       archive/alerts/look_backs
    2. lot      the next articles, the oldest first                        archive/index/published
    3. match    what the watch would have caught of them                   flow/watches/caught
    4. raise    alerts and how far it came, in short transactions          alert, archive
    5. end      what gathered in the digests may go out                    archive/alerts/look_backs

The oldest first, for so they came: of a page that was edited the first version that matches is
told of. Whatever the watch has told of already, live or in an earlier look-back, it does not tell
again: neither the article, nor another version on its page. The service may run meanwhile.

Each transaction stores how far it came with the alerts it raises, so a kill at any instant loses
at most what was being looked at, and doubles nothing. Two at once share the work.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection

from worker.alert.decide import in_retrospect
from worker.archive.alerts import channels, look_backs, outbox, watches
from worker.archive.alerts.look_backs import LookBack
from worker.archive.articles import articles
from worker.archive.database.engine import Archive
from worker.archive.index import keys, published
from worker.archive.officials import matching
from worker.archive.stories import stories
from worker.clock import Clock
from worker.errors import UsageError
from worker.flow.registry.rematch import outdated
from worker.flow.search.ask import parse_query
from worker.flow.watches.caught import caught
from worker.match.queries.combined import asks_for_mentions
from worker.model import AlertKind, LookBackState, Reason, Watch, WatchState

LOT: Final = 2_000
"""Articles that are matched between two transactions; those found wait in memory."""

BATCH: Final = 50
"""Alerts of one transaction: it holds up whoever wants to store an article for some hundredths of
a second."""


Progress = Callable[[int, int], object]
"""Told after each lot how many articles were looked at, of how many."""


@dataclass(frozen=True, slots=True)
class _Found:
    """An article to tell of, and its key."""

    key: int
    number: int
    reasons: tuple[Reason, ...]


def begin(tx: Connection, name: str, since: date | None, clock: Clock) -> LookBack:
    """Begin to look back with the watch of that name, or take up what is unfinished.

    That is so where it was begun since the same day, and without a day. Raise UsageError where
    nothing is unfinished and no day is given, and where the watch tells of no articles of the
    past; NotFound.
    """
    watch = watches.find(tx, name)
    refuse_silent(watch)
    parse_query(tx, watch.query)
    if since is not None:
        return look_backs.begin(tx, watch.id, since, clock.now())
    last = look_backs.latest(tx, watch.id)
    if last is None or last.state is not LookBackState.UNFINISHED:
        raise UsageError(
            f"watch {name} has no look-back that is unfinished",
            where="--since",
            expected="the day to begin with, such as --since 2026-03-01",
        )
    return last


def refuse_silent(watch: Watch) -> None:
    """Raise UsageError for a watch that is paused, or tells of changes of holder alone."""
    appeared = AlertKind.APPEARED
    if appeared not in watch.kinds:
        raise UsageError(
            f"watch {watch.name} raises no alerts of kind {appeared}, the kind that looks back",
            remedy=f"give it that kind: --kind {appeared}",
        )
    if watch.state is WatchState.PAUSED:
        raise UsageError(
            f"watch {watch.name} is paused and raises nothing",
            remedy=f"diemtin watch resume {shlex.quote(watch.name)}",
        )


def is_early(tx: Connection, begun: LookBack, margin: timedelta) -> bool:
    """Say whether the watch asks for officials or offices that are still being looked for anew."""
    watch = watches.of_row(tx, begun.watch_id)
    if watch is None or not asks_for_mentions(parse_query(tx, watch.query).condition):
        return False
    return outdated(tx, margin)


def look_back(
    archive: Archive,
    clock: Clock,
    begun: LookBack,
    progress: Progress,
    *,
    lot: int = LOT,
    batch: int = BATCH,
) -> LookBack:
    """Go on with a look-back to its end; return it as it then is.

    It is dropped where its watch was removed meanwhile, or given another query. Raise UsageError
    where the watch was paused, or can no longer be read.
    """
    at = begun
    while at.state is LookBackState.UNFINISHED and at.cursor < at.until:
        with archive.read() as tx:
            done, total = look_backs.looked_at(tx, at)
        progress(done, total)
        at = _lot(archive, clock, at, lot, batch)
    return _ended(archive, clock, at)


def _lot(archive: Archive, clock: Clock, at: LookBack, lot: int, batch: int) -> LookBack:
    """Look at the next lot of articles; return how far the look-back is then."""
    with archive.read() as tx:
        upto = published.end_of_lot(tx, at.cursor, at.until, lot)
        found = _found(tx, at, upto)
    for start in range(0, max(len(found), 1), batch):
        some = found[start : start + batch]
        reached = some[-1].key if start + batch < len(found) else upto
        at = _raise(archive, clock, at, some, reached)
        if at.cursor != reached or at.state is not LookBackState.UNFINISHED:
            break  # another process is at it too, or has ended it
    return at


def _found(tx: Connection, at: LookBack, upto: int) -> list[_Found]:
    """Return what the watch would have caught up to that key, the oldest first."""
    watch = watches.of_row(tx, at.watch_id)
    if watch is None:
        return []
    query = parse_query(tx, watch.query)
    start, end = keys.times(tx.dialect.name, at.cursor, upto)
    reasons = {one.found.number: one.found.reasons for one in caught(tx, query, start, end)}
    of = keys.of(tx, list(reasons))
    found = [_Found(of[number], number, why) for number, why in reasons.items()]
    return [one for one in reversed(found) if at.cursor < one.key <= upto]


def _raise(
    archive: Archive, clock: Clock, at: LookBack, some: Sequence[_Found], reached: int
) -> LookBack:
    """Raise alerts for some articles and store how far that is; return the look-back as it is."""
    with archive.write() as tx:
        matching.join_in(tx)  # so that no article is removed meanwhile
        stories.alone(tx)
        present = look_backs.taken(tx, at.id)
        if present is None:
            return replace(at, state=LookBackState.DROPPED)
        if present.cursor != at.cursor or present.state is not LookBackState.UNFINISHED:
            return present
        watch = watches.of_row(tx, at.watch_id)
        assert watch is not None, "its look-backs are forgotten with a watch"
        refuse_silent(watch)
        raised = _alerts(tx, watch, some, clock)
        return look_backs.advance(tx, present, cursor=reached, found=raised)


def _alerts(tx: Connection, watch: Watch, some: Sequence[_Found], clock: Clock) -> int:
    """Raise what the watch has not told of yet; return how many alerts are new."""
    raised, key, to = 0, look_backs.digest_key(watch.id), channels.channels(tx)
    pages = articles.first_pages(tx, [one.number for one in some])
    for one in some:
        page = pages.get(one.number)
        if page is None or watch.id in outbox.watches_alerted_on_page(tx, page.page_id):
            continue
        raised += outbox.raise_alerts(
            tx,
            number=one.number,
            page_id=page.page_id,
            alerts=[in_retrospect(watch, one.reasons, to)],
            digest_key=key,
            now=clock.now(),
        )
    return raised


def _ended(archive: Archive, clock: Clock, at: LookBack) -> LookBack:
    """End a look-back that has come to its end; return it as it is then."""
    with archive.write() as tx:
        present = look_backs.taken(tx, at.id)
        if present is None:
            return replace(at, state=LookBackState.DROPPED)
        if present.state is not LookBackState.UNFINISHED or present.cursor < present.until:
            return present
        return look_backs.end(tx, present, LookBackState.DONE, clock.now())
