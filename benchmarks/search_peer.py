"""The peer of search: tantivy with the same articles, each query put as tantivy puts it best.

Its texts are folded as ours are, and a second time with their marks, so that it answers words
with marks exactly. The key is a fast field: newest first, and days, cost it no second look. What is
timed is the bare search: its query is ready, and numbers come back where the product reads the
query and returns articles with every place found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import tantivy
from tantivy import FieldType, Occur
from tantivy import Query as Put

from benchmarks.search_corpus import Made, articles
from benchmarks.search_ours import SHOWN
from worker.match.queries.combined import Both, Either
from worker.match.queries.conditions import Condition, Published
from worker.match.queries.query import parse
from worker.match.queries.text_conditions import InText
from worker.match.words import marked_words
from worker.vietnamese.text.fold import folded_words

_HEAP: Final = 256_000_000
_BREAK: Final = " | "
"""Stands between paragraphs like a word, so that no phrase goes from one into the next."""
_FIELDS: Final = ("title", "title_marked", "text", "text_marked")
_NUMBER: Final = (1 << 30) - 1
_LEAST, _MOST = -(1 << 63), (1 << 63) - 1


def _key(at: datetime) -> int:
    """Return what articles are ordered by: the second, with room for a number behind it."""
    return int(at.timestamp()) << 30


class Tantivy:
    """An index of made articles in a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("key", indexed=True, fast=True)
        for name in _FIELDS:
            builder.add_text_field(name, tokenizer_name="whitespace")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder))
        self._searcher = self._index.searcher()

    def fill(self, count: int) -> float:
        """Index that many articles in one thread; return the seconds, those of making excepted."""
        writer = self._index.writer(_HEAP, 1)
        seconds = 0.0
        for made in articles(count):
            began = perf_counter()
            writer.add_document(_document(made))
            seconds += perf_counter() - began
        began = perf_counter()
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()
        return seconds + perf_counter() - began

    @property
    def disk_bytes(self) -> int:
        """Return the bytes of its files; they hold no text to show."""
        return sum(path.stat().st_size for path in self.folder.iterdir())

    def put(self, query: str) -> Put | None:
        """Return a query of the product as tantivy's; None where it has no words for it."""
        return self._put(parse(query, {}).condition)

    def newest(self, put: Put) -> tuple[int, ...]:
        """Return the numbers of the newest articles found."""
        found = self._searcher.search(put, SHOWN, count=False, order_by_field="key")
        return tuple(key & _NUMBER for key, _address in found.hits)

    def best(self, put: Put) -> tuple[int, ...]:
        """Return the places of the best articles found, as tantivy weighs them (BM25)."""
        found = self._searcher.search(put, SHOWN, count=False)
        return tuple(address.doc for _score, address in found.hits)

    def _put(self, condition: Condition) -> Put | None:
        match condition:
            case InText():
                return self._words(condition)
            case Published():
                return self._days(condition)
            case Both():
                return self._joint(condition.parts, Occur.Must)
            case Either():
                return self._joint(condition.parts, Occur.Should)
        return None

    def _joint(self, parts: Sequence[Condition], occur: Occur) -> Put | None:
        put = [inner for part in parts if (inner := self._put(part)) is not None]
        if len(put) < len(parts):
            return None
        return Put.boolean_query([(occur, inner) for inner in put])

    def _words(self, asked: InText) -> Put | None:
        phrase = asked.phrase
        name = asked.column or "text"
        if (phrase.prefix and len(phrase.words) > 1) or name == "body":
            return None
        words = list(phrase.marked or phrase.words)
        name += "_marked" if phrase.marked else ""
        if phrase.prefix:
            return Put.regex_query(self._schema, name, re.escape(words[0]) + ".*")
        if len(words) > 1:
            return Put.phrase_query(self._schema, name, [*words])
        return Put.term_query(self._schema, name, words[0])

    def _days(self, asked: Published) -> Put:
        least = _LEAST if asked.start is None else _key(asked.start)
        most = _MOST if asked.end is None else _key(asked.end) - 1
        return Put.range_query(self._schema, "key", FieldType.Integer, least, most)


def _document(made: Made) -> Any:
    parts = (made.title, *made.paragraphs)
    folded = [" ".join(folded_words(part)) for part in parts]
    marked = [" ".join(marked_words(part)) for part in parts]
    return tantivy.Document(
        key=_key(made.published_at) | made.number,
        title=folded[0],
        title_marked=marked[0],
        text=_BREAK.join(folded),
        text_marked=_BREAK.join(marked),
    )
