"""What has happened to articles, on both databases: the state of each, and who is in a state."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import update

from tests.archive.making import DAY, HOUR, NOW, add_source, article, page_id, show
from worker.archive.database.engine import Archive
from worker.archive.index import search, states
from worker.archive.pages import pages
from worker.archive.schema.tables import sighting
from worker.archive.sources import sources
from worker.model import ArticleState, Discovered, HasState

HERE, THERE = "https://a.example/1", "https://a.example/2"


def state_of(archive: Archive, number: int) -> set[ArticleState]:
    """Return an article's states; asking for each state must say the same."""
    with archive.read() as tx:
        said = states.of(tx, [number]).get(number, frozenset())
        for state in ArticleState:
            found = search.candidates(tx, HasState(state), below=None, limit=9)
            assert (number in [one for _, one in found]) == (state in said), state
        [(_, snapshot)] = search.snapshots(tx, [number])
    assert snapshot.states == said
    return set(said)


def test_an_article_on_one_page_is_in_no_state(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        number = show(tx, source_id, HERE, article())
    assert state_of(archive, number) == set()


def test_the_same_text_on_two_pages_is_a_duplicate(archive: Archive) -> None:
    first, second = add_source(archive), add_source(archive, "bao-khac")
    with archive.write() as tx:
        number = show(tx, first, HERE, article())
        show(tx, second, THERE, article())
    assert state_of(archive, number) == {ArticleState.DUPLICATE}


def test_both_texts_of_an_edited_page_are_edited(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        old = show(tx, source_id, HERE, article("Bài đầu"))
        new = show(tx, source_id, HERE, article("Bài sửa"), at=NOW + HOUR)
    assert state_of(archive, old) == {ArticleState.EDITED}
    assert state_of(archive, new) == {ArticleState.EDITED}


def test_gone_is_what_its_page_showed_last_and_shows_no_more(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        number = show(tx, source_id, HERE, article())
        tx.execute(update(sighting).values(ended_at=NOW + DAY))
    assert state_of(archive, number) == {ArticleState.GONE}


@pytest.mark.parametrize(
    ("noted", "polled", "expected"),
    [
        (NOW, NOW + HOUR, {ArticleState.BACKLOG}),
        (NOW, None, {ArticleState.BACKLOG}),
        (NOW + DAY, NOW + HOUR, set()),
    ],
    ids=["before the first poll was over", "in the first poll", "after it"],
)
def test_backlog_is_what_was_there_at_the_first_poll(
    archive: Archive, noted: datetime, polled: datetime | None, expected: set[ArticleState]
) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        pages.note(tx, source_id, [Discovered(HERE)], noted)
        number = show(tx, source_id, HERE, article())
        if polled:
            sources.finish_first_poll(tx, source_id, polled)
    assert state_of(archive, number) == expected


def test_a_later_text_of_a_backlog_page_is_no_backlog(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        pages.note(tx, source_id, [Discovered(HERE)], NOW)
        show(tx, source_id, HERE, article())
        sources.finish_first_poll(tx, source_id, NOW + HOUR)
        new = show(tx, source_id, HERE, article("Bài sửa"), at=NOW + DAY)
        assert page_id(tx, HERE) == 1
    assert state_of(archive, new) == {ArticleState.EDITED}


def test_a_file_is_no_backlog(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        number = show(tx, source_id, "/tin/1.txt", article())
    assert state_of(archive, number) == set()
