"""Where a phrase with marks or an official finds nothing: how the archive spells it.

People type marks in half of a name, or the wrong ones. Each word or phrase with marks is looked
for without them in the newest articles, and the nearest to what was typed is what was meant.
Officials and offices are looked for in the registry and in what articles have taught, sources and
places among the sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from sqlalchemy import Connection

from worker.archive.index import search
from worker.archive.officials import learned, officials
from worker.archive.sources import sources
from worker.flow.search.ask import find
from worker.flow.written import nearest_province
from worker.match.queries.asked import official_key, same_name
from worker.match.queries.combined import asked_offices, terms
from worker.match.queries.conditions import FromSource, MentionsOfficial, OfPlace
from worker.match.queries.query import Query
from worker.match.queries.text_conditions import InText
from worker.match.words import Phrase, WordLine
from worker.model import HasWords, Office, Official
from worker.vietnamese.names.keys import blind_key
from worker.vietnamese.places.places import units

LOOKED_AT: Final = 50
"""How many of the newest articles that have the words without their marks are read."""

MOST_OFFERED: Final = 3
"""Officials offered in place of one whom nobody knows, at most."""

_NEAR: Final = 0.8
"""How alike two names must be for the one to be a slip for the other."""


def offered(tx: Connection, query: Query) -> Iterator[tuple[str, str]]:
    """Yield each phrase of the query that no article has, and how the archive spells it."""
    asked = dict.fromkeys(term for term in terms(query.condition) if isinstance(term, InText))
    for term in asked:
        phrase = term.phrase
        if phrase.marked is None or phrase.prefix or term.via == "abbreviation":
            continue
        found = _spellings(tx, Phrase(phrase.words), term.column)
        typed = " ".join(phrase.typed)
        if found and not any(phrase.fits(spelling) for spelling in found):
            yield typed, max(found, key=lambda one: (_alike(typed, one), found[one]))


def _alike(typed: str, spelling: str) -> int:
    """Return how many letters are the same."""
    return sum(one == other for one, other in zip(typed, spelling.lower(), strict=False))


def _spellings(tx: Connection, blind: Phrase, column: str | None) -> Counter[str]:
    """Return how often the newest articles spell these words in which way."""
    asked = HasWords(blind.words, column=column)
    numbers = [number for _, number in search.candidates(tx, asked, below=None, limit=LOOKED_AT)]
    found: Counter[str] = Counter()
    for _, snapshot in search.snapshots(tx, numbers):
        text = snapshot.article.text
        spelled = dict.fromkeys(text[start:end] for start, end in WordLine(text).spans(blind))
        found.update(spelled.keys())  # in the order of the text: of equals the first is offered
    return found


def strangers(tx: Connection, query: Query) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each official asked for whom neither registry nor articles know, and who is near."""
    people = dict.fromkeys(
        term for term in terms(query.condition) if isinstance(term, MentionsOfficial)
    )
    # Whom an article names is found at once; the registry takes longer the larger it is.
    unnamed = [one for one in people if next(find(tx, Query("", one)), None) is None]
    registry = officials.officials(tx) if unnamed else ()
    for one in unnamed:
        if not any(one.asked.is_asked(name) for person in registry for name in _all_names(person)):
            yield one.asked.label, _near(one.asked.key, _names(tx, registry))


def without_sources(tx: Connection, query: Query) -> Iterator[tuple[str, str, str]]:
    """Yield the field and name of each source or place asked for that no source has.

    Third the one that is meant, "" where none is near: a source may be asked for by its title, a
    place with the word for its kind.
    """
    asked = dict.fromkeys(
        one for one in terms(query.condition) if isinstance(one, FromSource | OfPlace)
    )
    known = [one.source for one in sources.sources(tx)] if asked else []
    for one in asked:
        if isinstance(one, FromSource):
            named = {one.name.lower(): one.name for one in known}
            if one.source not in named:
                titled = {blind_key(one.title): one.name for one in known}
                yield "source", one.source, _closest(one.source, {**titled, **named})
        else:
            places = {blind_key(one.place): one.place for one in known if one.place}
            if not any(same_name(one.place, place) for place in places.values()):
                yield "place", one.place, _closest(one.place, places)


def _closest(typed: str, known: Mapping[str, str]) -> str:
    """Return what is known by a name that stands in the one typed, or is like it; else ""."""
    key = blind_key(typed)
    inside = [name for name in known if f" {name} " in f" {key} "]
    near = inside or get_close_matches(key, known, 1, _NEAR)
    return known[near[0]] if near else ""


def _names(tx: Connection, registry: Iterable[Official]) -> dict[str, list[str]]:
    """Return the labels of all officials by the keys of their names, the registry first."""
    names: dict[str, list[str]] = {}
    for person in registry:
        for name in _all_names(person):
            names.setdefault(official_key(name), []).append(person.label)
    for one in learned.terms(tx):
        names.setdefault(official_key(one.holder), [one.holder])
    return names


def _all_names(person: Official) -> tuple[str, ...]:
    return person.label, *(alias.name for alias in person.aliases)


def _near(key: str, names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the labels of those whose names have this one in them, then of those like it."""
    words = set(key.split())
    whole = [one for one in names if f" {key} " in f" {one} "]
    alike = [one for one in names if words & set(one.split())]
    close = get_close_matches(key, alike, MOST_OFFERED, _NEAR)
    labels = (label for one in (*whole, *close) for label in names[one])
    return tuple(dict.fromkeys(labels))[:MOST_OFFERED]


def misspelled(tx: Connection, query: Query) -> Iterator[tuple[Office, Office]]:
    """Yield each office asked for of a place that nobody knows, and that of one spelled like it.

    Known are the units of the country, and where registry or articles have somebody in it.
    """
    strange = [
        one
        for one in dict.fromkeys(asked_offices(query.condition))
        if one.office.place and not units(one.office.place)
    ]
    registry = officials.officials(tx) if strange else ()
    held = [term.office for person in registry for term in person.terms]
    held += [one.office for one in learned.terms(tx)] if strange else []
    for one in strange:
        near = None if any(map(one.is_asked, held)) else _nearest(one.office, held)
        if near is not None:
            yield one.office, near


def _nearest(office: Office, held: Iterable[Office]) -> Office | None:
    """Return the same office of the place whose name is nearest, if one is near."""
    assert office.place is not None
    alike = [one for one in held if (one.role, one.body) == (office.role, office.body)]
    by_place = {blind_key(one.place): one for one in alike if one.place}
    close = get_close_matches(blind_key(office.place), by_place, 1, _NEAR)
    if close:
        return by_place[close[0]]
    province = nearest_province(office.place, _NEAR) if office.unit in (None, "tỉnh") else None
    return replace(office, place=province) if province else None
