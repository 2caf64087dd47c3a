"""A folder of text files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from worker.discover.folder import read_folder
from worker.errors import UsageError


def test_text_files_are_listed_by_name_with_absolute_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "bài mẫu"
    (folder / "trong").mkdir(parents=True)
    for name in ("002_b.txt", "001_a.txt", "ghi-chú.md", ".ẩn.txt", "trong/003.txt", "004.TXT"):
        (folder / name).write_text("x", encoding="utf-8")
    (folder / "thư-mục.txt").mkdir()
    monkeypatch.chdir(tmp_path)
    expected = [(folder / name).as_posix() for name in ("001_a.txt", "002_b.txt", "004.TXT")]
    assert [found.url for found in read_folder(Path("bài mẫu"))] == expected
    assert [found.url for found in read_folder(folder / "trong" / "..")] == expected


def test_an_empty_folder_lists_nothing(tmp_path: Path) -> None:
    assert read_folder(tmp_path) == []


def test_a_missing_folder_and_a_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such folder"):
        read_folder(tmp_path / "không có")
    (tmp_path / "bài.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        read_folder(tmp_path / "bài.txt")


def test_a_file_name_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe0i.txt")).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("this file system keeps only UTF-8 names")
    with pytest.raises(UsageError, match=r"not UTF-8.*rename") as caught:
        read_folder(tmp_path)
    str(caught.value).encode()
