"""What a file of officials says, the same for YAML and CSV: persons with the lines of their terms.

Every text is checked alike, and every mistake is kept with the line and the key it stands at, so
that all of a file's mistakes are told at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, ParamSpec, Protocol, TypeVar

from worker.errors import SettingsError
from worker.flow.registry.terms import Line, misplaced
from worker.flow.written import (
    Unfit,
    distinction,
    exact_day,
    official_name,
    partial_date,
    person_name,
    plain,
)
from worker.model import Alias, Official, PartialDate, Term
from worker.vietnamese.titles.offices import canonical_office

OFFICE_KEYS: Final = ("role", "body", "place", "unit", "within")
TERM_KEYS: Final = (*OFFICE_KEYS, "start", "end", "attested", "known_from", "acting")
MOST_MISTAKES: Final = 20
"""Mistakes of a file that are told one by one; of the others only how many there are."""

Given = ParamSpec("Given")
Made = TypeVar("Made")
Fit = TypeVar("Fit")


class Written(Protocol):
    """One value of a file that knows where it stands."""

    def text(self) -> str:
        """Return it as a text in NFC on one line. Raises SettingsError where there is none."""

    def flag(self) -> bool:
        """Return it as true or false. Raises SettingsError."""

    def wrong(self, what: str, expected: str = "", remedy: str = "") -> SettingsError:
        """Return the error that says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An official as a file gives them, and the lines of the person and of each term."""

    official: Official
    line: Line
    term_lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file says: its officials in order; or its mistakes, and then nothing may be used."""

    entries: tuple[Entry, ...]
    mistakes: tuple[SettingsError, ...] = ()

    def usable(self) -> tuple[Entry, ...]:
        """Return the entries. Raises the first mistake, a SettingsError."""
        for mistake in self.mistakes:
            raise mistake
        return self.entries


class Mistakes:
    """Keeps the mistakes of a file while the rest of it is read."""

    def __init__(self) -> None:
        self.found: list[SettingsError] = []

    def kept(
        self, make: Callable[Given, Made], *args: Given.args, **named: Given.kwargs
    ) -> Made | None:
        """Return what is made; None where it cannot be for a mistake, which is kept."""
        try:
            return make(*args, **named)
        except SettingsError as error:
            self.found.append(error)
            return None


def fit(value: Written, check: Callable[[str], Fit]) -> Fit:
    """Return what a check makes of a text; what it refuses is told with file and line."""
    try:
        return check(value.text())
    except Unfit as error:
        raise value.wrong(error.what, error.expected, error.remedy) from error


def name_of(value: Written) -> str:
    """Return an alias."""
    return fit(value, person_name)


def who_of(given: Mapping[str, Written], mistakes: Mistakes) -> tuple[str, str]:
    """Return the name and the distinction of an official; their mistakes are kept."""
    name = mistakes.kept(fit, given["name"], official_name)
    apart = mistakes.kept(fit, given["distinction"], distinction) if "distinction" in given else ""
    return name or "", apart or ""


def text_of(given: Mapping[str, Written], key: str) -> str | None:
    """Return a text that may be missing."""
    return fit(given[key], plain) if key in given else None


def term_of(given: Mapping[str, Written], attested: Sequence[Written]) -> Term:
    """Return the term that the values say, the office in its full canonical form.

    Raises SettingsError for what cannot be: an end before the start, an attested day outside.
    """
    role, body, place, unit, within = (text_of(given, key) or "" for key in OFFICE_KEYS)
    days = tuple(fit(value, exact_day) for value in attested)
    term = Term(
        office=canonical_office(
            role, body, place or None, unit=unit or None, within=within or None
        ),
        start=_date(given, "start"),
        end=_date(given, "end"),
        attested=tuple(dict.fromkeys(days)),
        known_from=text_of(given, "known_from") or "",
        acting=given["acting"].flag() if "acting" in given else False,
    )
    _check_order(term, given, dict(zip(days, attested, strict=True)))
    return term


def _date(given: Mapping[str, Written], key: str) -> PartialDate | None:
    return fit(given[key], partial_date) if key in given else None


def _check_order(term: Term, given: Mapping[str, Written], days: Mapping[object, Written]) -> None:
    start, end = term.start, term.end
    if start and end and end.latest < start.earliest:
        raise given["end"].wrong(f"{end} is before the start", f"{start} or later")
    day = misplaced(term)
    if day is not None:
        raise days[day].wrong(f"{day} is outside the term", bounds(term))


def bounds(term: Term) -> str:
    """Return what a day within the term is, in words."""
    if term.start and term.end:
        return f"a day from {term.start} to {term.end}"
    return f"{term.start} or later" if term.start else f"{term.end} or earlier"


def with_aliases(person: Official, others: Collection[Alias]) -> tuple[Alias, ...]:
    """Return the aliases of an official with others, each name once; blind once is blind."""
    names: dict[str, Alias] = {}
    for one in (*person.aliases, *others):
        known = names.get(one.name)
        names[one.name] = Alias(one.name, one.blind or (known is not None and known.blind))
    return tuple(names.values())
