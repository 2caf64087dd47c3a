"""Opening an archive, and its transactions: one writer at a time on SQLite, many readers."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from worker.archive.database import migrations
from worker.archive.schema.column_types import to_json
from worker.errors import ArchiveError

AGAIN_SECONDS: Final = 0.02
"""How soon the switch to WAL is tried again that another process is making."""

BUSY_SECONDS: Final = 5
"""How long a writer of another process is waited for."""

TURN_SECONDS: Final = 60
"""How long a writer waits for another writer of this process."""

PAGE_BYTES: Final = 8_192
"""Of a new file. In 4 KB there is room for one packed article and half of it stays empty."""

WRITER_KILOBYTES: Final = 16_000
CHECKPOINT_PAGES: Final = 2_000
"""A cache that holds a batch of 50 articles with raw pages, and a log of 16 MB: with SQLite's own
2 MB and 4 MB the same batch was written twice (a third of the time)."""

READER_KILOBYTES: Final = 2_000
"""Of each reader, as much as SQLite gives one itself, and enough. Each keeps a cache of its own:
many of them, as large as the writer's, would add up to a good part of a service's memory."""

_MISTAKES: Final = (IntegrityError, ProgrammingError, DataError, NotSupportedError)
_UNDEFINED_TABLE: Final = "42P01"


class Archive:
    """A database of articles, on SQLite or PostgreSQL; may be used from several threads.

    Make one with :meth:`open`. Whatever goes wrong with the database itself inside
    :meth:`write` and :meth:`read` comes out as an ArchiveError, the transaction rolled back.
    """

    def __init__(self, writing: Engine, reading: Engine) -> None:
        self._writing = writing
        self._reading = reading
        self._turn = threading.Lock()
        self.url: URL = writing.url
        self.dialect: str = writing.dialect.name

    @classmethod
    def open(cls, url: str, *, upgrade: bool = True) -> Archive:
        """Open the archive at ``sqlite:///PATH`` or ``postgresql://…``; upgrade it first.

        With ``upgrade=False`` it is left at its revision, or empty. Raises ArchiveError where it
        cannot be opened, belongs to another program, or is newer than this one.
        """
        archive = cls(*_engines(database_url(url)))
        with ExitStack() as undo:
            undo.callback(archive.close)
            if upgrade:
                migrations.upgrade(archive)
            else:
                migrations.refuse_newer(archive)
            undo.pop_all()
        return archive

    @property
    def where(self) -> str:
        """Return what errors call this archive: the file, or the address without a password."""
        return shown(self.url)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Begin a transaction that may write; commit at the end, roll back on any error."""
        with self._turn_taken(), told(self.url), self._writing.begin() as tx:
            if self.dialect == "sqlite":
                # At once as a writer: a reader that turns into one could not wait for its turn.
                tx.exec_driver_sql("BEGIN IMMEDIATE")
            yield tx

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Begin a transaction that only reads: all of it the archive of one moment."""
        with told(self.url), self._reading.begin() as tx:
            if self.dialect == "sqlite":
                tx.exec_driver_sql("BEGIN")
            yield tx

    def close(self) -> None:
        """Close the idle connections."""
        self._writing.dispose()
        self._reading.dispose()

    @contextmanager
    def _turn_taken(self) -> Iterator[None]:
        """Queue up this process's writers: fairer than polling SQLite's lock, and one checkpointer.

        PostgreSQL lets writers go side by side.
        """
        if self.dialect != "sqlite":
            yield
            return
        if not self._turn.acquire(timeout=TURN_SECONDS):
            raise ArchiveError("another writer has not finished", where=self.where)
        try:
            yield
        finally:
            self._turn.release()


def database_url(url: str) -> URL:
    """Read a database address; PostgreSQL is spoken to through psycopg 3."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise _bad_address() from error
    if parsed.drivername == "sqlite" and parsed.database:
        return parsed
    if parsed.drivername in {"postgresql", "postgres", "postgresql+psycopg"}:
        return parsed.set(drivername="postgresql+psycopg")
    raise _bad_address()


def _bad_address() -> ArchiveError:
    """Return the refusal of an address; it is not repeated, for it may hold a password."""
    return ArchiveError(
        "this is not an address of a database",
        where="database",
        expected="sqlite:////absolute/path.db or postgresql://user@host/name",
    )


def shown(url: URL) -> str:
    """Return the file of a SQLite address, and any other address without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.render_as_string(hide_password=True).replace("+psycopg", "")


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Tell what is wrong with the database in one line; mistakes in our SQL pass through."""
    try:
        yield
    except _MISTAKES as error:
        if not _is_of_a_lost_table(error):
            raise
        raise _in_one_line(url, error) from error
    except (DatabaseError, InterfaceError) as error:
        raise _in_one_line(url, error) from error
    except PoolTimeoutError as error:
        raise ArchiveError("all connections are in use", where=shown(url)) from error


def _is_of_a_lost_table(error: DBAPIError) -> bool:
    """Say whether PostgreSQL misses a table; SQLite does not count that among mistakes."""
    return getattr(error.orig, "sqlstate", None) == _UNDEFINED_TABLE


def _in_one_line(url: URL, error: DBAPIError) -> ArchiveError:
    """Return the database's own words, and what can be done where that is known."""
    said = str(error.orig).strip() or type(error.orig).__name__
    remedies = {
        "not a database": "name another file, or restore a backup over it",
        "malformed": "restore a backup with 'diemtin database restore'",
        "no such table": "restore a backup; 'diemtin database check' says what is lost",
        "locked": "another program is writing to it; try again",
        "unable to open": "check that its folder is there and may be written to",
        "readonly": "check who may write to the file and its folder",
        "disk is full": "make room on the disk; nothing was half-stored",
    }
    remedy = next((say for key, say in remedies.items() if key in said), "")
    if _is_of_a_lost_table(error):
        said, remedy = said.splitlines()[0], remedies["no such table"]
    elif url.get_backend_name() == "postgresql":
        remedy = "check that the server runs and lets this user in"
    return ArchiveError(said, where=shown(url), remedy=remedy)


def _engines(url: URL) -> tuple[Engine, Engine]:
    """Return an engine for writers and one for readers, set up as the archive needs them."""
    if url.get_backend_name() == "postgresql":
        engine = create_engine(
            url,
            json_serializer=to_json,
            pool_pre_ping=True,
            connect_args={"connect_timeout": 10, "options": "-c TimeZone=UTC"},
        )
        return engine, engine.execution_options(isolation_level="REPEATABLE READ")
    path = Path(url.database or "")
    if not path.parent.is_dir():
        raise ArchiveError(
            f"the folder {path.parent} is not there", where=str(path), remedy="make it first"
        )
    writing, reading = _sqlite(url, WRITER_KILOBYTES), _sqlite(url, READER_KILOBYTES)
    with told(url), writing.connect() as connection:
        _use_wal(connection)
    return writing, reading


def _sqlite(url: URL, cache_kilobytes: int) -> Engine:
    """Return an engine whose connections each keep so many kilobytes of the file in memory."""
    engine = create_engine(
        url,
        json_serializer=to_json,
        connect_args={"timeout": BUSY_SECONDS},
        pool_use_lifo=True,  # one warm connection rather than all of them in turn
    )
    event.listen(engine, "connect", partial(_set_up_sqlite, cache_kilobytes))
    return engine


def _set_up_sqlite(cache_kilobytes: int, connection: sqlite3.Connection, _record: Any) -> None:
    """Set what SQLite forgets with each connection, and take BEGIN into our hands."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{cache_kilobytes}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")


def _use_wal(connection: Connection) -> None:
    """Switch the file to WAL once; it stays so.

    While another process does the same SQLite answers "locked" at once, without the wait that
    ``timeout`` asks for: two readers who both want to write would wait for each other.
    """
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    until = monotonic() + BUSY_SECONDS
    while driver.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            driver.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(AGAIN_SECONDS)
