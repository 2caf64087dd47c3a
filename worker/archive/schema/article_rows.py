"""Rows of what was read, and of where: sources, pages, articles, sightings, mentions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlmodel import Field

from worker.archive.schema.column_types import PackedJson
from worker.archive.schema.row import Row, instant, json_column, row_id


def _count() -> Any:
    """Return a column that counts; those that were there before it have counted nothing."""
    return Field(sa_column_kwargs={"server_default": text("0")})


class SourceRow(Row, table=True):
    """A newspaper, portal or folder. A removed one stays while pages refer to it.

    ``place_key`` is the blind key of its place (``vietnamese/names/keys.py``). ``domains`` are
    those it is or was found under, the present one first; ``moved_to`` is where all of it was
    redirected to by the last poll. Before ``poll_after`` it is not polled; ``failures`` counts the
    polls in a row that it did not answer.
    """

    __tablename__ = "source"

    id: int = row_id()
    name: str = Field(unique=True)
    title: str
    ways: list[Any] = json_column()
    place: str | None
    place_key: str | None
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
    domains: list[str] | None = Field(sa_type=JSON, nullable=True)
    moved_to: str | None
    poll_after: datetime | None = instant()
    failures: int = Field(sa_column_kwargs={"server_default": text("0")})


class WayStateRow(Row, table=True):
    """What a discovery address said last, for the next conditional request.

    ``digest`` is of the body read last, ``whole_at`` when one came whole; ``lied_at`` is when the
    address was found to say "not modified" of what had changed.
    """

    __tablename__ = "way_state"

    source_id: int = Field(foreign_key="source.id", primary_key=True)
    address: str = Field(primary_key=True)
    etag: str | None
    last_modified: str | None
    digest: str | None
    whole_at: datetime | None = instant()
    lied_at: datetime | None = instant()


class HostRestRow(Row, table=True):
    """A site that asked to be left alone until then (Retry-After)."""

    __tablename__ = "host_rest"

    site: str = Field(primary_key=True)
    until: datetime = instant()


class DomainRow(Row, table=True):
    """A domain of a paper that has several, and the one that stands for them all in page keys."""

    __tablename__ = "domain"

    name: str = Field(primary_key=True)
    paper: str


class PageRow(Row, table=True):
    """A page: its key, the address to ask, and its state (``archive/pages/pages.py`` has them).

    All addresses that name the page have its key (``address/page_key.py``). ``killed`` counts how
    often in a row its reading had to be stopped. At ``next_look`` it is looked at again. It has
    been missing since ``missing_since``, at ``missing_looks`` looks in a row, the last of them at
    ``missing_at``, in the way ``absence``. ``gone_with`` names the lot that it was told gone with.
    """

    __tablename__ = "page"
    __table_args__ = (
        Index("page_of_source", "source_id", "state", "last_listed"),
        Index("page_by_noting", "source_id", "first_noted"),
        Index("page_by_seed_name", "seed_name"),
        Index("one_page_of_a_key", "key", unique=True),
        Index("page_noted", "source_id", "state", "first_noted"),
        Index(
            "page_to_look_at",
            "source_id",
            "next_look",
            sqlite_where=text("next_look IS NOT NULL"),
            postgresql_where=text("next_look IS NOT NULL"),
        ),
    )

    id: int = row_id()
    url: str = Field(unique=True)
    source_id: int = Field(foreign_key="source.id")
    seed_name: str | None
    etag: str | None
    last_modified: str | None
    state: str
    failures: int
    killed: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    error: str | None
    first_noted: datetime = instant()
    last_listed: datetime | None = instant()
    last_fetched: datetime | None = instant()
    last_failed: datetime | None = instant()
    next_fetch: datetime | None = instant()
    key: str = Field(sa_column_kwargs={"server_default": text("''")})
    next_look: datetime | None = instant()
    missing_since: datetime | None = instant()
    missing_at: datetime | None = instant()
    missing_looks: int = _count()
    absence: str | None
    gone_with: str | None


class FormerKeyRow(Row, table=True):
    """A key that a page had before its paper gave it another address."""

    __tablename__ = "former_key"
    __table_args__ = (Index("former_keys_of_page", "page_id"),)

    key: str = Field(primary_key=True)
    page_id: int = Field(foreign_key="page.id")


class ArticleRow(Row, table=True):
    """A text under its content hash. ``paragraphs`` is a list of [kind, text].

    ``search_key`` orders articles by publication time, then number (``archive/index/keys.py``). Of
    one that was forgotten the row stays without its text, with when and what for.
    """

    __tablename__ = "article"
    __table_args__ = (
        Index("article_by_short_hash", "short_hash"),
        Index(
            "forgotten_article",
            "forgotten_at",
            sqlite_where=text("forgotten_at IS NOT NULL"),
            postgresql_where=text("forgotten_at IS NOT NULL"),
        ),
        {"sqlite_autoincrement": True},  # a number once given is never given again
    )

    number: int = row_id()
    content_hash: str = Field(unique=True)
    short_hash: str
    title: str
    paragraphs: list[Any] = Field(sa_type=PackedJson, nullable=False)
    search_key: int = Field(sa_type=BigInteger, unique=True)
    forgotten_at: datetime | None = instant()
    forgotten_for: str | None


class ArticleSearchRow(Row, table=True):
    """The full-text index on PostgreSQL. SQLite has an FTS5 table of the same name."""

    __tablename__ = "article_search"
    __table_args__ = (
        Index("article_search_words", "words", postgresql_using="gin"),
        {"info": {"only_on": "postgresql"}},
    )

    key: int = Field(
        sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False}
    )
    number: int
    words: str = Field(sa_type=TSVECTOR, nullable=False)


class RawPageRow(Row, table=True):
    """The bytes that an address answered with, under zstd; equal bytes are kept once.

    The rest is what they first came with; ``capture`` has it of each sighting.
    """

    __tablename__ = "raw_page"

    id: int = row_id()
    sha256: bytes = Field(sa_type=LargeBinary, unique=True)
    body: bytes = Field(sa_type=LargeBinary)
    content_type: str
    url: str
    final_url: str
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


class CaptureRow(Row, table=True):
    """What was asked and answered when a sighting began; its bytes are ``sighting.raw_id``'s.

    Sightings of before there was this table may have none.
    """

    __tablename__ = "capture"

    sighting_id: int = Field(
        foreign_key="sighting.id",
        primary_key=True,
        ondelete="CASCADE",
        sa_column_kwargs={"autoincrement": False},
    )
    url: str
    final_url: str
    content_type: str
    status: int
    headers: list[Any] = json_column()
    captured_at: datetime = instant()


class RunRow(Row, table=True):
    """One poll of one source. ``left_out`` counts those that were due while it still ran.

    ``fault`` is why it brought nothing; then what its pages were: ``model.health`` says what is
    counted.
    """

    __tablename__ = "run"
    __table_args__ = (
        Index("run_of_source", "source_id", "id"),
        Index("run_since", "source_id", "started_at", "fault"),
    )

    id: int = row_id()
    source_id: int = Field(foreign_key="source.id")
    started_at: datetime = instant()
    finished_at: datetime | None = instant()
    discovered: int
    fetched: int
    stored: int
    alerts: int
    error: str | None
    left_out: int = Field(sa_column_kwargs={"server_default": text("0")})
    fault: str | None
    read: int = _count()
    undated: int = _count()
    unread: int = _count()
    gated: int = _count()
    failed: int = _count()


class TroubleRow(Row, table=True):
    """Something that was wrong with a source, from then until then; one open of each kind."""

    __tablename__ = "trouble"
    __table_args__ = (
        Index("trouble_of_source", "source_id", "id"),
        Index(
            "one_open_trouble",
            "source_id",
            "kind",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index("trouble_ended", "ended_at"),
    )

    id: int = row_id()
    source_id: int = Field(foreign_key="source.id")
    kind: str
    stage: str
    cause: str | None
    told: str
    begun_at: datetime = instant()
    ended_at: datetime | None = instant()


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
