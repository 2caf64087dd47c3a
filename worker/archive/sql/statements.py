"""INSERT … ON CONFLICT, written once for both databases: the constraint decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import Executable

OnEach = Mapping[str, Executable]
"""A statement for each database, by ``tx.dialect.name``."""


def insert_or_leave(table: Table, *returning: ColumnElement[Any] | FromClause) -> OnEach:
    """Return an insert that leaves an existing row alone, and then returns no row.

    The answer must be read from RETURNING: the row count is -1 on PostgreSQL.
    """
    statements: dict[str, Executable] = {}
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql)):
        new = dialect.insert(table).on_conflict_do_nothing()
        statements[name] = new.returning(*returning) if returning else new
    return statements


def upsert(
    table: Table,
    *,
    key: Sequence[str],
    change: Sequence[str],
) -> OnEach:
    """Return an insert that, where a row with that key exists, sets its ``change`` columns."""
    statements: dict[str, Executable] = {}
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql)):
        new = dialect.insert(table)
        statements[name] = new.on_conflict_do_update(
            index_elements=list(key), set_={column: new.excluded[column] for column in change}
        )
    return statements
