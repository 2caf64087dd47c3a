"""Rows of what is followed, and of what comes of it: officials, watches, alerts, deliveries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from worker.archive.row import Row, instant, json_column, row_id


class OfficialRow(Row, table=True):
    """A person of the registry."""

    __tablename__ = "official"

    id: int = row_id()
    name: str = Field(unique=True)
    origin: str


class AliasRow(Row, table=True):
    """Another name of an official."""

    __tablename__ = "alias"

    id: int = row_id()
    official_id: int = Field(foreign_key="official.id", index=True)
    name: str
    blind: bool


class OfficeRow(Row, table=True):
    """A role in a body of a place; ``place`` is empty for central bodies (NULLs never clash)."""

    __tablename__ = "office"
    __table_args__ = (Index("one_office", "role", "body", "place", unique=True),)

    id: int = row_id()
    role: str
    body: str
    place: str


class TermRow(Row, table=True):
    """Who held which office from when to when (ISO days; null is unknown)."""

    __tablename__ = "term"

    id: int = row_id()
    official_id: int = Field(foreign_key="official.id", index=True)
    office_id: int = Field(foreign_key="office.id", index=True)
    start: str | None
    end: str | None
    attested: list[str] = json_column()
    known_from: str
    acting: bool


class MentionRow(Row, table=True):
    """A span of an article that names an official or an office."""

    __tablename__ = "mention"
    __table_args__ = (
        UniqueConstraint("number", "start", "end", "kind", name="one_mention_a_span"),
        Index("mention_of_official", "official_id", "number"),
    )

    id: int = row_id()
    number: int = Field(foreign_key="article.number")
    start: int
    end: int
    surface: str
    kind: str
    official_id: int | None = Field(foreign_key="official.id", ondelete="SET NULL")
    via: str
    confidence: float
    offices: list[Any] = json_column()
    candidates: list[Any] = json_column()
    rules: str


class TopicRow(Row, table=True):
    """A named query."""

    __tablename__ = "topic"

    id: int = row_id()
    name: str = Field(unique=True)
    query: str
    title: str
    origin: str


def _name_in_use(name: str) -> Index:
    """Return the rule that a name is taken once among the rows that are not removed."""
    still_there = text("NOT removed")
    return Index(name, "name", unique=True, sqlite_where=still_there, postgresql_where=still_there)


class WatchRow(Row, table=True):
    """A query that raises alerts. A removed one stays for the alerts it has raised."""

    __tablename__ = "watch"
    __table_args__ = (_name_in_use("one_watch_of_a_name"),)

    id: int = row_id()
    name: str
    query: str
    kinds: list[str] = json_column()
    channels: list[str] = json_column()
    state: str
    origin: str
    removed: bool


class AlertRow(Row, table=True):
    """A watch and an article, with the evidence; raised once per kind."""

    __tablename__ = "alert"
    __table_args__ = (
        Index("one_alert", "watch_id", "number", "kind", unique=True),
        Index("alert_of_article", "number"),
        Index("alert_of_page", "page_id"),
    )

    id: int = row_id()
    watch_id: int = Field(foreign_key="watch.id")
    number: int = Field(foreign_key="article.number")
    page_id: int = Field(foreign_key="page.id")
    kind: str
    reasons: list[Any] = json_column()
    created_at: datetime = instant()
    state: str
    backlog: bool


class ChannelRow(Row, table=True):
    """Where alerts go. A removed one stays for the deliveries it has had."""

    __tablename__ = "channel"
    __table_args__ = (_name_in_use("one_channel_of_a_name"),)

    id: int = row_id()
    name: str
    kind: str
    address: str
    enabled: bool
    allowed_hosts: list[str] = json_column()
    removed: bool


class DeliveryRow(Row, table=True):
    """One message on its way to one channel. ``seq`` is the order of creation, ``id`` public.

    ``fence`` grows with every claim: an outcome is recorded only under the fence it was
    claimed with. A channel has one held digest per key.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index("delivery_by_state", "state", "next_attempt_at"),
        Index("delivery_of_channel", "channel_id"),
        Index(
            "one_held_digest",
            "digest_key",
            "channel_id",
            unique=True,
            sqlite_where=text("state = 'held'"),
            postgresql_where=text("state = 'held'"),
        ),
    )

    seq: int = row_id()
    id: str = Field(unique=True)
    channel_id: int = Field(foreign_key="channel.id")
    state: str
    digest: bool
    digest_key: str | None
    attempts: int
    fence: int
    lease_until: datetime | None = instant()
    next_attempt_at: datetime | None = instant()
    first_attempt_at: datetime | None = instant()
    error: str | None
    created_at: datetime = instant()


class DeliveryAlertRow(Row, table=True):
    """Which alerts a message holds."""

    __tablename__ = "delivery_alert"
    __table_args__ = (Index("delivery_of_alert", "alert_id"),)

    delivery_seq: int = Field(foreign_key="delivery.seq", primary_key=True)
    alert_id: int = Field(foreign_key="alert.id", primary_key=True)


class AttemptRow(Row, table=True):
    """One try to hand a message over, and how it ended."""

    __tablename__ = "attempt"

    delivery_seq: int = Field(foreign_key="delivery.seq", primary_key=True)
    attempt: int = Field(primary_key=True)
    at: datetime = instant()
    outcome: str
    error: str | None
