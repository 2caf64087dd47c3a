"""What runs when: a job for each source, and one each for deliveries, looks, plans, rematches.

APScheduler keeps its jobs in memory; they are rebuilt from the archive at start, whenever a source
is added, changed or switched off while the service runs, and whenever the watch finds that the
clock was set or that the scheduler stands still (``worker/wake.py``).

Deliveries are looked for as soon as a poll of this process has raised alerts; the job for them only
rings the same bell every two seconds: for retries, and for what other processes have raised.
"""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from apscheduler.events import (
    EVENT_JOB_ERROR,
    EVENT_JOB_MAX_INSTANCES,
    JobExecutionEvent,
    JobSubmissionEvent,
)
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from loguru import logger

from worker.archive.sources import runs, sources
from worker.archive.sources.sources import StoredSource
from worker.clock import HANOI
from worker.due import due_at, polled, trigger
from worker.errors import ArchiveError, NotFound
from worker.flow import tidying
from worker.flow.intake import stories
from worker.flow.polling.poll import poll
from worker.flow.polling.recheck import recheck
from worker.flow.registry.rematch import steps
from worker.flow.sending.dispatch import dispatch
from worker.flow.tools import Tools
from worker.heart import BEAT, Heart
from worker.model import Schedule
from worker.wake import Wake

FIRST_STEP = 0.1
"""Seconds between two sources that are due at the same moment: at start, or after days off."""
REFRESH = 5
"""Seconds between two looks for sources that were added, changed or switched off."""
RECHECK = 60
"""Seconds between two looks for pages that are due to be looked at again."""
REMATCH = 20
"""Seconds between two looks whether mentions have to be found anew."""
STORIES = 30
"""Seconds between two looks for articles that have no story yet."""
STORIES_ONCE = 1_000
"""Articles that join their stories in one ``run --once``: some seconds' work."""
TIDY = 3_600
"""Seconds between two looks for what is so old that nobody asks for it any more."""
REMATCH_PAUSE = 0.1
"""Seconds between two batches of these, in which others write and the processor is theirs."""
PULSE = 1
"""Seconds between two signs of life of the scheduler to the watch."""


@dataclass(frozen=True, slots=True)
class _Planned:
    """The schedule under which a source's job stands, and what was decided after its last poll."""

    schedule: Schedule
    source_id: int
    poll_after: datetime | None


class Service:
    """The background service: polls, dispatches and beats until it is told to stop."""

    def __init__(self, tools: Tools, *, dispatch_every: float, grace: float) -> None:
        self._tools = tools
        self._grace = grace
        self._dispatch_every = dispatch_every
        self._planned: dict[str, _Planned] = {}
        self._polling: dict[str, int] = {}
        self._ended: Counter[str] = Counter()
        self._running: set[asyncio.Task[object]] = set()
        self._heart = Heart(tools.archive, tools.clock)
        self._wake = Wake(tools.clock)
        self._scheduler = AsyncIOScheduler(
            timezone=HANOI,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._scheduler.add_listener(_tell_error, EVENT_JOB_ERROR)
        self._scheduler.add_listener(self._leave_out, EVENT_JOB_MAX_INSTANCES)
        self._add_own_jobs()

    def _add_own_jobs(self) -> None:
        for work, seconds, name in (
            (self._look_for_deliveries, self._dispatch_every, "dispatch"),
            (self._plan, REFRESH, "plan"),
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
        await self._plan()
        self._scheduler.start()
        watching = asyncio.create_task(self._wake.watch(self._revive))
        delivering = asyncio.create_task(self._deliver())
        try:
            await self._tools.stopping.wait()
        finally:
            watching.cancel()
            delivering.cancel()
            self._scheduler.remove_all_jobs()
            await self._drain()
            self._scheduler.shutdown(wait=False)
            await asyncio.to_thread(self._heart.say_goodbye)

    async def _revive(self) -> None:
        """Make all jobs anew, for the clock as it is now, and let the scheduler look at them."""
        self._scheduler.remove_all_jobs()
        self._planned.clear()
        self._add_own_jobs()
        self._scheduler.wakeup()
        await self._plan()

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
        """Bring the jobs in line with the archive's sources.

        A source whose poll ended while they were read was read as it stood before: the next look
        sees to it.
        """
        ended = self._ended.copy()
        wanted = await asyncio.to_thread(self._wanted)
        for name in [name for name in self._planned if name not in wanted]:
            del self._planned[name]
            if self._scheduler.get_job(_job_id(name)):  # a cron line may have run out
                self._scheduler.remove_job(_job_id(name))
        self._add_jobs(
            stored
            for name, stored in wanted.items()
            if name not in self._polling
            and self._ended[name] == ended[name]
            and self._planned.get(name) != _planned(stored)
        )

    def _add_jobs(self, wanted: Iterable[StoredSource]) -> None:
        """Give each source a job at its time; of those that are due now one after the other."""
        now, off = self._tools.clock.now(), self._wall_is_off_by()
        late = 0
        for stored in wanted:
            due = due_at(stored, now)
            if due <= now:
                due = now + timedelta(seconds=late * FIRST_STEP)
                late += 1
            self._scheduler.add_job(
                self._poll,
                trigger(stored.source.schedule, self._tools.pace),
                args=[stored.source.name],
                id=_job_id(stored.source.name),
                replace_existing=True,
                next_run_time=due + off,
            )
            self._planned[stored.source.name] = _planned(stored)

    def _wall_is_off_by(self) -> timedelta:
        """Return how far the scheduler's clock, which is the machine's, is ahead of ours."""
        return datetime.now(HANOI) - self._tools.clock.now()

    def _wanted(self) -> dict[str, StoredSource]:
        with self._tools.archive.read() as tx:
            return {one.source.name: one for one in polled(tx)}

    async def _poll(self, name: str) -> None:
        with self._waited_for():
            self._polling[name] = 0
            try:
                stored = await asyncio.to_thread(self._find, name)
                await poll(self._tools, stored)
                stored = await asyncio.to_thread(self._find, name)
            except NotFound:
                return
            except ArchiveError:
                self._planned.pop(name, None)  # planned anew as soon as the archive is there
                raise
            finally:
                self._tell_left_out(name, self._polling.pop(name))
                self._ended[name] += 1
            if name in self._planned:
                self._add_next(stored)

    def _add_next(self, stored: StoredSource) -> None:
        """Plan the next poll: as it was decided, where that is not for its own schedule to say."""
        job = self._scheduler.get_job(_job_id(stored.source.name))
        before, wanted = self._planned[stored.source.name], _planned(stored)
        if replace(before, poll_after=wanted.poll_after) != wanted:
            return  # changed while it was polled: the job is of before, and will be planned anew
        self._planned[stored.source.name] = wanted
        if job is None or stored.poll_after is None:
            return
        now = self._tools.clock.now()
        due = max(due_at(stored, now), now) + self._wall_is_off_by()
        if stored.source.schedule.adaptive or due > job.next_run_time:
            job.modify(next_run_time=due)

    def _find(self, name: str) -> StoredSource:
        with self._tools.archive.read() as tx:
            return sources.find(tx, name)

    def _leave_out(self, event: JobSubmissionEvent) -> None:
        """Count a poll that is due while the one before still runs; tell of the first."""
        name = event.job_id.removeprefix("poll:")
        if not event.job_id.startswith("poll:") or name not in self._polling:
            return
        self._polling[name] += 1
        if self._polling[name] == 1:
            logger.info("source {} is still being polled; what is due meanwhile is left out", name)
        task = asyncio.get_running_loop().create_task(asyncio.to_thread(self._count_left_out, name))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def _tell_left_out(self, name: str, polls: int) -> None:
        if polls > 1:
            logger.info("source {} was polled for so long that {} polls were left out", name, polls)

    def _count_left_out(self, name: str) -> None:
        with self._tools.archive.write() as tx:
            last = sources.find(tx, name).last_run
            if last is not None:
                runs.leave_out(tx, last.id)

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
        with self._waited_for():
            await dispatch(self._tools)

    async def _recheck(self) -> None:
        with self._waited_for():
            await recheck(self._tools)

    async def _rematch(self) -> None:
        """Find mentions anew where rules or registry have changed, a batch at a time."""
        with self._waited_for():
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

    async def _stories(self) -> None:
        """Let the articles of an older archive join their stories, a batch at a time."""
        with self._waited_for():
            await _join_stories(self._tools)

    async def _tidy(self) -> None:
        """Let go what nobody asks for any more, a batch at a time."""
        with self._waited_for():
            await _let_go(self._tools)

    async def _beat(self) -> None:
        with self._waited_for():  # so that none is written after the goodbye
            await asyncio.to_thread(self._heart.beat)

    @contextmanager
    def _waited_for(self) -> Iterator[None]:
        """Count the current task among those that a stop waits for."""
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            yield
        finally:
            self._running.discard(task)


async def _join_stories(tools: Tools, most: float = math.inf) -> None:
    """Let articles of an older archive join their stories, until so many have or it is to stop."""
    joined = await _step_by_step(tools, stories.steps(tools.archive), most)
    if joined:
        logger.info("{} article(s) of before have joined their stories", joined)


async def _let_go(tools: Tools) -> None:
    """Let go what is so old that nobody asks for it any more."""
    gone = await _step_by_step(tools, tidying.steps(tools.archive, tools.clock))
    if gone:
        logger.info("{} old poll(s) were let go", gone)


async def _step_by_step(tools: Tools, steps: Iterator[int], most: float = math.inf) -> int:
    """Take steps, and give others their turn in between; return how much they have done.

    It ends where they do, when so much is done, or where the service is to stop.
    """
    done = 0
    while done < most and not tools.stopping.is_set():
        step = await asyncio.to_thread(next, steps, None)
        if step is None:
            break
        done += step
        await asyncio.sleep(REMATCH_PAUSE)
    return done


async def run_once(tools: Tools) -> int:
    """Poll every source that is due, once; return how many had trouble.

    Then pages that are due are looked at again, at the sources that were not polled too, and of
    the articles that have no story yet ``STORIES_ONCE`` join theirs. What is old is tidied away.

    Whenever a poll ends, what is stored is delivered: a slow source holds up nobody's alerts. What
    one poll did not foresee is raised when the others have ended. Meanwhile it beats, as a service
    does, so that ``status`` tells of it.
    """
    async with Heart(tools.archive, tools.clock, once=True).beating():
        return await _work_once(tools)


async def _work_once(tools: Tools) -> int:
    with tools.archive.read() as tx:
        now = tools.clock.now()
        due = [stored for stored in polled(tx) if due_at(stored, now) <= now]
    polls = [asyncio.ensure_future(poll(tools, stored)) for stored in due]
    waiting = set(polls)
    try:
        while waiting:
            _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            await dispatch(tools)
    finally:
        for left in waiting:
            left.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
    await recheck(tools)
    await dispatch(tools)
    await _join_stories(tools, STORIES_ONCE)
    await _let_go(tools)
    ended = [one.exception() or one.result() for one in polls]
    for one in ended:
        if isinstance(one, BaseException):
            raise one
    return sum(not isinstance(one, BaseException) and one.error is not None for one in ended)


def _planned(stored: StoredSource) -> _Planned:
    return _Planned(stored.source.schedule, stored.id, stored.poll_after)


def _job_id(name: str) -> str:
    return f"poll:{name}"


def _tell_error(event: JobExecutionEvent) -> None:
    """Log what a job did not foresee; its next run stays scheduled. A stop tells for itself."""
    if isinstance(event.exception, asyncio.CancelledError):
        return
    logger.opt(exception=event.exception).error("job {} failed", event.job_id)
