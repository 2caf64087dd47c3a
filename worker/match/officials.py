"""Finds the officials of the registry in an article by their names.

1. fold      the text, once                                         vietnamese/fold
2. look      for all folded names at once                           automaton
3. check     marks, capitals and separators of each hit
4. weigh     what stands before and after it                        vietnamese/names
5. choose    the longest of those that overlap
6. name      the official, or all who bear the name, with odds
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from worker.match.automaton import Automaton
from worker.match.words import PARAGRAPH_BREAK, spaced
from worker.model import Alias, Article, Candidate, Mention, MentionKind, Official
from worker.vietnamese.fold import has_marks, nfc
from worker.vietnamese.names import (
    SURNAMES,
    TITLE_STARTS,
    is_named_after,
    is_ward_office,
    name_key,
    spellings,
)

CONFIDENCE: Final = {"name": 0.95, "alias": 0.9, "blind": 0.7}
"""How sure a mention is by how it was recognized. An order, not a measured probability: another
person may bear the name, an alias less likely belongs to one person alone, marks are evidence."""

DOUBT: Final = 0.5
"""What each doubtful neighbour, and a name of one syllable, leaves of the confidence."""

_JOINERS: Final = frozenset(" '’ʼ-")
_SURNAME_KEYS: Final = frozenset(map(name_key, SURNAMES))
_TITLE_KEYS: Final = frozenset(map(name_key, TITLE_STARTS))
_TWO_SYLLABLES: Final = re.compile(r" ([^\W\d_]+)(?: ([^\W\d_]+))?")


@dataclass(frozen=True, slots=True)
class _Form:
    """A name or alias of an official, and how strictly it is taken."""

    official: int
    name: str
    key: str
    capitals: tuple[bool, ...]
    via: str
    blind: bool


class _Span(NamedTuple):
    """A hit that is a name: where, which forms it may be, and how much doubt is about it."""

    start: int
    end: int
    forms: tuple[tuple[_Form, str], ...]
    doubt: float


class Registry:
    """The officials to be found. Building takes about 30 µs a name; asking does not grow with it.

    Names are taken strictly: with their marks (tone placement and i/y aside), in their own
    capitals or all in capitals. A blind alias, and any name in a text wholly without marks, is
    found whatever the marks.
    """

    def __init__(self, officials: Sequence[Official]) -> None:
        self._officials = tuple(officials)
        self._forms: defaultdict[bytes, list[_Form]] = defaultdict(list)
        for index, official in enumerate(self._officials):
            self._add(index, Alias(official.name), "name")
            for alias in official.aliases:
                self._add(index, alias, "alias")
        self._automaton = Automaton(self._forms)

    def mentions(self, article: Article) -> tuple[Mention, ...]:
        """Return the mentions in the order of the text; none overlaps another."""
        text = article.text
        hits = self._automaton.spans(b" " + spaced(text) + b" ") if self._forms else []
        if not hits:
            return ()
        # A literal begins with a space, and so does the haystack: its start is the name's.
        spans = (self._recognized(text, found, start, end - 2) for found, start, end in hits)
        chosen = _longest([span for span in spans if span is not None])
        return tuple(self._mention(text, span) for span in chosen)

    def _add(self, index: int, alias: Alias, via: str) -> None:
        name = nfc(" ".join(alias.name.split()))
        form = _Form(index, name, name_key(name), _capitals(name), via, alias.blind)
        for spelling in spellings(name):
            words = spaced(spelling).split()
            if words:
                self._forms[b" " + b" ".join(words) + b" "].append(form)

    def _recognized(self, text: str, literal: bytes, start: int, end: int) -> _Span | None:
        surface = text[start:end]
        # Where the name itself has no mark, the text may be one that is written without any.
        unmarked = surface.isascii() and not has_marks(text)
        found = [
            (form, via)
            for form in self._forms[literal]
            if (via := _recognized_by(form, surface, unmarked))
        ]
        # Who is named with the right marks is meant, not who has an alias without.
        strict = [(form, via) for form, via in found if via != "blind"]
        doubt = _doubt(text, start, end) if found else 0.0
        return _Span(start, end, tuple(strict or found), doubt) if doubt else None

    def _mention(self, text: str, span: _Span) -> Mention:
        best = max([via for _, via in span.forms], key=CONFIDENCE.__getitem__)
        who = [self._officials[i] for i in dict.fromkeys([f.official for f, _ in span.forms])]
        only = who[0] if len(who) == 1 else None
        return Mention(
            start=span.start,
            end=span.end,
            surface=text[span.start : span.end],
            kind=MentionKind.PERSON,
            official=only.name if only else None,
            official_id=only.id or None if only else None,
            via=best,
            confidence=round(CONFIDENCE[best] * span.doubt, 3),
            candidates=() if only else tuple(Candidate(each.name, 1 / len(who)) for each in who),
        )


def _capitals(name: str) -> tuple[bool, ...]:
    return tuple(char.isupper() for char in name)


def _recognized_by(form: _Form, surface: str, unmarked: bool) -> str | None:
    """Return how a surface is recognized as the form, None where it is not."""
    if surface == form.name and not surface.isascii():
        return form.via
    if not _well_written(surface, form):
        return None
    key = name_key(surface)
    if unmarked or (form.blind and (key != form.key or key.isascii())):
        return "blind"
    return form.via if key == form.key else None


def _well_written(surface: str, form: _Form) -> bool:
    """Say whether the surface is written as a name: in the form's capitals, or all in capitals.

    A blind alias is often typed without capitals; then each syllable may have one.
    """
    if not all(char.isalnum() or char in _JOINERS for char in surface):
        return False
    if surface.isupper() or _capitals(surface) == form.capitals:
        return True
    return form.blind and not any(form.capitals) and surface == surface.title()


def _doubt(text: str, start: int, end: int) -> float:
    """Return what its neighbours leave of a name's confidence: 1.0 all, 0.0 nothing."""
    surface = text[start:end]
    before = text[max(0, start - 64) : start].rpartition(PARAGRAPH_BREAK)[2]
    if is_named_after(before):
        return 0.0
    left = 1.0 if " " in surface else DOUBT
    if is_ward_office(before) or _begins_earlier(before):
        left *= DOUBT
    return left * _ends_here(surface, text[end : end + 32])


def _begins_earlier(before: str) -> bool:
    """Say whether a surname stands right before, so that the name may have begun with it."""
    previous = before[:-1].rpartition(" ")[2] if before.endswith(" ") else ""
    return previous[:1].isupper() and name_key(previous) in _SURNAME_KEYS


def _ends_here(surface: str, after: str) -> float:
    """Return how sure it is that a name ends where the registered one does.

    A capitalized syllable after a space goes on with the name ("Nguyễn Thị Thu" + "Phượng"),
    unless it begins another name or a title; a body's abbreviation never goes on with it.
    """
    this, next_one = _following(after)
    if not this[:1].isupper():
        return 1.0
    if surface.isupper() and this.isupper():
        return DOUBT
    if len(this) > 1 and this.isupper():
        return 1.0
    key = name_key(this)
    # A surname alone names nobody: "Hà" in "Nguyễn Thị Thu Hà nói" is the given name.
    begins_name = key in _SURNAME_KEYS and next_one[:1].isupper()
    return DOUBT if begins_name or key in _TITLE_KEYS else 0.0


def _following(after: str) -> tuple[str, str]:
    """Return the next two syllables, empty where punctuation or a paragraph's end stands before."""
    match = _TWO_SYLLABLES.match(after)
    return (match[1], match[2] or "") if match else ("", "")


def _longest(spans: list[_Span]) -> list[_Span]:
    """Return spans that do not overlap, longer ones preferred, in the order of the text."""
    chosen: list[_Span] = []
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
        if not any(span.start < other.end and other.start < span.end for other in chosen):
            chosen.append(span)
    return sorted(chosen, key=lambda s: s.start)
