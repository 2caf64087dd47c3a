"""Điểm Tin's own way from bytes to a stored article, as ``flow/intake/ingest.py`` tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from benchmarks.pages import Page
from worker.archive.alerts import watches
from worker.archive.database.engine import Archive
from worker.archive.officials import matching, officials
from worker.archive.sources import sources
from worker.clock import SystemClock
from worker.extract.page import extract
from worker.extract.profile import profile_for
from worker.extract.sandbox import Done, Sandbox
from worker.flow.intake import read as reading_flow
from worker.flow.intake.ingest import Prepared, matched, store
from worker.flow.search.ask import find, parse_query
from worker.flow.tools import followed
from worker.identify.content_hash import content_hash
from worker.model import Capture, Extracted, Official, Reading, Setting, Snapshot, Source, Watch
from worker.normalize.reading import read

SOURCE = "bao-dong-khoi"
WATCHES = (
    'title:"nạo vét" AND "tuyến đê bao"',
    '"xâm nhập mặn" AND (cống OR "đê bao") -"diễn tập"',
    'dừa* AND "tôm càng xanh đạt giải"~6',
    "body:han man OR body:sat lo",
    'source:bao-dong-khoi "khởi tố"',
)
"""What is watched besides the tracked names. The first matches often, so that alerts are raised;
the others show what it costs to be asked."""


@dataclass(slots=True)
class Spent:
    """Seconds of the stages before the transaction, each done here."""

    extract: float = 0.0
    normalize: float = 0.0
    identify: float = 0.0
    match: float = 0.0

    @property
    def total(self) -> float:
        """Return all seconds."""
        return self.extract + self.normalize + self.identify + self.match


class Ours:
    """A new archive in a folder that follows all the names; the sandbox reads its pages.

    ``apart`` counts the seconds that pages were away to be read.
    """

    def __init__(self, folder: Path, names: Sequence[str], sandbox: Sandbox) -> None:
        self.apart = 0.0
        self._sandbox = sandbox
        self.archive = Archive.open(f"sqlite:///{folder / 'ours.sqlite3'}")
        self._clock = SystemClock()
        self._setting = Setting("Bến Tre", self._clock.now().date())
        with self.archive.write() as tx:
            sources.add(tx, Source(SOURCE, "Báo Đồng Khởi", (), place="Bến Tre", profile=SOURCE))
            for name in names:
                officials.add(tx, Official(name))
            for number, query in enumerate(WATCHES):
                watches.add(tx, Watch(f"theo-doi-{number}", query))
        with self.archive.read() as tx:
            self._source = sources.find(tx, SOURCE)
            self._followed = followed(tx)

    def take(self, batch: Sequence[Page]) -> list[set[str]]:
        """Bring pages into the archive in one transaction; return the names found in each."""
        ready = self._prepared([self._capture(page) for page in batch])
        with self.archive.write() as tx:
            matching.join_in(tx)
            for one in ready:
                store(
                    tx,
                    one,
                    self._source,
                    self._followed,
                    matching.state(tx),
                    digest_key=None,
                    now=self._clock.now(),
                )
        return [{m.official for m in one.mentions if m.official is not None} for one in ready]

    def time_stages(self, page: Page, spent: Spent) -> None:
        """Do stages 1 to 4 one by one, without storing; add what each took."""
        capture = self._capture(page)
        began = perf_counter()
        extracted = extract(capture, profile_for(capture.final_url, SOURCE))
        assert isinstance(extracted, Extracted)
        extracted_at = perf_counter()
        reading = read(extracted)
        read_at = perf_counter()
        content_hash(reading.article)
        identified_at = perf_counter()
        mentions = self._followed.registry.mentions(reading.article, self._setting)
        self._followed.watches.hits(
            Snapshot(reading.article, page.url, SOURCE, "Bến Tre", mentions=mentions)
        )
        spent.extract += extracted_at - began
        spent.normalize += read_at - extracted_at
        spent.identify += identified_at - read_at
        spent.match += perf_counter() - identified_at

    def count(self, query: str) -> int:
        """Return how many articles a search finds."""
        with self.archive.read() as tx:
            return sum(1 for _ in find(tx, parse_query(tx, query)))

    def _prepared(self, captures: Sequence[Capture]) -> list[Prepared]:
        """Have the pages read apart, as a poll does, and match what they say."""
        profile = profile_for(captures[0].final_url, SOURCE)
        began = perf_counter()
        read_one = partial(reading_flow.read, profile=profile)
        answers = self._sandbox.each(read_one, captures)
        self.apart += perf_counter() - began
        return [self._matched(one, got) for one, got in zip(captures, answers, strict=True)]

    def _matched(self, capture: Capture, answer: object) -> Prepared:
        assert isinstance(answer, Done)
        assert isinstance(answer.value, Reading)
        profile = profile_for(capture.final_url, SOURCE)
        return matched(capture, profile, answer.value, self._source, self._followed)

    def _capture(self, page: Page) -> Capture:
        now = self._clock.now()
        return Capture(page.url, page.url, page.html, "text/html; charset=utf-8", now)
