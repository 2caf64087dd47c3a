"""The traces that removed words leave in SQLite's file, and making the file anew without them.

A removed row is still there to read until its place is written over; the index marks a removed
article's words as removed beside the words; the log holds pages as they were. So after an article
was forgotten the index is merged into one, which leaves those words out, the file is written anew
from what is in it, and the log is emptied. All of it may be done again, and a note in the archive
says that it is still to be done. PostgreSQL has its own way: VACUUM.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from worker.archive.database import milestones
from worker.archive.database.engine import Archive
from worker.archive.schema.tables import milestone
from worker.errors import ArchiveError

UNFINISHED: Final = "forgotten words are still in the file"
"""The name of the note."""

PATIENCE_SECONDS: Final = 60
"""How long a command that reads or writes at that moment is waited for."""


def note(tx: Connection, now: datetime) -> None:
    """Note on SQLite that the file is to be made anew."""
    if tx.dialect.name == "sqlite":
        milestones.withdraw(tx, UNFINISHED)
        milestones.reach(tx, UNFINISHED, now)


def noted_at(tx: Connection) -> datetime | None:
    """Return when an article was forgotten whose words may still be in the file."""
    at: datetime | None = tx.scalar(
        select(milestone.c.reached_at).where(milestone.c.name == UNFINISHED)
    )
    return at


def remove(archive: Archive) -> None:
    """Make a SQLite file anew without what was removed from it; nothing else may be running.

    It needs room for two copies of the file. Raises ArchiveError where it could not be done; the
    archive is whole then, and the note stays.
    """
    with archive.read() as tx:
        noted = noted_at(tx)
    if archive.dialect != "sqlite" or noted is None:
        return
    archive.close()  # what idle connections have cached, and that they read of the log
    try:
        with closing(_connected(archive)) as connection:
            connection.execute("INSERT INTO article_search (article_search) VALUES ('optimize')")
            connection.execute("VACUUM")
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.Error as error:
        raise ArchiveError(
            f"the file could not be made anew ({error})", where=archive.where
        ) from error
    if busy:
        raise ArchiveError("another command reads the archive", where=archive.where)
    with archive.write() as tx:
        if noted_at(tx) == noted:  # nothing was forgotten meanwhile
            milestones.withdraw(tx, UNFINISHED)


def _connected(archive: Archive) -> sqlite3.Connection:
    """Return a connection of its own, each statement a transaction."""
    return sqlite3.connect(
        archive.url.database or "", timeout=PATIENCE_SECONDS, isolation_level=None
    )
