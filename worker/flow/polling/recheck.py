"""How pages that have shown an article are looked at again, to see edits and what has gone.

    1. due      a page says itself when it is looked at next                 archive
    2. look     as at a new page, conditionally: it shows what it did,       flow/polling/visits
                another text, or nothing any more
    3. plan     the next look, in the transaction that stores what was met   identify
    4. settle   which of the missing pages have gone, and who is told        flow/gone/vanishing

The moments fall from a quarter of an hour to a month after publication. A poll makes some of the
looks, after all that is new; in between, the ``recheck`` job of the schedule makes them, a few of
each source and all sources side by side. Both make few at once, the longest due first: a hundred
thousand old pages cost a source no more requests than ten. A source that is being polled, that has
failed lately or that has a cron line of its own is left to its polls.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from loguru import logger
from sqlalchemy import Connection

from worker.archive.pages import looks
from worker.archive.sources import sources
from worker.archive.sources.sources import StoredSource
from worker.flow.gone.vanishing import settle
from worker.flow.polling import conditional
from worker.flow.polling.tally import Tally
from worker.flow.polling.visits import look_through
from worker.flow.tools import Following, Tools

LOOKS_A_POLL: Final = 20
"""Looks in one poll at most."""
LOOKS_A_RUN: Final = 10
"""Looks at one source in one run of the job at most."""
RUN: Final = timedelta(seconds=50)
"""How long one run of the job lasts at most, so that a slow source does not delay the others'."""


async def look_again(
    tools: Tools,
    source: StoredSource,
    following: Following,
    tally: Tally,
    most: int = LOOKS_A_POLL,
    go_on: Callable[[], bool] = lambda: True,
) -> None:
    """Look at the pages of a source that are due, at most so many and while ``go_on`` says so."""
    began = tools.clock.now()
    with tools.archive.read() as tx:
        due = looks.due(tx, source.id, began, most)
        trusted = conditional.are_trusted(tx, source.id, began)
    if not due:
        return
    await look_through(tools, source, following, due, tally, trusted=trusted, go_on=go_on)
    told = await asyncio.to_thread(_settle, tools, source, following, began)
    tally.alerts += told
    if told:
        tools.alerted.set()


def _settle(tools: Tools, source: StoredSource, following: Following, began: datetime) -> int:
    """Settle what these looks have missed; most of the time that is nothing."""
    with tools.archive.read() as tx:
        if not looks.missing(tx, source.id, began):
            return 0
    with tools.archive.write() as tx:
        return settle(tx, source, following.at(tx), began, tools.clock.now())


async def recheck(tools: Tools) -> None:
    """Make the looks that are due at all sources, a few of each."""
    with tools.archive.read() as tx:
        due = _due(tx, tools)
        if not due:
            return
        following = Following(tx, tools.margin, tools.profiles)
    until = tools.clock.monotonic() + RUN.total_seconds()
    done = await asyncio.gather(
        *(_recheck(tools, source, following, until) for source in due), return_exceptions=True
    )
    for one in done:
        if isinstance(one, BaseException):
            raise one


def _due(tx: Connection, tools: Tools) -> list[StoredSource]:
    waiting = set(looks.sources_due(tx, tools.clock.now()))
    if not waiting:
        return []
    return [one for one in sources.sources(tx) if one.id in waiting and _may_be_asked(one, tools)]


def _may_be_asked(source: StoredSource, tools: Tools) -> bool:
    """Say whether a source is looked at between its polls."""
    one = source.source
    polled = one.enabled and bool(one.ways) and source.first_polled_at is not None
    left_alone = one.schedule.cron or source.failures or source.id in tools.polling
    return polled and not left_alone


async def _recheck(tools: Tools, source: StoredSource, following: Following, until: float) -> None:
    tally = Tally()

    def go_on() -> bool:
        return source.id not in tools.polling and tools.clock.monotonic() < until

    await look_again(tools, source, following, tally, LOOKS_A_RUN, go_on)
    if tally.troubles:
        logger.info("looking again at {}: {}", source.source.name, tally.error)
