"""A narrowing as SQL: which keys, newest first, may answer a query.

A narrowing may find too much, never too little. So what would make the SQL too deep or too long
is widened instead: a part of an AND is left out, an OR too wide finds everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import accumulate
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    cast,
    column,
    false,
    literal,
    literal_column,
    or_,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from worker.archive.index import index_words, keys, particulars, states, tsvector
from worker.archive.index.index_words import Wording
from worker.archive.officials import matching
from worker.archive.schema import tables
from worker.model import (
    AllOf,
    AnyOf,
    AtPage,
    Everything,
    HasOffice,
    HasOfficial,
    HasParticular,
    HasPlace,
    HasSource,
    HasState,
    HasWords,
    Narrowing,
    PublishedBetween,
)
from worker.vietnamese.text.fold import folded_words

DEPTH: Final = 8
"""How many levels of AND and OR are followed."""

WIDTH: Final = 100
"""How many parts of one AND or OR are followed (SQLite's expressions may be 1,000 deep)."""

WORDS: Final = 4_000
"""How many words of one AND or OR are followed instead where the database asks for all of them at
once (``Wording.wide``)."""

BEGUN: Final = 40
"""As how many words the start of one counts: each word that begins so is asked for."""

JOINS: Final = 8
"""How many officials, offices and sources of one AND are followed: PostgreSQL plans them
together."""

_JOINED: Final = (
    *(HasOfficial, HasOffice, HasSource, HasPlace, HasState),
    *(HasParticular, AtPage),
)

_fts: Final = table("article_search", column("rowid", BigInteger))


@dataclass(frozen=True, slots=True)
class Asked:
    """The newest keys under a condition: with ``below`` only smaller ones, with ``least`` none
    smaller than that, at most ``limit``."""

    narrowed: Narrowing
    limit: int
    below: int | None = None
    least: int | None = None

    def within(self, key: ColumnElement[int]) -> ColumnElement[bool]:
        """Return the bounds on a key."""
        below = key < self.below if self.below is not None else true()
        return and_(below, key >= self.least if self.least is not None else true())


@dataclass(frozen=True, slots=True)
class Parts:
    """A condition as an index is asked: what must be there in words, and what besides."""

    worded: str
    rest: list[Narrowing]


def split(wording: Wording, narrowed: Narrowing) -> Parts:
    """Return what of a condition is for the index of words, in its language, and what is not."""
    bounded = _bounded(narrowed, DEPTH, wording.wide)
    parts = bounded.parts if isinstance(bounded, AllOf) else (bounded,)
    matches = [_match(wording, part) for part in parts if _is_worded(part)]
    rest = [part for part in parts if not _is_worded(part)]
    return Parts(wording.joint(matches, wording.both) if matches else "", rest)


def apart(either: AnyOf) -> list[Narrowing]:
    """Return the parts of an OR that an index each can answer: all words together, and others."""
    worded = tuple(part for part in either.parts if _is_worded(part))
    others = [part for part in either.parts if not _is_worded(part)]
    return [AnyOf(worded), *others] if worded else others


def listed(dialect: str, part: Narrowing) -> Select[Any] | None:
    """Return the numbers of the articles under a condition that a table lists; else None."""
    match part:
        case HasOfficial():
            return _mentioned(part.official)
        case HasOffice():
            return _mentioned("|".join((part.role, part.body, part.place)))
        case HasSource():
            return _of_sources(tables.source.c.name == part.source)
        case HasPlace():
            return _of_sources(tables.source.c.place_key == part.place)
        case HasParticular():
            return particulars.having(dialect, part.field, part.tokens)
        case AtPage():
            return particulars.at_page(part.key)
        case HasState():
            return states.numbers(part.state)
        case _:
            return None


def walking(
    dialect: str, asked: Asked, parts: Parts, frequent: Mapping[Narrowing, Select[Any]]
) -> Select[Any]:
    """Return the select that goes from the newest key on, newest first.

    On SQLite it walks the full-text index where words must be there, which yields row by row from
    the newest, else the articles; the rest is a filter, which asks each article alone whether the
    list of what is ``frequent`` has it. On PostgreSQL it is for what asks for no words.
    """
    if dialect == "postgresql":
        key: ColumnElement[int] = tables.article_search.c.key
    else:
        key = _fts.c.rowid if parts.worded else tables.article.c.search_key
    words = [_matching(parts.worded)] if parts.worded else []
    rest = [
        _alone(key, frequent[one]) if one in frequent else _condition(one, key)
        for one in parts.rest
    ]
    found = select(key).where(*words, *rest, asked.within(key))
    return found.order_by(key.desc()).limit(asked.limit)


def in_window(asked: Asked, parts: Parts, size: int) -> Select[Any]:
    """Return PostgreSQL's select of the keys among the newest ``size`` articles, newest first.

    The articles are read one by one until there are enough: for what is frequent.
    """
    of = tables.article_search
    days = [_condition(one, of.c.key) for one in parts.rest if isinstance(one, PublishedBetween)]
    seen = select(of).where(asked.within(of.c.key), *days)
    window = seen.order_by(of.c.key.desc()).limit(size).subquery("window")
    rest = [_condition(one, window.c.key) for one in parts.rest]
    found = select(window.c.key).where(_in_vector(window.c.words, parts.worded), *rest)
    return found.order_by(window.c.key.desc()).limit(asked.limit)


def by_index(asked: Asked, parts: Parts) -> Select[Any]:
    """Return PostgreSQL's select of all keys under the condition, of which the newest are taken.

    Materialized: the planner would walk the articles by key, also for words that none has.
    """
    of = tables.article_search.c
    conditions = [_condition(one, of.key) for one in parts.rest]
    all_of_them = select(of.key).where(
        _in_vector(of.words, parts.worded), asked.within(of.key), *conditions
    )
    hits = all_of_them.cte("hits").prefix_with("MATERIALIZED", dialect="postgresql")
    return select(hits.c.key).order_by(hits.c.key.desc()).limit(asked.limit)


def words(narrowed: Narrowing, within_or: bool = False) -> Iterator[tuple[HasWords, bool]]:
    """Yield each condition on words with whether an article can be found without it."""
    match narrowed:
        case HasWords():
            yield narrowed, within_or
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from words(part, within_or or isinstance(narrowed, AnyOf))


def _condition(narrowed: Narrowing, key: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition on a key."""
    inner = partial(_condition, key=key)
    if _is_worded(narrowed):
        return _words_by_key(narrowed, key)
    match narrowed:
        case PublishedBetween():
            return _between(key, narrowed.start, narrowed.end)
        case AllOf():
            return and_(true(), *map(inner, narrowed.parts))
        case AnyOf():
            return or_(false(), *map(inner, apart(narrowed)))
    numbers = listed(_dialect_of(key), narrowed)
    return true() if numbers is None else _among(key, numbers)


def _dialect_of(key: ColumnElement[int]) -> str:
    on_sqlite = key is _fts.c.rowid or key is tables.article.c.search_key
    return "sqlite" if on_sqlite else "postgresql"


def _among(key: ColumnElement[int], numbers: Select[Any]) -> ColumnElement[bool]:
    """Return the condition that the article under a key is among these numbers."""
    beside = getattr(key, "table", _fts).c.get("number")
    if beside is not None:
        return and_(beside.in_(numbers))
    of = tables.article.c
    if key is _fts.c.rowid:
        # Given to FTS5, each of these keys would be asked for by itself, with all the words again.
        key = literal_column("+article_search.rowid", BigInteger)
    return key.in_(select(of.search_key).where(of.number.in_(numbers)))


def _alone(key: ColumnElement[int], numbers: Select[Any]) -> ColumnElement[bool]:
    """Return the same as ``_among``, to be asked about one article after the other."""
    of = tables.article.alias("walked").c
    [number] = numbers.selected_columns
    is_listed = numbers.where(number == of.number).exists()
    return select(1).where(of.search_key == key, is_listed).exists()


def _mentioned(asked: str) -> Select[Any]:
    """Return the numbers of the articles that mention whom or what has that key."""
    of = tables.mentioned.c
    return select(of.number).where(of.generation == matching.PRESENT, of.key == asked)


def _of_sources(condition: ColumnElement[bool]) -> Select[Any]:
    """Return the numbers of the articles that a source under that condition has shown."""
    shown = tables.sighting.join(tables.page).join(tables.source)
    return select(tables.sighting.c.number).select_from(shown).where(condition)


def _between(
    key: ColumnElement[int], start: datetime | None, end: datetime | None
) -> ColumnElement[bool]:
    """Return the bounds in whole seconds, widened to them and to what may stand behind them."""
    dialect = _dialect_of(key)
    bounds: list[ColumnElement[bool]] = [true()]
    if start is not None:
        bounds.append(key >= keys.least(dialect, start))
    if end is not None:
        bounds.append(key < keys.least(dialect, keys.behind(dialect, end)))
    return and_(*bounds)


# --- words ---------------------------------------------------------------------------------


def _matching(match: str) -> ColumnElement[bool]:
    """Return FTS5's condition."""
    return literal_column("article_search").op("MATCH")(literal(match))


def _words_by_key(worded: Narrowing, key: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition for words inside an OR with other things."""
    dialect = _dialect_of(key)
    asked = _match(index_words.WORDINGS[dialect], worded)
    if dialect == "sqlite":
        return key.in_(select(_fts.c.rowid).where(_matching(asked)))
    return _in_vector(key.table.c.words, asked)


def _in_vector(vector: ColumnElement[Any], worded: str) -> ColumnElement[bool]:
    """Return PostgreSQL's condition for words; a text too long for its index has all of them."""
    asked = cast(literal(f"{worded} | {tsvector.TOO_LONG}"), TSQUERY)
    return vector.op("@@")(asked)


def _match(wording: Wording, worded: Narrowing) -> str:
    """Return a condition on words alone in the index's own language."""
    match worded:
        case HasWords():
            return wording.words(worded)
        case AllOf(parts=parts):
            return wording.joint([_match(wording, part) for part in parts], wording.both)
        case AnyOf(parts=parts):
            return wording.joint([_match(wording, part) for part in parts], wording.either)
    raise AssertionError(worded)


def _is_worded(narrowed: Narrowing) -> bool:
    """Say whether a condition asks for words and nothing else."""
    match narrowed:
        case HasWords():
            return True
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return bool(parts) and all(map(_is_worded, parts))
        case _:
            return False


# --- keeping it small ----------------------------------------------------------------------


def _bounded(narrowed: Narrowing, depth: int, wide: bool) -> Narrowing:
    """Return the same condition or a wider one, flat and within DEPTH and WIDTH."""
    match narrowed:
        case AllOf():
            return _bounded_all(narrowed, depth, wide)
        case AnyOf():
            return _bounded_any(narrowed, depth, wide)
        case HasWords():
            return _words(narrowed)
        case _:
            return narrowed


def _words(asked: HasWords) -> Narrowing:
    """Return a phrase by its first words, cut as the index cuts them."""
    words = tuple(folded_words(" ".join(asked.tokens)))
    if not words:
        return Everything()
    whole = len(words) <= WIDTH
    return HasWords(
        words[:WIDTH],
        prefix=asked.prefix and whole,
        column=asked.column,
        marked=tuple(word for word in asked.marked[:WIDTH] if word.isalnum()),
        marked_start=asked.marked_start if (asked.marked_start or "").isalnum() else None,
    )


def _bounded_all(narrowed: AllOf, depth: int, wide: bool) -> Narrowing:
    if depth == 0:
        return Everything()
    parts: list[Narrowing] = []
    for part in narrowed.parts:
        inner = _bounded(part, depth - 1, wide)
        parts.extend(inner.parts if isinstance(inner, AllOf) else (inner,))
    joined = [part for part in parts if isinstance(part, _JOINED)][:JOINS]
    others = [part for part in parts if not isinstance(part, (Everything, *_JOINED))]
    kept = (*joined, *_first(others, wide)[:WIDTH])
    return AllOf(kept) if kept else Everything()


def _bounded_any(narrowed: AnyOf, depth: int, wide: bool) -> Narrowing:
    if depth == 0:
        return Everything()
    parts: list[Narrowing] = []
    for part in narrowed.parts:
        inner = _bounded(part, depth - 1, wide)
        parts.extend(inner.parts if isinstance(inner, AnyOf) else (inner,))
    if any(isinstance(part, Everything) for part in parts) or len(_first(parts, wide)) < len(parts):
        return Everything()
    return AnyOf(tuple(parts))


def _first(parts: Sequence[Narrowing], wide: bool) -> list[Narrowing]:
    """Return as many of these parts as one AND or OR may have: those of words, then the others."""
    if not wide:
        return list(parts[:WIDTH])
    worded = [part for part in parts if _is_worded(part)]
    sizes = accumulate(map(_size, worded))
    others = [part for part in parts if not _is_worded(part)]
    kept = [part for part, size in zip(worded, sizes, strict=True) if size <= WORDS]
    return [*kept, *others[:WIDTH]]


def _size(worded: Narrowing) -> int:
    """Return how many words a condition on words asks for."""
    asked = (one for one, _ in words(worded))
    return sum(len(one.tokens) + len(one.marked) + BEGUN * one.prefix for one in asked)
