"""The tables, named after the words of docs/architecture.md ("What is kept").

Constraints decide what is a duplicate, so the ones that matter stand beside their table, in
``article_rows``, ``backfill_rows``, ``story_rows``, ``registry_rows`` and ``follow_rows``. The
rooms next door write SQL over the plain tables below; no ORM session is used. SQLite's full-text
index is a virtual table made by the migration; PostgreSQL's stand-in for it is ``article_search``.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Table
from sqlmodel import AutoString

# Imported for their classes, which fill the metadata.
from worker.archive.schema import (  # noqa: F401
    article_rows,
    backfill_rows,
    follow_rows,
    registry_rows,
    story_rows,
)
from worker.archive.schema.column_types import AnyText
from worker.archive.schema.row import Row

metadata: Final = Row.metadata
for _table in metadata.tables.values():
    for _column in _table.columns:
        if isinstance(_column.type, AutoString):  # what SQLModel makes of a str
            _column.type = AnyText()

_tables: Final[dict[str, Table]] = dict(metadata.tables)

source: Final = _tables["source"]
way_state: Final = _tables["way_state"]
domain: Final = _tables["domain"]
host_rest: Final = _tables["host_rest"]
page: Final = _tables["page"]
former_key: Final = _tables["former_key"]
article: Final = _tables["article"]
article_search: Final = _tables["article_search"]
raw_page: Final = _tables["raw_page"]
sighting: Final = _tables["sighting"]
capture: Final = _tables["capture"]
official: Final = _tables["official"]
alias: Final = _tables["alias"]
office: Final = _tables["office"]
term: Final = _tables["term"]
exclusion: Final = _tables["exclusion"]
mention: Final = _tables["mention"]
mentioned: Final = _tables["mentioned"]
learned: Final = _tables["learned"]
attestation: Final = _tables["attestation"]
matching: Final = _tables["matching"]
unsettled: Final = _tables["unsettled"]
story_member: Final = _tables["story_member"]
story_backfill: Final = _tables["story_backfill"]
topic: Final = _tables["topic"]
watch: Final = _tables["watch"]
alert: Final = _tables["alert"]
look_back: Final = _tables["look_back"]
channel: Final = _tables["channel"]
delivery: Final = _tables["delivery"]
delivery_alert: Final = _tables["delivery_alert"]
attempt: Final = _tables["attempt"]
run: Final = _tables["run"]
backfill: Final = _tables["backfill"]
backfill_step: Final = _tables["backfill_step"]
backfill_page: Final = _tables["backfill_page"]
trouble: Final = _tables["trouble"]
heartbeat: Final = _tables["heartbeat"]
milestone: Final = _tables["milestone"]
