"""Backfills as they are stored: one at a time, step by step, with the pages they came upon."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.archive.making import add_source
from worker.archive.database.engine import Archive
from worker.archive.pages import pages
from worker.archive.schema import tables
from worker.archive.sources import backfills, sources
from worker.archive.sources.backfills import Backfill, Step, StepKind, StepState
from worker.model import Discovered

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SINCE = date(2026, 1, 1)
URLS = [f"https://bao.example/{n}" for n in range(1_200)]


@pytest.fixture
def begun(archive: Archive) -> Backfill:
    """Begin a backfill with one step that has been asked."""
    source_id = add_source(archive)
    with archive.write() as tx:
        one, is_new = backfills.begin(tx, source_id, SINCE, None, NOW)
        assert is_new
        backfills.add_steps(tx, one.id, [Step(StepKind.SITEMAP, "https://bao.example/s.xml")])
        return one


def step_of(archive: Archive, one: Backfill) -> Step:
    with archive.read() as tx:
        step = backfills.next_step(tx, one.id)
    assert step is not None
    return step


def test_one_of_the_same_period_is_taken_up_and_another_gives_way(
    archive: Archive, begun: Backfill
) -> None:
    with archive.write() as tx:
        assert backfills.begin(tx, begun.source_id, SINCE, None, NOW) == (begun, False)
        other, is_new = backfills.begin(tx, begun.source_id, SINCE, date(2026, 2, 1), NOW)
        assert (is_new, backfills.unfinished(tx, begun.source_id)) == (True, other)
        assert not backfills.has_steps(tx, other.id)


def test_steps_go_in_their_order_each_address_once_and_failed_ones_wait_again(
    archive: Archive, begun: Backfill
) -> None:
    listing = [Step(StepKind.LISTING, f"https://bao.example/trang-{n}", None, n) for n in (1, 2, 1)]
    with archive.write() as tx:
        backfills.add_steps(tx, begun.id, listing)
        first = backfills.next_step(tx, begun.id)
        assert first is not None
        assert first.kind is StepKind.SITEMAP
        backfills.move(tx, first, StepState.FAILED)
        second = backfills.next_step(tx, begun.id)
        assert second is not None
        backfills.move(tx, second, StepState.LISTED, onward="https://bao.example/trang-2", quiet=1)
        moved = backfills.next_step(tx, begun.id)
        assert moved is not None
        assert (moved.id, moved.onward, moved.quiet) == (second.id, listing[1].address, 1)
        backfills.move(tx, moved, StepState.WALKED)
        third = backfills.next_step(tx, begun.id)
        assert third is not None
        assert third.number == 2
        backfills.move(tx, third, StepState.WALKED)
        assert backfills.next_step(tx, begun.id) is None
        assert not backfills.end(tx, begun, NOW), "a step has failed"
        backfills.begin(tx, begun.source_id, SINCE, None, NOW)
        again = backfills.next_step(tx, begun.id)
        assert again is not None
        assert again.id == first.id
        backfills.move(tx, again, StepState.WALKED)
        assert backfills.end(tx, begun, NOW)
        assert backfills.unfinished(tx, begun.source_id) is None


def test_pages_come_in_the_order_noted_and_wait_until_a_listing_shows_them(
    archive: Archive, begun: Backfill
) -> None:
    step = step_of(archive, begun)
    with archive.write() as tx:
        assert backfills.note(tx, begun, step, list(reversed(URLS)), NOW) == len(URLS)
        assert backfills.note(tx, begun, step, URLS[:10], NOW) == 0
        due = backfills.due(tx, begun.id, NOW, 2)
        assert [one.url for one in due] == [URLS[-1], URLS[-2]]
        assert all(one.last_listed is None for one in due)
        assert pages.due(tx, begun.source_id, NOW, 10) == []
        assert len(pages.left_over(tx, begun.source_id, NOW, 30)) == 30
        pages.note(tx, begun.source_id, [Discovered(URLS[-1])], NOW)
        assert [one.url for one in pages.due(tx, begun.source_id, NOW, 10)] == [URLS[-1]]
        assert backfills.due(tx, begun.id, NOW, 1)[0].url == URLS[-2]
        assert backfills.counts(tx, begun.id) == (len(URLS), len(URLS))


def test_a_page_that_failed_rests(archive: Archive, begun: Backfill) -> None:
    step = step_of(archive, begun)
    with archive.write() as tx:
        backfills.note(tx, begun, step, URLS[:1], NOW)
        [page] = backfills.due(tx, begun.id, NOW, 5)
        later = NOW + timedelta(hours=1)
        pages.record_failure(tx, page.id, error="answered 500", at=NOW, retry_at=later)
        assert backfills.due(tx, begun.id, NOW, 5) == []
        assert pages.left_over(tx, begun.source_id, NOW, 5) == []
        assert len(backfills.due(tx, begun.id, later, 5)) == 1


def test_letting_go_forgets_what_nobody_has_seen_and_nothing_else(
    archive: Archive, begun: Backfill
) -> None:
    step = step_of(archive, begun)
    with archive.write() as tx:
        pages.note(tx, begun.source_id, [Discovered(URLS[0])], NOW)
        backfills.note(tx, begun, step, URLS[:600], NOW)
        [seen, *_] = backfills.due(tx, begun.id, NOW, 1)
        pages.record_fetch(tx, seen.id, etag=None, last_modified=None, at=NOW)
        assert backfills.let_go(tx, step.id) == 598
        left = set(tx.scalars(select(tables.page.c.url)))
        assert left == {URLS[0], seen.url}


def test_a_page_of_a_removed_source_goes_over(archive: Archive, begun: Backfill) -> None:
    other = add_source(archive, "bao-cu")
    with archive.write() as tx:
        pages.note(tx, other, [Discovered(URLS[0])], NOW)
        sources.remove(tx, "bao-cu", with_articles=False, now=NOW)
        step = backfills.next_step(tx, begun.id)
        assert step is not None
        backfills.note(tx, begun, step, URLS[:1], NOW)
        assert set(tx.scalars(select(tables.page.c.source_id))) == {begun.source_id}


def test_with_its_source_a_backfill_goes(archive: Archive, begun: Backfill) -> None:
    step = step_of(archive, begun)
    with archive.write() as tx:
        backfills.note(tx, begun, step, URLS[:3], NOW)
    with archive.write() as tx:
        name = tx.scalar(select(tables.source.c.name))
        sources.remove(tx, str(name), with_articles=True, now=NOW)
        for table in (tables.backfill, tables.backfill_step, tables.backfill_page, tables.page):
            assert tx.scalar(select(func.count()).select_from(table)) == 0
