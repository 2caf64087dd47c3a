"""Whether two texts tell one story: reprints, agency copies, cut copies and light rewrites do.

Two announcements of one template do not, nor a price list and that of the next day, nor pages of
which only the furniture was read. What is measured stands in ``docs/decisions/0019-stories.md``.
"""

from __future__ import annotations

import sys
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from typing import Final

import numpy as np

from worker.identify.stories.particulars import Particulars, Side, Slot, is_date, weight
from worker.identify.stories.retitled import SAME_TEXT, under_two_titles
from worker.identify.stories.signature import Hashes, runs, signature
from worker.model import Article
from worker.vietnamese.text.fold import folded_words, spaced

SHARED: Final = 0.45
"""The part of its runs of three words that the shorter text shares with the longer one at least."""

ALIKE: Final = 0.28
"""The part of all runs of both that they share at least: cut to the half, it is another text."""

OTHER_AT_ITS_PLACE: Final = 1 / 8
"""The part of the particulars in whose place the other text may have others: a figure corrected."""

UNKNOWN: Final = 1 / 3
"""The part of the particulars that the other text may lack, of the text that lacks the fewest."""

IN_ORDER: Final = 0.4
"""The part of two particulars in a row that are in a row in the other text too, at least."""

SUPPORTED: Final = 0.2
"""The part of its pairs of words that one title shares with the other article at least; the other
title shares one pair. Where only furniture was read, titles stand for themselves."""

OWN_TITLE: Final = 0.6
"""The part of the pairs of words that two titles of one paper share at least. A paper seldom prints
an article twice under another title; its furniture stands on every page."""


OWN_PARTICULARS: Final = 8
"""Particulars of a text that a paper prints under another title, at least."""


class Telling:
    """An article, ready to be compared with others; what is not asked for is not reckoned.

    ``paper`` is the row of the source that told it; None where that is not known.
    """

    def __init__(self, article: Article, paper: int | None = None) -> None:
        self.article = article
        self.paper = paper

    @cached_property
    def runs(self) -> Hashes:
        """Return the runs of three words."""
        return runs(self._words)

    @cached_property
    def signature(self) -> bytes:
        """Return the 32 bytes by which others like it are found."""
        return signature(self.runs)

    @cached_property
    def particulars(self) -> Particulars:
        """Return numbers and names."""
        return Particulars(self.article)

    @cached_property
    def pairs(self) -> Hashes:
        """Return the pairs of words of the whole article."""
        return runs(self._words, 2)

    @cached_property
    def title_pairs(self) -> Hashes:
        """Return the pairs of words of the title."""
        return runs(spaced(self.article.title), 2)

    @property
    def title_runs(self) -> int:
        """Return of how many runs of three words the title is part, at most."""
        return len(folded_words(self.article.title))

    @cached_property
    def _words(self) -> bytes:
        return spaced(self.article.text)


def same_story(one: Telling, other: Telling) -> bool:
    """Say whether two articles tell one story; whichever came first.

    What is cheap to ask refuses most, and stands first. Where one article is compared with many,
    it is ``one``: what was reckoned for it is not reckoned again.
    """
    if _of_one_paper(one, other) and _are_numbered(one.article.title, other.article.title):
        return False
    if not (_much_alike(one, other) and _titles_agree(one, other)):
        return False
    return not (_titles_name_others(one.particulars, other.particulars) or _is_another(one, other))


def is_version(one: Telling, other: Telling) -> bool:
    """Say whether what a page shows is another version of what it showed before.

    A page that tells new figures under one address every day tells other news each time.
    """
    shared = _common(one.runs, other.runs)
    if shared < SHARED * min(one.runs.size, other.runs.size):
        return False
    here, there = one.particulars, other.particulars
    gone, come = _foreign_slots(here, there), _foreign_slots(there, here)
    return min(_part(gone, here), _part(come, there)) <= UNKNOWN


def _much_alike(one: Telling, other: Telling) -> bool:
    """Say whether they share enough of their wording."""
    shared = _common(one.runs, other.runs)
    fewer = min(one.runs.size, other.runs.size)
    return shared >= max(SHARED * fewer, ALIKE * (one.runs.size + other.runs.size - shared))


def _titles_agree(one: Telling, other: Telling) -> bool:
    """Say whether the titles belong to what is told, as far as can be seen."""
    titles = one.title_pairs, other.title_pairs
    if np.array_equal(*titles):
        return True
    if _of_one_paper(one, other):
        alike = _common(*titles) >= OWN_TITLE * min(len(title) for title in titles)
        return alike or _printed_twice(one, other)
    here, there = _supported(one, other), _supported(other, one)
    return max(here, there) >= SUPPORTED and min(here, there) > 0 and _told_by_more(one, other)


def _told_by_more(one: Telling, other: Telling) -> bool:
    """Say whether a title has more than one pair of words, if it has more, from the other text."""
    told = max(_common(one.title_pairs, other.pairs), _common(other.title_pairs, one.pairs))
    return told >= min(2, one.title_pairs.size, other.title_pairs.size)


def _of_one_paper(one: Telling, other: Telling) -> bool:
    return one.paper is not None and one.paper == other.paper


def _are_numbered(one: str, other: str) -> bool:
    """Say whether two titles of one paper are the same but for their numbers: "Bản tin số 5", "9".

    A figure in the text may chance to be the other one's number, so this is asked by itself.
    """
    here, there = folded_words(one), folded_words(other)
    if here == there or len(here) != len(there):
        return False
    differing = [pair for pair in zip(here, there, strict=True) if pair[0] != pair[1]]
    return all(first.isdigit() and second.isdigit() for first, second in differing)


def _printed_twice(one: Telling, other: Telling) -> bool:
    """Say whether a paper has printed one text under two titles, with the same particulars."""
    longer = max(one.runs.size - one.title_runs, other.runs.size - other.title_runs)
    if _common(one.runs, other.runs) < SAME_TEXT * longer:
        return False  # without their titles the texts share less still
    here, there = one.particulars, other.particulars
    if _foreign(here.title, there) or _foreign(there.title, here):
        return False
    if min(here.count, there.count) < OWN_PARTICULARS:
        return False
    replaced = _replaced(_foreign_slots(here, there), _foreign_slots(there, here))
    return not replaced and under_two_titles(one.article, other.article)


def _supported(titled: Telling, by: Telling) -> float:
    """Return which part of a title stands in the other article."""
    return _common(titled.title_pairs, by.pairs) / titled.title_pairs.size


def _is_another(one: Telling, other: Telling) -> bool:
    """Say whether particulars differ so much that it is other news."""
    here, there = one.particulars, other.particulars
    least = min(here.count, there.count)
    if not least:
        return False
    if _days_elsewhere(here, there) & _days_elsewhere(there, here):
        return True
    if _places_elsewhere(here, there) & _places_elsewhere(there, here):
        return True
    gone, come = _foreign_slots(here, there), _foreign_slots(there, here)
    if min(_part(gone, here), _part(come, there)) > UNKNOWN:
        return True
    if _replaced(gone, come) > OTHER_AT_ITS_PLACE * least:
        return True
    fewer = min(len(here.order), len(there.order))
    return len(here.order & there.order) < IN_ORDER * fewer


def _titles_name_others(here: Particulars, there: Particulars) -> bool:
    """Say whether each title names what the other article does not tell at all."""
    # In this order, because what is asked of the other article may be its title alone.
    return bool(_foreign(there.title, here)) and bool(_foreign(here.title, there))


_NONE: Final = sys.maxsize
"""No slot: behind all others."""

_Foreign = list[tuple[Slot, tuple[str, ...]]]
"""Slots, each with those of its particulars that the other article does not tell."""


def _foreign(keys: Iterable[str], to: Particulars) -> tuple[str, ...]:
    return tuple(key for key in keys if not to.has(key))


def _foreign_slots(here: Particulars, to: Particulars) -> _Foreign:
    found = ((slot, _foreign(slot.keys, to)) for slot in here.slots)
    return [(slot, keys) for slot, keys in found if keys]


def _part(foreign: _Foreign, of: Particulars) -> float:
    """Return which part of the particulars the other article does not have."""
    return sum(weight(keys) for _, keys in foreign) / of.count if of.count else 0.0


def _days_elsewhere(here: Particulars, to: Particulars) -> set[Side]:
    """Return between which words days stand that the other article does not tell."""
    days = (slot for slot in here.slots if any(map(is_date, slot.keys)))
    foreign = (slot for slot in days if any(map(is_date, _foreign(slot.keys, to))))
    return {side for slot in foreign for side in slot.sides()}


def _places_elsewhere(here: Particulars, to: Particulars) -> set[Side]:
    """Return between which words of title and lead places stand that the other does not tell."""
    places = (slot for slot in here.opening if slot.is_place)
    return {side for slot in places if _foreign(slot.keys, to) for side in slot.sides()}


def _replaced(gone: _Foreign, come: _Foreign) -> int:
    """Return how many particulars have others in their place, between the same words."""
    standing: dict[Side, deque[int]] = defaultdict(deque)
    for at, (slot, _) in enumerate(come):
        for side in slot.sides():
            standing[side].append(at)
    replaced, taken = 0, set[int]()
    for slot, keys in gone:
        found = min((_first(standing[side], taken) for side in slot.sides()), default=_NONE)
        if found != _NONE:
            taken.add(found)
            replaced += min(weight(keys), weight(come[found][1]))
    return replaced


def _first(waiting: deque[int], taken: Collection[int]) -> int:
    """Return the first that is not taken yet; those before it are dropped for good."""
    while waiting and waiting[0] in taken:
        waiting.popleft()
    return waiting[0] if waiting else _NONE


def _common(one: Hashes, other: Hashes) -> int:
    return int(np.intersect1d(one, other, assume_unique=True).size)


def first_tellings(articles: Sequence[Article]) -> list[int]:
    """Return for each article which one told its story first, counted from 0: itself, or a former.

    Articles that are both copies of a third are one story with it, however they differ.
    """
    tellings = [Telling(article) for article in articles]
    first: list[int] = []
    for at, here in enumerate(tellings):
        former = (first[n] for n in range(at) if same_story(tellings[n], here))
        first.append(next(former, at))
    return first
