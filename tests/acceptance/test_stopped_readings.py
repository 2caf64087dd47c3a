"""Pages made to stop their reader, through the real command: it answers, drains, leaves nobody."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.command import Home, Service, until
from tests.hostile_site import NESTED, HostileSite
from tests.site import ROAD, WATER, serving


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", {"DIEMTIN_BARE": "1", "DIEMTIN_LIMITS_PARSE_SECONDS": "3"})


@pytest.fixture
def site() -> Iterator[HostileSite]:
    site = HostileSite([WATER, ROAD], hostile={WATER.slug: NESTED})
    with serving(site):
        yield site


def add(home: Home, site: HostileSite) -> None:
    home.ok(
        "source", "add", "song-ham", "--feed", f"{site.address}/rss/subcate/thoi-su/",
        "--profile", "bao-dong-khoi",
        "--allow", site.host, "--pause", "0",
    )  # fmt: skip


def family(service: Service) -> list[int]:
    """Return the processes of the service's session: itself, and all that come from it."""
    return [int(one.name) for one in Path("/proc").glob("[0-9]*") if _is_of(one, service)]


def _is_of(process: Path, service: Service) -> bool:
    try:
        fields = (process / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return False
    return int(fields[3]) == service.process.pid and fields[0] not in "ZX"


def is_reading(service: Service) -> bool:
    """Say whether a page is in hand: its reader blocks SIGTERM for so long."""
    for pid in family(service):
        try:
            status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        except OSError:
            continue
        blocked = status.partition("SigBlk:\t")[2].partition("\n")[0]
        if int(blocked or "0", 16) & 1 << (signal.SIGTERM - 1):
            return True
    return False


def test_case_25_extract_answers_in_one_line(home: Home, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(NESTED, encoding="utf-8")
    done = home.run("extract", str(page))
    assert (done.returncode, done.stdout) == (1, "")
    told = f"diemtin: {page}: its reading was stopped: it took more than 3 s of processor time\n"
    assert done.stderr == told


def test_case_26_the_source_shows_what_was_stopped(home: Home, site: HostileSite) -> None:
    add(home, site)
    polled = home.run("source", "poll", "song-ham")
    assert polled.returncode == 1
    assert "2 fetched, 1 new" in polled.stdout
    assert "its reading was stopped: it took more than 3 s of processor time" in polled.stderr
    shown = home.ok("source", "show", "song-ham")
    assert f"waiting: {site.address}/{WATER.slug}.html: its reading was stopped" in shown


def test_case_49_a_stop_lets_the_reading_in_hand_end(home: Home, site: HostileSite) -> None:
    """All its processes are signalled, as a terminal or a service manager does."""
    add(home, site)
    with home.service() as service:
        until(lambda: is_reading(service), "a page is in hand", lambda: service.output)
        os.killpg(service.process.pid, signal.SIGTERM)
        assert service.process.wait(40) == 0, service.output
        until(lambda: family(service) == [], "all its processes have ended")
    assert "Traceback" not in service.output
    [page] = home.records("source", "show", "song-ham")
    assert [one["state"] for one in page["troubled"]] in ([], ["waiting"])


@pytest.mark.parametrize("seconds", ["3", "1000"])
def test_case_48_a_killed_service_leaves_no_reader(
    home: Home, site: HostileSite, seconds: str
) -> None:
    """Not even one that would be let read for a quarter of an hour."""
    home.environ["DIEMTIN_LIMITS_PARSE_SECONDS"] = seconds
    add(home, site)
    with home.service() as service:
        until(lambda: is_reading(service), "a page is in hand", lambda: service.output)
        assert service.stop(signal.SIGKILL) == -signal.SIGKILL
        until(lambda: family(service) == [], "all its processes have ended")
