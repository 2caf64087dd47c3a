"""A kill in the middle of forgetting: nothing is half-forgotten, and it can be finished."""

from __future__ import annotations

import signal

import pytest

from tests.archive.leftovers import said_anywhere, said_in_files
from tests.archive.making import (
    NOW,
    add_channel,
    add_source,
    add_watch,
    article,
    new_alert,
    page_id,
    show,
)
from tests.forked import Forks
from worker.archive.alerts import outbox
from worker.archive.articles import lookup
from worker.archive.database import traces
from worker.archive.database.backup import check
from worker.archive.database.engine import Archive
from worker.archive.forgetting import forgetting

URL = "https://bao-sa-nhien.example/1"
WORDS = ("khởi công", "khoi", "Bích Trâm")

DIES_MIDWAY = """
import os, sys
from datetime import UTC, datetime
from sqlalchemy import event
from worker.archive.forgetting import forgetting
from worker.archive.database import traces
from worker.archive.database.engine import Archive

archive = Archive.open(sys.argv[1])

@event.listens_for(archive._writing, "before_cursor_execute")
def die(connection, cursor, statement, parameters, context, many):
    if statement.startswith(sys.argv[2]):
        os.kill(os.getpid(), 9)

with archive.write() as tx:
    forgetting.forget(tx, [0], "luật", datetime(2026, 3, 3, tzinfo=UTC))
    if sys.argv[2] == "commit":
        os.kill(os.getpid(), 9)
"""

STEPS = ("UPDATE delivery", "DELETE FROM raw_page", "UPDATE article", "commit")


@pytest.fixture
def number(archive: Archive) -> int:
    source_id = add_source(archive)
    with archive.write() as tx:
        add_channel(tx)
        shown = show(tx, source_id, URL, article(), byline="Bích Trâm")
        outbox.raise_alerts(
            tx,
            number=shown,
            page_id=page_id(tx, URL),
            alerts=[new_alert(add_watch(tx))],
            digest_key=None,
            now=NOW,
        )
    return shown


def everything(archive: Archive) -> tuple[object, ...]:
    with archive.read() as tx:
        return lookup.record(tx, 0), *outbox.alerts(tx)


@pytest.mark.parametrize("step", STEPS)
def test_killed_before_the_end_it_has_forgotten_nothing(
    archive: Archive, number: int, step: str, database_url: str, forks: Forks
) -> None:
    before, said = everything(archive), said_anywhere(archive, WORDS)
    assert forks.run(DIES_MIDWAY, database_url, step) == -signal.SIGKILL
    assert everything(archive) == before
    assert said_anywhere(archive, WORDS) == said
    assert check(archive) == []
    with archive.write() as tx:
        assert forgetting.forget(tx, [number], "luật", NOW).articles == 1
    traces.remove(archive)
    assert said_anywhere(archive, WORDS) == {}


DIES_CLEANSING = """
import os, sqlite3, sys
from worker.archive.database import traces
from worker.archive.database.engine import Archive

class Dying(sqlite3.Connection):
    def execute(self, statement, *values):
        if statement.startswith(sys.argv[2]):
            os.kill(os.getpid(), 9)
        return super().execute(statement, *values)

archive = Archive.open(sys.argv[1])
traces._connected = lambda _: sqlite3.connect(archive.where, factory=Dying, isolation_level=None)
traces.remove(archive)
"""


@pytest.mark.parametrize("step", ["INSERT INTO article_search", "VACUUM", "PRAGMA wal_checkpoint"])
def test_killed_while_the_file_is_cleansed_it_says_so_and_is_finished(
    sqlite_url: str, step: str, forks: Forks
) -> None:
    archive = Archive.open(sqlite_url)
    source_id = add_source(archive)
    with archive.write() as tx:
        show(tx, source_id, URL, article(), byline="Bích Trâm")
    with archive.write() as tx:
        forgetting.forget(tx, [0], "luật", NOW)
    assert forks.run(DIES_CLEANSING, sqlite_url, step) == -signal.SIGKILL
    with archive.read() as tx:
        assert traces.noted_at(tx) == NOW
    traces.remove(archive)
    with archive.read() as tx:
        assert traces.noted_at(tx) is None
    assert said_in_files(archive, [word.encode() for word in WORDS]) == {}
    assert check(archive) == []
    archive.close()
