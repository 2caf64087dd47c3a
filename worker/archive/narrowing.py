"""A narrowing as SQL: which keys, newest first, may answer a query.

A narrowing may find too much, never too little. So what would make the SQL too deep or too long
is widened instead: a part of an AND is left out, an OR too wide finds everything.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
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

from worker.archive import index_words, keys, matching, states, tables, tsvector
from worker.model import (
    AllOf,
    AnyOf,
    Everything,
    HasOffice,
    HasOfficial,
    HasSource,
    HasState,
    HasWords,
    Narrowing,
    PublishedBetween,
)
from worker.vietnamese.fold import tokens

DEPTH: Final = 8
"""How many levels of AND and OR are followed."""

WIDTH: Final = 100
"""How many parts of one AND or OR are followed (SQLite's expressions may be 1,000 deep)."""

JOINS: Final = 8
"""How many officials, offices and sources of one AND are followed: PostgreSQL plans them
together."""

_JOINED: Final = (HasOfficial, HasOffice, HasSource, HasState)

_fts: Final = table("article_search", column("rowid", BigInteger))


def newest(
    dialect: str,
    narrowed: Narrowing,
    *,
    below: int | None = None,
    least: int | None = None,
    limit: int,
) -> Select[Any]:
    """Return the select of the newest keys under a condition, newest first.

    With ``below`` only smaller keys, with ``least`` none smaller than that.
    """
    plan = _on_sqlite if dialect == "sqlite" else _on_postgresql
    key, found = plan(_bounded(narrowed, DEPTH))
    if below is not None:
        found = found.where(key < below)
    if least is not None:
        found = found.where(key >= least)
    return found.order_by(key.desc()).limit(limit)


def words(narrowed: Narrowing, within_or: bool = False) -> Iterator[tuple[HasWords, bool]]:
    """Yield each condition on words with whether an article can be found without it."""
    match narrowed:
        case HasWords():
            yield narrowed, within_or
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from words(part, within_or or isinstance(narrowed, AnyOf))


Plan = tuple[ColumnElement[int], Select[Any]]
"""The column that holds the key, and the select of it."""


def _on_sqlite(narrowed: Narrowing) -> Plan:
    """Walk the full-text index where words must be there, else the articles.

    FTS5 then yields row by row from the newest; only the rest is a filter.
    """
    parts = narrowed.parts if isinstance(narrowed, AllOf) else (narrowed,)
    worded = [match for part in parts if (match := _match(part)) is not None]
    rest = [part for part in parts if _match(part) is None]
    if not worded:
        key = tables.article.c.search_key
        return key, select(key).where(_condition(narrowed, key, _words_by_key(key)))
    rowid: ColumnElement[int] = _fts.c.rowid
    conditions = [_condition(part, rowid, _words_by_key(rowid)) for part in rest]
    return rowid, select(rowid).where(_matching(" AND ".join(worded)), *conditions)


def _on_postgresql(narrowed: Narrowing) -> Plan:
    """Ask the table that holds the tsvectors; the planner chooses the way."""
    key = tables.article_search.c.key
    return key, select(key).where(_condition(narrowed, key, _words_in_vectors))


def _condition(narrowed: Narrowing, key: ColumnElement[int], words: Any) -> ColumnElement[bool]:
    """Return the condition on a key; ``words`` makes the one for HasWords."""
    inner = partial(_condition, key=key, words=words)
    match narrowed:
        case Everything():
            return true()
        case HasWords():
            wanted: ColumnElement[bool] = words(narrowed)
            return wanted
        case HasOfficial():
            return _among(key, _mentioned(narrowed.official))
        case HasOffice():
            asked = "|".join((narrowed.role, narrowed.body, narrowed.place))
            return _among(key, _mentioned(asked))
        case HasSource():
            return _among(key, _of_source(narrowed.source))
        case HasState():
            return _among(key, states.numbers(narrowed.state))
        case PublishedBetween():
            return _between(key, narrowed.start, narrowed.end)
        case AllOf():
            return and_(true(), *map(inner, narrowed.parts))
        case AnyOf():
            return or_(false(), *map(inner, narrowed.parts))


def _among(key: ColumnElement[int], numbers: Select[Any]) -> ColumnElement[bool]:
    """Return the condition that the article under a key is among these numbers."""
    for known in (tables.article.c.search_key, tables.article_search.c.key):
        if key is known:
            return known.table.c.number.in_(numbers)
    of = tables.article.c
    return key.in_(select(of.search_key).where(of.number.in_(numbers)))


def _mentioned(asked: str) -> Select[Any]:
    """Return the numbers of the articles that mention whom or what has that key."""
    of = tables.mentioned.c
    return select(of.number).where(of.generation == matching.PRESENT, of.key == asked)


def _of_source(name: str) -> Select[Any]:
    """Return the numbers of the articles that a source of that name has shown."""
    shown = tables.sighting.join(tables.page).join(tables.source)
    return select(tables.sighting.c.number).select_from(shown).where(tables.source.c.name == name)


def _between(
    key: ColumnElement[int], start: datetime | None, end: datetime | None
) -> ColumnElement[bool]:
    """Return the bounds in whole seconds, widened to them and to what may stand behind them."""
    dialect = "postgresql" if key is tables.article_search.c.key else "sqlite"
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


def _words_by_key(key: ColumnElement[int]) -> Any:
    """Return the condition for words inside an OR with other things: the keys that have them."""

    def condition(words: HasWords) -> ColumnElement[bool]:
        return key.in_(select(_fts.c.rowid).where(_matching(_match(words) or "")))

    return condition


def _words_in_vectors(words: HasWords) -> ColumnElement[bool]:
    """Return PostgreSQL's condition for words in one column or either."""
    names = [words.column] if words.column else ["title", "body"]
    asked = tsvector.query(words.tokens, prefix=words.prefix)
    there = or_(*(_in_vector(name, asked) for name in names))
    if not (words.marked or words.marked_start):
        return there
    return and_(there, _in_vector("body", tsvector.besides(words.marked, words.marked_start)))


def _in_vector(column_name: str, asked: str) -> ColumnElement[bool]:
    return tables.article_search.c[column_name].op("@@")(cast(literal(asked), TSQUERY))


def _match(narrowed: Narrowing) -> str | None:
    """Return a condition in FTS5's language; None where it asks for more than words."""
    match narrowed:
        case HasWords():
            return index_words.match(narrowed)
        case AllOf(parts=parts) | AnyOf(parts=parts) if parts:
            matches = [_match(part) for part in parts]
            joint = " AND " if isinstance(narrowed, AllOf) else " OR "
            inner = [match for match in matches if match is not None]
            return f"({joint.join(inner)})" if len(inner) == len(matches) else None
        case _:
            return None


# --- keeping it small ----------------------------------------------------------------------


def _bounded(narrowed: Narrowing, depth: int) -> Narrowing:
    """Return the same condition or a wider one, flat and within DEPTH and WIDTH."""
    match narrowed:
        case AllOf():
            return _bounded_all(narrowed, depth)
        case AnyOf():
            return _bounded_any(narrowed, depth)
        case HasWords():
            return _words(narrowed)
        case _:
            return narrowed


def _words(asked: HasWords) -> Narrowing:
    """Return a phrase by its first words, cut as the index cuts them."""
    words = tuple(word for word, _start, _end in tokens(" ".join(asked.tokens)))
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


def _bounded_all(narrowed: AllOf, depth: int) -> Narrowing:
    if depth == 0:
        return Everything()
    parts: list[Narrowing] = []
    for part in narrowed.parts:
        inner = _bounded(part, depth - 1)
        parts.extend(inner.parts if isinstance(inner, AllOf) else (inner,))
    joined = [part for part in parts if isinstance(part, _JOINED)][:JOINS]
    others = [part for part in parts if not isinstance(part, (Everything, *_JOINED))]
    kept = (*joined, *others[:WIDTH])
    return AllOf(kept) if kept else Everything()


def _bounded_any(narrowed: AnyOf, depth: int) -> Narrowing:
    if depth == 0:
        return Everything()
    parts: list[Narrowing] = []
    for part in narrowed.parts:
        inner = _bounded(part, depth - 1)
        parts.extend(inner.parts if isinstance(inner, AnyOf) else (inner,))
    if len(parts) > WIDTH or any(isinstance(part, Everything) for part in parts):
        return Everything()
    return AnyOf(tuple(parts))
