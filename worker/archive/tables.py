"""The tables, named after the words of the design (§2).

Constraints decide what is a duplicate, so the ones that matter stand here beside their table.
The rooms next door write SQL over the plain tables at the end of this file; no ORM session is
used. SQLite's full-text index is a virtual table made by the migration; PostgreSQL's stand-in
for it is ``article_search`` below.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, MetaData, Table, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field, SQLModel

from worker.archive.column_types import StrayText, UtcDateTime


class Row(SQLModel):
    """The base of the rows; its tables live in a metadata of their own."""

    metadata = MetaData()


def instant() -> Any:
    """Return a column that holds an instant in UTC."""
    return Field(sa_type=UtcDateTime)


def json_column() -> Any:
    """Return a column that holds a JSON value, never null."""
    return Field(sa_type=JSON, nullable=False)


def stray_text() -> Any:
    """Return a column that holds text from outside."""
    return Field(default=None, sa_type=StrayText, nullable=True)


def row_id() -> Any:
    """Return a column that the database numbers."""
    return Field(default=None, primary_key=True)


class SourceRow(Row, table=True):
    """A newspaper, portal or folder. A removed one stays while pages refer to it."""

    __tablename__ = "source"

    id: int = row_id()
    name: str = Field(unique=True)
    title: str
    ways: list[Any] = json_column()
    place: str | None
    language: str
    profile: str | None
    every: int | None
    cron: str | None
    pause: float
    allowed_hosts: list[str] = json_column()
    enabled: bool
    origin: str
    first_polled_at: datetime | None = instant()
    removed: bool


class WayStateRow(Row, table=True):
    """What a discovery address said last, for the next conditional request."""

    __tablename__ = "way_state"

    source_id: int = Field(foreign_key="source.id", primary_key=True)
    address: str = Field(primary_key=True)
    etag: str | None = stray_text()
    last_modified: str | None = stray_text()


class PageRow(Row, table=True):
    """A canonical address, and its fetch state: ``waiting``, ``seen`` or set ``aside``."""

    __tablename__ = "page"
    __table_args__ = (
        Index("page_of_source", "source_id", "state", "last_listed"),
        Index("page_by_seed_name", "seed_name"),
    )

    id: int = row_id()
    url: str = Field(unique=True)
    source_id: int = Field(foreign_key="source.id")
    seed_name: str | None
    etag: str | None = stray_text()
    last_modified: str | None = stray_text()
    state: str
    failures: int
    error: str | None = stray_text()
    first_noted: datetime = instant()
    last_listed: datetime | None = instant()
    last_fetched: datetime | None = instant()
    last_failed: datetime | None = instant()
    next_fetch: datetime | None = instant()


class ArticleRow(Row, table=True):
    """A text under its content hash. ``paragraphs`` is a list of [kind, text].

    ``search_key`` orders articles by publication time, then number (``search.key_of``).
    """

    __tablename__ = "article"
    __table_args__ = (
        Index("article_by_short_hash", "short_hash"),
        {"sqlite_autoincrement": True},  # a number once given is never given again
    )

    number: int = row_id()
    content_hash: str = Field(unique=True)
    short_hash: str
    title: str
    paragraphs: list[Any] = json_column()
    search_key: int = Field(sa_type=BigInteger, unique=True)


class ArticleSearchRow(Row, table=True):
    """The full-text index on PostgreSQL. SQLite has an FTS5 table of the same name."""

    __tablename__ = "article_search"
    __table_args__ = (
        Index("article_search_title", "title", postgresql_using="gin"),
        Index("article_search_body", "body", postgresql_using="gin"),
        {"info": {"only_on": "postgresql"}},
    )

    key: int = Field(
        sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    number: int
    title: str = Field(sa_type=TSVECTOR, nullable=False)
    body: str = Field(sa_type=TSVECTOR, nullable=False)


class RawPageRow(Row, table=True):
    """The bytes that an address answered with, under zstd; equal bytes are kept once."""

    __tablename__ = "raw_page"

    id: int = row_id()
    sha256: bytes = Field(sa_type=LargeBinary, unique=True)
    body: bytes = Field(sa_type=LargeBinary)
    content_type: str = Field(sa_type=StrayText)
    url: str
    final_url: str = Field(sa_type=StrayText)
    status: int
    headers: list[Any] = json_column()
    captured_at: datetime = instant()


class SightingRow(Row, table=True):
    """This page showed this article, read so, from then until then. One is open per page."""

    __tablename__ = "sighting"
    __table_args__ = (
        Index("sighting_of_page", "page_id", "id"),
        Index("sighting_of_article", "number", "id"),
        Index("sighting_of_raw_page", "raw_id"),
        Index(
            "one_open_sighting",
            "page_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: int = row_id()
    page_id: int = Field(foreign_key="page.id")
    number: int = Field(foreign_key="article.number")
    byline: str | None
    category: str | None
    published_at: datetime | None = instant()
    precision: str
    read_from: str | None
    updated_at: datetime | None = instant()
    first_seen: datetime = instant()
    last_seen: datetime = instant()
    ended_at: datetime | None = instant()
    raw_id: int | None = Field(foreign_key="raw_page.id")
    rules: str


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
    error: str | None = stray_text()
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
    error: str | None = stray_text()


class RunRow(Row, table=True):
    """One poll of one source."""

    __tablename__ = "run"
    __table_args__ = (Index("run_of_source", "source_id", "id"),)

    id: int = row_id()
    source_id: int = Field(foreign_key="source.id")
    started_at: datetime = instant()
    finished_at: datetime | None = instant()
    discovered: int
    fetched: int
    stored: int
    alerts: int
    error: str | None = stray_text()


class HeartbeatRow(Row, table=True):
    """A process of the service, and when it last said that it runs."""

    __tablename__ = "heartbeat"

    instance: str = Field(primary_key=True)
    pid: int
    host: str
    started_at: datetime = instant()
    beat_at: datetime = instant()


class MilestoneRow(Row, table=True):
    """Something done once in an archive's life, such as planting its seeds."""

    __tablename__ = "milestone"

    name: str = Field(primary_key=True)
    reached_at: datetime = instant()


metadata: Final = Row.metadata
_tables: Final[dict[str, Table]] = dict(metadata.tables)

source: Final = _tables["source"]
way_state: Final = _tables["way_state"]
page: Final = _tables["page"]
article: Final = _tables["article"]
article_search: Final = _tables["article_search"]
raw_page: Final = _tables["raw_page"]
sighting: Final = _tables["sighting"]
official: Final = _tables["official"]
alias: Final = _tables["alias"]
office: Final = _tables["office"]
term: Final = _tables["term"]
mention: Final = _tables["mention"]
topic: Final = _tables["topic"]
watch: Final = _tables["watch"]
alert: Final = _tables["alert"]
channel: Final = _tables["channel"]
delivery: Final = _tables["delivery"]
delivery_alert: Final = _tables["delivery_alert"]
attempt: Final = _tables["attempt"]
run: Final = _tables["run"]
heartbeat: Final = _tables["heartbeat"]
milestone: Final = _tables["milestone"]
