"""Statements about many rows, in lots short enough for one statement each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import Column, Connection, delete

T = TypeVar("T")

AT_ONCE: Final = 500
"""Values in one statement; SQLite allows 32,766."""


def batches(wanted: Iterable[T]) -> Iterator[list[T]]:
    """Yield what is wanted in lists short enough for one statement."""
    rest = iter(wanted)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def remove_rows(tx: Connection, column: Column[Any], among: Iterable[int]) -> None:
    """Remove the rows whose ``column`` is among the values given."""
    for some in batches(among):
        tx.execute(delete(column.table).where(column.in_(some)))
