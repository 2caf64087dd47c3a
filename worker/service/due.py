"""When a source is due, from its schedule, its last poll and what was decided after it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection

from worker.archive.sources import sources
from worker.archive.sources.sources import StoredSource
from worker.clock import HANOI
from worker.flow.rhythm import Pace
from worker.model import Schedule

if TYPE_CHECKING:
    from apscheduler.triggers.base import BaseTrigger

JITTER: Final = 0.1
"""Part of a source's interval by which each poll may be late, so that sources spread out."""
LONGEST_JITTER: Final = 60
AHEAD: Final = timedelta(minutes=1)
"""How far the last poll may lie in the future, by the clock of another machine."""


def trigger(schedule: Schedule, pace: Pace = Pace()) -> BaseTrigger:  # noqa: B008 (frozen)
    """Return APScheduler's trigger for a schedule; cron lines are in Hanoi time.

    That of a source polled as it publishes stands in only where no next poll was decided on.
    """
    from apscheduler.triggers.cron import CronTrigger
    from apscheduler.triggers.interval import IntervalTrigger

    if schedule.cron:
        return CronTrigger.from_crontab(schedule.cron, timezone=HANOI)
    if schedule.every is None:
        return IntervalTrigger(seconds=int(pace.longest.total_seconds()), timezone=HANOI)
    jitter = min(int(schedule.every * JITTER), LONGEST_JITTER)
    return IntervalTrigger(seconds=schedule.every, timezone=HANOI, jitter=jitter)


def due_at(stored: StoredSource, now: datetime) -> datetime:
    """Return when a source is due: at once if never polled or if a poll was missed.

    At once too where its last poll lies in the future: the clock has been set back since.
    """
    if stored.last_run is None:
        return now
    last = stored.last_run.started_at
    if last > now + AHEAD:
        return now
    return max(_by_schedule(stored, last, now), stored.poll_after or last)


def _by_schedule(stored: StoredSource, last: datetime, now: datetime) -> datetime:
    schedule = stored.source.schedule
    if schedule.cron:
        return trigger(schedule).get_next_fire_time(last, last) or now
    if schedule.every is not None:
        return last + timedelta(seconds=schedule.every)
    return last if stored.poll_after is not None else last + Pace().first


def polled(tx: Connection) -> list[StoredSource]:
    """Return the sources that are polled: switched on, with a way to discover articles."""
    return [one for one in sources.sources(tx) if one.source.enabled and one.source.ways]


def next_poll(tx: Connection, now: datetime) -> tuple[str, datetime] | None:
    """Return the source that is due first, and when; None where none is polled."""
    due = ((due_at(one, now), one.source.name) for one in polled(tx))
    at, name = min(due, default=(None, None))
    return None if at is None or name is None else (name, at)
