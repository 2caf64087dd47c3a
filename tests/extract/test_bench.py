"""The benchmark of extraction: which pages it takes, and what it counts as right."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks import extraction
from benchmarks.extraction_pages import Page, Read, find_pages
from benchmarks.extraction_score import Score, names, overlap
from worker.clock import HANOI

AT = datetime(2024, 4, 9, 16, 20, tzinfo=HANOI)


def saved(
    folder: Path, expected: object, page: str = "page.html", beside: str = "expected.json"
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / page).write_text("<html></html>", encoding="utf-8")
    (folder / beside).write_text(json.dumps(expected), encoding="utf-8")


def scored(expected: Read, read: Read | None) -> Score:
    score = Score()
    fields = frozenset(("title", "date", "byline", "lead", "body"))
    score.add(Page(Path("x.html"), "", b"", expected, fields), read)
    return score


def test_pages_are_found_in_both_layouts_and_with_other_keys(tmp_path: Path) -> None:
    saved(
        tmp_path / "a" / "b",
        {"headline": "Tựa", "text": "Tựa\n\nMột.\nHai.", "authors": ["An", "Bé"]},
    )
    saved(tmp_path, {"title": "Khác", "date": "2024-04-09"}, "x.html", "x.expected.json")
    saved(tmp_path / "c", {"article": False})
    (tmp_path / "d.html").write_text("ohne", encoding="utf-8")
    pages = {page.path.parent.name: page for page in find_pages([tmp_path, tmp_path])}
    assert len(pages) == 3
    first = pages["b"]
    assert first.expected == Read("Tựa", "Một.", ("An", "Bé"), None, False, ("Một.", "Hai."))
    assert first.fields == {"title", "body", "byline"}
    assert pages["c"].expected is None
    day = pages[tmp_path.name].expected
    assert day is not None
    assert (day.date, day.date_exact) == (datetime(2024, 4, 9), False)  # noqa: DTZ001


def test_a_file_that_is_no_json_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved(tmp_path, {})
    (tmp_path / "expected.json").write_text("{", encoding="utf-8")
    assert extraction.main(["--only", str(tmp_path)]) == 1
    assert f"{tmp_path / 'expected.json'}: is no JSON" in capsys.readouterr().err
    assert extraction.main([str(tmp_path / "none")]) == 2


def test_a_title_and_a_lead_are_right_by_their_letters_and_a_date_by_its_minute() -> None:
    expected = Read("Hạn mặn “đến” sớm", "Một.", (), AT, True, ("Một.",))
    same = Read('Hạn  mặn "đến" sớm', "Một", (), AT.astimezone(UTC), True, ("Một.",))
    right = scored(expected, same)
    assert [right.f1(name) for name in ("title", "lead", "date", "body")] == [1, 1, 1, 1]
    other = Read("Hạn mặn", "Hai.", (), AT.replace(minute=21), True, ("Ba.",))
    wrong = scored(expected, other)
    assert [wrong.f1(name) for name in ("title", "lead", "date", "body")] == [0, 0, 0, 0]


def test_a_date_without_a_zone_is_hanois_and_a_day_needs_no_minute() -> None:
    local = Read(date=AT.replace(tzinfo=None), body=("Một.",))
    assert scored(Read(date=AT), local).f1("date") == 1
    assert scored(Read(date=AT, date_exact=False), Read(date=AT.replace(hour=1))).f1("date") == 1


def test_bylines_are_their_names() -> None:
    assert names(["Tin, ảnh: Minh Tú - Văn Bé"]) == {"minhtú", "vănbé"}
    assert names(["MINH TÚ (tổng hợp)"]) == names(["Minh Tú"]) == {"minhtú"}
    assert names(["Minh Tú - Theo TTXVN"]) == {"minhtú"}
    assert names(["Theo TTXVN"]) == {"ttxvn"}
    assert names(["Bài: Ly Chá; Ảnh: Hảng Tủa"]) == {"lychá", "hảngtủa"}
    score = scored(Read(byline=("Minh Tú", "Văn Bé")), Read(byline=("Minh Tú",)))
    assert (score.counts["byline"].precision, score.counts["byline"].recall) == (1, 0.5)


def test_a_body_is_counted_by_its_syllables() -> None:
    assert overlap(["một hai ba"], ["Một, hai. Ba"]) == 1
    assert overlap(["một hai"], ["một hai ba bốn"]) == pytest.approx(2 / 3)
    assert overlap(["một một"], ["một"]) == pytest.approx(2 / 3)


def test_a_page_that_is_no_article_but_was_given_a_text_is_wrong_in_every_field() -> None:
    score = Score()
    page = Page(Path("x.html"), "", b"", None, frozenset())
    score.add(page, None)
    assert score.f1("body") == score.f1("title") == 1
    score.add(page, Read("Trang chủ", "Một.", ("An",), AT, True, ("Một.",)))
    assert [score.f1(name) for name in ("title", "lead", "date", "byline", "body")] == [0] * 5
    assert score.taken == 1


def test_it_runs_over_the_pages_of_the_house(capsys: pytest.CaptureFixture[str]) -> None:
    assert extraction.main(["--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    ours = told["readers"]["Điểm Tin, no profile"]
    assert ours["no_articles_taken"] == 0
    assert all(ours[field] > told["readers"]["trafilatura"][field] for field in ("title", "body"))


def test_a_byline_in_brackets_names_who_stands_in_them() -> None:
    assert names(["(Theo TTXVN)"]) == names(["Theo TTXVN"]) == {"ttxvn"}
    assert names(["Thùy An (t/h)"]) == {"thùyan"}
