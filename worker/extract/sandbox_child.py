"""The inside of the sandbox: a child process that answers item by item, until it is stopped.

The kernel watches over each item, so that neither an endless loop in C nor a lost parent keeps a
child alive: an alarm ends it when its processor time is over, another one when it has only waited
for too long, the limit on its data when the memory is over, and the end of the pipe that only the
parent holds when the parent is gone.
"""

from __future__ import annotations

import fcntl
import logging
import multiprocessing
import os
import re
import resource
import signal
import traceback
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from worker.errors import DiemtinError, ReadingBroke

Value = TypeVar("Value")

READY: Final = "ready"
"""What a child says when its limits stand and it waits for its first item."""
OUT_OF_MEMORY: Final = 77
"""The exit status of a child that asked for more memory than it may have."""
PATIENCE: Final = 6
"""Times its processor time that an item may last: a busy machine may give a child a sixth of one,
and a page must not be blamed for that."""
_STATUS: Final = Path("/proc/self/status")
_DATA: Final = re.compile(r"^VmData:\s*(\d+) kB$", re.MULTILINE)
STOPS: Final = frozenset({signal.SIGTERM, signal.SIGHUP})
"""Signals that end a service, and that may be sent to all its processes."""


@dataclass(frozen=True, slots=True)
class Done(Generic[Value]):
    """What the function made of an item."""

    value: Value


@dataclass(frozen=True, slots=True)
class Raised:
    """What the function raised; what it did not foresee is a ReadingBroke."""

    error: DiemtinError


@dataclass(frozen=True, slots=True)
class Killed:
    """The child did not live through the item; ``why`` tells what ended it."""

    why: str


def serve(pipe: Connection, seconds: float, memory: int) -> None:
    """Answer each (function, item) that comes through the pipe, until its other end closes.

    An item may take ``seconds`` of processor time, last :data:`PATIENCE` times as long, and take
    ``memory`` bytes beyond what the process has at its start.
    """
    _settle(memory)
    pipe.send(READY)
    while True:
        try:
            function, item = pipe.recv()
        except (EOFError, ConnectionError):
            return
        # The item in hand is still answered.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
        try:
            pipe.send_bytes(_answer(function, item, seconds))
        except ConnectionError:
            return
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def _answer(function: Callable[[Any], object], item: object, seconds: float) -> Any:
    """Return the pickled answer; end the process when the time or the memory is over."""
    _allow(seconds)
    try:
        return ForkingPickler.dumps(Done(function(item)))
    except MemoryError:
        # What a parser holds after that is not to be trusted with another page.
        os._exit(OUT_OF_MEMORY)
    except DiemtinError as error:
        return ForkingPickler.dumps(Raised(error))
    except Exception as error:  # noqa: BLE001 - whatever a parser raises is said of this item
        told = f"{type(error).__name__}: {error}"[:300]
        return ForkingPickler.dumps(Raised(ReadingBroke(told, trace=traceback.format_exc())))
    finally:
        _allow(0)


def _allow(seconds: float) -> None:
    """Have the kernel end this process after so much processor time; 0 lets it live."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * PATIENCE)


def _settle(memory: int) -> None:
    """Take on the limits; leave Ctrl-C, which reaches the whole group, to the parent."""
    for sign in (signal.SIGINT, *STOPS):
        signal.signal(sign, signal.SIG_IGN)  # forgets what came before this process was ready
    for sign in (signal.SIGPROF, signal.SIGALRM, signal.SIGIO, *STOPS):
        signal.signal(sign, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    _end_with_the_parent()
    _limit_memory(memory)
    # What a parser thinks of a page is no event of the service.
    logging.disable()
    warnings.simplefilter("ignore")


def _end_with_the_parent() -> None:
    """Have the kernel end this process when the parent's end of a pipe closes, however it does.

    The pipe is multiprocessing's own sentinel, into which nobody writes any more. SIGIO ends a
    process that does not handle it. Where pipes cannot tell of themselves (not Linux), a child
    ends with the item in hand.
    """
    parent = multiprocessing.parent_process()
    assert parent is not None
    sentinel = parent.sentinel
    with suppress(OSError):
        fcntl.fcntl(sentinel, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(sentinel, fcntl.F_SETFL, fcntl.fcntl(sentinel, fcntl.F_GETFL) | os.O_ASYNC)
    if wait([sentinel], 0):
        os._exit(0)


def _limit_memory(memory: int) -> None:
    """Bound the heap: RLIMIT_DATA counts private memory that is written to, as VmData does.

    RLIMIT_AS would count mapped files and reserved addresses as well, which differ by system.
    Where the system does not say what a process has (not Linux), nothing is bounded.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not _STATUS.exists():
        return
    found = _DATA.search(_STATUS.read_text(encoding="ascii", errors="replace"))
    if found is not None:
        most = int(found[1]) * 1024 + memory
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
