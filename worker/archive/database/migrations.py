"""Bringing a database to the tables of this program, and refusing one that is ahead of it.

Alembic is imported only where something has to be done: it takes longer to import than most
commands take to run.
"""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from sqlalchemy import Connection, inspect

from worker.archive.index import search
from worker.archive.sql import turns
from worker.archive.sql.turns import Turn
from worker.errors import ArchiveError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD: Final = "0020"
"""The revision that this program works with: the newest file in ``migrations/versions``."""

INDEXED_SINCE: Final = "0005"
"""The revision since which the search index holds what it holds; an older one is made anew."""

_ALEMBIC: Final = threading.Lock()
"""Alembic keeps its connection in a global: two threads at once would write to each other's."""


class Database(Protocol):
    """What there is to upgrade: an archive, of which only this much has to be known here."""

    @property
    def where(self) -> str:
        """What errors call it."""

    def read(self) -> AbstractContextManager[Connection]:
        """Begin a transaction that only reads."""

    def write(self) -> AbstractContextManager[Connection]:
        """Begin a transaction that may write."""


def revision(archive: Database) -> str | None:
    """Return the revision of a database; None where it has no tables of ours yet."""
    with archive.read() as tx:
        return _revision(tx)


def upgrade(archive: Database) -> None:
    """Bring the tables up to date, in one transaction; two upgrades at once go in turn.

    Raises ArchiveError where the database is newer than this program, or is not an archive.
    """
    if revision(archive) == HEAD:
        return
    with archive.write() as tx:
        turns.wait(tx, Turn.UPGRADE)
        _refuse_other_databases(tx, archive)
        if _revision(tx) != HEAD:  # another process may have been first
            _refuse_unknown(tx, archive)
            stale = (_revision(tx) or HEAD) < INDEXED_SINCE
            _run(tx)
            if stale:
                search.rebuild(tx)


def refuse_newer(archive: Database) -> None:
    """Raise ArchiveError where the database is newer than this program, or not an archive."""
    with archive.read() as tx:
        _refuse_other_databases(tx, archive)
        if _revision(tx) not in {None, HEAD}:
            _refuse_unknown(tx, archive)


def configuration() -> Config:
    """Return alembic's settings: where the migrations are, in the checkout or in a wheel."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_folder()).replace("%", "%%"))
    return config


def known_revisions() -> list[str]:
    """Return the revisions that this program can start from, newest first."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(configuration())
    return [script.revision for script in scripts.walk_revisions()]


def _folder() -> Path:
    """Return the folder of the migrations: in the installed package, else at the checkout's top."""
    package = Path(__file__).resolve().parents[2]
    for folder in (package / "migrations", package.parent / "migrations"):
        if (folder / "env.py").is_file():
            return folder
    raise ArchiveError(
        "the migrations are not part of this installation", where=str(package), remedy="reinstall"
    )


def _revision(tx: Connection) -> str | None:
    """Return the revision written in the database."""
    if not inspect(tx).has_table("alembic_version"):
        return None
    found = tx.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def _refuse_unknown(tx: Connection, archive: Database) -> None:
    """Raise ArchiveError where the database is at a revision this program has never heard of."""
    found = _revision(tx)
    if found is not None and found not in known_revisions():
        raise ArchiveError(
            f"the archive is newer than this program (its revision is {found})",
            where=archive.where,
            expected=f"{HEAD} or an older one",
            remedy="install the diemtin that wrote it, or a newer one",
        )


def _refuse_other_databases(tx: Connection, archive: Database) -> None:
    """Raise ArchiveError for a SQLite file that holds some other program's tables."""
    if tx.dialect.name != "sqlite" or _revision(tx) is not None:
        return
    if inspect(tx).get_table_names():
        raise ArchiveError(
            "this database belongs to another program", where=archive.where, remedy="name another"
        )


def _run(tx: Connection) -> None:
    """Run the migrations inside the transaction at hand."""
    from alembic import command

    config = configuration()
    config.attributes["connection"] = tx
    with _ALEMBIC:
        command.upgrade(config, "head")
