"""What ``status`` says of sources: one by one, or together where it is likely our own network."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.fakes import FakeClock
from tests.flow.house import add_source, paper, reload
from worker.archive.database.engine import Archive
from worker.archive.sources import runs, troubles
from worker.flow.health import health
from worker.model import AlertKind, Diagnosis, Fault, Stage, Way, WayKind

AWAY = Fault.UNREACHABLE


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Return one kind of database: the questions asked here are the same to both."""
    return sqlite_url


def polled(archive: Archive, clock: FakeClock, **faults: Fault | None) -> None:
    """Add sources, each with one poll that met this."""
    for name, fault in faults.items():
        way = Way(WayKind.FEED, f"https://{name}.example/rss")
        source = add_source(archive, paper(way, name=name))
        close(archive, clock, source.id, fault)


def close(archive: Archive, clock: FakeClock, source_id: int, fault: Fault | None) -> None:
    with archive.write() as tx:
        runs.finish(
            tx,
            runs.start(tx, source_id, clock.now()),
            clock.now(),
            discovered=0,
            fetched=0,
            stored=0,
            alerts=0,
            error=fault and f"met {fault}",
            fault=fault,
        )


def wrong(archive: Archive, clock: FakeClock) -> tuple[str, ...]:
    return health(archive, clock, silent_after=60).wrong


def test_all_sources_out_of_reach_are_one_line(archive: Archive, clock: FakeClock) -> None:
    polled(archive, clock, mot=AWAY, hai=Fault.OFFLINE, ba=AWAY)
    add_source(archive, paper(Way(WayKind.FOLDER, "/tmp"), name="thu-muc"))
    assert wrong(archive, clock) == (
        "none of the 3 sources can be reached; is this machine online?",
    )


def test_many_sources_out_of_reach_are_one_line(archive: Archive, clock: FakeClock) -> None:
    polled(archive, clock, **dict.fromkeys("abcdef", AWAY), g=None, h=Fault.FETCH)
    assert wrong(archive, clock) == (
        "6 sources cannot be reached: a, b, c, d, e, …; is this machine online?"
        " look: diemtin source list",
        "source h: met fetch; look: diemtin source check h",
    )


def test_few_sources_out_of_reach_are_named(archive: Archive, clock: FakeClock) -> None:
    polled(archive, clock, a=AWAY, b=AWAY, c=None)
    assert wrong(archive, clock) == (
        "source a: met unreachable; look: diemtin source check a",
        "source b: met unreachable; look: diemtin source check b",
    )


def test_a_trouble_is_told_with_its_beginning_and_its_end(
    archive: Archive, clock: FakeClock
) -> None:
    polled(archive, clock, a=None)
    found = Diagnosis(AlertKind.SOURCE_SILENT, Stage.NEWS, None, ())
    told = "nothing new for 3 days"
    with archive.write() as tx:
        begun = troubles.begin(tx, reload(archive, "a").id, found, told, clock.now())
        assert troubles.begin(tx, reload(archive, "a").id, found, told, clock.now()) is None
    assert begun is not None
    assert wrong(archive, clock) == (
        "source a: nothing new for 3 days, since 08:00 02/03/2026; look: diemtin source check a",
    )
    clock.advance(3600)
    with archive.write() as tx:
        troubles.end(tx, begun, clock.now())
    assert wrong(archive, clock) == ()
    told = "source a: well again since 09:00 02/03/2026; before: nothing new for 3 days"
    assert told in health(archive, clock, silent_after=60).notes
    clock.advance(timedelta(hours=25).total_seconds())
    assert told not in health(archive, clock, silent_after=60).notes
