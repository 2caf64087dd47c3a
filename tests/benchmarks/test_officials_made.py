"""The articles that speed is measured with: of one size, no two alike, with the mentions said."""

from __future__ import annotations

from statistics import median

import pytest

from benchmarks.officials_made import SIZE, with_mentions
from benchmarks.officials_speed import SETTING
from worker.match.officials import Registry


@pytest.mark.parametrize("mentions", [4, 9])
def test_made_articles_are_what_they_are_said_to_be(mentions: int) -> None:
    made = with_mentions(mentions, 15, SETTING)
    found = [len(Registry([]).mentions(each, SETTING)) for each in made]
    assert median(found) == min(found) == mentions
    assert all(SIZE <= len(each.text.encode()) < 1.25 * SIZE for each in made)
    assert len({each.text for each in made}) == len(made)
