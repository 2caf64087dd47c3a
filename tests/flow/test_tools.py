"""What a poll is handed: made anew only where something has changed."""

from __future__ import annotations

from datetime import date, timedelta

from tests.archive.making import add_source, article, show
from tests.fakes import FakeClock
from tests.flow.house import follow
from worker.archive.alerts import topics, watches
from worker.archive.database.engine import Archive
from worker.archive.officials import learned, officials
from worker.archive.officials.learned import Named
from worker.flow.tools import followed
from worker.match.officials import MARGIN, Registry
from worker.match.queries.watches import WatchSet
from worker.model import Office, Official, Topic

CHAIR = Office("Chủ tịch", "Ủy ban nhân dân", "Sa Nhiên", "huyện", "Sông Hàm")
NGAN = Named("Võ Thị Ngàn", None, CHAIR)


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


def test_the_registry_is_read_once_until_an_official_or_what_was_learned_changes(
    archive: Archive,
) -> None:
    """An archive of years has learned tens of thousands of terms."""
    source_id = add_source(archive)
    seen: list[Registry | None] = [None]

    def is_new(margin: timedelta = MARGIN) -> bool:
        with archive.read() as tx:
            seen.append(followed(tx, margin).registry)
        return seen[-1] is not seen[-2]

    def learn(slug: str, day: date, instead_of: int | None = None) -> int:
        with archive.write() as tx:
            if instead_of is not None:
                learned.forget(tx, [instead_of])
            number = show(tx, source_id, f"https://1.example/{slug}", article(f"Bài {slug}"))
            learned.note(tx, number, [NGAN], day, source_id)
        return number

    assert is_new()
    assert not is_new()
    with archive.write() as tx:
        officials.add(tx, Official("Trần Văn Sớm"))
    assert is_new()
    learn("a", date(2026, 3, 2))
    assert is_new()
    later = learn("b", date(2026, 3, 9))
    assert is_new()
    assert not is_new()
    learn("c", date(2026, 3, 5), instead_of=later)
    assert is_new(), "as many articles, to another day"
    assert is_new(timedelta(days=1))
    assert not is_new(timedelta(days=1))
