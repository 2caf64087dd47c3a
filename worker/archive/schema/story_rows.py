"""Rows of stories: which articles tell the same, and by what they are found."""

from __future__ import annotations

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from worker.archive.schema.row import Row, row_id


class StoryMemberRow(Row, table=True):
    """An article and the story it tells, named after the number of the article that began it.

    ``id`` grows in the order in which articles joined. ``day`` is the day (since 1970, in UTC) on
    which it was published, ``period`` that day divided by the days of a period; ``signature`` are
    32 bytes by which articles like it are found (``identify/stories/signature.py``).
    """

    __tablename__ = "story_member"
    __table_args__ = (
        Index("one_story_of_an_article", "number", unique=True),
        Index("members_of_story", "story"),
        Index("story_members_of_period", "period", "id"),
        {"sqlite_autoincrement": True},  # an id once read is never another article's
    )

    id: int = row_id()
    number: int = Field(foreign_key="article.number")
    story: int
    period: int
    day: int
    signature: bytes = Field(sa_type=LargeBinary)


class StoryBackfillRow(Row, table=True):
    """The one row that says which articles have no story yet: those with a lower number.

    It goes when all have theirs.
    """

    __tablename__ = "story_backfill"

    id: int = row_id()
    below: int
