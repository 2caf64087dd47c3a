"""A round of crashes: one paper, one archive, killed again and again while it publishes.

The same seed gives the same paper and the same kills.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import psycopg

from tests.crash import invariants, newspaper
from tests.crash.inbox import Inbox, receiving
from tests.crash.newspaper import CHANNELS, Newspaper
from tests.crash.nursery import CENSUS
from tests.crash.points import Deed, deed_at, in_turn
from worker.archive import outbox
from worker.archive.engine import Archive
from worker.deliver.webhook import new_secret
from worker.secret_file import ADDRESS_PREFIX, ENVIRONMENT_PREFIX

START: Final = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
LATER: Final = timedelta(hours=7)
"""Between two runs: what a killed one had claimed is due again, and so are the pages listed."""
MUCH_LATER: Final = timedelta(days=40)
LONGEST: Final = 20
"""Runs after which a house must have nothing left to do."""
PATIENCE: Final = 30
SECRETS: Final = {
    f"{ENVIRONMENT_PREFIX}{name.upper().replace('-', '_')}": new_secret() for name in CHANNELS
}


@contextmanager
def nursery(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Start the process that forks those who are to die."""
    path = os.pathsep.join(sys.path)
    with (home / "nursery.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nursery"],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    with process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@dataclass
class House:
    """One archive with its paper, its inbox and its time of day; runs in it live in the nursery.

    ``census`` is how often a whole run has passed each point, at most.
    """

    url: str
    home: Path
    paper: Newspaper
    inbox: Inbox
    nursery: subprocess.Popen[str]
    now: datetime = START
    census: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def run(self, deed: Deed | None = None) -> dict[str, Any]:
        """Let a process poll and deliver, and die or stop where the deed says; return its fate."""
        order = {
            "url": self.url,
            "home": str(self.home),
            "now": self.now.isoformat(),
            "secrets": SECRETS | self._addresses(),
            "deed": asdict(deed) if deed else None,
        }
        fate = self.ask(order)
        self.told.append(f"{self.now:%d/%m %H:%M} {deed or 'a whole run'}: {fate['fate']}")
        if fate["fate"] == "ended":
            self.census |= Counter(json.loads((self.home / CENSUS).read_text()))
        if fate["fate"] == "killed":
            self._settle()
        return fate

    def _addresses(self) -> dict[str, str]:
        return {
            f"{ADDRESS_PREFIX}{name.upper().replace('-', '_')}": f"http://{self.inbox.host}/{name}"
            for name in CHANNELS
        }

    def ask(self, order: dict[str, Any]) -> dict[str, Any]:
        """Give the nursery an order; return the fate that it tells."""
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        self.nursery.stdin.write(json.dumps(order) + "\n")
        self.nursery.stdin.flush()
        fate: dict[str, Any] = json.loads(self.nursery.stdout.readline())
        assert fate["fate"] != "failed", (self.home / "nursery.log").read_text()
        return fate

    def broken(self) -> list[str]:
        """Return what is wrong now."""
        with closing(Archive.open(self.url)) as archive:
            return invariants.broken(archive, self.inbox)

    def to_the_end(self) -> list[str]:
        """Run on until nothing is left to do; return what was lost or doubled."""
        for step in range(LONGEST):
            self.now += MUCH_LATER if step > LONGEST // 2 else LATER
            self.run()
            with closing(Archive.open(self.url)) as archive:
                with archive.read() as tx:
                    waiting = outbox.next_due(tx)
                lost = invariants.unfinished(archive, self.inbox, self.paper)
            if waiting is None and not lost:
                return self.broken()
        return [*lost, *self.broken()]

    def _settle(self) -> None:
        """Wait until the server has noticed that a client is dead, and has rolled it back."""
        if not self.url.startswith("postgresql"):
            return
        others = (
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        until = time.monotonic() + PATIENCE
        with psycopg.connect(self.url, autocommit=True) as connection:
            while (row := connection.execute(others).fetchone()) and row[0]:
                assert time.monotonic() < until, "a dead client still holds a connection"
                time.sleep(0.002)


@contextmanager
def house(url: str, home: Path, seed: int, living: subprocess.Popen[str]) -> Iterator[House]:
    """Open a house on an empty archive that follows a paper of five articles."""
    rng = random.Random(seed)
    folder = home / "bao"
    folder.mkdir(parents=True)
    with receiving(random.Random(seed)) as inbox:
        paper = Newspaper(folder, rng)
        for _ in range(5):
            paper.publish()
        with closing(Archive.open(url)) as archive:
            newspaper.follow(archive, folder, inbox.host)
        yield House(url, home, paper, inbox, living)


def crash(one: House, census: Counter[str], kills: int) -> None:
    """Kill so many runs, each at another point, and see to it that nothing is broken or lost.

    ``census`` says how often a like run passes each point; a run that ends before it came to its
    own is none of those killed.
    """
    rng, killed = one.paper.rng, 0
    for step, side in in_turn(rng):
        for _ in range(rng.randint(1, 2)):
            one.paper.publish()
        killed += one.run(deed_at(step, side, census, rng))["fate"] == "killed"
        _see_to_it(one, one.broken())
        one.now += LATER
        if killed == kills:
            break
    _see_to_it(one, one.to_the_end())


def _see_to_it(one: House, wrong: list[str]) -> None:
    """Fail with what is wrong, and how it came about."""
    assert wrong == [], "\n".join([*wrong, "after:", *one.told])
