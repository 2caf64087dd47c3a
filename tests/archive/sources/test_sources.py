from __future__ import annotations

from dataclasses import replace

import pytest

from tests.archive.making import HOUR, NOW, add_source, source
from worker.archive.database.engine import Archive
from worker.archive.sources import runs, sources
from worker.errors import NotFound, UsageError
from worker.model import Origin, Schedule, Source, Way, WayKind

FULL = Source(
    name="cong-tin-an-xuyen",
    title="Cổng thông tin An Xuyên",
    ways=(
        Way(WayKind.LISTING, "https://anxuyen.example/tin", r"/tin-\d+"),
        Way(WayKind.FOLDER, "/var/lib/an xuyên"),
    ),
    place="An Xuyên",
    profile="an-xuyen",
    schedule=Schedule(every=None, cron="0 6 * * *"),
    pause=2.5,
    allowed_hosts=("127.0.0.1:8080",),
    enabled=False,
    origin=Origin.SEED,
)


def test_a_source_comes_back_whole(archive: Archive) -> None:
    with archive.write() as tx:
        source_id = sources.add(tx, FULL)
        sources.add(tx, source())
    with archive.read() as tx:
        stored = sources.find(tx, FULL.name)
        assert [one.source.name for one in sources.sources(tx)] == [source().name, FULL.name]
    assert (stored.id, stored.source) == (source_id, FULL)
    assert stored.first_polled_at is None
    assert stored.last_run is None


def test_a_name_is_taken_once(archive: Archive) -> None:
    add_source(archive)
    with pytest.raises(UsageError, match="bao-sa-nhien"), archive.write() as tx:
        sources.add(tx, source(title="Một báo khác"))


def test_what_is_not_there_cannot_be_changed(archive: Archive) -> None:
    for change in (
        lambda tx: sources.find(tx, "khong-co"),
        lambda tx: sources.update(tx, source("khong-co")),
        lambda tx: sources.set_enabled(tx, "khong-co", True),
        lambda tx: sources.remove(tx, "khong-co", with_articles=True, now=NOW),
    ):
        with pytest.raises(NotFound, match="khong-co"), archive.write() as tx:
            change(tx)


def test_a_source_can_be_changed_and_switched_off(archive: Archive) -> None:
    add_source(archive)
    changed = replace(source(), title="Báo Sa Nhiên điện tử", pause=9.0)
    with archive.write() as tx:
        sources.update(tx, changed)
        sources.set_enabled(tx, changed.name, False)
    with archive.read() as tx:
        assert sources.find(tx, changed.name).source == replace(changed, enabled=False)


def test_the_first_poll_ends_once(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        sources.finish_first_poll(tx, source_id, NOW)
        sources.finish_first_poll(tx, source_id, NOW + HOUR)
    with archive.read() as tx:
        assert sources.find(tx, source().name).first_polled_at == NOW


def test_the_last_run_is_told_with_the_source(archive: Archive) -> None:
    source_id, other = add_source(archive), add_source(archive, "bao-khac")
    with archive.write() as tx:
        for n in range(3):
            run_id = runs.start(tx, source_id, NOW + n * HOUR)
        runs.start(tx, other, NOW + 9 * HOUR)
        runs.finish(
            tx, run_id, NOW + 4 * HOUR, discovered=5, fetched=4, stored=3, alerts=2, error="một lỗi"
        )
    with archive.read() as tx:
        last = sources.find(tx, source().name).last_run
    assert last is not None
    assert (last.id, last.started_at, last.finished_at) == (run_id, NOW + 2 * HOUR, NOW + 4 * HOUR)
    counts = (last.discovered, last.fetched, last.stored, last.alerts)
    assert (counts, last.error) == ((5, 4, 3, 2), "một lỗi")


def test_each_way_keeps_what_it_answered_last(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        assert sources.way_states(tx, source_id) == {}
        for etag in ('"1"', '"2"'):
            sources.keep_way_state(
                tx, source_id, "https://a.example/rss", etag=etag, last_modified="Mon"
            )
    with archive.read() as tx:
        assert sources.way_states(tx, source_id) == {"https://a.example/rss": ('"2"', "Mon")}


def test_what_was_answered_is_forgotten_of_one_source(archive: Archive) -> None:
    one, other = add_source(archive), add_source(archive, "bao-khac")
    with archive.write() as tx:
        for at in (one, other):
            sources.keep_way_state(tx, at, "https://a.example/rss", etag='"1"', last_modified=None)
        sources.forget_ways(tx, source().name)
    with archive.read() as tx:
        assert sources.way_states(tx, one) == {}
        assert sources.way_states(tx, other) == {"https://a.example/rss": ('"1"', None)}
