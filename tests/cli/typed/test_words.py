from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.in_process import Diemtin, text_file


@pytest.fixture
def two(diemtin: Diemtin, tmp_path: Path) -> Diemtin:
    """Return a home with an article on a harbour (number 0) and one on a school (1)."""
    text_file(tmp_path, "ben.txt", "Sông Hàm mở bến mới", "Bến tàu Vàm Sậy đón khách.")
    text_file(tmp_path, "hoc.txt", "Trường Vàm Sậy khai giảng", "Đại hội chi đoàn mở sớm.")
    diemtin.ok("ingest", str(tmp_path / "ben.txt"), str(tmp_path / "hoc.txt"))
    return diemtin


def found(two: Diemtin, *args: str) -> list[int]:
    return sorted(one["number"] for one in two.records("search", *args))


def test_a_query_may_begin_with_a_minus(two: Diemtin) -> None:
    assert found(two, "-đại hội") == []
    assert found(two, '-"đại hội"') == [0]
    assert found(two, "-bến", "vàm", "sậy") == [1]
    assert found(two, "vàm", "-bến", "-hoc") == [1]
    assert found(two, "-lhb") == [0, 1]


def test_after_two_minuses_all_is_query(two: Diemtin) -> None:
    assert two.ok("search", "--", "-bến").startswith("001 ")
    assert "found" in two.ok("search", "--", "-h")


def test_options_may_stand_anywhere(two: Diemtin) -> None:
    assert len(two.records("search", "vàm", "--limit", "1", "sậy")) == 1
    assert len(two.records("search", "--limit=1", "vàm")) == 1


def test_a_mistyped_option_is_not_searched_for(two: Diemtin) -> None:
    assert "--limt" in two.refused("search", "--limt", "5")
    assert "requires an argument" in two.refused("search", "vàm", "--limit")
    assert "1o" in two.refused("search", "--limit", "1o")


def test_minus_h_is_help(two: Diemtin) -> None:
    assert two.ok("search", "-h").startswith("Usage: diemtin search")


def test_watches_and_exports_take_the_same_queries(two: Diemtin, tmp_path: Path) -> None:
    told = two.ok("watch", "add", "truong", "-bến", "vàm", "--channel", "console")
    assert "watching truong: -bến vàm" in told
    [watch] = two.records("watch", "list")
    assert (watch["query"], watch["channels"]) == ("-bến vàm", ["console"])
    assert two.ok("export", "-bến", "--to", str(tmp_path / "out")).startswith("1 written")


def test_the_search_that_a_new_watch_suggests_can_be_typed_as_it_stands(two: Diemtin) -> None:
    import shlex

    told = two.ok("watch", "add", "dh", '"đại hội"', "OR", "Út'Khuê")
    suggested = shlex.split(told.splitlines()[-1].partition("diemtin ")[2])
    assert suggested == ["search", '"đại hội" OR Út\'Khuê']


@pytest.mark.parametrize("query", ['"', "*", ")(", "title:", "nosuch:x", "AND", '"a"~', "(" * 9000])
def test_case_74_what_cannot_be_read_is_told_with_its_column(diemtin: Diemtin, query: str) -> None:
    told = diemtin.refused("search", query)
    assert told.startswith("query, column ")
    assert len(told) < 400


@pytest.mark.parametrize("query", ["NOT x", "-x", "%_'; DROP", "\\", "{evil}", "x" * 100_000])
def test_case_74_odd_input_is_answered(two: Diemtin, query: str) -> None:
    ran = two.run("search", "--json", query)
    assert (ran.status, ran.err) == (0, "") or (ran.status == 2 and ran.complaint)
