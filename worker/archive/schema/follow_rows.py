"""Rows of what is followed, and of what comes of it: topics, watches, alerts, deliveries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, false, text
from sqlmodel import Field

from worker.archive.schema.row import Row, instant, json_column, row_id


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
    """A query that raises alerts. A removed one stays for the alerts it has raised.

    ``paused_at`` is when it was paused; null while it is active, and where that is not known.
    ``digest``, ``quiet`` and ``form`` say when its alerts go out, null where its channels do.
    """

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
    paused_at: datetime | None = instant()
    digest: str | None
    quiet: str | None
    form: str | None


class LookBackRow(Row, table=True):
    """A watch run over the past: from a day of Hanoi on, how far it has come, and up to where.

    ``cursor`` and ``until`` are keys (``article.search_key``): of the last article looked at, and
    of the last that is. A watch has one that is unfinished at most.
    """

    __tablename__ = "look_back"
    __table_args__ = (
        Index("look_back_of_watch", "watch_id"),
        Index(
            "one_look_back",
            "watch_id",
            unique=True,
            sqlite_where=text("state = 'unfinished'"),
            postgresql_where=text("state = 'unfinished'"),
        ),
    )

    id: int = row_id()
    watch_id: int = Field(foreign_key="watch.id")
    since: str
    cursor: int = Field(sa_type=BigInteger)
    until: int = Field(sa_type=BigInteger)
    found: int
    state: str
    begun_at: datetime = instant()
    ended_at: datetime | None = instant()


def _once(name: str, what: str, *, about: str) -> Index:
    """Return the rule that a watch raises a kind of alert once for that."""
    where = text(about)
    columns = ("watch_id", "kind", what)
    return Index(name, *columns, unique=True, sqlite_where=where, postgresql_where=where)


class AlertRow(Row, table=True):
    """A watch and an article, or a source's trouble, with the evidence; raised once per kind.

    ``subject`` is empty, or what the alert is about beside the article: of a change of holder
    the office and the new name, of an edit its page and both versions. Such a one is raised
    once, whatever the article. ``retrospective`` are those that a look-back raised. ``before`` is
    the version that an edit took the place of. ``told_with`` is an earlier alert of the watch about
    another article of the same story, whose messages tell of this one too.
    """

    __tablename__ = "alert"
    __table_args__ = (
        _once("one_alert", "number", about="subject = ''"),
        _once("one_alert_of_a_subject", "subject", about="subject <> ''"),
        Index("alert_of_article", "number", "watch_id"),
        Index("alert_of_page", "page_id"),
        Index("alert_of_version_before", "before"),
        Index("alert_told_with", "told_with"),
        Index(
            "one_alert_of_a_trouble",
            "trouble_id",
            "watch_id",
            unique=True,
            sqlite_where=text("trouble_id IS NOT NULL"),
            postgresql_where=text("trouble_id IS NOT NULL"),
        ),
    )

    id: int = row_id()
    watch_id: int = Field(foreign_key="watch.id")
    number: int | None = Field(foreign_key="article.number")
    page_id: int | None = Field(foreign_key="page.id")
    trouble_id: int | None = Field(foreign_key="trouble.id")
    kind: str
    subject: str
    reasons: list[Any] = json_column()
    created_at: datetime = instant()
    state: str
    backlog: bool
    retrospective: bool = Field(sa_column_kwargs={"server_default": false()})
    before: int | None = Field(foreign_key="article.number")
    told_with: int | None = Field(foreign_key="alert.id")


class ChannelRow(Row, table=True):
    """Where alerts go, and how that fares. A removed one stays for the deliveries it has had.

    ``failing_since`` is when an unbroken row of failures began, ``failing_marks`` how often, at
    times well apart, it failed since, ``marked_at`` the last of these times. ``off_since`` is when
    the service switched it off, not the user. A replaced secret counts up to ``old_secret_until``.
    ``digest``, ``quiet`` and ``form`` say when alerts go out: null is at once, at all hours.
    """

    __tablename__ = "channel"
    __table_args__ = (_name_in_use("one_channel_of_a_name"),)

    id: int = row_id()
    name: str
    kind: str
    address: str
    enabled: bool
    allowed_hosts: list[str] = json_column()
    removed: bool
    failing_since: datetime | None = instant()
    failing_marks: int = Field(sa_column_kwargs={"server_default": text("0")})
    marked_at: datetime | None = instant()
    failed_at: datetime | None = instant()
    delivered_at: datetime | None = instant()
    last_error: str | None
    off_since: datetime | None = instant()
    off_reason: str | None
    old_secret_until: datetime | None = instant()
    digest: str | None
    quiet: str | None
    form: str | None
    language: str = Field(sa_column_kwargs={"server_default": "en"})


class DeliveryRow(Row, table=True):
    """One message on its way to one channel. ``seq`` is the order of creation, ``id`` public.

    ``fence`` grows with every claim: an outcome is recorded only under the fence it was
    claimed with. A channel has one held digest per key: it goes out at ``release_at``, or, where
    that is null, when what gathers in it is complete. ``form`` is what a digest looks like.
    ``spent`` are the attempts made before it was last replayed; up to ``holds_until`` it holds up
    what comes after it in its channel. One with a ``notice`` holds no alert: its text is what the
    service has to say itself.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index("delivery_by_state", "state", "next_attempt_at"),
        Index("delivery_of_channel", "channel_id", "state", "seq"),
        Index(
            "one_held_digest",
            "digest_key",
            "channel_id",
            unique=True,
            sqlite_where=text("state = 'held'"),
            postgresql_where=text("state = 'held'"),
        ),
        Index(
            "delivery_that_holds_up",
            "holds_until",
            sqlite_where=text("holds_until IS NOT NULL"),
            postgresql_where=text("holds_until IS NOT NULL"),
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
    spent: int = Field(sa_column_kwargs={"server_default": text("0")})
    holds_until: datetime | None = instant()
    notice: str | None
    release_at: datetime | None = instant()
    form: str | None


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
