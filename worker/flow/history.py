"""What the pages of an article have shown one after the other, and what changed each time.

What was read by other rules may differ by the reading alone; such a step says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection

from worker.archive import lookup, versions
from worker.archive.lookup import ArticleRecord, SightingShown
from worker.archive.versions import Version
from worker.flow.telling import between
from worker.model import Difference


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
    def same_bytes(self) -> bool:
        """Say whether the newer one is another reading of the very bytes of the older one."""
        before, after = self.before.raw_id, self.after.raw_id
        return self.read_anew and before is not None and before == after


@dataclass(frozen=True, slots=True)
class PageHistory:
    """A page's first sighting, and each step from there on."""

    url: str
    first: SightingShown
    steps: tuple[Step, ...]


def history(tx: Connection, number: int) -> tuple[ArticleRecord, tuple[PageHistory, ...]]:
    """Return an article, and what became of it on each of its pages. Raises NotFound."""
    found = lookup.record(tx, number)
    texts = versions.texts(tx, {one.number for one in found.sightings})
    pages: dict[str, list[SightingShown]] = {}
    for one in found.sightings:
        pages.setdefault(one.url, []).append(one)
    return found, tuple(
        PageHistory(url, shown[0], tuple(_steps(shown, texts))) for url, shown in pages.items()
    )


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
