"""The newest keys under a condition, by the way that is quick for how frequent it is.

SQLite walks its index from the newest. PostgreSQL's index of words knows no order, and its planner
walks all articles for words that none has. So the newest articles are looked through first, where
those wanted are frequent among them more of them, and what is rarer is taken from the index as a
whole.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from worker.archive.index import index_words, narrowing
from worker.archive.index.index_words import Wording
from worker.archive.index.narrowing import Asked, Parts
from worker.model import AnyOf, HasParticular, Narrowing

WINDOW: Final = 2_000
"""How many of the newest articles are looked through first, some tens of milliseconds' work."""

FREQUENT: Final = 10
WIDEST: Final = 20_000
"""Where one of ``FREQUENT`` is found, looking through goes on, over so many articles at most; else
the index as a whole is quicker."""

LISTED: Final = 2_000
LISTED_EACH: Final = 5
"""How many articles with a mention, of a source or in a state SQLite lists before it walks: so
many, or so many for each article wanted."""

FEW: Final = 500
"""Where words find fewer articles, bylines, categories and addresses, which no index has, are not
looked through for them."""


def keys(tx: Connection, asked: Asked) -> list[int]:
    """Return the newest keys under a condition, newest first."""
    return _keys(tx, index_words.wording(tx), asked)


def _keys(tx: Connection, wording: Wording, asked: Asked) -> list[int]:
    parts = narrowing.split(wording, asked.narrowed)
    match parts.rest:
        case [AnyOf() as either] if not parts.worded:
            apart = narrowing.apart(either)
            found = {
                key for one in apart for key in _keys(tx, wording, replace(asked, narrowed=one))
            }
            return sorted(found, reverse=True)[: asked.limit]
    said: list[Narrowing] = [part for part in parts.rest if not isinstance(part, HasParticular)]
    if parts.worded and len(said) < len(parts.rest):
        few = _under(tx, replace(asked, limit=FEW), Parts(parts.worded, said))
        if len(few) < FEW:
            return few[: asked.limit]
    return _under(tx, asked, parts)


def _under(tx: Connection, asked: Asked, parts: Parts) -> list[int]:
    if tx.dialect.name == "sqlite":
        walking = narrowing.walking("sqlite", asked, parts, _frequent(tx, asked, parts))
        return list(tx.scalars(walking))
    if not parts.worded:
        return list(tx.scalars(narrowing.walking("postgresql", asked, parts, {})))
    return _on_postgresql(tx, asked, parts)


def _on_postgresql(tx: Connection, asked: Asked, parts: Parts) -> list[int]:
    found = list(tx.scalars(narrowing.in_window(asked, parts, WINDOW)))
    enough = asked.limit * WINDOW * 5 // (4 * max(len(found), 1))
    if len(found) < asked.limit and len(found) * FREQUENT > WINDOW and enough <= WIDEST:
        found = list(tx.scalars(narrowing.in_window(asked, parts, enough)))
    if len(found) < asked.limit:
        return list(tx.scalars(narrowing.by_index(asked, parts)))
    return found


def _frequent(tx: Connection, asked: Asked, parts: Parts) -> dict[Narrowing, Select[Any]]:
    """Return the lists that are so long that to ask each article on the way is quicker."""
    most = max(LISTED, LISTED_EACH * asked.limit)
    lists = {part: narrowing.listed("sqlite", part) for part in parts.rest}
    return {p: one for p, one in lists.items() if one is not None and _is_longer(tx, one, most)}


def _is_longer(tx: Connection, numbers: Select[Any], most: int) -> bool:
    counted = select(func.count()).select_from(numbers.limit(most + 1).subquery())
    return int(tx.scalar(counted) or 0) > most
