"""``diemtin source poll``: what a source has published now, or since a day in the past."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from worker.cli import INTERRUPTED
from worker.cli.opening import opened
from worker.cli.polling import tell_asked, with_tools
from worker.cli.printed.output import complain, plural
from worker.cli.printed.progress import measured
from worker.cli.typed.days import day_typed

if TYPE_CHECKING:
    from datetime import date

    from worker.app import App
    from worker.archive.sources.sources import StoredSource
    from worker.flow.polling.backfill import Walked
    from worker.flow.polling.tally import Tally
    from worker.flow.tools import Tools


@click.command()
@click.argument("name")
@click.option(
    "--since",
    metavar="DATE",
    callback=day_typed,
    help="Also what it published from that day on: its sitemaps and archive pages are walked.",
)
@click.option("--until", metavar="DATE", callback=day_typed, help="With --since: up to that day.")
@click.pass_context
def poll(ctx: click.Context, name: str, since: date | None, until: date | None) -> None:
    """Poll one source now. Its alerts are delivered by the running service.

    With --since the past of the source is walked, with its pause between two requests: sitemaps,
    the further pages of its listings, calendars. DATE is a day of Hanoi, itself included. What that
    finds is told in one digest, marked as backlog. Cut off, it goes on where it was when the same
    command is given again. A sitemap that names no day of an article but that of its last change
    may lead to some from after --until: they are stored too, as a later poll would have.
    """
    with opened(ctx) as app:
        if since is None:
            _refuse_until_alone(until)
            _poll_now(ctx, app, name)
        else:
            _refuse_no_period(since, until, app)
            _walk_past(ctx, app, name, since, until)


def _refuse_until_alone(until: date | None) -> None:
    from worker.errors import UsageError

    if until is not None:
        raise UsageError("stands alone", where="--until", expected="--since with it")


def _refuse_no_period(since: date, until: date | None, app: App) -> None:
    """Raise UsageError for a period that has not begun, or ends before it begins."""
    from worker.clock import hanoi_day
    from worker.errors import UsageError

    today = hanoi_day(app.clock.now())
    if since > today:
        raise UsageError(f"{since} has not come", where="--since", expected=f"up to {today}")
    if until is not None and until < since:
        raise UsageError(f"{until} is before {since}", where="--until", expected="a later day")


def _poll_now(ctx: click.Context, app: App, name: str) -> None:
    import asyncio

    from worker.flow.polling.poll import poll

    tally = asyncio.run(with_tools(app, name, poll, tell_asked()))
    click.echo(f"{name}: {_told(tally)}")
    if tally.error:
        complain(tally.error)
        ctx.exit(1)


def _walk_past(ctx: click.Context, app: App, name: str, since: date, until: date | None) -> None:
    """Walk the past of a source with a bar on a terminal, and say what it brought."""
    import asyncio

    from worker.flow.polling.backfill import backfill

    async def flow(tools: Tools, source: StoredSource) -> Walked:
        with measured("pages") as progress:
            return await backfill(tools, source, since, until, progress)

    again = go_on(name, since, until)
    try:
        done = asyncio.run(with_tools(app, name, flow))
    except KeyboardInterrupt:
        complain(f"interrupted; what was found is kept; go on with: {again}")
        ctx.exit(INTERRUPTED)
    period = f"since {since}" if until is None else f"from {since} to {until}"
    click.echo(f"{name} {period}: {plural(done.steps, 'archive page')} walked, {_told(done.tally)}")
    if done.tally.error:
        complain(done.tally.error)
    if not done.ended:
        complain(f"not all of it could be asked; go on with: {again}")
    if done.tally.error or not done.ended:
        ctx.exit(1)


def go_on(name: str, since: date, until: date | None) -> str:
    """Return the command that goes on with a backfill of a source."""
    command = f"diemtin source poll {shlex.quote(name)} --since {since}"
    return f"{command} --until {until}" if until else command


def _told(tally: Tally) -> str:
    return (
        f"{tally.discovered} discovered, {tally.fetched} fetched, "
        f"{tally.stored} new, {plural(tally.alerts, 'alert')}"
    )
