"""Invented officialdom for the tests of the flows: papers of the province Sông Hàm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tests.fakes import FakeClock
from tests.flow.house import add_source, capture_of, paper, take
from tests.site import ProvincialSite, Story
from worker.archive.alerts import channels, outbox, watches
from worker.archive.alerts.alert_views import AlertListing
from worker.archive.database.engine import Archive
from worker.archive.index import search
from worker.archive.officials import mentions
from worker.archive.sources.sources import StoredSource
from worker.clock import Clock, midnight
from worker.flow.intake.ingest import Ingested
from worker.flow.search.ask import find as ask
from worker.flow.search.ask import parse_query
from worker.model import (
    AlertKind,
    Capture,
    Channel,
    ChannelKind,
    Everything,
    Mention,
    Office,
    Watch,
)

PROVINCE = "Sông Hàm"
SECRETARY = Office("Bí thư", "Tỉnh ủy", PROVINCE, "tỉnh")
CHAIR = Office("Chủ tịch", "Ủy ban nhân dân", PROVINCE, "tỉnh")


def papers(archive: Archive, *names: str) -> list[StoredSource]:
    """Add newspapers of the province."""
    return [add_source(archive, replace(paper(name=name), place=PROVINCE)) for name in names]


def page_of(clock: Clock, source: StoredSource, title: str, *paragraphs: str, day: date) -> Capture:
    """Return a paper's page of an article of that day, as if it had been fetched now."""
    lead, *rest = paragraphs
    slug = f"{title.lower().replace(' ', '-')}-{day:%d%m%Y}-a1"
    story = Story(slug, title, f"{day:%d/%m/%Y} - 08:15", lead, tuple(rest))
    url = f"https://{source.source.name}.example/{slug}.html"
    return capture_of(ProvincialSite([story]), story, clock, url)


def tell(
    archive: Archive,
    clock: Clock,
    source: StoredSource,
    title: str,
    *paragraphs: str,
    day: date,
    digest_key: str | None = None,
) -> Ingested:
    """Let a paper publish an article, and take it in as a poll does."""
    capture = page_of(clock, source, title, *paragraphs, day=day)
    return take(archive, clock, source, capture, digest_key)


def until(clock: FakeClock, day: date) -> None:
    """Let it be the noon of that day in Hanoi, unless it is later."""
    clock.instant = max(clock.instant, midnight(day) + timedelta(hours=12))


def found(archive: Archive, query: str) -> list[int]:
    """Return the numbers of the articles that a query finds, the lowest first."""
    with archive.read() as tx:
        return sorted(one.number for one in ask(tx, parse_query(tx, query)))


def all_mentions(archive: Archive) -> dict[int, tuple[Mention, ...]]:
    """Return what is read of every article."""
    with archive.read() as tx:
        keys = search.candidates(tx, Everything(), below=None, limit=1_000)
        return mentions.of(tx, [number for _, number in keys])


class Press:
    """Papers of the province, watches of its offices, and a console that hears of them."""

    def __init__(self, archive: Archive, clock: FakeClock, *names: str) -> None:
        self.archive, self.clock = archive, clock
        self.papers = papers(archive, *names)
        with archive.write() as tx:
            channels.add(tx, Channel("console", ChannelKind.CONSOLE))

    def follow(self, name: str, query: str, kinds: tuple[AlertKind, ...]) -> None:
        with self.archive.write() as tx:
            watches.add(tx, Watch(name, query, kinds))

    def changes(self) -> list[AlertListing]:
        """Return the new holders that were told of, the first one first."""
        with self.archive.read() as tx:
            found = outbox.alerts(tx)
        return [one for one in reversed(found) if one.kind is AlertKind.HOLDER_CHANGED]
