from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from tests.archive.making import NOW, add_source
from worker.archive.database.engine import Archive
from worker.archive.index import search
from worker.archive.schema import tables
from worker.archive.sources import runs, sources
from worker.errors import NotFound
from worker.model import AnyOf, HasOfficial, HasSource


def test_an_instant_comes_back_as_the_same_instant_in_utc(archive: Archive) -> None:
    tokyo = datetime(2026, 3, 2, 10, 0, 0, 123456, tzinfo=timezone(timedelta(hours=9)))
    with archive.write() as tx:
        tx.execute(insert(tables.milestone), {"name": "tokyo", "reached_at": tokyo})
    with archive.read() as tx:
        found = tx.scalar(select(tables.milestone.c.reached_at))
    assert found == tokyo
    assert found is not None
    assert found.utcoffset() == timedelta(0)


def test_instants_are_compared_as_instants(archive: Archive) -> None:
    with archive.write() as tx:
        tx.execute(insert(tables.milestone), {"name": "now", "reached_at": NOW})
        later = NOW.astimezone(timezone(timedelta(hours=-11))) + timedelta(microseconds=1)
        earlier = select(tables.milestone.c.name).where(tables.milestone.c.reached_at < later)
        assert tx.scalars(earlier).all() == ["now"]


def test_a_naive_time_is_a_mistake(archive: Archive) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(StatementError, match="naive"), archive.write() as tx:
        tx.execute(insert(tables.milestone), {"name": "naive", "reached_at": naive})


def test_case_24_nul_and_lone_surrogates_in_an_error_are_replaced(archive: Archive) -> None:
    source_id = add_source(archive)
    with archive.write() as tx:
        run_id = runs.start(tx, source_id, NOW)
        said = "máy chủ nói: \x00 và \ud800 \U0001f600"
        runs.finish(tx, run_id, NOW, discovered=0, fetched=0, stored=0, alerts=0, error=said)
    with archive.read() as tx:
        [last] = [one.last_run for one in sources.sources(tx)]
    assert last is not None
    assert last.error == "máy chủ nói: \ufffd và \ufffd \U0001f600"


def test_case_24_a_name_that_no_database_takes_is_not_found(archive: Archive) -> None:
    for name in ("bao\x00sa-nhien", "bao\ud800sa-nhien"):
        with pytest.raises(NotFound), archive.read() as tx:
            sources.find(tx, name)
        with archive.read() as tx:
            asked = AnyOf((HasSource(name), HasOfficial(name)))
            assert search.candidates(tx, asked, below=None, limit=9) == []
