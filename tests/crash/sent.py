"""Whether alerts have the deliveries that they need, and what was received is one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, select

from tests.crash.following import CHANNELS
from tests.crash.inbox import Inbox
from tests.crash.reckoned import Memory
from worker.archive.schema import tables
from worker.archive.schema.rows import AnyRow
from worker.model import AlertKind, DeliveryState

_DELIVERIES: Final = select(tables.delivery, tables.channel.c.name.label("channel")).join(
    tables.channel, tables.channel.c.id == tables.delivery.c.channel_id
)
_HELD_BY: Final = select(tables.delivery_alert)
_ATTEMPTS: Final = select(tables.attempt.c.delivery_seq, tables.attempt.c.attempt)
_STORY: Final = select(tables.story_member.c.number, tables.story_member.c.story)


@dataclass
class _Outbox:
    """Alerts, and the deliveries of each; and the alerts of each delivery."""

    alerts: dict[int, AnyRow]
    sent: dict[int, AnyRow]
    of_alert: dict[int, list[AnyRow]] = field(default_factory=lambda: defaultdict(list))
    alerts_in: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def _outbox(tx: Connection) -> _Outbox:
    alerts = {row.id: row for row in tx.execute(select(tables.alert))}
    box = _Outbox(alerts, {row.seq: row for row in tx.execute(_DELIVERIES)})
    for row in tx.execute(_HELD_BY):
        box.of_alert[row.alert_id].append(box.sent[row.delivery_seq])
        box.alerts_in[row.delivery_seq].add(row.alert_id)
    return box


def deliveries(tx: Connection, memory: Memory) -> Iterator[str]:
    """Each alert has one delivery for each channel that was not told of its story before."""
    box = _outbox(tx)
    for alert in box.alerts.values():
        to = sorted(one.channel for one in box.of_alert[alert.id])
        less = alert.told_with is not None or alert.number in memory.forgotten
        if to != sorted(set(to)) if less else to != sorted(CHANNELS):
            yield f"alert {alert.id} goes to {to}"
    if empty := set(box.sent) - set(box.alerts_in):
        yield f"deliveries without an alert: {sorted(empty)}"
    held = Counter(
        (row.channel, row.digest_key) for row in box.sent.values() if row.state == "held"
    )
    yield from (f"{many} digests gather for {one}" for one, many in held.items() if many > 1)
    yield from _stories(tx, box, memory)


def _stories(tx: Connection, box: _Outbox, memory: Memory) -> Iterator[str]:
    """Each watch tells each channel of a story once, whatever article of it came first."""
    story = {row.number: row.story for row in tx.execute(_STORY)}
    told: dict[tuple[int, int], list[AnyRow]] = defaultdict(list)
    for alert in box.alerts.values():
        if alert.kind == AlertKind.APPEARED and alert.number not in memory.forgotten:
            told[alert.watch_id, story[alert.number]].append(alert)
    for (watch, about), alerts in told.items():
        to = Counter(one.channel for alert in alerts for one in _alive(box, alert.id))
        heard = {name for alert in alerts for name in _heard_with(box, alert, memory)}
        for name in CHANNELS:
            if to[name] > 1 or (not to[name] and name not in heard):
                yield f"watch {watch} tells {name} {to[name]} times of story {about}"


def _heard_with(box: _Outbox, alert: AnyRow, memory: Memory) -> set[str]:
    """Return who was told with another article of the story that has been forgotten since."""
    if alert.told_with is None or box.alerts[alert.told_with].number not in memory.forgotten:
        return set()
    return {one.channel for one in _alive(box, alert.told_with)}


def _alive(box: _Outbox, alert: int) -> list[AnyRow]:
    return [one for one in box.of_alert[alert] if one.state != DeliveryState.DEAD]


def received(tx: Connection, inbox: Inbox, memory: Memory) -> Iterator[str]:
    """What was received is a delivery of that channel; no alert came under two ids."""
    box = _outbox(tx)
    gone = {one.id for one in box.alerts.values() if one.number in memory.forgotten}
    known = {(row.channel, row.id): row for row in box.sent.values()}
    ids: dict[tuple[str, int], str] = {}
    for (channel, message_id), times in list(inbox.received.items()):
        found = known.get((channel, message_id))
        if found is None:
            yield f"{channel} received {message_id}, which is no delivery of its"
            continue
        if {held - gone for held in times} != {frozenset(box.alerts_in[found.seq] - gone)}:
            yield f"delivery {found.seq} holds {box.alerts_in[found.seq]}, received were {times}"
        if len(times) > found.attempts:
            yield f"delivery {found.seq} came {len(times)} times in {found.attempts} attempts"
        for alert in box.alerts_in[found.seq]:
            if ids.setdefault((channel, alert), message_id) != message_id:
                yield f"alert {alert} came to {channel} under two ids"
    tried = {(row.delivery_seq, row.attempt) for row in tx.execute(_ATTEMPTS)}
    for row in box.sent.values():
        last = (row.seq, row.attempts)
        if row.state == DeliveryState.DELIVERED and last not in tried:
            yield f"delivery {row.seq} is done without an attempt that says so"
