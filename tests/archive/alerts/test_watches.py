from __future__ import annotations

from dataclasses import replace

import pytest

from tests.archive.making import (
    HOUR,
    NOW,
    add_channel,
    add_source,
    article,
    new_alert,
    page_id,
    show,
)
from worker.archive.alerts import outbox, watches
from worker.archive.database.engine import Archive
from worker.errors import NotFound, UsageError
from worker.model import AlertKind, Origin, Watch, WatchState

BRIDGE = Watch("cau", '"cầu Rạch Đình"', channels=("console", "webhook"), origin=Origin.SEED)
URL = "https://a.example/1"


def test_a_watch_comes_back_whole(archive: Archive) -> None:
    with archive.write() as tx:
        row = watches.add(tx, BRIDGE)
        assert watches.find(tx, "cau") == replace(BRIDGE, id=row)
        assert watches.watches(tx) == (replace(BRIDGE, id=row),)


def test_a_paused_watch_stays_in_the_list(archive: Archive) -> None:
    with archive.write() as tx:
        watches.add(tx, BRIDGE)
        paused = watches.pause(tx, "cau", NOW)
        assert (paused.state, paused.paused_at) == (WatchState.PAUSED, NOW)
        assert watches.pause(tx, "cau", NOW + HOUR) == paused
        assert watches.watches(tx) == (paused,)
        assert watches.resume(tx, "cau") == paused, "as it was: since when it was paused"
        active = watches.find(tx, "cau")
        assert (active.state, active.paused_at) == (WatchState.ACTIVE, None)


def test_a_watch_is_changed_whole_but_not_to_a_name_that_is_taken(archive: Archive) -> None:
    with archive.write() as tx:
        row = watches.add(tx, BRIDGE)
        watches.add(tx, replace(BRIDGE, name="khac"))
        kinds = (AlertKind.HOLDER_CHANGED,)
        other = replace(BRIDGE, id=row, name="moi", query="chợ", kinds=kinds, channels=())
        watches.change(tx, other)
        assert watches.find(tx, "moi") == other == watches.of_row(tx, row)
    with pytest.raises(UsageError, match="khac already"), archive.write() as tx:
        watches.change(tx, replace(other, name="khac"))
    with pytest.raises(UsageError, match="khac already"), archive.read() as tx:
        watches.refuse_taken(tx, "khac")
    with archive.write() as tx:
        watches.remove(tx, "khac")
        watches.change(tx, replace(other, name="khac"))
        assert [one.name for one in watches.watches(tx)] == ["khac"]


def test_a_name_is_taken_once_among_those_that_are_there(archive: Archive) -> None:
    with archive.write() as tx:
        first = watches.add(tx, BRIDGE)
    with pytest.raises(UsageError, match="cau"), archive.write() as tx:
        watches.add(tx, BRIDGE)
    source_id = add_source(archive)
    with archive.write() as tx:
        add_channel(tx)
        number = show(tx, source_id, URL, article())
        outbox.raise_alerts(
            tx,
            number=number,
            page_id=page_id(tx, URL),
            alerts=[new_alert(first)],
            digest_key=None,
            now=NOW,
        )
        watches.remove(tx, "cau")
        assert watches.watches(tx) == ()
        assert watches.add(tx, BRIDGE) != first
        assert [one.watch for one in outbox.alerts(tx)] == ["cau"]


def test_what_is_not_there_is_not_found(archive: Archive) -> None:
    for act in (watches.find, watches.resume, watches.remove):
        with pytest.raises(NotFound, match="khong-co"), archive.write() as tx:
            act(tx, "khong-co")
    with pytest.raises(NotFound, match="khong-co"), archive.write() as tx:
        watches.pause(tx, "khong-co", NOW)
