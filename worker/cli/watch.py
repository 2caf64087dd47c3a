"""``diemtin watch``: queries that run over every new article."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from worker.cli.opening import fit_name, opened
from worker.cli.output import complain, json_line, plural, table
from worker.cli.watch_trial import try_query
from worker.cli.words import QueryCommand

if TYPE_CHECKING:
    from worker.match.ended import EndedOffice
    from worker.model import Watch


@click.group()
def watch() -> None:
    """Follow a query: be alerted when a new article matches."""


@watch.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_watches(ctx: click.Context, as_json: bool) -> None:
    """List the watches and how many alerts each has raised."""
    from worker.archive import counts, topics, watches
    from worker.flow.watching import lapsed

    with opened(ctx) as app, app.archive.read() as tx:
        raised = counts.alerts_by_watch(tx)
        rows = [(one, raised.get(one.id, 0)) for one in watches.watches(tx)]
        ended = list(lapsed([one for one, _ in rows], topics.queries(tx), app.clock.now()))
    if as_json:
        for one, count in rows:
            json_line(_watch_json(one, count))
    else:
        table(
            ((w.name, w.state, str(n), ", ".join(w.channels) or "all", w.query) for w, n in rows),
            ("watch", "state", "alerts", "channels", "query"),
        )
    _tell_lapsed(ended)


@watch.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> None:
    """Show one watch: its query, its kinds of alert, and where they go."""
    from worker.archive import counts, topics, watches
    from worker.flow.watching import lapsed

    with opened(ctx) as app, app.archive.read() as tx:
        one = watches.find(tx, name)
        count = counts.alerts_by_watch(tx).get(one.id, 0)
        ended = list(lapsed([one], topics.queries(tx), app.clock.now()))
    if as_json:
        json_line(_watch_json(one, count))
    else:
        click.echo(f"{one.name}, {one.state}, {plural(count, 'alert')}")
        click.echo(f"  query    {one.query or 'every article'}")
        click.echo(f"  kinds    {', '.join(one.kinds)}")
        click.echo(f"  channels {', '.join(one.channels) or 'all'}")
    _tell_lapsed(ended)


def _watch_json(one: Watch, alerts: int) -> dict[str, object]:
    return {
        "name": one.name,
        "query": one.query,
        "kinds": list(one.kinds),
        "channels": list(one.channels),
        "state": one.state,
        "origin": one.origin,
        "alerts": alerts,
    }


def _tell_lapsed(found: Iterable[tuple[Watch, EndedOffice]]) -> None:
    """Say of each watch which of its offices has ended, and how to follow what came after."""
    for one, ended in found:
        complain(f"watch {one.name}: {ended.told}{_how_to_follow('NAME', one.query, ended)}")


def _how_to_follow(name: str, query: str, ended: EndedOffice) -> str:
    if not ended.successors:
        return ""
    again = shlex.join(["diemtin", "watch", "add", name, query, "--with-successors"])
    return f"; to follow both: {again}"


@watch.command(cls=QueryCommand)
@click.argument("name")
@click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--channel", "to", multiple=True, help="Deliver only there; may be repeated.")
@click.option(
    "--kind",
    "named",
    multiple=True,
    help="appeared or holder-changed; may be repeated.  [default: appeared, with office: both]",
)
@click.option(
    "--with-successors",
    "onward",
    is_flag=True,
    help="Write into QUERY the offices that followed those of it that have ended.",
)
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    query: tuple[str, ...],
    to: tuple[str, ...],
    named: tuple[str, ...],
    onward: bool,
) -> None:
    """Watch QUERY under NAME; what QUERY may be: diemtin search --help."""
    from worker.archive import channels, watches
    from worker.flow.ask import parse_query
    from worker.flow.watching import kinds_for, unfollowed, with_successors
    from worker.model import Watch

    fit_name("watch", name)
    text = " ".join(query)
    followed: tuple[EndedOffice, ...] = ()
    with opened(ctx) as app, app.archive.write() as tx:
        asked = parse_query(tx, text)
        if onward:
            text, followed = with_successors(text, app.clock.now())
            asked = parse_query(tx, text)
        for channel in to:
            channels.find(tx, channel)
        added = Watch(name, text, kinds=kinds_for(asked, named), channels=to)
        watches.add(tx, added)
        ended = unfollowed(asked, app.clock.now())
    click.echo(f"watching {name}: {text or 'every article'}")
    for one in followed:
        click.echo(f"followed on: {one.told}")
    if onward and not followed:
        click.echo("no office of the query has ended with another to follow it")
    click.echo(f"alerts: {', '.join(added.kinds)}")
    click.echo(f"what it would have found so far: diemtin search {shlex.quote(text)}")
    for one in ended:
        complain(f"watch {name}: {one.told}{_how_to_follow('NAME', text, one)}")


@watch.command()
@click.argument("name")
@click.pass_context
def pause(ctx: click.Context, name: str) -> None:
    """Keep the watch, raise nothing until it is resumed."""
    from worker.archive import watches

    with opened(ctx) as app, app.archive.write() as tx:
        watches.pause(tx, name)
    click.echo(f"{name} is paused; go on with: diemtin watch resume {name}")


@watch.command()
@click.argument("name")
@click.pass_context
def resume(ctx: click.Context, name: str) -> None:
    """Let a paused watch raise alerts again."""
    from worker.archive import watches

    with opened(ctx) as app, app.archive.write() as tx:
        watches.resume(tx, name)
    click.echo(f"{name} is active")


@watch.command()
@click.argument("name")
@click.pass_context
def remove(ctx: click.Context, name: str) -> None:
    """Remove a watch; the alerts it raised are kept."""
    from worker.archive import watches

    with opened(ctx) as app, app.archive.write() as tx:
        watches.remove(tx, name)
    click.echo(f"{name} is removed; its alerts are kept")


watch.add_command(try_query)
