"""Which sentence of the newer version is which of the older: the same, moved, changed, or none.

Equal sentences are found first, in order, then those of some length wherever they stand: a
paragraph that moved is neither gone nor come. Of the others two belong together where half of their
words are the same; rare words lead to them, so that unlike articles cost little.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Final

from worker.identify.difference.in_order import Pair, in_order
from worker.identify.difference.words import Change, changes, words
from worker.model import Article, Paragraph
from worker.vietnamese.text.fold import marked_key
from worker.vietnamese.text.sentences import sentences

ALIKE: Final = 0.5
"""Twice the words in common by all words of both, from which on a sentence has changed."""

_RARE: Final = 8
"""Sentences that have a word, at most, for it to lead from one to another."""

_LED_TO: Final = 5
"""Sentences that one is compared with, at most: those with which it shares most rare words."""

_TELLING: Final = 5
"""Words from which on an equal sentence elsewhere is one that moved, not another row of a list."""

_SHORT: Final = 8
"""Words up to which sentences in the same place are one that changed, however unlike they are."""

MOST: Final = 1_000
"""Sentences of one version that are neither the same nor moved and are looked at, at most."""

_MOST_LETTERS: Final = 100_000
"""Code points of one version that are looked at so, at most, and one sentence of any length."""

_LONGEST: Final = 20_000
"""Code points from which on what has no full stop is cut, lest its words take long to compare."""


Places = tuple[int | None, int | None]
"""A sentence of the older version and one of the newer; None where there is none."""

Sides = tuple[Sequence[int], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, where it begins in ``Article.text``, and in which paragraph; 0 is the title."""

    text: str
    start: int
    paragraph: int

    @property
    def end(self) -> int:
        """Return where it ends in the text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Altered:
    """A sentence that is not the same in both versions; one side is None where it came or went.

    ``changes`` are those of a sentence that both have.
    """

    old: Sentence | None
    new: Sentence | None
    changes: tuple[Change, ...] = ()

    @property
    def in_title(self) -> bool:
        """Say whether it is the title, which each version has."""
        return self.new is not None and self.new.paragraph == 0

    @property
    def texts(self) -> tuple[str, ...]:
        """Return what it says in each version that has it."""
        return tuple(one.text for one in (self.old, self.new) if one is not None)


def sentences_of(article: Article, among: range) -> tuple[Sentence, ...]:
    """Return the sentences of some paragraphs of an article, counted from 1; first its title."""
    found = [Sentence(article.title, 0, 0)]
    at = len(article.title) + 2
    for number, paragraph in enumerate(article.paragraphs, start=1):
        text = paragraph.text
        for start, end in sentences(text) if number in among else ():
            found += [Sentence(text[a:b], at + a, number) for a, b in _cut(text, start, end)]
        at += len(text) + 2
    return tuple(found)


def altered(before: Article, after: Article) -> tuple[tuple[Altered, ...], int]:
    """Return the sentences that are not the same, in the order of the newer version, and how many
    there are beside them that were too many to be looked at.

    Equal sentences that only changed places are none. Exchanging the versions exchanges the sides.
    """
    here, there = _unlike(before.paragraphs, after.paragraphs)
    old, new = sentences_of(before, here), sentences_of(after, there)
    titles: list[Places] = [(0, 0)] if before.title != after.title else []
    body = [one.text for one in old[1:]], [one.text for one in new[1:]]
    found, beyond = _changed(*body)
    changed = [_behind_title(places) for places in found]
    return tuple(_altered(old, new, places) for places in [*titles, *changed]), beyond


def _unlike(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> tuple[range, range]:
    """Return the paragraphs, counted from 1, between those with which both begin and end alike."""
    first, last, most = 0, 0, min(len(old), len(new))
    while first < most and old[first].text == new[first].text:
        first += 1
    while last < most - first and old[-1 - last].text == new[-1 - last].text:
        last += 1
    return range(first + 1, len(old) - last + 1), range(first + 1, len(new) - last + 1)


def _cut(text: str, start: int, end: int) -> Iterator[Pair]:
    """Yield the stretches of a sentence of any length, parted where a word ends."""
    while end - start > _LONGEST:
        at = text.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
        yield start, at
        start = at
    yield start, end


def _altered(old: Sequence[Sentence], new: Sequence[Sentence], places: Places) -> Altered:
    i, j = places
    here, there = None if i is None else old[i], None if j is None else new[j]
    if here is None or there is None:
        return Altered(here, there)
    return Altered(here, there, changes(here.text, there.text))


def _changed(old: list[str], new: list[str]) -> tuple[list[Places], int]:
    """Return the places of sentences that are not the same, in the order of the newer version,
    and how many more there are."""
    if old <= new:
        same, alike, left, beyond = _together(old, new)
    else:
        same, alike, left, beyond = _together(new, old)
        same, alike, left = _exchanged(same), _exchanged(alike), (left[1], left[0])
    changed: list[Places] = [*alike, *((i, None) for i in left[0]), *((None, j) for j in left[1])]
    return _by_newer(changed, same), beyond


def _together(old: Sequence[str], new: Sequence[str]) -> tuple[list[Pair], list[Pair], Sides, int]:
    """Return what is the same in order, what has changed, what has gone or come, how much more."""
    same = in_order(old, new)
    left = _without((range(len(old)), range(len(new))), same)
    left = _without(left, list(_moved(old, new, *left)))
    looked_at = _first_of(old, left[0]), _first_of(new, left[1])
    beyond = max(len(left[side]) - len(looked_at[side]) for side in (0, 1))
    alike = _alike(old, new, *looked_at)
    alike += _in_place(old, new, same, *_without(looked_at, alike))
    return same, alike, _without(looked_at, alike), beyond


def _first_of(texts: Sequence[str], left: Sequence[int]) -> Sequence[int]:
    """Return of what is left as much as is looked at, from the first on."""
    letters = accumulate(len(texts[i]) for i in left)
    within = sum(1 for count in islice(letters, MOST) if count <= _MOST_LETTERS)
    return left[: max(within, 1)]


def _without(left: Sides, pairs: Sequence[Pair]) -> Sides:
    """Return what is left on each side."""
    here, there = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    return [i for i in left[0] if i not in here], [j for j in left[1] if j not in there]


def _moved(
    old: Sequence[str], new: Sequence[str], here: Iterable[int], there: Iterable[int]
) -> Iterator[Pair]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j in there:
        places[new[j]].append(j)
    for i in here:
        if places.get(old[i]) and len(old[i].split()) >= _TELLING:
            yield i, places[old[i]].pop(0)


def _alike(
    old: Sequence[str], new: Sequence[str], here: Sequence[int], there: Sequence[int]
) -> list[Pair]:
    """Return pairs of sentences that share half of their words, the most alike first."""
    bags = {i: _bag(old[i]) for i in here}, {j: _bag(new[j]) for j in there}
    users: defaultdict[str, list[int]] = defaultdict(list)
    for j, bag in bags[1].items():
        for word in bag:
            users[word].append(j)
    rare = {word for word, of in users.items() if len(of) <= _RARE}
    scored: list[tuple[float, int, int, int]] = []
    for i, bag in bags[0].items():
        leads = Counter(j for word in bag if word in rare for j in users[word])
        for j, _ in leads.most_common(_LED_TO):
            score = 2 * (bag & bags[1][j]).total() / max(bag.total() + bags[1][j].total(), 1)
            if score >= ALIKE and old[i] != new[j]:
                scored.append((-score, abs(i - j), i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs: list[Pair] = []
    for _, _, i, j in sorted(scored):
        if i not in taken[0] and j not in taken[1]:
            pairs.append((i, j))
            taken[0].add(i)
            taken[1].add(j)
    return pairs


def _bag(text: str) -> Counter[str]:
    return Counter(word for word, _, _ in words(marked_key(text)) if word[0].isalnum())


def _in_place(
    old: Sequence[str],
    new: Sequence[str],
    same: Sequence[Pair],
    here: Sequence[int],
    there: Sequence[int],
) -> Iterator[Pair]:
    """Yield short sentences, as of tables, that stand in the same gap, as many on each side."""
    gaps: defaultdict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, left in enumerate((here, there)):
        ends = [pair[side] for pair in same]
        at = 0
        for n in left:
            while at < len(ends) and ends[at] < n:
                at += 1
            gaps[at][side].append(n)
    for left, right in gaps.values():
        if len(left) != len(right):
            continue
        for i, j in zip(left, right, strict=True):
            if max(len(old[i].split()), len(new[j].split())) <= _SHORT:
                yield i, j


def _exchanged(pairs: Iterable[Pair]) -> list[Pair]:
    return [(second, first) for first, second in pairs]


def _behind_title(places: Places) -> Places:
    i, j = places
    return None if i is None else i + 1, None if j is None else j + 1


def _by_newer(changed: Sequence[Places], same: Sequence[Pair]) -> list[Places]:
    """Return changes in the order of the newer version, what is gone where it stood."""
    kept = [i for i, _ in same]

    def place(places: Places) -> tuple[int, int, int]:
        i, j = places
        if j is not None:
            return j, 1, 0
        assert i is not None
        before = bisect_left(kept, i)
        return same[before - 1][1] + 1 if before else 0, 0, i

    return sorted(changed, key=place)
