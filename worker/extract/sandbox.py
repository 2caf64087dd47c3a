"""Where what others wrote is parsed: in child processes that can be stopped.

A page made to be slow, or one that crashes a parser, costs a child, and the service lives on. A
child is kept and reads many pages; a new one is forked from a server process that has the readers
loaded already (never from this process, which has threads and open databases). It answers item by
item, so that a child that dies tells which item it died of. That one is tried once more, alone in
a new child, before it is blamed: what an earlier item left behind is not its fault.

This bounds time and memory and outlives crashes. It is no wall against a parser that obeys a
page: children run as the same user.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from queue import LifoQueue
from typing import Final, TypeVar

from worker.errors import ReadingStopped, SandboxError
from worker.extract.sandbox_child import (
    OUT_OF_MEMORY,
    PATIENCE,
    READY,
    STOPS,
    Done,
    Killed,
    Raised,
    Value,
    serve,
)

__all__ = ["Answer", "Done", "Killed", "Raised", "Sandbox"]

Item = TypeVar("Item")
Answer = Done[Value] | Raised | Killed

ITEMS_A_CHILD: Final = 500
"""Items after which a child makes way for a new one, so that what parsers leak stays small."""
_START: Final = 60.0
"""Seconds within which a new child is ready; the first one waits for the readers to be loaded."""
_LATE: Final = 30.0
"""Seconds beyond an item's own after which the parent ends a child whose alarm did not."""
_LONGEST: Final = 1_000_000.0
"""Seconds that can be waited for at once; some eleven days."""
_FORKS: Final = multiprocessing.get_context("forkserver")
_STARTING: Final = threading.Lock()
"""Held while a process is started or waited for: multiprocessing counts its children unlocked."""


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What a child may take for one item: seconds of processor time, and bytes beyond what it
    starts with.
    """

    seconds: float
    memory: int

    @property
    def too_slow(self) -> Killed:
        return Killed(f"it took more than {self.seconds:g} s of processor time")

    @property
    def longest(self) -> float:
        """Return how many seconds an item may last."""
        return self.seconds * PATIENCE

    @property
    def too_long(self) -> Killed:
        return Killed(f"it took longer than {self.longest:g} s")

    def ended(self, status: int | None) -> Killed:
        """Say why a child ended, from its exit status as multiprocessing gives it."""
        if status == -signal.SIGPROF:
            return self.too_slow
        if status == -signal.SIGALRM:
            return self.too_long
        if status == OUT_OF_MEMORY:
            return Killed(f"it took more than {self.memory / 1_000_000:g} MB")
        if status is not None and status < 0:
            return Killed(f"the parser was ended by {signal.Signals(-status).name}")
        return Killed(f"the parser ended its process (status {status})")


class Sandbox:
    """A few child processes, started when they are needed. Any thread may use it.

    ``seconds`` of processor time and ``memory`` (bytes, beyond what a child starts with) bound one
    item, ``children`` how many read at once. ``preload`` names the modules that children find
    loaded. Functions are handed over by their names: they stand in a module, and so do their types.
    """

    def __init__(
        self,
        *,
        seconds: float,
        memory: int,
        children: int,
        preload: Sequence[str] = (),
        items_a_child: int = ITEMS_A_CHILD,
    ) -> None:
        bounds = _Bounds(seconds, memory)
        self._preload = list(preload)
        self._lanes = [_Lane(bounds, self._preload, items_a_child) for _ in range(children)]
        self._free: LifoQueue[_Lane] = LifoQueue()
        for lane in self._lanes:
            self._free.put(lane)
        self._threads = ThreadPoolExecutor(children, "sandbox")

    def warm(self) -> None:
        """Have the readers loaded already, beside what this process does next.

        Where that fails, the first who reads is told.
        """
        with _STARTING, _undisturbed(), suppress(OSError):
            _FORKS.set_forkserver_preload(self._preload)
            forkserver.ensure_running()

    def each(self, function: Callable[[Item], Value], items: Sequence[Item]) -> list[Answer[Value]]:
        """Return what the function makes of each item, in their order, all in one child.

        One that is stopped costs its own answer only. Raises SandboxError where no child can be
        started, or the sandbox is closed meanwhile.
        """
        lane = self._free.get()
        try:
            return [lane.ask(function, item) for item in items]
        finally:
            self._free.put(lane)

    def one(self, function: Callable[[Item], Value], item: Item, where: str) -> Value:
        """Return what the function makes of one item, or raise what it raises.

        ``where`` names the item in errors. Raises ReadingStopped where the child was, ReadingBroke
        for what the function did not foresee, SandboxError as ``each`` does.
        """
        [answer] = self.each(function, [item])
        match answer:
            case Done(value):
                return value
            case Raised(error):
                error.where = error.where or where
                raise error
            case Killed(why):
                raise ReadingStopped(f"its reading was stopped: {why}", where=where)

    async def apart(self, function: Callable[[Item], Value], item: Item, where: str) -> Value:
        """Do the same as ``one`` while the event loop goes on.

        Those who wait for a child wait in a row of their own, not in the threads of others.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self.one, function, item, where)

    def close(self) -> None:
        """End all children, those that are reading too, and wait until they are gone."""
        for lane in self._lanes:
            lane.close()
        self._threads.shutdown(cancel_futures=True)


class _Lane:
    """The place of one child at a time: starts it, asks it, replaces it."""

    def __init__(self, bounds: _Bounds, preload: list[str], items_a_child: int) -> None:
        self._bounds = bounds
        self._preload = preload
        self._items_a_child = items_a_child
        self._child: _Child | None = None
        self._closed = False
        self._changing = threading.Lock()

    def ask(self, function: Callable[[Item], Value], item: Item) -> Answer[Value]:
        """Return the answer to one item; a child that fails it has been replaced after."""
        while True:
            child = self._ready()
            fresh = child.asked == 0
            answer = child.ask(function, item)
            if not isinstance(answer, Killed):
                return answer
            self._leave(child)
            if fresh or answer in (self._bounds.too_slow, self._bounds.too_long):
                return answer

    def close(self) -> None:
        """End the child now, and let there be none after; a thread that waits for it is told."""
        with self._changing:
            self._closed = True
            if self._child is not None:
                self._child.end()

    def _ready(self) -> _Child:
        with self._changing:
            if self._child is not None and self._child.asked >= self._items_a_child:
                self._child.end()
                self._child = None
            if self._closed:
                raise SandboxError("the sandbox is closed")
            if self._child is None:
                self._child = self._started()
            return self._child

    def _started(self) -> _Child:
        """Start a child; one that was ended before it was ready gets a successor."""
        with suppress(SandboxError):
            return _Child(self._bounds, self._preload)
        return _Child(self._bounds, self._preload)

    def _leave(self, child: _Child) -> None:
        """Forget a child that has died. Raises SandboxError where ``close`` has ended it."""
        with self._changing:
            child.end()
            self._child = None
            if self._closed:
                raise SandboxError("the sandbox is closed")


class _Child:
    """A child process, seen from the parent."""

    def __init__(self, bounds: _Bounds, preload: list[str]) -> None:
        self._bounds = bounds
        self.asked = 0
        try:
            self._pipe, theirs = _FORKS.Pipe()
            self._process = _FORKS.Process(
                target=serve,
                args=(theirs, bounds.seconds, bounds.memory),
                name="reader",
                daemon=True,
            )
            with _STARTING, _undisturbed():
                _FORKS.set_forkserver_preload(preload)
                self._process.start()
            theirs.close()
            if self._pipe.poll(_START) and self._pipe.recv() == READY:
                return
        except (OSError, EOFError) as error:
            raise _cannot_start(str(error) or "it ended at once") from error
        self.end()
        raise _cannot_start(f"it was not ready within {_START:g} s")

    def ask(self, function: Callable[[Item], Value], item: Item) -> Answer[Value]:
        self.asked += 1
        try:
            self._pipe.send((function, item))
            if not self._pipe.poll(min(self._bounds.longest, _LONGEST) + _LATE):
                self._process.kill()
                return self._bounds.too_long
            answer: Answer[Value] = self._pipe.recv()
            return answer
        except (OSError, EOFError):
            return self._bounds.ended(self._status())

    def end(self) -> None:
        """End the process and wait for that."""
        self._process.kill()
        self._status()

    def _status(self) -> int | None:
        with _STARTING:
            self._process.join(_START)
        return self._process.exitcode


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep a new interpreter from what could disturb it: modules, and signals to the group.

    It would look for modules in the working directory, wherever that is; and Ctrl-C or SIGTERM
    would end it while this process still lets its work end. It goes when this process has gone.
    """
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    masked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        resource_tracker.ensure_running()  # which takes the mask away where it has to start
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *STOPS})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, masked)
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


def _cannot_start(why: str) -> SandboxError:
    return SandboxError(
        f"no process to read pages in could be started: {why}",
        remedy="look at the limits on memory and processes (ulimit -a)",
    )
