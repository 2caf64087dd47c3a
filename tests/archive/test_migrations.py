from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from worker.archive import migrations
from worker.archive.engine import Archive
from worker.errors import ArchiveError


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Archive]:
    opened = Archive.open(empty_database_url, upgrade=False)
    yield opened
    opened.close()


def test_the_head_in_the_code_is_the_newest_migration() -> None:
    scripts = ScriptDirectory.from_config(migrations.configuration())
    assert scripts.get_current_head() == migrations.head()


def test_the_migrations_make_the_tables_that_the_code_declares(archive: Archive) -> None:
    """Alembic compares both, types, indexes and constraints, and finds nothing to do."""
    with archive.write() as tx:
        config = migrations.configuration()
        config.attributes["connection"] = tx
        command.check(config)


def test_without_an_upgrade_an_empty_database_stays_empty(empty: Archive) -> None:
    assert migrations.revision(empty) is None
    with empty.read() as tx:
        assert inspect(tx).get_table_names() == []
    migrations.upgrade(empty)
    assert migrations.revision(empty) == migrations.head()


def test_a_second_upgrade_changes_nothing(archive: Archive) -> None:
    migrations.upgrade(archive)
    assert migrations.revision(archive) == migrations.head()


@pytest.mark.parametrize("upgrade", [True, False])
def test_case_45_a_database_newer_than_the_code_is_refused(
    archive: Archive, database_url: str, upgrade: bool
) -> None:
    with archive.write() as tx:
        tx.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ArchiveError, match="newer than this program") as refused:
        Archive.open(database_url, upgrade=upgrade)
    assert "9999" in str(refused.value)
    assert migrations.revision(archive) == "9999"


def test_case_45_two_migrations_at_once_go_in_turn(empty_database_url: str) -> None:
    together = threading.Barrier(4)

    def open_and_close(_: int) -> str | None:
        together.wait()
        archive = Archive.open(empty_database_url)
        try:
            return migrations.revision(archive)
        finally:
            archive.close()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(open_and_close, range(4))) == {migrations.head()}


OPENS_WHEN_TOLD = """
import sys
from alembic import command
from worker.archive.engine import Archive

print("ready", flush=True)
sys.stdin.readline()
Archive.open(sys.argv[1]).close()
"""


def test_case_45_two_processes_that_migrate_at_once_go_in_turn(empty_database_url: str) -> None:
    command_line = [sys.executable, "-c", OPENS_WHEN_TOLD, empty_database_url]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command_line, stdin=pipe, stdout=pipe, stderr=pipe) for _ in range(2)]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    for process in both:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    for process in both:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said.decode()
    archive = Archive.open(empty_database_url, upgrade=False)
    assert migrations.revision(archive) == migrations.head()
    archive.close()


DIES_MIDWAY = """
import os, sys
from sqlalchemy import event
from worker.archive import migrations
from worker.archive.engine import Archive

archive = Archive.open(sys.argv[1], upgrade=False)

@event.listens_for(archive._engine, "before_cursor_execute")
def die(connection, cursor, statement, parameters, context, many):
    if "CREATE TABLE alert" in statement:
        os.kill(os.getpid(), 9)

migrations.upgrade(archive)
"""


def test_case_45_killed_in_mid_migration_starts_again_from_nothing(empty: Archive) -> None:
    url = empty.url.render_as_string(hide_password=False)
    died = subprocess.run([sys.executable, "-c", DIES_MIDWAY, url], env=os.environ, check=False)
    assert died.returncode == -9
    with empty.read() as tx:
        assert inspect(tx).get_table_names() == []
    migrations.upgrade(empty)
    assert migrations.revision(empty) == migrations.head()
