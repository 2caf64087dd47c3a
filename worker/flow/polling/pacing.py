"""When a source is polled again: what the archive knows of it, handed to ``flow/rhythm.py``."""

from __future__ import annotations

import zlib
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from worker.archive.pages import rests
from worker.archive.sources import rhythm_facts, sources
from worker.archive.sources.sources import StoredSource
from worker.flow import rhythm
from worker.flow.polling.tally import Tally
from worker.flow.rhythm import Past
from worker.flow.tools import Tools

LONGEST_REST: Final = timedelta(days=1, minutes=1)
"""No site is let alone for longer; the fetcher takes no longer Retry-After either."""


def known(tx: Connection, source: StoredSource, now: datetime) -> Past:
    """Return what is known of when a source publishes; what it had before we came is not."""
    if source.first_polled_at is None:
        return rhythm.past(now, now, ())
    since = max(source.first_polled_at, now - rhythm.WINDOW)
    published = rhythm_facts.published(tx, source.id, since)
    if len(published) == rhythm_facts.MOST:
        since = min(published)
    return rhythm.past(now, min(since, now), published)


def begin(tx: Connection, tools: Tools, source: StoredSource, now: datetime) -> None:
    """Keep when the next poll is, should the one that begins now never end: a gap as the last."""
    if not source.source.schedule.adaptive:
        return
    gap = tools.pace.first
    if source.poll_after is not None and source.last_run is not None:
        gap = source.poll_after - source.last_run.started_at
    gap = min(max(gap, tools.pace.shortest), tools.pace.longest)
    sources.keep_pace(tx, source.id, poll_after=now + gap, failures=source.failures)


def end(
    tx: Connection, tools: Tools, source: StoredSource, run_id: int, started: datetime, tally: Tally
) -> None:
    """Decide when a source is polled after a poll that has ended, and keep that.

    A poll that nothing answered is one more failure; one that was not made, because the site had
    asked to be left alone, is none.
    """
    failures = source.failures
    if tally.answered:
        failures = 0
    elif not tally.resting:
        failures += 1
    rest = 0.0 if tally.answered else tally.rest_asked
    _keep_next(tx, tools, source, run_id, started, failures, rest)
    now = tools.clock.now()
    resting = tools.fetcher.resting()
    rests.keep(tx, {site: now + timedelta(seconds=left) for site, left in resting.items()}, now)


def rest_as_asked(tx: Connection, tools: Tools) -> None:
    """Tell the fetcher which sites asked other processes, or an earlier one, for rest."""
    for site, left in rests.in_force(tx, tools.clock.now(), LONGEST_REST).items():
        tools.fetcher.let_rest(site, left.total_seconds())


def _keep_next(
    tx: Connection,
    tools: Tools,
    source: StoredSource,
    run_id: int,
    started: datetime,
    failures: int,
    rest: float,
) -> None:
    """Keep the next poll: as the source publishes, or as its own schedule says (None)."""
    now = tools.clock.now()
    decided: list[datetime] = []
    if source.source.schedule.adaptive:
        spread = jitter(source.source.name, run_id)
        past = known(tx, source, now)
        decided.append(
            rhythm.next_poll(past, started, tools.pace, failures=failures, jitter=spread)
        )
    elif slow := rhythm.slowed(failures, tools.pace):
        decided.append(started + slow)
    if rest:
        decided.append(now + timedelta(seconds=rest))
    sources.keep_pace(tx, source.id, poll_after=max(decided, default=None), failures=failures)


def jitter(name: str, run_id: int) -> float:
    """Return a number from 0 to 1, always the same for the same poll."""
    return zlib.crc32(f"{name} {run_id}".encode()) / 2**32
