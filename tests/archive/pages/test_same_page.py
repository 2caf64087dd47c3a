"""Pages that turn out to be one become one row, and nothing that hung on them is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, event, select

from tests.archive.making import (
    DAY,
    HOUR,
    NOW,
    add_channel,
    add_source,
    add_watch,
    article,
    new_alert,
    page_id,
    show,
)
from worker.archive.alerts import outbox
from worker.archive.articles import articles
from worker.archive.database.backup import check
from worker.archive.database.engine import Archive
from worker.archive.index import states
from worker.archive.officials import learned
from worker.archive.officials.learned import Named
from worker.archive.pages import domains, page_states, pages
from worker.archive.pages.same_page import FEW, Rekeyed
from worker.archive.schema import tables
from worker.archive.sources import sources
from worker.model import ArticleState, Discovered, Office

OLD, NEW = "bao-cu.example", "moi.example"


def at(site: str, path: str = "/x-1.html") -> str:
    return f"https://{site}{path}"


def rows(tx: Connection) -> dict[str, str]:
    """Return the address of each page by its key."""
    return {row.key: row.url for row in tx.execute(select(tables.page.c.key, tables.page.c.url))}


def history(tx: Connection, url: str) -> list[tuple[int, bool]]:
    """Return the articles that a page has shown, and whether it still does."""
    found = articles.record(tx, articles.find(tx, url)).sightings
    return [(one.number, one.ended_at is None) for one in found]


def test_a_page_of_each_domain_becomes_one_with_both_sightings(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        number = show(tx, source_id, at(OLD), article())
        show(tx, source_id, at(NEW), article(), at=NOW + HOUR)
        alone = show(tx, source_id, at(OLD, "/y-2.html"), article("Bài khác"))
        show(tx, source_id, at("khac.example"), article("Bài của báo khác"))
        assert domains.unite(tx, [NEW, OLD]) == Rekeyed(pages=2, joined=1)
        assert rows(tx) == {
            "moi.example/x-1": at(NEW),
            "moi.example/y-2": at(OLD, "/y-2.html"),
            "khac.example/x-1": at("khac.example"),
        }
        for url in (at(OLD), at(NEW), "http://www.bao-cu.example/x-1.htm", "bao-cu.example/x-1"):
            assert articles.find(tx, url) == number
        assert articles.find(tx, at(NEW, "/y-2.html")) == alone
        assert history(tx, at(OLD)) == [(number, False), (number, True)]
        assert tx.scalars(states.numbers(ArticleState.GONE)).all() == []
        assert tx.scalars(states.numbers(ArticleState.DUPLICATE)).all() == []
        assert domains.unite(tx, [NEW, OLD]) == Rekeyed(0, 0)
    assert check(archive) == []


def test_what_the_kept_page_shows_stays_what_it_shows(archive: Archive) -> None:
    """The page fetched last is kept; the other one was noted later and showed another text."""
    source_id = add_source(archive)
    with archive.write() as tx:
        first = show(tx, source_id, at(NEW), article())
        second = show(tx, source_id, at(OLD), article("Bản in"), at=NOW + HOUR)
        kept = pages.claim(tx, at(NEW), source_id, None, NOW)
        pages.record_fetch(tx, kept.id, etag='"7"', last_modified=None, at=NOW + DAY)
        articles.touch_sighting(tx, 1, NOW + DAY)
        domains.unite(tx, [NEW, OLD])
        assert articles.find(tx, at(OLD)) == first
        assert history(tx, at(NEW)) == [(first, False), (second, False), (first, True)]
        last = articles.last_sighting(tx, kept.id)
        assert last is not None
        assert (last.number, last.last_seen) == (first, NOW + DAY)
        again = pages.claim(tx, at(OLD), source_id, None, NOW + DAY)
        assert (again.id, again.url, again.etag) == (kept.id, at(NEW), '"7"')
    assert check(archive) == []


def test_alerts_and_what_was_learned_go_along(archive: Archive) -> None:
    first, second = add_source(archive), add_source(archive, "bao-khac")
    named = Named("Lê Thị Ngàn", None, Office("Chủ tịch", "Hội Nông dân", "Sa Nhiên"))
    with archive.write() as tx:
        add_channel(tx)
        pages.note(tx, first, [Discovered(at(OLD))], NOW)
        number = show(tx, second, at(NEW), article())
        learned.note(tx, number, [named], NOW.date(), second)
        outbox.raise_alerts(
            tx,
            number=number,
            page_id=page_id(tx, at(NEW)),
            alerts=[new_alert(add_watch(tx))],
            digest_key=None,
            now=NOW,
        )
        domains.unite(tx, [NEW, OLD])
        kept = pages.claim(tx, at(OLD), 0, None, NOW)
        assert (kept.source_id, kept.state, kept.url) == (first, "seen", at(NEW))
        assert (kept.first_noted, kept.last_listed) == (NOW, NOW)
        [alert] = outbox.alerts(tx)
        assert alert.url == at(NEW)
        [term] = learned.terms(tx)
        assert [one.source for one in learned.evidence(tx, term.id)] == ["bao-sa-nhien"]
    assert check(archive) == []


def test_pages_go_to_the_source_that_is_not_removed(archive: Archive) -> None:
    add_source(archive)
    second = add_source(archive, "bao-khac")
    with archive.write() as tx:
        show(tx, 1, at(OLD), article())
        show(tx, second, at(NEW), article())
        sources.remove(tx, "bao-sa-nhien", with_articles=False, now=NOW)
        domains.unite(tx, [NEW, OLD])
        assert pages.claim(tx, at(OLD), second, None, NOW).source_id == second


def test_a_page_that_waits_is_kept_rather_than_one_set_aside(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        pages.note(tx, source_id, [Discovered(at(OLD)), Discovered(at(NEW))], NOW)
        pages.set_aside(tx, page_id(tx, at(OLD)), reason="không có bài", at=NOW)
        domains.unite(tx, [NEW, OLD])
        assert page_states.counts(tx, source_id) == {"waiting": 1}


def test_former_addresses_go_along_too(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        number = show(tx, source_id, at(OLD, "/cu.html"), article())
        page = pages.claim(tx, at(OLD, "/cu.html"), source_id, None, NOW)
        pages.readdress(tx, page, at(OLD, "/moi.html"), f"{OLD}/moi")
        domains.unite(tx, [NEW, OLD])
        for site in (OLD, NEW):
            for path in ("/cu.html", "/moi.html"):
                assert articles.find(tx, at(site, path)) == number
        assert pages.note(tx, source_id, [Discovered(at(OLD, "/cu.html"))], NOW + HOUR) == 0
    with archive.write() as tx:
        assert sources.remove(tx, "bao-sa-nhien", with_articles=True, now=NOW).pages == 1
    assert check(archive) == []


def test_pages_with_other_paths_that_show_the_same_become_one(archive: Archive) -> None:
    """Of two old pages with a text the first is the new one; another day is another page."""
    source_id = add_source(archive)
    with archive.write() as tx:
        number = show(tx, source_id, at(OLD, "/a"), article(), published=NOW)
        show(tx, source_id, at(OLD, "/a-again"), article(), published=NOW)
        show(tx, source_id, at(OLD, "/b"), article("Bài hai"), published=NOW)
        show(tx, source_id, at(NEW, "/1"), article(), at=NOW + HOUR, published=NOW)
        show(tx, source_id, at(NEW, "/2"), article("Bài hai"), published=NOW + DAY)
        assert domains.unite(tx, [NEW, OLD]) == Rekeyed(pages=3, joined=1)
        assert rows(tx) == {
            "moi.example/1": at(NEW, "/1"),
            "moi.example/2": at(NEW, "/2"),
            "moi.example/a-again": at(OLD, "/a-again"),
            "moi.example/b": at(OLD, "/b"),
        }
        for url in (at(OLD, "/a"), at(NEW, "/a"), at(NEW, "/1")):
            assert articles.find(tx, url) == number
            assert pages.claim(tx, url, source_id, None, NOW).url == at(NEW, "/1")
    assert check(archive) == []


def test_a_text_that_many_pages_show_makes_none_of_them_one(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        for n in range(FEW + 1):
            show(tx, source_id, at(OLD, f"/{n}-cu"), article("Trang đang cập nhật"))
            show(tx, source_id, at(NEW, f"/{n}-moi"), article("Trang đang cập nhật"))
        assert domains.unite(tx, [NEW, OLD]) == Rekeyed(pages=FEW + 1, joined=0)


def test_a_third_domain_joins_two_that_are_one(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        for site in ("a.example", "b.example", "c.example", "a.example.vn"):
            show(tx, source_id, at(site), article())
        domains.unite(tx, ["b.example", "a.example"])
        assert domains.unite(tx, ["c.example", "b.example"]) == Rekeyed(pages=1, joined=1)
        assert set(rows(tx)) == {"c.example/x-1", "a.example.vn/x-1"}
        assert set(domains.of(tx).values()) == {"c.example"}


@contextmanager
def counted(archive: Archive) -> Iterator[list[str]]:
    """Collect the statements that are sent."""
    sent: list[str] = []

    def note(_c: object, _u: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(archive._writing, "before_cursor_execute", note)
    yield sent
    event.remove(archive._writing, "before_cursor_execute", note)


def move_many(archive: Archive, name: str, many: int, when: datetime = NOW) -> int:
    """Move a paper of so many pages, half of them known there already; return the statements."""
    source_id = add_source(archive, name)
    old, new = f"cu.{name}.example", f"moi.{name}.example"
    with archive.write() as tx:
        paths = [f"/tin-{n}.html" for n in range(many)]
        pages.note(tx, source_id, [Discovered(at(old, path)) for path in paths], when)
        pages.note(tx, source_id, [Discovered(at(new, path)) for path in paths[::2]], when)
    with counted(archive) as sent, archive.write() as tx:
        assert domains.unite(tx, [new, old]) == Rekeyed(pages=many, joined=many // 2)
        assert page_states.counts(tx, source_id) == {"waiting": many}
    return len(sent)


def test_ten_thousand_pages_move_by_as_many_statements_as_ten(archive: Archive) -> None:
    assert move_many(archive, "it", 10) == move_many(archive, "nhieu", 10_000)
