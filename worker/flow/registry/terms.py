"""Whether two terms are one, and whether they contradict each other: pure, dates in part known.

A term says for certain only that its office was held on some days: between its start and its end
where both are known, between a known start or end and the days it is attested, and on those days
alone where neither is known. Two terms contradict only on days that are certain for both; that
one ends on the day the other starts is a handover.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from worker.model import Office, PartialDate, Term

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file that a person wrote; number 0 stands for what was typed as a command."""

    file: str
    number: int

    def __str__(self) -> str:
        """Return ``file:line``."""
        return f"{self.file}:{self.number}" if self.number else self.file

    def seen_from(self, other: Line | None) -> str:
        """Return how the other line refers to this one."""
        if not self.number:
            return "what else is typed"
        return f"line {self.number}" if other and other.file == self.file else str(self)


@dataclass(frozen=True, slots=True)
class Held:
    """A term, the label of its holder, and the line that says so; None for the registry's own."""

    holder: str
    term: Term
    line: Line | None = None

    def told(self) -> str:
        """Return who held it when: ``held by Trần Thị Hạ Vi 2020-10-15 to 2025-06-30``."""
        return f"held by {self.holder} {period(self.term)}".rstrip()


def period(term: Term) -> str:
    """Return when an office was held, in words: nothing where nothing is known of it."""
    if term.start and term.end:
        return f"{term.start} to {term.end}"
    if term.start:
        return f"from {term.start}"
    if term.end:
        return f"until {term.end}"
    days = sorted(term.attested)
    if not days:
        return ""
    return f"on {days[0]}" if days[0] == days[-1] else f"on {days[0]} and {days[-1]}"


def certain(term: Term) -> list[Span]:
    """Return the days on which the office was certainly held, as first and last days."""
    days, start, end = list(term.attested), term.start, term.end
    if not start and not end:
        return [(day, day) for day in sorted(days)]
    firsts = [*days, start.latest] if start else days
    lasts = [*days, end.earliest] if end else days
    if start and start.day and not lasts:
        lasts = firsts
    if end and end.day and not firsts:
        firsts = lasts
    if not firsts or not lasts or min(firsts) > max(lasts):
        return []
    return [(min(firsts), max(lasts))]


def contradict(one: Term, other: Term) -> bool:
    """Say whether two holders of one office certainly held it at the same time.

    Who acts for the holder holds it beside them. A single day that both claim is no contradiction
    where it is the first or last certain day of both: it may be the day of the handover.
    """
    if one.acting != other.acting or not one.office.may_be(other.office):
        return False
    return any(
        max(a, c) < min(b, d) or a < c == d < b or c < a == b < d
        for a, b in certain(one)
        for c, d in certain(other)
    )


def differ(one: Term, other: Term) -> bool:
    """Say whether two terms of one person are one term by their days, told in different ways."""
    return _shared(one, other) and not _fit(one, other)


def joined(held: tuple[Term, ...], new: Term) -> tuple[tuple[Term, ...], int]:
    """Return a person's terms with a new one, and the index at which it now stands.

    A term that says the same, or says more exactly what another leaves open, becomes one with
    it: the days on which both were seen held are kept, and where each is known from.
    """
    if new in held:
        return held, held.index(new)
    same = next(_alike(held, new), None)
    if same is None:
        return (*held, new), len(held)
    return (*held[:same], _both(held[same], new), *held[same + 1 :]), same


def extended(held: tuple[Term, ...], new: Term) -> tuple[Term, ...]:
    """Return a person's terms with a new one that was seen, not said.

    Besides what :func:`joined` makes one, it extends the only term of its office that it may
    belong to: whoever began in 2020 and is seen in the office in 2022 has held it since.
    """
    terms, _ = joined(held, new)
    same = [i for i, one in enumerate(held) if _fit(one, new) and not apart(one, new)]
    if len(terms) == len(held) or len(same) != 1:
        return terms
    return (*held[: same[0]], _both(held[same[0]], new), *held[same[0] + 1 :])


def _alike(held: tuple[Term, ...], new: Term) -> Iterator[int]:
    """Yield the indexes of the terms that are one with the new one, the nearest first."""
    fit = [i for i, one in enumerate(held) if _fit(one, new) and tied(one, new)]
    bounds = [i for i in fit if (held[i].start, held[i].end) == (new.start, new.end)]
    yield from (i for i in bounds if held[i].known_from == new.known_from)
    yield from bounds
    yield from fit


def tied(one: Term, other: Term) -> bool:
    """Say whether the days of two terms of a person leave no doubt that they are one term."""
    if (one.start, one.end) == (other.start, other.end):
        return True
    return _shared(one, other) or _meet(one.start, other.start) or _meet(one.end, other.end)


def _shared(one: Term, other: Term) -> bool:
    """Say whether one person held one office in both terms on a day, at no handover to oneself."""
    if one.acting != other.acting or not one.office.may_be(other.office):
        return False
    if _follows(one, other) or _follows(other, one):
        return False
    return any(max(a, c) <= min(b, d) for a, b in certain(one) for c, d in certain(other))


def apart(one: Term, other: Term) -> bool:
    """Say whether one of two terms certainly began after the other had ended."""
    return any(
        later.start and earlier.end and later.start.earliest > earlier.end.latest
        for later, earlier in ((one, other), (other, one))
    )


def _follows(one: Term, other: Term) -> bool:
    return bool(one.start and other.end and one.start.earliest >= other.end.earliest)


def _fit(one: Term, other: Term) -> bool:
    """Say whether two terms can be one: nothing that one says is against the other."""
    if one.acting != other.acting or not one.office.may_be(other.office):
        return False
    if not (_may_meet(one.start, other.start) and _may_meet(one.end, other.end)):
        return False
    return misplaced(_both(one, other)) is None


def misplaced(term: Term) -> date | None:
    """Return an attested day that lies outside the term, or its end where that is before it."""
    if term.start and term.end and term.end.latest < term.start.earliest:
        return term.end.latest
    return next(
        (
            day
            for day in term.attested
            if (term.start and day < term.start.earliest) or (term.end and day > term.end.latest)
        ),
        None,
    )


def _meet(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Say whether both are known and may be the same day."""
    if one is None or other is None:
        return False
    return one.earliest <= other.latest and other.earliest <= one.latest


def _may_meet(one: PartialDate | None, other: PartialDate | None) -> bool:
    return one is None or other is None or _meet(one, other)


def _both(one: Term, other: Term) -> Term:
    """Return one term that says what both say, each date as exactly as either knows it."""
    days = one.attested
    if not set(other.attested) <= set(days):
        days = tuple(sorted({*days, *other.attested}))
    return replace(
        one,
        office=_office(one.office, other.office),
        start=_exacter(one.start, other.start),
        end=_exacter(one.end, other.end),
        attested=days,
        known_from=_sources(one.known_from, other.known_from),
    )


def _office(one: Office, other: Office) -> Office:
    return replace(one, unit=one.unit or other.unit, within=one.within or other.within)


def _exacter(one: PartialDate | None, other: PartialDate | None) -> PartialDate | None:
    if one is None or other is None:
        return one or other
    return min(one, other, key=lambda known: known.latest - known.earliest)


def _sources(one: str, other: str) -> str:
    """Return where a term is known from, each place named once."""
    if not other or other in one.split("; "):
        return one
    return f"{one}; {other}" if one else other
