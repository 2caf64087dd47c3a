"""Queries in every construct of the language, half of them made of what stands in an article."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final, Protocol, TypeVar

from tests.flow.hard_corpus import ALSO, NAMES, ROLES, SOURCES, TOPICS, WORDS
from worker.model import Snapshot
from worker.vietnamese.text.fold import fold, nfc

T = TypeVar("T")
DEEPEST: Final = 3
OFFICES: Final = (
    *(role for role in ROLES if not role.startswith("nguyên")),
    *("Bí thư Tỉnh ủy Sông Hàm", "bi thu tinh uy cu may", "Chủ tịch UBND tỉnh Sông Hàm"),
    *("Chủ tịch UBND huyện Sa Nhiên", "Chủ tịch UBND Sa Nhiên", "Bí thư Tỉnh ủy Hoà Lạc"),
)
PERSONS: Final = (
    *NAMES,
    *("Lý Mỹ Thuý (Cù Mây)", "ly my thuy (song ham)", "Kieu Thanh Vi", "dinh van hoa", "Mai Ân"),
)
PLACES: Final = ("Sông Hàm", "song ham", "Cù Mây", "Hòa Lạc", "Hoa Lạc", "hoa lac", "Bến Không")
TEXT_FIELDS: Final = ("", "", "", "", "title:", "body:", "exact:")


class Pick(Protocol):
    """Chooses one of several; the first is the simplest."""

    def __call__(self, options: Sequence[T], /) -> T:
        """Return one of the options."""


def query(pick: Pick, shown: Sequence[Snapshot], depth: int = DEEPEST) -> str:
    """Return a query about these articles, or about what may stand in them."""
    shape = pick(range(8)) if depth else 0
    if shape < 4:
        return _term(pick, shown)
    one = query(pick, shown, depth - 1)
    if shape == 4:
        return pick(("NOT ", "-")) + (one if one.startswith("(") else f"({one})")
    if shape == 5 and pick((False, False, False, True)):
        return f"({one} {_named(pick)}) min-confidence:{pick(('0.5', '0,8', '1'))}"
    other = query(pick, shown, depth - 1)
    joined = f"{one}{pick((' ', ' AND ', ' OR ', ' OR ', ' NOT '))}{other}"
    return f"({joined})" if shape < 7 else joined


def _term(pick: Pick, shown: Sequence[Snapshot]) -> str:
    kind = pick(range(12))
    if kind < 8:
        of_one = pick((True, True, False))
        text = _text_of(pick, pick(shown)) if shown and of_one else _any(pick)
        return pick(TEXT_FIELDS) + _worded(pick, text)
    if kind == 8:
        return _named(pick)
    if kind == 9:
        return _particular(pick, shown)
    if kind == 10:
        return pick(("after:", "before:")) + pick(("2026-03-01", "2026-03-02", "2026-03-03", "1d"))
    return pick(
        (f"topic:{pick(list(TOPICS))}", f"source:{pick(list(SOURCES))}", _place(pick), _state(pick))
    )


def _worded(pick: Pick, text: str, shapes: int = 6) -> str:
    """Return some words of a text as a word, phrase, prefix or, last, words near one another."""
    words = [word for word in text.split() if any(char.isalnum() for char in word)] or ["đinh"]
    count = pick((1, 1, 2, 2, 3, 4))
    at = pick(range(max(1, len(words) - count + 1)))
    some = [_retyped(pick, _bare(word)) for word in words[at : at + count]]
    shape = pick(range(shapes))
    if shape == 5 and len(some) > 1:
        if pick((False, True)):
            some.reverse()
        return f'"{" ".join(some)}"~{len(some) - 1 + pick((0, 1, 3, 8))}'
    if shape == 4:
        some[-1] = f"{some[-1][: pick((1, 2, 3, 4))]}*"
    joined = pick((" ", " ", "-", ", ")).join(some)
    return joined if len(some) == 1 and pick((True, False)) else f'"{joined}"'


def _retyped(pick: Pick, word: str) -> str:
    """Return a word as somebody else may type it."""
    way = pick(range(10))
    if way == 1:
        return fold(nfc(word)).strip() or word
    if way == 2:
        return unicodedata.normalize("NFD", word)
    if way == 3:
        return pick((word.upper(), word.lower(), word.capitalize()))
    if way == 4:
        return word.replace("oà", "òa").replace("uỷ", "ủy").replace("uý", "úy")
    if way == 5:
        return word.replace("òa", "oà").replace("ủy", "uỷ").replace("úy", "uý")
    if way == 6:
        return pick(WORDS).split()[0]
    return word


def _bare(word: str) -> str:
    """Return a word without what has a meaning in a query."""
    return "".join(char for char in word if char not in '()"“”„‟*~:').lstrip("-") or "a"


def _any(pick: Pick) -> str:
    return " ".join((pick(WORDS), pick(WORDS)))


def _text_of(pick: Pick, snapshot: Snapshot) -> str:
    """Return a paragraph, the title, or the end of one with the beginning of the next."""
    article = snapshot.article
    parts = (article.title, *(part.text for part in article.paragraphs))
    at = pick(range(len(parts)))
    if at and pick(range(6)) == 5:
        return " ".join((*parts[at - 1].split()[-2:], *parts[at].split()[:2]))
    return parts[at]


def _named(pick: Pick) -> str:
    term = f'official:"{pick(PERSONS)}"' if pick((True, False)) else f'office:"{pick(OFFICES)}"'
    return term + pick(("", "", " min-confidence:0.5", " min-confidence:0,95"))


def _place(pick: Pick) -> str:
    return f'place:"{pick(PLACES)}"'


def _state(pick: Pick) -> str:
    """Return what only a search may ask."""
    return f"is:{pick(('duplicate', 'edited', 'gone', 'backlog'))}"


def _particular(pick: Pick, shown: Sequence[Snapshot]) -> str:
    """Return a term about byline, category or address."""
    field = pick(("byline", "category", "url"))
    if not shown or pick(range(4)) == 3:
        return f"{field}:{_worded(pick, _any(pick), 5)}"
    one = pick(shown)
    if field == "url" and pick((False, True)):
        return f"url:{_address(pick, one.url)}"
    said = {"byline": one.byline, "category": one.category, "url": one.url}[field] or "tin"
    return f"{field}:{_worded(pick, said.replace('/', ' / '), 5)}"


def _address(pick: Pick, url: str) -> str:
    """Return the whole address of a page, or another one that names it, or nearly does."""
    way = pick(range(5))
    if way == 1:
        return f"{url.replace('https:', 'http:').removesuffix('.html')}/"
    if way == 2:
        return url.replace("//", "//m.")
    if way == 3:
        return url.replace("bao-song-ham.example", ALSO)
    return f"{url[:-6]}.html" if way == 4 else f'"{url}"'
