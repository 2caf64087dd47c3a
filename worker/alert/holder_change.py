"""Whether an article shows that an office has a new holder.

It does when two sources have told of the new name, each in a story of its own, and another
person was known in the office before, who has not been seen there since. What the archive has
once taken for granted is no news later, whoever begins to follow the office then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from worker.alert.decide import channels_of
from worker.model import (
    AlertKind,
    Channel,
    Mention,
    NewAlert,
    Office,
    OfficeSaid,
    OfficeStatus,
    Reason,
    Watch,
    facts_of,
)

LISTED: Final = 3
"""Articles of other outlets that an alert names."""


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
    """An article that names the new holder in the office; ``outlet`` is its source's title."""

    number: int
    day: date
    outlet: str
    url: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The name is confirmed, and no news: nobody else was known in the office before."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The office has a new holder: since when, who was known there before, and who told first.

    ``earlier`` is the first article of each other outlet, the earliest first, and not empty.
    """

    first: date
    before: Holder
    earlier: tuple[Sighting, ...]


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
    by_outlet: dict[str, Sighting] = {}
    for one in sorted(elsewhere, key=lambda one: (one.day, one.number)):
        by_outlet.setdefault(one.outlet, one)
    return Changed(first, last, tuple(by_outlet.values()))


def change_alerts(
    watches: Sequence[Watch],
    said: OfficeSaid,
    mention: Mention,
    changed: Changed,
    *,
    subject: str,
    backlog: bool,
    channels: Sequence[Channel],
    last_office: Office | None = None,
) -> tuple[NewAlert, ...]:
    """Return the alerts of a change of holder, with the evidence of all articles.

    ``last_office`` is the registry's last of the first candidate, where the article names
    somebody who may be him.
    """
    reasons = (*_reasons(said, mention, changed), *_perhaps(mention, last_office))
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
    """Return where this article says so, and as facts what has changed, how sure, told by whom."""
    before, sure = changed.before, round(mention.confidence * 100)
    acting = 1 if said.status is OfficeStatus.ACTING else None
    name, office = str(mention.official), str(said.office)
    holder = facts_of("holder", name=name, office=office, before=before.name, acting=acting)
    last = before.last.isoformat() if before.last else None
    known = facts_of(
        "before", name=before.name, last=last, term=1 if before.via == "term" else None
    )
    outlets, first = len(changed.earlier) + 1, changed.first.isoformat()
    attested = facts_of("attested", first=first, outlets=outlets, percent=sure)
    here = (mention.start, mention.end, mention.surface, mention.via, mention.confidence)
    return (
        Reason("office", *here),
        Reason.met("office", holder, mention.via),
        Reason.met("office", known, before.via),
        Reason.met("office", attested, "learned"),
        *map(_told_by, changed.earlier[:LISTED]),
    )


def _told_by(one: Sighting) -> Reason:
    day = one.day.isoformat()
    facts = facts_of("told-by", outlet=one.outlet, day=day, number=one.number, url=one.url)
    return Reason.met("office", facts, "article")


def _perhaps(mention: Mention, last_office: Office | None) -> tuple[Reason, ...]:
    """Return whom of the registry the one mentioned may be, with his last office."""
    if last_office is None:
        return ()
    one = mention.candidates[0]
    name, percent = one.official, round(one.odds * 100)
    facts = facts_of("perhaps", name=name, office=str(last_office), percent=percent)
    return (Reason.met("official", facts, mention.via, one.odds),)
