"""How one source is asked what it has published, and how the answer is kept.

    1. discover   each way of the source: folder, feed, listing page     worker/discover
    2. note       the addresses, and the feed's ETag, in one transaction worker/archive
    3. fetch      pages that wait, then listed ones due for another look worker/fetch
    4. ingest     each page that answered                                worker/flow/ingest
    5. close      the run; the first one releases its digest             worker/archive

An address is noted before it is fetched: a crash in between loses nothing, the next poll goes on.
What cannot be reached is written to the run and to one line of the log; the rest goes on.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from loguru import logger

from worker.archive import articles, outbox, pages, runs, sources
from worker.archive.pages import Page
from worker.archive.sources import StoredSource
from worker.discover.feed import read_feed
from worker.discover.folder import read_folder
from worker.discover.listing import read_listing
from worker.errors import ArchiveError, DiemtinError, FetchError
from worker.flow.ingest import Ingested, Prepared, prepare, store
from worker.flow.read import capture_file
from worker.flow.tools import Followed, Tools, followed
from worker.model import (
    Capture,
    Discovered,
    Fetched,
    Missing,
    NotAnArticle,
    NotModified,
    Refused,
    Verdict,
    Way,
    WayKind,
)
from worker.normalize.url import canonical_url

PAGES_A_RUN = 500
"""Pages fetched in one run at most; what is left waits for the next."""
RETRY_PAGE = timedelta(hours=1)
"""How long a page that failed rests, doubled with each failure in a row, at most a day."""
LONGEST_REST = timedelta(days=1)


@dataclass(slots=True)
class Tally:
    """What one run came to; filled as the run goes on, stored when it ends.

    ``answered`` counts the ways that answered, unchanged ones included.
    """

    answered: int = 0
    discovered: int = 0
    fetched: int = 0
    stored: int = 0
    alerts: int = 0
    troubles: list[str] = field(default_factory=list)

    @property
    def error(self) -> str | None:
        """Return the first trouble and how many there were, or None."""
        if not self.troubles:
            return None
        more = len(self.troubles) - 1
        return self.troubles[0] + (f" (and {more} more)" if more else "")


def digest_key(source: StoredSource) -> str:
    """Return the key of the digest that gathers a source's backlog."""
    return f"backlog:{source.id}"


def is_backlog(source: StoredSource, page: Page) -> bool:
    """Say whether a page is of the source's first poll, even if it could be read only later."""
    if source.first_polled_at is None:
        return True
    return page.last_fetched is None and page.first_noted < source.first_polled_at


async def poll(tools: Tools, source: StoredSource) -> Tally:
    """Poll one source once. Troubles of the source are in the tally, never raised.

    What is raised (the database is lost, a page breaks a reader) is in the run's error too.
    """
    tally = Tally()
    run_id, following = await asyncio.to_thread(_begin_run, tools, source)
    try:
        for way in source.source.ways:
            if not tools.stopping.is_set():
                await _discover(tools, source, way, tally)
        exhausted = await _fetch_due(tools, source, following, tally)
    except Exception as error:
        tally.troubles.append(_unforeseen(error))
        raise
    finally:
        await asyncio.to_thread(_finish_run, tools, source, run_id, tally)
    if exhausted and tally.answered and not tools.stopping.is_set():
        await asyncio.to_thread(_finish_first_poll, tools, source)
    if tally.troubles:
        logger.warning("source {}: {}", source.source.name, tally.error)
    return tally


def _begin_run(tools: Tools, source: StoredSource) -> tuple[int, Followed]:
    with tools.archive.write() as tx:
        run_id = runs.start(tx, source.id, tools.clock.now())
    with tools.archive.read() as tx:
        return run_id, followed(tx, tools.margin)


def _unforeseen(error: Exception) -> str:
    return str(error) if isinstance(error, DiemtinError) else f"{type(error).__name__}: {error}"


async def _discover(tools: Tools, source: StoredSource, way: Way, tally: Tally) -> None:
    try:
        capture = await _ask(tools, source, way)
        found = [] if capture is None else await asyncio.to_thread(read_way, way, capture)
    except ArchiveError:
        raise
    except DiemtinError as error:
        tally.troubles.append(str(error))
        return
    tally.answered += 1
    if capture is None:
        return
    tally.discovered += len(found)
    await asyncio.to_thread(_note, tools, source, way, capture, found)


async def _ask(tools: Tools, source: StoredSource, way: Way) -> Capture | Path | None:
    """Return what the way answers with, None where it has not changed."""
    if way.kind is WayKind.FOLDER:
        return Path(way.address)
    with tools.archive.read() as tx:
        etag, last_modified = sources.way_state(tx, source.id, way.address)
    fetched = await get_way(tools, source, way, etag, last_modified)
    if isinstance(fetched, Missing):
        raise FetchError(
            f"answers {fetched.status}", where=way.address, remedy="look for its new address"
        )
    if isinstance(fetched, Refused):
        raise FetchError(f"not asked: {fetched.reason}", where=way.address)
    return fetched if isinstance(fetched, Capture) else None


def read_way(way: Way, capture: Capture | Path) -> list[Discovered]:
    """Read what a way answered with: canonical addresses, each once."""
    if isinstance(capture, Path):
        return read_folder(capture)
    found = read_feed(capture) if way.kind is WayKind.FEED else read_listing(capture, way.pattern)
    return list(_canonical(found))


def _canonical(found: list[Discovered]) -> dict[Discovered, None]:
    """Return each address once, canonical; what is no web address is left out."""
    pages_found: dict[str, Discovered] = {}
    for one in found:
        try:
            url = canonical_url(one.url)
        except DiemtinError:
            continue
        pages_found.setdefault(url, Discovered(url, one.title, one.published))
    return dict.fromkeys(pages_found.values())


def _note(
    tools: Tools,
    source: StoredSource,
    way: Way,
    capture: Capture | Path,
    found: list[Discovered],
) -> None:
    with tools.archive.write() as tx:
        pages.note(tx, source.id, found, tools.clock.now())
        if isinstance(capture, Capture):
            sources.keep_way_state(
                tx,
                source.id,
                way.address,
                etag=capture.etag,
                last_modified=capture.last_modified,
            )


async def _fetch_due(tools: Tools, source: StoredSource, following: Followed, tally: Tally) -> bool:
    """Fetch and ingest what is due; return whether nothing is left waiting."""
    with tools.archive.read() as tx:
        now = tools.clock.now()
        due = pages.due(tx, source.id, now, now - tools.recheck_after, PAGES_A_RUN + 1)
    for page in due[:PAGES_A_RUN]:
        if tools.stopping.is_set():
            return False
        await _look_at(tools, source, following, page, tally)
    return len(due) <= PAGES_A_RUN


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
    except DiemtinError as error:
        tally.troubles.append(str(error))
        await asyncio.to_thread(_record_failure, tools, page, str(error))
    except Exception as error:
        await asyncio.to_thread(_record_failure, tools, page, _unforeseen(error))
        raise


async def _fetch_page(tools: Tools, source: StoredSource, page: Page) -> Fetched:
    if page.url.startswith("/"):
        return await asyncio.to_thread(capture_file, Path(page.url), tools.clock)
    return await get(tools, source, page.url, page.etag, page.last_modified)


async def get_way(
    tools: Tools, source: StoredSource, way: Way, etag: str | None, last_modified: str | None
) -> Fetched:
    """Ask for the feed or listing page of a source; a feed may be larger than a page."""
    limit = tools.feed_limit if way.kind is WayKind.FEED else None
    return await get(tools, source, way.address, etag, last_modified, limit)


async def get(
    tools: Tools,
    source: StoredSource,
    url: str,
    etag: str | None,
    last_modified: str | None,
    limit: int | None = None,
) -> Fetched:
    """Ask for an address as the source wants it: its pause, its hosts let through.

    ``limit`` is in bytes; None leaves it at that of a page.
    """
    return await tools.fetcher.get(
        url,
        allowed=source.source.allowed_hosts,
        etag=etag,
        last_modified=last_modified,
        pause=source.source.pause,
        decoded_limit=limit,
    )


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


def _finish_run(tools: Tools, source: StoredSource, run_id: int, tally: Tally) -> None:
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


def _finish_first_poll(tools: Tools, source: StoredSource) -> None:
    """Let the backlog's digest go, once the source has answered and every page had its turn."""
    if source.first_polled_at is not None:
        return
    with tools.archive.write() as tx:
        sources.finish_first_poll(tx, source.id, tools.clock.now())
        outbox.release_digest(tx, digest_key(source), tools.clock.now())
