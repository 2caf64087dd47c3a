from __future__ import annotations

from datetime import UTC, datetime, timedelta

from worker.archive.database.engine import Archive
from worker.archive.pages import rests

HOUR = timedelta(hours=1)


def test_rests_are_kept_and_forgotten_when_over(archive: Archive) -> None:
    now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    with archive.write() as tx:
        rests.keep(tx, {"bao.test": now + HOUR, "khac.test": now + 2 * HOUR}, now)
        rests.keep(tx, {"bao.test": now + 3 * HOUR}, now)
    with archive.read() as tx:
        assert rests.in_force(tx, now, 24 * HOUR) == {"bao.test": 3 * HOUR, "khac.test": 2 * HOUR}
    with archive.write() as tx:
        rests.keep(tx, {}, now + 2 * HOUR)
    with archive.read() as tx:
        assert rests.in_force(tx, now, 24 * HOUR) == {"bao.test": 3 * HOUR}
        assert rests.in_force(tx, now - 3650 * 24 * HOUR, 24 * HOUR) == {}, "the clock was ahead"
