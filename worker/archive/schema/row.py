"""What all rows share: their base, and the columns that occur in many of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, MetaData
from sqlmodel import Field, SQLModel

from worker.archive.schema.column_types import UtcDateTime


class Row(SQLModel):
    """The base of the rows; its tables live in a metadata of their own."""

    metadata = MetaData()


def instant() -> Any:
    """Return a column that holds an instant in UTC."""
    return Field(sa_type=UtcDateTime)


def json_column() -> Any:
    """Return a column that holds a JSON value, never null."""
    return Field(sa_type=JSON, nullable=False)


def row_id() -> Any:
    """Return a column that the database numbers."""
    return Field(default=None, primary_key=True)
