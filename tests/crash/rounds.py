"""A round of crashes: some papers, one archive, killed again and again while they publish.

The same seed gives the same papers and the same kills.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
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
from sqlalchemy import select

from tests.archive.leftovers import said_anywhere, said_in_files
from tests.archive.making import next_due
from tests.crash import invariants
from tests.crash.following import addresses, follow
from tests.crash.inbox import Inbox, receiving
from tests.crash.newspaper import LETTERS, Newspaper
from tests.crash.nursery import CENSUS, PID, SECRETS
from tests.crash.points import HALF_A_PAGE, Deed, Job, Point, call_at, in_turn
from tests.crash.reckoned import Memory
from tests.site import ProvincialSite, serving
from worker.archive.database.engine import Archive
from worker.archive.schema import tables
from worker.archive.schema.rows import article_of
from worker.flow.search.ask import find, parse_query

START: Final = datetime(2026, 3, 5, 1, 0, tzinfo=UTC)
LATER: Final = (*(timedelta(minutes=m) for m in (10, 10, 120)), timedelta(hours=17))
"""Between two runs: what a killed one had claimed is due again; after the last, pages are too."""
LONGEST: Final = 25
"""Runs after which a house must have nothing left to do."""
PATIENCE: Final = 30
_MARK: Final = re.compile(f"mốc[{LETTERS}]{{8}}")


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
    """One archive with its papers, its inbox and its time of day; runs in it live in the nursery.

    ``census`` is how often a whole run of each job has passed each point, at most; ``ordered`` are
    the articles that were to be forgotten, with the mark of each.
    """

    url: str
    home: Path
    paper: Newspaper
    inbox: Inbox
    nursery: subprocess.Popen[str]
    now: datetime = START
    census: Counter[str] = field(default_factory=Counter)
    memory: Memory = field(default_factory=Memory)
    ordered: dict[int, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def run(self, job: Job = Job.LIVE, deed: Deed | None = None, about: int = 0) -> dict[str, Any]:
        """Let a process do a job, and die or stop where the deed says; return its fate.

        ``about`` is the number of the article to be forgotten, or of the alert to be sent again.
        """
        own = deed if deed and deed.step != HALF_A_PAGE else None
        order = {
            "url": self.url,
            "home": str(self.home),
            "now": self.now.isoformat(),
            "secrets": SECRETS | addresses(self.inbox.host),
            "deed": asdict(own) if own else None,
            "job": job,
            "about": about,
        }
        asked = self._pages_asked()
        self.paper.site.halfway = self._killing(deed.call) if deed and not own else None
        fate = self.ask(order)
        self.told.append(f"{self.now:%d/%m %H:%M} {job} {about} {deed or ''}: {fate['fate']}")
        if fate["fate"] == "ended":
            passed = json.loads((self.home / CENSUS).read_text())
            passed[f"{HALF_A_PAGE} after"] = self._pages_asked() - asked
            self.census |= Counter({f"{job} {key}": many for key, many in passed.items()})
        if fate["fate"] == "killed":
            self._settle()
        return fate

    def ask(self, order: dict[str, Any]) -> dict[str, Any]:
        """Give the nursery an order; return the fate that it tells."""
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        self.nursery.stdin.write(json.dumps(order) + "\n")
        self.nursery.stdin.flush()
        fate: dict[str, Any] = json.loads(self.nursery.stdout.readline())
        assert fate["fate"] != "failed", (fate, *self.told)
        return fate

    def broken(self) -> list[str]:
        """Return what is wrong now."""
        with closing(Archive.open(self.url)) as archive:
            return invariants.broken(archive, self.inbox, self.memory)

    def about(self, job: Job) -> int | None:
        """Choose what a job is about; None where there is nothing that it could be."""
        if job in (Job.LIVE, Job.RECHECK):
            return 0
        with closing(Archive.open(self.url)) as archive, archive.read() as tx:
            if job is Job.REPLAY:
                alerts = list(tx.scalars(select(tables.alert.c.id).order_by(tables.alert.c.id)))
                return self.paper.rng.choice(alerts) if alerts else None
            self.memory.learn(tx)
            texts = tx.execute(select(tables.article).order_by(tables.article.c.number)).all()
        standing = [row for row in texts if row.forgotten_at is None]
        if not standing:
            return None
        row = self.paper.rng.choice(standing)
        found = _MARK.search(article_of(row.title, row.paragraphs).text)
        assert found is not None
        self.ordered[row.number] = found[0]
        return int(row.number)

    def to_the_end(self) -> list[str]:
        """Run on until nothing is left to do; return what was lost or doubled."""
        for number in self.ordered:
            self.run(Job.FORGET, about=number)
        left = self.left_over()
        for _ in range(LONGEST):
            self.now += LATER[-1]
            self.run()
            with closing(Archive.open(self.url)) as archive:
                with archive.read() as tx:
                    waiting = next_due(tx)
                lost = invariants.unfinished(archive, self.inbox, self.paper)
            if waiting is None and not lost:
                break
        return [*left, *lost, *self.broken(), *self.half_forgotten()]

    def half_forgotten(self) -> list[str]:
        """Return what is neither there as it was nor gone to the last word."""
        with closing(Archive.open(self.url)) as archive:
            return [*self._half_forgotten(archive)]

    def left_over(self) -> list[str]:
        """Return which words of what was forgotten SQLite's files still hold."""
        if not self.url.startswith("sqlite"):
            return []
        with closing(Archive.open(self.url)) as archive:
            gone = [mark.encode() for mark in self._gone(archive)]
            return [f"{mark!r} in {files}" for mark, files in said_in_files(archive, gone).items()]

    def _gone(self, archive: Archive) -> list[str]:
        """Return the marks of articles that were forgotten and of which no version is left."""
        with archive.read() as tx:
            return [
                mark
                for number, mark in self.ordered.items()
                if number in self.memory.forgotten and not [*find(tx, parse_query(tx, mark))]
            ]

    def _half_forgotten(self, archive: Archive) -> Iterator[str]:
        with archive.read() as tx:
            for number, mark in self.ordered.items():
                found = [one.number for one in find(tx, parse_query(tx, mark))]
                if (number in found) == (number in self.memory.forgotten):
                    yield f"article {number} is half forgotten"
        said = said_anywhere(archive, self._gone(archive))
        yield from (f"{word} in {on}" for word, on in said.items())

    def _pages_asked(self) -> int:
        asked = self.paper.site.asked
        return sum(many for path, many in asked.items() if path.endswith(".html"))

    def _killing(self, call: int) -> Any:
        """Return what kills the process of this house when half of its nth page was sent."""
        sent = Counter[str]()

        def halfway() -> None:
            sent["pages"] += 1
            if sent["pages"] == call:
                os.kill(int((self.home / PID).read_text()), signal.SIGKILL)

        return halfway

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
    """Open a house on an empty archive that follows papers with five articles in all."""
    folders = (home / "bao", home / "lai")
    for folder in folders:
        folder.mkdir(parents=True)
    with serving(ProvincialSite()) as site, receiving(random.Random(seed)) as inbox:
        paper = Newspaper(folders, site, random.Random(seed))
        paper.begin(5)
        with closing(Archive.open(url)) as archive:
            follow(archive, paper, inbox.host)
        yield House(url, home, paper, inbox, living)


def crash(one: House, kills: int) -> None:
    """Kill so many runs, each at another point, and see to it that nothing is broken or lost.

    A run that ends before it came to its point is none of those killed; it tells how often the
    next ones may pass each.
    """
    rng, killed = one.paper.rng, 0
    for point in in_turn(rng):
        killed += _attempt(one, point)
        _see_to_it(one, one.broken())
        if point[0] is Job.FORGET:
            _see_to_it(one, one.half_forgotten())
        one.now += rng.choice(LATER)
        if killed == kills:
            break
    _see_to_it(one, one.to_the_end())


def _attempt(one: House, point: Point) -> bool:
    """Let the papers publish, then kill at a point; say whether the run came to it."""
    job, step, side = point
    rng = one.paper.rng
    for _ in range(rng.randint(1, 2)):
        one.paper.publish()
    about = one.about(job)
    if about is None:
        return False
    deed = Deed(step, side, call_at(one.census[f"{job} {step} {side}"], step, rng))
    return bool(one.run(job, deed, about)["fate"] == "killed")


def _see_to_it(one: House, wrong: list[str]) -> None:
    """Fail with what is wrong, and how it came about."""
    assert wrong == [], "\n".join([*wrong, "after:", *one.told])
