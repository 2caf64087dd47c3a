"""Which watches that match are news, and where the news goes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from worker.model import AlertKind, Channel, Hit, NewAlert, Reason, Watch, WatchState, facts_of

OF_VERSION_BEFORE = "before the edit"
"""Stands behind how a reason was recognized that only the version before an edit gave."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An article that took the place of another on its page; both by their numbers.

    ``substantial`` where more than spelling or layout has changed; ``lost`` are the hits of the
    version before whose watches do not match any more. ``left`` are whom a watch follows, by its
    id, and the text names no more.
    """

    page_id: int
    before: int
    number: int
    substantial: bool
    lost: tuple[Hit, ...] = ()
    left: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """Return what a watch is told of once: these two on this page, whichever came first."""
        first, second = sorted((self.before, self.number))
        return f"page {self.page_id}: {first} and {second}"


def decide(
    hits: Sequence[Hit],
    *,
    backlog: bool,
    matched_before: Collection[int],
    channels: Sequence[Channel],
    edit: Edit | None = None,
) -> tuple[NewAlert, ...]:
    """Return the alerts that the hits of one article on one page call for.

    ``matched_before`` are the ids of watches that an earlier article of the same page matched:
    for them the article has not appeared; where it is an ``edit`` of substance, it was edited.
    So it is for those that only the version before matched. ``backlog`` marks what a source's
    first poll finds. An alert goes to the watch's own channels, to all where it names none; a
    channel that a user has disabled gets nothing new, and the alert is kept all the same. For one
    that the service switched off it waits.
    """
    appeared = [hit for hit in hits if _appeared(hit.watch, matched_before)]
    before = None if edit is None else edit.before
    alerts = [
        NewAlert(
            watch_id=hit.watch.id,
            kind=AlertKind.APPEARED,
            reasons=hit.reasons,
            channels=channels_of(hit.watch, channels),
            backlog=backlog,
            before=before,
        )
        for hit in appeared
    ]
    if edit is not None and edit.substantial:
        told = {hit.watch.id for hit in appeared}
        alerts += _edited(
            [hit for hit in hits if hit.watch.id not in told], edit, channels, backlog
        )
    return tuple(alerts)


def _edited(
    hits: Sequence[Hit], edit: Edit, channels: Sequence[Channel], backlog: bool
) -> Iterator[NewAlert]:
    """Yield the alerts that an edit calls for, by what matches now or matched before."""
    lost = [Hit.proved(hit.watch, _of_before(hit.reasons)) for hit in edit.lost]
    for hit in (*hits, *lost):
        if wants_edits(hit.watch):
            yield NewAlert(
                watch_id=hit.watch.id,
                kind=AlertKind.EDITED,
                reasons=_no_more(edit.left.get(hit.watch.id, ())) + hit.reasons,
                channels=channels_of(hit.watch, channels),
                backlog=backlog,
                subject=edit.subject,
                before=edit.before,
            )


def wants_edits(watch: Watch) -> bool:
    """Say whether a watch is to be told of edits."""
    return watch.state is WatchState.ACTIVE and AlertKind.EDITED in watch.kinds


def _of_before(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return reasons that the text has no more: they say so, and stand nowhere in it."""
    return tuple(
        replace(one, start=None, end=None, via=f"{one.via}, {OF_VERSION_BEFORE}") for one in reasons
    )


def _no_more(names: Sequence[str]) -> tuple[Reason, ...]:
    """Return that the text names them no more, as facts."""
    left = [facts_of("left", name=one) for one in names]
    return tuple(Reason.met("official", one, OF_VERSION_BEFORE) for one in left)


def in_retrospect(
    watch: Watch, reasons: tuple[Reason, ...], channels: Sequence[Channel]
) -> NewAlert:
    """Return the alert that a watch raises for an article of the past that it looks back at."""
    return NewAlert(
        watch_id=watch.id,
        kind=AlertKind.APPEARED,
        reasons=reasons,
        channels=channels_of(watch, channels),
        backlog=False,
        retrospective=True,
    )


def _appeared(watch: Watch, matched_before: Collection[int]) -> bool:
    return (
        watch.state is WatchState.ACTIVE
        and AlertKind.APPEARED in watch.kinds
        and watch.id not in matched_before
    )


def channels_of(watch: Watch, channels: Sequence[Channel]) -> tuple[str, ...]:
    """Return the names of the channels that the watch goes to and that keep what comes."""
    keeping = [channel.name for channel in channels if channel.keeps]
    return tuple(name for name in keeping if not watch.channels or name in watch.channels)
