"""What a query asks of words: in the title and the paragraphs, and in what stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from worker.address.page_key import page_key
from worker.match.queries.clauses import Clauses, Users, all_hold, one
from worker.match.queries.conditions import Condition, Evidence, View
from worker.match.queries.literals import Column, Literal, is_exact
from worker.match.words import Phrase
from worker.model import AllOf, AtPage, HasParticular, HasWords, Narrowing, Reason
from worker.vietnamese.text.fold import marked_key

_COLUMN: Final[dict[str | None, Column]] = {
    None: Column.ANY,
    "title": Column.TITLE,
    "body": Column.BODY,
}


@dataclass(frozen=True, slots=True)
class InText(Condition):
    """A word, phrase or prefix in the text; ``column`` ``title``, ``body`` or None for either."""

    phrase: Phrase
    via: str
    column: str | None = None

    def __hash__(self) -> int:
        return hash(self.phrase.literal)

    def evidence(self, view: View) -> Evidence:
        """Return every place where it stands."""
        found = view.found.get(self)
        if found is None:
            if view.lacks(self.phrase.key):
                return None
            spans = view.text.spans(self.phrase)
            found = view.found[self] = _in_columns(view, spans, self.column, self.via)
        return found or None

    def narrowing(self) -> Narrowing:
        """Return the folded words next to one another, and those with marks wherever."""
        return _has_words(self.phrase, self.column)

    def clauses(self, users: Users, *, negated: bool = False) -> Clauses:
        """Return the phrase itself."""
        blind_start = self.phrase.prefix and self.phrase.marked is not None
        exact = not blind_start and is_exact(self.phrase.key)
        return one(self.phrase.key, _COLUMN[self.column], negated=negated, exact=exact)

    def literals(self) -> Iterator[Literal]:
        """Yield the phrase itself."""
        yield self.phrase.key


@dataclass(frozen=True, slots=True)
class Nearby(Condition):
    """Words in any order, the last at most ``within`` words after the first, in one paragraph.

    A word that is asked for twice must be there twice.
    """

    words: tuple[Phrase, ...]
    within: int
    column: str | None = None

    def evidence(self, view: View) -> Evidence:
        """Return every shortest stretch that holds them all."""
        spans = view.text.near(self.words, self.within)
        return _in_columns(view, spans, self.column, "near") or None

    def narrowing(self) -> Narrowing:
        """Return that all the words are there, wherever."""
        return AllOf(tuple(_has_words(word, self.column) for word in self.words))

    def clauses(self, users: Users, *, negated: bool = False) -> Clauses:
        """Return that all the words are there, wherever."""
        column = _COLUMN[self.column]
        words = [one(word.key, column, negated=negated, exact=False) for word in self.words]
        return Clauses(all_hold(words).all)

    def literals(self) -> Iterator[Literal]:
        """Yield the words."""
        return (word.key for word in self.words)


@dataclass(frozen=True, slots=True)
class InParticular(Condition):
    """A word, phrase or prefix in the byline, the category or the address."""

    phrase: Phrase
    via: str
    field: str

    def evidence(self, view: View) -> Evidence:
        """Return every place where it stands; the places are not in the text."""
        line = view.particulars[self.field]
        spans = line.spans(self.phrase)
        found = [Reason(self.field, None, None, line.text[s:e], self.via) for s, e in spans]
        return found or None

    def narrowing(self) -> Narrowing:
        """Return the folded words in their order, next to one another or not."""
        return HasParticular(self.field, self.phrase.words)


@dataclass(frozen=True, slots=True)
class AtAddress(Condition):
    """The article's page is the one that a whole address names, in whichever of its variants."""

    key: str

    def evidence(self, view: View) -> Evidence:
        """Return the address that names it."""
        for address in view.addresses:
            if page_key(address) == self.key:
                return [Reason("url", None, None, address, "address")]
        return None

    def narrowing(self) -> Narrowing:
        """Return the same page."""
        return AtPage(self.key)


def _has_words(phrase: Phrase, column: str | None) -> HasWords:
    """Return what an index can say of a phrase.

    Three words are rare enough without their marks. Of a start with two places for its tone (hoà*,
    for hòa and for hoàn) it is asked without marks too.
    """
    if len(phrase.words) > 2:
        return HasWords(phrase.words, phrase.prefix, column)
    marked = [marked_key(word) for word in phrase.marked or ()]
    begun = marked.pop() if phrase.prefix and marked else ""
    sure = bool(begun) and not begun.isascii() and begun == phrase.typed[-1]
    return HasWords(
        phrase.words,
        phrase.prefix,
        column,
        marked=tuple(dict.fromkeys(word for word in marked if not word.isascii())),
        marked_start=begun if sure else None,
    )


def _in_columns(
    view: View, spans: Iterable[tuple[int, int]], wanted: str | None, via: str
) -> list[Reason]:
    """Return the spans as evidence, those in another column than the one wanted left out."""
    found = []
    for start, end in spans:
        column = "title" if start < view.title_end else "body"
        if wanted in (None, column):
            found.append(Reason(column, start, end, view.text.text[start:end], via))
    return found
