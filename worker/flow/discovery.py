"""How the ways of a source are asked, and how what they lead to is noted."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from worker.archive import pages, sources
from worker.archive.sources import StoredSource
from worker.discover.feed import read_feed
from worker.discover.folder import read_folder
from worker.discover.listing import read_listing
from worker.errors import ArchiveError, DiemtinError, FetchError
from worker.flow import conditional, pacing
from worker.flow.conditional import Asked
from worker.flow.rhythm import learn
from worker.flow.tally import Tally
from worker.flow.tools import Tools
from worker.model import Capture, Discovered, Fetched, Missing, Refused, Way, WayKind
from worker.normalize.url import canonical_url


async def discover(tools: Tools, source: StoredSource, way: Way, tally: Tally) -> None:
    """Ask one way and note what it leads to; its troubles go into the tally."""
    try:
        asked = await asyncio.to_thread(_asked, tools, source, way)
        capture = await _ask(tools, source, way, asked)
        found = [] if capture is None else await asyncio.to_thread(read_way, way, capture)
    except ArchiveError:
        raise
    except DiemtinError as error:
        tally.failed(error)
        return
    tally.answered += 1
    if capture is None:
        return
    tally.discovered += len(found)
    await asyncio.to_thread(_note, tools, source, way, capture, found, asked)


def _asked(tools: Tools, source: StoredSource, way: Way) -> Asked:
    """Return what a way answered last, and with which validators it is to be asked."""
    now = tools.clock.now()
    with tools.archive.read() as tx:
        memory = sources.way_memory(tx, source.id, way.address)
        credible = conditional.is_credible(memory, now)
        if credible is None:
            rhythm = learn(pacing.known(tx, source, now))
            credible = conditional.is_credible_in(rhythm, memory)
    return Asked(memory, conditional.validators_of(memory) if credible else conditional.NONE)


async def _ask(tools: Tools, source: StoredSource, way: Way, asked: Asked) -> Capture | Path | None:
    """Return what the way answers with, None where it has not changed."""
    if way.kind is WayKind.FOLDER:
        return Path(way.address)
    fetched = await get_way(tools, source, way, *asked.validators)
    if isinstance(fetched, Missing):
        raise FetchError(
            f"answers {fetched.status}", where=way.address, remedy="look for its new address"
        )
    if isinstance(fetched, Refused):
        raise FetchError(f"not asked: {fetched.reason}", where=way.address)
    if not isinstance(fetched, Capture):
        return None
    if conditional.digest(way, fetched.body) != asked.memory.digest:
        return fetched
    await asyncio.to_thread(_keep, tools, source, way, fetched, asked.memory.lied_at)
    return None


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
    asked: Asked,
) -> None:
    """Note what a way led to; news under the validators of last time give the server away."""
    with tools.archive.write() as tx:
        new = pages.note(tx, source.id, found, tools.clock.now())
        if isinstance(capture, Capture):
            lied = new and asked.would_have_denied((capture.etag, capture.last_modified))
            lied_at = tools.clock.now() if lied else asked.memory.lied_at
            _keep_answer(tx, source, way, capture, lied_at)


def _keep(
    tools: Tools, source: StoredSource, way: Way, capture: Capture, lied_at: datetime | None
) -> None:
    with tools.archive.write() as tx:
        _keep_answer(tx, source, way, capture, lied_at)


def _keep_answer(
    tx: Connection, source: StoredSource, way: Way, capture: Capture, lied_at: datetime | None
) -> None:
    sources.keep_way_state(
        tx,
        source.id,
        way.address,
        etag=capture.etag,
        last_modified=capture.last_modified,
        digest=conditional.digest(way, capture.body),
        whole_at=capture.captured_at,
        lied_at=lied_at,
    )


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

    ``limit`` is in bytes; None leaves it at that of a page. A conditional request that gets an
    empty page is asked again without conditions.
    """
    fetched = await tools.fetcher.get(
        url,
        allowed=source.source.allowed_hosts,
        etag=etag,
        last_modified=last_modified,
        pause=source.source.pause,
        decoded_limit=limit,
    )
    if (etag or last_modified) and isinstance(fetched, Capture) and not fetched.body.strip():
        return await get(tools, source, url, None, None, limit)
    return fetched
