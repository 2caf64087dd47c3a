"""What an article teaches about who holds which office, and who holds it no more.

Learned is what a text says for itself: a person asserted by name, with an office that is theirs
now (acting included) and that is one particular office. An office without a name, whose holder
is known from terms, teaches nothing, or the archive would learn from itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection

from worker.archive.officials import learned, matching, mentions
from worker.archive.officials.learned import Named
from worker.clock import hanoi_day
from worker.flow.tools import Followed
from worker.match.officials import RULES
from worker.match.people.holders import is_single, needs_place
from worker.match.people.registered import DOUBT
from worker.model import Candidate, Mention, MentionKind, Office, OfficeSaid, OfficeStatus
from worker.vietnamese.names.names import split_label

FLOOR: Final = 0.6
"""The least confidence of a mention that teaches: a name about which there is any doubt has half
of its own, ``DOUBT`` at most; a blind alias has 0.7."""


def day_taught(said: date, first_seen: datetime) -> date:
    """Return the day of which an article teaches: its own, but none after it was first seen.

    A paper may date its news ahead, or mistype the year.
    """
    return min(said, hanoi_day(first_seen))


def learn(
    tx: Connection,
    state: matching.State,
    followed: Followed,
    number: int,
    found: Sequence[Mention],
    day: date,
    source_id: int,
) -> None:
    """Store the mentions of a new article, and who it names in which office.

    What was found under another registry than all the rest is noted for the next rematch.
    """
    generation = state.generation
    mentions.store(tx, number, found, RULES, generation=generation)
    learned.note(tx, number, taught(found), day, source_id, generation=generation)
    if (followed.rules, followed.edition) == (state.rules, state.of_edition):
        return
    if matching.is_alone(tx, number):
        matching.settle(tx, followed.rules, "", followed.edition)
    else:
        matching.unsettle(tx, number)


def taught(found: Iterable[Mention]) -> tuple[Named, ...]:
    """Return who is named in which office, each once, in one order whatever that of the text.

    Who held an office before is told where one person at a time holds it.
    """
    named_in = {
        (str(one.official), said.office, former): one.official_id
        for one in map(as_taught, found)
        if one is not None
        for former, shown in ((False, shown_in(one)), (True, _left_in(one)))
        for said in shown
    }
    named = [Named(holder, who, of, former) for (holder, of, former), who in named_in.items()]
    return tuple(sorted(named, key=lambda one: (str(one.office), one.holder, one.former)))


def as_taught(found: Mention) -> Mention | None:
    """Return a mention as it teaches; None where it teaches nothing.

    One of the registry who is named in an office unlike his has moved there, or a namesake of his
    holds it. Somebody so called does: he is taught by the name alone, and the one of the registry
    is a candidate.
    """
    if found.kind is not MentionKind.PERSON:
        return None
    if not found.official:
        return _of_another(found)
    if found.confidence >= FLOOR:
        return found
    if found.official_id is None or found.via != "name" or found.confidence <= DOUBT:
        return None
    perhaps = (Candidate(found.official, found.confidence),)
    name = split_label(found.official)[0]
    return replace(found, official=name, official_id=None, candidates=perhaps)


def _of_another(found: Mention) -> Mention | None:
    """Return a mention by its name where none of the registry's namesakes is likely meant."""
    names = {split_label(one.official)[0] for one in found.candidates}
    odds = sum(one.odds for one in found.candidates)
    if found.via != "name" or len(names) != 1 or not found.confidence > DOUBT:
        return None
    return replace(found, official=names.pop()) if found.confidence * odds < FLOOR else None


def shown_in(taught: Mention) -> tuple[OfficeSaid, ...]:
    """Return the particular offices in which a mention that teaches shows its person now."""
    said = [one for one in _particular(taught) if one.status is not OfficeStatus.FORMER]
    held = (one.office for one in said if one.status is OfficeStatus.CURRENT)
    heads = {replace(office, role=f"Phó {office.role}") for office in held}
    # Who is made head of a body is its deputy no more, though the text still calls him that.
    return tuple(one for one in said if _without_standing(one.office) not in heads)


def _without_standing(office: Office) -> Office:
    """Return a deputy's office as that of any deputy: "Phó Giám đốc Thường trực"."""
    return replace(office, role=office.role.removesuffix(" Thường trực"))


def _left_in(taught: Mention) -> tuple[OfficeSaid, ...]:
    """Return the offices of one holder which the person of a mention holds no more."""
    left = (said for said in _particular(taught) if said.status is OfficeStatus.FORMER)
    return tuple(said for said in left if is_single(said.office))


def _particular(taught: Mention) -> Iterator[OfficeSaid]:
    """Yield the offices of a mention of which it is known where they are."""
    return (s for s in taught.offices if s.office.place is not None or not needs_place(s.office))
