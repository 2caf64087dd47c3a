"""Deliveries as a person looks at them: every attempt, and those that are sent once more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, select, true, update

from worker.archive.alerts import outbox
from worker.archive.schema.rows import AnyRow
from worker.archive.schema.tables import alert, attempt, channel, delivery, delivery_alert
from worker.archive.sql.batches import batches
from worker.errors import NotFound
from worker.model import Channel, DeliveryState


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to hand a message over: its number from 1, and the error of one that failed."""

    number: int
    at: datetime
    error: str | None


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """A delivery of an alert with all its attempts; ``id`` is the message's."""

    id: str
    channel: str
    state: DeliveryState
    digest: bool
    created_at: datetime
    next_attempt_at: datetime | None
    error: str | None
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A delivery that may be sent once more. ``left`` says why it is not, None where it is."""

    seq: int
    id: str
    channel: str
    channel_enabled: bool
    was: DeliveryState | None
    left: str | None


DELIVERED_ALREADY: Final = "delivered already"
WAITS_ALREADY: Final = "waits already"
CHANNEL_REMOVED: Final = "the channel was removed"


def acknowledge(tx: Connection, alert_ids: Collection[int]) -> int:
    """Note that somebody has seen these alerts; return how many were new. Raises NotFound."""
    _check_there(tx, alert_ids)
    seen = (
        update(alert)
        .where(alert.c.id.in_(alert_ids), alert.c.state != "acknowledged")
        .values(state="acknowledged")
        .returning(alert.c.id)
    )
    return len(tx.scalars(seen).all())


def records(tx: Connection, alert_id: int) -> tuple[DeliveryRecord, ...]:
    """Return the deliveries of an alert in the order made, each with all its attempts."""
    tries: dict[int, list[Attempt]] = defaultdict(list)
    of_alert = select(delivery_alert.c.delivery_seq).where(delivery_alert.c.alert_id == alert_id)
    tried = select(attempt).where(attempt.c.delivery_seq.in_(of_alert)).order_by(attempt.c.attempt)
    for row in tx.execute(tried):
        tries[row.delivery_seq].append(Attempt(row.attempt, row.at, row.error))
    found = (
        select(delivery, channel.c.name)
        .join(channel)
        .where(delivery.c.seq.in_(of_alert))
        .order_by(delivery.c.seq)
    )
    return tuple(_record(row, tries[row.seq]) for row in tx.execute(found))


def replay(
    tx: Connection,
    now: datetime,
    *,
    alert_ids: Sequence[int] = (),
    to: Channel | None = None,
    since: datetime | None = None,
    again: bool = False,
) -> tuple[Chosen, ...]:
    """Send deliveries once more, under the ids they have; return what was done with each.

    Of named alerts all deliveries are meant, else those that were given up; ``to`` and ``since``
    narrow that. What was delivered is sent only ``again``. What waits for its next attempt is
    tried now. A named alert that never went ``to`` that channel goes there for the first time.
    Attempts are counted anew. Raises NotFound for an alert that is not there.
    """
    _check_there(tx, alert_ids)
    narrowed = and_(
        delivery.c.channel_id == to.id if to else true(),
        delivery.c.created_at >= since if since else true(),
    )
    states = [DeliveryState.DEAD.value] + [DeliveryState.DELIVERED.value] * again
    if alert_ids:
        chosen = _chosen(tx, and_(_of(alert_ids), narrowed), again=again)
    else:
        chosen = _chosen(tx, and_(delivery.c.state.in_(states), narrowed), again=again)
    _send(tx, [one.seq for one in chosen if one.left is None], now)
    return (*chosen, *(_first_time(tx, alert_ids, to, now) if to else ()))


def _check_there(tx: Connection, alert_ids: Collection[int]) -> None:
    there = set(tx.scalars(select(alert.c.id).where(alert.c.id.in_(alert_ids))))
    missing = [str(one) for one in alert_ids if one not in there]
    if missing:
        raise NotFound(f"there is no alert {', '.join(missing)}", remedy="see 'diemtin alert list'")


def _of(alert_ids: Collection[int]) -> ColumnElement[bool]:
    return delivery.c.seq.in_(
        select(delivery_alert.c.delivery_seq).where(delivery_alert.c.alert_id.in_(alert_ids))
    )


def _chosen(tx: Connection, which: ColumnElement[bool], *, again: bool) -> tuple[Chosen, ...]:
    """Return the deliveries meant, the oldest first, with what is to be done with each."""
    columns = (
        *(delivery.c.seq, delivery.c.id, delivery.c.state, delivery.c.attempts, delivery.c.spent),
        *(channel.c.name, channel.c.enabled, channel.c.removed),
    )
    found = select(*columns).join(channel).where(which).order_by(delivery.c.seq)
    return tuple(
        Chosen(row.seq, row.id, row.name, row.enabled, DeliveryState(row.state), _left(row, again))
        for row in tx.execute(found)
    )


def _left(row: AnyRow, again: bool) -> str | None:
    """Return why a delivery is left as it is; None where it is sent once more."""
    if row.removed:
        return CHANNEL_REMOVED
    if row.state == DeliveryState.DELIVERED:
        return None if again else DELIVERED_ALREADY
    failed = row.state == DeliveryState.PENDING and row.attempts > row.spent
    return None if failed or row.state == DeliveryState.DEAD else WAITS_ALREADY


def _send(tx: Connection, seqs: Sequence[int], now: datetime) -> None:
    """Let these go out now, unless a dispatcher has one in hand meanwhile."""
    for some in batches(seqs):
        tx.execute(
            update(delivery)
            .where(
                delivery.c.seq.in_(some),
                delivery.c.state != DeliveryState.SENDING.value,
            )
            .values(
                state=DeliveryState.PENDING.value,
                next_attempt_at=now,
                spent=delivery.c.attempts,
                holds_until=None,
            )
        )


def _first_time(
    tx: Connection, alert_ids: Sequence[int], to: Channel, now: datetime
) -> tuple[Chosen, ...]:
    """Make a delivery for each of these alerts that has none to this channel."""
    had = set(
        tx.scalars(
            select(delivery_alert.c.alert_id)
            .join(delivery)
            .where(delivery_alert.c.alert_id.in_(alert_ids), delivery.c.channel_id == to.id)
        )
    )
    made = [outbox.send(tx, one, to.id, now) for one in alert_ids if one not in had]
    return tuple(Chosen(seq, id_, to.name, to.enabled, None, None) for seq, id_ in made)


def _record(row: AnyRow, tries: Sequence[Attempt]) -> DeliveryRecord:
    return DeliveryRecord(
        id=row.id,
        channel=row.name,
        state=DeliveryState(row.state),
        digest=row.digest,
        created_at=row.created_at,
        next_attempt_at=row.next_attempt_at,
        error=row.error,
        attempts=tuple(tries),
    )
