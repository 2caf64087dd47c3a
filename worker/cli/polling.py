"""Flows on one source from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from worker.app import App


async def with_tools(app: App, name: str, flow: object) -> object:
    """Run one flow on one source with the tools that fetch, and close those after."""
    from worker.archive import sources
    from worker.cli.logs import log_to_stderr

    assert callable(flow)
    log_to_stderr("ERROR")
    with app.archive.read() as tx:
        stored = sources.find(tx, name)
    async with app.tools() as tools:
        return await flow(tools, stored)
