"""Finding officials in the registry by what a person types: a name, an office, a day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from worker.archive.officials import officials
from worker.errors import NotFound, UsageError
from worker.flow.search.ask import Found, find
from worker.match.people.tenure import Cover, window
from worker.match.queries.asked import AskedName, AskedOffice
from worker.match.queries.conditions import MentionsOfficial
from worker.match.queries.query import Query
from worker.match.queries.typed_office import as_printed, read_typed
from worker.model import LearnedTerm, Office, Official, Term
from worker.vietnamese.names.names import name_key
from worker.vietnamese.text.fold import fold, has_marks, nfc

LEARNED_ID: Final = 10
"""Hex digits of a learned term's name: too few for 100,000 of them to clash but once in 200."""
OfficeTest = Callable[[Office], bool]

MOST_OFFERED: Final = 3
"""Officials offered where none has the name that was typed."""


def typed_office(text: str, where: str) -> Office:
    """Return the office of a phrase, as "Chủ tịch UBND huyện Cái Sậy (Sông Hàm)".

    Raises UsageError for what names none.
    """
    phrase = nfc(" ".join(text.split()))
    read = read_typed(phrase)
    office = read.office
    if office is None or read.rest:
        known = f": '{read.rest[:40]}' is not understood" if office is not None else ""
        raise UsageError(
            f"'{phrase[:80]}' names no office{known}",
            where=where,
            expected="role, body and place, as in 'Chủ tịch UBND tỉnh Bến Tre'",
            remedy="or say --role, --body and --place",
        )
    return office


def office_test(text: str) -> OfficeTest:
    """Return what says whether an office is one that was typed.

    That is an office ("Bí thư Tỉnh ủy", of any place), or some words of one ("tỉnh ủy"). Typed
    without marks it is found with any.
    """
    phrase = nfc(" ".join(text.split()))
    read = read_typed(phrase)
    office = read.office
    if office is None or read.rest:
        return lambda one: _all_in(phrase.split(), [str(one)])
    asked = [AskedOffice(office, has_marks(phrase))]
    printed = as_printed(phrase)
    asked += [AskedOffice(printed, has_marks(phrase))] if printed else []
    return lambda one: any(way.is_asked(one) for way in asked)


def find_official(tx: Connection, name: str) -> Official:
    """Return the official of that label or name.

    Raises NotFound, which offers whoever is found without regard to marks; and UsageError that
    lists the labels of several namesakes.
    """
    try:
        return officials.find(tx, name)
    except NotFound as error:
        words = fold(nfc(name)).split()
        near = [one.label for one in officials.officials(tx) if words and is_named(one, words)]
        if not near:
            raise
        meant = " or ".join(f"'{label}'" for label in near[:MOST_OFFERED])
        raise NotFound(error.what, remedy=f"did you mean {meant}?") from error


def is_named(person: Official, words: Sequence[str]) -> bool:
    """Say whether all words stand in one name of an official, without marks where typed so."""
    aliases = (alias.name for alias in person.aliases)
    return any(_all_in(words, [name]) for name in (person.label, *aliases))


def _all_in(words: Collection[str], texts: Sequence[str]) -> bool:
    return all(_in(word, text) for word in words for text in texts)


def _in(word: str, text: str) -> bool:
    return name_key(word) in name_key(text) if has_marks(word) else fold(nfc(word)) in fold(text)


def held_on(term: Term, day: date, margin: timedelta) -> bool:
    """Say whether an office was held on a day as far as is known: ``margin`` around what was."""
    days = window(term.start, term.end, term.attested, margin.days)
    return days.cover(day.toordinal()) >= Cover.NEAR


def listed(
    people: Sequence[Official],
    words: Sequence[str],
    is_asked: OfficeTest | None,
    day: date | None,
    margin: timedelta,
) -> Iterator[Official]:
    """Yield the officials of that name who held such an office, on that day where one is said."""

    def is_meant(term: Term) -> bool:
        asked = is_asked is None or is_asked(term.office)
        return asked and (day is None or held_on(term, day, margin))

    for person in people:
        any_will_do = is_asked is None and day is None
        if is_named(person, words) and (any_will_do or any(map(is_meant, person.terms))):
            yield person


def terms_of(person: Official, text: str) -> tuple[Term, ...]:
    """Return an official's terms of the one office that was typed.

    Raises NotFound where there is none, UsageError where several offices answer to it.
    """
    exact = [term for term in person.terms if fold(str(term.office)) == fold(nfc(text))]
    is_asked = office_test(text)
    found = exact or [term for term in person.terms if is_asked(term.office)]
    offices = dict.fromkeys(str(term.office) for term in found)
    known = "; ".join(dict.fromkeys(str(term.office) for term in person.terms))
    if not found:
        what = f"{person.label} has no office '{text[:80]}'"
        raise NotFound(what, expected=f"one of: {known}" if known else "one that is known")
    if len(offices) > 1:
        what = f"'{text[:80]}' is {len(offices)} offices of {person.label}"
        raise UsageError(what, expected=f"one of: {'; '.join(offices)}")
    return tuple(found)


def newest(tx: Connection, person: Official, limit: int) -> list[Found]:
    """Return the newest articles that mention an official, or may mention them."""
    asked = AskedName(person.name, person.distinction, marked=has_marks(person.name))
    found = find(tx, Query(person.label, MentionsOfficial(asked)))
    return list(islice((one for one in found if _mentions(one, person)), limit))


def _mentions(found: Found, person: Official) -> bool:
    """Say whether an article mentions an official, and nobody has said that it means another."""
    if any(lesson.number == found.number for lesson in person.exclusions):
        return False
    return any(
        mention.official_id == person.id
        or (
            mention.official is None and any(c.official == person.label for c in mention.candidates)
        )
        for mention in found.snapshot.mentions
    )


def learned_id(one: LearnedTerm) -> str:
    """Return what names a learned term for good: 10 hex digits of who held which office.

    The archive's own number is another one after each rematch.
    """
    office = one.office
    parts = (one.holder, office.role, office.body, office.place, office.unit, office.within)
    return sha256("\0".join(part or "" for part in parts).encode()).hexdigest()[:LEARNED_ID]


def find_learned(known: Sequence[LearnedTerm], id: str) -> LearnedTerm:
    """Return the learned term of that id. Raises NotFound, UsageError where two have it."""
    found = [one for one in known if learned_id(one) == id.lower()]
    if not found:
        what = f"there is no learned term '{id[:60]}'"
        raise NotFound(what, remedy="see 'diemtin official learned'")
    if len(found) > 1:
        told = "; ".join(f"{one.holder}: {one.office}" for one in found)
        raise UsageError(f"{id} names {len(found)} learned terms: {told}", remedy="add one by hand")
    return found[0]


def learned_listed(
    known: Sequence[LearnedTerm],
    words: Sequence[str],
    is_asked: OfficeTest | None,
    fewest: int,
) -> Iterator[LearnedTerm]:
    """Yield the learned terms of that name and office that so many articles tell of."""
    for one in known:
        asked = is_asked is None or is_asked(one.office)
        if asked and one.articles >= fewest and _all_in(words, [one.holder]):
            yield one
