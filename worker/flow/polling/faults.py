"""What stands behind a way that could not be asked or read."""

from __future__ import annotations

from pathlib import Path

from worker.errors import (
    DiemtinError,
    FetchError,
    FormatError,
    ReadingBroke,
    ReadingStopped,
    RobotsRefused,
)
from worker.extract.gate import gate_of
from worker.fetch.failures import OutOfTimeError, PassingError, ServerFailedError
from worker.model import Capture, Fault, Way

_ANSWERED = "answered "
"""How the errors begin that tell of a status: a server was there."""
_UNREAD = " cannot be read: "
"""What stands in a refusal where robots.txt could not be had, before the reason."""


def why_unread(way: Way, capture: Capture | Path | None, error: DiemtinError) -> tuple[Fault, str]:
    """Return why a way brought nothing, and in one line what is told of it.

    What answered where a feed was expected may be a gate.
    """
    if isinstance(capture, Capture) and isinstance(error, FormatError):
        gate = gate_of(capture)
        if gate is not None:
            return Fault.GATE, f"{way.address}: {gate}"
        return Fault.TEMPLATE, str(error)
    if isinstance(error, ReadingStopped | ReadingBroke):
        return Fault.TEMPLATE, str(error)
    return fault_behind(error), str(error)


def fault_behind(error: DiemtinError) -> Fault:
    """Return what an error says: nobody was reached, robots.txt forbids it, or a server erred."""
    if isinstance(error, RobotsRefused):
        _, unread, why = error.what.partition(_UNREAD)
        return Fault.UNREACHABLE if unread and not why.startswith(_ANSWERED) else Fault.ROBOTS
    if isinstance(error, FetchError) and _is_unreachable(error):
        return Fault.UNREACHABLE
    return Fault.FETCH


def _is_unreachable(error: FetchError) -> bool:
    if isinstance(error, ServerFailedError) or error.what.startswith(_ANSWERED):
        return False
    return isinstance(error, PassingError | OutOfTimeError)
