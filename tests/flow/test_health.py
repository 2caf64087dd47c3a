"""How the service is: what there is, what runs, what is wrong."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace

import pytest
from sqlalchemy import delete, insert

from tests.fakes import FakeClock
from tests.flow.house import BRIDGE, add_source, capture_of, follow, paper, take
from tests.site import ProvincialSite
from worker.archive import heartbeat
from worker.archive.alerts import outbox, topics
from worker.archive.database.backup import notes
from worker.archive.database.engine import Archive
from worker.archive.schema.tables import story_backfill, story_member
from worker.archive.sources import runs
from worker.flow.health import Health, health
from worker.flow.intake.stories import steps
from worker.model import Failed, Topic, Way, WayKind
from worker.service.heart import Heart

FEED = Way(WayKind.FEED, "https://bao-song-ham.example/rss")


def look(archive: Archive, clock: FakeClock) -> Health:
    return health(archive, clock, silent_after=60)


def test_an_empty_archive_is_well(archive: Archive, clock: FakeClock) -> None:
    assert look(archive, clock) == Health((), 0, 0, 0, {}, (), tuple(notes(archive)))


def test_what_there_is_is_counted(archive: Archive, clock: FakeClock) -> None:
    source = add_source(archive, paper(FEED))
    add_source(archive, replace(paper(FEED, name="tat"), enabled=False))
    add_source(archive, paper(name="khong-duong"))
    follow(archive, "cầu", "thuận")
    take(archive, clock, source, capture_of(ProvincialSite([BRIDGE]), BRIDGE, clock))
    found = look(archive, clock)
    assert (found.articles, found.alerts, found.sources) == (1, 2, 1)
    assert found.deliveries == {"pending": 2}
    assert found.wrong == ()


def test_a_service_that_was_silent_too_long_does_not_run(
    archive: Archive, clock: FakeClock
) -> None:
    with archive.write() as tx:
        heartbeat.beat(tx, "a", 1, "may-chu", clock.now(), clock.now())
    clock.advance(60)
    assert [one.instance for one in look(archive, clock).running] == ["a"]
    clock.advance(1)
    assert look(archive, clock).running == ()


def test_a_process_of_this_machine_that_was_killed_does_not_run(
    archive: Archive, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    heart = Heart(archive, clock)
    heart.beat()
    assert look(archive, clock).is_served
    monkeypatch.setattr(os, "getpid", lambda: ended.pid)
    heart.beat()
    assert look(archive, clock).running == ()


def test_a_source_in_trouble_is_named_with_what_to_do(archive: Archive, clock: FakeClock) -> None:
    source = add_source(archive, paper(FEED))
    finish(archive, clock, source.id, error="cannot connect")
    assert look(archive, clock).wrong == (
        "source bao-song-ham: cannot connect; look: diemtin source check bao-song-ham",
    )
    finish(archive, clock, source.id, error=None)
    assert look(archive, clock).wrong == ()


def test_articles_that_wait_for_a_story_are_counted(archive: Archive, clock: FakeClock) -> None:
    source = add_source(archive, paper(FEED))
    take(archive, clock, source, capture_of(ProvincialSite([BRIDGE]), BRIDGE, clock))
    with archive.write() as tx:
        tx.execute(delete(story_member))
        tx.execute(insert(story_backfill), {"id": 1, "below": 1})
    found = look(archive, clock)
    assert found.without_story == 1
    told = next(line for line in found.notes if "diemtin run --once" in line)
    assert told.startswith("1 article(s) of before")
    assert list(steps(archive)) == [1]
    found = look(archive, clock)
    assert found.without_story == 0
    assert not any("diemtin run --once" in line for line in found.notes)


def test_deliveries_given_up_are_told(archive: Archive, clock: FakeClock) -> None:
    source = add_source(archive, paper(FEED))
    follow(archive, "cầu")
    take(archive, clock, source, capture_of(ProvincialSite([BRIDGE]), BRIDGE, clock))
    with archive.write() as tx:
        (one,) = outbox.claim(tx, clock.now(), lease=clock.now() - clock.now(), limit=1)
        outbox.record(tx, one, Failed("no", lasting=True), next_attempt_at=None, now=clock.now())
    found = look(archive, clock)
    assert found.deliveries == {"dead": 1}
    assert found.wrong == (
        "1 delivery was given up; look: diemtin alert list --state dead;"
        " send again: diemtin alert replay --dead",
    )


def finish(archive: Archive, clock: FakeClock, source_id: int, error: str | None) -> None:
    with archive.write() as tx:
        run = runs.start(tx, source_id, clock.now())
        runs.finish(tx, run, clock.now(), discovered=0, fetched=0, stored=0, alerts=0, error=error)


def test_a_topic_that_can_no_longer_be_read_is_named(archive: Archive, clock: FakeClock) -> None:
    with archive.write() as tx:
        topics.add(tx, Topic("lua", "topic:han-man lúa"))
    (line,) = look(archive, clock).wrong
    assert line.startswith("topic lua: query, column 7: found the topic han-man")
    assert line.endswith("mend it: diemtin topic edit lua --query")


def test_a_watch_that_can_no_longer_be_read_is_named(archive: Archive, clock: FakeClock) -> None:
    with archive.write() as tx:
        topics.add(tx, Topic("han-man", '"hạn mặn"'))
    follow(archive, "topic:han-man")
    with archive.write() as tx:
        topics.remove(tx, "han-man")
    (line,) = look(archive, clock).wrong
    assert line.startswith("watch ")
    assert "han-man" in line
