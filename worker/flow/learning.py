"""What an article teaches about who holds which office.

Learned is what a text says for itself: a person asserted by name, with an office that is theirs
now (acting included) and that is one particular office. An office without a name, whose holder
is known from terms, teaches nothing, or the archive would learn from itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from worker.archive.learned import Named
from worker.match.holders import needs_place
from worker.model import Mention, MentionKind, OfficeSaid, OfficeStatus

FLOOR: Final = 0.6
"""The least confidence of a mention that teaches: a name about which there is any doubt has half
of its own, 0.5 at most; a blind alias has 0.7."""


def taught(mentions: Iterable[Mention]) -> tuple[Named, ...]:
    """Return who is named in which office, each once, in one order whatever that of the text."""
    found = {
        (str(one.official), said.office): one.official_id
        for one in mentions
        for said in shown_in(one)
    }
    named = [Named(holder, official_id, of) for (holder, of), official_id in found.items()]
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
