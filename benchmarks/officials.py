"""How well officials and offices are found: precision, recall and F1 on the labelled texts.

Prints tables for the tuning set, the held-out set and the example files, each pattern apart,
beside underthesea's NER and a plain list of names in the same run, and milliseconds a text of
each. Ends with status 1 where a set falls short. Run it with ``make bench-officials``; without
underthesea it measures the others. ``--errors`` lists what is wrong, of the held-out set only
with ``--reveal``: rules are not made from it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from time import perf_counter
from typing import Final

from benchmarks.officials_peers import name_list, underthesea
from benchmarks.officials_score import AT_LEAST, Count, Marked, Score, differences
from tests.gold.labels import SETS, Case, ExamplesMissingError, load
from worker.match.officials import Registry

OURS: Final = "Điểm Tin"
ROUNDS: Final = 3
"""Of our own times the best of so many; the peers are asked once."""

Finder = Callable[[Case], Sequence[Marked]]


@dataclass(slots=True)
class Measured:
    """What one finder reached on one set."""

    score: Score = field(default_factory=Score)
    patterns: dict[str, Score] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)

    def add(self, case: Case, found: Sequence[Marked], seconds: float) -> None:
        """Count what was found in one text, and how long that took."""
        self.score.add(found, case.expected)
        self.patterns.setdefault(case.pattern, Score()).add(found, case.expected)
        self.seconds.append(seconds)

    @property
    def milliseconds(self) -> float:
        """Return the mean of a text."""
        return 1000 * fmean(self.seconds) if self.seconds else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status."""
    given = _arguments(arguments)
    sets = _sets(given.set or SETS, given.pattern)
    if given.errors:
        for name, cases in sets.items():
            _print_errors(name, cases, reveal=given.reveal)
        return 0
    measured = {name: _measure(cases, _finders(given.peers)) for name, cases in sets.items()}
    if given.json:
        print(json.dumps(_as_json(measured), ensure_ascii=False, indent=2))
    else:
        for name, results in measured.items():
            _print_set(name, sets[name], results)
    return 1 if any(results[OURS].score.missed() for results in measured.values()) else 0


def ours(case: Case) -> Sequence[Marked]:
    """Return the mentions that the rules find with the registry of a case."""
    return Registry(case.officials).mentions(case.article, case.setting)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.officials", description=__doc__)
    parser.add_argument("--set", action="append", choices=SETS, help="only this set; repeatable")
    parser.add_argument("--pattern", action="append", help="only this pattern; repeatable")
    parser.add_argument("--errors", action="store_true", help="list every error")
    parser.add_argument("--reveal", action="store_true", help="those of the held-out set too")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="ours alone")
    return parser.parse_args(arguments)


def _sets(names: Sequence[str], patterns: Sequence[str] | None) -> dict[str, tuple[Case, ...]]:
    """Return the cases of each set that is there; say which one is not."""
    found = {}
    for name in names:
        try:
            cases = load(name)
        except ExamplesMissingError as error:
            print(f"{name}: left out: {error}", file=sys.stderr)
            continue
        kept = tuple(c for c in cases if not patterns or c.pattern in patterns)
        if kept:
            found[name] = kept
    return found


def _finders(peers: bool) -> dict[str, Finder]:
    finders: dict[str, Finder] = {OURS: ours}
    if not peers:
        return finders
    model = underthesea()
    if model is None:
        print("underthesea is not installed and left out: make bench-officials", file=sys.stderr)
    else:
        finders["underthesea NER"] = model
    finders["list of names"] = name_list
    return finders


def _measure(cases: Sequence[Case], finders: dict[str, Finder]) -> dict[str, Measured]:
    results = {name: Measured() for name in finders}
    for case in cases:
        for name, find in finders.items():
            found, seconds = _own_time(case) if name == OURS else _timed(find, case)
            results[name].add(case, found, seconds)
    return results


def _own_time(case: Case) -> tuple[Sequence[Marked], float]:
    """Return what is found and the seconds for it; a registry is built once, and not timed."""
    registry = Registry(case.officials)
    rounds = [
        _timed(lambda c: registry.mentions(c.article, c.setting), case) for _ in range(ROUNDS)
    ]
    return rounds[0][0], min(seconds for _, seconds in rounds)


def _timed(find: Finder, case: Case) -> tuple[Sequence[Marked], float]:
    began = perf_counter()
    found = find(case)
    return found, perf_counter() - began


def _print_set(name: str, cases: Sequence[Case], results: dict[str, Measured]) -> None:
    size = fmean(len(case.article.text.encode()) for case in cases) / 1000
    mentions = sum(len(case.expected) for case in cases)
    print(f"\n{name}: {len(cases)} texts of {size:.1f} KB on average, {mentions} mentions")
    print(f"{'':22}{'mentions':^20}{'offices':^20}{'asserted':^14}{'names alone':^20}{'ms':>8}")
    print(f"{'':22}" + "   P     R     F1   " * 2 + " right   R    " + "   P     R     F1   ")
    for finder, result in results.items():
        print(f"{finder:22}{_row(result.score)}{result.milliseconds:8.2f}")
    if len(results[OURS].patterns) > 1:
        for pattern, score in sorted(results[OURS].patterns.items()):
            print(f"  {pattern[:19]:20}{_row(score)}{score.texts:5} texts")
    for what, (figure, least) in results[OURS].score.missed().items():
        print(f"  {what} {figure:.3f}, must be at least {least}")


def _row(score: Score) -> str:
    right = f" {_share(score.asserted.precision, score.asserted.found)}"
    recalled = f" {_share(score.asserted.recall, score.asserted.expected)}  "
    return f"{_prf(score.mentions)}{_prf(score.offices)}{right}{recalled}{_prf(score.persons)}"


def _prf(count: Count) -> str:
    shares = (
        _share(count.precision, count.found),
        _share(count.recall, count.expected),
        _share(count.f1, count.found + count.expected),
    )
    return f" {' '.join(shares)}  "


def _share(share: float, of: int) -> str:
    """Return a share of so many; of none there is none."""
    return f"{share:5.3f}" if of else f"{'–':>5}"


def _print_errors(name: str, cases: Sequence[Case], *, reveal: bool) -> None:
    """List the errors of a set; of the held-out one only how many there are."""
    score, wrong = Score(), 0
    for case in cases:
        found = ours(case)
        score.add(found, case.expected)
        lines = differences(case, found)
        wrong += len(lines) // 2
        if lines and (name != "held-out" or reveal):
            print(f"{case.id} ({case.pattern}): {_shown(case)}", *lines, sep="\n")
    print(f"{name}: {wrong} errors in {len(cases)} texts;{_row(score)}")


def _shown(case: Case) -> str:
    text = case.article.text.strip()
    return text if len(text) < 300 else f"{text[:120]}…"


def _as_json(measured: dict[str, dict[str, Measured]]) -> dict[str, object]:
    sets = {
        name: {finder: _measured_json(result) for finder, result in results.items()}
        for name, results in measured.items()
    }
    return {"at_least": AT_LEAST, "sets": sets}


def _measured_json(result: Measured) -> dict[str, object]:
    return {
        **_score_json(result.score),
        "ms": round(result.milliseconds, 3),
        "patterns": {name: _score_json(score) for name, score in result.patterns.items()},
    }


def _score_json(score: Score) -> dict[str, object]:
    counts = {
        "mentions": score.mentions,
        "persons": score.persons,
        "offices": score.offices,
        "asserted": score.asserted,
    }
    return {"texts": score.texts, **{name: _count_json(count) for name, count in counts.items()}}


def _count_json(count: Count) -> dict[str, float]:
    return {
        "right": count.right,
        "found": count.found,
        "expected": count.expected,
        "precision": round(count.precision, 4),
        "recall": round(count.recall, 4),
        "f1": round(count.f1, 4),
    }


if __name__ == "__main__":
    sys.exit(main())
