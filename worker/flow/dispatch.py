"""How alerts leave the house.

    1. claim    a delivery that is due, under a lease and a fence          worker/archive
                with who else has the story                                worker/flow/telling
    2. carry    to its channel; channels side by side, in order within one worker/deliver
    3. decide   done, again at such a time, or given up                    worker/deliver/retry
    4. record   the attempt and the new state, unless the fence has moved  worker/archive

A crash after 2 and before 4 sends the message again, under the same id. A channel has one
delivery in hand at a time; while it is slow or dead, the others go on with theirs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from loguru import logger

from worker.archive import channels, outbox
from worker.deliver.retry import next_attempt
from worker.flow.telling import told
from worker.flow.tools import Tools
from worker.model import Delivered, Failed, Outgoing

LEASE = timedelta(minutes=5)
"""How long a claimed delivery is left alone; longer than any courier's time-out."""
LOOK = 1.0
"""Seconds after which, while a channel is slow, the others are looked at again."""


async def dispatch(tools: Tools) -> int:
    """Deliver all that is due; return how many deliveries were tried."""
    tried = 0
    in_hand: dict[asyncio.Task[None], int] = {}
    try:
        while True:
            tried += await _take_up(tools, in_hand)
            if not in_hand:
                return tried
            done, _ = await asyncio.wait(in_hand, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                del in_hand[task]
                task.result()
    except asyncio.CancelledError:
        for task in in_hand:
            task.cancel()
        raise
    finally:
        await asyncio.gather(*in_hand, return_exceptions=True)


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
        due = outbox.next_due(tx, but_not=busy)
    if due is None or due > now:
        return None
    with tools.archive.write() as tx:
        claimed = outbox.claim(tx, now, lease=LEASE, limit=1, but_not=busy)
        return next((replace(one, alerts=told(tx, one.alerts)) for one in claimed), None)


async def _carry(tools: Tools, outgoing: Outgoing) -> None:
    """Carry one delivery; what the courier did not foresee is an attempt that failed too."""
    try:
        outcome = await tools.couriers[outgoing.channel.kind](outgoing)
    except Exception as error:
        failed = Failed(f"unforeseen: {type(error).__name__}")
        await asyncio.to_thread(_record, tools, outgoing, failed)
        raise
    await asyncio.to_thread(_record, tools, outgoing, outcome)


def _record(tools: Tools, outgoing: Outgoing, outcome: Delivered | Failed) -> None:
    now = tools.clock.now()
    again = None
    if isinstance(outcome, Failed):
        again = next_attempt(outgoing.attempt, outcome, now, tools.jitter())
        _tell_failure(outgoing, outcome, gave_up=again is None)
    with tools.archive.write() as tx:
        ours = outbox.record(tx, outgoing, outcome, next_attempt_at=again, now=now)
        if ours and isinstance(outcome, Failed) and outcome.channel_gone:
            channels.set_enabled(tx, outgoing.channel.name, enabled=False)


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
