"""What the tests of the archive put into it: invented persons, places and texts."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, case, func, select

from worker.archive.alerts import channels, watches
from worker.archive.articles import articles, raw
from worker.archive.database.engine import Archive
from worker.archive.pages import pages
from worker.archive.schema.tables import channel, delivery
from worker.archive.sources import sources
from worker.model import (
    AlertKind,
    Article,
    Capture,
    Channel,
    ChannelKind,
    DeliveryState,
    NewAlert,
    Paragraph,
    Precision,
    Publication,
    Reading,
    Reason,
    Source,
    Watch,
    Way,
    WayKind,
)

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

TITLE = "Huyện Sa Nhiên khởi công cầu Rạch Đình"
BODY = (
    "Sáng nay, Ủy ban nhân dân huyện Sa Nhiên khởi công cầu Rạch Đình.",
    "Bà con hai bên bờ rạch mong cây cầu đã mười năm.",
)


def article(title: str = TITLE, *paragraphs: str) -> Article:
    return Article(title, tuple(Paragraph(text) for text in paragraphs or BODY))


def hash_of(text: Article) -> str:
    """Return some hash that differs where the text does; the real one is another room's."""
    return hashlib.sha256(text.text.encode()).hexdigest()


def source(name: str = "bao-sa-nhien", title: str = "Báo Sa Nhiên") -> Source:
    return Source(name, title, (Way(WayKind.FEED, f"https://{name}.example/rss"),))


def add_source(archive: Archive, name: str = "bao-sa-nhien") -> int:
    with archive.write() as tx:
        return sources.add(tx, source(name))


def capture(url: str, body: bytes = b"<html>xin ch\xc3\xa0o</html>") -> Capture:
    return Capture(
        url=url,
        final_url=url,
        body=body,
        content_type="text/html; charset=utf-8",
        captured_at=NOW,
        headers=(("content-type", "text/html; charset=utf-8"), ("etag", '"a1"')),
        etag='"a1"',
    )


def show(
    tx: Connection,
    source_id: int,
    url: str,
    text: Article,
    *,
    at: datetime = NOW,
    published: datetime | None = None,
    seed_name: str | None = None,
    byline: str | None = None,
) -> int:
    """Let a page show an article, as the flow does; return the article's number."""
    said = Publication(published, Precision.MINUTE) if published else None
    page = pages.claim(tx, url, source_id, seed_name, at)
    number, _ = articles.store(tx, text, hash_of(text), published=said, first_seen=at)
    came = capture(url, f"{url} {text.text}".encode())
    reading = Reading(text, byline=byline, published=said, rules="1")
    shown = articles.open_sighting(tx, page.id, number, reading, raw_id=raw.keep(tx, came), now=at)
    raw.note(tx, shown, came)
    pages.record_fetch(tx, page.id, etag=None, last_modified=None, at=at)
    return number


def page_id(tx: Connection, url: str) -> int:
    return pages.claim(tx, url, 0, None, NOW).id


def add_watch(tx: Connection, name: str = "cau-rach-dinh") -> int:
    return watches.add(tx, Watch(name, "cầu rạch đình"))


def add_channel(tx: Connection, name: str = "console") -> int:
    return channels.add(tx, Channel(name, ChannelKind.CONSOLE))


def new_alert(
    watch_id: int, *, channels: tuple[str, ...] = ("console",), backlog: bool = False
) -> NewAlert:
    reason = Reason("title", 23, 31, "cầu Rạch Đình", "phrase", 0.9)
    return NewAlert(watch_id, AlertKind.APPEARED, (reason,), channels, backlog)


def next_due(tx: Connection) -> datetime | None:
    """Return when the next delivery of an enabled channel may be claimed; None where none waits."""
    when = case(
        (delivery.c.state == DeliveryState.PENDING.value, delivery.c.next_attempt_at),
        (delivery.c.state == DeliveryState.SENDING.value, delivery.c.lease_until),
    )
    in_use = channel.c.enabled, ~channel.c.removed
    found: datetime | None = tx.scalar(select(func.min(when)).join(channel).where(*in_use))
    return found
