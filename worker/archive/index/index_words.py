"""What of an article is put into the index, and how words are asked of it, on each database.

Words are runs of ``[a-z0-9]`` in folded text, cut by ``vietnamese/text/fold.py`` for both of them.
Each stands in the index once, and so does each pair of neighbours: a phrase is found by its pairs,
so that it costs what its rarest pair costs, however frequent its words are. Beside them stands each
word of the text that has Vietnamese marks, with its marks and with its tone where the older
spelling has it: ``dinh`` is frequent, ``đinh`` is not. A letter with a mark is not ASCII, so the
two never meet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import pairwise
from typing import Final

from sqlalchemy import Connection

from worker.archive.index import tsvector, vocabulary
from worker.model import Article, HasWords
from worker.vietnamese.text.fold import folded_words, marked_key, nfc, only_words

_TITLE: Final = "¶"
"""Stands before each word and pair of a title: one column is smaller than two, and read once."""

_COLUMNS: Final = {"body": "", "title": _TITLE}
"""What stands before the words of each."""

_PAIR: Final = "_"
"""Stands before each word of a pair. In front it keeps the pairs from being taken for what the
start of a word (nguye*) stands for."""


def on_sqlite(article: Article) -> str:
    """Return the text that FTS5 cuts into the words of an article; some stand there repeatedly."""
    body = "\n\n".join([part.text for part in article.paragraphs])
    words, title = folded_words(body), folded_words(article.title)
    of_title = [_TITLE + word for word in (*title, *_pairs(title))]
    marked = [word for word in _as_written(article.title).split() if not word.isascii()]
    # Those of the body without marks stand there again: to look for them would take longer.
    return " ".join([*words, *_pairs(words), *of_title, *marked, _as_written(body)])


def on_postgresql(article: Article) -> str:
    """Return the tsvector of an article."""
    return tsvector.vector(on_sqlite(article).split())


@dataclass(frozen=True, slots=True)
class Wording:
    """How conditions on words are written in a database's language."""

    both: str
    either: str
    word: Callable[[str], str]
    """Writes a word of the index."""
    begun: Callable[[str, str], str]
    """Writes what stands for any word that begins so, with a sign before it."""
    wide: bool
    """Whether thousands of words may be asked for in one OR; PostgreSQL reads all articles then."""

    def words(self, asked: HasWords) -> str:
        """Return the condition for words in the title, the body or either."""
        marks = [self.word(word) for word in asked.marked]
        if asked.marked_start:
            marks.append(self.begun("", asked.marked_start))
        if marks and len(asked.tokens) == 1 and not asked.column:
            return self.joint(marks, self.both)  # with its marks it is the same word without them
        columns = [asked.column] if asked.column else [*_COLUMNS]
        there = [self._phrase(asked.tokens, asked.prefix, _COLUMNS[column]) for column in columns]
        return self.joint([self.joint(there, self.either), *marks], self.both)

    def joint(self, parts: Sequence[str], by: str) -> str:
        """Return the parts joined, in brackets where there are several."""
        return parts[0] if len(parts) == 1 else f"({by.join(parts)})"

    def _phrase(self, words: Sequence[str], prefix: bool, before: str) -> str:
        """Return the condition for words next to one another, the last perhaps only begun."""
        *whole, last = _pairs(words) if len(words) > 1 else words
        parts = [self.word(before + word) for word in dict.fromkeys(whole)]
        parts.append(self.begun(before, last) if prefix else self.word(before + last))
        return self.joint(parts, self.both)


def _in_fts5(word: str) -> str:
    return f'"{word}"'


def _begun_in_fts5(before: str, start: str) -> str:
    return f'"{before}{start}" *'


WORDINGS: Final = {
    "sqlite": Wording(" AND ", " OR ", _in_fts5, _begun_in_fts5, wide=True),
    "postgresql": Wording(" & ", " | ", tsvector.word, tsvector.begun, wide=False),
}
"""FTS5's language, and tsquery."""


def wording(tx: Connection) -> Wording:
    """Return the database's wording; on SQLite one that finds out, once, which words begin so."""
    if tx.dialect.name == "postgresql":
        return WORDINGS["postgresql"]
    return replace(WORDINGS["sqlite"], begun=cache(partial(_written_out, tx)))


def _written_out(tx: Connection, before: str, start: str) -> str:
    """Return the start of a word in FTS5's language: the words that begin so, if not too many."""
    words = None if start.startswith(_PAIR) else vocabulary.beginning(tx, before, start)
    return f"({' OR '.join(map(_in_fts5, words))})" if words else _begun_in_fts5(before, start)


def _pairs(words: Sequence[str]) -> list[str]:
    """Return each word with the one after it."""
    return [f"{_PAIR}{one}{_PAIR}{other}" for one, other in pairwise(words)]


def _as_written(text: str) -> str:
    """Return the words of a text as they are looked for with their marks: in lower case, each by
    itself, whatever stands beside it, with its tone where the older spelling has it."""
    return marked_key(only_words(nfc(text)))
