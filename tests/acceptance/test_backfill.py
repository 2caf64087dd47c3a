"""``source poll --since`` as a user gives it: cut off in the middle, given again, mistyped."""

from __future__ import annotations

import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.command import COMMAND, Home, until
from tests.flow.archived import LISTING, TODAY, days_back, publish, with_listing, with_sitemaps
from tests.flow.house import path_of
from tests.site import ProvincialSite, serving


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", {"DIEMTIN_BARE": "1"})


@pytest.fixture
def site() -> Iterator[ProvincialSite]:
    with serving(ProvincialSite()) as served:
        yield served


def add(home: Home, site: ProvincialSite, *ways: str) -> None:
    home.ok(
        *("source", "add", "song-ham", *ways, "--profile", "bao-dong-khoi"),
        *("--allow", site.host, "--pause", "0"),
    )


def test_case_48_killed_in_the_middle_it_goes_on_and_asks_nothing_again(
    home: Home, site: ProvincialSite
) -> None:
    days = days_back(40)
    stories = publish(site, days)
    with_sitemaps(site, days)
    with_listing(site)
    add(home, site, "--sitemap", f"{site.address}/sitemap.xml", "--listing", site.address + LISTING,
        "--pattern", r"-a\d+\.html$")  # fmt: skip
    home.ok("watch", "add", "song", "sông")
    home.ok("source", "poll", "song-ham")
    polled = dict(site.asked)
    stored = home.count("article")
    assert 0 < stored < 40
    site.held = threading.Event()
    command = ("source", "poll", "song-ham", "--since", f"{days[-1]}")
    with subprocess.Popen(
        [*COMMAND, *command], env=home._environ(), stdout=subprocess.DEVNULL
    ) as process:
        assert site.waiting.wait(30)
        assert home.count("article") == stored
        site.waiting.clear()
        site.held.set()
        until(lambda: home.count("article") >= stored + 8, "some of the past is stored")
        process.send_signal(signal.SIGKILL)
        assert process.wait(10) == -signal.SIGKILL
    cut_off = home.count("article")
    assert stored < cut_off < 40
    walked = {path: n for path, n in site.asked.items() if path in site.files}
    told = home.ok(*command)
    assert told.startswith(f"song-ham since {days[-1]}: ")
    assert home.count("article") == 40
    for path, times in walked.items():
        if times > polled.get(path, 0):
            assert site.asked[path] == times, f"{path} was walked before it was cut off"
    again = [path for s in stories if (path := path_of(s)) and site.asked[path] > 1]
    assert len(again) <= 1, "the one that was under way when it was killed"
    alerts = home.records("alert", "list")
    assert len(alerts) == 40
    assert len({one["number"] for one in alerts}) == 40


def test_in_a_pipe_it_says_one_line_and_nothing_else(home: Home, site: ProvincialSite) -> None:
    publish(site, days_back(25))
    with_listing(site)
    add(home, site, "--listing", site.address + LISTING, "--pattern", r"-a\d+\.html$")
    done = home.run("source", "poll", "song-ham", "--since", f"{days_back(20)[-1]}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"song-ham since {days_back(20)[-1]}: 3 archive pages walked, 25 discovered, 25 fetched,"
        " 25 new, 0 alerts\n"
    )


def test_interrupted_it_says_how_to_go_on(home: Home, site: ProvincialSite) -> None:
    publish(site, days_back(25))
    with_listing(site)
    add(home, site, "--listing", site.address + LISTING, "--pattern", r"-a\d+\.html$")
    site.held = threading.Event()
    command = ["source", "poll", "song-ham", "--since", "2026-01-01", "--until", f"{TODAY}"]
    with subprocess.Popen(
        [*COMMAND, *command], env=home._environ(), stderr=subprocess.PIPE, text=True
    ) as process:
        assert site.waiting.wait(30)
        process.send_signal(signal.SIGINT)
        site.held.set()
        assert process.stderr is not None
        said = process.stderr.read()
    assert process.returncode == 130
    assert f"diemtin {' '.join(command)}" in said
    assert "Traceback" not in said
    assert f"go on with: diemtin {' '.join(command)}" in home.ok("source", "show", "song-ham")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (["--since", "01/02/2026"], "--since: found 01/02/2026; expected a day"),
        (["--since", "2026-02-30"], "--since: found 2026-02-30; expected a day"),
        (["--since", ""], "--since: found ; expected a day"),
        (["--since", "2199-01-01"], "--since: 2199-01-01 has not come"),
        (["--until", "2026-01-01"], "--until: stands alone; expected --since"),
        (["--since", "2026-01-02", "--until", "2026-01-01"], "--until: 2026-01-01 is before"),
        (["--since", "2026-01-02", "--until", "mai"], "--until: found mai; expected a day"),
    ],
)
def test_bad_days_are_one_line_and_nothing_is_begun(
    home: Home, site: ProvincialSite, wrong: list[str], told: str
) -> None:
    add(home, site, "--listing", site.address + LISTING)
    done = home.run_here("source", "poll", "song-ham", *wrong)
    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert told in line
    assert home.count("backfill") == 0
    assert site.asked == {}


def test_a_source_with_a_feed_alone_says_what_is_missing(home: Home, site: ProvincialSite) -> None:
    add(home, site, "--feed", f"{site.address}/rss/subcate/thoi-su/")
    done = home.run_here("source", "poll", "song-ham", "--since", "2026-01-01")
    assert done.returncode == 2
    assert "nothing leads into the past of source song-ham" in done.stderr
    assert "diemtin source edit song-ham" in done.stderr
