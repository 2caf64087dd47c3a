"""Flows on one source from the command line."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

import click

from worker.deliver.excerpt import one_line

if TYPE_CHECKING:
    from worker.app import App
    from worker.archive.sources.sources import StoredSource
    from worker.flow.tools import Tools

Result = TypeVar("Result")


def _silent(_: str) -> None:
    """Tell nobody."""


def tell_asked() -> Callable[[str], None]:
    """Return what tells of each address that is asked: a line on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        return _silent
    return lambda url: click.echo(click.style(f"asking {one_line(url)}", dim=True), err=True)


async def with_tools(
    app: App,
    name: str,
    flow: Callable[[Tools, StoredSource], Awaitable[Result]],
    on_ask: Callable[[str], None] = _silent,
) -> Result:
    """Run one flow on one source with the tools that fetch, and close those after.

    ``on_ask`` hears of each address before it is asked.
    """
    from worker.archive.sources import sources
    from worker.cli.printed.logs import log_to_stderr

    log_to_stderr("ERROR")
    with app.archive.read() as tx:
        stored = sources.find(tx, name)
    async with app.tools(on_ask) as tools:
        return await flow(tools, stored)
