"""Look-backs as they are kept: one unfinished a watch, and how far each is."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from tests.archive.making import DAY, HOUR, NOW, add_source, add_watch, article, show
from worker.archive.alerts import look_backs
from worker.archive.database.engine import Archive
from worker.archive.index import published
from worker.archive.schema import tables
from worker.model import LookBackState

SINCE = date(2026, 2, 1)


def publish(archive: Archive, count: int) -> None:
    """Publish an article a day, the last one now."""
    source_id = add_source(archive)
    with archive.write() as tx:
        for n in range(count):
            at = NOW - n * DAY
            show(tx, source_id, f"https://a.example/{n}", article(f"Bài {n}"), published=at)


def test_it_comes_back_with_how_far_it_is(archive: Archive) -> None:
    publish(archive, 4)
    with archive.write() as tx:
        watch_id = add_watch(tx)
        begun = look_backs.begin(tx, watch_id, SINCE, NOW)
        assert (begun.watch, begun.since, begun.found) == ("cau-rach-dinh", SINCE, 0)
        assert look_backs.looked_at(tx, begun) == (0, 4)
    with archive.write() as tx:
        present = look_backs.taken(tx, begun.id)
        assert present == begun
        cursor = published.end_of_lot(tx, begun.cursor, begun.until, 3)
        moved = look_backs.advance(tx, present, cursor=cursor, found=2)
    with archive.read() as tx:
        assert look_backs.unfinished(tx) == (moved,)
        assert look_backs.latest(tx, watch_id) == moved
        assert look_backs.looked_at(tx, moved) == (3, 4)
        assert moved.found == 2


def test_the_same_day_goes_on_and_another_gives_way(archive: Archive) -> None:
    with archive.write() as tx:
        watch_id, other = add_watch(tx), add_watch(tx, "khac")
        first = look_backs.begin(tx, watch_id, SINCE, NOW)
        assert look_backs.begin(tx, watch_id, SINCE, NOW + HOUR) == first
        second = look_backs.begin(tx, watch_id, date(2026, 1, 1), NOW + HOUR)
        third = look_backs.begin(tx, other, SINCE, NOW)
        assert look_backs.unfinished(tx) == (second, third)
        given_way = look_backs.taken(tx, first.id)
        assert given_way is not None
        assert (given_way.state, given_way.ended_at) == (LookBackState.DROPPED, NOW + HOUR)
        look_backs.end(tx, second, LookBackState.DONE, NOW)
        assert look_backs.unfinished(tx) == (third,)
        assert look_backs.begin(tx, watch_id, SINCE, NOW).id not in (first.id, second.id)


def test_the_database_keeps_a_second_one_out(archive: Archive) -> None:
    with archive.write() as tx:
        begun = look_backs.begin(tx, add_watch(tx), SINCE, NOW)
    values = {
        "watch_id": begun.watch_id, "since": "2026-01-01", "cursor": 0, "until": 0, "found": 0,
        "state": "unfinished", "begun_at": NOW,
    }  # fmt: skip
    with pytest.raises(IntegrityError), archive.write() as tx:
        tx.execute(insert(tables.look_back), values)


def test_of_an_empty_archive_there_is_nothing_to_look_at(archive: Archive) -> None:
    with archive.write() as tx:
        begun = look_backs.begin(tx, add_watch(tx), SINCE, NOW)
        assert begun.cursor == begun.until
        assert look_backs.looked_at(tx, begun) == (0, 0)


def test_a_watch_that_is_forgotten_has_none(archive: Archive) -> None:
    with archive.write() as tx:
        begun = look_backs.begin(tx, add_watch(tx), SINCE, NOW)
        look_backs.forget(tx, begun.watch_id)
        assert look_backs.latest(tx, begun.watch_id) is None
        assert look_backs.taken(tx, begun.id) is None
