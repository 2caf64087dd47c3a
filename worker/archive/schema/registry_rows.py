"""Rows of officialdom: officials, offices and terms; what articles say of them, and learned of it.

What is found in articles belongs to a *generation*: all of it found by one version of the rules
under one registry. ``matching`` says which generation is the one that is read.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, false, text
from sqlmodel import Field

from worker.archive.schema.row import Row, instant, json_column, row_id


class OfficialRow(Row, table=True):
    """A person of the registry; ``distinction`` tells namesakes apart, else it is empty."""

    __tablename__ = "official"
    __table_args__ = (Index("one_official", "name", "distinction", unique=True),)

    id: int = row_id()
    name: str
    distinction: str
    origin: str


class AliasRow(Row, table=True):
    """Another name of an official."""

    __tablename__ = "alias"

    id: int = row_id()
    official_id: int = Field(foreign_key="official.id", index=True)
    name: str
    blind: bool


class OfficeRow(Row, table=True):
    """A role in a body of a place; what is None in the model is empty here (NULLs never clash)."""

    __tablename__ = "office"
    __table_args__ = (Index("one_office", "role", "body", "place", "unit", "within", unique=True),)

    id: int = row_id()
    role: str
    body: str
    place: str
    unit: str
    within: str


class TermRow(Row, table=True):
    """Who held which office from when to when (ISO days, months or years; null is unknown)."""

    __tablename__ = "term"

    id: int = row_id()
    official_id: int = Field(foreign_key="official.id", index=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    start: str | None
    end: str | None
    attested: list[str] = json_column()
    known_from: str
    acting: bool


class ExclusionRow(Row, table=True):
    """An article that meant a namesake of an official.

    ``number`` is no reference: what was learned from an article stays when the article goes.
    """

    __tablename__ = "exclusion"
    __table_args__ = (Index("one_exclusion", "official_id", "number", unique=True),)

    id: int = row_id()
    official_id: int = Field(foreign_key="official.id")
    number: int
    offices: list[Any] = json_column()
    place: str | None


class MentionRow(Row, table=True):
    """A span of an article that names an official or an office.

    ``holder`` is who is asserted: the label of an official of the registry (``official_id``), or
    a name as the text gives it.
    """

    __tablename__ = "mention"
    __table_args__ = (
        UniqueConstraint("generation", "number", "start", "end", "kind", name="one_mention_a_span"),
        Index("mention_of_article", "number"),
        Index("mention_of_official", "official_id"),
    )

    id: int = row_id()
    generation: int
    number: int = Field(foreign_key="article.number")
    start: int
    end: int
    surface: str
    kind: str
    holder: str | None
    official_id: int | None = Field(foreign_key="official.id", ondelete="SET NULL")
    via: str
    confidence: float
    offices: list[Any] = json_column()
    candidates: list[Any] = json_column()
    rules: str


class MentionedRow(Row, table=True):
    """Which articles mention whom and what: the index of searches by official and office.

    ``key`` is the blind key of a name asserted or possible, or of an office (``mentions.keys``).
    """

    __tablename__ = "mentioned"
    __table_args__ = (
        Index("mentioned_in_article", "number"),
        {"sqlite_with_rowid": False},
    )

    generation: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    key: str = Field(primary_key=True)
    number: int = Field(
        foreign_key="article.number", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )


class LearnedRow(Row, table=True):
    """Who articles name in which office, from the first to the last day that they did (ISO).

    ``former``: they name him as one who holds it no more.
    ``articles`` is how many there are, all of them in ``attestation``.
    ``confirmed_at`` is when a second source had told it in a story of its own: from then on the
    name is no news.
    """

    __tablename__ = "learned"
    __table_args__ = (
        Index("one_learned_term", "generation", "holder", "office_id", "former", unique=True),
        Index("learned_of_office", "office_id"),
        Index("learned_of_official", "official_id"),
    )

    id: int = row_id()
    generation: int
    holder: str
    official_id: int | None = Field(foreign_key="official.id", ondelete="SET NULL")
    office_id: int = Field(foreign_key="office.id")
    former: bool = Field(sa_column_kwargs={"server_default": false()})
    first_day: str
    last_day: str
    articles: int
    confirmed_at: datetime | None = instant()


class AttestationRow(Row, table=True):
    """An article that names that person in that office, and the source that showed it first."""

    __tablename__ = "attestation"
    __table_args__ = (
        Index("attestation_in_article", "number"),
        Index("attestation_by_source", "source_id"),
    )

    learned_id: int = Field(foreign_key="learned.id", primary_key=True)
    number: int = Field(foreign_key="article.number", primary_key=True)
    day: str
    source_id: int = Field(foreign_key="source.id")


class MatchingRow(Row, table=True):
    """The one row that says which generation is read, and how far the next one has come.

    ``edition`` counts the changes of the registry, ``follows`` those of watches, topics and
    channels; ``of_edition`` and ``fingerprint`` are of the
    registry that the generation was found under. Those with ``next_`` are null where no rematch
    is under way; ``next_stage`` is ``learn`` or ``match`` and ``next_cursor`` the last article
    that this stage is done with.
    """

    __tablename__ = "matching"

    id: int = row_id()
    edition: int
    follows: int = Field(sa_column_kwargs={"server_default": text("0")})
    generation: int
    rules: str
    fingerprint: str
    of_edition: int
    next_generation: int | None
    next_rules: str | None
    next_fingerprint: str | None
    next_edition: int | None
    next_stage: str | None
    next_cursor: int | None


class UnsettledRow(Row, table=True):
    """An article whose mentions were found under another registry than its generation's."""

    __tablename__ = "unsettled"

    number: int = Field(
        foreign_key="article.number", primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
