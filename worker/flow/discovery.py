"""How the ways of a source are asked, and how what they lead to is noted."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from worker.archive import pages, sources
from worker.archive.sources import StoredSource
from worker.discover.feed import read_feed
from worker.discover.folder import read_folder
from worker.discover.links import MAX_ITEMS
from worker.discover.listing import read_listing
from worker.errors import ArchiveError, DiemtinError, FetchError
from worker.flow.tally import Tally
from worker.flow.tools import Tools
from worker.model import Capture, Discovered, Fetched, Missing, Refused, Way, WayKind
from worker.normalize.url import canonical_url


async def discover(tools: Tools, source: StoredSource, way: Way, tally: Tally) -> None:
    """Ask one way and note what it leads to; its troubles go into the tally."""
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
    if len(found) >= MAX_ITEMS:
        tally.troubles.append(f"{way.address}: only its first {MAX_ITEMS:,} items were read")
    tally.discovered += len(found)
    await asyncio.to_thread(_note, tools, source, way, capture, found)


async def _ask(tools: Tools, source: StoredSource, way: Way) -> Capture | Path | None:
    """Return what the way answers with, None where it has not changed."""
    if way.kind is WayKind.FOLDER:
        return Path(way.address)
    with tools.archive.read() as tx:
        etag, last_modified = sources.way_state(tx, source.id, way.address)
    return whole(await get_way(tools, source, way, etag, last_modified), way.address)


def whole(fetched: Fetched, address: str) -> Capture | None:
    """Return what an address answered with, None where it has not changed. Raise FetchError."""
    if isinstance(fetched, Missing):
        raise FetchError(
            f"answers {fetched.status}", where=address, remedy="look for its new address"
        )
    if isinstance(fetched, Refused):
        raise FetchError(f"not asked: {fetched.reason}", where=address)
    return fetched if isinstance(fetched, Capture) else None


def read_way(way: Way, capture: Capture | Path) -> list[Discovered]:
    """Read what a way answered with: canonical addresses, each once."""
    if isinstance(capture, Path):
        return read_folder(capture)
    found = read_feed(capture) if way.kind is WayKind.FEED else read_listing(capture, way.pattern)
    return canonical(found)


def canonical(found: Iterable[Discovered]) -> list[Discovered]:
    """Return each address once, canonical; what is no web address is left out."""
    pages_found: dict[str, Discovered] = {}
    for one in found:
        try:
            url = canonical_url(one.url)
        except DiemtinError:
            continue
        pages_found.setdefault(url, Discovered(url, one.title, one.published))
    return list(pages_found.values())


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
