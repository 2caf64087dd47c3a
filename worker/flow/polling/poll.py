"""How one source is asked what it has published, and how the answer is kept.

    1. discover   each way: folder, feed, listing page, sitemap          discover
    2. note       the addresses, and the feed's ETag, in one transaction flow/polling/discovery
    3. fetch      pages that wait                                        flow/polling/visits
    4. ingest     each page that answered                                flow/intake/ingest
    5. look again at a few pages that are due for it                     flow/polling/recheck
    6. look after the source: is it broken, silent, or well again        flow/polling/source_health
    7. close      the run; the first one releases its digest             archive
    8. pace       when the next poll is                                  flow/polling/pacing

An address is noted before it is fetched: a crash in between loses nothing, the next poll goes on.
What cannot be reached is written to the run and to one line of the log; the rest goes on.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

from loguru import logger

from worker.archive.alerts import outbox
from worker.archive.sources import backfills, runs, sources
from worker.archive.sources.sources import StoredSource
from worker.flow.gone.succession import settle
from worker.flow.polling import pacing
from worker.flow.polling.discovery import discover
from worker.flow.polling.recheck import look_again
from worker.flow.polling.sitemaps import discover_sitemap
from worker.flow.polling.source_health import fault_of, look_after
from worker.flow.polling.tally import Tally
from worker.flow.polling.visits import digest_key, fetch_due
from worker.flow.tools import Following, Tools
from worker.model import WayKind


async def poll(tools: Tools, source: StoredSource) -> Tally:
    """Poll one source once. Troubles of the source are in the tally, never raised.

    What is raised (the database is lost, a page breaks a reader) is in the run's error too. A
    source that is removed meanwhile has no place for what the poll brings: it ends there.
    """
    tally = Tally()
    run_id, started, following = await asyncio.to_thread(_begin_run, tools, source)
    tools.polling.add(source.id)
    try:
        for way in source.source.ways:
            if not tools.stopping.is_set():
                ask = discover_sitemap if way.kind is WayKind.SITEMAP else discover
                await ask(tools, source, way, tally)
        exhausted = await fetch_due(tools, source, following, tally)
        if tally.answered and not tally.resting:
            await look_again(tools, source, following, tally)
    except Exception as error:
        if await asyncio.to_thread(_is_removed, tools, source):
            return tally
        tally.end_early(error)
        raise
    finally:
        tools.polling.discard(source.id)
        await asyncio.to_thread(_finish_run, tools, source, following, run_id, started, tally)
        tools.alerted.set()  # a digest may have been let go, or trouble told
    if exhausted and tally.answered and not tools.stopping.is_set():
        await asyncio.to_thread(_finish_first_poll, tools, source)
        tools.alerted.set()
    _tell_troubles(source, tally)
    return tally


def _is_removed(tools: Tools, source: StoredSource) -> bool:
    with tools.archive.read() as tx:
        return sources.of_row(tx, source.id) is None


def _tell_troubles(source: StoredSource, tally: Tally) -> None:
    """Log what a poll met, unless the poll before met the same."""
    if not tally.troubles or (source.last_run and source.last_run.error == tally.error):
        return
    more = "" if len(tally.troubles) == 1 else f"; see: diemtin source show {source.source.name}"
    logger.warning("source {}: {}{}", source.source.name, tally.error, more)


def _begin_run(tools: Tools, source: StoredSource) -> tuple[int, datetime, Following]:
    started = tools.clock.now()
    with tools.archive.write() as tx:
        settle(tx, source.source)
        run_id = runs.start(tx, source.id, started)
        pacing.begin(tx, tools, source, started)
    with tools.archive.read() as tx:
        pacing.rest_as_asked(tx, tools)
        return run_id, started, Following(tx, tools.margin, tools.profiles)


def _finish_run(
    tools: Tools,
    source: StoredSource,
    following: Following,
    run_id: int,
    started: datetime,
    tally: Tally,
) -> None:
    """Close the run; what it brought of a backlog that has been told already is told now."""
    with tools.archive.write() as tx:
        if sources.of_row(tx, source.id) is None:
            return
        fault = fault_of(tx, source, run_id, tally)
        known, now = following.at(tx), tools.clock.now()
        tally.alerts += look_after(tx, source, known, run_id, fault, tally, now)
        if source.first_polled_at is not None:
            outbox.release_digest(tx, digest_key(source), tools.clock.now())
        if len(tally.moved_to) == 1:
            sources.note_move(tx, source.id, *tally.moved_to)
        elif tally.moved_to:
            sources.note_move(tx, source.id, None)
        if backfills.unfinished(tx, source.id) is None:
            outbox.release_digest(tx, backfills.digest_key(source.id), tools.clock.now())
        runs.finish(
            tx,
            run_id,
            tools.clock.now(),
            discovered=tally.discovered,
            fetched=tally.fetched,
            stored=tally.stored,
            alerts=tally.alerts,
            error=tally.error,
            fault=fault,
            pages=tally.pages,
        )
        pacing.end(tx, tools, source, run_id, started, tally)


def _finish_first_poll(tools: Tools, source: StoredSource) -> None:
    """Let the backlog's digest go, once the source has answered and every page had its turn."""
    if source.first_polled_at is not None:
        return
    with tools.archive.write() as tx:
        sources.finish_first_poll(tx, source.id, tools.clock.now())
        outbox.release_digest(tx, digest_key(source), tools.clock.now())
