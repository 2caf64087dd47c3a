from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, text

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
from tests.archive.older import upgrade_to
from worker.archive.alerts import outbox
from worker.archive.articles import articles
from worker.archive.articles.lookup import record
from worker.archive.database import migrations
from worker.archive.database.engine import Archive
from worker.archive.index import states
from worker.archive.pages import looks, page_states, pages
from worker.archive.sources import sources
from worker.model import Absence, ArticleState, Discovered, Met, Missed

A, B, C = (f"https://bao-sa-nhien.example/tin/{letter}" for letter in "abc")


def planned(tx: Connection, source_id: int, **at: datetime | None) -> None:
    """Let pages A, B and C show an article each, and be looked at next at these times."""
    for letter, when in at.items():
        url = f"https://bao-sa-nhien.example/tin/{letter}"
        show(tx, source_id, url, article(f"Bài {letter}"))
        looks.plan(tx, page_id(tx, url), when)


def lose(tx: Connection, url: str, missed: Missed) -> None:
    looks.keep_missing(
        tx, page_id(tx, url), missed, absence=Absence.ANSWERED, told="HTTP 404", has_gone=False,
        again=missed.at + HOUR,
    )  # fmt: skip


def test_pages_are_due_at_their_time_the_longest_due_first(archive: Archive) -> None:
    first, other = add_source(archive), add_source(archive, "bao-khac")
    with archive.write() as tx:
        planned(tx, first, a=NOW + HOUR, b=NOW, c=None)
        assert looks.sources_due(tx, NOW - HOUR) == []
        assert looks.sources_due(tx, NOW) == [first]
        assert looks.due(tx, other, NOW + DAY, 9) == []
        assert [one.url for one in looks.due(tx, first, NOW + DAY, 9)] == [B, A]
        assert [one.url for one in looks.due(tx, first, NOW + DAY, 1)] == [B]


def test_when_pages_were_looked_at_again_and_how_many_wait_is_told(archive: Archive) -> None:
    first, other = add_source(archive), add_source(archive, "bao-khac")
    with archive.write() as tx:
        assert page_states.looks(tx, NOW) == page_states.Looks(None, 0, 0, 0)
        planned(tx, first, a=NOW - 2 * HOUR, b=NOW, c=NOW + DAY)
        assert page_states.looks(tx, NOW, first) == page_states.Looks(None, 3, 2, 1)
        pages.record_fetch(tx, page_id(tx, A), etag=None, last_modified=None, at=NOW + HOUR)
        assert page_states.looks(tx, NOW, first).last == NOW + HOUR
        lose(tx, B, Missed(NOW, NOW + 2 * HOUR, 2))
        looks.plan(tx, page_id(tx, C), None)
        assert page_states.looks(tx, NOW) == page_states.Looks(NOW + 2 * HOUR, 2, 1, 1)
        assert page_states.looks(tx, NOW, other).waiting == 0
        [name] = [one.source.name for one in sources.sources(tx) if one.id == first]
        sources.set_enabled(tx, name, enabled=False)
        assert page_states.looks(tx, NOW).waiting == 0


def test_due_pages_are_found_by_their_index(archive: Archive) -> None:
    """A million pages that wait for nothing are not read through each minute."""
    source_id = add_source(archive)
    with archive.write() as tx:
        planned(tx, source_id, a=NOW)
        if tx.dialect.name == "postgresql":
            tx.execute(text("SET enable_seqscan = off"))
        explain = "EXPLAIN QUERY PLAN " if tx.dialect.name == "sqlite" else "EXPLAIN "
        asked = "SELECT id FROM page WHERE source_id = 1 AND next_look <= '2026-03-02 01:00:00'"
        told = " ".join(str(row) for row in tx.execute(text(explain + asked)))
        assert "page_to_look_at" in told


def test_a_page_that_fails_is_looked_at_after_its_rest(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        planned(tx, source_id, a=NOW, b=None)
        for url in (A, B):
            pages.record_failure(
                tx, page_id(tx, url), error="quá giờ", at=NOW, retry_at=NOW + 2 * HOUR
            )
        assert looks.due(tx, source_id, NOW + HOUR, 9) == []
        assert [one.url for one in looks.due(tx, source_id, NOW + 2 * HOUR, 9)] == [A]


def test_what_is_missing_is_told_from_what_has_gone_and_what_is_there(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        planned(tx, source_id, a=NOW, b=NOW, c=NOW)
        lose(tx, A, Missed(NOW, NOW + DAY, 3))
        lose(tx, B, Missed(NOW + HOUR, NOW + 2 * DAY, 4))
        assert [one.url for one in looks.missing(tx, source_id, NOW)] == [A, B]
        assert [one.url for one in looks.missing(tx, source_id, NOW + 2 * DAY)] == [B]
        met = {one.address: one.met for one in looks.looked_since(tx, source_id, NOW)}
        assert met == {A: Met.MISSING, B: Met.MISSING, C: Met.SHOWN}
        assert set(tx.scalars(states.numbers(ArticleState.GONE))) == set()
        articles.end_sighting(tx, page_id(tx, A), NOW)
        looks.has_gone(tx, page_id(tx, A), moved=False, again=None, gone_with="lô")
        articles.end_sighting(tx, page_id(tx, B), NOW + HOUR)
        looks.has_gone(tx, page_id(tx, B), moved=True, again=None, gone_with=None)
        assert page_states.counts(tx, source_id) == {"gone": 1, "moved": 1, "seen": 1}
        gone = looks.absent(tx, page_id(tx, A))
        assert gone is not None
        assert (gone.has_gone, gone.gone_with, gone.missed.looks) == (True, "lô", 3)
        assert set(tx.scalars(states.numbers(ArticleState.GONE))) == {gone.number}
        assert [one.url for one in looks.last_showed(tx, gone.number)] == [A]
        [shown] = record(tx, gone.number).pages
        assert (shown.state, shown.missing_since, shown.trouble) == ("gone", NOW, "HTTP 404")
        last = articles.last_sighting(tx, page_id(tx, A))
        assert last is not None
        assert last.ended


def test_a_page_that_is_read_again_is_missing_no_more(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        planned(tx, source_id, a=NOW)
        lose(tx, A, Missed(NOW, NOW, 1))
        assert pages.claim(tx, A, source_id, None, NOW).etag is None
        pages.record_fetch(tx, page_id(tx, A), etag=None, last_modified=None, at=NOW + HOUR)
        assert looks.absent(tx, page_id(tx, A)) is None
        assert page_states.counts(tx, source_id) == {"seen": 1}


def test_what_has_gone_and_is_listed_again_is_looked_at_but_not_each_time(
    archive: Archive,
) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        planned(tx, source_id, a=None)
        lose(tx, A, Missed(NOW, NOW + 2 * DAY, 5))
        looks.has_gone(tx, page_id(tx, A), moved=False, again=None, gone_with=None)
        pages.note(tx, source_id, [Discovered(A)], NOW + 2 * DAY + HOUR)
        assert looks.due(tx, source_id, NOW + 9 * DAY, 9) == []
        pages.note(tx, source_id, [Discovered(A)], NOW + 3 * DAY)
        assert [one.url for one in looks.due(tx, source_id, NOW + 3 * DAY, 9)] == [A]


def test_a_missing_page_is_asked_where_it_is_listed_now(archive: Archive) -> None:
    source_id = add_source(archive)
    old, new = (f"https://bao-sa-nhien.example/{folder}/cau-moi-a71001.html" for folder in "xy")
    with archive.write() as tx:
        show(tx, source_id, old, article())
        pages.note(tx, source_id, [Discovered(new)], NOW + HOUR)
        assert pages.claim(tx, new, source_id, None, NOW).url == old
        lose(tx, old, Missed(NOW, NOW, 1))
        pages.note(tx, source_id, [Discovered(new)], NOW + 2 * HOUR)
        [due] = looks.due(tx, source_id, NOW + 2 * HOUR, 9)
        assert due.url == new


def test_somebody_follows_what_a_watch_has_told_of(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        watch_id, _ = add_watch(tx), add_channel(tx)
    with archive.write() as tx:
        planned(tx, source_id, a=None, b=None)
        number = show(tx, source_id, C, article("Bài a"))
        here, same = page_id(tx, A), page_id(tx, C)
        assert not looks.is_followed(tx, here, number)
        told = [new_alert(watch_id)]
        outbox.raise_alerts(tx, number=number, page_id=here, alerts=told, digest_key=None, now=NOW)
        assert looks.is_followed(tx, here, number)
        assert looks.is_followed(tx, same, number), "on whatever page"
        assert not looks.is_followed(tx, page_id(tx, B), number + 1)


def test_pages_of_the_last_month_are_planned_when_an_archive_is_upgraded(
    empty_database_url: str,
) -> None:
    archive = Archive.open(empty_database_url, upgrade=False)
    with archive.write() as tx:
        upgrade_to(tx, "0010")
        no = "0" if tx.dialect.name == "sqlite" else "false"
        tx.exec_driver_sql(
            "INSERT INTO source (id, name, title, ways, language, pause, allowed_hosts, enabled,"
            f" origin, removed) VALUES (1, 'a', 'A', '[]', 'vi', 5, '[]', {no}, 'user', {no})"
        )
        for number, url, state, noted in (
            (1, "https://a.example/1", "seen", "2026-02-20"),
            (2, "https://a.example/2", "seen", "2026-01-20"),
            (3, "https://a.example/3", "aside", "2026-02-20"),
            (4, "/tin/4.txt", "seen", "2025-01-01"),
        ):
            tx.exec_driver_sql(
                "INSERT INTO page (id, url, key, source_id, state, failures, first_noted,"
                f" last_listed, last_fetched) VALUES ({number}, '{url}', '{number}', 1, '{state}',"
                f" 0, '{noted} 01:00:00', '{noted} 01:00:00', '2026-03-01 01:00:00')"
            )
    migrations.upgrade(archive)
    with archive.read() as tx:
        assert [one.id for one in looks.due(tx, 1, NOW - HOUR, 9)] == []
        assert [one.id for one in looks.due(tx, 1, NOW, 9)] == [1, 4]
    archive.close()
