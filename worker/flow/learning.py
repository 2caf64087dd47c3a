"""What an article teaches about who holds which office, and who holds it no more.

Learned is what a text says for itself: a person asserted by name, with an office that is theirs
now (acting included) and that is one particular office. An office without a name, whose holder
is known from terms, teaches nothing, or the archive would learn from itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection

from worker.archive import learned, matching, mentions
from worker.archive.learned import Named
from worker.clock import hanoi_day
from worker.flow.tools import Followed
from worker.match.holders import is_single, needs_place
from worker.match.officials import RULES
from worker.model import Mention, MentionKind, OfficeSaid, OfficeStatus

FLOOR: Final = 0.6
"""The least confidence of a mention that teaches: a name about which there is any doubt has half
of its own, 0.5 at most; a blind alias has 0.7."""


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
        for one in found
        for former, shown in ((False, shown_in(one)), (True, _left_in(one)))
        for said in shown
    }
    named = [Named(holder, who, of, former) for (holder, of, former), who in named_in.items()]
    return tuple(sorted(named, key=lambda one: (str(one.office), one.holder, one.former)))


def shown_in(found: Mention) -> tuple[OfficeSaid, ...]:
    """Return the offices in which a mention shows its person now; none where it teaches nothing."""
    return tuple(said for said in _taught_by(found) if said.status is not OfficeStatus.FORMER)


def _left_in(found: Mention) -> tuple[OfficeSaid, ...]:
    """Return the offices of one holder which the person of a mention holds no more."""
    left = (said for said in _taught_by(found) if said.status is OfficeStatus.FORMER)
    return tuple(said for said in left if is_single(said.office))


def _taught_by(found: Mention) -> tuple[OfficeSaid, ...]:
    """Return the particular offices of a mention that is sure enough to teach."""
    if found.kind is not MentionKind.PERSON or not found.official or found.confidence < FLOOR:
        return ()
    whole = (s for s in found.offices if s.office.place is not None or not needs_place(s.office))
    return tuple(whole)
