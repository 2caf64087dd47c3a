"""Copies of an archive while it is in use, putting one back, and looking for damage."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, column, exists, func, inspect, select, table
from sqlalchemy.engine.interfaces import ReflectedColumn

from worker.archive.database import migrations
from worker.archive.database.engine import Archive, database_url
from worker.archive.schema.tables import article, article_search, metadata
from worker.errors import ArchiveError

SOUND_SQLITE: Final = (3, 51, 3)
"""The first SQLite without the WAL-reset bug: two checkpoints at once could damage the file."""

_AT_MOST: Final = 20
"""Lines of damage told of each kind."""


def backup(archive: Archive, path: Path) -> None:
    """Write a consistent copy to ``path``, whole or not at all; writers need not stop.

    Raises ArchiveError where it cannot be written, and for PostgreSQL, which has its own tool.
    """
    if archive.dialect != "sqlite":
        raise ArchiveError(
            "a PostgreSQL archive is not copied by this command",
            where=archive.where,
            remedy="use pg_dump",
        )
    source = Path(archive.url.database or "")
    if path.exists() and path.samefile(source):
        raise ArchiveError("this is the archive itself", where=str(path), remedy="name another")
    with _whole(path) as unfinished:
        _copy(source, unfinished)


def restore(url: str, path: Path) -> None:
    """Put the copy at ``path`` in the place of the archive at ``url``, whole or not at all.

    The copy is left as it is, and upgraded when the archive is next opened. Raises ArchiveError
    where it is not a sound archive that this program can read, or where the archive is in use.
    """
    target = database_url(url)
    if target.get_backend_name() != "sqlite":
        raise ArchiveError(
            "a PostgreSQL archive is not restored by this command",
            where="database",
            remedy="use pg_restore",
        )
    refuse_unsound(path)
    present = Path(target.database or "")
    if present.exists() and present.samefile(path):
        raise ArchiveError("this is the archive itself", where=str(path), remedy="name a backup")
    with _whole(present) as unfinished:
        _copy(path, unfinished)
        _put_out_of_use(present)


def check(archive: Archive) -> list[str]:
    """Return what is wrong with an archive, a line each; nothing where all is well."""
    found: list[str] = []
    try:
        with archive.read() as tx:
            if archive.dialect == "sqlite":
                found += _damage_of_sqlite(tx)
            behind = _revision_behind(archive)
            found += behind or _not_there(tx)
            found += _index_gaps(tx)
    except ArchiveError as error:  # what is damaged badly cannot even be read to its end
        found.append(f"damaged: {error}")
    return found


def notes(archive: Archive) -> list[str]:
    """Return what is worth knowing about the database's own program; no damage."""
    if archive.dialect != "sqlite" or sqlite3.sqlite_version_info >= SOUND_SQLITE:
        return []
    wanted = ".".join(map(str, SOUND_SQLITE))
    return [
        f"SQLite {sqlite3.sqlite_version} is older than {wanted}: two processes that write at"
        " once may, very rarely, damage the file; keep one service per archive, and backups"
    ]


# --- copying -------------------------------------------------------------------------------


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Hand out a name beside ``path``; what was written there takes its place at the end."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        yield unfinished
        _sync(unfinished)
        unfinished.replace(path)
        _sync(path.parent)
    except (OSError, sqlite3.Error) as error:
        raise ArchiveError(
            f"cannot be written: {error}", where=str(path), remedy="check the folder and its room"
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    """Copy a database with SQLite's online backup, into one file without a log beside it."""
    with closing(_read_only(source)) as old, closing(sqlite3.connect(target)) as new:
        # All pages in one step: a copy in steps would start anew with every write.
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def refuse_unsound(path: Path) -> None:
    """Raise ArchiveError where a file is no archive, is damaged, or is newer than the program."""
    if not path.is_file():
        raise ArchiveError("there is no such file", where=str(path), expected="a backup")
    try:
        with closing(_read_only(path)) as connection:
            damage = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        raise ArchiveError(f"not a backup of an archive ({error})", where=str(path)) from error
    if damage != "ok":
        raise ArchiveError(f"the backup is damaged ({damage})", where=str(path))
    if revision is None or revision[0] not in migrations.known_revisions():
        raise ArchiveError(
            "the backup is newer than this program",
            where=str(path),
            expected=f"revision {migrations.HEAD} or an older one",
            remedy="install the diemtin that wrote it, or a newer one",
        )


def _put_out_of_use(present: Path) -> None:
    """Make sure that nobody has the archive open, and remove its log.

    A log left behind would be played into the restored file. SQLite leaves WAL only for the
    last one who has the file open. A file that is damaged or no database cannot be asked.
    """
    if not present.exists():
        return
    try:
        with closing(sqlite3.connect(present, timeout=0.5)) as connection:
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        mode = "locked"
    except sqlite3.DatabaseError:
        mode = "damaged"
    if mode in {"wal", "locked"}:
        raise ArchiveError("the archive is in use", where=str(present), remedy="stop the service")
    for log in ("-wal", "-shm", "-journal"):
        present.with_name(present.name + log).unlink(missing_ok=True)


# --- looking for damage --------------------------------------------------------------------


def _damage_of_sqlite(tx: Connection) -> list[str]:
    """Ask SQLite for broken pages, broken references and a broken full-text index."""
    pages = tx.exec_driver_sql(f"PRAGMA integrity_check({_AT_MOST})").scalars()
    found = [f"damaged: {line}" for line in pages if line != "ok"]
    dangling = tx.exec_driver_sql("PRAGMA foreign_key_check").all()
    found += [
        f"dangling: row {row} of {name} refers to a row of {parent} that is not there"
        for name, row, parent, _key in dangling[:_AT_MOST]
    ]
    return found


def _revision_behind(archive: Archive) -> list[str]:
    revision = migrations.revision(archive)
    if revision == migrations.HEAD:
        return []
    return [f"the tables are at revision {revision}, not {migrations.HEAD}: 'database upgrade'"]


def _not_there(tx: Connection) -> list[str]:
    """Return a line for each table, or column of one, that an archive of this revision has."""
    there = {name: {one["name"] for one in columns} for (_, name), columns in _columns(tx).items()}
    found = []
    for wanted in metadata.sorted_tables:
        if wanted.name not in there:
            found.append(f"damaged: there is no table {wanted.name}; restore a backup")
            continue
        if wanted is article_search and tx.dialect.name == "sqlite":  # FTS5 has columns of its own
            continue
        lost = [one.name for one in wanted.columns if one.name not in there[wanted.name]]
        found += [f"damaged: table {wanted.name} has no {name}; restore a backup" for name in lost]
    return found


def _columns(tx: Connection) -> dict[tuple[str | None, str], list[ReflectedColumn]]:
    return inspect(tx).get_multi_columns()


def _index_gaps(tx: Connection) -> list[str]:
    """Compare the search index with the articles, key by key."""
    on_sqlite = tx.dialect.name == "sqlite"
    # Each row of a contentless FTS5 index has one row in this table of its own.
    indexed = table("article_search_docsize", column("id")) if on_sqlite else article_search
    key = indexed.c.id if on_sqlite else indexed.c.key
    missing = select(func.count()).where(
        article.c.forgotten_at.is_(None),
        ~exists(select(1).select_from(indexed).where(key == article.c.search_key)),
    )
    stray = (
        select(func.count())
        .select_from(indexed)
        .where(~exists().where(article.c.search_key == key, article.c.forgotten_at.is_(None)))
    )
    found = []
    if count := tx.scalar(missing.select_from(article)):
        found.append(f"{count} articles are not in the search index")
    if count := tx.scalar(stray):
        found.append(f"{count} entries of the search index have no article")
    return found
