"""``diemtin watch``: queries that run over every new article."""

from __future__ import annotations

import click

from worker.cli.opening import fit_name, opened
from worker.cli.output import json_line, table
from worker.cli.words import QueryCommand


@click.group()
def watch() -> None:
    """Follow a query: be alerted when a new article matches."""


@watch.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_watches(ctx: click.Context, as_json: bool) -> None:
    """List the watches and how many alerts each has raised."""
    from worker.archive import counts, watches

    with opened(ctx) as app, app.archive.read() as tx:
        raised = counts.alerts_by_watch(tx)
        rows = [(one, raised.get(one.id, 0)) for one in watches.watches(tx)]
    if as_json:
        for one, count in rows:
            json_line(
                {
                    "name": one.name,
                    "query": one.query,
                    "kinds": list(one.kinds),
                    "channels": list(one.channels),
                    "state": one.state,
                    "origin": one.origin,
                    "alerts": count,
                }
            )
        return
    table(
        ((w.name, w.state, str(n), ", ".join(w.channels) or "all", w.query) for w, n in rows),
        ("watch", "state", "alerts", "channels", "query"),
    )


@watch.command(cls=QueryCommand)
@click.argument("name")
@click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--channel", "to", multiple=True, help="Deliver only there; may be repeated.")
@click.pass_context
def add(ctx: click.Context, name: str, query: tuple[str, ...], to: tuple[str, ...]) -> None:
    """Watch QUERY under NAME; what QUERY may be: diemtin search --help."""
    import shlex

    from worker.archive import channels, watches
    from worker.flow.ask import parse_query
    from worker.model import Watch

    fit_name("watch", name)
    text = " ".join(query)
    with opened(ctx) as app, app.archive.write() as tx:
        parse_query(tx, text)
        for channel in to:
            channels.find(tx, channel)
        watches.add(tx, Watch(name, text, channels=to))
    click.echo(f"watching {name}: {text or 'every article'}")
    click.echo(f"what it would have found so far: diemtin search {shlex.quote(text)}")


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
