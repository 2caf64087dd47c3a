"""``diemtin watch add | edit``: checked and tried before anything is saved."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin
from tests.cli.watches.test_trial import published
from worker.flow.watches import trial
from worker.model import OF_ARTICLES

SUMMARY = "would have caught 2 of 4 articles of the last 30 days (50.0%), 1.0 a day\n"


@pytest.fixture
def stocked(diemtin: Diemtin, tmp_path: Path) -> Diemtin:
    leads = ["Hạn mặn lên cao ở xã.", "Thơ về hạn mặn năm nào.", "Chợ nổi họp lại.", "Cầu mới."]
    diemtin.ok("ingest", str(published(tmp_path / "in", [(1, lead) for lead in leads])))
    return diemtin


def test_a_script_is_told_in_a_line_and_the_watch_is_saved(stocked: Diemtin) -> None:
    told = stocked.ok("watch", "add", "w", '"hạn mặn"')
    assert told == (
        f'watching w: "hạn mặn"\nalerts: {", ".join(OF_ARTICLES)}\n{SUMMARY}'
        "what it would have found so far: diemtin search '\"hạn mặn\"'\n"
    )
    assert [one["name"] for one in stocked.records("watch", "list")] == ["w"]


def test_on_a_terminal_the_trial_is_shown_and_the_answer_counts(stocked: Diemtin) -> None:
    for typed in ("n\n", "\n", ""):
        ran = stocked.run("watch", "add", "w", '"hạn mặn"', typed=typed, terminal=True)
        assert ran.status == 1
        assert ran.out.startswith(SUMMARY)
        assert "001  Bản tin số 1\n" in ran.out
        assert ran.err.startswith("Save it? [y/N]:")
        assert ran.err.endswith("diemtin: nothing is saved\n")
        assert stocked.records("watch", "list") == []
    ran = stocked.run("watch", "add", "w", '"hạn mặn"', typed="y\n", terminal=True)
    assert ran.status == 0
    assert ran.out.count(SUMMARY) == 1
    assert 'watching w: "hạn mặn"\n' in ran.out
    assert [one["name"] for one in stocked.records("watch", "list")] == ["w"]


def test_with_yes_nobody_is_asked(stocked: Diemtin) -> None:
    ran = stocked.run("watch", "add", "w", "--yes", "hạn", terminal=True)
    assert (ran.status, ran.err) == (0, "")
    ran = stocked.run("watch", "edit", "w", "--yes", "--query", "chợ", terminal=True)
    assert (ran.status, ran.err) == (0, "")


def test_what_cannot_be_saved_is_refused_before_anybody_is_asked(stocked: Diemtin) -> None:
    stocked.ok("watch", "add", "w", "hạn")
    stocked.ok("watch", "add", "v", "chợ")
    for said, *args in (
        ("already", "add", "w", "cầu"),
        ("query, column 1", "add", "a", "titel:x"),
        ("diemtin channel list", "add", "a", "b", "--channel", "x"),
        ("already", "edit", "v", "--rename", "w"),
        ("query, column 1", "edit", "v", "--query", "titel:x"),
        ("diemtin channel list", "edit", "v", "--channel", "x"),
        ("diemtin watch list", "edit", "nosuch", "--query", "x"),
        ("cannot be the name", "edit", "v", "--rename", "a\nb"),
        ("exclude", "edit", "v", "--channel", "console", "--all-channels"),
        ("nothing to change", "edit", "v"),
        ("did you mean appeared?", "edit", "v", "--kind", "apeared"),
    ):
        ran = stocked.run("watch", *args, typed="y\n", terminal=True)
        assert ran.status in (1, 2)
        assert said in ran.complaint
    assert [one["query"] for one in stocked.records("watch", "list")] == ["hạn", "chợ"]


def test_a_flood_is_told_before_it_comes(stocked: Diemtin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "JUDGED_FROM", 4)
    assert "this would flood" in stocked.run("watch", "add", "w", "hạn").complaint
    assert "this would flood" in stocked.run("watch", "edit", "w", "--query", "mặn").complaint
    ran = stocked.run("watch", "add", "v", "hạn", typed="n\n", terminal=True)
    assert ran.err.index("this would flood") < ran.err.index("Save it?")


def test_a_change_of_query_tells_what_it_changes(stocked: Diemtin) -> None:
    stocked.ok("watch", "add", "w", '"hạn mặn"')
    told = stocked.ok("watch", "edit", "w", "--query", '("hạn mặn" -thơ) OR chợ OR cầu')
    assert told == (
        'changed w\n  query    "hạn mặn" → ("hạn mặn" -thơ) OR chợ OR cầu\n'
        "would have caught 3 of 4 articles of the last 30 days (75.0%), 1.5 a day\n"
        "before the change 2: 2 are new, 1 no more\n"
    )
    assert stocked.records("watch", "show", "w")[0]["query"] == '("hạn mặn" -thơ) OR chợ OR cầu'
    ran = stocked.run("watch", "edit", "w", "--query", "chợ", typed="n\n", terminal=True)
    assert ran.status == 1
    assert "before the change 3: 0 are new, 2 no more\n" in ran.out, "told before it is asked"
    assert ran.err.endswith("diemtin: nothing is saved\n")
    assert stocked.records("watch", "show", "w")[0]["query"] == '("hạn mặn" -thơ) OR chợ OR cầu'
    ran = stocked.run("watch", "edit", "w", "--query", "chợ", typed="y\n", terminal=True)
    assert ran.out.endswith('changed w\n  query    ("hạn mặn" -thơ) OR chợ OR cầu → chợ\n')


def test_a_watch_that_cannot_be_read_any_more_is_mended(stocked: Diemtin) -> None:
    _break(stocked, "w")
    assert "mend it: diemtin watch edit w --query" in stocked.ok("status")
    assert "before the change" not in stocked.ok("watch", "edit", "w", "--query", "chợ")
    assert "mend it" not in stocked.ok("status")


def _break(diemtin: Diemtin, name: str) -> None:
    """Give a watch a query that names a topic which is not there."""
    from worker.archive.alerts import watches
    from worker.archive.database.engine import Archive
    from worker.model import Watch

    archive = Archive.open(f"sqlite:///{diemtin.home / 'diemtin.sqlite3'}")
    with archive.write() as tx:
        watches.add(tx, Watch(name, "topic:khong-co"))
    archive.close()


def test_a_renamed_watch_keeps_its_alerts_and_frees_its_name(
    stocked: Diemtin, tmp_path: Path
) -> None:
    stocked.ok("watch", "add", "w", "trường")
    published(tmp_path / "more", [(1, "Ngôi trường mới.")])
    (tmp_path / "more/000.txt").rename(tmp_path / "more/new.txt")
    assert "1 alert" in stocked.ok("ingest", str(tmp_path / "more"))
    told = stocked.ok("watch", "edit", "w", "--rename", "trường học", "--channel", "console")
    assert told == "changed w\n  name     w → trường học\n  channels all → console\n"
    [listed] = stocked.records("watch", "list")
    assert (listed["name"], listed["channels"], listed["alerts"]) == ("trường học", ["console"], 1)
    assert [one["watch"] for one in stocked.records("alert", "list")] == ["trường học"]
    stocked.ok("watch", "add", "w", "cầu")
    stocked.ok("watch", "edit", "trường học", "--all-channels")
    assert stocked.records("watch", "show", "trường học")[0]["channels"] == []
    assert "nothing is changed" in stocked.ok("watch", "edit", "w", "--rename", "w")


def test_at_a_real_terminal_it_asks_and_saves(tmp_path: Path) -> None:
    terminal, end = pty.openpty()
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DIEMTIN_")}
    environ = {**kept, "DIEMTIN_HOME": str(tmp_path / "home"), "DIEMTIN_BARE": "1"}
    command = [sys.executable, "-m", "worker", "watch", "add", "w", "hạn"]
    os.write(terminal, b"y\n")
    done = subprocess.run(command, stdin=end, capture_output=True, env=environ, check=False)
    os.close(end)
    os.close(terminal)
    assert done.returncode == 0
    assert done.stderr.decode().startswith("Save it? [y/N]:")
    assert "watching w: hạn\n" in done.stdout.decode()
