"""``source move``: what is said of it, and what is refused."""

from __future__ import annotations

import pytest

from tests.cli.in_process import Diemtin

LISTED = ["--listing", "https://www.bao-cu.example/tin/", "--pattern", r"bao-cu\.example/.*-a\d+"]


@pytest.fixture
def paper(diemtin: Diemtin) -> Diemtin:
    diemtin.ok("source", "add", "song-ham", "--feed", "https://bao-cu.example/rss?a=1", *LISTED)
    return diemtin


def test_a_source_moves_with_its_addresses(paper: Diemtin) -> None:
    told = paper.ok("source", "move", "song-ham", "--to", "https://Moi.example/", "--allow", "x:1")
    assert told.splitlines() == [
        "song-ham is at moi.example, before at bao-cu.example",
        "  feed     https://moi.example/rss?a=1",
        "  listing  https://moi.example/tin/",
        "0 pages went along, 0 of them were known there already",
        r"its pattern bao-cu\.example/.*-a\d+ still names a domain it has left",
        "try it: diemtin source check song-ham",
    ]
    [one] = paper.records("source", "list")
    assert (one["domains"], one["moved_to"]) == (["moi.example", "bao-cu.example"], None)
    assert one["allowed_hosts"] == ["x:1"]
    assert "domains  moi.example, bao-cu.example" in paper.ok("source", "show", "song-ham")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--to", "bao-cu.example"], "is at bao-cu.example already"),
        (["--to", "www.bao-cu.example"], "expected --from OLD-DOMAIN"),
        (["--to", "bao"], "--to: 'bao' is no domain; expected a name such as bao.example"),
        (["--to", "moi.example", "--from", "a b"], "--from: 'a b' is no domain"),
        (["--to", "http://ten:mat@moi.example"], "is no domain"),
        ([], "--to"),
    ],
)
def test_a_move_that_cannot_be_is_refused(paper: Diemtin, given: list[str], told: str) -> None:
    assert told in paper.refused("source", "move", "song-ham", *given)
    [one] = paper.records("source", "list")
    assert one["domains"] == []


def test_a_move_of_no_source_is_told(paper: Diemtin) -> None:
    told = paper.failed("source", "move", "song-hau", "--to", "moi.example")
    assert "no source named song-hau" in told
