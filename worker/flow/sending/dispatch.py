"""How alerts leave the house.

    1. release  digests whose time has come                                archive
    2. claim    a delivery that is due, under a lease and a fence          archive
                with what an edit changed and who else has the story       flow/search/telling
    3. carry    to its channel; channels side by side, in order within one deliver
    4. decide   done, again at such a time, or given up                    deliver/retry
                and not in quiet hours                                     model/policy
                and whether the channel is to be switched off              deliver/health
    5. record   the attempt and the new state, unless the fence has moved  archive

A crash after 3 and before 5 sends the message again, under the same id: at once where the service
is started again in its home (worker/flow/in_hand), else when its lease has ended. A channel has one
delivery in hand at a time, however many machines dispatch; while it is slow or dead, the others go
on with theirs, what is raised meanwhile included. When one is switched off, what goes to it waits,
and another channel is told, in the same transaction as 5.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from loguru import logger
from sqlalchemy import Connection

from worker.archive.alerts import channel_health, digests, outbox, policies
from worker.deliver.health import after
from worker.deliver.messages.notice import switched_off as switched_off_notice
from worker.deliver.messages.notice import whom_to_tell
from worker.deliver.retry import holds_up_until, next_attempt
from worker.flow.review.digest import review_of
from worker.flow.search.telling import told
from worker.flow.tools import Tools
from worker.model import Channel, ChannelHealth, Claim, Delivered, Failed, Outgoing
from worker.model.policy import after_quiet

LEASE = timedelta(minutes=5)
"""How long a claimed delivery is left alone, unless its process is known to be dead.

Longer than any courier's time-out."""
LOOK = 1.0
"""Seconds after which, while a channel is slow, the others are looked at again: for what is due by
then, or was raised by another process."""


async def dispatch(tools: Tools) -> int:
    """Deliver all that is due; return how many deliveries were tried."""
    tried = 0
    in_hand: dict[asyncio.Task[None], int] = {}
    try:
        while True:
            tools.alerted.clear()  # before the look: what is raised during it is looked for again
            tried += await _take_up(tools, in_hand)
            if not in_hand and not tools.alerted.is_set():
                return tried
            for task in await _first_done(tools, in_hand):
                del in_hand[task]
                task.result()
            if not in_hand:
                tools.in_hand.nothing()
    except asyncio.CancelledError:
        for task in in_hand:
            task.cancel()
        raise
    finally:
        await asyncio.gather(*in_hand, return_exceptions=True)


async def _first_done(
    tools: Tools, in_hand: Collection[asyncio.Task[None]]
) -> set[asyncio.Task[None]]:
    """Wait until a delivery ends, alerts are raised, or it is time to look; return what ended."""
    alerted = asyncio.create_task(tools.alerted.wait())
    try:
        done, _ = await asyncio.wait(
            [alerted, *in_hand], timeout=LOOK, return_when=asyncio.FIRST_COMPLETED
        )
    finally:
        alerted.cancel()
    return {task for task in in_hand if task in done}


async def _take_up(tools: Tools, in_hand: dict[asyncio.Task[None], int]) -> int:
    """Start on one delivery of each channel that has none in hand; return how many."""
    started = 0
    while not tools.stopping.is_set():
        outgoing = await asyncio.to_thread(_claim, tools, frozenset(in_hand.values()))
        if outgoing is None:
            break
        in_hand[asyncio.create_task(_carry(tools, outgoing))] = outgoing.channel.id
        started += 1
    return started


def _claim(tools: Tools, busy: Collection[int]) -> Outgoing | None:
    """Claim one delivery of a channel that is not busy; nothing is written where none is due."""
    now = tools.clock.now()
    with tools.archive.read() as tx:
        release = digests.next_release(tx)
        if not outbox.first_due(tx, now, but_not=busy) and (release is None or release > now):
            return None
    with tools.archive.write() as tx:
        digests.release_due(tx, now)
        claimed = next(iter(outbox.claim(tx, now, lease=LEASE, limit=1, but_not=busy)), None)
        if claimed is not None:
            tools.in_hand.took(Claim(claimed.id, claimed.fence))
    if claimed is None:
        return None
    with tools.archive.read() as tx:
        return replace(claimed, alerts=told(tx, claimed.alerts))


async def _carry(tools: Tools, outgoing: Outgoing) -> None:
    """Carry one delivery; what the courier did not foresee is an attempt that failed too."""
    try:
        ready = await asyncio.to_thread(_reviewed, tools, outgoing)
        outcome = await tools.couriers[outgoing.channel.kind](ready)
    except Exception as error:
        failed = Failed(f"unforeseen: {type(error).__name__}")
        await asyncio.to_thread(_record, tools, outgoing, failed)
        raise
    await asyncio.to_thread(_record, tools, outgoing, outcome)


def _reviewed(tools: Tools, outgoing: Outgoing) -> Outgoing:
    """Return a digest that goes out as a press review with it, the same at every attempt."""
    by = outgoing.form.by
    if by is None:
        return outgoing
    with tools.archive.read() as tx:
        review = review_of(
            tx, outgoing.alerts, outgoing.first_attempt_at, by, outgoing.channel.language
        )
    return replace(outgoing, review=review)


def _record(tools: Tools, outgoing: Outgoing, outcome: Delivered | Failed) -> None:
    now = tools.clock.now()
    with tools.archive.write() as tx:
        before = channel_health.of(tx, outgoing.channel.id)
        health = after(before, outcome, now)
        switched_off = before.off_since is None and health.off_since is not None
        again, holds = None, None
        if isinstance(outcome, Failed):
            tries = outgoing.attempt - outgoing.spent
            again = next_attempt(tries, outcome, now, tools.jitter())
            holds = holds_up_until(tries, outcome, again)
            again = again and _not_in_quiet_hours(tx, outgoing, again)
        if switched_off:
            again = now  # it waits with the others until the channel is enabled
        if not outbox.record(
            tx, outgoing, outcome, next_attempt_at=again, holds_until=holds, now=now
        ):
            return
        channel_health.keep(tx, outgoing.channel.id, health)
        told = _tell_another(tx, outgoing.channel, health, now) if switched_off else None
    if isinstance(outcome, Failed):
        _tell_failure(outgoing, outcome, gave_up=again is None)
    if switched_off:
        _tell_switched_off(outgoing.channel, health, told)


def _not_in_quiet_hours(tx: Connection, outgoing: Outgoing, again: datetime) -> datetime:
    """Return when a delivery is tried again: not in quiet hours, if all its watches keep them.

    What the service itself has to say does not wait for their end.
    """
    channel = outgoing.channel.policy
    said = [one.over(channel) for one in policies.of_watches(tx, outgoing.id)]
    return min((after_quiet(one, again) for one in said), default=again)


def _tell_another(
    tx: Connection, off: Channel, health: ChannelHealth, now: datetime
) -> Channel | None:
    """Have another channel told that one is off; return which, None where there is none."""
    others = [
        (one.channel, one.health)
        for one in channel_health.standings(tx)
        if one.channel.id != off.id
    ]
    told = whom_to_tell(others)
    if told is not None:
        outbox.tell(tx, told.id, switched_off_notice(off, health), now)
    return told


def _tell_switched_off(off: Channel, health: ChannelHealth, told: Channel | None) -> None:
    logger.error(
        "channel {} is switched off: {}; {}; mend it, then: diemtin channel enable {}",
        off.name,
        health.off_reason,
        f"{told.name} is told" if told else "there is no other channel to tell",
        off.name,
    )


def _tell_failure(outgoing: Outgoing, outcome: Failed, *, gave_up: bool) -> None:
    fate = "given up" if gave_up else "will be tried again"
    logger.warning(
        "channel {}: delivery {}, attempt {}: {} ({})",
        outgoing.channel.name,
        outgoing.id,
        outgoing.attempt,
        outcome.error,
        fate,
    )
