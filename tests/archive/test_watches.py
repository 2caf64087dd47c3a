from __future__ import annotations

from dataclasses import replace

import pytest

from tests.archive.making import NOW, add_channel, add_source, article, new_alert, page_id, show
from worker.archive import outbox, watches
from worker.archive.engine import Archive
from worker.errors import NotFound, UsageError
from worker.model import Origin, Watch, WatchState

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
        watches.pause(tx, "cau", NOW)
        assert [one.state for one in watches.watches(tx)] == [WatchState.PAUSED]
        watches.resume(tx, "cau")
        assert watches.find(tx, "cau").state is WatchState.ACTIVE


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
