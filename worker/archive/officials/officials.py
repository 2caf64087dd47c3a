"""Officials of the registry, with their other names, their terms of office, and exclusions.

Every change counts as a new edition of the registry (``matching.registry_changed``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, insert, or_, select, true
from sqlalchemy import update as sql_update

from worker.archive.officials import matching, offices
from worker.archive.schema.tables import alias, exclusion, mention, office, official, term
from worker.archive.sql.batches import batches, remove_rows
from worker.archive.sql.statements import insert_or_leave, upsert
from worker.errors import NotFound, UsageError
from worker.model import Alias, Exclusion, Office, Official, Origin, PartialDate, Term
from worker.vietnamese.names.names import split_label

_ADD: Final = insert_or_leave(official, official.c.id)
_EXCLUDE: Final = upsert(exclusion, key=("official_id", "number"), change=("offices", "place"))


def add(tx: Connection, person: Official) -> int:
    """Store a new official with names, terms, exclusions and their offices; return the row.

    Raises UsageError where there is one of that name and distinction.
    """
    matching.registry_changed(tx)
    added = tx.execute(_ADD[tx.dialect.name], _values(person)).scalar()
    if added is None:
        raise _taken(person)
    _add_parts(tx, int(added), person)
    return int(added)


def update(tx: Connection, person: Official) -> None:
    """Store an official anew: the one of that ``id``, or without an id, of that label.

    Exclusions are lessons: those given are added, none is dropped. Raises NotFound, and
    UsageError where another official has the name and distinction.
    """
    matching.registry_changed(tx)
    same = official.c.id == person.id if person.id else _labelled(person.label)
    present = tx.scalars(select(official.c.id).where(same)).first()
    if present is None:
        raise _no_official(person.label)
    if set(tx.scalars(select(official.c.id).where(_labelled(person.label)))) - {present}:
        raise _taken(person)
    tx.execute(sql_update(official).where(official.c.id == present).values(_values(person)))
    for part in (alias, term):
        tx.execute(part.delete().where(part.c.official_id == present))
    _add_parts(tx, present, person)
    offices.remove_unheld(tx)


def officials(tx: Connection) -> tuple[Official, ...]:
    """Return the whole registry in the order of the rows."""
    return _officials(tx, true())


def names(tx: Connection) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the label and the aliases of each official; terms and lessons are not read."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    columns = (official.c.name, official.c.distinction, alias.c.name.label("also"))
    rows = tx.execute(select(*columns).outerjoin(alias).order_by(official.c.id, alias.c.id))
    for row in rows:
        label = Official(row.name, distinction=row.distinction).label
        found[label] += [] if row.also is None else [row.also]
    return tuple((label, tuple(aliases)) for label, aliases in found.items())


def of_office(tx: Connection, held: Office) -> tuple[Official, ...]:
    """Return the officials with a term in that office, or in one that may be the same."""
    in_it = (
        select(term.c.official_id)
        .join(office)
        .where(
            office.c.role == held.role,
            office.c.body == held.body,
            office.c.place == (held.place or ""),
        )
    )
    found = _officials(tx, official.c.id.in_(in_it))
    return tuple(one for one in found if any(t.office.may_be(held) for t in one.terms))


def find(tx: Connection, name: str) -> Official:
    """Return the official of that label, or of that name where only one bears it.

    Raises NotFound, and UsageError that lists the labels of several namesakes.
    """
    found = _officials(tx, _labelled(name)) or _officials(tx, official.c.name == name)
    if not found:
        raise _no_official(name)
    if len(found) > 1:
        labels = ", ".join(one.label for one in found)
        raise UsageError(f"{len(found)} officials are named {name}", expected=f"one of {labels}")
    return found[0]


def remove(tx: Connection, name: str) -> None:
    """Remove the official of that label or name; mentions stay and name nobody.

    Raises NotFound, and UsageError where several bear the name.
    """
    remove_all(tx, [find(tx, name).id])


def remove_all(tx: Connection, official_ids: Collection[int]) -> None:
    """Remove officials with all that is theirs, and offices that nobody is left to hold.

    Mentions of them stay and name nobody, until the next rematch.
    """
    if not official_ids:
        return
    matching.registry_changed(tx)
    for some in batches(official_ids):
        of_them = mention.c.official_id.in_(some)
        tx.execute(sql_update(mention).where(of_them).values(holder=None))
    for table in (alias, term, exclusion):
        remove_rows(tx, table.c.official_id, official_ids)
    remove_rows(tx, official.c.id, official_ids)
    offices.remove_unheld(tx)


def exclude(tx: Connection, official_id: int, lesson: Exclusion) -> None:
    """Keep that an article meant a namesake; what was kept of that article before is replaced."""
    matching.registry_changed(tx)
    _add_exclusion(tx, official_id, lesson)


def include(tx: Connection, official_id: int, number: int) -> bool:
    """Take back that an article meant a namesake; False where that was never said."""
    matching.registry_changed(tx)
    same = (exclusion.c.official_id == official_id, exclusion.c.number == number)
    return tx.execute(exclusion.delete().where(*same).returning(exclusion.c.id)).first() is not None


def _labelled(label: str) -> ColumnElement[bool]:
    """Return the condition that an official has that label: a name, or "name (distinction)"."""
    bare = and_(official.c.name == label, official.c.distinction == "")
    name, distinction = split_label(label)
    return or_(bare, and_(official.c.name == name, official.c.distinction == distinction))


def _no_official(name: str) -> NotFound:
    return NotFound(
        f"there is no official named {name}",
        remedy="see 'diemtin official list'; whom only articles name: 'diemtin official learned'",
    )


def _taken(person: Official) -> UsageError:
    return UsageError(
        f"there is an official named {person.label} already",
        remedy="edit that one, or tell a namesake apart with --distinction",
    )


def _values(person: Official) -> dict[str, Any]:
    return {
        "name": person.name,
        "distinction": person.distinction,
        "origin": person.origin.value,
    }


def _add_parts(tx: Connection, official_id: int, person: Official) -> None:
    """Store the names, terms and exclusions of an official."""
    for other in person.aliases:
        named = {"official_id": official_id, "name": other.name, "blind": other.blind}
        tx.execute(insert(alias), named)
    for held in person.terms:
        office_id = offices.row_of(tx, held.office)
        tx.execute(insert(term), _term_values(official_id, office_id, held))
    for lesson in person.exclusions:
        _add_exclusion(tx, official_id, lesson)


def _term_values(official_id: int, office_id: int, held: Term) -> dict[str, Any]:
    return {
        "official_id": official_id,
        "office_id": office_id,
        "start": str(held.start) if held.start else None,
        "end": str(held.end) if held.end else None,
        "attested": [day.isoformat() for day in held.attested],
        "known_from": held.known_from,
        "acting": held.acting,
    }


def _add_exclusion(tx: Connection, official_id: int, lesson: Exclusion) -> None:
    values = {
        "official_id": official_id,
        "number": lesson.number,
        "offices": [[of.role, of.body, of.place, of.unit, of.within] for of in lesson.offices],
        "place": lesson.place,
    }
    tx.execute(_EXCLUDE[tx.dialect.name], values)


def _officials(tx: Connection, which: ColumnElement[bool]) -> tuple[Official, ...]:
    people = tx.execute(select(official).where(which).order_by(official.c.id)).all()
    aliases: dict[int, list[Alias]] = defaultdict(list)
    named = select(alias).join(official).where(which).order_by(alias.c.id)
    for row in tx.execute(named):
        aliases[row.official_id].append(Alias(row.name, row.blind))
    terms = _terms(tx, which)
    exclusions: dict[int, list[Exclusion]] = defaultdict(list)
    taught = select(exclusion).join(official).where(which).order_by(exclusion.c.id)
    for row in tx.execute(taught):
        meant = tuple(Office(*parts) for parts in row.offices)
        exclusions[row.official_id].append(Exclusion(row.number, meant, row.place))
    return tuple(
        Official(
            name=row.name,
            aliases=tuple(aliases[row.id]),
            terms=tuple(terms[row.id]),
            id=row.id,
            origin=Origin(row.origin),
            distinction=row.distinction,
            exclusions=tuple(exclusions[row.id]),
        )
        for row in people
    )


def _terms(tx: Connection, which: ColumnElement[bool]) -> dict[int, list[Term]]:
    """Return the terms of each official, in the order stored."""
    terms: dict[int, list[Term]] = defaultdict(list)
    held = select(term, *offices.PARTS).select_from(term.join(office).join(official))
    for row in tx.execute(held.where(which).order_by(term.c.id)):
        terms[row.official_id].append(_term(row))
    return terms


def _term(row: Any) -> Term:
    return Term(
        office=offices.office_of(row),
        start=_day(row.start),
        end=_day(row.end),
        attested=tuple(date.fromisoformat(day) for day in row.attested),
        known_from=row.known_from,
        acting=row.acting,
    )


def _day(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate.parse(text)
