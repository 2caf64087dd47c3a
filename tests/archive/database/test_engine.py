from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.archive.making import add_source, source
from worker.archive.database.engine import Archive
from worker.archive.schema import tables
from worker.archive.sources import sources
from worker.errors import ArchiveError, UsageError


def refusal(url: str) -> str:
    with pytest.raises(ArchiveError) as refused:
        Archive.open(url).close()
    line = str(refused.value)
    assert "\n" not in line
    return line


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    line = refusal(f"sqlite:///{tmp_path}/nowhere/diemtin.db")
    assert f"{tmp_path}/nowhere" in line


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "diemtin.db"
    path.write_text("đây không phải cơ sở dữ liệu\n" * 100)
    before = path.read_bytes()
    assert str(path) in refusal(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert str(tmp_path) in refusal(f"sqlite:///{tmp_path}")


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    assert "belongs to another program" in refusal(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    line = refusal("postgresql://reader:bi-mat@127.0.0.1:1/archive")
    assert "127.0.0.1:1/archive" in line
    assert "bi-mat" not in line


@pytest.mark.parametrize("url", ["", "mysql://host/x", "diemtin.db", "sqlite://", "://bi-mat"])
def test_what_is_no_database_address_is_refused_without_being_repeated(url: str) -> None:
    line = refusal(url)
    assert "expected" in line
    assert "bi-mat" not in line


def test_a_second_opening_finds_what_the_first_wrote(database_url: str) -> None:
    first = Archive.open(database_url)
    add_source(first)
    first.close()
    second = Archive.open(database_url)
    with second.read() as tx:
        assert [one.source for one in sources.sources(tx)] == [source()]
    second.close()


def test_an_error_inside_a_transaction_leaves_nothing(archive: Archive) -> None:
    def add_twice() -> None:
        with archive.write() as tx:
            sources.add(tx, source())
            sources.add(tx, source())

    with pytest.raises(UsageError):
        add_twice()
    with archive.read() as tx:
        assert sources.sources(tx) == ()


def test_a_row_that_refers_to_nothing_is_refused(archive: Archive) -> None:
    dangling = {"source_id": 999, "address": "https://example.vn/rss"}
    with pytest.raises(IntegrityError), archive.write() as tx:
        tx.execute(tables.way_state.insert(), dangling)


def test_sqlite_is_set_up_as_the_design_says(sqlite_url: str) -> None:
    archive = Archive.open(sqlite_url)
    with archive.read() as tx:
        names = ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"]
        found = {name: tx.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}
    archive.close()
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


def test_case_40_writers_at_the_same_time_lose_no_write(database_url: str) -> None:
    """Threads of one process, and two openings as two processes would have."""
    openings = [Archive.open(database_url), Archive.open(database_url)]
    together, dialect = threading.Barrier(8), openings[0].dialect

    def add_many(writer: int) -> None:
        together.wait()
        for n in range(10):
            with openings[writer % 2].write() as tx:
                count = len(sources.sources(tx))  # who reads first must not be refused later
                sources.add(tx, source(f"bao-{writer}-{n}"))
                assert dialect != "sqlite" or len(sources.sources(tx)) == count + 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_many, range(8)))
    with openings[0].read() as tx:
        assert tx.scalar(select(func.count()).select_from(tables.source)) == 80
    for opening in openings:
        opening.close()


def test_case_44_after_a_backend_is_ended_the_next_transaction_works(postgres_url: str) -> None:
    archive = Archive.open(postgres_url)

    def lose_the_connection() -> None:
        with archive.write() as tx:
            sources.add(tx, source())
            tx.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(ArchiveError):
        lose_the_connection()
    with archive.read() as tx:
        assert sources.sources(tx) == ()
    add_source(archive)
    archive.close()
