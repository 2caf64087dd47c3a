"""Whether an article shows that an office has a new holder.

It does when two sources have told of the new name, each in a story of its own, and another
person was known in the office before, who has not been seen there since. What the archive has
once taken for granted is no news later, whoever begins to follow the office then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from worker.alert.decide import channels_of
from worker.model import (
    AlertKind,
    Channel,
    Mention,
    NewAlert,
    OfficeSaid,
    OfficeStatus,
    Reason,
    Watch,
)


@dataclass(frozen=True, slots=True)
class Holder:
    """One who is known in an office, from the first to the last day known; None: unknown.

    ``via`` is ``term`` for the registry's, ``learned`` for whom the archive has seen there.
    """

    name: str
    first: date | None
    last: date | None
    via: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """An article that names the new holder in the office."""

    number: int
    day: date
    source: str
    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The name is confirmed, and no news: nobody else was known in the office before."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The office has a new holder: who was known there before, and the article that told first."""

    before: Holder
    earlier: Sighting


Decision = Settled | Changed | None


def decide_change(
    first: date, day: date, others: Sequence[Holder], elsewhere: Sequence[Sighting]
) -> Decision:
    """Decide on an article of that day whose new name was first seen in the office on ``first``.

    ``others`` are all other persons known in the office, ``elsewhere`` the articles of other
    sources, in other stories, that name the new one. None: it is too early to tell.
    """
    if not elsewhere:
        return None
    before = [one for one in others if one.first is None or one.first < first]
    if len(before) < len(others) or not before:
        return Settled()  # nobody was there, or somebody has come after: an old story
    if any(one.last is not None and one.last >= day for one in before):
        return None
    last = max(before, key=lambda one: one.last or date.min)
    return Changed(last, min(elsewhere, key=lambda one: (one.day, one.number)))


def change_alerts(
    watches: Sequence[Watch],
    said: OfficeSaid,
    mention: Mention,
    changed: Changed,
    *,
    subject: str,
    backlog: bool,
    channels: Sequence[Channel],
) -> tuple[NewAlert, ...]:
    """Return the alerts of a change of holder, with the evidence of both articles."""
    reasons = _reasons(said, mention, changed)
    return tuple(
        NewAlert(
            watch_id=watch.id,
            kind=AlertKind.HOLDER_CHANGED,
            reasons=reasons,
            channels=channels_of(watch, channels),
            backlog=backlog,
            subject=subject,
        )
        for watch in watches
    )


def _reasons(said: OfficeSaid, mention: Mention, changed: Changed) -> tuple[Reason, ...]:
    """Return where this article says so, what has changed, and where the earlier one is."""
    before, earlier = changed.before, changed.earlier
    seen = f", last seen {before.last.isoformat()}" if before.last else ""
    acting = " (acting)" if said.status is OfficeStatus.ACTING else ""
    told = f"{said.office}: {mention.official}{acting} after {before.name}{seen}"
    article = f"article {earlier.number}, {earlier.source}, {earlier.day.isoformat()}"
    here = (mention.start, mention.end, mention.surface, mention.via, mention.confidence)
    return (
        Reason("office", *here),
        Reason("office", None, None, told, before.via),
        Reason("office", None, None, f"{article}: {earlier.name} – {earlier.url}", "article"),
    )
