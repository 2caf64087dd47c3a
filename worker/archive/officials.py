"""Officials of the registry, with their other names and their terms of office."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, insert, select, true
from sqlalchemy import update as sql_update

from worker.archive import removal
from worker.archive.statements import insert_or_leave
from worker.archive.tables import alias, office, official, term
from worker.errors import NotFound, UsageError
from worker.model import Alias, Office, Official, Origin, Term

_ADD: Final = insert_or_leave(official, official.c.id)
_ADD_OFFICE: Final = insert_or_leave(office, office.c.id)


def add(tx: Connection, person: Official) -> int:
    """Store a new official with names, terms and their offices; return the row.

    Raises UsageError where there is one of that name.
    """
    values = {"name": person.name, "origin": person.origin.value}
    added = tx.execute(_ADD[tx.dialect.name], values).scalar()
    if added is None:
        raise UsageError(
            f"there is an official named {person.name} already", remedy="edit that one"
        )
    _add_parts(tx, int(added), person)
    return int(added)


def update(tx: Connection, person: Official) -> None:
    """Store an official anew: the one of that ``id``, or without an id, of that name.

    Raises NotFound.
    """
    same = official.c.id == person.id if person.id else official.c.name == person.name
    changed = tx.execute(
        sql_update(official)
        .where(same)
        .values(name=person.name, origin=person.origin.value)
        .returning(official.c.id)
    ).scalar()
    if changed is None:
        raise _no_official(person.name)
    for part in (alias, term):
        tx.execute(part.delete().where(part.c.official_id == changed))
    _add_parts(tx, changed, person)
    removal.remove_unheld_offices(tx)


def officials(tx: Connection) -> tuple[Official, ...]:
    """Return the whole registry in the order of the rows."""
    return _officials(tx, true())


def find(tx: Connection, name: str) -> Official:
    """Return the official of that name. Raises NotFound."""
    found = _officials(tx, official.c.name == name)
    if not found:
        raise _no_official(name)
    return found[0]


def remove(tx: Connection, name: str) -> None:
    """Remove an official; mentions stay and name nobody. Raises NotFound."""
    removal.remove_officials(tx, [find(tx, name).id])


def _no_official(name: str) -> NotFound:
    return NotFound(f"there is no official named {name}", remedy="see 'diemtin official list'")


def _add_parts(tx: Connection, official_id: int, person: Official) -> None:
    """Store the names and terms of an official."""
    for other in person.aliases:
        named = {"official_id": official_id, "name": other.name, "blind": other.blind}
        tx.execute(insert(alias), named)
    for held in person.terms:
        tx.execute(insert(term), _term_values(official_id, _office_id(tx, held.office), held))


def _office_id(tx: Connection, held: Office) -> int:
    """Return the row of an office, made if it is new."""
    values = {"role": held.role, "body": held.body, "place": held.place or ""}
    added = tx.execute(_ADD_OFFICE[tx.dialect.name], values).scalar()
    if added is None:
        added = tx.execute(select(office.c.id).filter_by(**values)).scalar_one()
    return int(added)


def _term_values(official_id: int, office_id: int, held: Term) -> dict[str, Any]:
    return {
        "official_id": official_id,
        "office_id": office_id,
        "start": held.start.isoformat() if held.start else None,
        "end": held.end.isoformat() if held.end else None,
        "attested": [day.isoformat() for day in held.attested],
        "known_from": held.known_from,
        "acting": held.acting,
    }


def _officials(tx: Connection, which: ColumnElement[bool]) -> tuple[Official, ...]:
    people = tx.execute(select(official).where(which).order_by(official.c.id)).all()
    aliases: dict[int, list[Alias]] = defaultdict(list)
    named = select(alias).join(official).where(which).order_by(alias.c.id)
    for row in tx.execute(named):
        aliases[row.official_id].append(Alias(row.name, row.blind))
    terms: dict[int, list[Term]] = defaultdict(list)
    held = select(term, office.c.role, office.c.body, office.c.place).select_from(
        term.join(office).join(official)
    )
    for row in tx.execute(held.where(which).order_by(term.c.id)):
        terms[row.official_id].append(_term(row))
    return tuple(
        Official(
            name=row.name,
            aliases=tuple(aliases[row.id]),
            terms=tuple(terms[row.id]),
            id=row.id,
            origin=Origin(row.origin),
        )
        for row in people
    )


def _term(row: Any) -> Term:
    return Term(
        office=Office(row.role, row.body, row.place or None),
        start=_day(row.start),
        end=_day(row.end),
        attested=tuple(date.fromisoformat(day) for day in row.attested),
        known_from=row.known_from,
        acting=row.acting,
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
