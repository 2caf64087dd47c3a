"""A whole house for the tests of the flows: tools on a real fetcher, and what sources publish.

All that is published here is invented.
"""

from __future__ import annotations

import asyncio
import random
import ssl
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, func, select

from tests.fakes import FakeClock, FakeResolver
from tests.site import ProvincialSite, Story
from worker import readers
from worker.archive.alerts import channels, watches
from worker.archive.articles.lookup import ArticleRecord, find, record
from worker.archive.database.engine import Archive
from worker.archive.officials import matching
from worker.archive.pages import page_states
from worker.archive.schema import tables
from worker.archive.sources import sources
from worker.archive.sources.runs import Run
from worker.archive.sources.sources import StoredSource
from worker.clock import Clock
from worker.extract.sandbox import Sandbox
from worker.fetch.client import Fetcher
from worker.fetch.limits import Limits
from worker.flow.intake.ingest import Ingested, prepare, store
from worker.flow.polling.poll import poll
from worker.flow.polling.tally import Tally
from worker.flow.search.ask import find as ask
from worker.flow.search.ask import parse_query
from worker.flow.tools import Courier, Tools, followed
from worker.model import (
    Capture,
    Channel,
    ChannelKind,
    Delivered,
    NotAnArticle,
    Outcome,
    Outgoing,
    Source,
    Watch,
    Way,
    WayKind,
)

NO_PAUSE = 0.0
WROTE = ("page", "article", "sighting", "mention", "raw_page", "alert", "delivery")
"""The tables that a new article is written to."""

NOBODY_TRUSTED = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
RECHECK_AFTER = timedelta(hours=6)
RECHECKS = tuple(n * RECHECK_AFTER for n in range(1, 121))
"""Every six hours for a month."""
ONCE_MORE = (timedelta(minutes=1),)
"""Once, at the next poll: for tests of many polls, in which looks would take most of the time."""
FEED_LIMIT = 6_000_000
LIMITS = Limits(retries=0)
PROFILE = "bao-dong-khoi"
"""The layout in which ``tests.site`` sets its pages."""

BRIDGE = Story(
    slug="thong-xe-cau-rach-dinh-02032026-a70001",
    title="Thông xe cầu Rạch Đình",
    date="02/03/2026 - 08:15",
    lead="BSH - Sáng 2-3-2026, huyện Sa Nhiên đã thông xe cầu Rạch Đình sau hai năm thi công.",
    paragraphs=(
        "Ông Kiều Thanh Vĩ cho biết công tác giải phóng mặt bằng kéo dài hơn dự kiến.",
        "Cây cầu giúp bà con hai bờ rạch đi lại thuận tiện trong mùa mưa sắp tới.",
    ),
)
SCHOOL = Story(
    slug="truong-moi-o-xa-tan-loc-hoa-03032026-a70002",
    title="Trường mới ở xã Tân Lộc Hòa",
    date="03/03/2026 - 14:40",
    lead="BSH - Chiều 3-3-2026, xã Tân Lộc Hòa khánh thành ngôi trường có mười hai phòng học.",
    paragraphs=("Ngôi trường đón hơn bốn trăm học sinh từ năm học tới, theo nhà trường cho biết.",),
)
MARKET = Story(
    slug="cho-noi-ben-dia-hop-lai-04032026-a70003",
    title="Chợ nổi Bến Đìa họp lại",
    date="04/03/2026 - 06:05",
    lead="BSH - Rạng sáng 4-3-2026, chợ nổi Bến Đìa họp lại sau nhiều tháng nước cạn.",
    paragraphs=("Hơn sáu mươi ghe trái cây đã về bến trong phiên chợ đầu tiên của mùa này.",),
)


def capture_of(site: ProvincialSite, story: Story, clock: Clock, url: str = "") -> Capture:
    """Return the site's page of a story as if it had been fetched now."""
    found = site.page(f"/{story.slug}.html")
    assert found is not None
    url = url or f"https://bao-song-ham.example/{story.slug}.html"
    return Capture(url, url, found[1].encode(), found[0], clock.now())


def paper(*ways: Way, name: str = "bao-song-ham", allowed: tuple[str, ...] = ()) -> Source:
    return Source(name, "Báo Sông Hàm", ways, profile=PROFILE, pause=NO_PAUSE,
                  allowed_hosts=allowed)  # fmt: skip


def fed_by(site: ProvincialSite, name: str = "bao-song-ham") -> Source:
    """Return a source that is discovered by the site's feed."""
    feed = Way(WayKind.FEED, f"{site.address}/rss/subcate/thoi-su/")
    return paper(feed, name=name, allowed=(site.host,))


def add_source(archive: Archive, source: Source) -> StoredSource:
    with archive.write() as tx:
        sources.add(tx, source)
    return reload(archive, source.name)


def reload(archive: Archive, name: str = "bao-song-ham") -> StoredSource:
    with archive.read() as tx:
        return sources.find(tx, name)


def follow(archive: Archive, *queries: str, channel: str = "console") -> None:
    """Add a watch for each query, named after it, and a channel if there is none."""
    with archive.write() as tx:
        if channel not in {one.name for one in channels.channels(tx)}:
            channels.add(tx, Channel(channel, ChannelKind.CONSOLE))
        for query in queries:
            watches.add(tx, Watch(query, query))


def take(
    archive: Archive,
    clock: Clock,
    source: StoredSource,
    capture: Capture,
    digest_key: str | None = None,
) -> Ingested:
    """Ingest one capture, as a poll does."""
    with archive.read() as tx:
        following = followed(tx)
    prepared = prepare(capture, source, following)
    assert not isinstance(prepared, NotAnArticle), prepared.reason
    with archive.write() as tx:
        state = matching.join_in(tx)
        return store(tx, prepared, source, following, state, digest_key=digest_key, now=clock.now())


def count(archive: Archive, *names: str) -> tuple[int, ...]:
    """Return how many rows each of these tables has."""
    with archive.read() as tx:
        return tuple(_rows(tx, name) for name in names)


def _rows(tx: Connection, name: str) -> int:
    return tx.scalar(select(func.count()).select_from(tables.metadata.tables[name])) or 0


def edited(story: Story, old: str, new: str) -> Story:
    """Return the story with some words of its first paragraph changed."""
    first, *rest = story.paragraphs
    assert old in first
    return replace(story, paragraphs=(first.replace(old, new), *rest))


@dataclass
class KeepingCourier:
    """Takes every delivery, and keeps it."""

    taken: list[Outgoing] = field(default_factory=list)

    async def __call__(self, outgoing: Outgoing) -> Outcome:
        self.taken.append(outgoing)
        return Delivered()

    @property
    def titles(self) -> list[str]:
        return [alert.title for outgoing in self.taken for alert in outgoing.alerts]


@asynccontextmanager
async def tools_on(
    archive: Archive,
    clock: Clock | None = None,
    couriers: Mapping[ChannelKind, Courier] = {},
    names: Collection[str] = (),
    limits: Limits = LIMITS,
) -> AsyncIterator[Tools]:
    """Build tools with a real fetcher that may go to loopback where a source lists it.

    ``names`` are hosts on loopback.
    """
    clock = clock or FakeClock()
    fetcher = Fetcher(
        user_agent="diemtin/0.0 (+mailto:phong-tin@bao.test)",
        limits=limits,
        resolver=FakeResolver({name: [["127.0.0.1"]] for name in names}),
        clock=clock,
        rng=random.Random(7),
        tls=NOBODY_TRUSTED,
    )
    sandbox = Sandbox(
        seconds=limits.parse_seconds, memory=limits.parse_memory, children=2, preload=readers.ALL
    )
    yield Tools(
        archive=archive,
        fetcher=fetcher,
        sandbox=sandbox,
        clock=clock,
        couriers=couriers,
        rechecks=RECHECKS,
        feed_limit=FEED_LIMIT,
        jitter=lambda: 0.0,
        stopping=asyncio.Event(),
    )
    sandbox.close()
    await fetcher.aclose()


def text_file(folder: Path, name: str, title: str, *paragraphs: str) -> Path:
    """Write a file in the text format."""
    path = folder / name
    body = "\n\n".join([title, "02/03/2026 - 08:15", *paragraphs, "Tin, ảnh: Hạ Vy"])
    path.write_text(body + "\n", encoding="utf-8")
    return path


def path_of(story: Story) -> str:
    return f"/{story.slug}.html"


async def poll_now(tools: Tools, name: str = "bao-song-ham") -> Tally:
    """Poll as the schedule does: the source as it stands in the archive."""
    return await poll(tools, reload(tools.archive, name))


async def first_poll(tools: Tools, site: ProvincialSite, *stories: Story) -> Tally:
    """Add a paper that shows these stories, and poll it for the first time."""
    site.stories = [*stories]
    add_source(tools.archive, fed_by(site))
    return await poll_now(tools)


def last_run(archive: Archive, name: str = "bao-song-ham") -> Run:
    with archive.read() as tx:
        run = sources.find(tx, name).last_run
    assert run is not None
    return run


def troubled(archive: Archive) -> dict[str, tuple[str, str]]:
    with archive.read() as tx:
        return {one.url: (one.state, one.error) for one in page_states.troubled(tx, 1, 10)}


def shown_at(archive: Archive, url: str) -> ArticleRecord:
    """Return what is kept of the article that an address shows."""
    with archive.read() as tx:
        return record(tx, find(tx, url))


def found(archive: Archive, query: str) -> list[int]:
    """Return the numbers of the articles that a query finds, in its order."""
    with archive.read() as tx:
        return [one.number for one in ask(tx, parse_query(tx, query))]
