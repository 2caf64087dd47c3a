"""How alerts leave the house.

    1. claim    deliveries that are due, each under a lease and a fence    worker/archive
    2. carry    to its channel; channels side by side, in order within one worker/deliver
    3. decide   done, again at such a time, or given up                    worker/deliver/retry
    4. record   the attempt and the new state, unless the fence has moved  worker/archive

A crash after 2 and before 4 sends the message again, under the same id.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby

from loguru import logger

from worker.archive import channels, outbox
from worker.deliver.retry import next_attempt
from worker.flow.tools import Tools
from worker.model import Delivered, Failed, Outgoing

LEASE = timedelta(minutes=5)
"""How long a claimed delivery is left alone; longer than any courier's time-out."""
BATCH = 50


async def dispatch(tools: Tools) -> int:
    """Deliver all that is due; return how many deliveries were tried."""
    tried = 0
    while not tools.stopping.is_set():
        batch = await asyncio.to_thread(_claim, tools)
        if not batch:
            break
        ordered = sorted(batch, key=lambda outgoing: outgoing.channel.name)
        lanes = [list(lane) for _, lane in groupby(ordered, lambda o: o.channel.name)]
        await asyncio.gather(*(_carry_in_order(tools, lane) for lane in lanes))
        tried += len(batch)
    return tried


def _claim(tools: Tools) -> list[Outgoing]:
    """Claim what is due; nothing is written where nothing is."""
    now = tools.clock.now()
    with tools.archive.read() as tx:
        due = outbox.next_due(tx)
    if due is None or due > now:
        return []
    with tools.archive.write() as tx:
        return outbox.claim(tx, now, lease=LEASE, limit=BATCH)


async def _carry_in_order(tools: Tools, lane: Iterable[Outgoing]) -> None:
    for outgoing in lane:
        if tools.stopping.is_set():
            return
        outcome = await tools.couriers[outgoing.channel.kind](outgoing)
        await asyncio.to_thread(_record, tools, outgoing, outcome)


def _record(tools: Tools, outgoing: Outgoing, outcome: Delivered | Failed) -> None:
    now = tools.clock.now()
    again = None
    if isinstance(outcome, Failed):
        again = next_attempt(outgoing.attempt, outcome, now, tools.jitter())
        _tell_failure(outgoing, outcome, gave_up=again is None)
    with tools.archive.write() as tx:
        outbox.record(tx, outgoing, outcome, next_attempt_at=again, now=now)
        if isinstance(outcome, Failed) and outcome.channel_gone:
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
