"""What became of a source and its pages while a poll waited: others edit, poll and walk too."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from worker.archive.pages import pages
from worker.archive.pages.pages import Page
from worker.archive.sources import sources
from worker.archive.sources.sources import StoredSource
from worker.flow.tools import Tools


def as_it_is(tools: Tools, source: StoredSource) -> StoredSource | None:
    """Return a source on the terms it has by now; None where it is not to be asked any more."""
    with tools.archive.read() as tx:
        found = sources.of_row(tx, source.id)
    if found is None or (source.source.enabled and not found.source.enabled):
        return None
    return replace(source, source=found.source)


async def is_still_due(tools: Tools, page: Page) -> bool:
    """Say whether nobody has asked for a page since it was found due."""
    return await asyncio.to_thread(_is_due, tools, page)


def _is_due(tools: Tools, page: Page) -> bool:
    with tools.archive.read() as tx:
        return pages.is_due(tx, page.id, tools.clock.now())
