"""Statements about many rows, in lots short enough for one statement each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from sqlalchemy import Column, Connection, delete

AT_ONCE: Final = 500


def batches(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield the ids in lists short enough for one statement."""
    rest = iter(ids)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def remove_rows(tx: Connection, column: Column[Any], among: Iterable[int]) -> None:
    """Remove the rows whose ``column`` is among the values given."""
    for some in batches(among):
        tx.execute(delete(column.table).where(column.in_(some)))
