"""``show --raw``: the bytes as they came, and what they were answered with."""

from __future__ import annotations

import hashlib
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin, text_file

TITLE = "Đò ngang Cồn Sẻ chạy lại"
LEAD = "BSH - Sáng 1-3-2026, bến đò Cồn Sẻ đón chuyến đầu sau mùa lũ.\x1b]0;bẫy\x07"
SAID = "2 of 2, since"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return text_file(tmp_path / "in", "mot.txt", TITLE, LEAD)


@pytest.fixture
def kept(diemtin: Diemtin, file: Path) -> Diemtin:
    diemtin.ok("ingest", str(file))
    return diemtin


def test_the_bytes_come_out_as_they_came_in(kept: Diemtin, file: Path, tmp_path: Path) -> None:
    assert kept.ok("show", "0", "--raw").encode() == file.read_bytes()
    out = tmp_path / "raw.bin"
    ran = kept.run("show", "0", "--raw", "--out", str(out))
    assert (ran.status, ran.out) == (0, "")
    assert out.read_bytes() == file.read_bytes()
    assert "expected the name of a new file" in kept.refused(
        "show", "0", "--raw", "--out", str(out)
    )


def test_json_and_headers_tell_what_came_and_when(kept: Diemtin, file: Path) -> None:
    [shown] = kept.records("show", "0")
    [sighting] = shown["sightings"]
    body = file.read_bytes()
    raw = sighting["raw"]
    assert raw["sha256"] == hashlib.sha256(body).hexdigest()
    assert (raw["size"], raw["status"], raw["content_type"]) == (len(body), 200, "text/plain")
    told = dict(line.split("  ", 1) for line in kept.ok("show", "0", "--headers").splitlines())
    told = {name.strip(): value.strip() for name, value in told.items()}
    assert (told["asked"], told["captured"]) == (str(file), raw["captured_at"])
    assert (told["sha256"], told["size"]) == (raw["sha256"], f"{len(body)} bytes")


def test_of_several_sightings_the_newest_is_shown_unless_one_is_named(
    kept: Diemtin, file: Path
) -> None:
    before = file.read_bytes()
    after = before.replace("chuyến đầu".encode(), "hai chuyến đầu".encode())
    file.write_bytes(after)
    kept.ok("ingest", str(file))
    assert "1. seen " in kept.ok("show", "1")
    ran = kept.run("show", "1", "--raw")
    assert (ran.status, ran.out.encode()) == (0, after)
    assert SAID in ran.err
    assert kept.run("show", "0", "--raw").out.encode() == before  # of the article that is asked for
    assert kept.run("show", "1", "--raw", "--sighting", "1").out.encode() == before
    assert "expected 1 to 2" in kept.failed("show", "1", "--raw", "--sighting", "3")


@pytest.mark.parametrize(
    "options",
    [
        ("--raw", "--headers"),
        ("--json", "--raw"),
        ("--out", "x"),
        ("--sighting", "1"),
        ("--raw", "--sighting", "0"),
    ],
)
def test_options_that_say_nothing_together_are_refused(
    kept: Diemtin, options: tuple[str, ...]
) -> None:
    assert kept.run("show", "0", *options).status == 2


def test_a_terminal_is_not_made_to_obey_a_page(kept: Diemtin) -> None:
    """A page may hold what sets a terminal's title, or types for who sits before it."""
    ours, theirs = pty.openpty()
    ran = subprocess.run(
        [sys.executable, "-m", "worker", "show", "0", "--raw"],
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(theirs)
    assert ran.returncode == 2
    assert b"--out" in ran.stderr
    with open(ours, "rb", buffering=0) as terminal, pytest.raises(OSError, match="Input/output"):
        terminal.read(1)  # nothing was written to it
