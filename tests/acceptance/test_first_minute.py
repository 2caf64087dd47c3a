"""A newcomer's first minute: the samples, their alerts, the second start, being rid of them."""

from __future__ import annotations

import re
import shlex
import signal
from pathlib import Path

import pytest

from tests.acceptance.command import Home

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "seeds/samples").glob("*.txt"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    # Without the seeds' sources: no test asks the internet for anything.
    return Home(tmp_path / "home", {"DIEMTIN_BARE": "1", "DIEMTIN_DISPATCH_EVERY": "1"})


def test_the_samples_alert_once_and_can_be_taken_away(home: Home) -> None:
    with home.service("--samples") as service:
        service.until_printed("Ctrl-C")
        service.until_printed("Matched: ")
        service.until_printed(f"#{len(SAMPLES) - 1} · ")
        first = service.output
        assert service.stop(signal.SIGINT) == 0, first
    assert str(home.path) in first
    assert "source remove mau --with-articles" in first
    alerts = home.records("alert", "list")
    assert {one["state"] for alert in alerts for one in alert["deliveries"]} == {"delivered"}
    assert first.count("\nMatched: ") == len(alerts)

    with home.service("--samples") as service:
        service.until_printed("Ctrl-C")
        assert service.stop(signal.SIGINT) == 0
    assert "Matched: " not in service.output
    assert len(home.records("alert", "list")) == len(alerts)
    _the_readme_shows_what_is_printed(home)

    home.ok("source", "remove", "mau", "--with-articles")
    assert home.records("search") == []
    assert home.records("official", "list") == []
    assert home.records("watch", "list") == []
    with home.service("--samples") as service:
        service.until_printed("stay away")
        service.stop()
    assert home.count("article") == 0


def _the_readme_shows_what_is_printed(home: Home) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"^\$ diemtin (search .*)\n((?:(?!\$ ).*\n)+)", text, re.MULTILINE)
    assert shown is not None
    assert home.ok(*shlex.split(shown[1])) == shown[2]
