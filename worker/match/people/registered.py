"""Finds the names of the registry in a text: where they stand, and whose they may be.

1. look      for all folded names at once                           automaton
2. check     marks, capitals and separators of each hit
3. weigh     what stands before and after it                        vietnamese/names/names
4. choose    the longest of those that overlap
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from worker.match.automaton import Automaton, Hit
from worker.match.words import PARAGRAPH_BREAK
from worker.model import Alias, Official
from worker.vietnamese.names.names import (
    SURNAMES,
    TITLE_STARTS,
    is_named_after,
    is_ward_office,
    name_key,
    spellings,
)
from worker.vietnamese.text.fold import has_marks, nfc, spaced

CONFIDENCE: Final = {"name": 0.95, "alias": 0.9, "blind": 0.7}
"""How sure a mention is by how it was recognized. An order, not a measured probability: another
person may bear the name, an alias less likely belongs to one person alone, marks are evidence."""

DOUBT: Final = 0.5
"""What each doubtful neighbour, and a name of one syllable, leaves of the confidence."""

_JOINERS: Final = frozenset(" '’ʼ-")
_SURNAME_KEYS: Final = frozenset(map(name_key, SURNAMES))
_TITLE_KEYS: Final = frozenset(map(name_key, TITLE_STARTS))
_TWO_SYLLABLES: Final = re.compile(r" ([^\W\d_]+)(?: ([^\W\d_]+))?")
_CREDIT: Final = re.compile(
    r"(?:ảnh|tin|bài|nguồn|thực hiện|video|clip|đồ họa|ctv|phóng viên|pv)(?:[^.:\n]{0,16}): ?$",
    re.IGNORECASE,
)
_OPENING: Final = frozenset('“"‘«')
_CLOSING: Final = frozenset('”"’»')


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


class Registered(NamedTuple):
    """A name of the registry in a text: which officials bear it, and how it was recognized."""

    start: int
    end: int
    officials: tuple[Official, ...]
    via: str
    confidence: float


class Names:
    """The names to be found. Building takes about 30 µs a name; asking does not grow with it.

    Names are taken strictly: with their marks (tone placement and i/y aside), in their own
    capitals or all in capitals. A blind alias, and any name in a text wholly without marks, is
    found whatever the marks.
    """

    def __init__(self, officials: Sequence[Official], others: Iterable[bytes] = ()) -> None:
        """Make ready to find the names, and other literals in the same pass."""
        self._officials = tuple(officials)
        self._forms: defaultdict[bytes, list[_Form]] = defaultdict(list)
        for index, official in enumerate(self._officials):
            self._add(index, Alias(official.name), "name")
            for alias in official.aliases:
                self._add(index, alias, "alias")
        self._automaton = Automaton((*self._forms, *others))

    def hits(self, folded: bytes) -> list[Hit]:
        """Return where names and other literals may stand, in the order of their ends.

        ``folded`` is ``b" " + spaced(text) + b" "``.
        """
        return self._automaton.spans(folded)

    def found(self, text: str, hits: Sequence[Hit]) -> list[Registered]:
        """Return the names among the hits in the order of the text; none overlaps another."""
        # A literal begins with a space, and so does the haystack: its start is the name's.
        spans = [
            self._recognized(text, found, start, end - 2)
            for found, start, end in hits
            if found in self._forms
        ]
        chosen = _longest([span for span in spans if span is not None])
        # A name that is none here ("đường Kiều Thanh Vĩ") hides the shorter ones inside it.
        return [self._named(span) for span in chosen if span.doubt]

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
        if not found:
            return None
        return _Span(start, end, tuple(strict or found), _doubt(text, start, end))

    def _named(self, span: _Span) -> Registered:
        via = max([via for _, via in span.forms], key=CONFIDENCE.__getitem__)
        who = dict.fromkeys(form.official for form, _ in span.forms)
        return Registered(
            span.start,
            span.end,
            tuple(self._officials[index] for index in who),
            via,
            round(CONFIDENCE[via] * span.doubt, 3),
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
    if is_named_after(before) or _is_credit(before) or _is_quoted(text, start, end):
        return 0.0
    left = 1.0 if " " in surface else DOUBT
    if is_ward_office(before) or _begins_earlier(before):
        left *= DOUBT
    return left * _ends_here(surface, text[end : end + 32])


def _is_credit(before: str) -> bool:
    """Say whether a name there signs a photograph or an article."""
    return before.endswith((": ", ":")) and _CREDIT.search(before[-40:]) is not None


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Say whether the name alone stands in quotation marks: a shop's, a ship's."""
    return text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING


def _begins_earlier(before: str) -> bool:
    """Say whether a surname stands right before, so that the name may have begun with it."""
    if not before.endswith(" "):
        return False
    rest, _, previous = before[:-1].rpartition(" ")
    if previous in {"Ông", "Bà"} and not rest[-1:].isalnum():
        return False  # an honorific at the start of a sentence, though Ông is a surname too
    return previous[:1].isupper() and name_key(previous) in _SURNAME_KEYS


def _ends_here(surface: str, after: str) -> float:
    """Return how sure it is that a name ends where the registered one does.

    A capitalized syllable after a space goes on with the name ("Kiều Thị Thu" + "Khuê"),
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
    # A surname alone names nobody: "Hà" in "Kiều Thị Thu Hà nói" is the given name.
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
