"""Killed at any point, a house loses nothing and doubles nothing (cases 48 and 60).

``make test-crash`` does the same with a thousand kills. What fails names its seed;
``DIEMTIN_TEST_CRASH_SEED`` repeats it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.crash.following import CHANNELS
from tests.crash.points import CLEANSING, COMMIT, HALF_A_PAGE, STATEMENT, STEPS, Deed, Job
from tests.crash.rounds import LATER, House, crash, house, nursery
from worker.archive.alerts import channels
from worker.archive.database.engine import Archive
from worker.archive.schema import tables

KILLS = int(os.environ.get("DIEMTIN_TEST_KILLS", "0"))
A_ROUND = 25 if KILLS else 6
"""Kills between two checks that nothing was lost for good."""
ROUNDS = max(-(-KILLS // (2 * A_ROUND)), 1)
"""Of each kind of database."""
SEED = int(os.environ.get("DIEMTIN_TEST_CRASH_SEED", "20260302"))


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    with nursery(tmp_path_factory.mktemp("nursery")) as process:
        yield process


@pytest.fixture(scope="module")
def census(
    living: subprocess.Popen[str], sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Counter[str]:
    """Return how often a whole run passes each point, at most."""
    home = tmp_path_factory.mktemp("census")
    shutil.copyfile(sqlite_template, home / "diemtin.db")
    with house(f"sqlite:///{home / 'diemtin.db'}", home / "house", SEED, living) as one:
        assert whole_runs(one) == [], one.told
        return one.census


def whole_runs(one: House) -> list[str]:
    """Let a house live through all that can become of an article, and return what is wrong."""
    paper = one.paper
    for _ in range(5):
        paper.put_on_site()
    one.run()
    for deed in (paper.correct, paper.touch_up, paper.reprint, paper.move, paper.take_down):
        deed()
    one.now += LATER[-1]
    one.run(Job.RECHECK)
    for job in (Job.FORGET, Job.REPLAY):
        one.run(job, about=one.about(job) or 0)
    wrong = one.to_the_end()
    paper.put_up()
    return [*wrong, *one.to_the_end()]


def test_a_run_passes_every_point(census: Counter[str]) -> None:
    """So that a step that is renamed, or no longer taken, does not silently go unkilled."""
    steps = {step for job in Job for step in (*STEPS[job], COMMIT)}
    passed = {step for step in steps if any(census[f"{job} {step} after"] for job in Job)}
    assert steps - passed == set()
    assert census[f"{Job.LIVE} {STATEMENT} before"] > 100
    assert census[f"{Job.FORGET} {CLEANSING} before"] > 10
    assert census[f"{Job.LIVE} {HALF_A_PAGE} after"] > 0


@pytest.mark.parametrize("seed", range(SEED, SEED + ROUNDS))
def test_case_48_killed_at_any_point_nothing_is_lost_and_nothing_doubled(
    seed: int,
    database_url: str,
    tmp_path: Path,
    living: subprocess.Popen[str],
) -> None:
    with house(database_url, tmp_path / "house", seed, living) as one:
        crash(one, A_ROUND)


def test_case_50_stopped_for_longer_than_its_lease_its_record_is_refused(
    database_url: str, tmp_path: Path, living: subprocess.Popen[str]
) -> None:
    """A real process, stopped between sending and recording; another takes over, then it wakes."""
    with house(database_url, tmp_path / "house", SEED, living) as one:
        one.inbox.fails = 0.0
        with closing(Archive.open(database_url)) as archive, archive.write() as tx:
            for name in CHANNELS[1:]:
                channels.set_enabled(tx, name, enabled=False)
        stopped = one.run(
            deed=Deed("worker.deliver.channels.webhook:deliver", "after", 1, signal.SIGSTOP)
        )
        assert stopped["fate"] == "stopped"
        assert attempts(database_url) == []
        one.now += timedelta(minutes=6)
        one.run()
        recorded = attempts(database_url)
        assert [times for times, _ in recorded] == [2], "the digest of the first poll, taken over"
        assert one.ask({"resume": stopped["pid"]})["fate"] == "ended"
        assert attempts(database_url) == recorded
        [times] = one.inbox.received.values()
        assert len(times) == 2
        assert set(times) == {times[0]}


def attempts(url: str) -> list[tuple[int, datetime]]:
    """Return the number and time of each attempt that is recorded."""
    with closing(Archive.open(url)) as archive, archive.read() as tx:
        rows = tx.execute(select(tables.attempt.c.attempt, tables.attempt.c.at))
        return [(row.attempt, row.at) for row in rows]
