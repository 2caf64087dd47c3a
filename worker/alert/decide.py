"""Which watches that match are news, and where the news goes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from worker.model import AlertKind, Channel, Hit, NewAlert, Reason, Watch, WatchState


def decide(
    hits: Sequence[Hit],
    *,
    backlog: bool,
    matched_before: Collection[int],
    channels: Sequence[Channel],
) -> tuple[NewAlert, ...]:
    """Return the alerts that the hits of one article on one page call for.

    ``matched_before`` are the ids of watches that an earlier article of the same page matched:
    for them the article has not appeared, it was edited. ``backlog`` marks what a source's first
    poll finds. An alert goes to the watch's own channels, to all where it names none; a channel
    that a user has disabled gets nothing new, and the alert is kept all the same. For one that the
    service switched off it waits.
    """
    return tuple(
        NewAlert(
            watch_id=hit.watch.id,
            kind=AlertKind.APPEARED,
            reasons=hit.reasons,
            channels=channels_of(hit.watch, channels),
            backlog=backlog,
        )
        for hit in hits
        if _appeared(hit.watch, matched_before)
    )


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
