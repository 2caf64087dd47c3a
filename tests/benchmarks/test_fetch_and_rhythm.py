"""The benchmarks of fetching and of polling, at a small size: that they run, and count right."""

from __future__ import annotations

import re

import numpy as np
import pytest

from benchmarks import fetch, rhythm
from benchmarks.rhythm_world import DAY, published


def test_the_fetcher_is_measured_beside_bare_httpx(capsys: pytest.CaptureFixture[str]) -> None:
    fetch.main(["--hosts", "8", "--pages", "3", "--rounds", "1", "--pause", "0.2"])
    told = capsys.readouterr().out
    assert "8 hosts, 3 pages each, 64 requests at once" in told
    assert "also asks for 8 robots.txt" in told
    gap = re.search(
        r"shortest gap that a host saw was ([\d.]+) s, the most .* at once 1$", told, re.M
    )
    assert gap is not None
    assert float(gap[1]) >= 0.2


def test_a_day_is_simulated_and_the_same_every_time(capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for _ in range(2):
        assert rhythm.main(["--sources", "6", "--warm-up", "2"]) == 0
        told.append(capsys.readouterr().out.partition("simulated in")[0])
    assert told[0] == told[1]
    assert "| every 15 minutes | 576 |" in told[0], "6 sources, 96 polls each"


def test_every_article_of_the_counted_day_is_waited_for_once() -> None:
    times = published(np.random.default_rng(1), 3, 2)
    on_the_last_day = int((times >= 2 * DAY).sum())
    for counted in rhythm.of_source(1, seed=1, warm_up=2):
        assert all(wait > 0 for wait in counted.waits)
    assert on_the_last_day == sum(2 * DAY <= at < 3 * DAY for at in times)
    regular = rhythm.simulate(times, 2, lambda now, there: now + 600)
    assert (regular.polls, len(regular.waits)) == (144, on_the_last_day)
