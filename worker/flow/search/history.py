"""What the pages of an article have shown one after the other, and what changed each time.

That a page has gone, or come back, belongs to it.

What was read by other rules may differ by the reading alone; such a step says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection

from worker.archive.articles import lookup, versions
from worker.archive.articles.lookup import ArticleRecord, PageShown, SightingShown
from worker.archive.articles.versions import Version
from worker.clock import hanoi_day
from worker.flow.search.telling import between
from worker.identify import vanished
from worker.model import Difference, Precision


@dataclass(frozen=True, slots=True)
class Particular:
    """Something said beside the text that is another now; None where it was or is not said.

    ``what`` is ``byline``, ``category`` or ``published``, of which the values are instants.
    """

    what: str
    before: str | datetime | None
    after: str | datetime | None


@dataclass(frozen=True, slots=True)
class Step:
    """From one sighting of a page to the next.

    ``difference`` is None where the text is the same, or one of both is not kept. ``read_anew``
    where other rules read the newer one.
    """

    before: SightingShown
    after: SightingShown
    difference: Difference | None
    particulars: tuple[Particular, ...]
    read_anew: bool

    @property
    def gone_at(self) -> datetime | None:
        """Return since when the page showed nothing before the newer one; None: no such time."""
        before, after = self.before, self.after
        return vanished.gone_at(before.last_seen, before.ended_at, after.first_seen)

    @property
    def same_bytes(self) -> bool:
        """Say whether the newer one is another reading of the very bytes of the older one."""
        before, after = self.before.raw_id, self.after.raw_id
        return self.read_anew and before is not None and before == after


@dataclass(frozen=True, slots=True)
class PageHistory:
    """A page's first sighting, each step from there on, and the state it is in now."""

    shown: PageShown
    first: SightingShown
    steps: tuple[Step, ...]

    @property
    def url(self) -> str:
        """Return the address of the page."""
        return self.shown.url

    @property
    def state(self) -> str:
        """Return the state as in :class:`worker.archive.pages.pages.Page`."""
        return self.shown.state

    @property
    def absent(self) -> PageShown | None:
        """Return the page where it shows nothing now."""
        return None if self.shown.missing_since is None else self.shown


def history(tx: Connection, number: int) -> tuple[ArticleRecord, tuple[PageHistory, ...]]:
    """Return an article, and what became of it on each of its pages. Raises NotFound."""
    found = lookup.record(tx, number)
    texts = versions.texts(tx, {one.number for one in found.sightings})
    pages: dict[str, list[SightingShown]] = {}
    for one in found.sightings:
        pages.setdefault(one.url, []).append(one)
    state_of = {page.url: page for page in found.pages}
    return found, tuple(
        PageHistory(state_of[url], shown[0], tuple(_steps(shown, texts)))
        for url, shown in pages.items()
    )


def redated(
    sightings: Iterable[SightingShown],
) -> Iterator[tuple[SightingShown, SightingShown]]:
    """Yield what a page showed before and after it stated another publication time.

    That a day got its hour is none, nor what only other rules read. ``sightings`` are in their
    order, of any number of pages.
    """
    last: dict[str, SightingShown] = {}
    for one in sightings:
        before = last.get(one.url)
        if before is not None and before.rules == one.rules and _other_time(before, one):
            yield before, one
        last[one.url] = one


def _other_time(before: SightingShown, after: SightingShown) -> bool:
    if before.published_at is None or after.published_at is None:
        return False
    if Precision.DAY in (before.precision, after.precision):
        return hanoi_day(before.published_at) != hanoi_day(after.published_at)
    return before.published_at != after.published_at


def _steps(shown: Sequence[SightingShown], texts: Mapping[int, Version]) -> Iterator[Step]:
    for before, after in pairwise(shown):
        edited = before.number != after.number
        yield Step(
            before,
            after,
            between(texts, before.number, after.number) if edited else None,
            tuple(_particulars(before, after)),
            before.rules != after.rules,
        )


def _particulars(before: SightingShown, after: SightingShown) -> Iterator[Particular]:
    for what, old, new in (
        ("byline", before.byline, after.byline),
        ("category", before.category, after.category),
        ("published", before.published_at, after.published_at),
    ):
        if old != new:
            yield Particular(what, old, new)
