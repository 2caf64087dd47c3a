"""The polls of a service: a job of the scheduler for each source, in line with the archive.

Jobs are kept in memory. They are made from the archive at start, whenever a source is added,
changed or switched off while the service runs, and when the clock was set (``wake.py``).
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from apscheduler.events import EVENT_JOB_MAX_INSTANCES, JobSubmissionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from loguru import logger

from worker.archive.sources import runs, sources
from worker.archive.sources.sources import StoredSource
from worker.clock import HANOI
from worker.errors import ArchiveError, NotFound
from worker.flow.polling.poll import poll
from worker.flow.tools import Tools
from worker.model import Schedule
from worker.service.due import due_at, polled, trigger
from worker.service.tasks import Tasks

FIRST_STEP: Final = 0.1
"""Seconds between two sources that are due at the same moment: at start, or after days off."""


@dataclass(frozen=True, slots=True)
class _Planned:
    """The schedule under which a source's job stands, and what was decided after its last poll."""

    schedule: Schedule
    source_id: int
    poll_after: datetime | None


class Polls:
    """Plans the polls of one service, and begins each when its time has come."""

    def __init__(self, tools: Tools, scheduler: AsyncIOScheduler, tasks: Tasks) -> None:
        self._tools = tools
        self._scheduler = scheduler
        self._tasks = tasks
        self._planned: dict[str, _Planned] = {}
        self._polling: dict[str, int] = {}
        self._ended: Counter[str] = Counter()
        scheduler.add_listener(self._leave_out, EVENT_JOB_MAX_INSTANCES)

    async def plan(self) -> None:
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

    def forget(self) -> None:
        """Know of no job any more: the next plan makes all anew."""
        self._planned.clear()

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
        with self._tasks.waited_for():
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
        self._tasks.begin(asyncio.to_thread(self._count_left_out, name))

    def _tell_left_out(self, name: str, polls: int) -> None:
        if polls > 1:
            logger.info("source {} was polled for so long that {} polls were left out", name, polls)

    def _count_left_out(self, name: str) -> None:
        with self._tools.archive.write() as tx:
            last = sources.find(tx, name).last_run
            if last is not None:
                runs.leave_out(tx, last.id)


def _planned(stored: StoredSource) -> _Planned:
    return _Planned(stored.source.schedule, stored.id, stored.poll_after)


def _job_id(name: str) -> str:
    return f"poll:{name}"
