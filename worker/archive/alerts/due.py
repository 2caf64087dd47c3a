"""When a delivery is due: its time has come, and its channel is free for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from worker.archive.schema.tables import channel, delivery
from worker.model import DeliveryState

LONGEST_HOLD: Final = timedelta(hours=27)
"""Longer than any pause between two attempts (``deliver/retry.py``)."""
LONGEST_WAIT: Final = LONGEST_HOLD + timedelta(hours=24)
"""The same where the next attempt would fall into quiet hours and waits for their end."""

_holding: Final = delivery.alias("holding")


def first_due(tx: Connection, now: datetime, *, but_not: Collection[int] = ()) -> list[int]:
    """Return the first delivery that is due of each channel that is free, the earliest made first.

    ``but_not`` are the ids of channels that are left alone. However much waits, a channel costs one
    look into an index: what waits is gone through in order, and the first is mostly due.
    """
    open_ = channel.c.enabled, ~channel.c.removed, channel.c.id.not_in(but_not), _is_free(now)
    firsts: dict[int, int] = {}
    for its_time in (_may_begin(now), _was_left(now)):
        first = (
            select(delivery.c.seq)
            .where(delivery.c.channel_id == channel.c.id, its_time)
            .order_by(delivery.c.seq)
            .limit(1)
            .scalar_subquery()
        )
        for channel_id, seq in tx.execute(select(channel.c.id, first).where(*open_)):
            if seq is not None:
                firsts[channel_id] = min(seq, firsts.get(channel_id, seq))
    return sorted(firsts.values())


def is_due(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a delivery may be claimed."""
    return or_(_may_begin(now), _was_left(now))


def _may_begin(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a delivery waits, and its time has come.

    A retry that is put off for longer than any was so by a clock that was far ahead.
    """
    return and_(
        delivery.c.state == DeliveryState.PENDING.value,
        or_(
            delivery.c.next_attempt_at <= now,
            and_(
                delivery.c.next_attempt_at > now + LONGEST_WAIT,
                delivery.c.attempts > delivery.c.spent,
            ),
        ),
    )


def _was_left(now: datetime) -> ColumnElement[bool]:
    """Return the condition that who claimed a delivery has left it; so a lease beyond any says."""
    return and_(
        delivery.c.state == DeliveryState.SENDING.value,
        or_(delivery.c.lease_until <= now, delivery.c.lease_until > now + LONGEST_HOLD),
    )


def _is_free(now: datetime) -> ColumnElement[bool]:
    """Return the condition that a channel has nothing in flight and that nothing holds it up.

    A lease or a hold for longer than any pause was recorded by a clock that was wrong. Only what
    waits holds up: a state beside that would have all that waits looked through.
    """
    longest = now + LONGEST_HOLD
    in_flight = and_(
        _holding.c.state == DeliveryState.SENDING.value,
        _holding.c.lease_until > now,
        _holding.c.lease_until <= longest,
    )
    failed = and_(_holding.c.holds_until > now, _holding.c.holds_until <= longest)
    return channel.c.id.not_in(select(_holding.c.channel_id).where(or_(in_flight, failed)))
