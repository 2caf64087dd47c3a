"""What holds after any crash, asked of the archive and of what was received.

``broken`` holds at every moment; ``unfinished`` once nothing is left to do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, select

from tests.crash.inbox import Inbox
from tests.crash.newspaper import CHANNELS, EXACT, Newspaper
from worker.archive import tables
from worker.archive.backup import check
from worker.archive.engine import Archive
from worker.flow.ask import find, parse_query
from worker.model import AlertKind, DeliveryState

_SIGHTINGS: Final = select(
    tables.sighting.c.page_id, tables.sighting.c.number, tables.sighting.c.ended_at
).order_by(tables.sighting.c.id)
_SHOWN_NOW: Final = (
    select(tables.page.c.url, tables.sighting.c.number)
    .join(tables.sighting, tables.sighting.c.page_id == tables.page.c.id)
    .where(tables.sighting.c.ended_at.is_(None))
)
_ALERTS: Final = select(
    tables.alert.c.id, tables.watch.c.name, tables.alert.c.kind, tables.alert.c.number
).join(tables.watch, tables.watch.c.id == tables.alert.c.watch_id)
_DELIVERIES: Final = select(tables.delivery, tables.channel.c.name.label("channel")).join(
    tables.channel, tables.channel.c.id == tables.delivery.c.channel_id
)
_HELD_BY: Final = select(tables.delivery_alert)
_ATTEMPTS: Final = select(tables.attempt.c.delivery_seq, tables.attempt.c.attempt)


def broken(archive: Archive, inbox: Inbox) -> list[str]:
    """Return what is wrong with an archive whose writer may have been killed at any moment."""
    with archive.read() as tx:
        return [
            *_articles(tx),
            *_alerts(tx),
            *_deliveries(tx),
            *_received(tx, inbox),
        ]


def unfinished(archive: Archive, inbox: Inbox, paper: Newspaper) -> list[str]:
    """Return what was lost, of an archive that has nothing left to do."""
    with archive.read() as tx:
        lost = [*_not_taken_in(tx, paper), *_not_delivered(tx, inbox)]
    return [*check(archive), *lost]


def _articles(tx: Connection) -> Iterator[str]:
    """Each article is shown by a page, each page shows one at most, and all have their mentions."""
    open_on: dict[int, int] = defaultdict(int)
    shown = set()
    for row in tx.execute(_SIGHTINGS):
        shown.add(row.number)
        open_on[row.page_id] += row.ended_at is None
    yield from (f"page {page} shows {n} articles" for page, n in open_on.items() if n != 1)
    stored = set(tx.scalars(select(tables.article.c.number)))
    if stored != shown:
        yield f"articles without a sighting, or the reverse: {sorted(stored ^ shown)}"
    read = set(tx.scalars(select(tables.page.c.id).where(tables.page.c.last_fetched.is_not(None))))
    if read != set(open_on):
        yield f"pages read that show nothing, or the reverse: {sorted(read ^ set(open_on))}"
    raw = select(tables.sighting.c.id).where(tables.sighting.c.raw_id.is_(None))
    yield from (f"sighting {one} has no raw page" for one in tx.scalars(raw))


def _alerts(tx: Connection) -> Iterator[str]:
    """Of each exact watch: the alerts are those that its query, asked anew, calls for."""
    raised: dict[str, list[int | None]] = defaultdict(list)
    for row in tx.execute(_ALERTS):
        if row.kind == AlertKind.APPEARED:
            raised[row.name].append(row.number)
    shown_on = _shown_on(tx)
    for query in EXACT:
        matched = {one.number for one in find(tx, parse_query(tx, query))}
        wanted = sorted(n for n in matched if any(_is_first(n, on, matched) for on in shown_on))
        if sorted(raised[query], key=str) != sorted(wanted, key=str):
            yield f"the watch {query} calls for {wanted}, raised are {raised[query]}"


def _shown_on(tx: Connection) -> list[list[int]]:
    """Return what each page has shown, in its order."""
    shown: dict[int, list[int]] = defaultdict(list)
    for row in tx.execute(_SIGHTINGS):
        shown[row.page_id].append(row.number)
    return list(shown.values())


def _is_first(number: int, on: list[int], matched: set[int]) -> bool:
    """Say whether an article is the first on its page that a watch matches (design §2)."""
    return number in on and not matched.intersection(on[: on.index(number)])


def _deliveries(tx: Connection) -> Iterator[str]:
    """Each alert has one delivery for each channel, each delivery an alert at least."""
    to = {row.seq: row.channel for row in tx.execute(_DELIVERIES)}
    channels_of: dict[int, list[str]] = defaultdict(list)
    full = set()
    for row in tx.execute(_HELD_BY):
        channels_of[row.alert_id].append(to[row.delivery_seq])
        full.add(row.delivery_seq)
    for row in tx.execute(_ALERTS):
        if sorted(channels_of[row.id]) != sorted(CHANNELS):
            yield f"alert {row.id} ({row.name}) goes to {channels_of[row.id]}"
    if empty := set(to) - full:
        yield f"deliveries without an alert: {sorted(empty)}"


def _received(tx: Connection, inbox: Inbox) -> Iterator[str]:
    """What was received is a delivery of that channel; no alert came under two ids."""
    alerts_in: dict[int, set[int]] = defaultdict(set)
    for row in tx.execute(_HELD_BY):
        alerts_in[row.delivery_seq].add(row.alert_id)
    known = {(row.channel, row.id): row for row in tx.execute(_DELIVERIES)}
    tried = {(row.delivery_seq, row.attempt) for row in tx.execute(_ATTEMPTS)}
    ids: dict[tuple[str, int], str] = {}
    for (channel, message_id), times in list(inbox.received.items()):
        found = known.get((channel, message_id))
        if found is None:
            yield f"{channel} received {message_id}, which is no delivery of its"
            continue
        if {*times} != {frozenset(alerts_in[found.seq])}:
            yield f"delivery {found.seq} holds {alerts_in[found.seq]}, received were {times}"
        if len(times) > found.attempts:
            yield f"delivery {found.seq} came {len(times)} times in {found.attempts} attempts"
        for alert in alerts_in[found.seq]:
            if ids.setdefault((channel, alert), message_id) != message_id:
                yield f"alert {alert} came to {channel} under two ids"
    for row in known.values():
        last = (row.seq, row.attempts)
        if row.state == DeliveryState.DELIVERED and last not in tried:
            yield f"delivery {row.seq} is done without an attempt that says so"


def _not_taken_in(tx: Connection, paper: Newspaper) -> Iterator[str]:
    """Each file's present text is what its page shows now, and a search finds it."""
    shows = {row.url: row.number for row in tx.execute(_SHOWN_NOW)}
    for path, mark in paper.marks.items():
        found = [one.number for one in find(tx, parse_query(tx, mark))]
        if found != [shows.get(path.as_posix())]:
            yield f"{path.name} shows {shows.get(path.as_posix())}, {mark} finds {found}"


def _not_delivered(tx: Connection, inbox: Inbox) -> Iterator[str]:
    for row in tx.execute(_DELIVERIES):
        if row.state != DeliveryState.DELIVERED:
            yield f"delivery {row.seq} to {row.channel} is {row.state}"
        elif not inbox.received.get((row.channel, row.id)):
            yield f"delivery {row.seq} to {row.channel} was never received"
