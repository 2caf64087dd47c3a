from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from tests.archive.older import insert, upgrade_to
from tests.forked import Forks
from worker.archive.alerts import look_backs, outbox, watches
from worker.archive.articles import articles
from worker.archive.database import migrations
from worker.archive.database.backup import check
from worker.archive.database.engine import Archive
from worker.archive.index import search
from worker.archive.officials import learned, matching, mentions, officials
from worker.errors import ArchiveError, UsageError
from worker.model import (
    AlertKind,
    Alias,
    Article,
    HasOfficial,
    HasPlace,
    HasWords,
    Mention,
    MentionKind,
    NewAlert,
    Office,
    Official,
    Origin,
    Paragraph,
    PartialDate,
    Term,
)


@pytest.fixture
def empty(empty_database_url: str) -> Iterator[Archive]:
    opened = Archive.open(empty_database_url, upgrade=False)
    yield opened
    opened.close()


def test_the_head_in_the_code_is_the_newest_migration() -> None:
    scripts = ScriptDirectory.from_config(migrations.configuration())
    assert scripts.get_current_head() == migrations.HEAD


def test_the_migrations_make_the_tables_that_the_code_declares(archive: Archive) -> None:
    """Alembic compares both, types, indexes and constraints, and finds nothing to do."""
    with archive.write() as tx:
        config = migrations.configuration()
        config.attributes["connection"] = tx
        command.check(config)


def test_without_an_upgrade_an_empty_database_stays_empty(empty: Archive) -> None:
    assert migrations.revision(empty) is None
    with empty.read() as tx:
        assert inspect(tx).get_table_names() == []
    migrations.upgrade(empty)
    assert migrations.revision(empty) == migrations.HEAD


def test_a_second_upgrade_changes_nothing(archive: Archive) -> None:
    migrations.upgrade(archive)
    assert migrations.revision(archive) == migrations.HEAD


@pytest.mark.parametrize("upgrade", [True, False])
def test_case_45_a_database_newer_than_the_code_is_refused(
    archive: Archive, database_url: str, upgrade: bool
) -> None:
    with archive.write() as tx:
        tx.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(ArchiveError, match="newer than this program") as refused:
        Archive.open(database_url, upgrade=upgrade)
    assert "9999" in str(refused.value)
    assert migrations.revision(archive) == "9999"


def test_case_45_two_migrations_at_once_go_in_turn(empty_database_url: str) -> None:
    together = threading.Barrier(4)

    def open_and_close(_: int) -> str | None:
        together.wait()
        archive = Archive.open(empty_database_url)
        try:
            return migrations.revision(archive)
        finally:
            archive.close()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(open_and_close, range(4))) == {migrations.HEAD}


OPENS_WHEN_TOLD = """
import sys
from alembic import command
from worker.archive.database.engine import Archive

print("ready", flush=True)
sys.stdin.readline()
Archive.open(sys.argv[1]).close()
"""


def test_case_45_two_processes_that_migrate_at_once_go_in_turn(empty_database_url: str) -> None:
    command_line = [sys.executable, "-c", OPENS_WHEN_TOLD, empty_database_url]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command_line, stdin=pipe, stdout=pipe, stderr=pipe) for _ in range(2)]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    for process in both:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    for process in both:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said.decode()
    archive = Archive.open(empty_database_url, upgrade=False)
    assert migrations.revision(archive) == migrations.HEAD
    archive.close()


DIES_MIDWAY = """
import os, sys
from sqlalchemy import event
from worker.archive.database import migrations
from worker.archive.database.engine import Archive

archive = Archive.open(sys.argv[1], upgrade=False)

@event.listens_for(archive._writing, "before_cursor_execute")
def die(connection, cursor, statement, parameters, context, many):
    if "CREATE TABLE alert" in statement:
        os.kill(os.getpid(), 9)

migrations.upgrade(archive)
"""


def test_case_45_killed_in_mid_migration_starts_again_from_nothing(
    empty: Archive, forks: Forks
) -> None:
    url = empty.url.render_as_string(hide_password=False)
    assert forks.run(DIES_MIDWAY, url) == -signal.SIGKILL
    with empty.read() as tx:
        assert inspect(tx).get_table_names() == []
    migrations.upgrade(empty)
    assert migrations.revision(empty) == migrations.HEAD


FIRST_ARCHIVE = """
INSERT INTO source (id, name, title, ways, place, language, pause, allowed_hosts, enabled, origin,
                    removed)
    VALUES (1, 'bao-sa-nhien', 'Báo Sa Nhiên', '[]', 'Sa Nhiên', 'vi', 5, '[]', {true}, 'user',
            {false});
INSERT INTO page (id, url, source_id, state, failures, first_noted)
    VALUES (1, 'https://a.example/1', 1, 'seen', 0, '2026-03-02 01:00:00+00:00');
INSERT INTO article (number, content_hash, short_hash, title, paragraphs, search_key)
    VALUES (0, 'ab', 'ab', 'Bài', '[["text", "Bà Trâm nói."]]', 5368709120);
INSERT INTO sighting (page_id, number, precision, first_seen, last_seen, rules)
    VALUES (1, 0, 'none', '2026-03-02 01:00:00+00:00', '2026-03-02 01:00:00+00:00', '1');
INSERT INTO official (id, name, origin)
    VALUES (3, 'Trần Bích Trâm', 'seed'), (4, 'Lê Đình Sa', 'user');
INSERT INTO alias (official_id, name, blind) VALUES (3, 'Út Trâm', {false});
INSERT INTO office (id, role, body, place) VALUES (5, 'Bí thư', 'Huyện ủy', 'Sa Nhiên');
INSERT INTO term (official_id, office_id, start, attested, known_from, acting)
    VALUES (3, 5, '2020-05-01', '["2021-02-26"]', 'tệp 001', {true});
INSERT INTO mention (id, number, start, "end", surface, kind, official_id, via, confidence,
                     offices, candidates, rules)
    VALUES (1, 0, 5, 12, 'Bà Trâm', 'person', 3, 'alias', 0.9, '[]', '[]', '1'),
           (2, 0, 13, 14, 'Sa', 'person', NULL, 'name', 0.4, '[]', '[["Lê Đình Sa", 0.5]]', '1');
INSERT INTO watch (id, name, query, kinds, channels, state, origin, removed)
    VALUES (1, 'sa-nhien', 'bài', '["appeared"]', '[]', 'active', 'user', {false});
INSERT INTO alert (id, watch_id, number, page_id, kind, reasons, created_at, state, backlog)
    VALUES (9, 1, 0, 1, 'appeared', '[]', '2026-03-02 01:00:00+00:00', 'new', {false});
INSERT INTO channel (id, name, kind, address, enabled, allowed_hosts, removed)
    VALUES (1, 'console', 'console', '', {true}, '[]', {false});
INSERT INTO delivery (seq, id, channel_id, state, digest, attempts, fence, created_at)
    VALUES (1, 'd', 1, 'pending', {false}, 0, 0, '2026-03-02 01:00:00+00:00');
INSERT INTO delivery_alert (delivery_seq, alert_id) VALUES (1, 9)
"""


def make_first_archive(tx: Connection) -> None:
    """Make an archive as the first revision left it."""
    upgrade_to(tx, "0001")
    insert(tx, FIRST_ARCHIVE)
    if tx.dialect.name == "sqlite":
        row = "INSERT INTO article_search (rowid, title, body) VALUES (5368709120, 'bai', 'ba')"
    else:
        row = "INSERT INTO article_search (key, number, title, body) VALUES (5368709120, 0, '', '')"
    tx.exec_driver_sql(row)


@pytest.fixture
def upgraded(empty: Archive) -> Archive:
    """An archive of the first revision with data, brought up to date as a command does it."""
    with empty.write() as tx:
        make_first_archive(tx)
    assert migrations.revision(empty) == "0001"
    migrations.upgrade(empty)
    assert migrations.revision(empty) == migrations.HEAD
    return empty


SECOND_ARCHIVE = """
INSERT INTO alert (id, watch_id, number, page_id, kind, subject, reasons, created_at, state,
                   backlog)
    VALUES (12, 1, 0, 1, 'holder-changed', 'x', '[]', '2026-03-02 01:00:00+00:00', 'new', {false});
INSERT INTO watch (id, name, query, kinds, channels, state, origin, removed)
    VALUES (2, 'nghỉ', 'chợ', '["appeared"]', '["console"]', 'paused', 'user', {false})
"""


def test_an_archive_of_the_second_revision_keeps_its_watches_and_alerts(empty: Archive) -> None:
    with empty.write() as tx:
        make_first_archive(tx)
        upgrade_to(tx, "0002")
        insert(tx, SECOND_ARCHIVE)
    assert migrations.revision(empty) == "0002"
    migrations.upgrade(empty)
    now = datetime(2026, 3, 3, tzinfo=UTC)
    with empty.write() as tx:
        assert [(one.id, one.retrospective) for one in outbox.alerts(tx)] == [
            (12, False),
            (9, False),
        ]
        active, paused = watches.watches(tx)
        assert (active.name, active.state, active.paused_at) == ("sa-nhien", "active", None)
        assert (paused.name, paused.state, paused.paused_at) == ("nghỉ", "paused", None)
        begun = look_backs.begin(tx, active.id, date(1970, 1, 1), now)
        assert look_backs.looked_at(tx, begun) == (0, 1)
        past = NewAlert(2, AlertKind.APPEARED, (), (), backlog=False, retrospective=True)
        outbox.raise_alerts(tx, number=0, page_id=1, alerts=[past], digest_key=None, now=now)
        assert [one.watch for one in outbox.alerts(tx) if one.retrospective] == ["nghỉ"]
    assert check(empty) == []


def test_an_archive_of_the_first_revision_keeps_its_registry(upgraded: Archive) -> None:
    office = Office("Bí thư", "Huyện ủy", "Sa Nhiên")
    term = Term(office, PartialDate(2020, 5, 1), None, (date(2021, 2, 26),), "tệp 001", True)
    with upgraded.read() as tx:
        assert officials.officials(tx) == (
            Official("Trần Bích Trâm", (Alias("Út Trâm"),), (term,), 3, Origin.SEED),
            Official("Lê Đình Sa", id=4),
        )
    with upgraded.write() as tx:
        officials.add(tx, Official("Lê Đình Sa", distinction="Cù Mây"))
        with pytest.raises(UsageError):
            officials.add(tx, Official("Lê Đình Sa"))
    assert check(upgraded) == []


def test_an_archive_of_the_first_revision_keeps_its_mentions_and_finds_by_them(
    upgraded: Archive,
) -> None:
    with upgraded.read() as tx:
        first, second = mentions.of(tx, [0])[0]
        assert first == Mention(
            5, 12, "Bà Trâm", MentionKind.PERSON, "Trần Bích Trâm", 3, "alias", 0.9
        )
        assert [one.official for one in second.candidates] == ["Lê Đình Sa"]
        for key, found in (("tran bich tram", [0]), ("le dinh sa", [0]), ("bich tram", [])):
            asked = search.candidates(tx, HasOfficial(key), below=None, limit=9)
            assert [number for _, number in asked] == found
        assert learned.terms(tx) == ()
        assert matching.state(tx) == matching.State(0, 0, 0, "", "", 0, None)


def test_an_archive_of_the_first_revision_keeps_its_alerts_and_deliveries(
    upgraded: Archive,
) -> None:
    again = NewAlert(1, AlertKind.APPEARED, (), (), backlog=False)
    change = replace(again, kind=AlertKind.HOLDER_CHANGED, subject="bi thu|huyen uy|sa nhien|x")
    now = datetime(2026, 3, 3, tzinfo=UTC)
    with upgraded.write() as tx:
        [alert] = outbox.alerts(tx)
        assert (alert.id, [one.channel for one in alert.deliveries]) == (9, ["console"])
        for raised, new in ((again, 0), (change, 1), (change, 0)):
            count = outbox.raise_alerts(
                tx, number=0, page_id=1, alerts=[raised], digest_key=None, now=now
            )
            assert count == new
    assert check(upgraded) == []


def test_an_archive_of_the_first_revision_keeps_its_texts_and_finds_them_by_their_marks(
    upgraded: Archive,
) -> None:
    with upgraded.read() as tx:
        for asked, found in (
            (HasWords(("ba", "tram")), [0]),
            (HasWords(("tram",), marked=("trâm",)), [0]),
            (HasWords(("tram",), marked=("trạm",)), []),
            (HasWords(("bai",), column="title"), [0]),
            (HasPlace("sa nhien"), [0]),
            (HasPlace("cu may"), []),
        ):
            keys = search.candidates(tx, asked, below=None, limit=9)
            assert [number for _, number in keys] == found
        assert articles.record(tx, 0).article == Article("Bài", (Paragraph("Bà Trâm nói."),))
    assert check(upgraded) == []


def test_an_upgrade_gives_no_number_twice(empty: Archive) -> None:
    with empty.write() as tx:
        make_first_archive(tx)
        if tx.dialect.name == "sqlite":
            tx.exec_driver_sql("UPDATE sqlite_sequence SET seq = 41 WHERE name = 'article'")
        else:
            tx.exec_driver_sql("SELECT setval('article_number_seq', 41)")
    migrations.upgrade(empty)
    with empty.write() as tx:
        text = Article("Bài mới", (Paragraph("Bài mới."),))
        now = datetime(2026, 3, 3, tzinfo=UTC)
        assert articles.store(tx, text, "cd", published=None, first_seen=now) == (42, True)
