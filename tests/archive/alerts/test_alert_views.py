"""Alerts as lists show them: read a lot at a time, so that a list of all is quick to begin."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

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
from worker.archive.alerts import alert_views, outbox
from worker.archive.database.engine import Archive

MANY = 7


def test_of_many_alerts_few_are_read_before_the_first_is_there(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alert_views, "AT_ONCE", 2)
    source = add_source(archive)
    with archive.write() as tx:
        watch = add_watch(tx)
        add_channel(tx)
        for n in range(MANY):
            url = f"https://bao-sa-nhien.example/{n}"
            number = show(tx, source, url, article(f"Cầu Rạch Đình {n}"))
            outbox.raise_alerts(
                tx,
                number=number,
                page_id=page_id(tx, url),
                alerts=[new_alert(watch)],
                digest_key=None,
                now=NOW,
            )
    asked: list[str] = []

    def note(conn: Any, cursor: Any, statement: str, *_: object) -> None:
        asked.append(statement)

    with archive.read() as tx:
        event.listen(tx, "before_cursor_execute", note)
        each = alert_views.each(tx, alert_views.question())
        first = next(each)
        begun = len(asked)
        found = [first, *each]
        assert (begun, len(asked)) == (2, 1 + 4), "the alerts, and deliveries lot by lot"
        assert found == outbox.alerts(tx)
    assert [one.title for one in found] == [f"Cầu Rạch Đình {n}" for n in reversed(range(MANY))]
    assert [len(one.deliveries) for one in found] == [1] * MANY
