"""Watches: what the archive follows. Officials have files of their own."""

from __future__ import annotations

import pytest

from tests.cli.in_process import Diemtin

BAD_NAMES = ["", "a\nb", "\x1b[31m", "-x", " a", "a\u202eb", "x\udcff"]


def test_a_watch_is_added_paused_resumed_and_removed(diemtin: Diemtin) -> None:
    diemtin.ok("watch", "add", "Hạn mặn", '"hạn mặn"')
    assert diemtin.records("watch", "list")[0]["state"] == "active"
    assert "diemtin watch resume" in diemtin.ok("watch", "pause", "Hạn mặn")
    assert "paused" in diemtin.ok("watch", "list")
    diemtin.ok("watch", "resume", "Hạn mặn")
    [watch] = diemtin.records("watch", "list")
    assert set(watch) == {
        *("name", "query", "kinds", "channels", "state", "origin", "alerts"),
        *("paused_at", "look_back", "digest", "quiet", "form"),
    }
    assert watch["state"] == "active"
    diemtin.ok("watch", "remove", "Hạn mặn")
    assert diemtin.records("watch", "list") == []
    for verb in ("pause", "resume", "remove"):
        assert "diemtin watch list" in diemtin.failed("watch", verb, "Hạn mặn")


def test_a_watch_that_cannot_be_is_refused_and_not_kept(diemtin: Diemtin) -> None:
    assert "query, column 1" in diemtin.refused("watch", "add", "a", "nosuch:b")
    assert "diemtin channel list" in diemtin.failed("watch", "add", "a", "b", "--channel", "x")
    assert "topic" in diemtin.run("watch", "add", "a", "topic:nosuch").complaint
    assert diemtin.records("watch", "list") == []
    diemtin.ok("watch", "add", "a", "b")
    assert "already" in diemtin.refused("watch", "add", "a", "c")


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_cannot_be_printed_or_typed_is_refused(diemtin: Diemtin, name: str) -> None:
    assert diemtin.refused("watch", "add", "--", name, "b")
    assert diemtin.records("watch", "list") == []
