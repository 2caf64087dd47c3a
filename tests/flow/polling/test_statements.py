"""What a page costs the database in the transaction that stores it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event

from tests.flow.house import BRIDGE, SCHOOL, add_source, fed_by, poll_now
from tests.site import ProvincialSite
from worker.archive.database.engine import Archive
from worker.flow.tools import Tools


async def test_what_the_mentions_were_found_under_is_asked_once(
    archive: Archive, tools: Tools, site: ProvincialSite
) -> None:
    transactions: list[list[str]] = []

    def begin(_: Any) -> None:
        transactions.append([])

    def note(conn: Any, cursor: Any, statement: str, *_: object) -> None:
        transactions[-1].append(statement)

    site.stories = [BRIDGE, SCHOOL]
    add_source(archive, fed_by(site))
    event.listen(archive._writing, "begin", begin)
    event.listen(archive._writing, "before_cursor_execute", note)
    await poll_now(tools)
    event.remove(archive._writing, "begin", begin)
    event.remove(archive._writing, "before_cursor_execute", note)
    storing = [one for one in transactions if any("INSERT INTO article " in s for s in one)]
    assert len(storing) == 2
    for one in storing:
        assert sum(each.startswith("SELECT matching.") for each in one) == 1
