"""How the pages of a source that are due are fetched, and what comes is taken in."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from worker.archive import articles, pages, sources
from worker.archive.pages import Page
from worker.archive.sources import StoredSource
from worker.errors import ArchiveError, DiemtinError
from worker.fetch.failures import RestingError
from worker.flow import conditional
from worker.flow.discovery import get
from worker.flow.ingest import Ingested, Prepared, prepare, store
from worker.flow.read import capture_file
from worker.flow.tally import Tally, unforeseen
from worker.flow.tools import Followed, Tools
from worker.model import Capture, Fetched, Missing, NotAnArticle, NotModified, Refused, Verdict

PAGES_A_RUN = 500
"""Pages fetched in one run at most; what is left waits for the next."""
RETRY_PAGE = timedelta(hours=1)
"""How long a page that failed rests, doubled with each failure in a row, at most a day."""
LONGEST_REST = timedelta(days=1)


def digest_key(source: StoredSource) -> str:
    """Return the key of the digest that gathers a source's backlog."""
    return f"backlog:{source.id}"


def is_backlog(source: StoredSource, page: Page) -> bool:
    """Say whether a page is of the source's first poll, even if it could be read only later."""
    if source.first_polled_at is None:
        return True
    return page.last_fetched is None and page.first_noted < source.first_polled_at


async def fetch_due(tools: Tools, source: StoredSource, following: Followed, tally: Tally) -> bool:
    """Fetch and ingest what is due; return whether nothing is left waiting."""
    with tools.archive.read() as tx:
        now = tools.clock.now()
        due = pages.due(tx, source.id, now, now - tools.recheck_after, PAGES_A_RUN + 1)
        trusted = not sources.has_lied(tx, source.id, now - conditional.DISTRUST)
    for page in due[:PAGES_A_RUN]:
        if tools.stopping.is_set():
            return False
        validators = conditional.page_validators(page, now, trusted=trusted)
        page = replace(page, etag=validators[0], last_modified=validators[1])
        await _look_at(tools, source, following, page, tally)
    return len(due) <= PAGES_A_RUN and not tally.resting


async def _look_at(
    tools: Tools, source: StoredSource, following: Followed, page: Page, tally: Tally
) -> None:
    """Fetch and ingest one page; one that breaks us rests too, lest it be the first again."""
    try:
        fetched = await _fetch_page(tools, source, page)
        tally.fetched += 1
        if isinstance(fetched, Capture):
            await asyncio.to_thread(_ingest_page, tools, source, following, page, fetched, tally)
        else:
            await asyncio.to_thread(_record_answer, tools, page, fetched)
    except ArchiveError:
        raise
    except RestingError as error:  # no fault of the page, which was not asked for
        if not tally.resting:
            tally.failed(error)
    except DiemtinError as error:
        tally.failed(error)
        await asyncio.to_thread(_record_failure, tools, page, str(error))
    except Exception as error:
        await asyncio.to_thread(_record_failure, tools, page, unforeseen(error))
        raise


async def _fetch_page(tools: Tools, source: StoredSource, page: Page) -> Fetched:
    if page.url.startswith("/"):
        return await asyncio.to_thread(capture_file, Path(page.url), tools.clock)
    return await get(tools, source, page.url, page.etag, page.last_modified)


def _ingest_page(
    tools: Tools,
    source: StoredSource,
    following: Followed,
    page: Page,
    capture: Capture,
    tally: Tally,
) -> None:
    prepared = prepare(capture, source, following)
    if isinstance(prepared, NotAnArticle):
        _no_article(tools, page, prepared.reason)
        return
    ingested = keep(tools, prepared, source, following, page)
    tally.stored += ingested.verdict is Verdict.NEW
    tally.alerts += ingested.alerts


def keep(
    tools: Tools, prepared: Prepared, source: StoredSource, following: Followed, page: Page
) -> Ingested:
    """Store one prepared capture in a transaction of its own."""
    with tools.archive.write() as tx:
        return store(
            tx,
            prepared,
            source,
            following,
            digest_key=digest_key(source) if is_backlog(source, page) else None,
            now=tools.clock.now(),
        )


def _no_article(tools: Tools, page: Page, reason: str) -> None:
    """Set a page aside; one that has shown an article is looked at again (a site out of order)."""
    if page.last_fetched is not None:
        _record_failure(tools, page, reason)
        return
    with tools.archive.write() as tx:
        pages.set_aside(tx, page.id, reason=reason, at=tools.clock.now())


def _record_answer(tools: Tools, page: Page, answer: NotModified | Missing | Refused) -> None:
    """Keep what a page answered that brought no bytes."""
    now = tools.clock.now()
    if isinstance(answer, Missing):
        _record_failure(tools, page, f"answers {answer.status}")
    elif isinstance(answer, Refused):
        _record_failure(tools, page, f"not asked: {answer.reason}")
    else:
        with tools.archive.write() as tx:
            pages.record_fetch(
                tx, page.id, etag=page.etag, last_modified=page.last_modified, at=now
            )
            last = articles.last_sighting(tx, page.id)
            if last is not None:
                articles.touch_sighting(tx, last.sighting_id, now)


def _record_failure(tools: Tools, page: Page, error: str) -> None:
    now = tools.clock.now()
    rest = min(RETRY_PAGE * 2 ** min(page.failures, 10), LONGEST_REST)
    with tools.archive.write() as tx:
        pages.record_failure(tx, page.id, error=error, at=now, retry_at=now + rest)
