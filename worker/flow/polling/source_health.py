"""How a source is looked after when a poll of it closes, in the poll's last transaction.

    1. judge    why the poll brought nothing; whether it is our own network   alert
    2. compare  with the polls before it, and with what the source publishes  archive
    3. decide   broken, silent, well again, or nothing to say                 alert
    4. keep     the trouble, or its end; an alert for each watch that wants
                to know, with its deliveries                                  archive

A trouble is one episode: however long it lasts, it is told once. One that comes back soon after
it seemed to be over is the same. Of silence only a poll that was answered can tell.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from worker.alert.silence import RECORD, silence
from worker.alert.source_health import (
    diagnose_discovery,
    diagnose_pages,
    is_mended,
    is_our_network,
    poll_fault,
    says_something,
    trouble_alerts,
)
from worker.archive.alerts import outbox
from worker.archive.sources import polls, troubles
from worker.archive.sources.sources import StoredSource
from worker.deliver.messages.evidence import said
from worker.flow.polling.tally import Tally
from worker.flow.tools import Followed
from worker.model import (
    AlertKind,
    Diagnosis,
    Fault,
    Language,
    PollRecord,
    Stage,
    Trouble,
)

NEWCOMER = timedelta(hours=24)
"""How long a source that has never answered may take until that is told."""
SAME_EPISODE = timedelta(hours=6)
"""What breaks again within this time of its end is still broken."""
LOOKED_BACK = timedelta(days=30)
"""How far back the pages of a source are compared."""
OTHERS_SINCE = timedelta(hours=2)
"""How old another source's poll may at least be to tell whether the network is there."""
EMPTY = "no article is found here, where there were some"
POLLS = 200
PAGED_POLLS = 500
TROUBLES = 50
SILENT_AT_LEAST = timedelta(hours=24)


def fault_of(tx: Connection, source: StoredSource, run_id: int, tally: Tally) -> Fault | None:
    """Return why a poll brought nothing, None where it did; what was empty goes into the tally."""
    empty = tally.empty if polls.has_found(tx, source.id) else []  # else it has published nothing
    tally.troubles += [f"{address}: {EMPTY}" for address in empty]
    faults = tally.faults + [Fault.TEMPLATE] * len(empty)
    if tally.troubles and not faults and not tally.broke_down:
        faults = [Fault.FETCH]
    fault = poll_fault(faults, tally.answered - len(empty))
    if fault is Fault.UNREACHABLE and is_our_network(_others(tx, source.id, run_id)):
        return Fault.OFFLINE
    return fault


def look_after(
    tx: Connection,
    source: StoredSource,
    followed: Followed,
    run_id: int,
    fault: Fault | None,
    tally: Tally,
    now: datetime,
) -> int:
    """Keep what a poll shows of its source's health; return how many alerts that raised."""
    poll = PollRecord(polls.started_at(tx, run_id), fault, tally.error, tally.pages)
    if not says_something(poll):
        return 0
    broken = _broken(tx, source, run_id, poll, now)
    raised = 0
    if broken is not None:
        raised = _begin(tx, source, followed, broken, now)
    else:
        _end_if_mended(tx, source, poll, now)
        if fault is None and not _is_open(tx, source, AlertKind.SOURCE_BROKEN):
            raised = _listen(tx, source, followed, now)
    return raised


def _others(tx: Connection, source_id: int, run_id: int) -> list[Fault | None]:
    """Return what the latest polls of other sources met, those that are broken anyhow left out.

    Who polls seldom looks back to its own last poll, so that others have had their turn.
    """
    since = polls.started_at(tx, run_id) - OTHERS_SINCE
    before = polls.latest(tx, source_id, run_id, 1)
    broken = troubles.broken_sources(troubles.open_now(tx))
    since = min([since, *(one.started_at for one in before)])
    return polls.of_others(tx, broken | {source_id}, since)


def _broken(
    tx: Connection, source: StoredSource, run_id: int, poll: PollRecord, now: datetime
) -> Diagnosis | None:
    """Return what is broken by this poll and those before it; a newcomer gets its time."""
    earlier = polls.latest(tx, source.id, run_id, POLLS)
    found = diagnose_discovery([poll, *earlier])
    if found is None and (poll.pages.bad or poll.pages.undated):
        paged = polls.with_pages(tx, source.id, run_id, now - LOOKED_BACK, PAGED_POLLS)
        found = diagnose_pages([poll, *paged])
    if found is None or source.first_polled_at is not None:
        return found
    if any(one.fault is None for one in earlier):
        return found
    return found if now - polls.first_at(tx, source.id, now) >= NEWCOMER else None


def _begin(
    tx: Connection, source: StoredSource, followed: Followed, found: Diagnosis, now: datetime
) -> int:
    """Keep a trouble, unless it goes on; return how many alerts were raised."""
    last = troubles.latest(tx, source.id, found.kind)
    if last is not None and last.ended_at is None:
        return 0
    if last is not None and last.ended_at is not None and _is_same(last, found, now):
        troubles.reopen(tx, last.id)
        return 0
    told = said(dict(found.facts), Language.ENGLISH)
    trouble_id = troubles.begin(tx, source.id, found, told, now)
    if trouble_id is None:
        return 0
    hits = followed.watches.hits_of_source(source.source, found.kind)
    alerts = trouble_alerts(hits, found, followed.channels)
    return outbox.raise_alerts_of_trouble(tx, trouble_id, alerts, now)


def _is_same(last: Trouble, found: Diagnosis, now: datetime) -> bool:
    """Say whether what was found is the last trouble come back. A silence never is."""
    ended = last.ended_at
    return found.stage is not Stage.NEWS and ended is not None and now - ended < SAME_EPISODE


def _end_if_mended(tx: Connection, source: StoredSource, poll: PollRecord, now: datetime) -> None:
    last = troubles.latest(tx, source.id, AlertKind.SOURCE_BROKEN)
    if last is not None and last.ended_at is None and is_mended(last.stage, last.cause, poll):
        troubles.end(tx, last.id, now)


def _is_open(tx: Connection, source: StoredSource, kind: AlertKind) -> bool:
    last = troubles.latest(tx, source.id, kind)
    return last is not None and last.ended_at is None


def _listen(tx: Connection, source: StoredSource, followed: Followed, now: datetime) -> int:
    """Keep that a source has gone silent, or speaks again; return how many alerts were raised."""
    if source.first_polled_at is None:
        return 0
    came = polls.last_arrival(tx, source.id)
    last = troubles.latest(tx, source.id, AlertKind.SOURCE_SILENT)
    if last is not None and last.ended_at is None:
        if came is not None and came > last.begun_at:
            troubles.end(tx, last.id, now)
        return 0
    if came is None or now - came < SILENT_AT_LEAST:
        return 0
    arrivals = polls.arrivals(tx, source.id, came - RECORD)
    told = [
        one.begun_at
        for one in troubles.of_source(tx, source.id, TROUBLES)
        if one.kind is AlertKind.SOURCE_SILENT
    ]
    found = silence(arrivals, source.first_polled_at, now, told)
    return 0 if found is None else _begin(tx, source, followed, found, now)
