"""A few papers that write of the same days: copies, edits, what is taken down. All invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import update

from tests.fakes import FakeClock
from tests.flow.house import PROFILE, add_source, capture_of, reload, take
from tests.site import ProvincialSite, Story
from worker.archive.database.engine import Archive
from worker.archive.schema import tables
from worker.clock import HANOI
from worker.flow.intake.ingest import Ingested
from worker.model import Origin, Source, Way, WayKind

RESERVOIR = Story(
    slug="ho-chua-nuoc-ngot-cu-lao-bong-a80001",
    title="Cù lao Bồng có hồ chứa nước ngọt đầu tiên",
    date="02/03/2026 - 06:30",
    lead="BSH - Hồ rộng bốn héc-ta ở ấp Giữa vừa trữ đủ nước cho mùa khô này.",
    paragraphs=(
        "Chủ tịch UBND huyện Cái Sậy Kiều Thanh Vĩ cho biết hồ giữ được mười vạn mét khối.",
        "Mùa hạn mặn năm ngoái, hơn ba trăm hộ ở cù lao phải mua nước ngọt chở bằng ghe.",
        "Người dân góp một nửa số ngày công, phần còn lại do tỉnh lo.",
    ),
)
FERRY = Story(
    slug="pha-ben-dia-tam-ngung-a80002",
    title="Phà Bến Đìa tạm ngưng ba ngày",
    date="03/03/2026 - 15:10",
    lead="BSH - Phà nghỉ để thay máy, bà con đi vòng qua cầu Rạch Đình.",
    paragraphs=("Bến phà hẹn chạy lại sáng thứ bảy, giá vé vẫn giữ như cũ cho mọi người.",),
)


class Newsstand:
    """An archive, and papers whose pages it is shown."""

    def __init__(self, archive: Archive, site: ProvincialSite, clock: FakeClock) -> None:
        self.archive, self.site, self.clock = archive, site, clock

    def paper(self, name: str, title: str, place: str | None = None) -> str:
        feed = Way(WayKind.FEED, f"https://{name}.example/rss")
        add_source(self.archive, Source(name, title, (feed,), place=place, profile=PROFILE))
        return name

    def show(self, paper: str, story: Story, at: str = "") -> Ingested:
        """Let a paper's page show a story now; ``at`` is its publication time on the page."""
        told = replace(story, date=at) if at else story
        self.site.stories = [told]
        url = f"https://{paper}.example/{story.slug}.html"
        capture = capture_of(self.site, told, self.clock, url)
        return take(self.archive, self.clock, reload(self.archive, paper), capture)

    def make_sample(self, paper: str) -> None:
        with self.archive.write() as tx:
            of = tables.source.c.name == paper
            tx.execute(update(tables.source).where(of).values(origin=Origin.SAMPLE.value))

    def take_down(self, number: int) -> None:
        """End the sightings of an article: its pages show it no more."""
        with self.archive.write() as tx:
            of = tables.sighting.c.number == number
            tx.execute(update(tables.sighting).where(of).values(ended_at=self.clock.now()))

    def poll(self, paper: str, *starts: datetime) -> None:
        """Note polls of a paper that began then."""
        with self.archive.write() as tx:
            source_id = reload(self.archive, paper).id
            for start in starts:
                run = {"source_id": source_id, "started_at": start, "finished_at": start}
                tx.execute(tables.run.insert(), {**_NOTHING, **run})

    def set_clock(self, text: str) -> None:
        """Let it be that time in Hanoi: ``2026-03-04 07:00``."""
        then = datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=HANOI)
        self.clock.advance((then - self.clock.now()) / timedelta(seconds=1))


_NOTHING = {
    column.name: 0
    for column in tables.run.columns
    if not column.nullable and column.name not in {"id", "source_id", "started_at"}
}
