from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.archive.making import TITLE, add_source, article, show
from worker.archive.articles import articles
from worker.archive.articles.lookup import ArticleRecord
from worker.archive.database.backup import backup, check, notes, restore
from worker.archive.database.engine import PAGE_BYTES, Archive
from worker.archive.index import search
from worker.errors import ArchiveError
from worker.model import Everything, HasWords


def fill(archive: Archive, count: int = 5) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        for n in range(count):
            show(tx, source_id, f"https://bao-sa-nhien.example/{n}", article(f"{TITLE} {n}"))


def records(archive: Archive) -> list[ArticleRecord]:
    """Return every article that search finds, newest first."""
    with archive.read() as tx:
        found = search.candidates(tx, HasWords(("rach", "dinh")), below=None, limit=1_000)
        return [articles.record(tx, number) for _, number in found]


def left_over(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_copy_put_back_gives_back_every_article(sqlite_url: str, tmp_path: Path) -> None:
    archive = Archive.open(sqlite_url)
    fill(archive)
    before = records(archive)
    copy = tmp_path / "bản sao.db"
    backup(archive, copy)
    with archive.write() as tx:
        show(tx, 1, "https://bao-sa-nhien.example/x", article(f"{TITLE} sau bản sao"))
    archive.close()
    restore(sqlite_url, copy)
    again = Archive.open(sqlite_url)
    assert records(again) == before
    assert len(before) == 5
    assert check(again) == []
    again.close()
    assert left_over(tmp_path) == {"diemtin.db", "bản sao.db"}


def test_a_copy_can_be_put_where_there_is_no_archive(sqlite_url: str, tmp_path: Path) -> None:
    archive = Archive.open(sqlite_url)
    fill(archive)
    backup(archive, tmp_path / "copy.db")
    before = records(archive)
    archive.close()
    elsewhere = f"sqlite:///{tmp_path}/elsewhere.db"
    restore(elsewhere, tmp_path / "copy.db")
    moved = Archive.open(elsewhere)
    assert records(moved) == before
    moved.close()


def test_a_copy_made_while_others_write_is_whole(sqlite_url: str, tmp_path: Path) -> None:
    archive = Archive.open(sqlite_url)
    source_id = add_source(archive)
    stop, started = threading.Event(), threading.Event()

    def write() -> None:
        n = 0
        while not stop.is_set() or n == 0:
            with archive.write() as tx:
                show(tx, source_id, f"https://bao-sa-nhien.example/{n}", article(f"{TITLE} {n}"))
            n += 1
            started.set()

    writer = threading.Thread(target=write)
    writer.start()
    started.wait()
    for n in range(3):
        backup(archive, tmp_path / f"copy{n}.db")
    stop.set()
    writer.join()
    archive.close()
    for n in range(3):
        copy = Archive.open(f"sqlite:///{tmp_path}/copy{n}.db")
        assert check(copy) == []
        assert records(copy)
        copy.close()


def test_an_archive_in_use_is_not_replaced(sqlite_url: str, tmp_path: Path) -> None:
    archive = Archive.open(sqlite_url)
    fill(archive)
    backup(archive, tmp_path / "copy.db")
    with pytest.raises(ArchiveError, match="in use"):
        restore(sqlite_url, tmp_path / "copy.db")
    assert len(records(archive)) == 5
    archive.close()


def test_the_log_of_the_replaced_archive_is_not_played_into_the_new_one(
    sqlite_url: str, tmp_path: Path
) -> None:
    """As a service leaves it that was killed: the log lies beside a file that nobody has open."""
    archive = Archive.open(sqlite_url)
    backup(archive, tmp_path / "empty.db")
    fill(archive, 50)
    for name in ("diemtin.db", "diemtin.db-wal", "diemtin.db-shm"):
        shutil.copyfile(tmp_path / name, tmp_path / f"killed-{name}")
    archive.close()
    for name in ("diemtin.db", "diemtin.db-wal", "diemtin.db-shm"):
        shutil.copyfile(tmp_path / f"killed-{name}", tmp_path / name)
    restore(sqlite_url, tmp_path / "empty.db")
    restored = Archive.open(sqlite_url)
    assert records(restored) == []
    assert check(restored) == []
    restored.close()


def test_a_damaged_archive_can_be_replaced(sqlite_url: str, tmp_path: Path) -> None:
    archive = Archive.open(sqlite_url)
    backup(archive, tmp_path / "copy.db")
    fill(archive)
    shutil.copyfile(tmp_path / "diemtin.db-wal", tmp_path / "log")
    archive.close()
    (tmp_path / "diemtin.db").write_bytes("không còn là cơ sở dữ liệu".encode() * 500)
    shutil.copyfile(tmp_path / "log", tmp_path / "diemtin.db-wal")
    restore(sqlite_url, tmp_path / "copy.db")
    again = Archive.open(sqlite_url)
    assert records(again) == []
    assert check(again) == []
    again.close()


def refused(url: str, path: Path) -> str:
    with pytest.raises(ArchiveError) as error:
        restore(url, path)
    assert str(path) in str(error.value)
    return str(error.value)


def test_case_83_only_a_sound_archive_is_put_back(sqlite_url: str, tmp_path: Path) -> None:
    archive = Archive.open(sqlite_url)
    fill(archive, 50)
    archive.close()
    before = (tmp_path / "diemtin.db").read_bytes()
    odd = tmp_path / "odd.db"
    assert "no such file" in refused(sqlite_url, odd)
    odd.write_text("không phải cơ sở dữ liệu " * 100)
    refused(sqlite_url, odd)
    odd.unlink()
    with closing(sqlite3.connect(odd)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    refused(sqlite_url, odd)
    odd.write_bytes(before[:12288] + bytes(8192) + before[20480:])
    refused(sqlite_url, odd)
    odd.write_bytes(before)
    with closing(sqlite3.connect(odd, isolation_level=None)) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer" in refused(sqlite_url, odd)
    assert "itself" in refused(sqlite_url, tmp_path / "diemtin.db")
    assert (tmp_path / "diemtin.db").read_bytes() == before


def test_a_copy_that_cannot_be_written_leaves_nothing(sqlite_url: str, tmp_path: Path) -> None:
    archive = Archive.open(sqlite_url)
    for path in (tmp_path / "nowhere" / "copy.db", tmp_path / "diemtin.db", tmp_path):
        with pytest.raises(ArchiveError):
            backup(archive, path)
    archive.close()
    assert left_over(tmp_path) == {"diemtin.db"}


def test_a_postgresql_archive_is_left_to_its_own_tools(postgres_url: str, tmp_path: Path) -> None:
    archive = Archive.open(postgres_url)
    with pytest.raises(ArchiveError, match="pg_dump"):
        backup(archive, tmp_path / "copy.db")
    archive.close()
    with pytest.raises(ArchiveError, match="pg_restore"):
        restore(postgres_url, tmp_path / "copy.db")


def test_a_sound_archive_has_nothing_to_complain_of(archive: Archive) -> None:
    fill(archive)
    assert check(archive) == []


def test_an_index_that_lost_or_kept_an_article_is_told(archive: Archive) -> None:
    fill(archive)
    with archive.write() as tx:
        key, number = search.candidates(tx, Everything(), below=None, limit=1)[0]
        search.unindex(tx, number, key, articles.record(tx, number).article)
        search.index(tx, 99, 99, article("Bài lạc"))
    assert check(archive) == [
        "1 articles are not in the search index",
        "1 entries of the search index have no article",
    ]
    with archive.write() as tx:
        search.rebuild(tx)
    assert check(archive) == []


def test_a_row_that_refers_to_nothing_is_told(sqlite_url: str, tmp_path: Path) -> None:
    archive = Archive.open(sqlite_url)
    fill(archive, 1)
    with closing(sqlite3.connect(tmp_path / "diemtin.db", isolation_level=None)) as careless:
        careless.execute("DELETE FROM raw_page")
    [line] = check(archive)
    assert "sighting" in line
    assert "raw_page" in line
    archive.close()


def test_tables_and_columns_that_are_not_there_are_told(empty_database_url: str) -> None:
    archive = Archive.open(empty_database_url)  # of its own: others need their tables
    with archive.write() as tx:
        tx.exec_driver_sql("DROP TABLE delivery_alert")
        tx.exec_driver_sql("ALTER TABLE watch DROP COLUMN form")
    assert set(check(archive)) == {
        "damaged: there is no table delivery_alert; restore a backup",
        "damaged: table watch has no form; restore a backup",
    }
    with pytest.raises(ArchiveError, match="delivery_alert") as told, archive.read() as tx:
        tx.execute(text("SELECT * FROM delivery_alert"))
    assert "database check" in told.value.remedy
    archive.close()


def test_case_42_a_damaged_page_is_told(sqlite_url: str, tmp_path: Path) -> None:
    archive = Archive.open(sqlite_url)
    fill(archive, 50)
    with archive.read() as tx:
        page = tx.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'mention'"))
    archive.close()
    assert page is not None
    path = tmp_path / "diemtin.db"
    whole = path.read_bytes()
    path.write_bytes(
        whole[: (page - 1) * PAGE_BYTES] + b"\xff" * PAGE_BYTES + whole[page * PAGE_BYTES :]
    )
    damaged = Archive.open(sqlite_url)
    assert any(line.startswith("damaged") for line in check(damaged))
    damaged.close()


def test_case_43_an_old_sqlite_is_noted(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive.open(sqlite_url)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 2))
    assert len(notes(archive)) == 1
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    assert notes(archive) == []
    archive.close()
