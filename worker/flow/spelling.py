"""Where a phrase with marks finds nothing: how the archive spells it.

People type marks in half of a name, or the wrong ones. Each word or phrase with marks is looked
for without them in the newest articles, and the nearest to what was typed is what was meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection

from worker.archive import search
from worker.match.combined import terms
from worker.match.query import Query
from worker.match.text_conditions import InText
from worker.match.words import Phrase, WordLine
from worker.model import HasWords

LOOKED_AT: Final = 50
"""How many of the newest articles that have the words without their marks are read."""


def offered(tx: Connection, query: Query) -> Iterator[tuple[str, str]]:
    """Yield each phrase of the query that no article has, and how the archive spells it."""
    asked = dict.fromkeys(term for term in terms(query.condition) if isinstance(term, InText))
    for term in asked:
        phrase = term.phrase
        if phrase.marked is None or phrase.prefix or term.via == "abbreviation":
            continue
        found = _spellings(tx, Phrase(phrase.words), term.column)
        typed = " ".join(phrase.typed)
        if found and not any(phrase.fits(spelling) for spelling in found):
            yield typed, max(found, key=lambda one: (_alike(typed, one), found[one]))


def _alike(typed: str, spelling: str) -> int:
    """Return how many letters are the same."""
    return sum(one == other for one, other in zip(typed, spelling.lower(), strict=False))


def _spellings(tx: Connection, blind: Phrase, column: str | None) -> Counter[str]:
    """Return how often the newest articles spell these words in which way."""
    asked = HasWords(blind.words, column=column)
    numbers = [number for _, number in search.candidates(tx, asked, below=None, limit=LOOKED_AT)]
    found: Counter[str] = Counter()
    for _, snapshot in search.snapshots(tx, numbers):
        text = snapshot.article.text
        spelled = dict.fromkeys(text[start:end] for start, end in WordLine(text).spans(blind))
        found.update(spelled.keys())  # in the order of the text: of equals the first is offered
    return found
