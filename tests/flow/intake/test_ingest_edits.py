"""What a page shows in turn: edits, returns, other particulars, better rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.fakes import FakeClock
from tests.flow.house import (
    BRIDGE,
    SCHOOL,
    add_source,
    capture_of,
    count,
    edited,
    follow,
    found,
    paper,
    shown_at,
    take,
)
from tests.site import ProvincialSite
from worker.archive.alerts import outbox
from worker.archive.articles import raw
from worker.archive.articles.lookup import record
from worker.archive.database.engine import Archive
from worker.archive.sources.sources import StoredSource
from worker.model import Capture, Verdict

DAY = 86_400
OTHER = "https://bao-ban.example/thong-xe-a1.html"


@pytest.fixture
def source(archive: Archive) -> StoredSource:
    return add_source(archive, paper())


@pytest.fixture
def site() -> ProvincialSite:
    return ProvincialSite([BRIDGE, SCHOOL])


@pytest.fixture
def page(site: ProvincialSite, clock: FakeClock) -> Capture:
    return capture_of(site, BRIDGE, clock)


def changed(site: ProvincialSite, clock: FakeClock, old: str, new: str) -> Capture:
    """Return the bridge's page after some words of it were changed."""
    return capture_of(ProvincialSite([edited(BRIDGE, old, new)]), BRIDGE, clock)


def test_one_letter_changed_is_an_edit(
    archive: Archive, clock: FakeClock, source: StoredSource, site: ProvincialSite, page: Capture
) -> None:
    follow(archive, "cầu")
    take(archive, clock, source, page)
    clock.advance(60)
    done = take(archive, clock, source, changed(site, clock, "dự kiến", "dự kiếm"))
    assert (done.verdict, done.number) == (Verdict.EDITED, 1)
    old, new = shown_at(archive, page.url).sightings
    assert (old.number, old.ended_at) == (0, clock.now())
    assert (new.number, new.ended_at) == (1, None)
    assert found(archive, "cầu") == [1, 0]


def test_an_edit_has_not_appeared_where_the_earlier_text_matched(
    archive: Archive, clock: FakeClock, source: StoredSource, site: ProvincialSite, page: Capture
) -> None:
    follow(archive, "cầu", "thuận")
    take(archive, clock, source, page)
    done = take(archive, clock, source, changed(site, clock, "dự kiến", "kế hoạch"))
    assert (done.verdict, done.alerts) == (Verdict.EDITED, 0)


def test_an_edit_appears_where_the_earlier_text_did_not_match(
    archive: Archive, clock: FakeClock, source: StoredSource, site: ProvincialSite, page: Capture
) -> None:
    follow(archive, "cầu", '"kế hoạch"')
    take(archive, clock, source, page)
    done = take(archive, clock, source, changed(site, clock, "dự kiến", "kế hoạch"))
    assert (done.verdict, done.alerts) == (Verdict.EDITED, 1)
    with archive.read() as tx:
        assert [one.watch for one in outbox.alerts(tx)] == ['"kế hoạch"', "cầu"]


def test_an_edit_has_not_appeared_for_a_watch_added_after_the_earlier_text(
    archive: Archive, clock: FakeClock, source: StoredSource, site: ProvincialSite, page: Capture
) -> None:
    take(archive, clock, source, page)
    follow(archive, "cầu")
    assert take(archive, clock, source, changed(site, clock, "dự kiến", "kế hoạch")).alerts == 0


def test_a_page_that_returns_to_its_first_text(
    archive: Archive, clock: FakeClock, source: StoredSource, site: ProvincialSite, page: Capture
) -> None:
    follow(archive, '"dự kiến"', '"kế hoạch"')
    other = changed(site, clock, "dự kiến", "kế hoạch")
    done = [take(archive, clock, source, one) for one in (page, other, page)]
    assert [one.number for one in done] == [0, 1, 0]
    assert [one.verdict for one in done] == [Verdict.NEW, Verdict.EDITED, Verdict.EDITED]
    assert [one.alerts for one in done] == [1, 1, 0]
    sightings = shown_at(archive, page.url).sightings
    assert [one.number for one in sightings] == [0, 1, 0]
    assert [one.ended_at is None for one in sightings] == [False, False, True]


def test_another_byline_opens_a_sighting_of_the_same_article(
    archive: Archive, clock: FakeClock, source: StoredSource, site: ProvincialSite, page: Capture
) -> None:
    follow(archive, "cầu")
    take(archive, clock, source, page)
    site.stories = [replace(BRIDGE, byline="Tin, ảnh: Mộc Lan")]
    done = take(archive, clock, source, capture_of(site, BRIDGE, clock))
    assert (done.verdict, done.number, done.alerts) == (Verdict.UNCHANGED, 0, 0)
    old, new = shown_at(archive, page.url).sightings
    assert old.ended_at is not None
    assert (old.byline, new.byline) == ("Tin, ảnh: Hạ Vy", "Tin, ảnh: Mộc Lan")
    assert count(archive, "article") == (1,)


def test_views_and_furniture_are_nothing(
    archive: Archive, clock: FakeClock, source: StoredSource, site: ProvincialSite, page: Capture
) -> None:
    take(archive, clock, source, page)
    site.views, site.furniture = 98_765, "Chia sẻ bài viết In bài này"
    changed_page = capture_of(site, BRIDGE, clock)
    assert changed_page.body != page.body
    done = take(archive, clock, source, changed_page)
    assert done.verdict is Verdict.UNCHANGED
    assert count(archive, "article", "sighting", "raw_page") == (1, 1, 1)


def test_an_earlier_edit_counts_even_where_nothing_was_alerted(
    archive: Archive, clock: FakeClock, source: StoredSource, site: ProvincialSite, page: Capture
) -> None:
    """A → B → C: what matched A has not appeared in C, though B did not match."""
    take(archive, clock, source, page)
    take(archive, clock, source, changed(site, clock, "dự kiến", "kế hoạch"))
    follow(archive, '"hơn dự kiến"')
    done = take(archive, clock, source, changed(site, clock, "kéo dài", "lâu"))
    assert (done.verdict, done.alerts) == (Verdict.EDITED, 0)


def test_an_edit_keeps_the_raw_pages_of_both(
    archive: Archive, clock: FakeClock, source: StoredSource, site: ProvincialSite, page: Capture
) -> None:
    take(archive, clock, source, page)
    other = changed(site, clock, "dự kiến", "kế hoạch")
    take(archive, clock, source, other)
    with archive.read() as tx:
        bodies = [raw.load(tx, s.raw_id).body for s in record(tx, 1).sightings if s.raw_id]
    assert bodies == [page.body, other.body]
