"""How the service is: what runs, what is due, what is wrong and what to do about it."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from worker.archive import counts, heartbeat
from worker.archive.alerts import look_backs, watches
from worker.archive.database import traces
from worker.archive.database.backup import notes
from worker.archive.database.engine import Archive
from worker.archive.heartbeat import Beat
from worker.archive.sources import sources
from worker.archive.sources.sources import StoredSource
from worker.archive.stories import stories
from worker.clock import Clock
from worker.flow.gone.succession import moved_line
from worker.flow.registry.rematch import outdated
from worker.flow.sending import channel_troubles
from worker.flow.sources.troubles import mended, wrong
from worker.flow.topics.topics import Asked
from worker.match.people.holders import MARGIN
from worker.model import WatchState


@dataclass(frozen=True, slots=True)
class Health:
    """Counts of what there is, the processes that run, what is wrong, what is worth knowing.

    ``without_story`` are articles of an older archive that have not joined their stories yet.
    """

    running: tuple[Beat, ...]
    articles: int
    alerts: int
    sources: int
    deliveries: dict[str, int]
    wrong: tuple[str, ...]
    notes: tuple[str, ...]
    without_story: int = 0

    @property
    def is_served(self) -> bool:
        """Say whether a service runs, which goes on; a ``run --once`` is none."""
        return any(not beat.once for beat in self.running)


def health(
    archive: Archive, clock: Clock, *, silent_after: float, margin: timedelta = MARGIN
) -> Health:
    """Look at the archive; a service counts as running up to ``silent_after`` s from its beat.

    One of this machine whose process is not there any more does not.
    """
    now = clock.now()
    with archive.read() as tx:
        polled = [one for one in sources.sources(tx) if one.source.enabled and one.source.ways]
        deliveries, without_story = counts.deliveries_by_state(tx), stories.waiting(tx)
        return Health(
            running=_running(tx, now - timedelta(seconds=silent_after)),
            articles=counts.articles(tx),
            alerts=counts.alerts(tx),
            sources=len(polled),
            deliveries=deliveries,
            wrong=(
                *wrong(tx, polled),
                *_moved(polled),
                *channel_troubles.wrong(tx),
                *_unreadable(tx),
                *_uncleansed(tx),
            ),
            notes=(
                *notes(archive),
                *channel_troubles.failing(tx),
                *mended(tx, polled, now),
                *_rematching(tx, margin),
                *_looking_back(tx),
                *_without_story(without_story),
                *_forgotten(tx),
            ),
            without_story=without_story,
        )


def _running(tx: Connection, since: datetime) -> tuple[Beat, ...]:
    return tuple(
        beat for beat in heartbeat.beats(tx) if beat.beat_at >= since and not _was_killed(beat)
    )


def _was_killed(beat: Beat) -> bool:
    """Say whether a process of this machine has ended without a goodbye."""
    if beat.host != heartbeat.this_machine():
        return False
    try:
        os.kill(beat.pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # it runs, as another user
        return False
    return False


def _moved(polled: list[StoredSource]) -> list[str]:
    """Return a line for each source whose addresses lead to another site."""
    return [
        f"source {one.source.name}: {moved_line(one.source.name, one.moved_to)}"
        for one in polled
        if one.moved_to
    ]


def _uncleansed(tx: Connection) -> list[str]:
    """Return a line where words that were to be forgotten are still in the file."""
    if traces.noted_at(tx) is None:
        return []
    return [
        "what was forgotten can still be read in the archive's file: stop the service, then:"
        " diemtin forget --finish"
    ]


def _forgotten(tx: Connection) -> list[str]:
    """Return a line that counts what was forgotten."""
    gone = counts.forgotten(tx)
    if not gone:
        return []
    told = "1 article was" if gone == 1 else f"{gone} articles were"
    return [f"{told} forgotten and not counted"]


def _rematching(tx: Connection, margin: timedelta) -> list[str]:
    """Return a line where the mentions are not those of the present registry and rules."""
    if not outdated(tx, margin=margin):
        return []
    return [
        "officials are being looked for anew, the registry or the rules have changed; the service"
        " does so by itself, and so does: diemtin official rematch"
    ]


def _without_story(waiting: int) -> list[str]:
    """Return a line where articles of an older archive have not joined their stories yet."""
    if not waiting:
        return []
    return [
        f"{waiting:,} article(s) of before are not yet joined with those that tell the same; the"
        " service does so by itself, and so does a part of them: diemtin run --once"
    ]


def _unreadable(tx: Connection) -> list[str]:
    """Return a line for each topic and active watch whose query can no longer be read."""
    asked = Asked.now(tx)
    active = [one.name for one in watches.watches(tx) if one.state is WatchState.ACTIVE]
    topics = ((name, asked.trouble_of(name)) for name in asked.topics)
    watched = ((name, asked.trouble_of_watch(name)) for name in active)
    return [
        f"topic {name}: {error}; mend it: diemtin topic edit {name} --query"
        for name, error in topics
        if error
    ] + [
        f"watch {name}: {error}; mend it: diemtin watch edit {shlex.quote(name)} --query …"
        for name, error in watched
        if error
    ]


def _looking_back(tx: Connection) -> list[str]:
    """Return a line for each watch that has not finished looking back."""
    lines = []
    for one in look_backs.unfinished(tx):
        done, total = look_backs.looked_at(tx, one)
        lines.append(
            f"watch {one.watch}: its look-back since {one.since} is unfinished, {done:,} of"
            f" {total:,} articles; go on: diemtin watch look-back {shlex.quote(one.watch)}"
        )
    return lines
