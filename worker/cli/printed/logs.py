"""Where the service's log goes: one line an event, on standard error, in Hanoi time."""

from __future__ import annotations

import logging
import sys

from loguru import logger

from worker.clock import HANOI
from worker.deliver.excerpt import one_line


class _ToLoguru(logging.Handler):
    """Hands the standard library's records to loguru, as values, never as format strings."""

    def emit(self, record: logging.LogRecord) -> None:
        level = record.levelname if record.levelname in _LEVELS else "INFO"
        logger.opt(exception=record.exc_info, depth=6).log(level, "{}", record.getMessage())


_LEVELS = frozenset({"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"})


def log_to_stderr(level: str) -> None:
    """Send the log to standard error from ``level`` up, without the values of local variables.

    Libraries are heard from WARNING up.
    """
    logger.remove()
    logger.add(
        sys.stderr,
        level=level,
        format=_line,
        diagnose=False,
        backtrace=False,
        colorize=None,
    )
    logging.basicConfig(handlers=[_ToLoguru()], level=logging.WARNING, force=True)
    # Of runs that are left out the service tells itself, once for each poll that lasts.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)


def _line(record: object) -> str:
    """Return loguru's template for a record; nothing in a message can forge another line."""
    assert isinstance(record, dict)
    record["extra"]["inert"] = one_line(str(record["message"]))
    record["extra"]["at"] = record["time"].astimezone(HANOI)
    tail = "\n{exception}" if record["exception"] else "\n"
    return "{extra[at]:%Y-%m-%d %H:%M:%S} <level>{level: <7}</level> {extra[inert]}" + tail
