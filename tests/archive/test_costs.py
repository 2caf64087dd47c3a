"""What is asked again and again costs the same in a large archive: by the ways SQLite takes.

It chooses them without statistics, so those of an empty archive are those of a large one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, event

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
from worker.archive import counts
from worker.archive.alerts import outbox
from worker.archive.database.engine import Archive
from worker.archive.stories import stories

URL = "https://bao-sa-nhien.example/1"


@pytest.fixture
def file(sqlite_url: str) -> Iterator[Archive]:
    """An archive in a SQLite file, whatever other databases there are."""
    opened = Archive.open(sqlite_url)
    yield opened
    opened.close()


@contextmanager
def ways(tx: Connection) -> Iterator[list[str]]:
    """Give a list; while within, each step that SQLite plans for a statement goes into it."""
    steps: list[str] = []

    def explain(conn: Any, cursor: Any, statement: str, given: Any, *_: object) -> None:
        if statement.startswith("SELECT"):
            rows = conn.connection.cursor().execute(f"EXPLAIN QUERY PLAN {statement}", given)
            steps.extend(row[3] for row in rows)

    event.listen(tx, "before_cursor_execute", explain)
    try:
        yield steps
    finally:
        event.remove(tx, "before_cursor_execute", explain)


def test_counting_reads_no_text_and_no_evidence(file: Archive) -> None:
    with file.read() as tx, ways(tx) as steps:
        counts.articles(tx)
        counts.alerts(tx)
        counts.alerts_by_watch(tx)
        counts.deliveries_by_state(tx)
    read = [step for step in steps if step.startswith(("SCAN ", "SEARCH "))]
    assert read
    assert [step for step in read if "COVERING INDEX" not in step] == []


def test_what_was_told_of_a_story_is_looked_for_among_its_articles(file: Archive) -> None:
    """Not among all alerts that the watch has raised: in a year those are tens of thousands."""
    source_id = add_source(file)
    with file.write() as tx:
        watch_id, _ = add_watch(tx), add_channel(tx)
        number = show(tx, source_id, URL, article())
        with ways(tx) as steps:
            outbox.raise_alerts(
                tx,
                number=number,
                page_id=page_id(tx, URL),
                alerts=[new_alert(watch_id)],
                digest_key=None,
                now=NOW,
            )
            stories.untold(tx, watch_id, number, 1)
    of_alerts = [step for step in steps if step.startswith(("SEARCH alert ", "SCAN alert"))]
    assert of_alerts
    assert [step for step in of_alerts if "number=?" not in step and "rowid" not in step] == []


def test_the_next_delivery_is_found_however_many_wait(file: Archive) -> None:
    """A paper's past, taken in at once, may leave a hundred thousand that wait for a channel."""
    with file.write() as tx:
        channel_id = add_channel(tx)
        outbox.tell(tx, channel_id, "xin chào", NOW)
    with file.read() as tx, ways(tx) as steps:
        assert outbox.first_due(tx, NOW) == [1]
    of_deliveries = [step for step in steps if step.startswith(("SEARCH delivery", "SCAN deliv"))]
    assert (
        of_deliveries
        == [
            "SEARCH delivery USING INDEX delivery_of_channel (channel_id=? AND state=?)",
        ]
        * 2
    )
    holding = [step for step in steps if "holding" in step]
    assert [step for step in holding if "holds_up" not in step and "state=?" not in step] == []
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps
