"""Offices: one row for each, whoever held it, and wherever it was read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Connection, bindparam, exists, select, tuple_

from worker.archive.schema.tables import learned, office, term
from worker.archive.sql.statements import insert_or_leave
from worker.model import Office

PARTS: Final = (office.c.role, office.c.body, office.c.place, office.c.unit, office.c.within)
"""The columns that make up an office."""

_ADD: Final = insert_or_leave(office, office.c.id, *PARTS)
_FIND: Final = select(office.c.id, *PARTS).where(
    tuple_(*PARTS).in_(bindparam("asked", expanding=True))
)


def rows_of(tx: Connection, said: Collection[Office]) -> dict[Office, int]:
    """Return the rows of offices, made where they are new."""
    found = _known(tx, said)
    new = [one for one in said if one not in found]
    if not new:
        return found
    names = [column.name for column in PARTS]
    rows = [dict(zip(names, _parts(one), strict=True)) for one in new]
    found.update((office_of(row), row.id) for row in tx.execute(_ADD[tx.dialect.name], rows))
    return found if found.keys() >= set(said) else _known(tx, said)


def row_of(tx: Connection, said: Office) -> int:
    """Return the row of an office, made if it is new."""
    return rows_of(tx, [said])[said]


def office_of(row: Any) -> Office:
    """Read an office from a row that has its columns."""
    return Office(row.role, row.body, row.place or None, row.unit or None, row.within or None)


def _known(tx: Connection, said: Collection[Office]) -> dict[Office, int]:
    found = tx.execute(_FIND, {"asked": [_parts(one) for one in said]})
    return {office_of(row): row.id for row in found}


def _parts(of: Office) -> tuple[str, ...]:
    """Return the columns of ``PARTS``; what is not known is empty."""
    return (of.role, of.body, of.place or "", of.unit or "", of.within or "")


def remove_unheld(tx: Connection) -> None:
    """Remove the offices that no term refers to, registered or learned."""
    held = (exists().where(of.c.office_id == office.c.id) for of in (term, learned))
    tx.execute(office.delete().where(*(~one for one in held)))
