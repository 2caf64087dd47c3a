"""What an article teaches about who holds which office.

Learned is what a text says for itself: a person asserted by name, with an office that is theirs
now (acting included) and that is one particular office. An office without a name, whose holder
is known from terms, teaches nothing, or the archive would learn from itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from sqlalchemy import Connection

from worker.archive import learned, matching, mentions
from worker.archive.learned import Named
from worker.flow.tools import Followed
from worker.match.holders import needs_place
from worker.match.officials import RULES
from worker.model import Mention, MentionKind, OfficeSaid, OfficeStatus

FLOOR: Final = 0.6
"""The least confidence of a mention that teaches: a name about which there is any doubt has half
of its own, 0.5 at most; a blind alias has 0.7."""


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
    """Return who is named in which office, each once, in one order whatever that of the text."""
    named_in = {
        (str(one.official), said.office): one.official_id for one in found for said in shown_in(one)
    }
    named = [Named(holder, official_id, of) for (holder, of), official_id in named_in.items()]
    return tuple(sorted(named, key=lambda one: (str(one.office), one.holder)))


def shown_in(found: Mention) -> tuple[OfficeSaid, ...]:
    """Return the offices in which a mention shows its person now; none where it teaches nothing."""
    if found.kind is not MentionKind.PERSON or not found.official or found.confidence < FLOOR:
        return ()
    return tuple(said for said in found.offices if _is_held(said))


def _is_held(said: OfficeSaid) -> bool:
    """Say whether an office is one particular office, and not one held before."""
    complete = said.office.place is not None or not needs_place(said.office)
    return complete and said.status is not OfficeStatus.FORMER
