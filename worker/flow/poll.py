"""How one source is asked what it has published, and how the answer is kept.

    1. discover   each way of the source: folder, feed, listing page     worker/discover
    2. note       the addresses, and the feed's ETag, in one transaction worker/flow/discovery
    3. fetch      pages that wait, then listed ones due for another look worker/flow/visits
    4. ingest     each page that answered                                worker/flow/ingest
    5. close      the run; the first one releases its digest             worker/archive
    6. pace       when the next poll is                                  worker/flow/pacing

An address is noted before it is fetched: a crash in between loses nothing, the next poll goes on.
What cannot be reached is written to the run and to one line of the log; the rest goes on.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

from loguru import logger

from worker.archive import outbox, runs, sources
from worker.archive.sources import StoredSource
from worker.flow import pacing
from worker.flow.discovery import discover
from worker.flow.tally import Tally, unforeseen
from worker.flow.tools import Followed, Tools, followed
from worker.flow.visits import digest_key, fetch_due


async def poll(tools: Tools, source: StoredSource) -> Tally:
    """Poll one source once. Troubles of the source are in the tally, never raised.

    What is raised (the database is lost, a page breaks a reader) is in the run's error too.
    """
    tally = Tally()
    run_id, started, following = await asyncio.to_thread(_begin_run, tools, source)
    try:
        for way in source.source.ways:
            if not tools.stopping.is_set():
                await discover(tools, source, way, tally)
        exhausted = await fetch_due(tools, source, following, tally)
    except Exception as error:
        tally.troubles.append(unforeseen(error))
        raise
    finally:
        await asyncio.to_thread(_finish_run, tools, source, run_id, started, tally)
    if exhausted and tally.answered and not tools.stopping.is_set():
        await asyncio.to_thread(_finish_first_poll, tools, source)
    if tally.troubles:
        logger.warning("source {}: {}", source.source.name, tally.error)
    return tally


def _begin_run(tools: Tools, source: StoredSource) -> tuple[int, datetime, Followed]:
    started = tools.clock.now()
    with tools.archive.write() as tx:
        run_id = runs.start(tx, source.id, started)
        pacing.begin(tx, tools, source, started)
    with tools.archive.read() as tx:
        pacing.rest_as_asked(tx, tools)
        return run_id, started, followed(tx, tools.margin)


def _finish_run(
    tools: Tools, source: StoredSource, run_id: int, started: datetime, tally: Tally
) -> None:
    """Close the run; what it brought of a backlog that has been told already is told now."""
    with tools.archive.write() as tx:
        if source.first_polled_at is not None:
            outbox.release_digest(tx, digest_key(source), tools.clock.now())
        runs.finish(
            tx,
            run_id,
            tools.clock.now(),
            discovered=tally.discovered,
            fetched=tally.fetched,
            stored=tally.stored,
            alerts=tally.alerts,
            error=tally.error,
        )
        pacing.end(tx, tools, source, run_id, started, tally)


def _finish_first_poll(tools: Tools, source: StoredSource) -> None:
    """Let the backlog's digest go, once the source has answered and every page had its turn."""
    if source.first_polled_at is not None:
        return
    with tools.archive.write() as tx:
        sources.finish_first_poll(tx, source.id, tools.clock.now())
        outbox.release_digest(tx, digest_key(source), tools.clock.now())
