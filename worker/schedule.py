"""What runs when: a job for each source, and one each for deliveries, plans and rematches.

APScheduler keeps its jobs in memory; they are rebuilt from the archive at start, and again
whenever a source is added, changed or switched off while the service runs.
"""

from __future__ import annotations

import asyncio
import os
import socket
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MAX_INSTANCES, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from loguru import logger
from sqlalchemy import Connection

from worker.archive import heartbeat, sources
from worker.archive.sources import StoredSource
from worker.clock import HANOI
from worker.errors import NotFound
from worker.flow.dispatch import dispatch
from worker.flow.poll import poll
from worker.flow.rematch import steps
from worker.flow.tools import Tools
from worker.model import Schedule

JITTER = 0.1
"""Part of a source's interval by which each poll may be late, so that sources spread out."""
LONGEST_JITTER = 60
FIRST_SPREAD = 3.0
"""Seconds over which the polls that are due at start are spread."""
REFRESH = 10
"""Seconds between two looks for sources that were added, changed or switched off."""
REMATCH = 20
"""Seconds between two looks whether mentions have to be found anew."""
REMATCH_PAUSE = 0.1
"""Seconds between two batches of that, in which others write and the processor is theirs."""
BEAT = 10
"""Seconds between two heartbeats; ``status`` counts a service silent after six as gone."""


def trigger(schedule: Schedule) -> BaseTrigger:
    """Return APScheduler's trigger for a schedule; cron lines are in Hanoi time."""
    if schedule.cron:
        return CronTrigger.from_crontab(schedule.cron, timezone=HANOI)
    every = schedule.every or 3600
    return IntervalTrigger(
        seconds=every, timezone=HANOI, jitter=min(int(every * JITTER), LONGEST_JITTER)
    )


def due_at(stored: StoredSource, now: datetime) -> datetime:
    """Return when a source is due: at once if never polled or if a poll was missed."""
    if stored.last_run is None:
        return now
    last, schedule = stored.last_run.started_at, stored.source.schedule
    if schedule.cron:
        return trigger(schedule).get_next_fire_time(last, last) or now
    return last + timedelta(seconds=schedule.every or 3600)


def polled(tx: Connection) -> list[StoredSource]:
    """Return the sources that are polled: switched on, with a way to discover articles."""
    return [one for one in sources.sources(tx) if one.source.enabled and one.source.ways]


def next_poll(tx: Connection, now: datetime) -> tuple[str, datetime] | None:
    """Return the source that is due first, and when; None where none is polled."""
    due = ((due_at(one, now), one.source.name) for one in polled(tx))
    at, name = min(due, default=(None, None))
    return None if at is None or name is None else (name, at)


@dataclass(frozen=True, slots=True)
class _Planned:
    """The schedule under which a source's job stands."""

    schedule: Schedule
    source_id: int


class Service:
    """The background service: polls, dispatches and beats until it is told to stop."""

    def __init__(self, tools: Tools, *, dispatch_every: float, grace: float) -> None:
        self._tools = tools
        self._grace = grace
        self._planned: dict[str, _Planned] = {}
        self._running: set[asyncio.Task[object]] = set()
        self._instance = uuid.uuid4().hex
        self._started_at = tools.clock.now()
        self._scheduler = AsyncIOScheduler(
            timezone=HANOI,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._scheduler.add_listener(_tell_error, EVENT_JOB_ERROR)
        self._scheduler.add_listener(_tell_overlap, EVENT_JOB_MAX_INSTANCES)
        self._scheduler.add_job(self._dispatch, "interval", seconds=dispatch_every, id="dispatch")
        self._scheduler.add_job(self._plan, "interval", seconds=REFRESH, id="plan")
        self._scheduler.add_job(self._rematch, "interval", seconds=REMATCH, id="rematch")
        self._scheduler.add_job(self._beat, "interval", seconds=BEAT, id="beat")

    async def run(self) -> None:
        """Work until ``stopping`` is set, then let what is in hand end within the grace."""
        await self._beat()
        await self._plan()
        self._scheduler.start()
        try:
            await self._tools.stopping.wait()
        finally:
            self._scheduler.remove_all_jobs()
            await self._drain()
            self._scheduler.shutdown(wait=False)
            await asyncio.to_thread(self._say_goodbye)

    async def _drain(self) -> None:
        """Wait for polls and deliveries in hand; cancel those that outlast the grace."""
        if not self._running:
            return
        logger.info("stopping: {} in hand; a second Ctrl-C ends at once", len(self._running))
        _, late = await asyncio.wait(self._running, timeout=self._grace)
        for task in late:
            task.cancel()
        if late:
            logger.warning("stopped {} task(s) that outlasted {:g} s", len(late), self._grace)
            await asyncio.wait(late)

    async def _plan(self) -> None:
        """Bring the jobs in line with the archive's sources."""
        wanted = await asyncio.to_thread(self._wanted)
        for name in [name for name in self._planned if name not in wanted]:
            del self._planned[name]
            if self._scheduler.get_job(_job_id(name)):  # a cron line may have run out
                self._scheduler.remove_job(_job_id(name))
        spread = iter(range(len(wanted)))
        for name, stored in wanted.items():
            planned = _Planned(stored.source.schedule, stored.id)
            if self._planned.get(name) == planned:
                continue
            now = self._tools.clock.now()
            step = FIRST_SPREAD / max(len(wanted), 1)
            due = due_at(stored, now)
            self._scheduler.add_job(
                self._poll,
                trigger(stored.source.schedule),
                args=[name],
                id=_job_id(name),
                replace_existing=True,
                next_run_time=max(due, now + timedelta(seconds=next(spread) * step)),
            )
            self._planned[name] = planned

    def _wanted(self) -> dict[str, StoredSource]:
        with self._tools.archive.read() as tx:
            return {one.source.name: one for one in polled(tx)}

    async def _poll(self, name: str) -> None:
        with self._in_hand():
            try:
                stored = await asyncio.to_thread(self._find, name)
            except NotFound:
                return
            await poll(self._tools, stored)

    def _find(self, name: str) -> StoredSource:
        with self._tools.archive.read() as tx:
            return sources.find(tx, name)

    async def _dispatch(self) -> None:
        with self._in_hand():
            await dispatch(self._tools)

    async def _rematch(self) -> None:
        """Find mentions anew where rules or registry have changed, a batch at a time."""
        with self._in_hand():
            tools, matched = self._tools, 0
            waiting = steps(tools.archive, tools.clock, margin=tools.margin)
            while not tools.stopping.is_set():
                step = await asyncio.to_thread(next, waiting, None)
                if step is None:
                    break
                matched += step.rematched
                await asyncio.sleep(REMATCH_PAUSE)
            if matched:
                logger.info("the mentions of {} article(s) were found anew", matched)

    async def _beat(self) -> None:
        with self._in_hand():  # so that none is written after the goodbye
            await asyncio.to_thread(self._write_beat)

    def _write_beat(self) -> None:
        with self._tools.archive.write() as tx:
            heartbeat.beat(
                tx,
                self._instance,
                os.getpid(),
                socket.gethostname(),
                self._started_at,
                self._tools.clock.now(),
            )

    def _say_goodbye(self) -> None:
        with self._tools.archive.write() as tx:
            heartbeat.forget(tx, self._instance)

    def _in_hand(self) -> _InHand:
        return _InHand(self._running)


class _InHand:
    """Counts the current task among those that a stop waits for."""

    def __init__(self, running: set[asyncio.Task[object]]) -> None:
        self._running = running

    def __enter__(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)

    def __exit__(self, *_: object) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._running.discard(task)


async def run_once(tools: Tools) -> int:
    """Poll every source that is due, once, then dispatch; return how many had trouble.

    What one poll did not foresee is raised when the others have ended.
    """
    with tools.archive.read() as tx:
        now = tools.clock.now()
        due = [stored for stored in polled(tx) if due_at(stored, now) <= now]
    ended = await asyncio.gather(*(poll(tools, stored) for stored in due), return_exceptions=True)
    await dispatch(tools)
    for one in ended:
        if isinstance(one, BaseException):
            raise one
    return sum(not isinstance(one, BaseException) and one.error is not None for one in ended)


def _job_id(name: str) -> str:
    return f"poll:{name}"


def _tell_error(event: JobExecutionEvent) -> None:
    """Log what a job did not foresee; its next run stays scheduled. A stop tells for itself."""
    if isinstance(event.exception, asyncio.CancelledError):
        return
    logger.opt(exception=event.exception).error("job {} failed", event.job_id)


def _tell_overlap(event: JobExecutionEvent) -> None:
    if event.job_id.startswith("poll:"):
        logger.info("{} is still running; this run is left out", event.job_id)
