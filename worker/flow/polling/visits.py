"""How the pages of a source that are due are fetched, and what comes is taken in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from loguru import logger
from sqlalchemy import Connection

from worker.archive.articles import articles, raw
from worker.archive.officials import matching
from worker.archive.pages import looks, pages
from worker.archive.pages.pages import Page
from worker.archive.sources import backfills, sources
from worker.archive.sources.sources import StoredSource
from worker.discover.folder import stamp
from worker.errors import (
    ArchiveError,
    DiemtinError,
    FormatError,
    NotFound,
    ReadingBroke,
    ReadingStopped,
    SandboxError,
)
from worker.extract.gate import GATES
from worker.extract.profile import profile_for
from worker.fetch.failures import RestingError, UnneededError
from worker.flow.gone.returning import come_back, find_again, look_where_it_stood
from worker.flow.gone.vanishing import miss
from worker.flow.intake.ingest import (
    Ingested,
    Prepared,
    Reread,
    matched,
    read_by_older_rules,
    store,
)
from worker.flow.intake.read import capture_file, read_apart
from worker.flow.polling import conditional
from worker.flow.polling.absence import absence_in, count_missing
from worker.flow.polling.discovery import get
from worker.flow.polling.meanwhile import as_it_is, is_still_due
from worker.flow.polling.tally import Tally, unforeseen
from worker.flow.tools import Followed, Following, Tools, is_current
from worker.identify.looks import counted_from, next_look
from worker.model import (
    Absence,
    Capture,
    Fetched,
    Missing,
    NotAnArticle,
    NotModified,
    Publication,
    Refused,
    Verdict,
)

PAGES_A_RUN = 500
"""Pages fetched in one run at most; what is left waits for the next."""
LEFT_OVER_A_RUN = 20
"""Pages of backfills that have ended, fetched in one run at most."""
RETRY_PAGE = timedelta(hours=1)
"""How long a page that failed rests, doubled with each failure in a row, at most a day."""
LONGEST_REST = timedelta(days=1)
STRIKES = 3
"""Times in a row that reading a page was stopped, after which the page is set aside."""
MOST_GATES = 10
"""Times in a row that a gate may stand before a new page, after which it is set aside."""


def digest_key(source: StoredSource) -> str:
    """Return the key of the digest that gathers a source's backlog."""
    return f"backlog:{source.id}"


def is_backlog(source: StoredSource, page: Page) -> bool:
    """Say whether a page is of the source's first poll, even if it could be read only later.

    One that only a backfill came upon is backlog too, until it has been read.
    """
    if source.first_polled_at is None:
        return True
    unread = page.last_fetched is None
    return unread and (page.last_listed is None or page.first_noted < source.first_polled_at)


def _digest_of(source: StoredSource, page: Page) -> str | None:
    """Return the key of the digest that what a page brings goes into, None where that is news."""
    if page.last_listed is None and page.last_fetched is None:
        return backfills.digest_key(source.id)
    return digest_key(source) if is_backlog(source, page) else None


async def fetch_due(tools: Tools, source: StoredSource, following: Following, tally: Tally) -> bool:
    """Fetch and ingest the pages that wait; return whether nothing that was listed is left.

    What a backfill left over comes last, and little of it: new articles are not to wait for it.
    While the backfill is unfinished its pages are left to it.
    """
    with tools.archive.read() as tx:
        now = tools.clock.now()
        due = pages.due(tx, source.id, now, PAGES_A_RUN + 1)
        room = min(LEFT_OVER_A_RUN, max(PAGES_A_RUN - len(due), 0))
        walking = backfills.unfinished(tx, source.id) is not None
        left_over = [] if walking else pages.left_over(tx, source.id, now, room)
        trusted = conditional.are_trusted(tx, source.id, now)
    todo = [*due[:PAGES_A_RUN], *left_over]
    ended = await look_through(tools, source, following, todo, tally, trusted=trusted)
    return ended and len(due) <= PAGES_A_RUN and not tally.resting


async def look_through(
    tools: Tools,
    source: StoredSource,
    following: Following,
    todo: Sequence[Page],
    tally: Tally,
    *,
    trusted: bool,
    go_on: Callable[[], bool] = lambda: True,
) -> bool:
    """Fetch and ingest pages one after the other; return whether each had its turn.

    ``trusted`` says whether the source's "not modified" is believed. It ends where the service
    stops, ``go_on`` says so, or the source was removed or switched off meanwhile.
    """
    for page in todo:
        if tools.stopping.is_set() or not go_on():
            return False
        current = await asyncio.to_thread(as_it_is, tools, source)
        if current is None:
            return False
        source = current
        validators = conditional.page_validators(page, tools.clock.now(), trusted=trusted)
        asked = replace(page, etag=validators[0], last_modified=validators[1])
        try:
            await _look_at(tools, source, following, asked, tally)
        except NotFound:
            return False
        except UnneededError:  # another process has asked for it meanwhile
            continue
    return True


async def _look_at(
    tools: Tools, source: StoredSource, following: Following, page: Page, tally: Tally
) -> None:
    """Fetch and ingest one page; one that breaks us rests too, lest it be the first again.

    Raises NotFound where the source was removed meanwhile, UnneededError where another process
    has asked for the page while this one waited for its turn.
    """
    if _is_file(page):  # before it is read: what is written meanwhile is another stamp
        page = replace(page, etag=stamp(Path(page.url)))
    try:
        fetched = await _fetch_page(tools, source, page)
        tally.fetched += 1
        if isinstance(fetched, Capture):
            await _take_in(tools, source, following, page, fetched, tally)
        else:
            _count_answer(page, fetched, tally)
            await asyncio.to_thread(_record_answer, tools, page, fetched)
    except (ArchiveError, NotFound, SandboxError, UnneededError):
        raise
    except ReadingStopped as error:
        tally.failed(error)
        tally.page_failed("unread", again=page.failures > 0)
        await asyncio.to_thread(_record_stop, tools, page, error)
    except RestingError as error:  # no fault of the page, which was not asked for
        if not tally.resting:
            tally.failed(error)
    except DiemtinError as error:
        if isinstance(error, ReadingBroke):
            logger.error("{}", error.trace)
        tally.failed(error)
        tally.page_failed("failed", again=page.failures > 0)
        await asyncio.to_thread(_record_failure, tools, page, str(error))
    except Exception as error:
        await asyncio.to_thread(_record_failure, tools, page, unforeseen(error))
        raise


async def _fetch_page(tools: Tools, source: StoredSource, page: Page) -> Fetched:
    if _is_file(page):
        return await asyncio.to_thread(capture_file, Path(page.url), tools.clock)
    still = partial(is_still_due, tools, page)
    return await get(tools, source, page.url, page.etag, page.last_modified, wanted=still)


async def _take_in(
    tools: Tools,
    source: StoredSource,
    following: Following,
    page: Page,
    capture: Capture,
    tally: Tally,
) -> None:
    """Read a page apart, match what it says and keep it, or that it is missing."""
    profile = profile_for(capture.final_url, source.source.profile, tools.profiles)
    reading = await read_apart(tools.sandbox, capture, profile)
    absence = absence_in(capture, reading, source.source) if page.last_fetched else None
    if absence is not None:
        count_missing(page, absence[0], tally)
        await asyncio.to_thread(_miss, tools, page, *absence)
        return
    if isinstance(reading, NotAnArticle):
        became = "gated" if reading.reason in GATES else "unread"
        tally.page_failed(became, again=page.failures > 0)
        await asyncio.to_thread(_no_article, tools, page, reading.reason)
        return
    tally.article_read(dated=reading.published is not None)
    ingested = None
    while ingested is None:
        known = await asyncio.to_thread(_followed, tools, following)
        prepared = await asyncio.to_thread(matched, capture, profile, reading, source, known)
        prepared = await _read_again(tools, prepared, source, known, page)
        ingested = await asyncio.to_thread(keep, tools, prepared, source, known, page)
    tally.stored += ingested.verdict is Verdict.NEW
    tally.alerts += ingested.alerts
    if ingested.alerts:
        tools.alerted.set()


def _followed(tools: Tools, following: Following) -> Followed:
    with tools.archive.read() as tx:
        return following.at(tx)


async def _read_again(
    tools: Tools, prepared: Prepared, source: StoredSource, known: Followed, page: Page
) -> Prepared:
    """Have what the page showed last read by the present rules, if those have changed since."""
    if page.last_fetched is None:
        return prepared
    outdated = await asyncio.to_thread(_outdated, tools, prepared, page)
    if outdated is None:
        return prepared
    raw_id, capture = outdated
    profile = prepared.profile
    try:
        found = await read_apart(tools.sandbox, capture, profile)
    except (FormatError, ReadingBroke, ReadingStopped):
        return replace(prepared, reread=Reread(raw_id, None))
    if isinstance(found, NotAnArticle):
        return replace(prepared, reread=Reread(raw_id, None))
    again = await asyncio.to_thread(matched, capture, profile, found, source, known)
    return replace(prepared, reread=Reread(raw_id, again))


def _outdated(tools: Tools, prepared: Prepared, page: Page) -> tuple[int, Capture] | None:
    with tools.archive.read() as tx:
        raw_id = read_by_older_rules(tx, prepared, page)
        return None if raw_id is None else (raw_id, raw.load(tx, raw_id))


def keep(
    tools: Tools, prepared: Prepared, source: StoredSource, known: Followed, page: Page
) -> Ingested | None:
    """Store one prepared capture in a transaction of its own, with the next look at its page.

    None, and nothing is stored, where others are followed by now than it was matched with. Raises
    NotFound where the source was removed.
    """
    key, now = _digest_of(source, page), tools.clock.now()
    with tools.archive.write() as tx:
        state = matching.join_in(tx)
        if not is_current(state, known):
            return None
        if sources.of_row(tx, source.id) is None:
            raise NotFound(f"source {source.source.name} was removed meanwhile")
        before = looks.absent(tx, page.id) if page.last_fetched else None
        done = store(tx, prepared, source, known, state, digest_key=key, now=now)
        told = come_back(tx, known, before, done.number, now)
        told += find_again(tx, known, done.verdict, done.number, done.page_id, now)
        if key is None:  # what is new; a backlog has old pages, and many
            look_where_it_stood(tx, done.verdict, done.number, done.page_id, now)
        _plan(tx, tools, page, done.page_id, done.number, prepared.reading.published, now)
        return replace(done, alerts=done.alerts + told)


def _plan(
    tx: Connection,
    tools: Tools,
    page: Page,
    page_id: int,
    number: int,
    published: Publication | None,
    now: datetime,
) -> None:
    """Plan when a page that was read, or had not changed, is looked at next.

    A file is looked at when the listing of its folder sees it changed.
    """
    if _is_file(page):
        looks.plan(tx, page_id, None)
        return
    followed = looks.is_followed(tx, page_id, number)
    within = tools.rechecks[-1] if page.last_listed else None
    since = counted_from(published, page.first_noted, within=within)
    looks.plan(tx, page_id, next_look(since, now, tools.rechecks, followed=followed))


def _miss(tools: Tools, page: Page, absence: Absence, told: str) -> None:
    with tools.archive.write() as tx:
        miss(tx, page, absence, told, tools.clock.now())


def _no_article(tools: Tools, page: Page, reason: str) -> None:
    """Set a page aside; one that has shown an article is asked again (a site out of order).

    So is one that a gate stands before, until that is hopeless: the article may be behind it.
    """
    hopeful = reason in GATES and page.failures < MOST_GATES
    if page.last_fetched is not None or hopeful:
        _record_failure(tools, page, reason)
        return
    with tools.archive.write() as tx:
        pages.set_aside(tx, page.id, reason=reason, at=tools.clock.now())


def _count_answer(page: Page, answer: NotModified | Missing | Refused, tally: Tally) -> None:
    """Count a new page that was not there or may not be asked; that an old one goes is usual."""
    if not isinstance(answer, NotModified) and page.last_fetched is None:
        tally.page_failed("failed", again=page.failures > 0)


def _record_answer(tools: Tools, page: Page, answer: NotModified | Missing | Refused) -> None:
    """Keep what a page answered that brought no bytes."""
    now = tools.clock.now()
    if isinstance(answer, Missing) and page.last_fetched:
        _miss(tools, page, Absence.ANSWERED, f"HTTP {answer.status}")
    elif isinstance(answer, Missing):
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
                _plan(tx, tools, page, page.id, last.number, last.published, now)


def _record_stop(tools: Tools, page: Page, error: ReadingStopped) -> None:
    """Count a page whose reading was stopped; the third time in a row it is set aside."""
    now = tools.clock.now()
    with tools.archive.write() as tx:
        times = pages.record_stop(tx, page.id)
        if times < STRIKES:
            pages.record_failure(tx, page.id, error=error.what, at=now, retry_at=now + _rest(page))
        else:
            reason = f"{error.what} ({times} times in a row)"
            pages.set_aside(tx, page.id, reason=reason, at=now)


def _record_failure(tools: Tools, page: Page, error: str) -> None:
    """Keep that a page failed; a file that was read once and is not there is looked for no more."""
    now = tools.clock.now()
    read = page.etag if _is_file(page) else None
    again = now + _rest(page)
    with tools.archive.write() as tx:
        pages.record_failure(tx, page.id, error=error, at=now, retry_at=again, stamp=read)
        if _is_file(page) and page.last_fetched and not Path(page.url).exists():
            looks.plan(tx, page.id, None)


def _is_file(page: Page) -> bool:
    return page.url.startswith("/")


def _rest(page: Page) -> timedelta:
    """Return how long a page that failed once more is left alone."""
    rest: timedelta = RETRY_PAGE * 2 ** min(page.failures, 10)
    return min(rest, LONGEST_REST)
