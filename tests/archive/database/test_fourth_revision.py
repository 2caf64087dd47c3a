"""An archive of the fourth revision, in which times were kept by the second, is upgraded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from alembic import command
from backports import zstd
from sqlalchemy import Connection, text

from tests.archive.database.test_migrations import empty, make_first_archive
from worker.archive.alerts import look_backs
from worker.archive.database import migrations
from worker.archive.database.backup import check
from worker.archive.database.engine import Archive
from worker.archive.index import search
from worker.model import Everything, HasWords

__all__ = ["empty"]

FOURTH_BITS = {"sqlite": 11, "postgresql": 30}


def fourth_key(dialect: str, at: datetime, number: int) -> int:
    return int(at.timestamp()) << FOURTH_BITS[dialect] | number


def make_fourth_archive(tx: Connection, times: list[datetime]) -> None:
    """Make an archive as the fourth revision left it, of an article at each of these times."""
    make_first_archive(tx)
    config = migrations.configuration()
    config.attributes["connection"] = tx
    command.upgrade(config, "0004")
    on_sqlite = tx.dialect.name == "sqlite"
    texts = [f'[["text", "Bài số {number}."]]' for number in range(len(times))]
    tx.execute(text("UPDATE article SET search_key = -1"))
    tx.execute(
        text("INSERT INTO article VALUES (:number, :hash, :hash, 'Cầu treo Sa', :packed, :key)"),
        [
            {
                "number": number,
                "hash": f"c{number}",
                "packed": zstd.compress(texts[number].encode()) if on_sqlite else texts[number],
                "key": fourth_key(tx.dialect.name, at, number),
            }
            for number, at in enumerate(times)
            if number > 0
        ],
    )
    looked = (
        "INSERT INTO look_back (id, watch_id, since, cursor, until, found, state, begun_at) VALUES"
        " (1, 1, '1970-01-02', :cursor, :until, 0, 'unfinished', '2026-03-02 01:00:00+00:00')"
    )
    cursor, until = (fourth_key(tx.dialect.name, times[n], n) for n in (9, 299))
    tx.execute(text(looked), {"cursor": cursor, "until": until})


def test_an_archive_of_the_fourth_revision_keeps_its_order_and_where_look_backs_are(
    empty: Archive,
) -> None:
    """More in one second than it has places for now, and one each long before and after."""
    crowded = datetime(2026, 3, 2, 1, tzinfo=UTC)
    before, after = datetime(1971, 5, 1, tzinfo=UTC), crowded + timedelta(seconds=1)
    with empty.write() as tx:
        make_fourth_archive(tx, [before, before, *([crowded] * 300), after])
    migrations.upgrade(empty)
    with empty.read() as tx:
        for asked in (Everything(), HasWords(("cau", "treo", "sa"), column="title")):
            newest_first = search.candidates(tx, asked, below=None, limit=999)
            assert [number for _, number in newest_first if number] == list(range(302, 0, -1))
        [unfinished] = look_backs.unfinished(tx)
        assert look_backs.looked_at(tx, unfinished) == (9, 299)
    assert check(empty) == []
