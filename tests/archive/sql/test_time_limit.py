"""No question holds the database for longer than it may, on both databases."""

from __future__ import annotations

from time import monotonic

import pytest
from sqlalchemy import text

from tests.archive.making import add_source, article, show
from worker.archive.database.engine import Archive
from worker.archive.index import search
from worker.archive.sql.time_limit import Patience, limited
from worker.errors import ArchiveError
from worker.model import Everything

ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i)"
    " FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}


def test_a_statement_that_takes_too_long_is_cancelled_and_says_so(archive: Archive) -> None:
    began = monotonic()
    with pytest.raises(ArchiveError) as refused, archive.read() as tx, limited(tx, 0.3):
        tx.execute(text(ENDLESS[tx.dialect.name]))
    assert monotonic() - began < 20
    said = str(refused.value)
    assert said.startswith("query: no answer within 0.3 s, so it was cancelled; ask for less")


def test_many_short_statements_may_take_longer_together(archive: Archive) -> None:
    with archive.read() as tx, limited(tx, 0.2):
        began = monotonic()
        while monotonic() - began < 0.4:
            tx.execute(text("SELECT 1")).all()


def test_after_it_the_connection_is_as_before(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        show(tx, source_id, "https://a.example/1", article())
    with pytest.raises(ArchiveError), archive.read() as tx, limited(tx, 0.1):
        tx.execute(text(ENDLESS[tx.dialect.name]))
    with archive.read() as tx:
        assert len(search.candidates(tx, Everything(), below=None, limit=9)) == 1
        if tx.dialect.name == "sqlite":
            counted = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 900000)"
            assert tx.scalar(text(f"{counted} SELECT max(i) FROM n")) == 900_000
        else:
            assert tx.scalar(text("SELECT pg_sleep(0.3) IS NOT NULL")) is not None


def test_patience_ends_where_no_result_comes() -> None:
    now = 0.0
    patience = Patience(5, clock=lambda: now)
    now = 4.9
    patience.check()
    patience.renew()
    now = 9.8
    patience.check()
    now = 10.0
    with pytest.raises(ArchiveError, match="no answer within 5 s"):
        patience.check()
