"""Rows of backfills: which period, what was walked for it, which pages that led to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from worker.archive.schema.row import Row, instant, row_id


class BackfillRow(Row, table=True):
    """A source asked for what it published from one day of Hanoi to another.

    ``until`` is null where no end was given. A source has one that is unfinished at most.
    """

    __tablename__ = "backfill"
    __table_args__ = (
        Index("backfill_of_source", "source_id"),
        Index(
            "one_backfill",
            "source_id",
            unique=True,
            sqlite_where=text("state = 'unfinished'"),
            postgresql_where=text("state = 'unfinished'"),
        ),
    )

    id: int = row_id()
    source_id: int = Field(foreign_key="source.id")
    since: str
    until: str | None
    state: str
    begun_at: datetime = instant()
    ended_at: datetime | None = instant()


class BackfillStepRow(Row, table=True):
    """A sitemap or a page of a listing that a backfill asks, each once.

    ``number`` is the depth of a sitemap, or which page of its listing this is; ``quiet`` how many
    pages of the listing before it brought nothing; ``onward`` the page that follows it.
    """

    __tablename__ = "backfill_step"
    __table_args__ = (Index("one_backfill_step", "backfill_id", "address", unique=True),)

    id: int = row_id()
    backfill_id: int = Field(foreign_key="backfill.id")
    kind: str
    address: str
    pattern: str | None
    number: int
    quiet: int
    onward: str | None
    state: str


class BackfillPageRow(Row, table=True):
    """A page that a backfill came upon, and the step that led to it first.

    Of a page that turns out to be another one nothing is kept here.
    """

    __tablename__ = "backfill_page"
    __table_args__ = (
        Index("one_backfill_page", "backfill_id", "page_id", unique=True),
        Index("backfill_page_of_step", "step_id"),
        Index("backfill_page_of_page", "page_id"),
    )

    id: int = row_id()
    backfill_id: int = Field(foreign_key="backfill.id")
    page_id: int = Field(foreign_key="page.id", ondelete="CASCADE")
    step_id: int = Field(foreign_key="backfill_step.id")
