"""A bound on how long one question may hold the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Final

from sqlalchemy import Connection, event
from sqlalchemy.exc import OperationalError

from worker.errors import ArchiveError

LONGEST: Final = 5.0
"""Seconds after which a statement is cancelled."""

_STEPS: Final = 10_000
"""SQLite looks at the time after so many steps of its machine, some tenths of a millisecond."""
_CANCELLED: Final = ("interrupted", "statement timeout")


class Patience:
    """How long the next result is waited for."""

    def __init__(self, seconds: float = LONGEST, clock: Callable[[], float] = monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self.renew()

    def renew(self) -> None:
        """Begin to wait anew: a result has come."""
        self._until = self._clock() + self.seconds

    def check(self) -> None:
        """Raise ArchiveError where the next result takes too long."""
        if self._clock() > self._until:
            raise self.over()

    def over(self) -> ArchiveError:
        """Return the error for a question that takes too long."""
        return ArchiveError(
            f"no answer within {self.seconds:g} s, so it was cancelled",
            where="query",
            remedy="ask for less: days (after: before:), a longer phrase, a source",
        )


@contextmanager
def limited(tx: Connection, seconds: float = LONGEST) -> Iterator[Patience]:
    """Within, cancel each statement that takes longer, and raise ArchiveError for it.

    What is yielded is for work between statements that brings no result.
    """
    patience = Patience(seconds)
    try:
        if tx.dialect.name == "sqlite":
            with _watched(tx, seconds):
                yield patience
        else:
            tx.exec_driver_sql(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
            yield patience
            tx.exec_driver_sql("SET LOCAL statement_timeout = DEFAULT")
    except OperationalError as error:
        if not any(word in str(error.orig) for word in _CANCELLED):
            raise
        raise patience.over() from error


@contextmanager
def _watched(tx: Connection, seconds: float) -> Iterator[None]:
    """Have SQLite ask, while it works, whether its statement has taken too long."""
    driver = tx.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    until = monotonic() + seconds

    def begin(*_: Any) -> None:
        nonlocal until
        until = monotonic() + seconds

    def out_of_time() -> bool:
        return monotonic() > until

    event.listen(tx, "before_cursor_execute", begin)
    driver.set_progress_handler(out_of_time, _STEPS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)
        event.remove(tx, "before_cursor_execute", begin)
