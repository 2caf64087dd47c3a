"""What a typed word or phrase stands for with its abbreviations written out.

"UBND tỉnh" also finds "Ủy ban nhân dân tỉnh"; the full form does not find the abbreviation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Final

from worker.match.words import Phrase
from worker.vietnamese.text.abbreviations import FULL_FORMS, LONGEST
from worker.vietnamese.text.fold import fold, has_marks, nfc, tokens

MOST: Final = 16
"""Ways to write one phrase, at most, as typed included: four abbreviations, each either way."""


def written_out(text: str, *, prefix: bool = False) -> tuple[Phrase, ...]:
    """Return the phrase with abbreviations written out, in every way; none where it has none.

    A phrase typed without any mark stays blind to marks when written out. The last word of a
    prefix is only begun, so it abbreviates nothing.
    """
    text = nfc(text)
    ways = list(_ways(text, prefix=prefix))
    blind = not has_marks(text)
    written = (" ".join(parts) for parts in islice(product(*ways), 1, MOST))
    full = (Phrase.of(fold(one) if blind else one, prefix=prefix) for one in written)
    return tuple(dict.fromkeys(full))


def _ways(text: str, *, prefix: bool) -> Iterator[Sequence[str]]:
    """Yield for each word, or abbreviation of several, how it may be written: as typed first."""
    places = tokens(fold(text))
    at = 0
    while at < len(places):
        count, full = _abbreviated([word for word, _, _ in places[at : at + LONGEST]])
        if prefix and at + count == len(places):
            count, full = 1, ()
        typed = text[places[at][1] : places[at + count - 1][2]]
        yield (typed, *full)
        at += count


def _abbreviated(words: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """Return of how many words the abbreviation is that stands first, and its full forms."""
    for count in range(len(words), 0, -1):
        full = FULL_FORMS.get(tuple(words[:count]))
        if full is not None:
            return count, full
    return 1, ()
