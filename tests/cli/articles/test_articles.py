from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from tests.cli.in_process import Diemtin, text_file
from worker.errors import ArchiveError
from worker.flow.intake import files
from worker.flow.intake.ingest import Ingested, Prepared, store

TITLE = "Kiều Thanh Vĩ thăm vườn ươm Cù lao Bồng"
LEAD = "BSH - Sáng 1-3-2026, Bí thư Tỉnh ủy Kiều Thanh Vĩ đã thăm vườn ươm dừa giống."
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00")


@pytest.fixture
def kept(diemtin: Diemtin, tmp_path: Path) -> Diemtin:
    """Return a home with an official, a watch and one article that came under a seed name."""
    diemtin.ok("official", "add", "Kiều Thanh Vĩ", "--office", "Bí thư Tỉnh ủy Sông Hàm")
    diemtin.ok("watch", "add", "vi", 'official:"Kiều Thanh Vĩ"')
    path = text_file(tmp_path / "in", "041_0123456789abcdef.txt", TITLE, LEAD, "Vườn rộng 3ha.")
    assert diemtin.ok("ingest", str(path)).splitlines() == [
        f"000  new         {TITLE}",
        "1 of 1 files read: 1 new; 1 alert",
    ]
    return diemtin


def test_search_prints_the_agreed_keys(kept: Diemtin) -> None:
    [found] = kept.records("search", "vườn", "ươm")
    assert set(found) == {
        *("number", "id", "content_hash", "title", "published_at", "published_precision"),
        *("source", "url", "superseded_by", "superseded_at", "snippets"),
    }
    assert found["published_at"] == "2026-03-01T07:30:00+07:00"
    assert found["id"] == found["content_hash"][:16]
    [snippet] = found["snippets"]
    matched = {snippet["text"][start:end].casefold() for start, end in snippet["spans"]}
    assert matched == {"vườn", "ươm"}


def test_show_prints_the_agreed_keys(kept: Diemtin) -> None:
    [shown] = kept.records("show", "0")
    assert {
        *("number", "id", "content_hash", "title", "published_at", "published_precision"),
        *("source", "url", "category", "lead", "paragraphs", "captions", "text", "byline"),
        *("place", "language", "seed_name", "story", "pages", "sightings", "mentions"),
    } <= set(shown)
    assert shown["text"] == "\n\n".join([TITLE, *shown["paragraphs"]])
    assert shown["lead"] == LEAD
    [sighting] = shown["sightings"]
    assert all(TIME.fullmatch(sighting[key]) for key in ("first_seen", "last_seen"))
    named = [one for one in shown["mentions"] if one["official"] == "Kiều Thanh Vĩ"]
    assert named
    for one in named:
        assert shown["text"][one["start"] : one["end"]] == one["surface"]


def test_alert_list_prints_the_agreed_keys(kept: Diemtin) -> None:
    [alert] = kept.records("alert", "list")
    assert set(alert) == {
        *("id", "kind", "watch", "number", "title", "url", "created_at", "state", "reasons"),
        *("deliveries", "retrospective", "told_with", "before"),
    }
    assert (alert["kind"], alert["watch"], alert["number"]) == ("appeared", "vi", 0)
    assert TIME.fullmatch(alert["created_at"])
    assert set(alert["reasons"][0]) == {
        *("field", "start", "end", "surface", "via", "confidence", "candidates", "facts"),
    }
    [delivery] = alert["deliveries"]
    assert set(delivery) == {"channel", "state", "attempts", "next_attempt_at", "error"}
    assert kept.records("alert", "list", "--watch", "vi") == [alert]
    assert "diemtin watch list" in kept.failed("alert", "list", "--watch", "nosuch")
    assert TITLE in kept.ok("alert", "list")


def test_every_kind_of_id_shows_the_article(kept: Diemtin) -> None:
    [shown] = kept.records("show", "0")
    names = (
        *("000", "041_0123456789abcdef", "041_0123456789abcdef.txt", shown["id"]),
        *(shown["content_hash"], shown["id"].upper(), shown["url"], f"000_{shown['id']}"),
    )
    for name in names:
        assert kept.records("show", name)[0]["number"] == 0, name
    told = kept.ok("show", "0")
    assert TITLE in told
    assert "01/03/2026 07:30" in told
    assert "came as 041_0123456789abcdef" in told


@pytest.mark.parametrize("name", ["1", "", "nosuch", "0" * 16, "/nosuch.txt", "9" * 40, "\udcff"])
def test_an_id_of_nothing_is_told(kept: Diemtin, name: str) -> None:
    ran = kept.run("show", name)
    assert ran.status in (1, 2)
    assert ran.complaint


def test_search_shows_twenty_but_json_shows_all(diemtin: Diemtin, tmp_path: Path) -> None:
    for number in range(23):
        text_file(tmp_path / "in", f"{number}.txt", f"Bản tin số {number}", f"Nội dung {number}.")
    diemtin.ok("ingest", str(tmp_path / "in"))
    shown = diemtin.ok("search").splitlines()
    assert shown[-1] == "20 shown; the next with --after 3, more with --limit"
    assert len(diemtin.records("search")) == 23
    assert len(diemtin.records("search", "--limit", "3")) == 3
    assert diemtin.ok("search", "--limit", "30").endswith("23 found\n")
    assert diemtin.ok("search", "nosuch") == "nothing found\n"


def test_search_prints_lines_for_a_spreadsheet(diemtin: Diemtin, tmp_path: Path) -> None:
    text_file(tmp_path / "in", "x.txt", "-50 % học phí, =A1", "Trường làng giảm học phí.")
    diemtin.ok("ingest", str(tmp_path / "in"))
    head, row = csv.reader(diemtin.ok("search", "--csv", "học phí").splitlines())
    assert dict(zip(head, row, strict=True)) | {"number": "0", "title": "'-50 % học phí, =A1"} == (
        dict(zip(head, row, strict=True))
    )
    assert "giảm học phí" in row[head.index("snippet")]
    assert diemtin.run("search", "--csv", "--json", "x").status == 2


def test_export_writes_text_that_reads_back_and_json_lines(kept: Diemtin, tmp_path: Path) -> None:
    [shown] = kept.records("show", "0")
    out = tmp_path / "out"
    assert kept.ok("export", "--to", str(out)) == f"1 written to {out}\n"
    [written] = out.iterdir()
    assert written.name == f"000_{shown['id']}.txt"
    again = kept.ok("ingest", str(written))
    assert again.startswith("000  duplicate")
    kept.ok("export", "--to", str(out), "--format", "jsonl")
    told = json.loads((out / "articles.jsonl").read_text(encoding="utf-8"))
    assert told["content_hash"] == shown["content_hash"]
    assert kept.ok("export", "--to", str(out), "--format", "csv") == f"1 written to {out}\n"
    head, row, *_ = (out / "articles.csv").read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("number,id,content_hash,title,")
    assert row.startswith(f"0,{shown['id']},{shown['content_hash']},")


def test_files_may_come_from_a_source_with_a_place(kept: Diemtin, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    kept.ok("source", "add", "song-ham", "--place", "Sông Hàm", "--folder", str(folder))
    text_file(folder, "mot.txt", "Trạm bơm Rạch Đìa chạy thử", "Trạm bơm đã chạy thử.")
    kept.ok("ingest", str(folder), "--source", "song-ham")
    assert kept.records("show", "1")[0]["place"] == "Sông Hàm"
    assert "diemtin source list" in kept.failed("ingest", str(folder), "--source", "nosuch")


def test_a_folder_without_text_files_is_told(diemtin: Diemtin, tmp_path: Path) -> None:
    ran = diemtin.run("ingest", str(tmp_path))
    assert ran.status == 1
    assert ran.complaint == f"{tmp_path}: no *.txt file in it"


def test_an_ingest_that_fails_midway_says_how_far_it_is_and_goes_on_when_given_again(
    diemtin: Diemtin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        text_file(tmp_path / "in", f"{number}.txt", f"Bản tin số {number}", f"Nội dung {number}.")

    def full(tx: Connection, prepared: Prepared, *args: Any, **named: Any) -> Ingested:
        if prepared.reading.article.title.endswith("4"):
            raise ArchiveError("database or disk is full", remedy="make room on the disk")
        return store(tx, prepared, *args, **named)

    with monkeypatch.context() as patched:
        patched.setattr(files, "BATCH", 2)
        patched.setattr(files, "store", full)
        assert diemtin.failed("ingest", str(tmp_path / "in")) == (
            "database or disk is full; make room on the disk;"
            " 4 of 5 files are stored, the same command takes in the rest"
        )
    assert diemtin.ok("ingest", str(tmp_path / "in")).endswith(
        "5 of 5 files read: 4 unchanged, 1 new; 0 alerts\n"
    )


def test_what_cannot_be_written_is_told(kept: Diemtin, tmp_path: Path) -> None:
    file = text_file(tmp_path, "datei", "x", "y")
    assert "is a file" in kept.refused("export", "--to", str(file))
    assert str(file / "in") in kept.refused("export", "--to", str(file / "in"))
