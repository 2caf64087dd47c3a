"""The whole way, from the bytes of a page to a durable, searchable, matched article.

Prints articles per second on one core and the share of each stage, beside the obvious stack
(``benchmarks/obvious.py``) on the same pages in the same run. Ends with status 1 where ours is
less than ``AT_LEAST`` times as fast. Under two minutes; run it with ``make bench``.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from benchmarks import obvious, ours
from benchmarks.obvious import Obvious
from benchmarks.ours import Ours
from benchmarks.pages import Page, pages, tracked_names

NAMES: Final = 1_000
PAGES: Final = 200
ROUNDS: Final = 5
"""The two stacks take turns; the figures are medians over the rounds."""
AT_LEAST: Final = 8.0


def main() -> int:
    """Measure and print; return the exit status."""
    core = _stay_on_one_core()
    names = tracked_names(NAMES)
    corpus = list(pages(PAGES, names))
    size = fmean(len(page.html) for page in corpus) / 1000
    print(
        f"Python {platform.python_version()}, {core}; {PAGES} pages of {size:.0f} KB on average,"
        f" {NAMES} tracked names, {len(ours.WATCHES)} more watches; medians of {ROUNDS} rounds;"
        " SQLite, WAL, synchronous FULL, one commit an article"
    )
    _round(names, corpus[:5])  # imports, caches and compiled patterns are not what is measured
    rounds = [_round(names, corpus) for _ in range(ROUNDS)]
    our_rate = PAGES / median(seconds for seconds, _, _, _ in rounds)
    their_rate = PAGES / median(spent.total for _, _, spent, _ in rounds)
    seconds, stages, spent, found = rounds[-1]
    print(f"\nĐiểm Tin           {our_rate:7.0f} articles/s    {_ours(stages, seconds)}")
    print(f"the obvious stack  {their_rate:7.0f} articles/s    {_theirs(spent)}")
    print(f"ratio              {our_rate / their_rate:7.1f}  (at least {AT_LEAST:.0f})")
    print(f"\n{found}")
    return 0 if our_rate >= AT_LEAST * their_rate else 1


def _stay_on_one_core() -> str:
    """Keep this process on one core where the system lets it; return what was done."""
    if not hasattr(os, "sched_setaffinity"):
        return "one thread"
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    return "one core"


def _round(
    names: Sequence[str], corpus: Sequence[Page]
) -> tuple[float, ours.Spent, obvious.Spent, str]:
    """Take in all pages with both stacks, each into a new database.

    Return our seconds, our stages', theirs, and a line about what was found.
    """
    with TemporaryDirectory() as folder:
        our, their = Ours(Path(folder), names), Obvious(Path(folder), names)
        began = perf_counter()
        our_names = [our.take(page) for page in corpus]
        seconds = perf_counter() - began
        stages, spent = ours.Spent(), obvious.Spent()
        for page in corpus:
            our.time_stages(page, stages)
        their_names = [their.take(page, spent) for page in corpus]
        searchable = our.count("")
        our.archive.close()
    in_text = sum(len(page.names) for page in corpus)
    found = (
        f"names in the text {in_text}, found by Điểm Tin {_right(corpus, our_names)},"
        f" by the obvious stack {_right(corpus, their_names)}; searchable {searchable} of"
        f" {len(corpus)} articles"
    )
    return seconds, stages, spent, found


def _right(corpus: Sequence[Page], found: Sequence[set[str]]) -> int:
    return sum(len(page.names & names) for page, names in zip(corpus, found, strict=True))


def _ours(stages: ours.Spent, seconds: float) -> str:
    shares = {
        "extract": stages.extract,
        "normalize": stages.normalize,
        "identify": stages.identify,
        "match": stages.match,
        "store, index, alert, commit": seconds - stages.total,
    }
    return _shares(shares, seconds)


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
