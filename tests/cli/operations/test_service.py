from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin, text_file
from worker.archive.database.engine import Archive
from worker.clock import HANOI, SystemClock
from worker.service.heart import Heart


def test_status_tells_what_there_is_and_what_to_do(diemtin: Diemtin, tmp_path: Path) -> None:
    told = diemtin.ok("status")
    assert "running   no; start it: diemtin run" in told
    assert "DIEMTIN_CONTACT" in told
    gone = tmp_path / "nosuch"
    gone.mkdir()
    diemtin.ok("source", "add", "bai", "--folder", str(gone))
    gone.rmdir()
    diemtin.failed("source", "poll", "bai")
    [status] = diemtin.records("status")
    assert set(status) >= {
        *("home", "running", "articles", "without_story", "alerts", "sources", "deliveries"),
        *("next_poll", "wrong", "looks"),
    }
    assert (status["home"], status["running"], status["sources"]) == (str(diemtin.home), [], 1)
    assert status["next_poll"]["source"] == "bai"
    assert any("diemtin source check bai" in line for line in status["wrong"])


def test_status_running_fails_where_nothing_runs(diemtin: Diemtin) -> None:
    assert diemtin.run("status", "--running").status == 1


@pytest.mark.parametrize(
    ("once", "told", "ends"),
    [(True, "running   run --once, pid {} on", 1), (False, "running   pid {} on", 0)],
)
def test_status_tells_a_run_once_from_a_service(
    diemtin: Diemtin, once: bool, told: str, ends: int
) -> None:
    archive = Archive.open(f"sqlite:///{diemtin.home}/diemtin.sqlite3")
    heart = Heart(archive, SystemClock(), once=once)
    heart.beat()
    assert told.format(os.getpid()) in diemtin.ok("status")
    assert [one["once"] for one in diemtin.records("status")[0]["running"]] == [once]
    assert diemtin.run("status", "--running").status == ends
    heart.say_goodbye()
    archive.close()
    assert "running   no; start it" in diemtin.ok("status")


def test_case_78_settings_that_cannot_be_are_told_with_file_line_and_key(diemtin: Diemtin) -> None:
    settings = diemtin.home / "diemtin.toml"
    for text, told in (
        ("# mine\nnosuch = 1\n", f"{settings}:2: nosuch: unknown setting"),
        ("graze = 1\n", "did you mean grace?"),
        ("\n[limits]\npage_wire = -1\n", f"{settings}:3: limits.page_wire: "),
        ("grace = \n", f"{settings}:1: not TOML"),
    ):
        settings.write_text(text, encoding="utf-8")
        assert told in diemtin.refused("status")
        assert told in diemtin.refused("run", "--once")


def test_folders_are_polled_once_and_trouble_is_summed_up(diemtin: Diemtin, tmp_path: Path) -> None:
    text_file(tmp_path / "bai", "mot.txt", "Xã Vàm Sậy mở chợ", "Chợ mở mỗi sáng.")
    diemtin.ok("source", "add", "bai", "--folder", str(tmp_path / "bai"))
    assert diemtin.run("run", "--once").status == 0
    assert len(diemtin.records("search", "chợ")) == 1
    gone = tmp_path / "nosuch"
    gone.mkdir()
    diemtin.ok("source", "add", "mat", "--folder", str(gone))
    gone.rmdir()
    ran = diemtin.run("run", "--once")
    assert ran.status == 1
    assert ran.err.splitlines()[-1] == "diemtin: 1 source had trouble; see 'diemtin status'"


def test_the_log_is_in_hanoi_time(diemtin: Diemtin, tmp_path: Path) -> None:
    (tmp_path / "mat").mkdir()
    diemtin.ok("source", "add", "mat", "--folder", str(tmp_path / "mat"))
    (tmp_path / "mat").rmdir()
    [line] = [one for one in diemtin.run("run", "--once").err.splitlines() if " WARNING " in one]
    at = datetime.strptime(line[:19], "%Y-%m-%d %H:%M:%S").replace(tzinfo=HANOI)
    assert abs(at - datetime.now(HANOI)) < timedelta(minutes=5)


def test_case_79_a_database_address_that_cannot_be_is_told_without_its_password(
    diemtin: Diemtin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIEMTIN_DATABASE_URL", "mysql://me:CANARY@host/tin")
    told = diemtin.refused("status")
    assert "DIEMTIN_DATABASE_URL" in told
    assert "CANARY" not in told
    monkeypatch.setenv("DIEMTIN_DATABASE_URL", "sqlite:////nosuch/folder/a.sqlite3")
    assert "/nosuch/folder is not there" in diemtin.failed("search")
