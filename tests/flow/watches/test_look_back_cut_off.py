"""A look-back cut off, changed or removed in the middle: nothing is lost, nothing doubled."""

from __future__ import annotations

import signal
import threading
from datetime import date, timedelta

import pytest

from tests.fakes import FakeClock
from tests.flow.house import follow
from tests.flow.officialdom import papers
from tests.flow.past import FIRST, HELD, PENDING, begun, delivered, numbers, publish, run
from tests.forked import Forks
from worker.archive.alerts import look_backs, watches
from worker.archive.database.backup import check
from worker.archive.database.engine import Archive
from worker.archive.sources import sources
from worker.archive.sources.sources import StoredSource
from worker.errors import UsageError
from worker.flow.watches.plans import Change, plan_change, save_change
from worker.model import AlertKind, LookBackState, Watch


@pytest.fixture
def source(archive: Archive) -> StoredSource:
    return papers(archive, "bao-song-ham")[0]


@pytest.fixture
def watch(archive: Archive) -> str:
    """Follow a query on the console from now on."""
    follow(archive, "hạn")
    return "hạn"


def test_another_day_gives_way_and_still_goes_out_as_one_digest(
    archive: Archive, clock: FakeClock, source: StoredSource, watch: str
) -> None:
    with archive.write() as tx:
        watches.pause(tx, watch, clock.now())
    publish(archive, clock, source, *range(6))
    with archive.write() as tx:
        watches.resume(tx, watch)
    cut_off(archive, clock, watch, FIRST + timedelta(days=2))
    assert numbers(archive) == [2, 3]
    assert begun(archive, clock, watch, FIRST + timedelta(days=2)).found == 2, "the same goes on"
    assert begun(archive, clock, watch, None).found == 2
    ended = run(archive, clock, watch, FIRST)
    assert (ended.found, numbers(archive)) == (4, [2, 3, 0, 1, 4, 5])
    assert delivered(archive) == PENDING
    with pytest.raises(UsageError, match="no look-back that is unfinished"):
        begun(archive, clock, watch, None)


class Cut(Exception):
    """Ends a look-back in the middle."""


def cut_off(
    archive: Archive, clock: FakeClock, name: str, since: date = FIRST, after: int = 2
) -> None:
    """Look back, and be cut off after that many articles."""

    def cut(done: int, total: int) -> None:
        if done >= after:
            raise Cut

    with pytest.raises(Cut):
        run(archive, clock, name, since, cut)


@pytest.fixture
def half_done(archive: Archive, clock: FakeClock, source: StoredSource) -> list[int]:
    """Leave a look-back of the watch “hạn” cut off after two of five articles."""
    published = publish(archive, clock, source, *range(5))
    follow(archive, "hạn")
    cut_off(archive, clock, "hạn")
    assert (numbers(archive), delivered(archive)) == ([0, 1], HELD)
    return published


def test_removing_a_watch_keeps_its_alerts_and_lets_them_go_out(
    archive: Archive, clock: FakeClock, half_done: list[int]
) -> None:
    with archive.write() as tx:
        watches.remove(tx, "hạn")
        assert look_backs.unfinished(tx) == ()
    assert (numbers(archive), delivered(archive)) == ([0, 1], PENDING)
    follow(archive, "hạn")
    assert run(archive, clock, "hạn").found == 5, "a new watch of that name has told of nothing"
    assert check(archive) == []


@pytest.mark.parametrize("found", [True, False])
def test_removed_while_it_looks_back_it_stops(
    archive: Archive, clock: FakeClock, source: StoredSource, found: bool
) -> None:
    publish(archive, clock, source, *range(5))
    query = "hạn" if found else "không-có"
    follow(archive, query)

    def remove(done: int, total: int) -> None:
        if done == 2:
            with archive.write() as tx:
                watches.remove(tx, query)

    assert run(archive, clock, query, meanwhile=remove).state is LookBackState.DROPPED
    assert numbers(archive) == ([0, 1] if found else [])
    assert check(archive) == []


def test_a_changed_query_ends_it_and_a_changed_name_does_not(
    archive: Archive, clock: FakeClock, half_done: list[int]
) -> None:
    with archive.write() as tx:
        old, planned = plan_change(tx, "hạn", Change(name="khô", channels=("console",)))
        assert save_change(tx, old, planned.watch, clock.now()) is None
    assert delivered(archive) == HELD
    with archive.write() as tx:
        old, planned = plan_change(tx, "khô", Change(query="hạn AND 4"))
        dropped = save_change(tx, old, planned.watch, clock.now())
    assert dropped is not None
    assert (dropped.since, dropped.found) == (FIRST, 2)
    assert delivered(archive) == PENDING
    assert run(archive, clock, "khô").found == 1
    assert numbers(archive) == [0, 1, 4]


def test_changed_while_it_looks_back_it_stops(
    archive: Archive, clock: FakeClock, source: StoredSource, watch: str
) -> None:
    with archive.write() as tx:
        watches.pause(tx, watch, clock.now())
    publish(archive, clock, source, *range(5))
    with archive.write() as tx:
        watches.resume(tx, watch)

    def change(done: int, total: int) -> None:
        if done == 2:
            with archive.write() as tx:
                old, planned = plan_change(tx, watch, Change(query="cầu"))
                save_change(tx, old, planned.watch, clock.now())

    assert run(archive, clock, watch, meanwhile=change).state is LookBackState.DROPPED
    assert (numbers(archive), delivered(archive)) == ([0, 1], PENDING)


def test_a_watch_that_raises_nothing_of_the_past_does_not_look_back(
    archive: Archive, clock: FakeClock, half_done: list[int]
) -> None:
    with archive.write() as tx:
        watches.pause(tx, "hạn", clock.now())
        watches.add(tx, Watch("h", 'office:"Bí thư Tỉnh ủy"', (AlertKind.HOLDER_CHANGED,)))
    with pytest.raises(UsageError, match="watch resume"):
        run(archive, clock, "hạn", None)
    with pytest.raises(UsageError, match="--kind appeared"):
        run(archive, clock, "h")
    with archive.write() as tx:
        watches.resume(tx, "hạn")
    assert run(archive, clock, "hạn", None).found == 5


def test_paused_while_it_looks_back_it_waits(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    publish(archive, clock, source, *range(5))
    follow(archive, "hạn")

    def pause(done: int, total: int) -> None:
        if done == 2:
            with archive.write() as tx:
                watches.pause(tx, "hạn", clock.now())

    with pytest.raises(UsageError, match="is paused"):
        run(archive, clock, "hạn", meanwhile=pause)
    assert (numbers(archive), delivered(archive)) == ([0, 1], HELD)


def test_articles_removed_while_it_looks_back_are_passed_by(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    [other] = papers(archive, "bao-khac")
    publish(archive, clock, source, 0, 2)
    publish(archive, clock, other, 1, 3)
    follow(archive, "hạn")

    def remove(done: int, total: int) -> None:
        if done == 2:
            with archive.write() as tx:
                sources.remove(tx, "bao-song-ham", with_articles=True, now=clock.now())

    assert run(archive, clock, "hạn", meanwhile=remove).state is LookBackState.DONE
    assert numbers(archive) == [2, 3]
    assert check(archive) == []


def test_two_at_once_share_the_work(
    archive: Archive, clock: FakeClock, source: StoredSource
) -> None:
    published = publish(archive, clock, source, *range(8))
    follow(archive, "hạn")
    together = threading.Barrier(2)
    threads = [
        threading.Thread(target=lambda: (together.wait(), run(archive, clock, "hạn")))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(numbers(archive)) == published
    assert set(delivered(archive)) == set(PENDING)
    with archive.read() as tx:
        assert look_backs.unfinished(tx) == ()


# --- killed ----------------------------------------------------------------------------------

DIES_MIDWAY = """
import os, sys
from datetime import date
from tests.fakes import FakeClock
from worker.archive.alerts import look_backs, outbox
from worker.archive.index import published
from worker.archive.database.engine import Archive
from worker.flow.watches.look_back import begin, look_back

room, name, left = sys.argv[2], sys.argv[3], int(sys.argv[4])
module = {"look_backs": look_backs, "outbox": outbox, "published": published}[room]
inner = getattr(module, name)

def dying(*args, **named):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), 9)
    return inner(*args, **named)

setattr(module, name, dying)
archive, clock = Archive.open(sys.argv[1]), FakeClock()
with archive.write() as tx:
    begun = begin(tx, "hạn", date(2026, 2, 1), clock)
look_back(archive, clock, begun, lambda done, total: None, lot=3, batch=2)
"""


def killed(forks: Forks, url: str, room: str, name: str, call: int) -> None:
    """Let a process look back, and kill itself in that call of a function."""
    assert forks.run(DIES_MIDWAY, url, room, name, str(call)) == -signal.SIGKILL


def test_killed_at_any_step_it_goes_on_from_there_and_doubles_nothing(
    archive: Archive, clock: FakeClock, source: StoredSource, database_url: str, forks: Forks
) -> None:
    """Seven articles in lots of three, two alerts a transaction: killed between two alerts of a
    transaction, after them, between two lots, and as it ends."""
    published = publish(archive, clock, source, *range(7))
    follow(archive, "hạn")
    for room, name, call, found in (
        ("outbox", "raise_alerts", 2, []),
        ("look_backs", "advance", 2, published[:2]),
        ("published", "end_of_lot", 2, published[:5]),
        ("look_backs", "end", 1, published),
    ):
        killed(forks, database_url, room, name, call)
        assert numbers(archive) == found, (room, name, call)
        assert set(delivered(archive)) <= set(HELD)
        with archive.read() as tx:
            [left] = look_backs.unfinished(tx)
        assert left.found == len(numbers(archive)), "how far it came and its alerts are one"
    assert run(archive, clock, "hạn", None).found == 7
    assert numbers(archive) == published
    assert delivered(archive) == PENDING
    assert check(archive) == []
