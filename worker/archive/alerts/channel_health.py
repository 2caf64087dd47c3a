"""How channels have fared, and what waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, select, update

from worker.archive.alerts.channels import channel_of
from worker.archive.schema.rows import AnyRow
from worker.archive.schema.tables import alert, channel, delivery, delivery_alert
from worker.model import Channel, ChannelHealth, DeliveryState

_WAITING = (DeliveryState.HELD.value, DeliveryState.PENDING.value, DeliveryState.SENDING.value)


@dataclass(frozen=True, slots=True)
class Standing:
    """A channel, how it fares, how many deliveries wait for it and how many were given up."""

    channel: Channel
    health: ChannelHealth
    waiting: int
    dead: int


def of(tx: Connection, channel_id: int) -> ChannelHealth:
    """Return how a channel fares; on PostgreSQL it is locked until the transaction ends.

    New deliveries may still be stored for it meanwhile.
    """
    found = select(channel).where(channel.c.id == channel_id).with_for_update(key_share=True)
    return _health(tx.execute(found).one())


def keep(tx: Connection, channel_id: int, health: ChannelHealth) -> None:
    """Store how a channel fares; one that was switched off is disabled with it."""
    values = {
        "failing_since": health.failing_since,
        "failing_marks": health.marks,
        "marked_at": health.marked_at,
        "failed_at": health.failed_at,
        "delivered_at": health.delivered_at,
        "last_error": health.last_error,
        "off_since": health.off_since,
        "off_reason": health.off_reason,
    }
    if health.off_since is not None:
        values["enabled"] = False
    tx.execute(update(channel).where(channel.c.id == channel_id).values(values))


def standings(tx: Connection) -> tuple[Standing, ...]:
    """Return all channels that are not removed, in the order of their rows."""
    count = func.count()
    waiting = count.filter(delivery.c.state.in_(_WAITING)).label("waiting")
    dead = count.filter(delivery.c.state == DeliveryState.DEAD.value).label("dead")
    open_ = and_(
        delivery.c.channel_id == channel.c.id, delivery.c.state != DeliveryState.DELIVERED.value
    )
    found = (
        select(channel, waiting, dead)
        .select_from(channel.outerjoin(delivery, open_))
        .where(~channel.c.removed)
        .group_by(channel.c.id)
        .order_by(channel.c.id)
    )
    return tuple(
        Standing(channel_of(row), _health(row), row.waiting, row.dead) for row in tx.execute(found)
    )


def unseen_dead(tx: Connection) -> int:
    """Return how many deliveries were given up of alerts that nobody has acknowledged.

    Those to a channel that was removed are not counted.
    """
    found = (
        select(func.count(delivery.c.seq.distinct()))
        .select_from(delivery.join(channel).join(delivery_alert).join(alert))
        .where(
            delivery.c.state == DeliveryState.DEAD.value,
            ~channel.c.removed,
            alert.c.state != "acknowledged",
        )
    )
    return tx.scalar(found) or 0


def reopen(tx: Connection, channel_id: int, now: datetime) -> int:
    """Let what failed and waits go out now, its attempts counted anew; return how many are due."""
    waits = and_(
        delivery.c.channel_id == channel_id, delivery.c.state == DeliveryState.PENDING.value
    )
    tx.execute(
        update(delivery)
        .where(waits, delivery.c.attempts > delivery.c.spent)
        .values(next_attempt_at=now, spent=delivery.c.attempts, holds_until=None)
    )
    due = select(func.count()).where(waits, delivery.c.next_attempt_at <= now)
    return tx.scalar(due) or 0


def _health(row: AnyRow) -> ChannelHealth:
    return ChannelHealth(
        failing_since=row.failing_since,
        marks=row.failing_marks,
        marked_at=row.marked_at,
        failed_at=row.failed_at,
        delivered_at=row.delivered_at,
        last_error=row.last_error,
        off_since=row.off_since,
        off_reason=row.off_reason,
    )
