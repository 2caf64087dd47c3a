"""What of a query can be read, but perhaps is meant otherwise than it is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Final

from lark import Token

from worker.match.queries.query import pieces
from worker.vietnamese.text.fold import fold, nfc

_WORDS: Final = frozenset({"WORD", "PHRASE", "NEAR"})
_AS_A_WORD: Final = "is looked for as a word like any other"
_IS_OR: Final = "either of two is written with OR between them"
_IS_AND: Final = "words side by side are all looked for without it"
_IS_NOT: Final = "what is to be left out is written NOT word or -word"
_SMALL: Final = {
    **dict.fromkeys(("or", "hoặc", "hoac"), _IS_OR),
    "and": _IS_AND,
    "not": _IS_NOT,
}
"""Hardly ever looked for as words, however they are written."""
_CAPITALS: Final = {
    "VÀ": _IS_AND,
    "KHÔNG": _IS_NOT,
    "NEAR": 'words near one another are written "hạn mặn"~8',
}
"""Hardly looked for where they stand in capitals among words that do not."""
_ADDRESS: Final = re.compile(r"https?://\S+\.\S+", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def misread(text: str) -> Iterator[str]:
    """Yield what a person should know of a query that ``parse`` reads, a line each."""
    tokens = pieces(text)
    named = {id(value) for field, value in pairwise(tokens) if field.type == "FIELD"}
    bare = [one for one in tokens if one.type == "WORD" and id(one) not in named]
    yield from _operators(bare, text)
    yield from _marks(bare)
    for one in bare:
        if _ADDRESS.fullmatch(one):
            yield f"{one} is looked for in what articles say; the page itself is url:{one}"
    words = [one for one in tokens if one.type in _WORDS]
    yield from dict.fromkeys(chain.from_iterable(map(_foreign, words)))


def _operators(bare: Sequence[Token], text: str) -> Iterator[str]:
    """Yield what was typed for OR, NOT and other operators and is a word."""
    if len(bare) < 2:
        return
    for one in dict.fromkeys(map(str, bare)):
        meant = _SMALL.get(one.lower()) or ("" if text.isupper() else _CAPITALS.get(one))
        if meant:
            yield f"{one} {_AS_A_WORD}; {meant}"


def _marks(bare: Sequence[Token]) -> Iterator[str]:
    """Yield where words stand between single quotation marks, which make no phrase."""
    folded = [fold(nfc(one)) for one in bare]
    first = next((at for at, one in enumerate(folded) if one.startswith("'")), len(bare))
    last = next((at for at, one in enumerate(folded) if at > first and one.endswith("'")), None)
    if last is not None:
        said = " ".join(bare[first : last + 1])
        phrase = f'"{said[1:-1]}"'
        yield f"{said} are words looked for each by itself; next to one another: {phrase}"


def _foreign(value: Token) -> Iterator[str]:
    """Yield each letter that only looks like one of Vietnamese, beside others that are."""
    for word in _LETTERS.findall(value):
        strange = [char for char in word if fold(char).isspace()]
        if strange and len(strange) < len(word):
            named = unicodedata.name(strange[0], "unknown")
            yield f"{strange[0]} in {word} is {named}, which is read as a space; type it anew"
