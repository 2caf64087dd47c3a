"""What two sequences have in common in the same order, in time that hardly grows with unlikeness.

``difflib`` takes the square of the length and worse. Here what begins and ends alike is set apart
first, then what stands once on either side holds the rest together (patience diff, Bram Cohen), and
between these the same again. The answer is one common subsequence, not always the longest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

Pair = tuple[int, int]
"""A place in the older and one in the newer sequence that hold the same."""

_DEEPEST: Final = 6
"""How often a stretch is divided by what stands once in it; then equal things pair in turn."""


def in_order(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return pairs of places that hold the same, rising on both sides.

    Exchanging the two exchanges the sides of each pair.
    """
    if list(old) <= list(new):
        return sorted(_pairs(old, new, (0, len(old)), (0, len(new)), 0))
    return sorted((there, here) for here, there in in_order(new, old))


def _pairs(
    old: Sequence[str], new: Sequence[str], here: Pair, there: Pair, depth: int
) -> Iterator[Pair]:
    """Yield the pairs within a stretch of each."""
    (start, end), (begin, stop) = here, there
    while start < end and begin < stop and old[start] == new[begin]:
        yield start, begin
        start, begin = start + 1, begin + 1
    while start < end and begin < stop and old[end - 1] == new[stop - 1]:
        end, stop = end - 1, stop - 1
        yield end, stop
    if start == end or begin == stop:
        return
    anchors = _anchors(old, new, range(start, end), range(begin, stop), once=depth < _DEEPEST)
    if depth >= _DEEPEST or not anchors:
        yield from anchors or _anchors(old, new, range(start, end), range(begin, stop), once=False)
        return
    for at, beside in [*anchors, (end, stop)]:
        yield from _pairs(old, new, (start, at), (begin, beside), depth + 1)
        if at < end and beside < stop:
            yield at, beside
        start, begin = at + 1, beside + 1


def _anchors(
    old: Sequence[str], new: Sequence[str], here: range, there: range, *, once: bool
) -> list[Pair]:
    """Return the longest rising run of what stands ``once`` on each side, else of the nth each."""
    counts = Counter(old[i] for i in here), Counter(new[j] for j in there)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j in there:
        places[new[j]].append(j)
    taken: Counter[str] = Counter()
    pairs: list[Pair] = []
    for i in here:
        word = old[i]
        if once and (counts[0][word] != 1 or counts[1][word] != 1):
            continue
        if taken[word] < len(places.get(word, ())):
            pairs.append((i, places[word][taken[word]]))
            taken[word] += 1
    return _rising(pairs)


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest run of pairs, given by their first side, that rises on the second too."""
    tails: list[int] = []
    """For each length the smallest second side that a run of it ends with."""
    ends: list[int] = []
    before: list[int] = []
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(tails, second)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(second)
            ends.append(index)
        else:
            tails[length], ends[length] = second, index
    at = ends[-1] if ends else -1
    run: list[Pair] = []
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]
