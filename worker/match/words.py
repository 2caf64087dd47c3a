"""A text as a line of folded words in which phrases are found, with the way back to the text.

Words are runs of ``[a-z0-9]`` in the folded text. In the line each stands between two single
spaces, whatever separated them in the text, so ``b" giai phong "`` finds "giải phóng",
"Giải-phóng" and "giải, phóng", and never a part of a word.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from worker.vietnamese.text.fold import fold, has_marks, marked_key, nfc, spaced, tokens

PARAGRAPH_BREAK: Final = "\n\n"


@lru_cache(maxsize=50_000)
def marked_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case with their marks, tone placement unified."""
    text = nfc(text)
    key = marked_key(text)
    return tuple(key[start:end] for _, start, end in tokens(fold(text)))


class PhraseKey(NamedTuple):
    """What of a phrase tells where it may stand: folded words, or with ``marked`` those with marks.

    With ``begun`` the last is only the start of a word.
    """

    words: tuple[str, ...]
    marked: bool
    begun: bool

    def fits(self, surface: str) -> bool:
        """Say whether a surface that folds to these words, or the first of them, has the marks."""
        found = marked_words(surface) if self.marked else ()
        return found == self.words[: len(found)]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One word or several next to one another, as they are looked for.

    ``words`` are folded. ``marked`` are the same words with their marks where the person typed
    any, else None: then marks do not matter. ``typed`` is ``marked`` as it was typed, with the
    tone where it stood. With ``prefix`` the last word is only the start of one.
    """

    words: tuple[str, ...]
    marked: tuple[str, ...] | None = None
    typed: tuple[str, ...] = ()
    prefix: bool = False
    literal: bytes = field(init=False, repr=False, compare=False)
    """What stands in the line of every text that has the phrase."""
    key: PhraseKey = field(init=False, repr=False, compare=False)
    """What tells where it may stand. A start may have two places for its tone, so it is looked for
    without marks."""

    def __post_init__(self) -> None:
        line = b" " + " ".join(self.words).encode("ascii")
        object.__setattr__(self, "literal", line if self.prefix else line + b" ")
        blind = self.marked is None or self.prefix
        words = self.words if blind or self.marked is None else self.marked
        object.__setattr__(self, "key", PhraseKey(words, not blind, self.prefix))

    def __hash__(self) -> int:
        return hash(self.literal)

    @classmethod
    @lru_cache(maxsize=50_000)
    def of(cls, text: str, *, prefix: bool = False) -> Phrase:
        """Read what a person typed; without a letter or digit ``words`` is empty."""
        text = nfc(text)
        places = tokens(fold(text))
        words = tuple(word for word, _, _ in places)
        if not has_marks(text):
            return cls(words, prefix=prefix)
        lowered = text.lower() if len(text.lower()) == len(text) else marked_key(text)
        typed = tuple(lowered[start:end] for _, start, end in places)
        return cls(words, marked_words(text), typed, prefix)

    def apart(self) -> tuple[Phrase, ...]:
        """Return its words, each as a phrase of its own; one tone placement stands for both."""
        if self.marked is None:
            return tuple(Phrase((word,)) for word in self.words)
        return tuple(
            Phrase((word,), (marked,), (marked,))
            for word, marked in zip(self.words, self.marked, strict=True)
        )

    def fits(self, surface: str) -> bool:
        """Say whether a surface that folds to these words has the marks that were asked for."""
        if self.marked is None:
            return True
        if surface.lower() == " ".join(self.typed):
            return True
        found = marked_words(surface)
        if not self.prefix:
            return found == self.marked
        # "hoà*" begins hòa as well as hoàn, where the tone never moves.
        return found[:-1] == self.marked[:-1] and found[-1].startswith(
            (self.marked[-1], self.typed[-1])
        )


class WordLine:
    """A text and its line of folded words."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _folded(self) -> tuple[bytes, NDArray[np.intp]]:
        letters = np.frombuffer(spaced(self.text), dtype=np.uint8)
        kept = letters != ord(" ")
        kept[1:] |= kept[:-1].copy()
        places = np.flatnonzero(kept)
        return b" " + letters[places].tobytes() + b" ", places

    @property
    def line(self) -> bytes:
        """Return the words, each between two spaces."""
        return self._folded[0]

    def spans(self, phrase: Phrase) -> Iterator[tuple[int, int]]:
        """Yield start and end in the text of each place where the phrase stands.

        A phrase does not go from one paragraph into the next. A prefix's span is the whole word.
        """
        return ((start, end) for _, start, end in self._places(phrase))

    def near(self, words: Sequence[Phrase], within: int) -> Iterator[tuple[int, int]]:
        """Yield start and end of each shortest stretch of a paragraph that holds these words.

        They stand in any order, the last at most ``within`` words after the first. Each of
        ``words`` is one word; one that is given twice must be there twice.
        """
        wanted = Counter(words)
        found = [(*place, word) for word in wanted for place in self._places(word)]
        held: deque[tuple[int, int, int, Phrase]] = deque()
        counts: Counter[Phrase] = Counter()
        for place in sorted(found, key=itemgetter(0)):
            held.append(place)
            counts[place[3]] += 1
            while counts >= wanted:
                first, start, _, word = held.popleft()
                counts[word] -= 1
                if counts >= wanted:
                    continue
                last, _, end, _ = place
                near = self.line.count(b" ", first, last) <= within
                if near and PARAGRAPH_BREAK not in self.text[start:end]:
                    yield start, end

    def _places(self, phrase: Phrase) -> Iterator[tuple[int, int, int]]:
        """Yield where the phrase begins in the line, and its start and end in the text."""
        line, places = self._folded
        literal = phrase.literal
        at = line.find(literal)
        while at >= 0:
            # The line starts with a space of its own: its byte i+1 is the text's places[i].
            last = line.index(b" ", at + len(literal) - 1) - 1
            start, end = int(places[at]), int(places[last - 1]) + 1
            surface = self.text[start:end]
            if PARAGRAPH_BREAK not in surface and phrase.fits(surface):
                yield at, start, end
            at = line.find(literal, at + 1)
