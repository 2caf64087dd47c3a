"""How well and how quickly articles that tell the same are known, with peers in the same run.

First labelled pairs (``benchmarks/stories_set.py``): which share of true reprints is found, and how
many pairs that are not the same are merged. Then what it costs to let an article join its story
where so many are stored; their signatures are random, as those of unlike texts nearly are. Run it
with ``make bench-stories``.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

import numpy as np
from sqlalchemy import insert

from benchmarks.stories_peers import JUDGES, Judge, minhash
from benchmarks.stories_set import HALVES, Pair, pairs
from tests.archive.making import NOW, add_source, hash_of, show
from worker.archive import signatures, stories
from worker.archive.engine import Archive
from worker.archive.tables import article as article_table
from worker.archive.tables import story_member
from worker.flow.stories import join
from worker.identify.near import Telling, same_story
from worker.model import Article, Paragraph

STORED: Final = 1_000_000
TRIES: Final = 30
RECALL: Final = 0.98
"""What ``make bench-stories`` must reach, with no false merge."""
_LOT: Final = 10_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 1 where the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, default=STORED)
    parser.add_argument("--tries", type=int, default=TRIES)
    parser.add_argument("--classes", action="store_true", help="print each class of pairs too")
    given = parser.parse_args(arguments)
    reached = [_judge(half, given.classes) for half in HALVES]
    _cost(given.stored, given.tries)
    return 0 if all(reached) else 1


def _judge(half: str, classes: bool) -> bool:
    """Print what each way makes of a half; say whether ours reaches the goal."""
    labelled = pairs(half)
    same = sum(pair.same for pair in labelled)
    print(f"\n{half}: {same} pairs that tell the same, {len(labelled) - same} that do not\n")
    print("| way | true reprints found | merged though not the same |")
    print("|---|---|---|")
    reached = False
    for name, judge in JUDGES.items():
        found = [judge(pair) for pair in labelled]
        right = sum(f and pair.same for f, pair in zip(found, labelled, strict=True))
        wrong = sum(f and not pair.same for f, pair in zip(found, labelled, strict=True))
        print(f"| {name} | {right / same:.3f} | {wrong} |")
        if name == "this program":
            reached = right >= RECALL * same and not wrong
    if classes:
        _classes(labelled)
    return reached


def _classes(labelled: list[Pair]) -> None:
    print("\n| class | pairs | " + " | ".join(JUDGES) + " |")
    print("|---|---|" + "---|" * len(JUDGES))
    for kind, of_kind in _by_class(labelled).items():
        right = [f"{_right(judge, of_kind) / len(of_kind):.2f}" for judge in JUDGES.values()]
        print(f"| {kind} | {len(of_kind)} | " + " | ".join(right) + " |")


def _by_class(labelled: list[Pair]) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for pair in labelled:
        found.setdefault(("same: " if pair.same else "not: ") + pair.kind, []).append(pair)
    return found


def _right(judge: Judge, some: list[Pair]) -> int:
    return Counter(judge(pair) == pair.same for pair in some)[True]


def _cost(stored: int, tries: int) -> None:
    """Print what one article costs, all others within its month: more than any month holds."""
    long = _long_article()
    copy = Article(long.title, (*long.paragraphs, Paragraph("Theo Báo Hàm Giang Nay.")))
    telling = Telling(long)
    steps: dict[str, Callable[[], object]] = {
        "runs and signature": lambda: Telling(long).signature,
        "compare with one candidate, both read anew": lambda: same_story(
            Telling(long), Telling(copy)
        ),
        "datasketch's signature, for comparison": lambda: minhash(long),
    }
    print(f"\nan article of {len(long.text)} characters, {stored} stored; ms, median of {tries}\n")
    print("| step | ms |\n|---|---|")
    for name, step in steps.items():
        print(f"| {name} | {_timed(step, tries):.2f} |")
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(f"sqlite:///{Path(folder) / 'stories.db'}")
        _fill(archive, stored)
        before, began = _resident(), perf_counter()
        with archive.write() as tx:
            stories.candidates(tx, telling.signature, NOW, bits=0)
        loading, kept = perf_counter() - began, _resident() - before
        with archive.write() as tx:
            scan = _timed(lambda: stories.candidates(tx, telling.signature, NOW, bits=100), tries)
        print(f"| look through the signatures of all | {scan:.2f} |")
        print(
            f"| the whole join, in its transaction, nothing near | {_joined(archive, tries):.2f} |"
        )
        archive.close()
    print(f"\nread after a start: {loading:.1f} s, {kept:.0f} MB kept")


def _joined(archive: Archive, tries: int) -> float:
    """Return the milliseconds in which new articles join, each in a transaction of its own."""
    source_id = add_source(archive, "bao-moi")
    taken = []
    for n in range(tries):
        words = np.random.default_rng(n).integers(0, 5_000, 1_100)
        text = Article(f"Bài {n}", (Paragraph(" ".join(f"tu{word}" for word in words)),))
        with archive.write() as tx:
            number = show(tx, source_id, f"https://bao-moi.example/{n}", text)
        with archive.write() as tx:
            began = perf_counter()
            stories.alone(tx)
            join(tx, number, Telling(text, source_id), NOW)
            taken.append(perf_counter() - began)
    return median(taken) * 1_000


def _timed(step: Callable[[], object], tries: int) -> float:
    taken = []
    for _ in range(tries):
        began = perf_counter()
        step()
        taken.append(perf_counter() - began)
    return median(taken) * 1_000


def _long_article() -> Article:
    """Return some 5,000 characters: articles of the set one after the other."""
    some = [pair.one for pair in pairs("tuning") if pair.kind == "another title"][:6]
    return Article(some[0].title, tuple(part for one in some for part in one.paragraphs))


def _fill(archive: Archive, stored: int) -> None:
    """Store so many articles of a few words, and for each a story with a random signature."""
    for lot in _lots(stored):
        random = np.random.default_rng(lot.start).bytes(32 * len(lot))
        with archive.write() as tx:
            tx.execute(insert(article_table), [_stored(number) for number in lot])
            tx.execute(
                insert(story_member),
                [_member(number, random[32 * at : 32 * at + 32]) for at, number in enumerate(lot)],
            )
    gc.collect()


def _stored(number: int) -> dict[str, object]:
    text = Article(f"Bài {number}", (Paragraph("Ngắn."),))
    digest = hash_of(text)
    return {
        "number": number,
        "content_hash": digest,
        "short_hash": digest[:16],
        "title": text.title,
        "paragraphs": [["text", "Ngắn."]],
        "search_key": number,
    }


def _member(number: int, signature: bytes) -> dict[str, object]:
    day = stories.day_of(NOW)
    period = day // signatures.PERIOD
    return {
        "number": number,
        "story": number,
        "day": day,
        "period": period,
        "signature": signature,
    }


def _lots(stored: int) -> Iterator[range]:
    for start in range(0, stored, _LOT):
        yield range(start, min(start + _LOT, stored))


def _resident() -> float:
    """Return the memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    sys.exit(main())
