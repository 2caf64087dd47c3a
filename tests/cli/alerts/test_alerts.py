"""``diemtin alert``: what was given up is seen, looked into, acknowledged and sent once more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin, text_file

TITLE = "Kiều Thanh Vĩ thăm vườn ươm Cù lao Bồng"
LEAD = "BSH - Sáng 1-3-2026, ông Kiều Thanh Vĩ đã thăm vườn ươm dừa giống ở Cù lao Bồng."


@pytest.fixture
def told(diemtin: Diemtin, tmp_path: Path) -> Diemtin:
    """Return a home with one alert, delivered to a file and waiting for one that cannot be."""
    (tmp_path / "mất").mkdir()
    diemtin.ok("channel", "add", "tep", str(tmp_path / "tep.jsonl"))
    diemtin.ok("channel", "add", "mat", str(tmp_path / "mất" / "tep.jsonl"))
    diemtin.ok("channel", "disable", "console")
    (tmp_path / "mất").rmdir()
    diemtin.ok("watch", "add", "vuon", "vườn ươm")
    diemtin.ok("ingest", str(text_file(tmp_path / "in", "041_0123456789abcdef.txt", TITLE, LEAD)))
    ran = diemtin.run("run", "--once")
    assert ran.status == 0, ran
    return diemtin


def test_an_alert_shows_each_attempt_of_each_delivery(told: Diemtin) -> None:
    [shown] = told.records("alert", "show", "1")
    taken, failed = shown["deliveries"]
    assert (taken["channel"], taken["state"], len(taken["tried"])) == ("tep", "delivered", 1)
    assert taken["tried"][0]["error"] is None
    assert (failed["channel"], failed["state"]) == ("mat", "pending")
    assert "No such file" in failed["tried"][0]["error"]
    assert failed["next_attempt_at"].endswith("+07:00")
    text = told.ok("alert", "show", "1")
    for said in (TITLE, "mat: pending, next attempt ", failed["id"], "1. ", "vườn ươm"):
        assert said in text
    assert "diemtin alert list" in told.failed("alert", "show", "99")
    assert told.run("alert", "show", "x").status == 2


def test_lists_can_be_narrowed_to_what_did_not_arrive(told: Diemtin) -> None:
    def ids(*options: str) -> list[int]:
        return [one["id"] for one in told.records("alert", "list", *options)]

    assert ids("--undelivered") == ids("--state", "pending") == ids("--channel", "mat") == [1]
    assert ids("--state", "dead") == ids("--channel", "console") == []
    assert told.run("alert", "list", "--state", "lost").status == 2
    assert "diemtin channel list" in told.failed("alert", "list", "--channel", "nosuch")


def test_an_acknowledged_alert_is_left_out_of_what_is_new(told: Diemtin) -> None:
    assert told.ok("alert", "acknowledge", "1") == "acknowledged 1 alert\n"
    assert told.records("alert", "acknowledge", "1") == [{"acknowledged": 0, "before": 1}]
    assert told.records("alert", "list", "--new") == []
    assert [one["state"] for one in told.records("alert", "list")] == ["acknowledged"]
    assert "no alert 9" in told.failed("alert", "acknowledge", "1", "9")
    assert told.run("alert", "acknowledge").status == 2


def test_a_replay_says_what_it_did(told: Diemtin, tmp_path: Path) -> None:
    said = told.ok("alert", "replay", "1").splitlines()
    assert said == [
        "1 delivery goes out again: mat 1",
        "left as it is: 1, delivered already; to send that too: --again",
    ]
    (tmp_path / "mất").mkdir()
    told.ok("run", "--once")
    assert told.records("alert", "list", "--undelivered") == []
    [first] = (tmp_path / "tep.jsonl").read_text("utf-8").splitlines()
    [record] = told.records("alert", "replay", "1", "--channel", "tep", "--again")
    assert (record["channel"], record["was"], record["left"]) == ("tep", "delivered", None)
    assert record["id"] == json.loads(first)["id"]
    told.ok("run", "--once")
    lines = (tmp_path / "tep.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [record["id"]] * 2


def test_a_replay_to_a_channel_that_is_off_says_so(told: Diemtin) -> None:
    assert "console is off: what goes there waits" in told.ok(
        *("alert", "replay", "1", "--channel", "console")
    )
    assert told.ok("channel", "enable", "console").splitlines()[0] == (
        "console is on; sent now: 1 that waited"
    )


def test_a_replay_of_nothing_is_refused_or_says_so(told: Diemtin) -> None:
    assert "expected an ID, --channel, --dead or --since" in told.refused("alert", "replay")
    assert told.ok("alert", "replay", "--dead") == "nothing is sent again\n"
    assert "--since" in told.refused("alert", "replay", "--since", "hôm kia")
    assert "no alert 77" in told.failed("alert", "replay", "77")


def test_status_and_channel_name_what_fails(told: Diemtin) -> None:
    [status] = told.records("status")
    [note] = [line for line in status["notes"] if line.startswith("channel mat: fails since ")]
    assert note.endswith("see: diemtin channel show mat")
    [shown] = told.records("channel", "show", "mat")
    assert (shown["state"], shown["waiting"], shown["dead"]) == ("on", 1, 0)
    assert "No such file" in shown["last_error"]
    [well] = told.records("channel", "show", "tep")
    assert well["failing_since"] is None
    assert well["last_delivered_at"].endswith("+07:00")
    assert "fails       since " in told.ok("channel", "show", "mat")
    assert "fails since " in told.ok("channel", "list")
    assert "diemtin channel list" in told.failed("channel", "show", "nosuch")
