"""Which officials, offices, figures, dates and negations came, went, or became another.

A name, an office, a figure or a date has come or gone where the other version has it nowhere. In a
sentence that changed, what stands in the same place has become another, even where the older one
still stands elsewhere; a *không* counts there alone, for a text has many.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from worker.identify.difference.sentences import Altered, Sentence
from worker.model import (
    Article,
    Changed,
    Mention,
    MentionKind,
    NamedChange,
    OfficeSaid,
    OfficeStatus,
)
from worker.vietnamese.figures import SaidKind, said
from worker.vietnamese.names.names import name_key

_KINDS: Final = {
    SaidKind.FIGURE: Changed.FIGURE,
    SaidKind.DATE: Changed.DATE,
    SaidKind.NEGATION: Changed.NEGATION,
}
_STATUS: Final = {
    OfficeStatus.CURRENT: "",
    OfficeStatus.ACTING: "quyền ",
    OfficeStatus.FORMER: "nguyên ",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """What a text names at a place. ``key`` is what all its spellings share.

    Where one of two is ``unsure``, an equal ``look`` makes them one: a name that only one version
    could tell whose it is, an office whose place only one version says.
    """

    what: Changed
    key: str
    look: str
    unsure: bool
    shown: str
    start: int
    end: int

    @property
    def id(self) -> tuple[Changed, str]:
        """Return what tells it from others."""
        return self.what, self.key


Both = tuple[Fact, Fact]
"""A fact of the older version and one of the newer that belong together."""


class Facts:
    """The facts of one version, in their order."""

    def __init__(self, article: Article, mentions: Iterable[Mention]) -> None:
        text = article.text
        found = [*_of_mentions(mentions), *_of_text(text)]
        self._facts = sorted(found, key=lambda one: (one.start, one.what))
        self._starts = [one.start for one in self._facts]
        self.keys = frozenset(one.id for one in found if one.what is not Changed.NEGATION)
        """What the version names anywhere; a text says no too often for that to mean anything."""

    def within(self, sentence: Sentence) -> list[Fact]:
        """Return the facts that begin in a sentence."""
        first = bisect_left(self._starts, sentence.start)
        return self._facts[first : bisect_left(self._starts, sentence.end)]


def named(sentences: Sequence[Altered], before: Facts, after: Facts) -> tuple[NamedChange, ...]:
    """Return what has come, gone or become another in the sentences that changed, each once."""
    found: dict[NamedChange, None] = {}
    was = before.keys | _negations(before, [one.old for one in sentences if one.new is None])
    now = after.keys | _negations(after, [one.new for one in sentences if one.old is None])
    for one in sentences:
        gone = before.within(one.old) if one.old is not None else []
        come = after.within(one.new) if one.new is not None else []
        if one.old is not None and one.new is not None:
            gone, come, pairs = _of_changed(one, one.old, one.new, gone, come)
            found.update((NamedChange(a.what, a.shown, b.shown), None) for a, b in pairs)
        else:
            gone, come = _lasting(gone), _lasting(come)
        found.update((NamedChange(a.what, a.shown, None), None) for a in gone if a.id not in now)
        found.update((NamedChange(b.what, None, b.shown), None) for b in come if b.id not in was)
    return tuple(found)


def _negations(facts: Facts, alone: Iterable[Sentence | None]) -> frozenset[tuple[Changed, str]]:
    """Return the negations of sentences that came or went whole: parts of others, it may be."""
    return frozenset(
        fact.id
        for sentence in alone
        if sentence is not None
        for fact in facts.within(sentence)
        if fact.what is Changed.NEGATION
    )


def _of_changed(
    one: Altered, old: Sentence, new: Sentence, before: Sequence[Fact], after: Sequence[Fact]
) -> tuple[list[Fact], list[Fact], list[Both]]:
    """Return what one sentence has no more, what it has now, and what became what."""
    here, there = _by_kind(before), _by_kind(after)
    all_gone: list[Fact] = []
    all_come: list[Fact] = []
    became: list[Both] = []
    for what in Changed:
        gone, come = _differing(here[what], there[what])
        pairs = list(_in_place(_by_place(one, old, gone), _by_place(one, new, come)))
        gone, come = _unpaired(gone, come, pairs)
        if len(gone) == len(come) and old.paragraph:  # a title may be another altogether
            pairs += [both for both in zip(gone, come, strict=True) if _may_become(*both)]
            gone, come = _unpaired(gone, come, pairs)
        all_gone += gone
        all_come += come
        became += pairs
    return all_gone, all_come, became


def _differing(old: Sequence[Fact], new: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Return the facts of each side that the other has not, as often as it has not."""
    same = list(_twins(old, new, lambda one: one.key))
    old, new = _unpaired(old, new, same)
    alike = _twins(old, new, lambda one: one.look)
    return _unpaired(old, new, [both for both in alike if both[0].unsure or both[1].unsure])


def _twins(old: Iterable[Fact], new: Iterable[Fact], by: Callable[[Fact], str]) -> Iterator[Both]:
    waiting: defaultdict[str, deque[Fact]] = defaultdict(deque)
    for other in new:
        waiting[by(other)].append(other)
    for one in old:
        if waiting[by(one)]:
            yield one, waiting[by(one)].popleft()


def _unpaired(
    old: Iterable[Fact], new: Iterable[Fact], pairs: Iterable[Both]
) -> tuple[list[Fact], list[Fact]]:
    taken = {id(one) for pair in pairs for one in pair}
    return [one for one in old if id(one) not in taken], [
        one for one in new if id(one) not in taken
    ]


def _by_place(one: Altered, sentence: Sentence, facts: Iterable[Fact]) -> dict[int, list[Fact]]:
    """Return the facts by the change that they stand in or touch, counted from 0."""
    is_old = sentence is one.old
    stretches = [change.gone if is_old else change.come for change in one.changes]
    ends = [end for _, end in stretches]
    places: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        start, end = fact.start - sentence.start, fact.end - sentence.start
        at = bisect_left(ends, start)
        if at < len(stretches) and stretches[at][0] <= end:
            places[at].append(fact)
    return places


def _in_place(gone: Mapping[int, list[Fact]], come: Mapping[int, list[Fact]]) -> Iterator[Both]:
    """Yield the facts of which one stands where the other stood."""
    for place, facts in gone.items():
        for both in zip(facts, come.get(place, ()), strict=False):
            if _may_become(*both):
                yield both


def _may_become(one: Fact, other: Fact) -> bool:
    """Say whether one may stand for the other: a sum of money does not become a length."""
    units = {key.rpartition(" ")[2] for key in (one.key, other.key) if " " in key}
    return one.what is not Changed.FIGURE or len(units) <= 1


def _lasting(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts that count where a whole sentence came or went."""
    return [one for one in facts if one.what is not Changed.NEGATION]


def _by_kind(facts: Iterable[Fact]) -> defaultdict[Changed, list[Fact]]:
    kinds: defaultdict[Changed, list[Fact]] = defaultdict(list)
    for one in facts:
        kinds[one.what].append(one)
    return kinds


def _of_mentions(mentions: Iterable[Mention]) -> Iterator[Fact]:
    for one in mentions:
        if one.kind is MentionKind.PERSON:
            whom = one.official or one.surface
            yield Fact(
                what=Changed.OFFICIAL,
                key=name_key(whom),
                look=name_key(one.surface),
                unsure=True,
                shown=whom,
                start=one.start,
                end=one.end,
            )
        for said_of in one.offices:
            yield _office(one, said_of)


def _office(mention: Mention, said_of: OfficeSaid) -> Fact:
    office = said_of.office
    look = name_key(f"{office.role} {office.body}") + f" {said_of.status}"
    return Fact(
        what=Changed.OFFICE,
        key=f"{look} {name_key(office.place or '')}",
        look=look,
        unsure=office.place is None,
        shown=f"{_STATUS[said_of.status]}{office}",
        start=mention.start,
        end=mention.end,
    )


def _of_text(text: str) -> Iterator[Fact]:
    for one in said(text):
        shown = " ".join(text[one.start : one.end].split())
        yield Fact(_KINDS[one.kind], one.key, one.key, False, shown, one.start, one.end)
