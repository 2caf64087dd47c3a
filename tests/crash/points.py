"""The named points at which a run is killed, and how a process is made to die at one.

A point is a function that the flows call, by its room and name, and the side of the call. The
product has no hooks for it: the process that is to die wraps the function before it begins. A new
step of a flow becomes a new point by being named in ``STEPS``.
"""

from __future__ import annotations

import importlib
import inspect
import os
import random
import signal
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import cycle
from typing import Any, Final

from sqlalchemy import Connection, event

from worker.archive.database import traces
from worker.archive.database.engine import Archive


class Job(StrEnum):
    """What a process that is to die does."""

    LIVE = "live"
    RECHECK = "recheck"
    FORGET = "forget"
    REPLAY = "replay"


_TELLING: Final = (
    "worker.archive.alerts.outbox:raise_alerts",
    "worker.archive.alerts.digests:gathered",
    "worker.archive.alerts.digests:complete",
)
_DISPATCH: Final = (
    # flow/sending/dispatch.py
    "worker.archive.alerts.outbox:first_due",
    "worker.archive.alerts.digests:release_due",
    "worker.archive.alerts.outbox:claim",
    "worker.deliver.channels.webhook:deliver",
    "worker.archive.alerts.outbox:record",
)
_LOOKS: Final = (
    # flow/polling/recheck.py, flow/gone/vanishing.py, flow/gone/alerts.py, flow/gone/returning.py
    "worker.archive.pages.looks:due",
    "worker.archive.pages.looks:absent",
    "worker.archive.pages.looks:keep_missing",
    "worker.archive.pages.looks:has_gone",
    "worker.archive.pages.looks:plan",
    "worker.archive.articles.articles:end_sighting",
    "worker.flow.gone.vanishing:tell_alone",
    "worker.flow.polling.visits:come_back",
    "worker.flow.polling.visits:find_again",
    "worker.flow.polling.visits:look_where_it_stood",
)
STEPS: Final = {
    Job.LIVE: (
        # flow/polling/poll.py
        "worker.archive.sources.runs:start",
        "worker.archive.pages.pages:note",
        "worker.archive.pages.pages:due",
        "worker.archive.sources.sources:finish_first_poll",
        "worker.archive.alerts.outbox:release_digest",
        "worker.archive.sources.runs:finish",
        # flow/intake/ingest.py
        "worker.archive.officials.matching:join_in",
        "worker.archive.stories.stories:alone",
        "worker.archive.pages.pages:claim",
        "worker.archive.articles.articles:last_sighting",
        "worker.archive.articles.articles:known",
        "worker.archive.pages.pages:record_fetch",
        "worker.archive.articles.articles:store",
        "worker.archive.index.search:index",
        "worker.archive.articles.raw:keep",
        "worker.archive.articles.articles:open_sighting",
        "worker.archive.articles.articles:touch_sighting",
        "worker.archive.stories.stories:join",
        "worker.archive.officials.mentions:store",
        "worker.archive.officials.learned:note",
        "worker.archive.officials.learned:told_by_others",
        "worker.archive.alerts.outbox:told_before",
        *_TELLING,
        *_LOOKS,
        *_DISPATCH,
    ),
    Job.RECHECK: (*_LOOKS, *_TELLING, *_DISPATCH),
    Job.FORGET: (
        # flow/forget.py, archive/forgetting/forgetting.py, archive/forgetting/heirs.py
        "worker.archive.forgetting.forgetting:forget",
        "worker.archive.forgetting.heirs:hand_on",
        "worker.archive.index.search:unindex",
        "worker.archive.officials.learned:forget",
        "worker.archive.stories.stories:forget",
        "worker.archive.database.traces:note",
        "worker.archive.database.traces:remove",
    ),
    Job.REPLAY: ("worker.archive.alerts.replays:replay", *_DISPATCH),
}
"""The functions that each job of :mod:`tests.crash.nursery` passes, by their rooms and names."""
COMMIT: Final = "commit"
"""Of any transaction that writes: before it is asked for, and after it is done."""
STATEMENT: Final = "statement"
"""Any statement of SQL, just before it is sent."""
CLEANSING: Final = "cleansing"
"""While SQLite's file is made anew: after every few steps of its machine."""
HALF_A_PAGE: Final = "half a page"
"""When the site has sent half of a page: it is the site that kills then."""

A_FEW: Final = 200
"""Steps of SQLite's machine between two points."""

UNKNOWN: Final = 20
"""Calls of a point that are reckoned with where no run has told how many there are."""

_SIDES: Final = ("before", "after")
Point = tuple[Job, str, str]
"""A job, a step of it, and the side of the step."""
POINTS: Final[tuple[Point, ...]] = (
    *((job, step, side) for job, steps in STEPS.items() for step in steps for side in _SIDES),
    *((job, COMMIT, side) for job in Job for side in _SIDES),
    *((job, STATEMENT, "before") for job in Job),
    (Job.FORGET, CLEANSING, "before"),
    (Job.LIVE, HALF_A_PAGE, "after"),
)
TELLING: Final[tuple[Point, ...]] = (
    (Job.LIVE, COMMIT, "before"),
    (Job.LIVE, COMMIT, "after"),
    (Job.LIVE, "worker.archive.alerts.outbox:raise_alerts", "before"),
    (Job.LIVE, "worker.archive.alerts.outbox:raise_alerts", "after"),
    (Job.LIVE, "worker.deliver.channels.webhook:deliver", "before"),
    (Job.LIVE, "worker.deliver.channels.webhook:deliver", "after"),
    (Job.FORGET, STATEMENT, "before"),
)
"""Those between which most is at stake: every third kill is at one of these."""
_ALL_STEPS: Final = tuple(dict.fromkeys(step for steps in STEPS.values() for step in steps))


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done to a process: the signal, and at which call of which point, counted from 1."""

    step: str
    side: str
    call: int
    sign: int = signal.SIGKILL

    def __str__(self) -> str:
        return f"{signal.Signals(self.sign).name} {self.side} {self.step}, call {self.call}"


class Watcher:
    """Counts how often this process passes each point, and does the deed at its own."""

    def __init__(self, deed: Deed | None) -> None:
        self.passed: Counter[str] = Counter()
        self._deed = deed

    def install(self) -> None:
        """Wrap every step in this process, for good."""
        for step in _ALL_STEPS:
            room, name = step.split(":")
            module = importlib.import_module(room)
            setattr(module, name, self._wrapped(step, getattr(module, name)))
        Archive.write = self._write(Archive.write)  # type: ignore[method-assign]
        traces._connected = self._cleansing(traces._connected)

    def open(self, url: str) -> Archive:
        """Open an archive whose statements are counted from here on."""
        archive = Archive.open(url)
        event.listen(archive._writing, "before_cursor_execute", self._on_statement)
        return archive

    def _pass(self, step: str, side: str) -> None:
        key = f"{step} {side}"
        self.passed[key] += 1
        deed = self._deed
        if deed and (deed.step, deed.side, deed.call) == (step, side, self.passed[key]):
            os.kill(os.getpid(), deed.sign)

    def _wrapped(self, step: str, inner: Callable[..., Any]) -> Callable[..., Any]:
        def around(*args: Any, **named: Any) -> Any:
            self._pass(step, "before")
            made = inner(*args, **named)
            if inspect.isawaitable(made):
                return self._awaited(step, made)
            self._pass(step, "after")
            return made

        return around

    async def _awaited(self, step: str, made: Awaitable[Any]) -> Any:
        outcome = await made
        self._pass(step, "after")
        return outcome

    def _write(self, inner: Callable[..., Any]) -> Any:
        @contextmanager
        def write(archive: Archive) -> Iterator[Connection]:
            with inner(archive) as tx:
                yield tx
                self._pass(COMMIT, "before")
            self._pass(COMMIT, "after")

        return write

    def _cleansing(self, inner: Callable[..., Any]) -> Callable[..., Any]:
        def connected(archive: Archive) -> Any:
            connection = inner(archive)
            connection.set_progress_handler(lambda: self._pass(CLEANSING, "before"), A_FEW)
            return connection

        return connected

    def _on_statement(self, *_: object) -> None:
        self._pass(STATEMENT, "before")


def in_turn(rng: random.Random) -> Iterator[Point]:
    """Yield points without end: one of the telling ones, then any two."""
    telling = cycle(rng.sample(TELLING, len(TELLING)))
    any_one = cycle(rng.sample(POINTS, len(POINTS)))
    while True:
        yield next(telling)
        yield next(any_one)
        yield next(any_one)


def call_at(passed: int, step: str, rng: random.Random) -> int:
    """Return at which of the calls of a point to kill, that runs have passed so often at most.

    Early ones above all: a run that finds little new comes to no later ones. 0 is not known yet.
    """
    passed = passed or UNKNOWN
    often = step in (STATEMENT, CLEANSING, COMMIT)
    most = passed if often or rng.random() < 0.3 else min(passed, 2)
    return rng.randint(1, max(most, 1))
