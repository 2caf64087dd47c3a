"""Files in the text format are taken in; one that cannot be read costs its own line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.archive.making import next_due
from tests.fakes import FakeClock
from tests.flow.house import add_source, count, follow, paper, text_file
from worker.archive.alerts import outbox
from worker.archive.database.engine import Archive
from worker.archive.sources.sources import StoredSource
from worker.flow.intake import files
from worker.flow.intake.files import digest_key, ingest_files
from worker.model import Verdict


@pytest.fixture
def source(archive: Archive) -> StoredSource:
    return add_source(archive, paper())


def test_files_and_folders_in_order(
    archive: Archive, clock: FakeClock, source: StoredSource, tmp_path: Path
) -> None:
    follow(archive, "cầu")
    folder = tmp_path / "bai"
    folder.mkdir()
    text_file(folder, "b.txt", "Cầu Bến Đìa", "Cầu Bến Đìa sắp thông xe trong tháng tới.")
    text_file(folder, "a.txt", "Trường Bến Đìa", "Trường Bến Đìa đón bốn trăm học sinh.")
    lone = text_file(tmp_path, "c.md", "Chợ Bến Đìa", "Chợ Bến Đìa họp lại từ sáng nay.")
    outcomes = list(ingest_files(archive, clock, source, [lone, folder]))
    assert [Path(one.path).name for one in outcomes] == ["c.md", "a.txt", "b.txt"]
    read = [one.ingested for one in outcomes if one.ingested]
    assert [one.verdict for one in read] == [Verdict.NEW] * 3
    assert [one.alerts for one in read] == [0, 0, 1]
    with archive.read() as tx:
        assert next_due(tx) == clock.now(), "files are no backlog: told at once"


def test_files_of_the_past_go_out_in_one_digest_when_all_are_done(
    archive: Archive, clock: FakeClock, source: StoredSource, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Cut off, the digest waits for the call that ends what was begun."""
    follow(archive, "cầu")
    monkeypatch.setattr(files, "BATCH", 1)
    for name in "ab":
        text_file(tmp_path, f"{name}.txt", f"Cầu Bến {name}", f"Cầu {name} thông xe tháng tới.")
    cut_off = ingest_files(archive, clock, source, [tmp_path], into=digest_key(source))
    assert next(cut_off).ingested
    with archive.read() as tx:
        assert next_due(tx) is None
    read = list(ingest_files(archive, clock, source, [tmp_path], into=digest_key(source)))
    assert [one.ingested.verdict for one in read if one.ingested] == [
        Verdict.UNCHANGED,
        Verdict.NEW,
    ]
    with archive.read() as tx:
        assert next_due(tx) == clock.now()
        assert [one.backlog for one in outbox.alerts(tx)] == [True, True]
    assert count(archive, "alert", "delivery") == (2, 1)


def test_a_bad_file_costs_its_own_line(
    archive: Archive, clock: FakeClock, source: StoredSource, tmp_path: Path
) -> None:
    good = text_file(tmp_path, "tot.txt", "Cầu Bến Đìa", "Cầu Bến Đìa sắp thông xe trong tháng.")
    (tmp_path / "rong.txt").write_bytes(b"")
    (tmp_path / "latin.txt").write_bytes("Tiêu đề\n\nĐoạn".encode("utf-16"))
    strange = Path(os.fsdecode(bytes(tmp_path) + b"/\xff.txt"))
    strange.write_text("Tên tệp lạ\n\nTên của tệp này không phải là UTF-8.\n", "utf-8")
    missing, no_folder = tmp_path / "khong-co.txt", tmp_path / "khong-co"
    paths = [tmp_path / "rong.txt", strange, missing, tmp_path / "latin.txt", no_folder, good]
    outcomes = list(ingest_files(archive, clock, source, paths))
    assert [one.ingested is not None for one in outcomes] == [False] * 5 + [True]
    said = [str(one.error) for one in outcomes[:5]]
    assert "no title in it" in said[0]
    assert "not UTF-8" in said[1]
    assert "No such file" in said[2]
    assert "not UTF-8" in said[3]
    assert "No such file" in said[4]
    assert count(archive, "article") == (1,)


def test_the_same_text_twice_in_one_batch(
    archive: Archive, clock: FakeClock, source: StoredSource, tmp_path: Path
) -> None:
    for name in ("a.txt", "b.txt"):
        text_file(tmp_path, name, "Cầu Bến Đìa", "Cầu Bến Đìa sắp thông xe trong tháng tới.")
    outcomes = [one.ingested for one in ingest_files(archive, clock, source, [tmp_path])]
    assert [one.verdict for one in outcomes if one] == [Verdict.NEW, Verdict.DUPLICATE]


def test_batches_are_kept_as_they_are_done(
    archive: Archive, clock: FakeClock, source: StoredSource, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(files, "BATCH", 2)
    for index in range(5):
        text_file(tmp_path, f"{index}.txt", f"Tin {index}", f"Bản tin số {index} của trạm đo.")
    outcomes = ingest_files(archive, clock, source, [tmp_path])
    next(outcomes)
    assert count(archive, "article") == (2,)
    assert len(list(outcomes)) == 4
