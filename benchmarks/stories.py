"""How well and how quickly articles that tell the same are known, with peers in the same run.

First labelled pairs (``benchmarks/stories_set.py``): which share of true reprints is found, and how
many pairs that are not the same are merged. Then what it costs where a million are stored
(``benchmarks/stories_cost.py``). Run it with ``make bench-stories``.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Final

from benchmarks.stories_cost import print_cost
from benchmarks.stories_peers import JUDGES, Judge
from benchmarks.stories_set import HALVES, Pair, pairs, printed_twice

STORED: Final = 1_000_000
TRIES: Final = 30
RECALL: Final = 0.98
"""What ``make bench-stories`` must reach, with no false merge."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return 1 where the goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stored", type=int, default=STORED)
    parser.add_argument("--tries", type=int, default=TRIES)
    parser.add_argument("--classes", action="store_true", help="print each class of pairs too")
    given = parser.parse_args(arguments)
    reached = [_judge(half, given.classes) for half in HALVES]
    print_cost(given.stored, given.tries)
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
    twice = printed_twice(half)
    found = [JUDGES["this program"](pair) for pair in twice]
    print(f"\nprinted twice by one paper, under another title: {sum(found)} of {len(twice)} found")
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


if __name__ == "__main__":
    sys.exit(main())
