from __future__ import annotations

from tests.archive.making import HOUR, NOW
from worker.archive import heartbeat
from worker.archive.database.engine import Archive
from worker.archive.heartbeat import Beat


def test_each_process_is_told_once_with_its_last_beat(archive: Archive) -> None:
    with archive.write() as tx:
        heartbeat.beat(tx, "a", 11, "may-1", NOW, NOW)
        heartbeat.beat(tx, "b", 12, "may-2", NOW, NOW + HOUR)
        heartbeat.beat(tx, "a", 11, "may-1", NOW, NOW + 2 * HOUR)
        assert heartbeat.beats(tx) == (
            Beat("a", 11, "may-1", NOW, NOW + 2 * HOUR),
            Beat("b", 12, "may-2", NOW, NOW + HOUR),
        )
        heartbeat.forget(tx, "a")
        assert [beat.instance for beat in heartbeat.beats(tx)] == ["b"]
