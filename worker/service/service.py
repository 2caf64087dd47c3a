"""The background service: a job for each source, and one each for looks, plans and what waits.

APScheduler keeps its jobs in memory; they are made anew whenever the watch finds that the clock was
set or that the scheduler stands still (``wake.py``).

Deliveries are looked for as soon as a poll of this process has raised alerts; the job for them only
rings the same bell every two seconds: for retries, and for what other processes have raised.
"""

from __future__ import annotations

import asyncio
from typing import Final

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from loguru import logger

from worker.clock import HANOI
from worker.flow.polling.recheck import recheck
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.service.heart import BEAT, Heart
from worker.service.polls import Polls
from worker.service.tasks import Tasks
from worker.service.upkeep import find_mentions_anew, join_stories, let_go
from worker.service.wake import Wake

REFRESH: Final = 5
"""Seconds between two looks for sources that were added, changed or switched off."""
RECHECK: Final = 60
"""Seconds between two looks for pages that are due to be looked at again."""
REMATCH: Final = 20
"""Seconds between two looks whether mentions have to be found anew."""
STORIES: Final = 30
"""Seconds between two looks for articles that have no story yet."""
TIDY: Final = 3_600
"""Seconds between two looks for what is so old that nobody asks for it any more."""
PULSE: Final = 1
"""Seconds between two signs of life of the scheduler to the watch."""


class Service:
    """Polls, looks again, dispatches and beats until it is told to stop."""

    def __init__(self, tools: Tools, *, dispatch_every: float, grace: float) -> None:
        self._tools = tools
        self._grace = grace
        self._dispatch_every = dispatch_every
        self._tasks = Tasks()
        self._heart = Heart(tools.archive, tools.clock)
        self._wake = Wake(tools.clock)
        self._scheduler = AsyncIOScheduler(
            timezone=HANOI,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._polls = Polls(tools, self._scheduler, self._tasks)
        self._scheduler.add_listener(_tell_error, EVENT_JOB_ERROR)
        self._add_own_jobs()

    def _add_own_jobs(self) -> None:
        for work, seconds, name in (
            (self._look_for_deliveries, self._dispatch_every, "dispatch"),
            (self._polls.plan, REFRESH, "plan"),
            (self._recheck, RECHECK, "recheck"),
            (self._rematch, REMATCH, "rematch"),
            (self._stories, STORIES, "stories"),
            (self._tidy, TIDY, "tidy"),
            (self._beat, BEAT, "beat"),
            (self._wake.pulse, PULSE, "pulse"),
        ):
            self._scheduler.add_job(
                work, "interval", seconds=seconds, id=name, replace_existing=True
            )

    async def run(self) -> None:
        """Work until ``stopping`` is set, then let what is in hand end within the grace."""
        await self._beat()
        await self._polls.plan()
        self._scheduler.start()
        watching = asyncio.create_task(self._wake.watch(self._revive))
        delivering = asyncio.create_task(self._deliver())
        try:
            await self._tools.stopping.wait()
        finally:
            watching.cancel()
            delivering.cancel()
            self._scheduler.remove_all_jobs()
            await self._tasks.drain(self._grace)
            self._scheduler.shutdown(wait=False)
            await asyncio.to_thread(self._heart.say_goodbye)

    async def _revive(self) -> None:
        """Make all jobs anew, for the clock as it is now, and let the scheduler look at them."""
        self._scheduler.remove_all_jobs()
        self._polls.forget()
        self._add_own_jobs()
        self._scheduler.wakeup()
        await self._polls.plan()

    async def _look_for_deliveries(self) -> None:
        self._tools.alerted.set()

    async def _deliver(self) -> None:
        """Deliver whenever there is word of alerts: one dispatch at a time, whoever gave it.

        What a dispatch did not foresee is logged, and the next word begins another.
        """
        while True:
            await self._tools.alerted.wait()
            dispatching = asyncio.create_task(self._dispatch())
            await asyncio.wait([dispatching])
            error = None if dispatching.cancelled() else dispatching.exception()
            if error is not None:
                logger.opt(exception=error).error("deliveries failed")

    async def _dispatch(self) -> None:
        with self._tasks.waited_for():
            await dispatch(self._tools)

    async def _recheck(self) -> None:
        with self._tasks.waited_for():
            await recheck(self._tools)

    async def _rematch(self) -> None:
        with self._tasks.waited_for():
            await find_mentions_anew(self._tools)

    async def _stories(self) -> None:
        with self._tasks.waited_for():
            await join_stories(self._tools)

    async def _tidy(self) -> None:
        with self._tasks.waited_for():
            await let_go(self._tools)

    async def _beat(self) -> None:
        with self._tasks.waited_for():  # so that none is written after the goodbye
            await asyncio.to_thread(self._heart.beat)


def _tell_error(event: JobExecutionEvent) -> None:
    """Log what a job did not foresee; its next run stays scheduled. A stop tells for itself."""
    if isinstance(event.exception, asyncio.CancelledError):
        return
    logger.opt(exception=event.exception).error("job {} failed", event.job_id)
