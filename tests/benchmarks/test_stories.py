"""The benchmark of stories, at a small size: that it runs, counts right, and reaches its goal."""

from __future__ import annotations

import pytest

from benchmarks.stories_ours import ours
from benchmarks.stories_set import HALVES, pairs


@pytest.mark.parametrize("half", HALVES)
def test_reprints_are_found_and_nothing_else_is_merged(half: str) -> None:
    judged = [(pair.same, ours(pair)) for pair in pairs(half)]
    found = [told for same, told in judged if same]
    assert sum(found) >= 0.98 * len(found)
    assert not any(told for same, told in judged if not same)


def test_reprints_are_measured_beside_the_peers(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("datasketch", reason="only `make bench` installs the benchmarks' peers")
    from benchmarks import stories

    assert stories.main(["--stored", "300", "--tries", "1"]) == 0
    told = capsys.readouterr().out
    assert told.count("| this program | 1.000 | 0 |") == len(HALVES)
    assert "| exact hash | 0.000 | 0 |" in told
    assert "300 stored" in told


def test_the_halves_share_no_text() -> None:
    tuned, held_out = (
        {text for pair in pairs(half) for text in (pair.one.text, pair.other.text)}
        for half in HALVES
    )
    assert not tuned & held_out
    assert all(sum(p.same for p in pairs(half)) >= 100 for half in HALVES)
