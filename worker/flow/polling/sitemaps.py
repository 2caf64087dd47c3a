"""How a sitemap is asked what is new: the file, or an index and the likeliest of its children.

Each file is asked for only if it has changed, and its ETag is kept in the transaction that notes
its pages. The ETag of an index is kept where its children bear a ``lastmod`` and all that were
wanted were read: only then does an unchanged index mean that nothing is new.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from worker.archive.pages import pages
from worker.archive.sources import sources
from worker.archive.sources.sources import StoredSource
from worker.discover.recent import recent_children, recent_pages
from worker.discover.sitemap import Entry, Sitemap, read_sitemap
from worker.errors import ArchiveError, DiemtinError, FormatError, SandboxError
from worker.flow.polling.discovery import get, whole
from worker.flow.polling.faults import why_unread
from worker.flow.polling.listed import canonical
from worker.flow.polling.tally import Tally
from worker.flow.tools import Tools
from worker.model import Capture, Discovered, Way

CHILDREN_A_POLL: Final = 5
"""Sitemaps of an index that one poll asks."""
DEEPEST: Final = 2
"""An index may name indexes, and these sitemaps: no further."""
_MARGIN: Final = timedelta(hours=1)
"""A child that changed so little before the last poll is asked again: clocks differ."""

States = Mapping[str, tuple[str | None, str | None]]
"""ETag and Last-Modified of each address that was read before."""


@dataclass(slots=True)
class _Walk:
    """One walk through a sitemap: what is still to be asked, and how that went.

    ``failed`` is why the way's own address brought nothing, None where it answered.
    """

    waiting: list[tuple[Entry, int]]
    met: set[str]
    troubles: list[str] = field(default_factory=list)
    failed: DiemtinError | None = None
    indexes: list[Capture] = field(default_factory=list)
    dated: bool = True
    left: int = CHILDREN_A_POLL


async def discover_sitemap(tools: Tools, source: StoredSource, way: Way, tally: Tally) -> None:
    """Ask a sitemap and note what is new in it; its troubles go into the tally.

    What counts as new is told in :func:`worker.discover.recent.recent_pages`.
    """
    with tools.archive.read() as tx:
        states = sources.way_states(tx, source.id)
    walk = _begun(way)
    async for capture, sitemap in _walked(tools, source, way, walk, states):
        found = await asyncio.to_thread(_recent, tools, sitemap)
        tally.found(one.url for one in found)
        await asyncio.to_thread(_note, tools, source, capture, found)
    tally.troubles += walk.troubles
    tally.answered += way.address in walk.met
    if walk.failed is not None:
        tally.way_failed(*why_unread(way, None, walk.failed))
    if walk.dated and not (walk.troubles or walk.failed) and walk.left >= 0:
        await asyncio.to_thread(_keep_states, tools, source, walk.indexes)


def _begun(way: Way) -> _Walk:
    return _Walk([(Entry(way.address), 0)], set())


async def _walked(
    tools: Tools, source: StoredSource, way: Way, walk: _Walk, states: States
) -> AsyncIterator[tuple[Capture, Sitemap]]:
    """Ask what waits, the newest first; yield each file that lists pages and has changed."""
    while walk.waiting and not tools.stopping.is_set():
        entry, depth = walk.waiting.pop(0)
        try:
            capture = await _ask(tools, source, entry.url, states)
            sitemap = await _read(tools, way, capture)
        except (ArchiveError, SandboxError):
            raise
        except DiemtinError as error:
            if entry.url == way.address:
                walk.failed = error
            else:
                walk.troubles.append(str(error))
            continue
        walk.met.add(entry.url)
        if capture is None or sitemap is None:
            continue
        if sitemap.trouble:
            walk.troubles.append(f"{capture.final_url}: {sitemap.trouble}")
        if sitemap.children:
            walk.indexes.append(capture)
            await asyncio.to_thread(_choose, tools, source, walk, sitemap, depth, states)
        else:
            yield capture, sitemap


async def _ask(tools: Tools, source: StoredSource, url: str, states: States) -> Capture | None:
    etag, last_modified = states.get(url, (None, None))
    return whole(await get(tools, source, url, etag, last_modified, tools.feed_limit), url)


async def _read(tools: Tools, way: Way, capture: Capture | None) -> Sitemap | None:
    if capture is None:
        return None
    reading = partial(read_sitemap, limit=tools.feed_limit, pattern=way.pattern)
    return await tools.sandbox.apart(reading, capture, capture.final_url)


def _choose(
    tools: Tools, source: StoredSource, walk: _Walk, index: Sitemap, depth: int, states: States
) -> None:
    """Put the children that are worth asking first in line, as many as a poll may ask."""
    walk.dated &= all(child.changed is not None for child in index.children)
    now = tools.clock.now()
    chosen = recent_children(index.children, states.keys(), _last_good_poll(source), now)
    again = [child.url for child in chosen if child.url in walk.met]
    if again:
        what = f"names itself again, or one that names it: {again[0]}"
        walk.troubles.append(str(FormatError(what, where=walk.indexes[-1].final_url)))
    waiting = {entry.url for entry, _ in walk.waiting}
    wanted = [c for c in chosen if c.url not in waiting and c.url not in walk.met]
    if wanted and depth >= DEEPEST:
        walk.troubles.append(
            str(FormatError("indexes of sitemaps inside one another", where=wanted[0].url))
        )
        return
    kept = wanted[: max(walk.left, 0)]
    walk.left -= len(wanted)
    walk.waiting[:0] = [(child, depth + 1) for child in kept]


def _last_good_poll(source: StoredSource) -> datetime | None:
    """Return since when a child must have changed to be asked; None where that is not known."""
    run = source.last_run
    return None if run is None or run.finished_at is None or run.error else run.started_at - _MARGIN


def _recent(tools: Tools, sitemap: Sitemap) -> list[Discovered]:
    return canonical(
        Discovered(entry.url, entry.title, entry.published)
        for entry in recent_pages(sitemap.pages, tools.clock.now())
    )


def _note(tools: Tools, source: StoredSource, capture: Capture, found: list[Discovered]) -> None:
    with tools.archive.write() as tx:
        pages.note(tx, source.id, found, tools.clock.now())
        _keep(tx, source, capture)


def _keep_states(tools: Tools, source: StoredSource, captures: list[Capture]) -> None:
    with tools.archive.write() as tx:
        for capture in captures:
            _keep(tx, source, capture)


def _keep(tx: Connection, source: StoredSource, capture: Capture) -> None:
    sources.keep_way_state(
        tx, source.id, capture.url, etag=capture.etag, last_modified=capture.last_modified
    )
