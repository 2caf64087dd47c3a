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
from itertools import cycle
from typing import Any, Final

from sqlalchemy import Connection, event

from worker.archive.engine import Archive

STEPS: Final = (
    # flow/poll.py
    "worker.archive.runs:start",
    "worker.archive.pages:note",
    "worker.archive.pages:due",
    "worker.archive.sources:finish_first_poll",
    "worker.archive.outbox:release_digest",
    "worker.archive.runs:finish",
    # flow/ingest.py
    "worker.archive.matching:join_in",
    "worker.archive.pages:claim",
    "worker.archive.articles:last_sighting",
    "worker.archive.articles:known",
    "worker.archive.pages:record_fetch",
    "worker.archive.articles:store",
    "worker.archive.search:index",
    "worker.archive.raw:keep",
    "worker.archive.articles:open_sighting",
    "worker.archive.articles:touch_sighting",
    "worker.archive.mentions:store",
    "worker.archive.learned:note",
    "worker.archive.learned:told_by_others",
    "worker.archive.outbox:raise_alerts",
    # flow/dispatch.py
    "worker.archive.outbox:next_due",
    "worker.archive.outbox:claim",
    "worker.deliver.webhook:deliver",
    "worker.archive.outbox:record",
)
COMMIT: Final = "commit"
"""Of any transaction that writes: before it is asked for, and after it is done."""
STATEMENT: Final = "statement"
"""Any statement of SQL, just before it is sent."""

_SIDES: Final = ("before", "after")
POINTS: Final = (*((step, side) for step in (*STEPS, COMMIT) for side in _SIDES),
                 (STATEMENT, "before"))  # fmt: skip
TELLING: Final = (
    (COMMIT, "before"),
    (COMMIT, "after"),
    ("worker.archive.outbox:raise_alerts", "before"),
    ("worker.archive.outbox:raise_alerts", "after"),
    ("worker.deliver.webhook:deliver", "before"),
    ("worker.deliver.webhook:deliver", "after"),
)
"""Those between which most is at stake: every other kill is at one of these."""


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
        for step in STEPS:
            room, name = step.split(":")
            module = importlib.import_module(room)
            setattr(module, name, self._wrapped(step, getattr(module, name)))
        Archive.write = self._write(Archive.write)  # type: ignore[method-assign]

    def open(self, url: str) -> Archive:
        """Open an archive whose statements are counted from here on."""
        archive = Archive.open(url)
        event.listen(archive._engine, "before_cursor_execute", self._on_statement)
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

    def _on_statement(self, *_: object) -> None:
        self._pass(STATEMENT, "before")


def in_turn(rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield points without end: one of the telling ones, then any one."""
    telling = cycle(rng.sample(TELLING, len(TELLING)))
    any_one = cycle(rng.sample(POINTS, len(POINTS)))
    while True:
        yield next(telling)
        yield next(any_one)


def deed_at(step: str, side: str, passed: Counter[str], rng: random.Random) -> Deed:
    """Return a kill at one of the calls of a point that a like run has made; early ones above all.

    A run that finds little new comes to no later ones.
    """
    most = passed[f"{step} {side}"]
    early = 2 if rng.random() < 0.7 and step in STEPS else most
    return Deed(step, side, rng.randint(1, max(min(early, most), 1)))
