"""How well the rules do on the labelled texts; `make bench-officials` prints the figures."""

from __future__ import annotations

from typing import Final

import pytest

from benchmarks.officials import ours
from benchmarks.officials_score import Score, differences
from tests.gold.labels import ExamplesMissingError, load

REACHED: Final = {"mentions": 0.97, "offices": 0.95, "asserted": 0.98}
"""What the rules reach on texts they were not made with, and no change may lose."""


def test_the_rules_do_what_they_were_made_for() -> None:
    assert _score("tuning").missed() == {}


def test_texts_that_were_not_shown_are_read_as_well_as_they_were() -> None:
    figures = _score("held-out").figures()
    assert {name: figures[name] for name in REACHED if figures[name] < REACHED[name]} == {}


def _score(name: str) -> Score:
    score = Score()
    for case in load(name):
        score.add(ours(case), case.expected)
    return score


def test_the_example_files_have_no_error() -> None:
    try:
        cases = load("examples")
    except ExamplesMissingError as error:
        pytest.skip(str(error))
    assert len(cases) == 5
    for case in cases:
        assert differences(case, ours(case)) == []
