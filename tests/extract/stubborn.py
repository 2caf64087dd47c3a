"""What pages can do to those who read them, as functions that a child process is handed."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import time

from worker.errors import FormatError


def double(text: str) -> str:
    """Read it as any other."""
    return text * 2


def obey(text: str) -> str | int:
    """Do what the item says, or return it in capitals."""
    if text in ACTS:
        return ACTS[text]()
    return text.upper()


def _spin() -> int:
    while True:
        pass


def _spin_in_c() -> int:
    """Hold the interpreter's lock for longer than anybody waits."""
    return len(re.findall(r"(a+)+$", "a" * 64 + "b"))


def _sleep() -> int:
    time.sleep(10_000)
    return 0


def _abort() -> int:
    os.abort()


def _crash() -> int:
    ctypes.string_at(0)
    return 0


def _eat() -> int:
    return len([bytes(1_000_000) for _ in range(100_000)])


def _refuse() -> int:
    raise FormatError("holds nothing", where="a.html", expected="an article")


def _stumble() -> int:
    raise RecursionError("too deep")


def _reckon() -> int:
    """Need a little processor time, however long the machine takes to give it."""
    until = time.process_time() + 0.3
    while time.process_time() < until:
        pass
    return os.getpid()


def _leave() -> int:
    os._exit(3)


def _pid() -> int:
    return os.getpid()


def _what_cannot_be_sent() -> int:
    return lambda: 0  # type: ignore[return-value]


def _nap() -> int:
    """Take long enough to be signalled, and live through it."""
    for _ in range(100):
        if signal.sigpending():
            break
        time.sleep(0.01)
    return os.getpid()


def _undermine() -> int:
    """Leave the process behind so that it ends at the next item."""
    signal.pthread_sigmask = lambda *_: os.abort()
    return 0


ACTS = {
    "spin": _spin,
    "spin in C": _spin_in_c,
    "sleep": _sleep,
    "abort": _abort,
    "crash": _crash,
    "eat": _eat,
    "refuse": _refuse,
    "stumble": _stumble,
    "reckon": _reckon,
    "leave": _leave,
    "pid": _pid,
    "what cannot be sent": _what_cannot_be_sent,
    "nap": _nap,
    "undermine": _undermine,
}
