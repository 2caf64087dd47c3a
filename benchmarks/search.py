"""Search over many articles: milliseconds until the newest, and the best, 20 are there.

Makes articles (``benchmarks/search_corpus.py``), stores and indexes them as the product does, and
asks each query by the product's own way, beside tantivy on the same articles in the same run.
Ends with status 1 and names the kinds of query that take longer than they may (``Order``; on
PostgreSQL ``MOST_ON_A_SERVER``). Run it with
``make bench-search``; ``--articles``, ``--database`` and ``--keep``, a folder in which both stay
filled for the next run, go to ``python -m benchmarks.search``.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from benchmarks import search_ours
from benchmarks.search_corpus import EXPECTED, FIRST_DAY, QUERIES, SPAN, Asked
from benchmarks.search_ours import CUT_OFF, SHOWN, Filled
from benchmarks.search_peer import Tantivy
from worker.archive.database.engine import Archive
from worker.flow.search.ask import find, find_best

ARTICLES: Final = 1_000_000
MOST: Final = 250.0
MOST_ON_A_SERVER: Final = 1_000.0
"""Milliseconds that no query may take, on SQLite and on PostgreSQL."""
ROUNDS: Final = 30
ENOUGH: Final = 10.0
"""Seconds after which a query is not asked again; once at least."""
ENDS: Final = 10_000
"""Articles at the beginning, and at the end, of which the time to index is told."""
_FILLED: Final = "filled.json"
"""Stands in a folder whose archive and peer are complete: how many articles, and what it took."""
_COLUMNS: Final = "kind of query                     p50     p95     max  hits"


@dataclass(frozen=True, slots=True)
class Timed:
    """The milliseconds that a query took each time, and what it found; None where cut off."""

    took: tuple[float, ...]
    found: tuple[int, ...] | None

    def at(self, share: float) -> float:
        """Return the time within which that share of the answers came."""
        return sorted(self.took)[ceil(share * len(self.took)) - 1]

    def __str__(self) -> str:
        shown = f"{self.at(0.5):8.1f}{self.at(0.95):8.1f}{max(self.took):8.1f}"
        return f"{shown}{'cut' if self.found is None else len(self.found):>6}"


@dataclass(frozen=True, slots=True)
class Order:
    """Newest or best first. The slowest 5 % may take ``quick`` milliseconds, or ``times`` what
    tantivy's take where that is more."""

    name: str
    quick: float
    times: float


NEWEST: Final = Order("newest", 20.0, 1.0)
BEST: Final = Order("best", 100.0, 2.0)


@dataclass(frozen=True, slots=True)
class Measured:
    """One query with both; ``theirs`` is None where tantivy cannot be asked."""

    asked: Asked
    order: Order
    ours: Timed
    theirs: Timed | None
    on_a_server: bool

    @property
    def limit(self) -> float:
        """Return the milliseconds that the slowest 5 % may take."""
        if self.on_a_server:
            return MOST_ON_A_SERVER
        theirs = self.theirs.at(0.95) if self.theirs else 0.0
        return min(MOST, max(self.order.quick, self.order.times * theirs))

    @property
    def over(self) -> bool:
        """Say whether it takes longer than it may."""
        return self.ours.found is None or self.ours.at(0.95) > self.limit

    @property
    def agreed(self) -> bool:
        """Say whether both found the same articles, as far as both answered and order alike."""
        return (
            self.order is BEST
            or self.theirs is None
            or self.ours.found in (None, self.theirs.found)
        )

    def __str__(self) -> str:
        theirs = str(self.theirs or f"{'–':>8}{'–':>8}{'–':>8}{'–':>6}")
        remark = ("  OVER" if self.over else "") + ("" if self.agreed else "  other articles")
        return f"{self.asked.kind:<31}{self.ours}   {theirs}{self.limit:8.0f}{remark}"


def main() -> int:
    """Measure and print; return the exit status."""
    asked = _arguments()
    with (
        _folder(asked.keep) as folder,
        search_ours.place(asked.database, folder) as url,
        closing(Archive.open(url)) as archive,
    ):
        return _measure(archive, folder, asked.articles)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N")
    parser.add_argument(
        "--database",
        default="sqlite",
        metavar="URL",
        help="sqlite, or postgresql://user@host/name: a database of its own is made there",
    )
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="fill it, or ask again what is filled in it"
    )
    asked = parser.parse_args()
    if asked.keep and asked.database != "sqlite":
        parser.error("--keep: only a SQLite archive can be kept; leave out --database")
    return asked


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    """Yield the folder to work in; without one to keep it is gone afterwards."""
    if kept is None:
        with TemporaryDirectory(prefix="diemtin-search-") as name:
            yield Path(name)
        return
    kept.mkdir(parents=True, exist_ok=True)
    if any(kept.iterdir()) and not (kept / _FILLED).exists():
        raise SystemExit(f"{kept}: holds something else, or was not filled to the end; empty it")
    yield kept


def _measure(archive: Archive, folder: Path, count: int) -> int:
    last = FIRST_DAY + SPAN * (count / EXPECTED)
    print(
        f"Python {platform.python_version()}, {archive.dialect}, {count:,} articles of"
        f" {FIRST_DAY:%Y-%m-%d} to {last:%Y-%m-%d}, indexed {search_ours.BATCH:,} in a transaction;"
        f" each query {ROUNDS} times, or fewer that take {ENOUGH:.0f} s",
        flush=True,
    )
    peer = Tantivy(folder / "tantivy")
    filled, seconds = _filled(archive, peer, folder / _FILLED, count)
    _print_filled(filled)
    _print_peer(seconds / count, peer.disk_bytes, filled)
    measured = []
    for order in (NEWEST, BEST):
        told = "Điểm Tin, then tantivy, then the limit for p95"
        print(f"\nms until the {order.name} {SHOWN} are there: {told}")
        print(f"{_COLUMNS}   {_COLUMNS[31:]}   limit", flush=True)
        measured += [_ask_both(archive, peer, asked, order) for asked in QUERIES]
    return _report(measured)


def _filled(archive: Archive, peer: Tantivy, note: Path, count: int) -> tuple[Filled, float]:
    """Fill both, or read in the note what it took; return ours, and the seconds of the peer."""
    if note.exists():
        noted = json.loads(note.read_text())
        if noted["articles"] != count:
            raise SystemExit(f"{note}: holds {noted['articles']:,} articles, not {count:,}")
        return Filled(**noted["ours"]), noted["theirs"]
    filled, seconds = search_ours.fill(archive, count), peer.fill(count)
    whole = {"articles": count, "ours": asdict(filled), "theirs": seconds}
    note.write_text(json.dumps(whole))
    return filled, seconds


def _ask_both(archive: Archive, peer: Tantivy, asked: Asked, order: Order) -> Measured:
    """Ask one query of both and print its line."""
    best = order is BEST
    ours = _timed(lambda: search_ours.ask(archive, asked.text, find_best if best else find))
    put = peer.put(asked.text)
    ask = peer.best if best else peer.newest
    theirs = None if put is None else _timed(lambda: ask(put))
    measured = Measured(asked, order, ours, theirs, archive.dialect == "postgresql")
    print(measured, flush=True)
    return measured


def _timed(ask: Callable[[], tuple[int, ...]]) -> Timed:
    """Ask again and again, not longer than is enough; the first time counts like the others."""
    took: list[float] = []
    found: tuple[int, ...] | None = None
    while len(took) < ROUNDS and sum(took) < ENOUGH * 1000:
        began = perf_counter()
        try:
            found = ask()
        except TimeoutError:
            found = None
        took.append((perf_counter() - began) * 1000)
    return Timed(tuple(took), found)


def _report(measured: Sequence[Measured]) -> int:
    """Say which kinds take too long; return the exit status."""
    bare = [one.asked.kind for one in measured if one.asked.share and one.ours.found == ()]
    bare = list(dict.fromkeys(bare))
    if bare:
        print(f"\nfound nothing, too few articles or other days: {'; '.join(bare)}")
    cut = [f"{one.asked.kind} ({one.order.name})" for one in measured if one.ours.found is None]
    if cut:
        print(f"\ncut off after {CUT_OFF:.0f} s: {'; '.join(cut)}")
    over = [f"{one.asked.kind} ({one.order.name})" for one in measured if one.over]
    print(f"\nover the limit: {len(over)} of {len(measured)}: {'; '.join(over) or 'none'}")
    return 1 if over else 0


def _print_filled(filled: Filled) -> None:
    first, last = _each(filled.batches), _each(filled.batches[::-1])
    print(
        f"index   {first:6.0f} µs an article, the first {ENDS:,}; {last:.0f} µs the last {ENDS:,}"
    )
    print(
        f"text    {_mega(filled.text_bytes)} of UTF-8; database {_mega(filled.database_bytes)},"
        f" {filled.database_bytes / filled.text_bytes:.2f} times the text; of it the search index"
        f" {_mega(filled.index_bytes)}, {filled.index_bytes / filled.text_bytes:.2f} times",
        flush=True,
    )


def _print_peer(seconds: float, disk: int, filled: Filled) -> None:
    print(
        f"tantivy {seconds * 1e6:6.0f} µs an article over all, {_mega(disk)} without the text,"
        f" {disk / filled.text_bytes:.2f} times the text"
    )


def _each(batches: Sequence[tuple[int, float]]) -> float:
    """Return the microseconds an article over as many batches as make up ``ENDS``."""
    some = batches[: max(1, ENDS // search_ours.BATCH)]
    return sum(seconds for _, seconds in some) / sum(count for count, _ in some) * 1e6


def _mega(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"


if __name__ == "__main__":
    sys.exit(main())
