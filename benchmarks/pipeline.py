"""The whole way, from the bytes of a page to a durable, searchable, matched article.

Prints articles per second on one core, the reading process on the same, and the share of each
stage, beside the obvious stack
(``benchmarks/obvious.py``) on the same pages in the same run. Ends with status 1 where ours is
less than ``AT_LEAST`` times as fast. Under two minutes; run it with ``make bench``.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from benchmarks import obvious, ours
from benchmarks.obvious import Obvious
from benchmarks.ours import Ours
from benchmarks.pages import Page, pages, tracked_names
from worker.extract.sandbox import Sandbox
from worker.fetch.limits import Limits
from worker.flow.intake.files import BATCH
from worker.readers import reading_apart

NAMES: Final = 1_000
PAGES: Final = 100
ROUNDS: Final = 5
"""The two stacks take turns; the figures are medians over the rounds."""
AT_LEAST: Final = 8.0


@dataclass(frozen=True, slots=True)
class Round:
    """What one round took, in seconds for all pages, and what both stacks found."""

    batched: float
    apart: float
    one_by_one: float
    stages: ours.Spent
    theirs: obvious.Spent
    found: str


def main() -> int:
    """Measure and print; return the exit status."""
    core = _stay_on_one_core()
    names = tracked_names(NAMES)
    corpus = list(pages(PAGES, names))
    size = fmean(len(page.html) for page in corpus) / 1000
    print(
        f"Python {platform.python_version()}, {core}; {PAGES} pages of {size:.0f} KB on average,"
        f" {NAMES} tracked names, {len(ours.WATCHES)} more watches; medians of {ROUNDS} rounds;"
        " SQLite, WAL, synchronous FULL"
    )
    # A service keeps a reading process for hundreds of pages; it too stays on the one core.
    with reading_apart(Limits(parse_children=1)) as sandbox:
        _round(names, corpus[:5], sandbox)  # imports, caches and patterns are not what is measured
        return _report([_round(names, corpus, sandbox) for _ in range(ROUNDS)])


def _report(rounds: Sequence[Round]) -> int:
    """Print the medians, articles per second, and return the exit status."""
    our = PAGES / median(one.batched for one in rounds)
    our_single = PAGES / median(one.one_by_one for one in rounds)
    their = PAGES / median(one.theirs.total for one in rounds)
    their_text = PAGES / median(one.theirs.total_of_text for one in rounds)
    last = rounds[-1]
    print(f"\nĐiểm Tin           {our:6.0f} articles/s    {_ours(last)}")
    print(f"the obvious stack  {their:6.0f} articles/s    {_theirs(last.theirs)}")
    print(f"ratio              {our / their:6.1f}               at least {AT_LEAST:.0f}")
    print(
        f"\nĐiểm Tin commits {BATCH} articles at a time, as `diemtin ingest` does; one at a time,"
        f" as a poll does: {our_single:.0f} articles/s, ratio {our_single / their:.1f}"
    )
    print(
        "the obvious stack without title and date, the text alone:"
        f" {their_text:.0f} articles/s, ratio {our / their_text:.1f}"
    )
    print(last.found)
    return 0 if our >= AT_LEAST * their else 1


def _stay_on_one_core() -> str:
    """Keep this process on one core where the system lets it; return what was done."""
    if not hasattr(os, "sched_setaffinity"):
        return "one thread"
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    return "one core"


def _round(names: Sequence[str], corpus: Sequence[Page], sandbox: Sandbox) -> Round:
    """Take in all pages with both stacks, each into a new database."""
    stages, spent = ours.Spent(), obvious.Spent()
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        our, again = (Ours(Path(folder), names, sandbox) for folder in (first, second))
        their = Obvious(Path(first), names)
        batched, our_names = _timed(our, corpus, BATCH)
        apart = our.apart
        one_by_one, _ = _timed(again, corpus, 1)
        searchable = our.count("")
        for page in corpus:
            our.time_stages(page, stages)
        their_names = [their.take(page, spent) for page in corpus]
        for page in corpus:
            their.time_text_alone(page, spent)
        our.archive.close()
        again.archive.close()
    found = (
        f"names in the text {sum(len(page.names) for page in corpus)}, found by Điểm Tin"
        f" {_right(corpus, our_names)}, by the obvious stack {_right(corpus, their_names)};"
        f" searchable {searchable} of {len(corpus)} articles"
    )
    return Round(batched, apart, one_by_one, stages, spent, found)


def _timed(our: Ours, corpus: Sequence[Page], batch: int) -> tuple[float, list[set[str]]]:
    """Take in all pages; return the seconds, and the names found in each."""
    began = perf_counter()
    found: list[set[str]] = []
    for start in range(0, len(corpus), batch):
        found += our.take(corpus[start : start + batch])
    return perf_counter() - began, found


def _right(corpus: Sequence[Page], found: Sequence[set[str]]) -> int:
    return sum(len(page.names & names) for page, names in zip(corpus, found, strict=True))


def _ours(one: Round) -> str:
    """Return our shares; what is not reading in the time that pages were away is the way there."""
    stages = one.stages
    away = max(one.apart - stages.extract - stages.normalize, 0.0)
    shares = {
        "extract": stages.extract,
        "normalize": stages.normalize,
        "to the reading process and back": away,
        "identify": stages.identify,
        "match": stages.match,
        "store, index, alert, commit": one.batched - stages.total - away,
    }
    return _shares(shares, one.batched)


def _theirs(spent: obvious.Spent) -> str:
    shares = {
        "extract": spent.extract,
        "fold": spent.fold,
        "match": spent.match,
        "store, index, commit": spent.store,
    }
    return _shares(shares, spent.total)


def _shares(seconds: dict[str, float], total: float) -> str:
    return ", ".join(f"{name} {part / total:.0%}" for name, part in seconds.items())


if __name__ == "__main__":
    sys.exit(main())
