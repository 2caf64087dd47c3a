"""How the ways of a source are asked, and how what they lead to is noted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from worker.archive.pages import looks, pages
from worker.archive.sources import sources
from worker.archive.sources.sources import StoredSource
from worker.discover.feed import is_whole
from worker.discover.folder import read_folder
from worker.discover.links import MAX_ITEMS
from worker.discover.sites import MOST_OTHER_SITES, of_few_sites
from worker.errors import ArchiveError, DiemtinError, FetchError, RobotsRefused, SandboxError
from worker.extract.gate import gate_of
from worker.fetch.request import always
from worker.flow.gone.succession import redirected_to
from worker.flow.polling import conditional, pacing
from worker.flow.polling.conditional import Asked
from worker.flow.polling.faults import why_unread
from worker.flow.polling.listed import found_in
from worker.flow.polling.tally import Tally
from worker.flow.rhythm import learn
from worker.flow.tools import Tools
from worker.model import Capture, Discovered, Fault, Fetched, Missing, Refused, Way, WayKind


async def discover(tools: Tools, source: StoredSource, way: Way, tally: Tally) -> None:
    """Ask one way and note what it leads to; its troubles go into the tally."""
    capture = None
    try:
        asked = await asyncio.to_thread(_asked, tools, source, way)
        capture = await _ask(tools, source, way, asked)
        found = [] if capture is None else await read_way(tools, way, capture)
    except (ArchiveError, SandboxError):
        raise
    except DiemtinError as error:
        tally.left_alone(error)
        tally.way_failed(*await asyncio.to_thread(why_unread, way, capture, error))
        return
    if isinstance(capture, Capture) and not found:
        gate = await asyncio.to_thread(gate_of, capture)
        if gate is not None:
            tally.way_failed(Fault.GATE, f"{way.address}: {gate}")
            return
        tally.empty.append(way.address)
    tally.answered += 1
    if capture is None:
        return
    if isinstance(capture, Capture):
        tally.moved_to.add(redirected_to(way.address, capture))
    if len(found) >= MAX_ITEMS:
        tally.troubles.append(f"{way.address}: only its first {MAX_ITEMS:,} items were read")
    if way.kind is WayKind.LISTING:
        kept, left_out = of_few_sites(way.address, [one.url for one in found])
        found = [one for one in found if one.url in set(kept)]
        if left_out:
            tally.troubles.append(f"{way.address}: {too_many_sites(left_out)}")
    tally.found(one.url for one in found)
    await asyncio.to_thread(_note, tools, source, way, capture, found, asked)


def too_many_sites(left_out: int) -> str:
    """Return what to say of a listing of which some sites were left out."""
    sites = f"links to {left_out} sites beyond {MOST_OTHER_SITES} others are left out"
    return f"{sites}; name its host in --pattern"


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
    capture = whole(await get_way(tools, source, way, *asked.validators), way.address)
    if capture is None or conditional.digest(way, capture.body) != asked.memory.digest:
        return capture
    await asyncio.to_thread(_keep, tools, source, way, capture, asked.memory.lied_at)
    return None


def whole(fetched: Fetched, address: str) -> Capture | None:
    """Return what an address answered with, None where it has not changed. Raise FetchError."""
    if isinstance(fetched, Missing):
        raise FetchError(
            f"answers {fetched.status}", where=address, remedy="look for its new address"
        )
    if isinstance(fetched, Refused):
        raise RobotsRefused(f"not asked: {fetched.reason}", where=address)
    return fetched if isinstance(fetched, Capture) else None


async def read_way(tools: Tools, way: Way, capture: Capture | Path) -> list[Discovered]:
    """Read what a way answered with: canonical addresses, each once.

    A feed or listing is read in the sandbox. Raises ReadingStopped where that was stopped.
    """
    if isinstance(capture, Path):
        return await asyncio.to_thread(read_folder, capture)
    return await tools.sandbox.apart(partial(found_in, way), capture, way.address)


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
        if not isinstance(capture, Capture):
            stamps = {one.url: one.etag for one in found}
            looks.plan_changed(tx, source.id, stamps, tools.clock.now())
            return
        lied = new and asked.would_have_denied((capture.etag, capture.last_modified))
        lied_at = tools.clock.now() if lied else asked.memory.lied_at
        if found and (way.kind is not WayKind.FEED or is_whole(capture.body)):
            _keep_answer(tx, source, way, capture, lied_at)
        else:  # the next poll wants to see for itself
            sources.keep_way_state(
                tx, source.id, way.address, etag=None, last_modified=None, lied_at=lied_at
            )


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
    wanted: Callable[[], Awaitable[bool]] = always,
) -> Fetched:
    """Ask for an address as the source wants it: its pause, its hosts let through.

    ``limit`` is in bytes; None leaves it at that of a page. A conditional request that gets an
    empty page is asked again without conditions. Raises UnneededError where the address is not
    ``wanted`` any more once its turn at the host has come.
    """
    fetched = await tools.fetcher.get(
        url,
        allowed=source.source.allowed_hosts,
        etag=etag,
        last_modified=last_modified,
        pause=source.source.pause,
        decoded_limit=limit,
        wanted=wanted,
    )
    if (etag or last_modified) and isinstance(fetched, Capture) and not fetched.body.strip():
        return await get(tools, source, url, None, None, limit, wanted)
    return fetched
