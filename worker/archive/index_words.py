"""What of an article is put into the index, and how words are asked of it, on each database.

Words are runs of ``[a-z0-9]`` in folded text, cut by ``vietnamese/fold.py`` for both databases.
Beside them each word of the text that has Vietnamese marks stands once with its marks and with
its tone where the older spelling has it: ``dinh`` is frequent, ``đinh`` is not. A letter with a
mark is not ASCII, so the two never meet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from worker.archive import tsvector
from worker.model import Article, HasWords
from worker.vietnamese.fold import WORD_BYTES, fold, fold_bytes, marked_key, nfc, tokens

_TITLE: Final = "¶"
"""Stands before each word of a title: one column is smaller than two, and read once."""

_MARKED: Final = "="
"""Stands before each word with its marks on PostgreSQL. Those have no place there, and a start
(ho*) that finds one (hoà) is taken for a start that stands nowhere: the phrase is not found."""

_SPACE: Final = ord(" ")
_LETTERS: Final = np.zeros(256, dtype=bool)
_LETTERS[[*WORD_BYTES]] = True


def on_sqlite(article: Article) -> str:
    """Return the text that FTS5 cuts into the words of an article."""
    return " ".join([fold(_body(article)), *_of_title(article), *_with_marks(article)])


def on_postgresql(article: Article) -> str:
    """Return the tsvector of an article."""
    body = [word for word, _, _ in tokens(fold(_body(article)))]
    marked = [_MARKED + word for word in _with_marks(article)]
    return tsvector.vector([*body, *_of_title(article)], marked)


@dataclass(frozen=True, slots=True)
class Wording:
    """How conditions on words are written in a database's language."""

    both: str
    either: str
    marked: str
    """What stands before a word with its marks."""
    phrase: Callable[[tuple[str, ...], bool], str]

    def words(self, asked: HasWords) -> str:
        """Return the condition for words in the title, the body or either."""
        title = tuple(_TITLE + word for word in asked.tokens)
        there = {
            "body": self.phrase(asked.tokens, asked.prefix),
            "title": self.phrase(title, asked.prefix),
        }
        marks = [self.phrase((self.marked + word,), False) for word in asked.marked]
        if asked.marked_start:
            marks.append(self.phrase((self.marked + asked.marked_start,), True))
        if asked.column:
            return self.joint([there[asked.column], *marks], self.both)
        if marks and len(asked.tokens) == 1:
            return self.joint(marks, self.both)  # with its marks it is the same word without them
        return self.joint([self.joint([*there.values()], self.either), *marks], self.both)

    def joint(self, parts: Sequence[str], by: str) -> str:
        """Return the parts joined, in brackets where there are several."""
        return parts[0] if len(parts) == 1 else f"({by.join(parts)})"


def _fts5_phrase(words: tuple[str, ...], prefix: bool) -> str:
    return f'"{" ".join(words)}"' + (" *" if prefix else "")


def _tsquery_phrase(words: tuple[str, ...], prefix: bool) -> str:
    return tsvector.phrase(words, prefix=prefix)


WORDINGS: Final = {
    "sqlite": Wording(" AND ", " OR ", "", _fts5_phrase),
    "postgresql": Wording(" & ", " | ", _MARKED, _tsquery_phrase),
}
"""FTS5's language, and tsquery."""


def _of_title(article: Article) -> list[str]:
    return [_TITLE + word for word, _, _ in tokens(fold(article.title))]


def _body(article: Article) -> str:
    return "\n\n".join([part.text for part in article.paragraphs])


def _with_marks(article: Article) -> list[str]:
    """Return each word of the text that has marks, once, in lower case, tone placement unified."""
    text = nfc(article.text)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kept = _LETTERS[np.frombuffer(fold_bytes(text), dtype=np.uint8)]
    apart = np.where(kept, points, np.uint32(_SPACE)).tobytes().decode("utf-32-le")
    words = (word for word in dict.fromkeys(apart.split()) if not word.isascii())
    return list(dict.fromkeys(map(_unified, words)))


@lru_cache(maxsize=50_000)
def _unified(word: str) -> str:
    """Return a word as it is looked for: in lower case and alone, whatever stands beside it."""
    return marked_key(word)
