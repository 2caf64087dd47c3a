"""``diemtin watch try``: what a watch would have caught in the last days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin
from worker.clock import HANOI
from worker.flow.watches import trial


def ago(days: int) -> datetime:
    """Return a time so many days ago in Hanoi: what the service calls today moves on."""
    return datetime.now(UTC).astimezone(HANOI) - timedelta(days=days)


def published(folder: Path, leads: Sequence[tuple[int, str]]) -> Path:
    """Write an article each, published so many days ago at one in the morning."""
    folder.mkdir(parents=True, exist_ok=True)
    for n, (days, lead) in enumerate(leads):
        text = f"Bản tin số {n}\n\n{ago(days):%d/%m/%Y} - 00:01\n\n{lead}\n"
        (folder / f"{n:03}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def stocked(diemtin: Diemtin, tmp_path: Path) -> Diemtin:
    leads = [
        (3, "Hạn mặn lên cao ở xã Lộc Hòa. Bà con trữ nước."),
        (1, "Hạn mặn xuống thấp."),
        (1, "Chợ nổi họp lại."),
        (1, "Mùa hạn mặn qua rồi."),
        (50, "Hạn mặn năm cũ."),
    ]
    diemtin.ok("ingest", str(published(tmp_path / "in", leads)))
    return diemtin


def test_a_trial_shows_days_words_and_articles(stocked: Diemtin) -> None:
    told = stocked.ok("watch", "try", '"hạn mặn" OR cầu', "--days", "5").splitlines()
    assert told[0] == ("would have caught 3 of 4 articles of the last 5 days (75.0%), 0.8 a day")
    assert told[1:6] == [
        f"  {ago(4):%d/%m}  0",
        f"  {ago(3):%d/%m}  1  #",
        f"  {ago(2):%d/%m}  0",
        f"  {ago(1):%d/%m}  2  ##",
        f"  {ago(0):%d/%m}  0",
    ]
    assert told[6] == "words that matched, and in how many articles: hạn mặn 3"
    assert told[7] == "003  Bản tin số 3"
    assert told[9] == "     Mùa hạn mặn qua rồi."
    assert len(told) == 7 + 3 * 3
    assert max(map(len, told)) <= 80
    assert stocked.records("watch", "list") == []


def test_with_many_there_is_a_search_for_all_and_it_finds_them(
    stocked: Diemtin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "NEWEST", 1)
    last = stocked.ok("watch", "try", "hạn", "OR", "chợ").splitlines()[-1]
    asked = f"(hạn OR chợ) after:{ago(29):%Y-%m-%d}"
    assert last == f"all of them, edits too: diemtin search '{asked}'"
    assert len(stocked.records("search", asked)) == 4


def test_many_days_are_told_in_weeks(stocked: Diemtin) -> None:
    told = stocked.ok("watch", "try", "hạn", "--days", "100")
    lines = [line for line in told.splitlines() if line.startswith("  ") and "–" in line]
    assert told.splitlines()[0].endswith(" (80.0%), less than 0.1 a day")
    assert len(lines) == 15
    assert sum(int(line.split()[1]) for line in lines) == 4
    assert lines[0].split()[0] == f"{ago(99):%d/%m/%y}–{ago(93):%d/%m/%y}"


def test_as_json_it_is_one_object_with_stable_keys(stocked: Diemtin) -> None:
    [told] = stocked.records("watch", "try", '"hạn mặn"', "--days", "4")
    assert set(told) == {
        "query", "start", "articles", "left_out", "caught", "share", "a_day", "floods", "days",
        "terms", "newest",
    }  # fmt: skip
    assert (told["caught"], told["articles"], told["share"]) == (3, 4, 0.75)
    assert told["days"][0] == {"day": f"{ago(3):%Y-%m-%d}", "articles": 1, "caught": 1}
    assert told["terms"] == [{"field": None, "surface": "hạn mặn", "articles": 3}]
    first = told["newest"][-1]
    [snippet] = first["snippets"]
    [[start, end]] = snippet["spans"]
    assert (first["number"], snippet["text"][start:end]) == (0, "Hạn mặn")


def test_what_was_not_looked_at_is_told(stocked: Diemtin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial.attempt, "__kwdefaults__", {"days": 30, "most": 3})
    told = stocked.ok("watch", "try", "hạn")
    assert "would have caught 2 of 3 articles" in told
    assert f"looked at the newest 3 of 4 articles, back to {ago(1):%d/%m/%Y} 00:01\n" in told


def test_a_flood_is_told_on_standard_error(
    stocked: Diemtin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial, "JUDGED_FROM", 4)
    for as_json in ((), ("--json",)):
        ran = stocked.run("watch", "try", '"hạn mặn"', *as_json)
        assert ran.status == 0
        assert ran.complaint == (
            "this would flood: 75% of all articles, more than 10%;"
            " “hạn mặn” matched in 3 of 3; narrow it"
        )


def test_nothing_caught_and_nothing_there_are_told_apart(stocked: Diemtin) -> None:
    assert stocked.ok("watch", "try", "không-có") == (
        "would have caught 0 of 4 articles of the last 30 days\n"
    )
    told = stocked.ok("watch", "try", "hạn", "--days", "1")
    assert told == (
        f"the archive has no articles of today; the newest is of {ago(1):%d/%m/%Y}\n"
        "try it on more days: diemtin watch try 'hạn' --days 2\n"
    )
    assert stocked.ok("watch", "try", "hạn", "--days", "2").startswith("would have caught ")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("titel:x",), "query, column 1"),
        (("hạn", "--days", "0"), "--days"),
        (("hạn", "--days", "9999"), "--days"),
        ((), "QUERY"),
    ],
)
def test_what_cannot_be_tried_is_refused(
    diemtin: Diemtin, args: tuple[str, ...], said: str
) -> None:
    assert said in diemtin.refused("watch", "try", *args)
