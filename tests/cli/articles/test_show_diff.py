"""``diemtin show ID --diff``: what the pages of an article have shown in turn.

And what ``show`` says of that without: that it was given another date.
"""

from __future__ import annotations

import os
import pty
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.in_process import Diemtin

TITLE = "Sa Nhiên thông xe cầu Rạch Đình"
FIRST = "Sáng 1-3-2026, huyện Sa Nhiên đã thông xe cầu, kinh phí 12 tỷ đồng. Trời nắng đẹp."
SECOND = "Bí thư Tỉnh ủy Sông Hàm Kiều Thanh Vĩ cho biết công trình không chậm."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cau.txt"


def put(diemtin: Diemtin, path: Path, *edits: tuple[str, str], byline: str = "Hạ Vy") -> None:
    """Let the file show the article with these words changed."""
    text = "\n\n".join([TITLE, "01/03/2026 - 07:30", FIRST, SECOND, f"Tin, ảnh: {byline}", ""])
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    diemtin.ok("ingest", str(path))


def steps(diemtin: Diemtin, path: Path) -> list[dict[str, Any]]:
    [told] = diemtin.records("show", str(path), "--diff")
    [page] = told["pages"]
    return list(page["changes"])


def test_words_that_went_and_came_are_marked_and_what_they_name_is_told(
    diemtin: Diemtin, path: Path
) -> None:
    put(diemtin, path)
    put(diemtin, path, ("12 tỷ", "15 tỷ"), ("không chậm", "chậm"))
    told = diemtin.ok("show", str(path), "--diff").splitlines()
    assert told[0] == TITLE
    assert told[2] == path.as_posix()
    assert "first seen: article 0, " in told[3]
    assert "  edited: article 1, " in told[4]
    assert told[5:] == [
        "    Sáng 1-3-2026, huyện Sa Nhiên đã thông xe cầu, kinh phí [-12-]{+15+} tỷ đồng.",
        "    Bí thư Tỉnh ủy Sông Hàm Kiều Thanh Vĩ cho biết công trình [-không -]chậm.",
        "    changed: figure 12 tỷ đồng → 15 tỷ đồng; negation không gone",
    ]


def test_on_a_real_terminal_they_are_in_colour(diemtin: Diemtin, path: Path) -> None:
    put(diemtin, path)
    put(diemtin, path, ("12 tỷ", "15 tỷ"))
    terminal, end = pty.openpty()
    command = [sys.executable, "-m", "worker", "--home", str(diemtin.home), "show", "0", "--diff"]
    done = subprocess.run(command, stdout=end, stderr=subprocess.PIPE, check=False)
    os.close(end)
    told = os.read(terminal, 65_536).decode()
    os.close(terminal)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "kinh phí \x1b[31m\x1b[9m12\x1b[0m\x1b[32m15\x1b[0m tỷ đồng." in told


def test_slight_changes_and_other_particulars_are_told_as_such(
    diemtin: Diemtin, path: Path
) -> None:
    put(diemtin, path)
    put(diemtin, path, byline="Mộc Lan")
    put(diemtin, path, ("nắng", "năng"), byline="Mộc Lan")
    told = diemtin.ok("show", "0", "--diff")
    assert "  the same text\n    byline: Tin, ảnh: Hạ Vy → Tin, ảnh: Mộc Lan\n" in told
    assert "  edited, slight: article 1, " in told
    assert "Trời [-nắng-]{+năng+} đẹp." in told
    assert "changed:" not in told


def test_that_a_page_was_redated_is_shown_in_one_line(diemtin: Diemtin, path: Path) -> None:
    put(diemtin, path)
    put(diemtin, path, ("01/03/2026 - 07:30", "05/03/2026 - 08:00"))
    told = diemtin.ok("show", "0")
    assert [line for line in told.splitlines() if line.startswith("redated")] == [
        f"redated from 01/03/2026 07:30 to 05/03/2026 08:00: {path.as_posix()}"
    ]
    [shown] = diemtin.records("show", "0")
    assert shown["redated"] == [
        {
            "url": path.as_posix(),
            "seen_at": shown["sightings"][1]["first_seen"],
            "before": "2026-03-01T07:30:00+07:00",
            "after": "2026-03-05T08:00:00+07:00",
        }
    ]


def test_another_byline_or_an_hour_where_there_was_a_day_is_no_other_date(
    diemtin: Diemtin, path: Path
) -> None:
    put(diemtin, path, ("01/03/2026 - 07:30", "01/03/2026"))
    put(diemtin, path)
    put(diemtin, path, byline="Mộc Lan")
    [shown] = diemtin.records("show", "0")
    assert (len(shown["sightings"]), shown["redated"]) == (3, [])
    assert "redated from" not in diemtin.ok("show", "0")


def test_what_other_rules_read_is_not_called_another_date(diemtin: Diemtin, path: Path) -> None:
    put(diemtin, path)
    with sqlite3.connect(diemtin.home / "diemtin.sqlite3") as archive:
        archive.execute("UPDATE sighting SET rules = 'older'")
    archive.close()
    put(diemtin, path, ("01/03/2026 - 07:30", "05/03/2026 - 08:00"))
    assert diemtin.records("show", "0")[0]["redated"] == []


def test_an_article_with_one_version_says_so(diemtin: Diemtin, path: Path) -> None:
    put(diemtin, path)
    assert "no other version of it has been seen there" in diemtin.ok("show", "0", "--diff")
    assert steps(diemtin, path) == []


def test_that_a_page_has_gone_and_come_back_is_in_the_history(diemtin: Diemtin, path: Path) -> None:
    put(diemtin, path)
    long_ago, then = "2026-03-02 00:00:00.000000", "2026-03-03 00:00:00.000000"
    with sqlite3.connect(diemtin.home / "diemtin.sqlite3") as archive:
        archive.execute("UPDATE sighting SET last_seen = ?, ended_at = ?", (long_ago, then))
        archive.execute("UPDATE page SET state='gone', missing_since=?, error='HTTP 404'", (then,))
    archive.close()
    told = diemtin.ok("show", "0", "--diff").splitlines()
    assert told[-1] == "03/03/2026 07:00  gone (HTTP 404)"
    [page] = diemtin.records("show", "0", "--diff")[0]["pages"]
    assert (page["state"], page["missing_since"]) == ("gone", "2026-03-03T07:00:00+07:00")
    with sqlite3.connect(diemtin.home / "diemtin.sqlite3") as archive:
        archive.execute("UPDATE page SET state='seen', missing_since=NULL, error=NULL")
    archive.close()
    put(diemtin, path, ("nắng", "năng"))
    told = diemtin.ok("show", "0", "--diff").splitlines()
    assert told[4] == "03/03/2026 07:00  gone"
    assert "  back, edited, slight: article 1, " in told[5]


def test_json_has_every_change_with_its_time_in_order(diemtin: Diemtin, path: Path) -> None:
    put(diemtin, path)
    put(diemtin, path, ("Kiều Thanh Vĩ", "Tạ Thị Loan"))
    put(diemtin, path)
    first, back = steps(diemtin, path)
    assert set(first) == {
        *(
            "before",
            "after",
            "gone_at",
            "read_anew",
            "particulars",
            "substantial",
            "sentences",
            "named",
        ),
        "more_sentences",
    }
    assert [one["after"]["number"] for one in (first, back)] == [1, 0]
    assert first["after"]["first_seen"] <= back["after"]["first_seen"]
    assert first["substantial"] is True
    assert first["read_anew"] is False
    [sentence] = first["sentences"]
    assert sentence["title"] is False
    assert [run["text"] for run in sentence["runs"] if run["state"] == "come"] == ["Tạ Thị Loan"]
    assert first["named"] == [{"what": "official", "gone": "Kiều Thanh Vĩ", "come": "Tạ Thị Loan"}]
    assert back["named"] == [{"what": "official", "gone": "Tạ Thị Loan", "come": "Kiều Thanh Vĩ"}]


def test_a_page_cannot_steer_the_terminal(diemtin: Diemtin, path: Path) -> None:
    put(diemtin, path)
    put(diemtin, path, ("Trời nắng đẹp.", "Trời \u202etối\u2066 sầm."))
    assert not {"\u202e", "\u2066"} & set(diemtin.ok("show", "0", "--diff"))


def test_so_much_that_changed_that_it_is_not_all_compared_is_counted(
    diemtin: Diemtin, path: Path
) -> None:
    for word in ("bán", "mua"):
        rows = [f"Nhà {word}{n} {word} lúa vụ {word}{n}" for n in range(1_200)]
        path.write_text("\n\n".join([TITLE, "01/03/2026 - 07:30", *rows, ""]), encoding="utf-8")
        diemtin.ok("ingest", str(path))
    assert "    200 more sentences changed, too many to be compared" in diemtin.ok(
        "show", str(path), "--diff"
    )
    [step] = steps(diemtin, path)
    assert (step["substantial"], step["more_sentences"]) == (True, 200)
