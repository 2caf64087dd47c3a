"""Offices: one row for each, whoever held it, and wherever it was read."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, bindparam, exists, select

from worker.archive.statements import insert_or_leave
from worker.archive.tables import learned, office, term
from worker.model import Office

PARTS: Final = (office.c.role, office.c.body, office.c.place, office.c.unit, office.c.within)
"""The columns that make up an office."""

_ADD: Final = insert_or_leave(office, office.c.id)
_FIND: Final = select(office.c.id).where(*(column == bindparam(column.name) for column in PARTS))


def row_of(tx: Connection, said: Office) -> int:
    """Return the row of an office, made if it is new."""
    values = {
        "role": said.role,
        "body": said.body,
        "place": said.place or "",
        "unit": said.unit or "",
        "within": said.within or "",
    }
    found = tx.execute(_FIND, values).scalar()
    if found is None:
        found = tx.execute(_ADD[tx.dialect.name], values).scalar()
    if found is None:  # another transaction has made it meanwhile
        found = tx.execute(_FIND, values).scalar_one()
    return int(found)


def office_of(row: Any) -> Office:
    """Read an office from a row that has its columns."""
    return Office(row.role, row.body, row.place or None, row.unit or None, row.within or None)


def remove_unheld(tx: Connection) -> None:
    """Remove the offices that no term refers to, registered or learned."""
    held = (exists().where(of.c.office_id == office.c.id) for of in (term, learned))
    tx.execute(office.delete().where(*(~one for one in held)))
