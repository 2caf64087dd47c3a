"""``diemtin watch pause | resume | look-back``, and ``--since``: what a watch missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin
from tests.cli.watches.test_trial import ago, published
from worker.flow.watches import look_back, missed

DIGEST = "marked retrospective; on the way as one digest to console\n"


@pytest.fixture
def stocked(diemtin: Diemtin, tmp_path: Path) -> Diemtin:
    """A home with five articles, two of ten days ago."""
    leads = [(10, "Hạn một."), (10, "Hạn hai."), (2, "Hạn ba."), (1, "Hạn bốn."), (1, "Chợ nổi.")]
    diemtin.ok("ingest", str(published(tmp_path / "in", leads)))
    return diemtin


def more(diemtin: Diemtin, folder: Path, days: int, *leads: str) -> None:
    """Take in further articles, each of its own page, published so many days ago."""
    folder.mkdir()
    for n, lead in enumerate(leads):
        text = f"Tin {folder.name} {n}\n\n{ago(days):%d/%m/%Y} - 00:01\n\n{lead}\n"
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    diemtin.ok("ingest", str(folder))


def test_a_new_watch_looks_back_from_a_day_on(stocked: Diemtin) -> None:
    told = stocked.ok("watch", "add", "w", "hạn", "--since", f"{ago(2):%Y-%m-%d}")
    assert told.endswith(
        f"looking back over 3 articles since {ago(2):%Y-%m-%d}, oldest first\n"
        f"looked back: 2 alerts, {DIGEST}"
    )
    alerts = stocked.records("alert", "list")
    assert [(one["number"], one["retrospective"]) for one in alerts] == [(3, True), (2, True)]
    assert [one["state"] for one in alerts[0]["deliveries"]] == ["pending"]
    assert "appeared, retrospective" in stocked.ok("alert", "list")
    assert stocked.records("status")[0]["deliveries"] == {"pending": 1}


def test_a_watch_that_is_there_looks_back_and_tells_nothing_twice(stocked: Diemtin) -> None:
    stocked.ok("watch", "add", "w", "hạn", "--since", f"{ago(1):%Y-%m-%d}")
    first_day = f"{ago(10):%Y-%m-%d}"
    told = stocked.ok("watch", "look-back", "w", "--since", first_day)
    assert told.endswith(f"looked back: 3 alerts, {DIGEST}")
    told = stocked.ok("watch", "look-back", "w", "--since", first_day)
    assert told.endswith("looked back: nothing that the watch has not told of\n")
    [shown] = stocked.records("watch", "show", "w")
    past = shown["look_back"]
    assert (past["since"], past["state"], past["articles"], past["looked_at"], past["alerts"]) == (
        first_day, "done", 5, 5, 0,
    )  # fmt: skip
    assert f"past     looked back since {first_day}: 0 alerts\n" in stocked.ok("watch", "show", "w")


def test_a_changed_watch_looks_back_with_its_new_query(stocked: Diemtin) -> None:
    stocked.ok("watch", "add", "w", "hạn", "--since", "2000-01-01")
    told = stocked.ok("watch", "edit", "w", "--query", "hạn OR chợ", "--since", "2000-01-01")
    assert told.endswith(f"looked back: 1 alert, {DIGEST}")
    told = stocked.ok("watch", "edit", "w", "--query", "hạn OR chợ", "--since", "2000-01-01")
    assert told.endswith("nothing that the watch has not told of\n")


def test_one_that_was_cut_off_is_shown_with_the_command_that_goes_on(
    stocked: Diemtin, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner, calls = look_back._raise, iter(range(9))

    def interrupted(*args: object) -> object:
        if next(calls) == 1:
            raise KeyboardInterrupt
        return inner(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(look_back, "_raise", interrupted)
    monkeypatch.setattr(look_back.look_back, "__kwdefaults__", {"lot": 2, "batch": 1})
    stocked.ok("watch", "add", "hạn mặn", "hạn")
    ran = stocked.run("watch", "look-back", "hạn mặn", "--since", "2000-01-01")
    assert ran.status == 130
    go_on = "diemtin watch look-back 'hạn mặn'"
    assert ran.complaint.endswith(f"go on with: {go_on}")
    for command in (("status",), ("watch", "show", "hạn mặn")):
        assert f"go on: {go_on}\n" in stocked.ok(*command)
    [note] = [one for one in stocked.records("status")[0]["notes"] if "look-back" in one]
    assert "1 of 5 articles" in note
    assert stocked.records("watch", "list")[0]["look_back"]["state"] == "unfinished"
    told = stocked.ok("watch", "look-back", "hạn mặn")
    assert told == (
        "going on with the look-back since 2000-01-01: 1 of 5 articles done, 1 alert so far\n"
        f"looked back: 4 alerts, {DIGEST}"
    )
    assert "look-back" not in stocked.ok("status")


def test_a_change_of_query_ends_one_that_was_cut_off(
    stocked: Diemtin, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked.ok("watch", "add", "w", "hạn")
    with monkeypatch.context() as patched:
        patched.setattr(look_back, "_lot", _interrupted)
        assert stocked.run("watch", "look-back", "w", "--since", "2000-01-01").status == 130
    told = stocked.ok("watch", "edit", "w", "--query", "chợ")
    again = "diemtin watch look-back w --since 2000-01-01"
    assert told.endswith(
        f"its unfinished look-back is ended; to look back with the new query: {again}\n"
    )
    assert "then ended by a change" in stocked.ok("watch", "show", "w")
    assert stocked.ok(*again.split()[1:]).endswith(f"looked back: 1 alert, {DIGEST}")


def _interrupted(*_: object) -> object:
    raise KeyboardInterrupt


def test_officials_that_are_still_looked_for_are_warned_of(stocked: Diemtin) -> None:
    stocked.ok("official", "add", "Kiều Thanh Vĩ", "--later")
    stocked.ok("watch", "add", "w", "hạn", "--since", "2000-01-01")
    stocked.ok("watch", "add", "vi", 'official:"Kiều Thanh Vĩ"')
    ran = stocked.run("watch", "look-back", "vi", "--since", "2000-01-01")
    assert ran.status == 0
    assert ran.complaint.endswith("so do first: diemtin official rematch")
    stocked.ok("official", "rematch")
    stocked.ok("watch", "look-back", "vi", "--since", "2000-01-01")


@pytest.mark.parametrize("day", ["hôm-qua", "2026-02-30", "2026-3-1", "1899-12-31", "", "20260301"])
def test_what_is_no_day_is_refused(stocked: Diemtin, day: str) -> None:
    stocked.ok("watch", "add", "w", "hạn")
    for args in (("add", "v", "hạn"), ("edit", "w", "--query", "chợ"), ("look-back", "w")):
        said = stocked.refused("watch", *args, "--since", day)
        assert "expected a day from 1900 to 2199 as YYYY-MM-DD" in said
    assert [one["query"] for one in stocked.records("watch", "list")] == ["hạn"]


def test_what_cannot_look_back_is_refused_and_nothing_is_saved(stocked: Diemtin) -> None:
    since = ("--since", "2026-03-01")
    office = 'office:"Bí thư Tỉnh ủy Sông Hàm"'
    said = stocked.refused("watch", "add", "h", office, "--kind", "holder-changed", *since)
    assert "--kind appeared" in said
    assert stocked.records("watch", "list") == []
    assert (
        "--since"
        in (stocked.ok("watch", "add", "w", "hạn"), stocked.refused("watch", "look-back", "w"))[1]
    )
    stocked.ok("watch", "pause", "w")
    for args in (("look-back", "w"), ("edit", "w", "--query", "chợ")):
        assert "diemtin watch resume w" in stocked.refused("watch", *args, *since)
    assert stocked.records("watch", "list")[0]["query"] == "hạn"
    assert "diemtin watch list" in stocked.failed("watch", "look-back", "nosuch", *since)


def test_a_resumed_watch_says_what_it_missed_and_can_be_told_of_it(
    stocked: Diemtin, tmp_path: Path
) -> None:
    stocked.ok("watch", "add", "w", "hạn OR mặn")
    more(stocked, tmp_path / "before", 1, "Hạn trước đó.")
    assert "w is paused since" in stocked.ok("watch", "pause", "w")
    [listed] = stocked.records("watch", "list")
    assert listed["paused_at"].startswith(f"{ago(0):%Y-%m-%d}T")
    assert "w, paused since" in stocked.ok("watch", "show", "w")
    more(stocked, tmp_path / "mid", 0, *(f"Hạn thứ {n}." for n in range(4)), "Cầu mới.")
    more(stocked, tmp_path / "old", 5, "Mặn năm ngày trước.")
    assert stocked.records("watch", "list")[0]["alerts"] == 1
    told = stocked.ok("watch", "resume", "w").splitlines()
    assert told[0] == "w is active"
    assert told[1].startswith("it missed 5 of 6 articles first seen since it was paused, ")
    assert [line.split()[0] for line in told[2:-2:3]] == ["011", "009", "008"]
    day = f"{ago(5):%Y-%m-%d}"
    assert told[-2].endswith(f": diemtin search '(hạn OR mặn) after:{day}'")
    assert told[-1].endswith(f"diemtin watch look-back w --since {day}")
    missed_ones = {6, 7, 8, 9, 11}
    found = stocked.records("search", f"(hạn OR mặn) after:{day}")
    assert missed_ones <= {one["number"] for one in found}
    stocked.ok("watch", "look-back", "w", "--since", day)
    alerts = stocked.records("alert", "list")
    assert missed_ones <= {one["number"] for one in alerts}
    assert sum(not one["retrospective"] for one in alerts) == 1
    assert stocked.records("watch", "list")[0]["paused_at"] is None


def test_nothing_missed_is_said_too(stocked: Diemtin, tmp_path: Path) -> None:
    stocked.ok("watch", "add", "w", "hạn")
    stocked.ok("watch", "pause", "w")
    more(stocked, tmp_path / "more", 0, "Chợ họp.")
    told = stocked.ok("watch", "resume", "w")
    assert "it missed none of 1 article first seen since it was paused" in told
    assert stocked.ok("watch", "resume", "w") == "w is active\n"


def test_paused_twice_it_is_paused_since_the_first_time(stocked: Diemtin) -> None:
    stocked.ok("watch", "add", "w", "hạn")
    stocked.ok("watch", "pause", "w")
    [first] = stocked.records("watch", "list")
    stocked.ok("watch", "pause", "w")
    assert stocked.records("watch", "list") == [first]


def test_of_much_that_was_missed_the_last_is_looked_at(
    stocked: Diemtin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked.ok("watch", "add", "w", "hạn")
    stocked.ok("watch", "pause", "w")
    more(stocked, tmp_path / "more", 0, *(f"Hạn {n}." for n in range(4)))
    monkeypatch.setattr(missed.missed, "__kwdefaults__", {"most": 3})
    told = stocked.ok("watch", "resume", "w")
    assert "it missed 3 of 3 articles" in told
    assert "(only the last 3 of those were looked at)" in told
