"""Changing the registry of officials: whole, checked against itself, in one transaction.

Whoever changes it recomputes the mentions afterwards (``flow/registry/rematch.py``), or leaves that
to the service.
"""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from worker.archive.articles import lookup
from worker.archive.officials import learned, officials
from worker.errors import NotFound, SettingsError, UsageError
from worker.flow.registry.entries import Entry, bounds
from worker.flow.registry.merge import Merged, contradictions, merged
from worker.flow.registry.search import find_learned
from worker.flow.registry.terms import Line, apart, extended, misplaced, tied
from worker.match.people.holders import is_single, needs_place
from worker.match.queries.asked import AskedOffice
from worker.model import Exclusion, LearnedTerm, Mention, Office, Official, Term
from worker.vietnamese.names.names import name_key
from worker.vietnamese.places.places import units


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many officials of files were new, changed what was known, or were known already."""

    added: int
    changed: int
    unchanged: int
    mistakes: tuple[SettingsError, ...] = ()


def take_in(tx: Connection, entries: Sequence[Entry]) -> TakenIn:
    """Add what files say to the registry; store nothing where they contradict it or each other."""
    people = merged(officials.officials(tx), entries)
    wrong = contradictions(people, _is_one)
    if wrong:
        return TakenIn(0, 0, 0, tuple(wrong))
    added = [one for one in people if one.is_new]
    changed = [one for one in people if one.is_changed and not one.is_new]
    for one in added:
        officials.add(tx, one.official)
    for one in changed:
        officials.update(tx, one.official)
    told = {(entry.official.name, entry.official.distinction) for entry in entries}
    return TakenIn(len(added), len(changed), len(told) - len(added) - len(changed))


def add(tx: Connection, person: Official) -> None:
    """Store a new official. Raises UsageError where there is one, SettingsError for terms."""
    _check(tx, person, known=None)
    officials.add(tx, person)


def change(tx: Connection, known: Official, person: Official) -> None:
    """Store an official anew. Raises UsageError for a label in use, SettingsError for terms."""
    _check(tx, person, known)
    officials.update(tx, replace(person, id=known.id))


def _check(tx: Connection, person: Official, known: Official | None) -> None:
    """Raise UsageError or SettingsError where the registry cannot hold a changed official."""
    others = [one for one in officials.officials(tx) if known is None or one.id != known.id]
    if any((one.name, one.distinction) == (person.name, person.distinction) for one in others):
        raise UsageError(
            f"there is an official named {person.label} already",
            remedy="edit that one, or tell a namesake apart with --distinction",
        )
    typed = Line(f"official {person.label}", 0)
    before = known.terms if known else ()
    lines = tuple(None if term in before else typed for term in person.terms)
    rest = [Merged(one, (None,) * len(one.terms), one) for one in others]
    for wrong in contradictions([*rest, Merged(person, lines)], _is_one):
        raise wrong


def _is_one(office: Office) -> bool:
    """Say whether an office is certainly one, held by one person at a time.

    It is not where its place is left open: a dozen provinces have had a district Châu Thành.
    """
    if not is_single(office) or (office.place is None and needs_place(office)):
        return False
    if office.place is None or office.within is not None:
        return True
    same = (unit for unit in units(office.place) if office.unit in (None, unit.kind))
    return len({unit.province for unit in same}) <= 1


def exclude(tx: Connection, person: Official, asked: str) -> Exclusion:
    """Keep that an article means a namesake: what it says of that other person, and its place.

    ``asked`` names the article as ``show`` takes it. Raises NotFound, and UsageError where the
    article does not name the official.
    """
    number = lookup.find(tx, asked)
    record = lookup.record(tx, number)
    named = [mention for mention in record.mentions if _may_mean(mention, person)]
    if not named:
        raise UsageError(
            f"article {number} does not name {person.label}",
            expected="an article that the name stands in",
            remedy=f"see 'diemtin show {number} --json'",
        )
    offices = dict.fromkeys(said.office for mention in named for said in mention.offices)
    lesson = Exclusion(number, tuple(offices), record.place)
    officials.exclude(tx, person.id, lesson)
    return lesson


def include(tx: Connection, person: Official, asked: str) -> int:
    """Take back that an article means a namesake; return its number. Raises NotFound."""
    number = lookup.find(tx, asked)
    if not officials.include(tx, person.id, number):
        raise NotFound(
            f"nobody has said that article {number} means another {person.name}",
            remedy=f"see {shlex.join(['diemtin', 'official', 'show', person.label])}",
        )
    return number


def _may_mean(mention: Mention, person: Official) -> bool:
    """Say whether a mention is one of an official, or of somebody with one of their names."""
    if mention.official_id == person.id or mention.official == person.label:
        return True
    if any(one.official == person.label for one in mention.candidates):
        return True
    names = {name_key(person.name), *(name_key(alias.name) for alias in person.aliases)}
    return name_key(mention.surface) in names


@dataclass(frozen=True, slots=True)
class Taken:
    """A learned term that is the registry's now, and whether that made the official."""

    learned: LearnedTerm
    official: Official
    is_new: bool


def take(
    tx: Connection, ids: Collection[str], holder: str | None = None, distinction: str = ""
) -> list[Taken]:
    """Take learned terms into the registry, as terms attested from first to last day.

    ``ids`` are those of :func:`worker.flow.registry.search.learned_id`.
    They become terms of the official they were learned of, or of ``holder``; else of a new
    official of the name the articles give, with that ``distinction``. Raises NotFound for an id
    that is not there, UsageError where an official has that name already, SettingsError for
    terms that contradict the registry.
    """
    made: dict[str, int] = {}
    known = learned.terms(tx)
    terms = [find_learned(known, id) for id in dict.fromkeys(ids)]
    return [_taken(tx, one, holder, distinction, made) for one in terms]


def _taken(
    tx: Connection, one: LearnedTerm, holder: str | None, distinction: str, made: dict[str, int]
) -> Taken:
    """Take one term; ``made`` are the rows of the officials this command has made, by name."""
    term = Term(
        one.office,
        attested=tuple(dict.fromkeys((one.first, one.last))),
        known_from=_articles(tx, one),
    )
    row = officials.find(tx, holder).id if holder else made.get(one.holder) or one.official_id
    known = next((it for it in officials.officials(tx) if it.id == row), None)
    if known is None:
        new = Official(one.holder, terms=(term,), distinction=distinction)
        _refuse_namesake(tx, new)
        add(tx, new)
    else:
        new = replace(known, terms=extended(known.terms, term))
        change(tx, known, new)
    person = officials.find(tx, new.label)
    made[one.holder] = person.id
    learned.take(tx, one, person.id)
    return Taken(one, person, is_new=known is None)


def _refuse_namesake(tx: Connection, new: Official) -> None:
    if new.distinction or all(one.name != new.name for one in officials.officials(tx)):
        return
    raise UsageError(
        f"there is an official named {new.name} already",
        expected="to know whether it is the same person",
        remedy=f"say --as {shlex.quote(new.name)} if so, else --distinction TEXT",
    )


def _articles(tx: Connection, one: LearnedTerm) -> str:
    """Return the articles a term is learned from: the first and the last, and how many between."""
    seen = [f"{it.url} (article {it.number})" for it in learned.evidence(tx, one.id)]
    if len(seen) <= 2:
        return "; ".join(seen)
    return f"{seen[0]}; {len(seen) - 2} more; {seen[-1]}"


def with_office(person: Official, office: Office, said: Mapping[str, Any]) -> Official:
    """Return an official with a term added, or changed to what is ``said`` of it by field.

    The term changed is the one of that office that the days said do not rule out; days on which
    it was seen held are added to it. Raises UsageError where there are several such terms, or
    where a day would be outside the term.
    """
    days = said.get("attested", ())
    office = _held(person, office)
    new = Term(office, **said)
    may_be = [index for index, term in enumerate(person.terms) if _may_change(term, new)]
    if len(may_be) > 1:
        may_be = [index for index in may_be if tied(person.terms[index], new)]
        if len(may_be) != 1:
            raise UsageError(
                f"{person.label} held {office} more than once",
                expected="the --start or --end of the term that is meant",
                remedy=f"see {shlex.join(['diemtin', 'official', 'show', person.label])}",
            )
    if not may_be:
        _refuse_end_alone(person, new, said)
        return replace(person, terms=(*person.terms, _checked(new)))
    known = person.terms[may_be[0]]
    attested = known.attested
    if not set(days) <= set(attested):
        attested = tuple(sorted({*attested, *days}))
    changed = _checked(replace(known, **{**said, "attested": attested}))
    terms = (*person.terms[: may_be[0]], changed, *person.terms[may_be[0] + 1 :])
    return replace(person, terms=terms)


def _held(person: Official, office: Office) -> Office:
    """Return the office of an official's that one typed without its place means, if one is it."""
    asked = AskedOffice(office)
    held = dict.fromkeys(term.office for term in person.terms if asked.is_asked(term.office))
    if office.place is not None or not held or office in held:
        return office
    if len(held) > 1:
        raise UsageError(
            f"'{office}' is {len(held)} offices of {person.label}",
            expected=f"one of: {'; '.join(map(str, held))}",
        )
    return next(iter(held))


def _may_change(known: Term, new: Term) -> bool:
    return known.office.may_be(new.office) and not apart(known, new)


def _refuse_end_alone(person: Official, new: Term, said: Mapping[str, Any]) -> None:
    """Raise UsageError for an end before the term it is said of: a slip, and no earlier term."""
    starts = [term.start for term in person.terms if term.office.may_be(new.office) and term.start]
    if new.end is None or "start" in said or not starts:
        return
    raise UsageError(
        f"{new.end} is before the start, {min(starts, key=lambda day: day.earliest)}",
        where=f"{new.office}: end",
        remedy="for an earlier term say its --start too, or --start unknown",
    )


def _checked(term: Term) -> Term:
    """Return a term whose days hold together. Raises UsageError."""
    if term.start and term.end and term.end.latest < term.start.earliest:
        raise UsageError(f"{term.end} is before {term.start}", where=f"{term.office}: end")
    day = misplaced(term)
    if day is not None:
        what = f"{day} is outside the term"
        raise UsageError(what, where=f"{term.office}: attested", expected=bounds(term))
    return term
