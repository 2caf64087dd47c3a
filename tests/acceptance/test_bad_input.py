"""Bad input through the real command: one clear line, the exit status, nothing half-stored."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.acceptance.command import COMMAND, Home, until

EVIL = "{evil} [red]giả[/red] \x1b[31mđỏ\x1b]0;tên\x07 %s {0.__class__} \u202eđảo"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", {"DIEMTIN_BARE": "1"})


def article(path: Path, title: str, body: str = "Chợ mở mỗi sáng.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{title}\n\n01/03/2026 - 07:30\n\n{body}\n", encoding="utf-8")
    return path


def complaint(done: subprocess.CompletedProcess[str], status: int) -> str:
    """Return the one line on standard error."""
    assert done.returncode == status, done
    [line] = done.stderr.splitlines()
    assert line.startswith("diemtin: ")
    return line


def test_each_bad_file_costs_a_line_and_the_others_are_stored(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    article(folder / "a-good.txt", "Xã Vàm Sậy mở chợ")
    (folder / "b-empty.txt").write_bytes(b"")
    (folder / "c-bare.txt").write_text("Chỉ có tiêu đề\n", encoding="utf-8")
    (folder / "d-foreign.txt").write_bytes("Xã Vàm Sậy".encode("utf-16"))
    article(folder / "e-good.txt", "Bến tàu Vàm Sậy đón khách", "Bến mở mỗi sáng.")
    wrong = ["b-empty.txt", "c-bare.txt", "d-foreign.txt", "/nosuch.txt"]
    named = os.fsencode(folder / "f-") + b"\xff.txt"
    try:
        Path(os.fsdecode(named)).write_bytes(b"x")
        wrong.insert(3, "f-\\udcff.txt")
    except OSError:
        print("this file system keeps only UTF-8 names: that name is left out")
    done = home.run_here("ingest", str(folder), "/nosuch.txt")
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == len(wrong)
    for line, name in zip(lines, wrong, strict=True):
        assert line.startswith("diemtin: /")
        assert f"{name}: " in line
    assert done.stdout.splitlines()[-1].startswith("2 of ")
    assert (home.count("article"), home.count("page"), home.count("sighting")) == (2, 2, 2)


def test_a_database_that_cannot_be_opened_is_named(home: Home, tmp_path: Path) -> None:
    home.path.mkdir()
    file = home.path / "diemtin.sqlite3"
    file.write_bytes(b"no database, only words " * 99)
    told = complaint(home.run_here("search"), 1)
    assert f"{file}: " in told
    assert "not a database" in told
    assert file.read_bytes() == b"no database, only words " * 99


def test_case_79_a_server_that_does_not_answer_is_named_without_its_password(home: Home) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{closed.getsockname()[1]}"
        home.environ["DIEMTIN_DATABASE_URL"] = f"postgresql://me:CANARY@{address}/tin"
        done = home.run_here("run", "--once")
    told = complaint(done, 1)
    assert f"postgresql://me:***@{address}/tin" in told
    assert "check that the server runs" in told
    assert "CANARY" not in done.stdout + done.stderr


def test_case_78_a_setting_that_is_not_known_is_named(home: Home) -> None:
    home.path.mkdir()
    (home.path / "diemtin.toml").write_text("# mine\ncontakt = 'a@b.vn'\n", encoding="utf-8")
    told = complaint(home.run_here("run", "--once"), 2)
    assert f"{home.path / 'diemtin.toml'}:2: contakt: " in told
    assert "did you mean contact?" in told
    assert not (home.path / "diemtin.sqlite3").exists()


def test_case_74_a_query_that_cannot_be_read_ends_with_status_2(home: Home) -> None:
    told = complaint(home.run_here("search", "x -" * 33_333 + ")"), 2)
    assert "query, column 10001: " in told
    assert "at most 10,000 characters" in told


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_case_79_and_80_the_service_logs_no_token_and_prints_titles_inert(
    home: Home, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    article(folder / "a.txt", f"{EVIL} chợ")
    home.ok("source", "add", "bai", "--folder", str(folder))
    home.ok("watch", "add", "cho", "chợ")
    home.ok("channel", "add", "moc", "http://127.0.0.1:9/CANARY", "--allow", "127.0.0.1:9")
    home.ok("channel", "add", "tele", "tgram://123456789:CANARYcanaryCANARYcanaryCANARYcanar/4")
    home.environ |= {"DIEMTIN_LOG_LEVEL": "TRACE"}
    done = home.run("run", "--once")
    for said in (
        *(done.stdout, done.stderr, home.ok("search"), home.ok("show", "0")),
        *(home.ok("alert", "list"), home.ok("alert", "list", "--json")),
        *(home.ok("search", "--json"), home.ok("source", "show", "bai")),
    ):
        assert "CANARY" not in said
        assert "Traceback" not in said
        assert not set(said) & {"\x1b", "\x07", "\u202e"}
    assert "{evil} [red]giả[/red]" in done.stdout
    assert "{0.__class__}" in home.ok("show", "0")
    [alert] = home.records("alert", "list")
    assert {one["channel"]: one["state"] for one in alert["deliveries"]}["console"] == "delivered"


def test_a_reader_that_goes_away_ends_the_command_quietly(home: Home, tmp_path: Path) -> None:
    for number in range(300):
        article(tmp_path / "in" / f"{number}.txt", f"Tin {number}", "Chợ mở. " * 40 + str(number))
    home.ok("ingest", str(tmp_path / "in"))
    with subprocess.Popen(
        [*COMMAND, "search", "--limit", "300"],
        env=home._environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 141


def test_an_interrupted_ingest_says_so_and_leaves_nothing_half_stored(
    home: Home, tmp_path: Path
) -> None:
    home.ok("status")
    folder = tmp_path / "in"
    for number in range(4000):
        article(folder / f"{number:04}.txt", f"Tin {number}", f"Chợ {number} mở mỗi sáng.")
    with subprocess.Popen(
        [*COMMAND, "ingest", str(folder)],
        env=home._environ(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        until(lambda: home.count("article") > 0, "the first files are stored")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert process.returncode == 130
    assert err.strip().splitlines() == [
        "diemtin: interrupted; what was told as done is kept, nothing is half-stored"
    ]
    stored = home.count("article")
    assert len(out.splitlines()) <= stored < 4000
    assert (home.count("page"), home.count("sighting")) == (stored, stored)
    assert home.ok("database", "check").endswith("no damage found\n")
