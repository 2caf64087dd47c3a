"""Articles in the order of publication, by days of Hanoi."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.archive.making import add_source, article, show
from worker.archive.articles import articles
from worker.archive.database.engine import Archive
from worker.archive.index import published, search
from worker.archive.index.keys import time_of
from worker.clock import midnight

FIRST = date(2026, 3, 1)
END = midnight(date(2026, 4, 1))


def publish(archive: Archive, *times: datetime) -> list[int]:
    """Let a page each show an article published at that time; return their keys."""
    source_id = add_source(archive)
    with archive.write() as tx:
        numbers = [
            show(tx, source_id, f"https://a.example/{n}", article(f"Bài {n}"), published=at)
            for n, at in enumerate(times)
        ]
        return [search.key_of(tx, number) for number in numbers]


def test_days_are_those_of_hanoi(archive: Archive) -> None:
    start = midnight(FIRST)
    publish(archive, start - timedelta(seconds=1), start, start + timedelta(hours=23, minutes=59),
            start + timedelta(days=1), END - timedelta(seconds=1), END)  # fmt: skip
    with archive.read() as tx:
        assert published.by_day(tx, start, END) == {
            FIRST: 2,
            date(2026, 3, 2): 1,
            date(2026, 3, 31): 1,
        }


@pytest.mark.parametrize(("most", "minutes_left_out"), [(4, 0), (3, 1), (2, 2), (1, 3)])
def test_of_too_many_the_newest_are_taken(
    archive: Archive, most: int, minutes_left_out: int
) -> None:
    start = midnight(FIRST)
    first = start + timedelta(hours=1)
    publish(archive, *(first + timedelta(minutes=n) for n in range(4)))
    expected = start if not minutes_left_out else first + timedelta(minutes=minutes_left_out)
    with archive.read() as tx:
        assert published.start_of_newest(tx, start, END, most) == expected
        assert sum(published.by_day(tx, expected, END).values()) == most


def test_lots_follow_on_one_another_and_keep_a_second_together(archive: Archive) -> None:
    at = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    keys = publish(archive, at, at, at, at + timedelta(seconds=5), at + timedelta(days=9))
    with archive.read() as tx:
        above, upto = published.key_before(tx, at), published.newest_key(tx)
        assert upto == keys[-1]
        assert published.count(tx, above, upto) == 5
        sizes = []
        while above < upto:
            end = published.end_of_lot(tx, above, upto, 2)
            sizes.append(published.count(tx, above, end))
            above = end
        assert sizes == [3, 2]
        assert [time_of(archive.dialect, key) for key in keys[2:4]] == [
            at,
            at + timedelta(seconds=5),
        ]


def test_an_empty_archive_has_no_newest(archive: Archive) -> None:
    with archive.read() as tx:
        assert published.newest_key(tx) is None


def test_the_first_page_of_an_article_and_what_that_had_shown_before(archive: Archive) -> None:
    source_id = add_source(archive)
    here, there = "https://a.example/1", "https://b.example/1"
    with archive.write() as tx:
        first = show(tx, source_id, here, article("Một"))
        second = show(tx, source_id, here, article("Hai"))
        show(tx, source_id, there, article("Hai"))
        third = show(tx, source_id, there, article("Ba"))
        show(tx, source_id, here, article("Một"))
        found = articles.first_pages(tx, [first, second, third, 99])
    assert {number: page.earlier for number, page in found.items()} == {
        first: set(),
        second: {first},
        third: {second},
    }
    assert found[first].page_id == found[second].page_id != found[third].page_id
