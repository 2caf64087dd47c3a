"""When a delivery is due: its time has come, and its channel is free for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, true

from worker.archive.tables import channel, delivery
from worker.model import DeliveryState

LONGEST_HOLD: Final = timedelta(hours=27)
"""Longer than any pause between two attempts (``deliver/retry.py``)."""
LONGEST_WAIT: Final = LONGEST_HOLD + timedelta(hours=24)
"""The same where the next attempt would fall into quiet hours and waits for their end."""

_holding: Final = delivery.alias("holding")


def is_due(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a delivery may be claimed."""
    return or_(
        and_(delivery.c.state == DeliveryState.PENDING.value, delivery.c.next_attempt_at <= now),
        and_(delivery.c.state == DeliveryState.SENDING.value, delivery.c.lease_until <= now),
        _is_of_a_wrong_clock(now),
    )


def _is_of_a_wrong_clock(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a retry or a lease was set by a clock that was far ahead."""
    return or_(
        and_(
            delivery.c.state == DeliveryState.PENDING.value,
            delivery.c.next_attempt_at > now + LONGEST_WAIT,
            delivery.c.attempts > delivery.c.spent,
        ),
        and_(
            delivery.c.state == DeliveryState.SENDING.value,
            delivery.c.lease_until > now + LONGEST_HOLD,
        ),
    )


def is_free(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a channel has nothing in flight and that nothing holds it up.

    A lease or a hold for longer than any pause was recorded by a clock that was wrong.
    """
    longest = now + LONGEST_HOLD
    in_flight = and_(
        _holding.c.state == DeliveryState.SENDING.value,
        _holding.c.lease_until > now,
        _holding.c.lease_until <= longest,
    )
    failed = and_(
        _holding.c.state == DeliveryState.PENDING.value,
        _holding.c.holds_until > now,
        _holding.c.holds_until <= longest,
    )
    return channel.c.id.not_in(select(_holding.c.channel_id).where(or_(in_flight, failed)))


def next_due(
    tx: Connection, *, but_not: Collection[int] = (), held_at: datetime | None = None
) -> datetime | None:
    """Return when the next delivery is to be claimed; None where none is waiting.

    ``but_not`` are the ids of channels that are not counted. With ``held_at`` those that are not
    free at that instant are not counted either, and what a clock far ahead of it has put off is
    due then.
    """
    found = (
        select(delivery.c.next_attempt_at, delivery.c.lease_until, delivery.c.state)
        .join(channel)
        .where(channel.c.enabled, ~channel.c.removed, channel.c.id.not_in(but_not))
        .where(is_free(held_at) if held_at else true())
    )
    if held_at and tx.scalar(select(found.where(_is_of_a_wrong_clock(held_at)).exists())):
        return held_at
    waiting = found.subquery()
    pending = select(func.min(waiting.c.next_attempt_at)).where(
        waiting.c.state == DeliveryState.PENDING.value
    )
    sending = select(func.min(waiting.c.lease_until)).where(
        waiting.c.state == DeliveryState.SENDING.value
    )
    times = [time for time in (tx.scalar(pending), tx.scalar(sending)) if time is not None]
    return min(times, default=None)
