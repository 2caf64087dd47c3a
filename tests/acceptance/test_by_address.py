"""From an address to its articles: the real command; once in processes of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests import papers
from tests.acceptance.command import Home
from tests.papers import HEADLINES, Paper, open_paper


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", {"DIEMTIN_BARE": "1"})


@pytest.mark.parametrize(
    ("make", "run"),
    [
        (papers.fed, Home.run),
        (papers.feed_lister, Home.run_here),
        (papers.listed, Home.run_here),
    ],
)
def test_a_paper_of_any_kind_is_added_polled_and_searched(
    home: Home, make: type[Paper], run: Callable[..., CompletedProcess[str]]
) -> None:
    with open_paper(make()) as paper:
        done = run(
            *(home, "source", "add", paper.address),
            *("--allow", paper.netloc, "--pause", "0"),
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines()[-1].startswith("added bao-song-ham; ")
        done = run(home, "run", "--once")
        assert done.returncode == 0, done
        found = home.records("search", "source:bao-song-ham")
        assert {one["title"] for one in found} == set(HEADLINES)
        assert {one["published_precision"] for one in found} == {"minute"}
        assert run(home, "source", "check", "bao-song-ham").returncode == 0


def test_a_dead_end_leaves_nothing_behind(home: Home) -> None:
    with open_paper(papers.behind_login()) as portal:
        done = home.run_here(
            *("source", "add", portal.address),
            *("--allow", portal.netloc, "--pause", "0"),
        )
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert "the page is a login page" in line
    assert home.count("source") == 0
