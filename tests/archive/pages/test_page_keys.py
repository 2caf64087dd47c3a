"""An archive in which one page was several becomes one in which it is one."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import Connection, select, text

from tests.archive.database.test_migrations import make_first_archive
from tests.forked import Forks
from worker.archive.alerts import outbox
from worker.archive.articles import articles
from worker.archive.database import migrations
from worker.archive.database.backup import check
from worker.archive.database.engine import Archive
from worker.archive.index import search
from worker.archive.pages import pages
from worker.archive.schema.rows import article_of
from worker.archive.schema.tables import article

VARIANTS = (
    "http://a.example/1",
    "https://www.a.example/1/",
    "https://m.a.example/1.html?utm_source=x",
    "https://a.example/2",
    "/var/bài/001_0123456789abcdef.txt",
)
AT = "2026-03-0{day} 01:00:00+00:00"
NOW = datetime(2026, 3, 9, tzinfo=UTC)


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Archive]:
    opened = Archive.open(empty_database_url, upgrade=False)
    yield opened
    opened.close()


def make_fifth_archive(tx: Connection) -> None:
    """Make an archive as the fifth revision left it, with a page under three addresses.

    The third of them was fetched last; the second shows another article.
    """
    make_first_archive(tx)
    config = migrations.configuration()
    config.attributes["connection"] = tx
    command.upgrade(config, "0005")
    tx.execute(text("UPDATE page SET url = :url, last_fetched = :at"), said(0, 2))
    for n in range(1, len(VARIANTS)):
        tx.execute(
            text(
                "INSERT INTO page (id, url, source_id, state, failures, first_noted, last_fetched)"
                " VALUES (:id, :url, 1, 'seen', 0, :at, :at)"
            ),
            said(n, 3 + n),
        )
    tx.execute(
        text(
            "INSERT INTO article (number, content_hash, short_hash, title, paragraphs, search_key)"
            " SELECT 1, 'cd', 'cd', title, paragraphs, search_key + 1 FROM article"
        )
    )
    for n in range(1, len(VARIANTS)):
        tx.execute(
            text(
                "INSERT INTO sighting (page_id, number, precision, first_seen, last_seen, rules)"
                " VALUES (:id, :number, 'none', :at, :at, '1')"
            ),
            {"id": n + 1, "number": 1 if n == 1 else 0, "at": AT.format(day=3 + n)},
        )
    tx.execute(
        text(
            "INSERT INTO alert (id, watch_id, number, page_id, kind, subject, reasons, created_at,"
            " state, backlog) VALUES (10, 1, 1, 2, 'appeared', '', '[]', :at, 'new', :no)"
        ),
        {"at": AT.format(day=4), "no": False},
    )
    for number, key, title, paragraphs in tx.execute(
        select(*(article.c[name] for name in ("number", "search_key", "title", "paragraphs")))
    ).all():
        search.index(tx, number, key, article_of(title, paragraphs))
    if tx.dialect.name == "postgresql":
        for table in ("page", "sighting", "alert"):
            tx.exec_driver_sql(f"SELECT setval('{table}_id_seq', 50)")


def said(n: int, day: int) -> dict[str, object]:
    return {"id": n + 1, "url": VARIANTS[n], "at": AT.format(day=day)}


def test_the_addresses_of_a_page_become_one_with_all_that_hung_on_them(empty: Archive) -> None:
    with empty.write() as tx:
        make_fifth_archive(tx)
    migrations.upgrade(empty)
    with empty.write() as tx:
        keys = tx.execute(text("SELECT key, url FROM page ORDER BY id")).all()
        assert [tuple(row) for row in keys] == [
            ("a.example/1", VARIANTS[2]),
            ("a.example/2", VARIANTS[3]),
            (VARIANTS[4], VARIANTS[4]),
        ]
        for url in VARIANTS:
            assert articles.find(tx, url) == 0
        seen = articles.record(tx, 0).sightings
        assert [(one.url, one.number) for one in seen[:3]] == [
            (VARIANTS[2], 0),
            (VARIANTS[2], 1),
            (VARIANTS[2], 0),
        ]
        assert [one.ended_at is None for one in seen] == [False, False, True, True, True]
        assert {(one.id, one.url) for one in outbox.alerts(tx)} == {
            (9, VARIANTS[2]),
            (10, VARIANTS[2]),
        }
        assert pages.claim(tx, VARIANTS[0], 1, None, NOW).url == VARIANTS[2]
        assert pages.claim(tx, "https://a.example/3", 1, None, NOW).id > 5
    assert check(empty) == []


DIES_AT_THE_END = """
import os, sys
from sqlalchemy import event
from worker.archive.database import migrations
from worker.archive.database.engine import Archive

archive = Archive.open(sys.argv[1], upgrade=False)

@event.listens_for(archive._writing, "before_cursor_execute")
def die(connection, cursor, statement, parameters, context, many):
    if "one_page_of_a_key" in statement:
        os.kill(os.getpid(), 9)

migrations.upgrade(archive)
"""


def test_case_45_killed_while_pages_become_one_it_begins_again(
    empty: Archive, forks: Forks
) -> None:
    with empty.write() as tx:
        make_fifth_archive(tx)
    url = empty.url.render_as_string(hide_password=False)
    assert forks.run(DIES_AT_THE_END, url) == -signal.SIGKILL
    assert migrations.revision(empty) == "0005"
    with empty.read() as tx:
        assert tx.scalar(text("SELECT count(*) FROM page")) == len(VARIANTS)
    migrations.upgrade(empty)
    with empty.read() as tx:
        assert tx.scalar(text("SELECT count(*) FROM page")) == 3
    assert check(empty) == []
