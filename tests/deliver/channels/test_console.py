from __future__ import annotations

import io
import os
import re
import subprocess
import sys

import pytest

from tests.deliver.alerts import ALERT, CHANGED, HASH, LEAD, alert, hostile_title, outgoing, reason
from worker.deliver.channels.console import deliver
from worker.deliver.messages.message import as_text
from worker.model import Delivered, Failed

CODES = re.compile(r"\x1b\[[0-9;]*m")


class Terminal(io.StringIO):
    """A terminal of 100 columns in colors, as far as a program can tell."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Terminal()


async def test_an_alert_is_a_card_of_seven_lines_with_the_matches_lit(terminal: Terminal) -> None:
    assert await deliver(outgoing(), terminal) == Delivered()
    shown = terminal.getvalue()
    lines = [line.removeprefix("▌ ").rstrip() for line in CODES.sub("", shown).splitlines()]
    assert lines[0] == "APPEARED  mat-bang"
    assert lines[1] == ALERT.title
    archived = f"#12 · {HASH[:16]} · captured 07:40 02/03/2026"
    assert lines[2] == f"Báo Sơn Bình · 06:05 02/03/2026 · {archived}"
    assert " ".join(lines[3:5]).startswith(LEAD)
    assert lines[5] == "matched giải phóng mặt bằng (phrase) · Lương Khắc Tâm (name, 82%)"
    assert lines[6:] == [ALERT.url, ""]
    assert re.search(r"\x1b\[1;30;43mgiải phóng mặt bằng\x1b\[0m", shown)


async def test_a_change_of_holder_is_told_in_words(terminal: Terminal) -> None:
    await deliver(outgoing(CHANGED), terminal)
    shown = CODES.sub("", terminal.getvalue())
    assert shown.startswith("▌ HOLDER-CHANGED  mat-bang")
    told = " ".join(shown.replace("▌ ", "").split())
    assert "new holder Lương Khắc Tâm, Chủ tịch Ủy ban nhân dân Sơn Bình (acting), after Hạ" in told
    assert "also told by Báo Khác, 27/02/2026, #9" in told


async def test_a_match_in_the_title_is_lit_there(terminal: Terminal) -> None:
    await deliver(outgoing(alert(reasons=(reason("tuyến đê"),))), terminal)
    assert re.search(r"\x1b\[1;33mtuyến đê\x1b\[0m", terminal.getvalue())


async def test_a_sample_is_marked(terminal: Terminal) -> None:
    await deliver(outgoing(alert(sample=True)), terminal)
    assert CODES.sub("", terminal.getvalue()).splitlines()[0].endswith(" SAMPLE ")


async def test_a_digest_is_counted_and_bounded(terminal: Terminal) -> None:
    await deliver(outgoing(*[alert()] * 60, digest=True), terminal)
    lines = CODES.sub("", terminal.getvalue()).splitlines()
    assert lines[0] == "60 alerts: mat-bang 60"
    assert sum(line == f"▌ {ALERT.url}" for line in lines) == 50
    assert lines[-1] == "and 10 more (diemtin alert list)"


async def test_case_66_80_a_hostile_title_sends_nothing_to_the_terminal(terminal: Terminal) -> None:
    title = hostile_title()
    hostile = alert(title=title, text=f"{title}\n\n{LEAD}", url="http://x.example/\x1b]0;a\x07")
    await deliver(outgoing(hostile), terminal)
    plain = CODES.sub("", terminal.getvalue())
    assert "[31m" in plain
    assert all(line.isprintable() for line in plain.splitlines())
    assert "[red]đỏ[/red] {evil} <b>đậm</b>" in plain


async def test_in_a_pipe_it_is_plain_text() -> None:
    pipe = io.StringIO()
    assert await deliver(outgoing(), pipe) == Delivered()
    assert pipe.getvalue() == as_text(outgoing()) + "\n\n"


async def test_a_stream_that_cannot_show_vietnamese_does_not_stop_it() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    assert await deliver(outgoing(), stream) == Delivered()
    assert b"https://baosonbinh.example/" in raw.getvalue()


async def test_a_broken_pipe_is_a_failure_not_a_crash() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    stream = os.fdopen(writer, "w", encoding="utf-8")
    outcome = await deliver(outgoing(), stream)
    assert outcome == Failed("console: cannot print: Broken pipe")
    with pytest.raises(BrokenPipeError):
        stream.close()


async def test_a_closed_stream_is_a_failure() -> None:
    stream = io.StringIO()
    stream.close()
    assert isinstance(await deliver(outgoing(), stream), Failed)


def test_rich_is_imported_only_when_something_is_drawn() -> None:
    drawn = "worker.deliver.channels.console, worker.deliver.channels.apprise"
    code = f"import sys, {drawn}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"rich", "apprise", "requests"} & set(done.stdout.split())
