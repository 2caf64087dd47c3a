from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from sqlalchemy import func, select

from tests.archive.making import DAY, HOUR, NOW, add_source, article, show
from worker.archive.database.engine import Archive
from worker.archive.pages import page_states, pages
from worker.archive.schema import tables
from worker.archive.sources import sources
from worker.model import Discovered

A, B, C = (f"https://bao-sa-nhien.example/tin-{letter}" for letter in "abc")


def found(*urls: str) -> list[Discovered]:
    return [Discovered(url) for url in urls]


def due(archive: Archive, source_id: int, now: datetime) -> Sequence[str]:
    with archive.read() as tx:
        return [page.url for page in pages.due(tx, source_id, now, limit=10)]


def fetch(archive: Archive, url: str, at: datetime) -> None:
    with archive.write() as tx:
        page = pages.claim(tx, url, 0, None, at)
        pages.record_fetch(tx, page.id, etag='"1"', last_modified="Mon", at=at)


def test_new_addresses_wait_in_the_order_noted(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        assert pages.note(tx, source_id, found(C, A, C), NOW) == 2
        assert pages.note(tx, source_id, found(A, B), NOW + HOUR) == 1
        assert pages.note(tx, source_id, [], NOW + HOUR) == 0
    assert due(archive, source_id, NOW + HOUR) == [C, A, B]
    with archive.read() as tx:
        first = pages.due(tx, source_id, NOW, limit=1)
    assert [(page.url, page.state, page.failures) for page in first] == [(C, "waiting", 0)]


def test_many_addresses_are_noted_at_once(archive: Archive) -> None:
    source_id = add_source(archive)
    many = found(*(f"{A}-{n}" for n in range(1_200)))
    with archive.write() as tx:
        assert pages.note(tx, source_id, many, NOW) == 1_200
        assert pages.note(tx, source_id, many, NOW) == 0
        assert page_states.counts(tx, source_id) == {"waiting": 1_200}


def test_a_page_that_failed_waits_for_its_time(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        pages.note(tx, source_id, found(A), NOW)
        page = pages.claim(tx, A, source_id, None, NOW)
        for _ in range(2):
            pages.record_failure(tx, page.id, error="quá giờ", at=NOW, retry_at=NOW + HOUR)
    assert due(archive, source_id, NOW + HOUR / 2) == []
    assert due(archive, source_id, NOW + HOUR) == [A]
    with archive.write() as tx:
        assert pages.claim(tx, A, source_id, None, NOW).failures == 2
        assert [one.error for one in page_states.troubled(tx, source_id, limit=5)] == ["quá giờ"]
    fetch(archive, A, NOW + HOUR)
    with archive.write() as tx:
        again = pages.claim(tx, A, source_id, None, NOW)
        assert (again.failures, again.state, again.last_fetched) == (0, "seen", NOW + HOUR)
        assert (again.etag, again.last_modified) == ('"1"', "Mon")
        assert page_states.troubled(tx, source_id, limit=5) == []


def test_a_page_set_aside_is_left_alone(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        pages.note(tx, source_id, found(A), NOW)
        pages.set_aside(tx, pages.claim(tx, A, 0, None, NOW).id, reason="một video", at=NOW)
        pages.note(tx, source_id, found(A), NOW + DAY)
        assert page_states.counts(tx, source_id) == {"aside": 1}
    assert due(archive, source_id, NOW + 9 * DAY) == []


def test_a_page_belongs_to_the_source_that_led_to_it_first(archive: Archive) -> None:
    first, second = add_source(archive), add_source(archive, "bao-khac")
    with archive.write() as tx:
        pages.note(tx, first, found(A), NOW)
        pages.note(tx, second, found(A), NOW)
        assert pages.claim(tx, A, second, None, NOW).source_id == first


def test_pages_of_a_removed_source_go_over_to_the_next_that_leads_there(archive: Archive) -> None:
    first, second = add_source(archive), add_source(archive, "bao-khac")
    with archive.write() as tx:
        for url in (A, B):
            show(tx, first, url, article())
        sources.remove(tx, "bao-sa-nhien", with_articles=False, now=NOW)
        pages.note(tx, second, found(A), NOW + DAY)
        assert pages.claim(tx, A, second, None, NOW).source_id == second
        assert pages.claim(tx, B, second, None, NOW).source_id == second


def test_two_workers_that_claim_an_address_get_one_page(archive: Archive) -> None:
    source_id = add_source(archive)
    together = threading.Barrier(6)

    def claim(_: int) -> int:
        together.wait()
        with archive.write() as tx:
            return pages.claim(tx, A, source_id, "000_0123456789abcdef", NOW).id

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(claim, range(6)))) == 1
    with archive.read() as tx:
        assert tx.scalar(select(func.count()).select_from(tables.page)) == 1


def test_on_postgresql_a_claimed_page_is_held_until_the_end(postgres_url: str) -> None:
    """The second worker with the same page sees all that the first one stored."""
    archive = Archive.open(postgres_url)
    source_id = add_source(archive)
    claimed, seen = threading.Event(), []

    def second() -> None:
        claimed.wait()
        with archive.write() as tx:
            pages.claim(tx, A, source_id, None, NOW)
            seen.append(tx.scalar(select(func.count()).select_from(tables.sighting)))

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(second)
        with archive.write() as tx:
            pages.claim(tx, A, source_id, None, NOW)
            claimed.set()
            show(tx, source_id, A, article())
        waiting.result()
    assert seen == [1]
    archive.close()


def test_addresses_of_one_page_are_one_page_and_the_best_is_asked(archive: Archive) -> None:
    source_id = add_source(archive)
    small, plain = "http://m.bao.example/tin/x-1.html", "https://www.bao.example/tin/x-1.html"
    others = ["http://bao.example/tin/x-1.html?amp=1", "https://bao.example/print/tin/x-1.html"]
    with archive.write() as tx:
        assert pages.note(tx, source_id, found(small, small, *others), NOW) == 1
        first = pages.claim(tx, small, source_id, None, NOW)
        assert first.url == small
        pages.record_fetch(tx, first.id, etag='"m"', last_modified="Mon", at=NOW)
        assert pages.note(tx, source_id, found(small, plain, *others), NOW + HOUR) == 0
        again = pages.claim(tx, others[1], source_id, None, NOW)
        assert (again.id, again.url) == (first.id, plain)
        assert (again.etag, again.last_modified) == (None, None)  # they were of the other address
        assert again.last_listed == NOW + HOUR
        assert pages.note(tx, source_id, found(small), NOW + DAY) == 0
        assert pages.claim(tx, small, source_id, None, NOW).url == plain


def test_a_page_that_moved_is_meant_by_its_former_addresses(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        pages.note(tx, source_id, found(A), NOW)
        moved = pages.readdress(tx, pages.claim(tx, A, 0, None, NOW), B, pages.key_of(tx, B))
        moved = pages.readdress(tx, moved, C, pages.key_of(tx, C))
        assert pages.note(tx, source_id, found(A, B, C), NOW + HOUR) == 0
        for url in (A, B, C):
            assert pages.claim(tx, url, source_id, None, NOW).id == moved.id
        back = pages.readdress(tx, moved, A, pages.key_of(tx, A))
        for url in (A, B, C):
            assert pages.claim(tx, url, source_id, None, NOW).url == back.url == A
