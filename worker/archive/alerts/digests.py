"""Digests that are being gathered: joined by alerts, and let go when their time has come.

A held digest with a ``release_at`` goes out then, by whatever clock; one without waits until what
gathers in it says that it is complete (a first poll, a look-back). Both are rows, so that days off
or a crash change nothing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Connection, bindparam, delete, exists, func, select, update

from worker.archive.alerts.policies import policy_of
from worker.archive.schema.tables import channel, delivery, delivery_alert
from worker.archive.sql.statements import insert_or_leave
from worker.model import DeliveryState, Wait
from worker.model.policy import after_quiet

_NEW_DELIVERY: Final = insert_or_leave(delivery, delivery.c.seq)
_HELD: Final = (
    select(delivery.c.seq, delivery.c.release_at)
    .where(
        delivery.c.digest_key == bindparam("digest_key"),
        delivery.c.channel_id == bindparam("channel_id"),
        delivery.c.state == DeliveryState.HELD.value,
    )
    # Others may join at the same time, but nobody lets it go before this one has.
    .with_for_update(read=True)
)
_TO_RELEASE: Final = (
    delivery.c.state == DeliveryState.HELD.value,
    delivery.c.release_at.is_not(None),
)


def values(
    channel_id: int,
    now: datetime,
    *,
    state: DeliveryState,
    digest_key: str | None,
    wait: Wait | None = None,
) -> dict[str, Any]:
    """Return the row of a new delivery: of one alert, or of the digest of that key."""
    return {
        "id": str(uuid4()),
        "channel_id": channel_id,
        "state": state.value,
        "digest": digest_key is not None,
        "digest_key": digest_key,
        "attempts": 0,
        "fence": 0,
        "created_at": now,
        "release_at": wait and wait.until,
        "form": wait and wait.form.value,
    }


def gathered(
    tx: Connection, channel_id: int, digest_key: str, now: datetime, wait: Wait | None = None
) -> int:
    """Return the digest that is being gathered for a channel, made if there is none.

    It goes out at the earliest time that any alert in it waits for: a policy that was changed, or
    a clock that was set back, delays nothing.
    """
    made = values(channel_id, now, state=DeliveryState.HELD, digest_key=digest_key, wait=wait)
    same = {"digest_key": digest_key, "channel_id": channel_id}
    while True:
        seq = tx.execute(_NEW_DELIVERY[tx.dialect.name], made).scalar()
        if seq is not None:
            return int(seq)
        held = tx.execute(_HELD, same).first()
        if held is not None:  # else it was let go since
            break
    if wait is not None and held.release_at is not None and wait.until < held.release_at:
        tx.execute(update(delivery).where(delivery.c.seq == held.seq).values(release_at=wait.until))
    return int(held.seq)


def complete(tx: Connection, digest_key: str, now: datetime) -> None:
    """Let the digests of that key go out, after the quiet hours of their channels."""
    held = (delivery.c.digest_key == digest_key, delivery.c.state == DeliveryState.HELD.value)
    for row in tx.execute(select(delivery.c.seq, channel).join(channel).where(*held)).all():
        at = after_quiet(policy_of(row), now)
        due = {"state": DeliveryState.PENDING.value, "next_attempt_at": at}
        tx.execute(update(delivery).where(delivery.c.seq == row.seq).values(due))


def next_release(tx: Connection) -> datetime | None:
    """Return when the next digest is to be let go; None where none waits for a time."""
    found: datetime | None = tx.scalar(select(func.min(delivery.c.release_at)).where(*_TO_RELEASE))
    return found


def release_due(tx: Connection, now: datetime) -> None:
    """Let go the digests whose time has come, each once; one with nothing in it is dropped."""
    come = (*_TO_RELEASE, delivery.c.release_at <= now)
    in_it = exists().where(delivery_alert.c.delivery_seq == delivery.c.seq)
    tx.execute(delete(delivery).where(*come, ~in_it))
    due = {"state": DeliveryState.PENDING.value, "next_attempt_at": now}
    tx.execute(update(delivery).where(*come).values(due))
