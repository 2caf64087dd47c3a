"""What the registry becomes with the officials of files; and what contradicts what, by line.

Pure: it takes the registry and entries, and returns both the officials to store and every
contradiction, so that the caller stores all or nothing.
"""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from worker.errors import SettingsError
from worker.flow.registry.entries import Entry, with_aliases
from worker.flow.registry.terms import Held, Line, contradict, differ, joined
from worker.model import Office, Official

Who = tuple[str, str]
"""A name and a distinction, which together name an official."""


@dataclass(frozen=True, slots=True)
class Merged:
    """An official with what files add; ``lines`` say for each term which line gave it, if any."""

    official: Official
    lines: tuple[Line | None, ...]
    known: Official | None = None

    @property
    def is_new(self) -> bool:
        """Say whether the registry did not have this official."""
        return self.known is None

    @property
    def is_changed(self) -> bool:
        """Say whether there is anything to store."""
        return self.official != self.known

    def held(self) -> Iterator[Held]:
        """Yield the terms with their lines."""
        for term, line in zip(self.official.terms, self.lines, strict=True):
            yield Held(self.official.label, term, line)


def merged(registry: Iterable[Official], entries: Iterable[Entry]) -> list[Merged]:
    """Return the registry with the entries: officials of one label are one, and so are terms."""
    people = {_who(one): Merged(one, (None,) * len(one.terms), one) for one in registry}
    for entry in entries:
        known = people.get(_who(entry.official))
        people[_who(entry.official)] = _added_to(known, entry) if known else _new(entry)
    return list(people.values())


def _who(person: Official) -> Who:
    return person.name, person.distinction


def _new(entry: Entry) -> Merged:
    """Return an official as the entry says; nothing but what it says twice becomes one."""
    terms = dict(zip(entry.official.terms, entry.term_lines, strict=True))
    aliases = with_aliases(entry.official, ())
    official = replace(entry.official, aliases=aliases, terms=tuple(terms))
    return Merged(official, tuple(terms.values()))


def _added_to(known: Merged, entry: Entry) -> Merged:
    terms, lines = known.official.terms, list(known.lines)
    for term, line in zip(entry.official.terms, entry.term_lines, strict=True):
        before = terms
        terms, index = joined(terms, term)
        if terms != before:
            lines[index:] = [line, *lines[index + 1 :]]
    aliases = with_aliases(known.official, entry.official.aliases)
    official = replace(known.official, aliases=aliases, terms=terms)
    return replace(known, official=official, lines=tuple(lines))


def contradictions(
    people: Iterable[Merged],
    is_single: Callable[[Office], bool],
) -> list[SettingsError]:
    """Return what the files say against each other or against the registry, in their order.

    ``is_single`` says whether an office, as it is written, is one that one person holds at a time.
    """
    by_office: dict[object, list[Held]] = defaultdict(list)
    for person in people:
        for held in person.held():
            office = held.term.office
            by_office[office.role, office.body, office.place].append(held)
    told = [
        (mine.line, _told(mine, other))
        for group in by_office.values()
        if any(held.line for held in group)
        for mine, other in _pairs(group, is_single)
        if mine.line
    ]
    return [error for _, error in sorted(told, key=lambda it: (it[0].file, it[0].number))]


def _pairs(
    group: Sequence[Held], is_single: Callable[[Office], bool]
) -> Iterator[tuple[Held, Held]]:
    """Yield the terms of one office that contradict each other, one with a line first."""
    by_holder: dict[str, list[Held]] = defaultdict(list)
    for held in group:
        by_holder[held.holder].append(held)
    for own in by_holder.values():
        yield from (pair for pair in _told_pairs(own) if differ(pair[0].term, pair[1].term))
    singles = {office: is_single(office) for office in {held.term.office for held in group}}
    for one, other in _told_pairs([held for held in group if singles[held.term.office]]):
        if one.holder != other.holder and contradict(one.term, other.term):
            yield one, other


def _told_pairs(group: Sequence[Held]) -> Iterator[tuple[Held, Held]]:
    """Yield all pairs of which a file tells one at least, that one first."""
    for one, other in combinations(sorted(group, key=_by_line), 2):
        if one.line is None:
            return
        yield one, other


def _by_line(held: Held) -> tuple[bool, str, int]:
    """Order by line, the registry's own terms last."""
    line = held.line
    return (line is None, line.file if line else "", line.number if line else 0)


def _told(mine: Held, other: Held) -> SettingsError:
    office = mine.term.office
    against = other.line.seen_from(mine.line) if other.line else "the registry"
    what = f"{office}, {mine.told()}, contradicts {against}: {other.told()}"
    remedy = "correct one of the two"
    if other.line is None:
        edit = shlex.join(["diemtin", "official", "edit", other.holder])
        remedy = f"correct this, or the registry with: {edit}"
    return SettingsError(what, where=str(mine.line), remedy=remedy)
