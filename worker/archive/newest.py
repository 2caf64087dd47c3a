"""The newest keys under a condition, by the way that is quick for how frequent it is.

SQLite walks its index from the newest. PostgreSQL's index of words knows no order, and its planner
walks all articles for words that none has. So the newest articles are looked through first, where
those wanted are frequent among them more of them, and what is rarer is taken from the index as a
whole.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from worker.archive import index_words, narrowing
from worker.archive.narrowing import Asked

WINDOW: Final = 2_000
"""How many of the newest articles are looked through first, some tens of milliseconds' work."""

WIDEST: Final = 20_000
"""How many of them are looked through at most; beyond, the index as a whole is quicker."""


def keys(tx: Connection, asked: Asked) -> list[int]:
    """Return the newest keys under a condition, newest first."""
    dialect = tx.dialect.name
    parts = narrowing.split(index_words.wording(tx), asked.narrowed)
    if dialect == "sqlite" or not parts.worded:
        return list(tx.scalars(narrowing.walking(dialect, asked, parts)))
    found = list(tx.scalars(narrowing.in_window(asked, parts, WINDOW)))
    enough = asked.limit * WINDOW * 5 // (4 * max(len(found), 1))
    if len(found) < asked.limit and enough <= WIDEST:
        found = list(tx.scalars(narrowing.in_window(asked, parts, enough)))
    if len(found) < asked.limit:
        return list(tx.scalars(narrowing.by_index(asked, parts)))
    return found
