"""What ten thousand watches cost an article, beside ten of them and beside plain ways to do it.

Prints the microseconds in which ``WatchSet.hits`` finds the watches that match an article of about
3,000 characters (``benchmarks/search_corpus.py``), from the text to the list of hits, and those in
which the reasons of a hit are found, which is done for what becomes an alert. Of each article the
best of some rounds counts, since another program on the machine can only make one slower. Ends with
status 1 where many watches cost more than they may. A minute or two; run it with
``make bench-watches``.
"""

from __future__ import annotations

import platform
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from time import perf_counter, process_time
from typing import Final

from benchmarks.search_corpus import Made, articles
from benchmarks.search_ours import article_of
from worker.match.queries.query import Query, matches, parse
from worker.match.queries.watches import WatchSet
from worker.model import Precision, Snapshot, Watch

SEED: Final = 11
ARTICLES: Final = 600
"""Articles that the watches are made from, so that each of them hits 1 % of these."""
MEASURED: Final = 100
"""As many of them are matched."""
OTHERS: Final = 3_000
"""Articles whose phrases stand in none of those."""
FEW: Final = 10
MANY: Final = 10_000
ROUNDS: Final = 15
TWICE: Final = 2.0
"""How many times as much as few watches the many may cost."""
OFTEN: Final = 1_000
"""Hits an article from which on the list of hits is what costs: that is shown, and not bounded."""
_PEERS_ON: Final = 2
"""Articles that the plain ways are measured on: they take long."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What some watches cost: to make them ready, an article, and the reasons of a hit.

    ``hits`` is how many of them hit an article.
    """

    name: str
    building: float
    each: float
    reasons: float
    hits: float

    def over(self, few: Measured) -> bool:
        """Say whether it costs more than it may."""
        return self.hits < OFTEN and self.each > TWICE * few.each

    def __str__(self) -> str:
        costs = f"{self.building:9.2f}{self.each:11.0f}{self.hits:9.1f}{self.reasons:15.1f}"
        return f"{self.name:<44}{costs}"


def main() -> int:
    """Measure and print; return the exit status."""
    rng = random.Random(SEED)
    snapshots = [_snapshot(made) for made in articles(ARTICLES)]
    here = _frequencies(snapshots)
    elsewhere = _frequencies([_snapshot(made) for made in articles(OTHERS, ARTICLES)])
    absent = sorted(pair for pair in elsewhere if pair not in here)
    rng.shuffle(absent)
    hitting = list(_three_literals(rng, here))
    snapshots = rng.sample(snapshots, MEASURED)
    print(
        f"Python {platform.python_version()}; {MEASURED} articles of"
        f" {fmean(len(one.article.text) for one in snapshots):,.0f} characters; best of {ROUNDS}"
        " rounds"
    )
    print(
        f"{'watches':<44}{'ready, s':>9}{'µs/article':>11}{'hits':>9}{'µs for reasons':>15}",
        flush=True,
    )
    few = _few(hitting, snapshots)
    rows = [
        _measured("10,000, 100 of them hit", hitting, snapshots),
        _measured("10,000, none hits", _no_hits(absent), snapshots),
        _measured('10,000 of công AND "…"', [f'công AND "{p}"' for p in absent[:MANY]], snapshots),
        _measured('10,000 of "công …"', [f'"công {p}"' for p in absent[:MANY]], snapshots),
        _measured("10,000 of công alone", ["công"] * MANY, snapshots),
    ]
    _print_peers(hitting, snapshots[:_PEERS_ON])
    over = [row.name for row in rows if row.over(few)]
    print(f"\nallowed: {TWICE:.0f} times what {FEW} cost; over it: {'; '.join(over) or 'none'}")
    return 1 if over else 0


def _few(queries: Sequence[str], snapshots: Sequence[Snapshot]) -> Measured:
    """Measure ten watches, then ten others and so on; print and return the mean."""
    parts = [_timed("", queries[at : at + FEW], snapshots) for at in range(0, FEW * FEW, FEW)]
    mean = Measured(
        f"{FEW}",
        fmean(part.building for part in parts),
        fmean(part.each for part in parts),
        fmean(part.reasons for part in parts),
        fmean(part.hits for part in parts),
    )
    print(mean, flush=True)
    return mean


def _measured(name: str, queries: Sequence[str], snapshots: Sequence[Snapshot]) -> Measured:
    """Measure watches and print their line."""
    measured = _timed(name, queries, snapshots)
    print(measured, flush=True)
    return measured


def _timed(name: str, queries: Sequence[str], snapshots: Sequence[Snapshot]) -> Measured:
    made = [Watch(f"w{number}", query) for number, query in enumerate(queries)]
    began = process_time()
    watches = WatchSet(made, {})
    building = process_time() - began
    assert not watches.broken
    hits = sum(len(watches.hits(one)) for one in snapshots) / len(snapshots)
    each = _best_of_each(watches.hits, snapshots)
    proved = _best_of_each(lambda one: [hit.reasons for hit in watches.hits(one)], snapshots)
    return Measured(name, building, each, (proved - each) / hits if hits else 0.0, hits)


def _print_peers(queries: Sequence[str], snapshots: Sequence[Snapshot]) -> None:
    """Measure each query asked by itself, and a regular expression for each."""
    read = [parse(query, {}) for query in queries]
    _print_peer("each query asked by itself", lambda: _loop(read, snapshots), snapshots)
    patterns = [re.compile(_pattern(query)) for query in queries]
    texts = [one.article.text.lower() for one in snapshots]
    _print_peer("a regular expression a watch", lambda: _search(patterns, texts), snapshots)


def _print_peer(name: str, ask: Callable[[], object], snapshots: Sequence[Snapshot]) -> None:
    each = _best(ask, 2) / len(snapshots)
    print(f"{f'10,000, {name}':<44}{'':9}{each:11,.0f}", flush=True)


def _loop(queries: Sequence[Query], snapshots: Sequence[Snapshot]) -> None:
    for snapshot in snapshots:
        for query in queries:
            matches(query, snapshot)


def _search(patterns: Sequence[re.Pattern[str]], texts: Sequence[str]) -> None:
    for text in texts:
        for pattern in patterns:
            pattern.search(text)


def _pattern(query: str) -> str:
    """Return a pattern for the phrases of a query: less than what the query asks."""
    phrases = re.findall('"([^"]+)"', query)
    return rf"\b(?:{'|'.join(map(re.escape, phrases))})\b"


def _best_of_each(ask: Callable[[Snapshot], object], snapshots: Sequence[Snapshot]) -> float:
    """Return the mean microseconds of an article, each in its quickest round.

    All others are asked about in between, so no article finds its watches at hand.
    """
    quickest = [float("inf")] * len(snapshots)
    for _ in range(ROUNDS):
        for at, snapshot in enumerate(snapshots):
            began = perf_counter()
            ask(snapshot)
            quickest[at] = min(quickest[at], perf_counter() - began)
    return fmean(quickest) * 1e6


def _best(run: Callable[[], object], rounds: int) -> float:
    """Return the microseconds of the quickest of some rounds."""
    took = []
    for _ in range(rounds):
        began = process_time()
        run()
        took.append(process_time() - began)
    return min(took) * 1e6


# --- watches -------------------------------------------------------------------------------


def _three_literals(rng: random.Random, frequencies: Counter[str]) -> Iterator[str]:
    """Yield queries of three literals, each of which 1 % of the articles match."""
    of_share = {
        share: sorted(p for p, n in frequencies.items() if n == round(share * ARTICLES))
        for share in (1 / 300, 1 / 200, 1 / 100)
    }
    for number in range(MANY):
        if number % 3 == 0:
            yield " OR ".join(f'"{phrase}"' for phrase in rng.sample(of_share[1 / 300], 3))
        elif number % 3 == 1:
            one, other = rng.sample(of_share[1 / 200], 2)
            yield f'và AND ("{one}" OR "{other}")'
        else:
            one, other = rng.choice(of_share[1 / 100]), rng.choice(of_share[1 / 300])
            yield f'"{one}" công -"{other}"'


def _no_hits(absent: Sequence[str]) -> list[str]:
    """Return queries of three literals that stand in no article."""
    thirds = zip(absent[:MANY], absent[MANY : 2 * MANY], absent[2 * MANY : 3 * MANY], strict=True)
    return [" OR ".join(f'"{phrase}"' for phrase in three) for three in thirds]


def _frequencies(snapshots: Sequence[Snapshot]) -> Counter[str]:
    """Return in how many articles each two words follow one another."""
    counted: Counter[str] = Counter()
    for snapshot in snapshots:
        words = snapshot.article.text.lower().split()
        pairs = {f"{one} {two}" for one, two in pairwise(words)}
        counted.update(pair for pair in pairs if pair.replace(" ", "").isalpha())
    return counted


def _snapshot(made: Made) -> Snapshot:
    return Snapshot(
        article=article_of(made),
        url=f"https://example.org/bai-viet/{made.number}.html",
        source=made.source,
        category=made.category,
        published_at=made.published_at,
        published_precision=Precision.MINUTE,
    )


if __name__ == "__main__":
    sys.exit(main())
