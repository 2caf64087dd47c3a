from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from tests import papers
from tests.cli.in_process import Diemtin, text_file
from tests.papers import open_paper

COMMAND = [sys.executable, "-m", "worker"]


def ingest(tmp_path: Path, count: int) -> tuple[str, str]:
    """Ingest ``count`` files and one that is empty, standard error on a terminal."""
    folder = tmp_path / "in"
    for number in range(count):
        text_file(folder, f"{number:03}.txt", f"Bản tin số {number}", f"Nội dung số {number}.")
    (folder / "empty.txt").write_bytes(b"")
    status, out, shown = looked_at(tmp_path / "home", "ingest", str(folder))
    assert status == 1
    return out, shown


def looked_at(home: Path, *args: str) -> tuple[int, str, str]:
    """Run a command, standard error on a terminal; return status, output and what showed."""
    terminal, end = pty.openpty()
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DIEMTIN_")}
    environ = {**kept, "DIEMTIN_HOME": str(home), "DIEMTIN_BARE": "1"}
    environ |= {"TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        [*COMMAND, *args], stdout=subprocess.PIPE, stderr=end, env=environ
    ) as process:
        os.close(end)
        assert process.stdout is not None
        out = process.stdout.read().decode()
        shown = _all(terminal)
        return process.wait(30), out, shown


def _all(terminal: int) -> str:
    """Read a terminal until nobody writes to it any more."""
    pieces = []
    try:
        while piece := os.read(terminal, 65536):
            pieces.append(piece)
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(terminal)
    return b"".join(pieces).decode()


def test_many_files_move_a_bar_on_a_terminal_and_lines_in_the_pipe(tmp_path: Path) -> None:
    out, shown = ingest(tmp_path, 60)
    assert "/61" in shown
    assert "diemtin: " in shown
    assert "empty.txt: no title in it" in shown
    assert "Bản tin" not in shown
    assert len(out.splitlines()) == 61
    assert out.splitlines()[-1] == "60 of 61 files read: 60 new; 0 alerts"
    assert "\x1b" not in out


def test_a_few_files_are_told_without_a_bar(tmp_path: Path) -> None:
    _, shown = ingest(tmp_path, 2)
    assert shown.count("\n") == 1
    assert "\x1b" not in shown


def measure(*, on_terminal: bool) -> str:
    """Tell of 30 articles of 120 as a command does; return what standard error got."""
    probe = (
        "import worker.cli.printed.progress as p\n"
        "with p.measured('mentions') as told: told(30, 120)"
    )
    terminal, end = pty.openpty()
    environ = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    to = end if on_terminal else subprocess.PIPE
    done = subprocess.run([sys.executable, "-c", probe], stderr=to, env=environ, check=True)
    os.close(end)
    shown = _all(terminal)
    return shown if on_terminal else done.stderr.decode()


def test_work_is_measured_on_a_terminal_and_silent_in_a_pipe() -> None:
    shown = measure(on_terminal=True)
    assert "mentions" in shown
    assert "30/120" in shown
    assert measure(on_terminal=False) == ""


def test_each_address_is_told_on_a_terminal_before_it_is_asked(diemtin: Diemtin) -> None:
    with open_paper(papers.listed()) as paper:
        diemtin.ok("source", "add", paper.address, "--allow", paper.netloc, "--pause", "0")
        paper.asked.clear()
        status, out, shown = looked_at(diemtin.home, "source", "poll", "bao-song-ham")
        assert status == 0
        asked = [line.rpartition(f"asking {paper.address}")[2] for line in _plain(shown)]
        assert asked == paper.asked
        assert asked[0] == "/robots.txt"
    assert "asking" not in out


def _plain(shown: str) -> list[str]:
    """Return the lines of a terminal without their colours."""
    return re.sub(r"\x1b\[\d*m", "", shown).split("\r\n")[:-1]
