from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin, text_file


def test_a_backup_is_taken_checked_and_put_back(diemtin: Diemtin, tmp_path: Path) -> None:
    first = text_file(tmp_path, "mot.txt", "Xã Vàm Sậy mở chợ", "Chợ mở mỗi sáng.")
    second = text_file(tmp_path, "hai.txt", "Bến tàu Vàm Sậy", "Bến mở mỗi sáng.")
    diemtin.ok("ingest", str(first))
    copy = tmp_path / "copy.sqlite3"
    assert diemtin.ok("database", "backup", str(copy)).startswith(f"backed up to {copy} (")
    diemtin.ok("ingest", str(second))
    assert diemtin.ok("database", "restore", str(copy), "--yes") == f"restored from {copy}\n"
    assert [one["title"] for one in diemtin.records("search")] == ["Xã Vàm Sậy mở chợ"]
    assert diemtin.ok("database", "check").endswith("no damage found\n")
    assert "is at revision" in diemtin.ok("database", "upgrade")
    new = tmp_path / "new" / "home"
    diemtin.ok("--home", str(new), "database", "restore", str(copy), "--yes")
    assert "1 article," in diemtin.ok("--home", str(new), "status")


@pytest.mark.parametrize("typed", ["", "n\n"])
def test_nothing_is_replaced_without_a_yes(diemtin: Diemtin, tmp_path: Path, typed: str) -> None:
    copy = tmp_path / "copy.sqlite3"
    diemtin.ok("database", "backup", str(copy))
    diemtin.ok("watch", "add", "moi", "x")
    ran = diemtin.run("database", "restore", str(copy), typed=typed)
    assert ran.status == 2
    assert "--yes" in ran.err.splitlines()[-1]
    assert len(diemtin.records("watch", "list")) == 1
    assert diemtin.run("database", "restore", str(copy), typed="y\n").status == 0
    assert diemtin.records("watch", "list") == []


def test_case_83_what_is_no_backup_is_refused_and_the_archive_stays(
    diemtin: Diemtin, tmp_path: Path
) -> None:
    diemtin.ok("watch", "add", "moi", "x")
    text = text_file(tmp_path, "mot.txt", "a", "b" * 5000)
    newer = tmp_path / "newer.sqlite3"
    diemtin.ok("database", "backup", str(newer))
    make_newer(newer)
    assert "newer" in diemtin.failed("database", "restore", str(newer), "--yes")
    assert "not a backup" in diemtin.failed("database", "restore", str(text), "--yes")
    assert "no such file" in diemtin.failed("database", "restore", "/nosuch", "--yes")
    assert "no such file" in diemtin.failed("database", "restore", "/nosuch"), "nothing is asked"
    assert "no such file" in diemtin.failed("database", "restore", str(tmp_path), "--yes")
    assert len(diemtin.records("watch", "list")) == 1


def test_a_backup_that_cannot_be_written_is_told(diemtin: Diemtin, tmp_path: Path) -> None:
    assert "/nosuch/b" in diemtin.failed("database", "backup", "/nosuch/b")
    assert "directory" in diemtin.refused("database", "backup", str(tmp_path))
    assert "directory" in diemtin.refused("database", "backup", ".")
    file = str(diemtin.home / "diemtin.sqlite3")
    assert "the archive itself" in diemtin.failed("database", "backup", file)


def test_case_45_an_archive_newer_than_the_code_is_left_alone(diemtin: Diemtin) -> None:
    make_newer(diemtin.home / "diemtin.sqlite3")
    for command in (["status"], ["search"], ["database", "upgrade"], ["database", "check"]):
        told = diemtin.failed(*command)
        assert "newer than this program" in told
        assert "diemtin.sqlite3" in told


def make_newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
