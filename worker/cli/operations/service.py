"""``diemtin run`` and ``diemtin status``: the service, and how it is."""

from __future__ import annotations

import math
import os
import shutil
import signal
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from worker.cli import INTERRUPTED
from worker.cli.opening import opened, settings_of
from worker.cli.printed.output import complain, iso, json_line, plural, when
from worker.cli.sources.health import looks_json, looks_line
from worker.deliver.excerpt import one_line

if TYPE_CHECKING:
    import asyncio

    from worker.app import App
    from worker.archive.pages.page_states import Looks
    from worker.flow.health import Health

ECHO = 0.3
"""Seconds within which a second signal is the first one again: ``timeout`` and some terminals
signal both a process and its group."""
SILENT_AFTER = 60
"""Seconds without a heartbeat after which a process counts as gone."""


@click.command()
@click.option("--once", is_flag=True, help="Poll every due source once, deliver, and stop.")
@click.option("--samples", is_flag=True, help="Take in the sample articles first.")
@click.pass_context
def run(ctx: click.Context, once: bool, samples: bool) -> None:
    """Run the service: poll, archive, alert, deliver. Ctrl-C ends it."""
    import asyncio

    from worker.arenas import share_arenas
    from worker.cli.printed.logs import log_to_stderr

    share_arenas(os.environ)
    log_to_stderr(settings_of(ctx).log_level)
    with opened(ctx) as app:
        if not once:
            _greet(app)
        open_secrets = app.secrets.problem()
        if open_secrets:
            complain(open_secrets)
        for line in app.broken_templates():
            complain(line)
        if samples:
            _take_samples(app)
        troubled = asyncio.run(_once(app) if once else _serve(app))
    if troubled:
        complain(f"{plural(troubled, 'source')} had trouble; see 'diemtin status'")
        ctx.exit(1)


def _greet(app: App) -> None:
    from worker import __version__

    settings = app.settings
    say = click.secho
    say(f"Điểm Tin {__version__}", bold=True)
    say(f"  home      {settings.home}")
    if not settings.contact:
        say("  contact   none: sites cannot write to you; set DIEMTIN_CONTACT to a mail address")


def _take_samples(app: App) -> None:
    from worker.flow.plant import SAMPLES, plant_samples

    outcomes = plant_samples(app.archive, app.clock, margin=app.margin)
    if outcomes is None:
        click.echo("  samples   were removed from this archive and stay away")
        return
    for one in outcomes:
        if one.error is not None:
            complain(str(one.error))
    click.echo(
        f"  samples   {len(outcomes)} invented articles under the source “{SAMPLES}”;"
        f" be rid of them: {_command()} source remove {SAMPLES} --with-articles"
    )


async def _once(app: App) -> int:
    from worker.flow.in_hand import InHand
    from worker.service.once import run_once

    async with app.tools() as tools:
        _stop_on_signals(tools.stopping)
        with app.once() as held:
            if held is None:  # another one runs: its leases are of the living
                return await run_once(tools)
            _take_over_from(app, held)
            return await run_once(replace(tools, in_hand=InHand(held)))


def _take_over_from(app: App, held: BinaryIO) -> None:
    """Free what a killed process had in hand, whose file is held here."""
    from worker.flow.in_hand import InHand, take_over

    take_over(app.archive, app.clock, InHand(held))


async def _serve(app: App) -> int:
    import asyncio

    from worker.flow.in_hand import InHand
    from worker.loop_watch import LoopWatch
    from worker.service.service import Service

    every, grace = app.settings.dispatch_every, app.settings.grace
    async with app.tools() as tools:
        _stop_on_signals(tools.stopping)
        _tell_what_next(app)
        with app.alone() as held, LoopWatch(asyncio.get_running_loop()):
            _take_over_from(app, held)
            with app.once() as left:
                if left is not None:
                    _take_over_from(app, left)
            noting = replace(tools, in_hand=InHand(held))
            await Service(noting, dispatch_every=every, grace=grace).run()
    click.echo("stopped; nothing is lost, go on with the same command")
    return 0


def _tell_what_next(app: App) -> None:
    from worker.archive.sources import sources

    with app.archive.read() as tx:
        polled = [s for s in sources.sources(tx) if s.source.enabled and s.source.ways]
    me = _command()
    click.echo(f"  sources   {plural(len(polled), 'is', 'are')} polled; see them: {me} source list")
    click.echo(f'  next      {me} search "hợp tác xã" · {me} alert list · {me} --help')
    click.echo("  stop      Ctrl-C")


def _command() -> str:
    """Return what to type for this command: its path where the shell would not find its name."""
    ran = Path(sys.argv[0])
    if ran.name != "diemtin" or shutil.which("diemtin"):
        return "diemtin"
    return os.path.relpath(ran)


def _stop_on_signals(stopping: asyncio.Event) -> None:
    """Let the first signal drain, the second end at once (status 130, as shells count SIGINT)."""
    import asyncio

    loop = asyncio.get_running_loop()
    first = math.inf

    def stop() -> None:
        nonlocal first
        if loop.time() - first > ECHO:
            sys.stderr.write("\nended at once; what was in hand is done again next time\n")
            sys.stderr.flush()
            os._exit(INTERRUPTED)
        first = min(first, loop.time())
        stopping.set()

    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--running", is_flag=True, help="End with status 1 unless a service is running.")
@click.pass_context
def status(ctx: click.Context, as_json: bool, running: bool) -> None:
    """Tell what runs, what is due, and what to do about trouble.

    A run --once that is at work is told too; for --running it is no service.
    """
    from worker.archive.pages import page_states
    from worker.flow.health import health
    from worker.service.due import next_poll

    with opened(ctx) as app:
        found = health(app.archive, app.clock, silent_after=SILENT_AFTER, margin=app.margin)
        found = replace(found, wrong=(*found.wrong, *app.advice()))
        home = str(app.settings.home)
        with app.archive.read() as tx:
            due = next_poll(tx, app.clock.now())
            looks = page_states.looks(tx, app.clock.now())
    if as_json:
        json_line(_status_json(home, found, due, looks))
    else:
        _print_status(home, found, due, looks)
    if running and not found.is_served:
        ctx.exit(1)


def _status_json(
    home: str, found: Health, due: tuple[str, datetime] | None, looks: Looks
) -> dict[str, object]:
    return {
        "home": home,
        "running": [
            {
                "host": beat.host,
                "pid": beat.pid,
                "started_at": iso(beat.started_at),
                "once": beat.once,
            }
            for beat in found.running
        ],
        "articles": found.articles,
        "without_story": found.without_story,
        "alerts": found.alerts,
        "sources": found.sources,
        "deliveries": found.deliveries,
        "next_poll": due and {"source": due[0], "at": iso(due[1])},
        "looks": looks_json(looks),
        "wrong": list(found.wrong),
        "notes": list(found.notes),
    }


def _print_status(home: str, found: Health, due: tuple[str, datetime] | None, looks: Looks) -> None:
    click.echo(f"home      {home}")
    for beat in found.running:
        since = when(beat.started_at)
        what = "run --once, " if beat.once else ""
        click.echo(f"running   {what}pid {beat.pid} on {beat.host} since {since}")
    if not found.running:
        click.echo("running   no; start it: diemtin run")
    click.echo(f"archive   {plural(found.articles, 'article')}, {plural(found.alerts, 'alert')}")
    click.echo(f"sources   {found.sources} polled; {_next_poll(due)}")
    click.echo(f"again     {looks_line(looks)}")
    told = ", ".join(f"{count} {state}" for state, count in found.deliveries.items())
    click.echo(f"delivery  {told or 'nothing yet'}")
    for line in found.wrong:
        click.echo(f"wrong     {one_line(line)}")
    for line in found.notes:
        click.echo(f"note      {one_line(line)}")


def _next_poll(due: tuple[str, datetime] | None) -> str:
    return f"next: {due[0]}, {when(due[1])}" if due else "none is due"
