"""What articles say against an open term of the registry: the registry stands, but it is told.

A term without an end stays open until somebody enters one. Meanwhile the archive may have read that
the official is *nguyên*, or have seen somebody else in an office that one person holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from worker.archive.officials import learned
from worker.match.people.offices import is_single
from worker.model import LearnedTerm, Official, Term
from worker.vietnamese.names.same_person import may_be_one


@dataclass(frozen=True, slots=True)
class Overtaken:
    """An open term, who calls its official a former holder, and who else was seen there since."""

    term: Term
    left: tuple[LearnedTerm, ...]
    others: tuple[LearnedTerm, ...]


def overtaken(tx: Connection, person: Official) -> tuple[Overtaken, ...]:
    """Return the open terms of an official that articles contradict, in the registry's order."""
    ended = [one for one in learned.ended(tx) if one.official_id == person.id]
    return tuple(_overtaken(tx, person, ended))


def _overtaken(tx: Connection, person: Official, ended: list[LearnedTerm]) -> Iterator[Overtaken]:
    for term in person.terms:
        if term.end is not None:
            continue
        seen = [one.term for one in learned.of_office(tx, term.office)]
        known = _last_known(term, [one for one in seen if one.official_id == person.id])
        left = tuple(one for one in ended if one.office.may_be(term.office) and one.last >= known)
        others = tuple(one for one in seen if _is_another(one, person) and one.last > known)
        if left or (others and is_single(term.office)):
            yield Overtaken(term, left, others if is_single(term.office) else ())


def _last_known(term: Term, seen: list[LearnedTerm]) -> date:
    """Return the last day on which a term is known to have lasted."""
    start = [term.start.latest] if term.start else []
    return max((*term.attested, *start, *(one.last for one in seen)), default=date.min)


def _is_another(one: LearnedTerm, person: Official) -> bool:
    if one.official_id is not None:
        return one.official_id != person.id
    return not may_be_one(one.holder, person.name)
