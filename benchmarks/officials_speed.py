"""How fast officials are found: folding, many names, and the whole of mentions and titles.

Prints microseconds an article of about 6 KB (UTF-8), made of the sample articles: the best of
some rounds, since another program on the machine can only make a round slower. Beside each
stands what it is measured against, as a ratio.

The whole is what ``flow/intake/ingest.py`` asks of the registry for an article that comes in. The
five example files are read again and again, with the officials of ``seeds``; of made articles each
is read once, so that nothing that is remembered from one reading helps the next. Part of
``make bench-officials``.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from statistics import fmean, median
from time import perf_counter, process_time_ns
from typing import Final

from benchmarks.officials_made import SIZE, from_samples, officials, with_mentions
from tests.gold.labels import ExamplesMissingError, load
from worker.match.automaton import Automaton
from worker.match.officials import Registry
from worker.match.people.registered import Names
from worker.model import Article, Official, Setting
from worker.vietnamese.text.fold import fold_bytes, spaced

SETTING: Final = Setting("Sông Hàm", date(2026, 3, 2))
ROUNDS: Final = 30
READINGS: Final = 300
FEW: Final = 1_000
MANY: Final = 100_000
_MARKS: Final = re.compile("[\u0300-\u036f]")


def main() -> int:
    """Print the tables."""
    texts = [article.text for article in from_samples()]
    print(f"\nspeed, µs an article of {SIZE / 1024:.0f} KB ({len(texts)} articles)")
    _print_folding(texts)
    _print_names(texts)
    print("\nmentions, titles and resolution, µs of processor time an article")
    print("                                   size   mentions       min    median")
    for name, readings in _readings():
        _print_whole(name, readings)
    return 0


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is read once: the article, as the service does when it comes in."""

    registry: Registry
    article: Article
    setting: Setting


def _readings() -> Iterator[tuple[str, list[_Reading]]]:
    """Yield what is read of each kind, by name; the made articles are new at each reading."""
    try:
        cases = load("examples")
    except ExamplesMissingError as error:
        print(f"  left out: {error}")
        cases = ()
    for case in cases:
        known = Registry(case.officials)
        yield case.id, [_Reading(known, case.article, case.setting)] * READINGS
    nobody = Registry([])
    for mentions in (4, 9, 20):
        made = with_mentions(mentions, READINGS, SETTING)
        yield f"made, {mentions} mentions", [_Reading(nobody, each, SETTING) for each in made]


def _print_whole(name: str, readings: Sequence[_Reading]) -> None:
    times = []
    found = 0
    for one in readings:
        began = process_time_ns()
        mentions = one.registry.mentions(one.article, one.setting)
        times.append((process_time_ns() - began) / 1000)
        found += len(mentions)
    size = fmean(len(one.article.text.encode()) for one in readings) / 1024
    each = found / len(readings)
    print(f"  {name:28} {size:6.1f} KB {each:9.1f} {min(times):9.0f} {median(times):9.0f}")


def _print_folding(texts: Sequence[str]) -> None:
    ours = _best(lambda: [fold_bytes(text) for text in texts]) / len(texts)
    other = _best(lambda: [_folded_by_the_book(text) for text in texts]) / len(texts)
    print(
        f"  fold                          {ours:8.0f}   unicodedata + re {other / ours:.0f} times"
    )


def _spans_of_all(bare: Automaton, texts: Sequence[str]) -> None:
    for text in texts:
        bare.spans(_line(text))


def _names_of_all(names: Names, texts: Sequence[str]) -> None:
    for text in texts:
        names.found(text, names.hits(_line(text)))


def _print_names(texts: Sequence[str]) -> None:
    cost = {}
    for count in (FEW, MANY):
        known = officials(count)
        names = Names(known)
        literals = [b" " + spaced(n).strip() + b" " for o in known for n in _all_names(o)]
        bare = Automaton(literals)
        with_names = [_with_names(text, known) for text in texts]
        least = _best(partial(_spans_of_all, bare, with_names))
        ours = _best(partial(_names_of_all, names, with_names))
        cost[count] = ours / len(texts)
        print(
            f"  {count:7,} names with aliases    {cost[count]:8.0f}"
            f"   {ours / least:.2f} times the bare fold and automaton, 2 names found each"
        )
    print(f"  100,000 names cost {cost[MANY] / cost[FEW]:.2f} times what 1,000 cost")


def _all_names(official: Official) -> list[str]:
    return [official.name, *(alias.name for alias in official.aliases)]


def _with_names(text: str, known: Sequence[Official]) -> str:
    return f"{text}\n\nCó mặt ông {known[0].name}, bà {known[1].name} và nhiều người dân."


def _line(text: str) -> bytes:
    return b" " + spaced(text) + b" "


def _folded_by_the_book(text: str) -> str:
    """Fold as is usual: decompose, drop the marks, mend đ; the offsets are lost."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text))
    return plain.replace("đ", "d").replace("Đ", "D").lower()


def _best(work: Callable[[], object]) -> float:
    """Return the microseconds of the fastest round."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = perf_counter()
        work()
        best = min(best, perf_counter() - began)
    return best * 1e6


if __name__ == "__main__":
    sys.exit(main())
