"""What a poll is handed: made anew only where something has changed."""

from __future__ import annotations

from tests.fakes import FakeClock
from tests.flow.house import follow
from worker.archive import topics, watches
from worker.archive.engine import Archive
from worker.flow.tools import followed
from worker.match.watches import WatchSet
from worker.model import Topic


def ready(archive: Archive) -> WatchSet:
    with archive.read() as tx:
        return followed(tx).watches


def test_the_watches_are_read_once_until_one_of_them_or_a_topic_changes(
    archive: Archive, clock: FakeClock
) -> None:
    """Ten thousand of them take seconds, and a paper is polled every hour."""
    seen = [ready(archive)]

    def is_new() -> bool:
        seen.append(ready(archive))
        return seen[-1] is not seen[-2]

    assert not is_new()
    follow(archive, "cầu")
    assert is_new()
    assert not is_new()
    with archive.write() as tx:
        topics.add(tx, Topic("cau", "cầu"))
    assert is_new()
    with archive.write() as tx:
        watches.pause(tx, "cầu", clock.now())
    assert is_new()
    assert not is_new()
