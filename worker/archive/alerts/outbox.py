"""The outbox: alerts, and their deliveries on the way to the channels.

A delivery is HELD until its digest is released, PENDING until its time comes, SENDING while a
dispatcher has it under a lease, then DELIVERED or DEAD. It is claimed by its state, never by
"newer than the last", and its outcome is recorded only under the fence of that claim.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    Connection,
    bindparam,
    func,
    insert,
    or_,
    select,
    union,
    update,
)

from worker.archive.alerts import digests
from worker.archive.alerts.alert_views import AlertListing, DeliveryListing, alerts, views_of
from worker.archive.alerts.channels import channel_of
from worker.archive.alerts.due import first_due, is_due
from worker.archive.alerts.policies import policy_of
from worker.archive.schema.tables import alert, attempt, channel, delivery, delivery_alert, sighting
from worker.archive.schema.tables import watch as watch_table
from worker.archive.sql import turns
from worker.archive.sql.statements import insert_or_leave
from worker.archive.sql.turns import Turn
from worker.archive.stories.stories import ToldBefore, told_before
from worker.model import (
    AlertKind,
    Claim,
    Delivered,
    DeliveryState,
    Form,
    NewAlert,
    Outcome,
    Outgoing,
    Reason,
    Wait,
)
from worker.model.policy import wait as waits

__all__ = [
    "AlertListing",
    "DeliveryListing",
    "alerts",
    "claim",
    "end_leases",
    "first_due",
    "raise_alerts",
    "raise_alerts_of_trouble",
    "record",
    "release_digest",
    "send",
    "tell",
    "watches_alerted_on_page",
]

_RAISE: Final = insert_or_leave(alert, alert.c.id)
_NEW_DELIVERY: Final = insert_or_leave(delivery, delivery.c.seq)
_LINK: Final = insert(delivery_alert)
_CHANNELS: Final = (
    select(channel.c.id, channel.c.digest, channel.c.quiet, channel.c.form)
    .where(channel.c.name.in_(bindparam("names", expanding=True)), ~channel.c.removed)
    .order_by(channel.c.id)
)
_OF_WATCH: Final = select(watch_table.c.digest, watch_table.c.quiet, watch_table.c.form).where(
    watch_table.c.id == bindparam("watch_id")
)


def raise_alerts(
    tx: Connection,
    *,
    number: int,
    page_id: int,
    alerts: Sequence[NewAlert],
    digest_key: str | None,
    now: datetime,
) -> int:
    """Store alerts about an article with their deliveries; return how many were new.

    An alert that was raised before changes nothing. Where a channel was told of another article of
    the same story, this one is told with that: no channel hears a story twice. What gathers waits
    in the digest of that key, one per channel, until :func:`release_digest`; all else is due when
    the policies of watch and channel say so.
    """
    new = 0
    for one in alerts:
        about = {"number": number, "page_id": page_id}
        new += _raise(tx, one, about, digest_key if one.gathers else None, now)
    return new


def raise_alerts_of_trouble(
    tx: Connection, trouble_id: int, alerts: Sequence[NewAlert], now: datetime
) -> int:
    """Store alerts about a source's trouble with their deliveries; return how many."""
    return sum(_raise(tx, one, {"trouble_id": trouble_id}, None, now) for one in alerts)


def _raise(
    tx: Connection, one: NewAlert, about: dict[str, int], digest_key: str | None, now: datetime
) -> bool:
    """Store one alert and a delivery for each channel; False where it was raised before."""
    ways = _destinations(tx, one, now)
    told = _told_before(tx, one, about)
    heard = frozenset[int]() if told is None else told.channel_ids & ways.keys()
    told_with = told.alert_id if told is not None and heard else None
    values = {**_alert_values(one, now), **about, "told_with": told_with}
    alert_id = tx.execute(_RAISE[tx.dialect.name], values).scalar()
    if alert_id is None:
        return False
    for channel_id, wait in ways.items():
        if channel_id in heard:
            continue
        if digest_key is not None:
            seq = digests.gathered(tx, channel_id, digest_key, now)
        elif wait is not None:
            seq = digests.gathered(tx, channel_id, wait.key, now, wait)
        else:
            seq = _pending(tx, channel_id, now)
        tx.execute(_LINK, {"delivery_seq": seq, "alert_id": alert_id})
    return True


def _destinations(tx: Connection, one: NewAlert, now: datetime) -> dict[int, Wait | None]:
    """Return the channels of an alert, and what it waits for at each, by the policies as they are.

    They are read in the transaction that stores the alert: whoever raises it, none is passed by.
    """
    found = tx.execute(_CHANNELS, {"names": list(one.channels)}).all()
    if not found:
        return {}
    watch = policy_of(tx.execute(_OF_WATCH, {"watch_id": one.watch_id}).one())
    return {
        row.id: waits(one.watch_id, watch, policy_of(row), now, urgent=one.urgent) for row in found
    }


def _told_before(tx: Connection, one: NewAlert, about: dict[str, int]) -> ToldBefore | None:
    """Return what was told of the same story: for that an article appears, not for what follows."""
    if one.kind is not AlertKind.APPEARED or one.subject or "number" not in about:
        return None
    return told_before(tx, one.watch_id, about["number"])


def release_digest(tx: Connection, digest_key: str, now: datetime) -> None:
    """Let the digests of that key go out: they are complete."""
    digests.complete(tx, digest_key, now)


def claim(
    tx: Connection,
    now: datetime,
    *,
    lease: timedelta,
    limit: int,
    but_not: Collection[int] = (),
) -> list[Outgoing]:
    """Take at most ``limit`` deliveries that are due, each under a lease and a new fence.

    Of each channel it is the first, and none while another is in flight, whoever claimed that: the
    order is that of creation, and a flood on one channel does not hold up another. One that failed
    may hold up those after it for a while. What is SENDING past its lease is taken over.
    ``but_not`` are the ids of channels that are left alone.
    """
    turns.wait(tx, Turn.CLAIMING)  # two would not see what each takes
    seqs = _due(tx, now, limit, but_not)
    if not seqs:
        return []
    tx.execute(
        update(delivery)
        .where(delivery.c.seq.in_(seqs))
        .values(
            state=DeliveryState.SENDING.value,
            attempts=delivery.c.attempts + 1,
            fence=delivery.c.fence + 1,
            lease_until=now + lease,
            holds_until=None,
            first_attempt_at=func.coalesce(delivery.c.first_attempt_at, now),
        )
    )
    return _outgoing(tx, seqs)


def record(
    tx: Connection,
    outgoing: Outgoing,
    outcome: Outcome,
    *,
    next_attempt_at: datetime | None,
    now: datetime,
    holds_until: datetime | None = None,
) -> bool:
    """Record how an attempt ended; False where another has taken the delivery over since.

    A failure with no next attempt makes the delivery DEAD. Up to ``holds_until`` nothing else of
    its channel is claimed.
    """
    error = None if isinstance(outcome, Delivered) else outcome.error
    state = _state_after(outcome, next_attempt_at)
    seq = tx.execute(
        update(delivery)
        .where(
            delivery.c.id == outgoing.id,
            delivery.c.fence == outgoing.fence,
            delivery.c.state == DeliveryState.SENDING.value,
        )
        .values(
            state=state.value,
            error=error,
            lease_until=None,
            next_attempt_at=next_attempt_at if state is DeliveryState.PENDING else None,
            holds_until=holds_until if state is DeliveryState.PENDING else None,
        )
        .returning(delivery.c.seq)
    ).scalar()
    if seq is None:
        return False
    tried = {
        "delivery_seq": seq,
        "attempt": outgoing.attempt,
        "at": now,
        "outcome": "delivered" if error is None else "failed",
        "error": error,
    }
    tx.execute(insert(attempt), tried)
    return True


def end_leases(tx: Connection, claims: Iterable[Claim], now: datetime) -> int:
    """End the leases of claims whose process is dead; return how many were still in flight.

    What another has taken over since stays his.
    """
    in_flight = delivery.c.state == DeliveryState.SENDING.value, delivery.c.lease_until > now
    ended = 0
    for one in claims:
        claimed = delivery.c.id == one.delivery, delivery.c.fence == one.fence
        freed = update(delivery).where(*claimed, *in_flight).values(lease_until=now)
        ended += tx.execute(freed).rowcount
    return ended


def watches_alerted_on_page(tx: Connection, page_id: int) -> set[int]:
    """Return the watches that some article this page has shown has matched already."""
    of_articles = or_(alert.c.subject == "", alert.c.kind == AlertKind.EDITED.value)
    matched = select(alert.c.watch_id).where(of_articles)
    here = matched.where(alert.c.page_id == page_id)
    shown = select(sighting.c.number).where(sighting.c.page_id == page_id)
    elsewhere = matched.where(alert.c.number.in_(shown))
    return set(tx.scalars(union(here, elsewhere)))


def tell(tx: Connection, channel_id: int, notice: str, now: datetime) -> None:
    """Store a delivery of what the service itself has to say, due now."""
    values = digests.values(channel_id, now, state=DeliveryState.PENDING, digest_key=None)
    tx.execute(insert(delivery), {**values, "notice": notice, "next_attempt_at": now})


def send(tx: Connection, alert_id: int, channel_id: int, now: datetime) -> tuple[int, str]:
    """Store one more delivery of an alert, due now; return its row and its id."""
    seq = _pending(tx, channel_id, now)
    tx.execute(_LINK, {"delivery_seq": seq, "alert_id": alert_id})
    return seq, tx.execute(select(delivery.c.id).where(delivery.c.seq == seq)).scalar_one()


def prove(tx: Connection, alert_id: int, reasons: Sequence[Reason]) -> None:
    """Let an alert rest on these reasons: it was not sent yet, and its page is another one."""
    values = {"reasons": [_reason_values(reason) for reason in reasons]}
    tx.execute(update(alert).where(alert.c.id == alert_id).values(values))


def _alert_values(one: NewAlert, now: datetime) -> dict[str, Any]:
    return {
        "watch_id": one.watch_id,
        "number": None,
        "page_id": None,
        "trouble_id": None,
        "kind": one.kind.value,
        "subject": one.subject,
        "reasons": [_reason_values(reason) for reason in one.reasons],
        "created_at": now,
        "state": "new",
        "backlog": one.backlog,
        "retrospective": one.retrospective,
        "before": one.before,
    }


def _reason_values(reason: Reason) -> dict[str, Any]:
    return {
        "field": reason.field,
        "start": reason.start,
        "end": reason.end,
        "surface": reason.surface,
        "via": reason.via,
        "confidence": reason.confidence,
        "candidates": [[one.official, one.odds] for one in reason.candidates],
        **({"facts": dict(reason.facts)} if reason.facts else {}),
    }


def _pending(tx: Connection, channel_id: int, now: datetime) -> int:
    """Make a delivery of one alert, due now."""
    values = digests.values(channel_id, now, state=DeliveryState.PENDING, digest_key=None)
    made = tx.execute(_NEW_DELIVERY[tx.dialect.name], {**values, "next_attempt_at": now})
    return int(made.scalar_one())


def _due(tx: Connection, now: datetime, limit: int, but_not: Collection[int]) -> list[int]:
    """Return the deliveries to claim; on PostgreSQL locked, what is just being recorded skipped."""
    chosen = (
        select(delivery.c.seq)
        .where(delivery.c.seq.in_(first_due(tx, now, but_not=but_not)), is_due(now))
        .order_by(delivery.c.seq)
        .limit(limit)
        .with_for_update(of=delivery, skip_locked=True)
    )
    return list(tx.scalars(chosen))


def _state_after(outcome: Outcome, next_attempt_at: datetime | None) -> DeliveryState:
    if isinstance(outcome, Delivered):
        return DeliveryState.DELIVERED
    return DeliveryState.DEAD if next_attempt_at is None else DeliveryState.PENDING


def _outgoing(tx: Connection, seqs: Sequence[int]) -> list[Outgoing]:
    """Return claimed deliveries with their channels and alerts, in that order."""
    views = views_of(tx, seqs)
    rows = tx.execute(select(delivery).where(delivery.c.seq.in_(seqs)))
    claimed = {row.seq: row for row in rows}
    ways = tx.execute(
        select(channel).where(channel.c.id.in_({row.channel_id for row in claimed.values()}))
    )
    channels = {row.id: channel_of(row) for row in ways}
    return [
        Outgoing(
            id=claimed[seq].id,
            channel=channels[claimed[seq].channel_id],
            alerts=views.get(seq, ()),
            digest=claimed[seq].digest,
            form=Form(claimed[seq].form or Form.LIST),
            attempt=claimed[seq].attempts,
            fence=claimed[seq].fence,
            first_attempt_at=claimed[seq].first_attempt_at,
            spent=claimed[seq].spent,
            notice=claimed[seq].notice,
        )
        for seq in seqs
    ]
