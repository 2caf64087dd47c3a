"""What of an article is put into the index, and how words are asked of it, on each database.

Words are runs of ``[a-z0-9]`` in folded text, cut by ``vietnamese/fold.py`` for both databases.
Beside them each word of the text that has Vietnamese marks stands once with its marks and with
its tone where the older spelling has it: ``dinh`` is frequent, ``đinh`` is not. A letter with a
mark is not ASCII, so the two never meet.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from worker.archive import tsvector
from worker.model import Article, HasWords
from worker.vietnamese.fold import fold, fold_bytes, marked_key, nfc, tokens

_TITLE: Final = "¶"
"""On SQLite stands before each word of a title: one column is smaller than two."""

_SPACE: Final = ord(" ")
_LETTERS: Final = np.zeros(256, dtype=bool)
_LETTERS[[*range(ord("0"), ord("9") + 1), *range(ord("a"), ord("z") + 1)]] = True


def on_sqlite(article: Article) -> str:
    """Return the text that FTS5 cuts into the words of an article."""
    title = [_TITLE + word for word, _, _ in tokens(fold(article.title))]
    return " ".join([fold(_body(article)), *title, *_with_marks(article)])


def on_postgresql(article: Article) -> dict[str, str]:
    """Return the tsvectors of the title and of the body; the body's has all words with marks."""
    return {
        "title": tsvector.vector(fold(article.title)),
        "body": tsvector.vector(fold(_body(article)), _with_marks(article)),
    }


def match(asked: HasWords) -> str:
    """Return the condition in FTS5's language."""
    title = tuple(_TITLE + word for word in asked.tokens)
    marks = [_phrase((word,), False) for word in asked.marked]
    if asked.marked_start:
        marks.append(_phrase((asked.marked_start,), True))
    in_either = {
        "body": _phrase(asked.tokens, asked.prefix),
        "title": _phrase(title, asked.prefix),
    }
    if asked.column:
        return _all([in_either[asked.column], *marks])
    if marks and len(asked.tokens) == 1:
        return _all(marks)  # the word with its marks is the same word without them
    return _all([f"({' OR '.join(in_either.values())})", *marks])


def _all(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' AND '.join(parts)})"


def _phrase(words: tuple[str, ...], prefix: bool) -> str:
    return f'"{" ".join(words)}"' + (" *" if prefix else "")


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
