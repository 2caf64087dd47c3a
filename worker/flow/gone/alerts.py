"""What is told of pages that have gone, moved, or come back: one alert a watch.

The first reasons of such an alert are of the field ``page`` and have what was met there as facts,
which ``deliver/messages/evidence.py`` puts into words; then comes why the watch matches what the
page showed last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from worker.alert.decide import channels_of
from worker.archive.alerts import outbox, watches
from worker.archive.index import search
from worker.archive.pages import looks
from worker.archive.pages.pages import Page
from worker.flow.tools import Followed
from worker.model import (
    AlertKind,
    Facts,
    Hit,
    MissingPage,
    NewAlert,
    Reason,
    Snapshot,
    WatchState,
    facts_of,
)

LISTED: Final = 10
"""Pages of a lot that are named one by one."""
WEIGHED: Final = 300
"""Pages of a lot of which it is asked which watches match them."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A page that is told of now; ``to`` is the page that shows its article instead."""

    page: MissingPage
    to: Page | None

    @property
    def kind(self) -> AlertKind:
        """Return how it is told of."""
        return AlertKind.GONE if self.to is None else AlertKind.MOVED

    @property
    def page_id(self) -> int:
        """Return the page that the alert is about: of what has moved the one that shows it now."""
        return self.page.id if self.to is None else self.to.id


@dataclass(slots=True)
class Lot:
    """Pages of one section that leave together, all of them gone or all of them moved.

    ``counts`` are how many of its pages are there no more, and how many were looked at.
    """

    name: str
    section: str
    counts: tuple[int, int]
    leaving: list[Leaving] = field(default_factory=list)

    @property
    def kind(self) -> AlertKind:
        """Return how they are told of."""
        return self.leaving[0].kind


@dataclass(frozen=True, slots=True)
class _About:
    """What alerts of one kind are about, under what they are told once, and what was met."""

    kind: AlertKind
    number: int
    page_id: int
    subject: str


def tell_alone(tx: Connection, followed: Followed, one: Leaving, now: datetime) -> int:
    """Tell those who want to know that a page has gone or moved; return how many alerts."""
    proof = [facts_of("met", **evidence(one.page))]
    if one.to is not None:
        proof = moved_evidence(one.page, one.to)
    about = _About(one.kind, one.page.number, one.page_id, _subject(one.kind, one.page))
    _, hits = _matching(tx, followed, [one.page])
    wanting = [hit for hit in hits[one.page.number] if one.kind in hit.watch.kinds]
    met = _proofs(one.kind, proof)
    return sum(_raise(tx, followed, hit, about, met, now) for hit in wanting)


def tell_lot(
    tx: Connection,
    followed: Followed,
    lot: Lot,
    others: Sequence[MissingPage],
    since: datetime,
    now: datetime,
) -> int:
    """Raise one alert for each watch that matched some of a lot; return how many.

    ``others`` are pages of the section that are still only missing: they are named too.
    """
    members = [*(one.page for one in lot.leaving), *others][:WEIGHED]
    shown, hits = _matching(tx, followed, members)
    first: dict[int, tuple[Hit, Leaving]] = {}
    for one in lot.leaving:
        for hit in hits[one.page.number]:
            if lot.kind in hit.watch.kinds:
                first.setdefault(hit.watch.id, (hit, one))
    named: defaultdict[int, list[Reason]] = defaultdict(list)
    for member in members:
        for hit in hits[member.number]:
            title = shown[member.number].article.title
            named[hit.watch.id].append(_named(lot.kind, member, title))
    raised = 0
    for watch, (hit, one) in first.items():
        met = (_told_of(lot, since), *_listed(lot.kind, named[watch]))
        about = _About(lot.kind, one.page.number, one.page_id, f"{lot.kind}:{lot.name}")
        raised += _raise(tx, followed, hit, about, met, now)
    return raised


def tell_again(
    tx: Connection,
    followed: Followed,
    before: MissingPage,
    kind: AlertKind,
    number: int,
    page_id: int,
    proof: Sequence[Facts],
    now: datetime,
) -> int:
    """Tell those who were told that a page has gone what became of it; return how many alerts.

    They are told whatever kinds they want else: what they know is no longer so. Of a lot that is
    once, for the first of it that they match.
    """
    told = looks.told_of(tx, AlertKind.GONE, _subject(AlertKind.GONE, before))
    if not told:
        return 0
    numbers = {before.number, number}
    hits = _matching_of(followed, dict(search.snapshots(tx, list(numbers))))
    matched = {hit.watch.id for hit in hits[before.number]}
    now_matched = {hit.watch.id: hit for hit in hits[number]}
    about = _About(kind, number, page_id, _subject(kind, before))
    met = _proofs(kind, proof)
    return sum(
        _raise(tx, followed, now_matched.get(one.id, Hit.proved(one, ())), about, met, now)
        for one in watches.watches(tx)
        if one.id in told and one.state is WatchState.ACTIVE
        if before.gone_with is None or one.id in matched
    )


def evidence(page: MissingPage) -> dict[str, str | int]:
    """Return what was met at a page, when, and how many times more since when."""
    met: dict[str, str | int] = {"line": page.told, "at": page.missed.at.isoformat()}
    if page.missed.looks > 1:
        met |= {"times": page.missed.looks - 1, "since": page.missed.since.isoformat()}
    return met


def moved_evidence(page: MissingPage, to: Page) -> list[Facts]:
    """Return where an article stands now, and what was met where it stood before."""
    before = facts_of("before-at", url=page.url, **evidence(page))
    return [facts_of("now-at", url=to.url), before]


def _told_of(lot: Lot, since: datetime) -> Reason:
    left, looked = lot.counts
    fate = {"moved" if lot.kind is AlertKind.MOVED else "gone": 1}
    at = since.isoformat()
    facts = facts_of("section", section=lot.section, left=left, looked=looked, since=at, **fate)
    return _proof(lot.kind, facts)


def _named(kind: AlertKind, page: MissingPage, title: str) -> Reason:
    facts = (("number", page.number), ("title", title), ("url", page.url))
    return Reason("page", None, None, f"{title} ({page.url})", kind.value, facts=facts)


def _listed(kind: AlertKind, named: Sequence[Reason]) -> list[Reason]:
    more = len(named) - LISTED
    if more <= 0:
        return list(named)
    return [*named[:LISTED], _proof(kind, facts_of("more", more=more))]


def _proofs(kind: AlertKind, proof: Sequence[Facts]) -> tuple[Reason, ...]:
    return tuple(_proof(kind, facts) for facts in proof)


def _proof(kind: AlertKind, facts: Facts) -> Reason:
    return Reason.met("page", facts, kind.value)


def _matching(
    tx: Connection, followed: Followed, members: Sequence[MissingPage]
) -> tuple[Mapping[int, Snapshot], Mapping[int, Sequence[Hit]]]:
    """Return what these pages showed last, and which active watches match it, by article."""
    numbers = list(dict.fromkeys(one.number for one in members))
    shown = dict(search.snapshots(tx, numbers))
    return shown, _matching_of(followed, shown)


def _matching_of(followed: Followed, shown: Mapping[int, Snapshot]) -> Mapping[int, Sequence[Hit]]:
    hits: defaultdict[int, Sequence[Hit]] = defaultdict(tuple)
    hits.update({number: followed.watches.hits(one) for number, one in shown.items()})
    return hits


def _subject(kind: AlertKind, page: MissingPage) -> str:
    """Return under what a kind of alert is told of a page once."""
    return f"{kind}:{page.gone_with or page.sighting_id}"


def _raise(
    tx: Connection,
    followed: Followed,
    hit: Hit,
    about: _About,
    met: tuple[Reason, ...],
    now: datetime,
) -> int:
    """Raise one alert with what was met as its first reasons; 0 where that was told before."""
    alert = NewAlert(
        watch_id=hit.watch.id,
        kind=about.kind,
        reasons=met + hit.reasons,
        channels=channels_of(hit.watch, followed.channels),
        backlog=False,
        subject=about.subject,
    )
    return outbox.raise_alerts(
        tx, number=about.number, page_id=about.page_id, alerts=[alert], digest_key=None, now=now
    )
