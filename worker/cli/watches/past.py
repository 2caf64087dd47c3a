"""``diemtin watch pause | resume | look-back``: what a watch missed, and running it over that."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from worker.cli import INTERRUPTED
from worker.cli.opening import opened
from worker.cli.printed.output import complain, plural, when
from worker.cli.printed.progress import measured
from worker.cli.search.found import print_found
from worker.cli.typed.days import day_typed
from worker.cli.watches.trial import search_since

if TYPE_CHECKING:
    from datetime import date

    from worker.app import App
    from worker.archive.alerts.look_backs import LookBack
    from worker.flow.watches.missed import Missed
    from worker.model import Watch


since_option = click.option(
    "--since",
    metavar="DATE",
    callback=day_typed,
    help="Look back: raise alerts for articles published from that day on, in one digest.",
)


@click.command()
@click.argument("name")
@click.pass_context
def pause(ctx: click.Context, name: str) -> None:
    """Keep the watch, raise nothing until it is resumed."""
    from worker.archive.alerts import watches

    with opened(ctx) as app, app.archive.write() as tx:
        paused = watches.pause(tx, name, app.clock.now())
    since = f" since {when(paused.paused_at)}" if paused.paused_at else ""
    click.echo(f"{name} is paused{since}; go on with: diemtin watch resume {shlex.quote(name)}")


@click.command()
@click.argument("name")
@click.pass_context
def resume(ctx: click.Context, name: str) -> None:
    """Let a paused watch raise alerts again, and say what it missed."""
    from worker.archive.alerts import watches

    with opened(ctx) as app:
        with app.archive.write() as tx:
            was = watches.resume(tx, name)
        click.echo(f"{name} is active")
        _tell_missed(app, was)


def _tell_missed(app: App, was: Watch) -> None:
    """Say what a watch missed while it was paused, where it is known since when that was."""
    from worker.errors import UsageError
    from worker.flow.watches.missed import missed
    from worker.model import AlertKind

    if was.paused_at is None or AlertKind.APPEARED not in was.kinds:
        return
    try:
        with app.archive.read() as tx:
            found = missed(tx, was, was.paused_at, app.clock.now())
    except UsageError as error:
        complain(f"watch {was.name}: {error}; it raises nothing until it is mended")
        return
    _print_missed(was, found)


def _print_missed(was: Watch, found: Missed) -> None:
    said = f"first seen since it was paused, {when(was.paused_at)}"
    if found.cut:
        said += f" (only the last {found.articles:,} of those were looked at)"
    if found.first_day is None:
        click.echo(f"it missed none of {plural(found.articles, 'article')} {said}")
        return
    click.echo(f"it missed {found.found:,} of {plural(found.articles, 'article')} {said}")
    for one in found.newest:
        print_found(one)
    click.echo(
        f"all of them, and others since that day: {search_since(was.query, found.first_day)}"
    )
    again = f"diemtin watch look-back {shlex.quote(was.name)} --since {found.first_day}"
    click.echo(f"to be told of them, in one digest: {again}")


@click.command("look-back")
@click.argument("name")
@since_option
@click.pass_context
def look_back(ctx: click.Context, name: str, since: date | None) -> None:
    """Run a watch over the past, or go on where that was cut off.

    DATE is a day of Hanoi as after: takes it, itself included; without it, a look-back that was
    cut off goes on. Articles are looked at oldest first. Those that the watch has told of raise
    nothing again; all others go out marked retrospective, in one digest a channel.
    """
    from worker.flow.watches.look_back import begin

    with opened(ctx) as app:
        with app.archive.write() as tx:
            begun = begin(tx, name, since, app.clock)
        run_look_back(ctx, app, begun)


def run_look_back(ctx: click.Context, app: App, begun: LookBack) -> None:
    """Go on with a look-back to its end, with a bar on a terminal. Ends where interrupted."""
    from worker.flow.watches.look_back import look_back
    from worker.model import LookBackState

    _tell_begun(app, begun)
    try:
        with measured("articles") as told:
            ended = look_back(app.archive, app.clock, begun, told)
    except KeyboardInterrupt:
        complain(f"interrupted; what it has found is kept; go on with: {go_on(begun.watch)}")
        ctx.exit(INTERRUPTED)
    if ended.state is LookBackState.DROPPED:
        complain(f"the look-back was ended: watch {begun.watch} was changed or removed meanwhile")
        ctx.exit(1)
    _tell_ended(app, ended)


def go_on(name: str) -> str:
    """Return the command that goes on with the look-back of a watch."""
    return f"diemtin watch look-back {shlex.quote(name)}"


def _tell_begun(app: App, begun: LookBack) -> None:
    from worker.archive.alerts import look_backs
    from worker.flow.watches.look_back import is_early

    with app.archive.read() as tx:
        done, total = look_backs.looked_at(tx, begun)
        early = is_early(tx, begun, app.margin)
    if done:
        so_far = (
            f"{done:,} of {plural(total, 'article')} done, {plural(begun.found, 'alert')} so far"
        )
        click.echo(f"going on with the look-back since {begun.since}: {so_far}")
    else:
        click.echo(
            f"looking back over {plural(total, 'article')} since {begun.since}, oldest first"
        )
    if early:
        complain(
            "officials are being looked for anew, and what is found of them only then is passed by;"
            " so do first: diemtin official rematch"
        )


def _tell_ended(app: App, ended: LookBack) -> None:
    """Say what a look-back found, and where that goes."""
    from worker.alert.decide import channels_of
    from worker.archive.alerts import channels, watches

    if not ended.found:
        click.echo("looked back: nothing that the watch has not told of")
        return
    with app.archive.read() as tx:
        watch = watches.of_row(tx, ended.watch_id)
        to = channels_of(watch, channels.channels(tx)) if watch else ()
    where = f"on the way as one digest to {', '.join(to)}" if to else "no channel is on for them"
    click.echo(f"looked back: {plural(ended.found, 'alert')}, marked retrospective; {where}")
