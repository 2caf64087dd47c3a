"""``diemtin watch``: queries that run over every new article."""

from __future__ import annotations

import click

from worker.cli.opening import opened
from worker.cli.printed.output import json_line, table
from worker.cli.watches.change import add, edit
from worker.cli.watches.past import look_back, pause, resume
from worker.cli.watches.shown import past_of, print_watch, tell_lapsed, watch_json
from worker.cli.watches.trial import try_query


@click.group()
def watch() -> None:
    """Follow a query: be alerted when a new article matches."""


@watch.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_watches(ctx: click.Context, as_json: bool) -> None:
    """List the watches and how many alerts each has raised."""
    from worker.archive import counts
    from worker.archive.alerts import topics, watches
    from worker.flow.watches.watching import lapsed

    with opened(ctx) as app, app.archive.read() as tx:
        raised = counts.alerts_by_watch(tx)
        rows = [(one, raised.get(one.id, 0)) for one in watches.watches(tx)]
        pasts = {one.id: past_of(tx, one) for one, _ in rows} if as_json else {}
        ended = list(lapsed([one for one, _ in rows], topics.queries(tx), app.clock.now()))
    if as_json:
        for one, count in rows:
            json_line(watch_json(one, count, pasts[one.id]))
    else:
        table(
            ((w.name, w.state, str(n), ", ".join(w.channels) or "all", w.query) for w, n in rows),
            ("watch", "state", "alerts", "channels", "query"),
        )
    tell_lapsed(ended)


@watch.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def show(ctx: click.Context, name: str, as_json: bool) -> None:
    """Show a watch: its query, its kinds of alert, where they go."""
    from worker.archive import counts
    from worker.archive.alerts import topics, watches
    from worker.flow.watches.watching import lapsed

    with opened(ctx) as app, app.archive.read() as tx:
        one = watches.find(tx, name)
        count = counts.alerts_by_watch(tx).get(one.id, 0)
        past = past_of(tx, one)
        ended = list(lapsed([one], topics.queries(tx), app.clock.now()))
    if as_json:
        json_line(watch_json(one, count, past))
    else:
        print_watch(one, count, past)
    tell_lapsed(ended)


@watch.command()
@click.argument("name")
@click.pass_context
def remove(ctx: click.Context, name: str) -> None:
    """Remove a watch; the alerts it raised are kept."""
    from worker.archive.alerts import watches

    with opened(ctx) as app, app.archive.write() as tx:
        watches.remove(tx, name)
    click.echo(f"{name} is removed; its alerts are kept")


for command in (add, edit, look_back, pause, resume, try_query):
    watch.add_command(command)
