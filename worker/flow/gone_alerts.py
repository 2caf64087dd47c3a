"""What is told of pages that have gone, moved, or come back: one alert a watch.

The first reasons of such an alert are of the field ``page`` and say what was met there; then comes
why the watch matches what the page showed last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from worker.alert.decide import channels_of
from worker.archive import looks, outbox, search, watches
from worker.archive.pages import Page
from worker.clock import HANOI
from worker.flow.tools import Followed
from worker.model import AlertKind, Hit, MissingPage, NewAlert, Reason, Snapshot, WatchState

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
    proof = [evidence(one.page)]
    if one.to is not None:
        proof = moved_evidence(one.page, one.to)
    about = _About(one.kind, one.page.number, one.page_id, _subject(one.kind, one.page))
    _, hits = _matching(tx, followed, [one.page])
    wanting = [hit for hit in hits[one.page.number] if one.kind in hit.watch.kinds]
    return sum(_raise(tx, followed, hit, about, proof, now) for hit in wanting)


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
    named: defaultdict[int, list[str]] = defaultdict(list)
    for member in members:
        for hit in hits[member.number]:
            named[hit.watch.id].append(f"{shown[member.number].article.title} ({member.url})")
    raised = 0
    for watch, (hit, one) in first.items():
        proof = [_told_of(lot, since), *_listed(named[watch])]
        about = _About(lot.kind, one.page.number, one.page_id, f"{lot.kind}:{lot.name}")
        raised += _raise(tx, followed, hit, about, proof, now)
    return raised


def tell_again(
    tx: Connection,
    followed: Followed,
    before: MissingPage,
    kind: AlertKind,
    number: int,
    page_id: int,
    proof: Sequence[str],
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
    return sum(
        _raise(tx, followed, now_matched.get(one.id, Hit.proved(one, ())), about, proof, now)
        for one in watches.watches(tx)
        if one.id in told and one.state is WatchState.ACTIVE
        if before.gone_with is None or one.id in matched
    )


def evidence(page: MissingPage) -> str:
    """Return what was met at a page, when, how often and since when."""
    more = page.missed.looks - 1
    times = "once more" if more == 1 else f"{more} more times"
    before = f" and {times} since {spoken(page.missed.since)}" if more else ""
    return f"{page.told} at {spoken(page.missed.at)}{before}"


def moved_evidence(page: MissingPage, to: Page) -> list[str]:
    """Return where an article stands now, and what was met where it stood before."""
    return [f"now at {to.url}", f"before at {page.url}: {evidence(page)}"]


def spoken(at: datetime) -> str:
    """Return an instant as it is told, in Hanoi time."""
    return f"{at.astimezone(HANOI):%H:%M %d/%m/%Y}"


def _told_of(lot: Lot, since: datetime) -> str:
    there_no_more, looked = lot.counts
    what = "have moved" if lot.kind is AlertKind.MOVED else "are gone or missing"
    return f"{there_no_more} of {looked} pages of {lot.section} {what} since {spoken(since)}"


def _listed(named: Sequence[str]) -> list[str]:
    more = len(named) - LISTED
    return [*named[:LISTED], *([f"and {more} more that this watch matches"] if more > 0 else [])]


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
    proof: Sequence[str],
    now: datetime,
) -> int:
    """Raise one alert with what was met as its first reasons; 0 where that was told before."""
    met = tuple(Reason("page", None, None, line, about.kind.value) for line in proof)
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
