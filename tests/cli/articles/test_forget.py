"""``diemtin forget``: asked before, told after, and finished where it could not be."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin, text_file

TITLE = "Vườn ươm Cồn Zẻ mở cửa"
LEAD = "BSH - Sáng 1-3-2026, vườn ươm Cồn Zẻ đón khách đầu tiên."
WHY = ("--reason", "Quyết định 7")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return text_file(tmp_path / "in", "mot.txt", TITLE, LEAD)


@pytest.fixture
def kept(diemtin: Diemtin, file: Path) -> Diemtin:
    """Return a home with an article that a watch tells of, and another."""
    diemtin.ok("watch", "add", "vuon", '"vườn ươm"')
    other = text_file(file.parent, "hai.txt", "Chợ quê", "Chợ quê họp lại.")
    diemtin.ok("ingest", str(file), str(other))
    return diemtin


def in_the_home(kept: Diemtin, word: str) -> bool:
    files = kept.home.glob("diemtin.sqlite3*")
    return any(word.encode() in file.read_bytes() for file in files)


def test_what_is_forgotten_is_told_and_found_no_more(kept: Diemtin, tmp_path: Path) -> None:
    [before] = kept.records("show", "0")
    assert in_the_home(kept, "Zẻ")
    told = kept.ok("forget", "0", *WHY, "--yes")
    assert told.splitlines()[0] == (
        "forgotten: 1 article (0), 1 raw page, 0 mentions; 1 message ended that had not been sent"
    )
    assert "not covered: exported files, feeds, logs and backups made before" in told
    assert not in_the_home(kept, "Zẻ")
    [after] = kept.records("show", before["content_hash"])
    assert set(after) == {
        *("number", "id", "content_hash", "forgotten_at", "forgotten_for", "pages"),
    }
    assert (after["number"], after["forgotten_for"]) == (0, "Quyết định 7")
    assert [page["url"] for page in after["pages"]] == [before["url"]]
    for name in ("0", before["id"], before["url"]):
        assert "was forgotten on" in kept.ok("show", name)
    assert [one["number"] for one in kept.records("search")] == [1]
    assert kept.ok("export", "--to", str(tmp_path / "out")).startswith("1 written")
    [alert] = kept.records("alert", "list")
    assert (alert["number"], alert["title"], alert["reasons"]) == (0, "(forgotten)", [])
    assert "1 article was forgotten" in kept.ok("status")
    assert kept.ok("database", "check").endswith("no damage found\n")


def test_taken_in_again_it_is_not_stored(kept: Diemtin, file: Path) -> None:
    kept.ok("forget", "0", *WHY, "--yes")
    assert kept.ok("ingest", str(file)).startswith("000  forgotten")
    assert not in_the_home(kept, "Zẻ")
    assert "was forgotten on" in kept.ok("forget", "0", *WHY, "--yes")


def test_it_is_asked_for_before(kept: Diemtin) -> None:
    ran = kept.run("forget", "0", *WHY, typed="n\n", terminal=True)
    assert (ran.status, TITLE in ran.err) == (2, True)
    assert "nothing is forgotten" in ran.err
    assert kept.records("show", "0")[0]["title"] == TITLE
    ran = kept.run("forget", "0", *WHY, typed="y\n", terminal=True)
    assert ran.status == 0
    assert "was forgotten on" in kept.ok("show", "0")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("0", "--yes"), "--reason"),
        (("0", "--reason", " ", "--yes"), "--reason"),
        ((*WHY, "--yes"), "the ID of an article"),
        (("0", "--finish"), "--finish"),
    ],
)
def test_what_cannot_be_followed_is_refused(
    kept: Diemtin, options: tuple[str, ...], said: str
) -> None:
    assert said in kept.refused("forget", *options)
    assert len(kept.records("search")) == 2


def test_what_is_not_there_is_told(kept: Diemtin) -> None:
    assert "nothing in the archive" in kept.failed("forget", "77", *WHY, "--yes")


def test_while_a_service_runs_the_file_is_left_and_finished_later(kept: Diemtin) -> None:
    with (kept.home / "service.lock").open("w") as service:
        fcntl.flock(service, fcntl.LOCK_EX)
        ran = kept.run("forget", "0", *WHY, "--yes")
        assert ran.status == 1
        assert "stop the service, then: diemtin forget --finish" in ran.complaint
        assert "was forgotten on" in kept.ok("show", "0")
        assert kept.run("forget", "--finish").status == 1
    assert "diemtin forget --finish" in kept.ok("status")
    assert kept.ok("forget", "--finish") == "the file holds nothing of what was forgotten\n"
    assert not in_the_home(kept, "Zẻ")
    assert "diemtin forget --finish" not in kept.ok("status")


def test_of_several_versions_the_others_are_named(kept: Diemtin, file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("đầu tiên", "xa"), encoding="utf-8")
    kept.ok("ingest", str(file))
    assert "stays: what its pages showed else: 0" in kept.ok("forget", "2", *WHY, "--yes")
    assert "forgotten: 1 article (0, 2)" in kept.ok("forget", "2", *WHY, "--yes", "--all-versions")
    assert not in_the_home(kept, "Zẻ")
