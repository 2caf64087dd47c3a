"""Watches on offices: which kinds of alert they raise, and what is said of offices that ended.

Bến Tre has been part of Vĩnh Long since 1 July 2025; persons are invented.
"""

from __future__ import annotations

import pytest

from tests.cli.in_process import Diemtin

OLD = 'office:"Bí thư Tỉnh ủy Bến Tre"'
BOTH = '(office:"Bí thư Tỉnh ủy Bến Tre" OR office:"Bí thư Tỉnh ủy Vĩnh Long")'
ENDED = "Bí thư Tỉnh ủy Bến Tre ended 2025-06-30, followed by Bí thư Tỉnh ủy Vĩnh Long"


ALL = ["appeared", "edited", "gone", "restored", "moved", "republished"]


@pytest.mark.parametrize(
    ("options", "query", "kinds"),
    [
        ((), "dừa", ALL),
        ((), 'office:"Bí thư Tỉnh ủy Sông Hàm"', [*ALL, "holder-changed"]),
        ((), 'dừa -office:"Bí thư Tỉnh ủy"', ALL),
        (("--kind", "edited", "--kind", "gone"), "dừa", ["edited", "gone"]),
        (("--kind", "appeared"), 'office:"Bí thư Tỉnh ủy"', ["appeared"]),
        (("--kind", "holder-changed"), 'office:"Bí thư Tỉnh ủy"', ["holder-changed"]),
        (("--kind", "appeared", "--kind", "appeared"), "dừa", ["appeared"]),
    ],
)
def test_a_watch_has_the_kinds_that_suit_it(
    diemtin: Diemtin, options: tuple[str, ...], query: str, kinds: list[str]
) -> None:
    assert f"alerts: {', '.join(kinds)}\n" in diemtin.ok("watch", "add", "w", query, *options)
    [listed] = diemtin.records("watch", "list")
    assert listed["kinds"] == kinds
    assert diemtin.records("watch", "show", "w") == [listed]
    assert f"kinds    {', '.join(kinds)}\n" in diemtin.ok("watch", "show", "w")


@pytest.mark.parametrize(
    ("kind", "query", "said"),
    [
        ("holder-change", OLD, "did you mean holder-changed?"),
        ("gone-fishing", "dừa", "expected appeared or edited"),
        ("holder-changed", "dừa", "the query asks for none"),
        ("holder-changed", f"dừa -{OLD}", "expected office: in the query"),
    ],
)
def test_a_kind_that_cannot_be_is_refused(
    diemtin: Diemtin, kind: str, query: str, said: str
) -> None:
    assert said in diemtin.refused("watch", "add", "w", query, "--kind", kind)
    assert diemtin.records("watch", "list") == []


def test_a_watch_on_an_ended_office_says_so_wherever_it_is_shown(diemtin: Diemtin) -> None:
    added = diemtin.run("watch", "add", "w", OLD)
    assert added.status == 0
    for ran in (added, diemtin.run("watch", "list"), diemtin.run("watch", "show", "w")):
        assert ran.complaint == (
            f"watch w: {ENDED}; to follow both: diemtin watch edit w --with-successors"
        )
        assert OLD in ran.out
    searched = diemtin.run("search", "dừa", "OR", OLD)
    assert searched.complaint == f"{ENDED}; to find both: diemtin search 'dừa OR {BOTH}'"


def test_successors_are_written_into_the_query(diemtin: Diemtin) -> None:
    told = diemtin.ok("watch", "add", "w", "dừa", OLD, "--with-successors")
    assert f"watching w: dừa {BOTH}\nfollowed on: {ENDED}\n" in told
    [listed] = diemtin.records("watch", "list")
    assert listed["query"] == f"dừa {BOTH}"
    assert diemtin.ok("search", listed["query"]) == "nothing found\n"
    told = diemtin.ok("watch", "add", "v", "dừa", "--with-successors")
    assert "no office written in the query has ended" in told
    assert diemtin.records("watch", "show", "v")[0]["query"] == "dừa"


def test_of_an_ended_office_in_a_topic_it_is_said_what_to_write_there(diemtin: Diemtin) -> None:
    diemtin.run("topic", "add", "bt", OLD)
    new = 'office:"Bí thư Tỉnh ủy Vĩnh Long"'
    said = diemtin.run("watch", "add", "t", "topic:bt", "--with-successors")
    done = f"a topic of the query asks for it: add there OR {new}"
    assert said.complaint == f"watch t: {ENDED}; {done}"
    assert "no office written in the query has ended" in said.out


def test_successors_are_written_into_a_watch_that_is_there(diemtin: Diemtin) -> None:
    diemtin.run("watch", "add", "w", OLD)
    told = diemtin.ok("watch", "edit", "w", "--with-successors")
    assert f"followed on: {ENDED}\n" in told
    assert diemtin.records("watch", "show", "w")[0]["query"] == BOTH
    assert "nothing is changed" in diemtin.ok("watch", "edit", "w", "--with-successors")


@pytest.mark.parametrize(
    ("before", "options", "after"),
    [
        ((), ("--query", "dừa"), ALL),
        (("--kind", "holder-changed"), ("--query", f"dừa {BOTH}"), ["holder-changed"]),
        ((), ("--kind", "holder-changed"), ["holder-changed"]),
        (("--kind", "appeared"), ("--query", f"{BOTH} dừa"), ["appeared"]),
        # What a watch was given before there were edits.
        (("--kind", "appeared", "--kind", "holder-changed"), ("--query", "dừa"), ["appeared"]),
        (
            ("--kind", "appeared", "--kind", "holder-changed"),
            ("--query", f"dừa {BOTH}"),
            ["appeared", "holder-changed"],
        ),
    ],
)
def test_kinds_that_were_chosen_stay_when_a_watch_is_changed(
    diemtin: Diemtin, before: tuple[str, ...], options: tuple[str, ...], after: list[str]
) -> None:
    diemtin.ok("watch", "add", "w", BOTH, *before)
    diemtin.ok("watch", "edit", "w", *options)
    assert diemtin.records("watch", "list")[0]["kinds"] == after


def test_a_kind_that_does_not_suit_the_new_query_is_refused(diemtin: Diemtin) -> None:
    diemtin.run("watch", "add", "w", BOTH, "--kind", "holder-changed")
    assert "asks for none" in diemtin.refused("watch", "edit", "w", "--query", "dừa")
    assert diemtin.records("watch", "list")[0]["query"] == BOTH


def test_what_is_no_office_is_refused_by_its_column(diemtin: Diemtin) -> None:
    said = diemtin.refused("watch", "add", "w", 'office:"Kiều Thanh Vĩ"')
    assert said.startswith("query, column 8: found")
    assert 'expected a role and a body, such as office:"Bí thư Tỉnh ủy Bến Tre"' in said
    assert diemtin.records("watch", "list") == []


def test_a_watch_that_is_not_there_is_told(diemtin: Diemtin) -> None:
    assert "diemtin watch list" in diemtin.failed("watch", "show", "nosuch")
