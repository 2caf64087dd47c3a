"""``diemtin watch add | edit``: told what it would have caught before it is saved."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from worker.cli.opening import fit_name, opened
from worker.cli.printed.output import complain, confirmed, is_asked
from worker.cli.search.found import tell_misread, tell_strangers
from worker.cli.typed.policy import Timing, policy_options, told_policy
from worker.cli.typed.words import QueryCommand
from worker.cli.watches.past import run_look_back, since_option
from worker.cli.watches.shown import is_of_sources, tell_ended, told_query
from worker.cli.watches.trial import print_trial, search_all, summary, warn_of_flood

if TYPE_CHECKING:
    from datetime import date

    from worker.app import App
    from worker.archive.alerts.look_backs import LookBack
    from worker.flow.watches.plans import Plan
    from worker.flow.watches.trial import Comparison
    from worker.model import Watch

AS_CHANNEL = "as its channels say"
KIND_HELP = (
    "appeared, edited, gone, restored, moved, republished, holder-changed, source-silent or"
    " source-broken; may be repeated."
)

yes_option = click.option("--yes", is_flag=True, help="Save it without asking.")


@click.command(cls=QueryCommand)
@click.argument("name")
@click.argument("query", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option("--channel", "to", multiple=True, help="Deliver only there; may be repeated.")
@click.option(
    "--kind",
    "named",
    multiple=True,
    help=f"{KIND_HELP}  [default: the first six, with office: the seventh too]",
)
@click.option(
    "--with-successors",
    "onward",
    is_flag=True,
    help="Write into QUERY the offices that followed those of it that have ended.",
)
@since_option
@policy_options
@yes_option
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    query: tuple[str, ...],
    to: tuple[str, ...],
    named: tuple[str, ...],
    onward: bool,
    since: date | None,
    yes: bool,
    timing: Timing,
) -> None:
    """Watch QUERY under NAME.

    What QUERY may be: diemtin search --help. What it would have caught in the last 30 days is told
    first (more: diemtin watch try). On a terminal you are asked before it is saved; a script is
    not.
    """
    from worker.archive.alerts import watches
    from worker.flow.watches.look_back import begin, refuse_silent
    from worker.flow.watches.plans import plan
    from worker.model import NO_POLICY, Watch

    fit_name("watch", name)
    policy = timing.of(NO_POLICY)
    wanted = Watch(name, " ".join(query), channels=to, policy=policy)
    with opened(ctx) as app:
        day = _today(app) if onward else None
        with app.archive.read() as tx:
            planned = plan(tx, wanted, named, onward=day)
            tell_misread(planned.query)
            tell_strangers(tx, planned.query)
        if since is not None:
            refuse_silent(planned.watch)
        tried = _weighed(ctx, app, planned, yes=yes)
        with app.archive.write() as tx:
            planned = plan(tx, wanted, named, onward=day)
            watches.add(tx, planned.watch)
            begun = begin(tx, name, since, app.clock) if since else None
        _tell_added(planned, tried, onward=onward)
        _tell_unfollowed(app, planned)
        if begun is not None:
            run_look_back(ctx, app, begun)


def _today(app: App) -> date:
    from worker.clock import hanoi_day

    return hanoi_day(app.clock.now())


def _weighed(
    ctx: click.Context, app: App, planned: Plan, old: Watch | None = None, *, yes: bool
) -> Comparison | None:
    """Try the query of a watch, beside its old one; tell somebody at a terminal all, and ask.

    Return what is left to be told in short. The command ends where the answer is no.
    """
    tried = _tried(app, planned, old)
    if yes or not is_asked() or (tried is None and old is not None):
        return tried
    if tried is not None:
        print_trial(planned.watch.query, tried.after)
        _tell_difference(tried)
        warn_of_flood(tried.after)
    if not confirmed("Save it?"):
        complain("nothing is saved")
        ctx.exit(1)
    return None


def _tried(app: App, planned: Plan, old: Watch | None) -> Comparison | None:
    """Try a query; None where it stays as it is, or is not told of articles that appear."""
    from worker.flow.watches.trial import compare
    from worker.model import AlertKind

    new = planned.watch
    if AlertKind.APPEARED not in new.kinds or (old is not None and old.query == new.query):
        return None
    with app.archive.read() as tx:
        return compare(tx, old.query if old else None, planned.query, app.clock.now())


def _tell_in_short(tried: Comparison | None) -> None:
    """Say what a query would have caught, where that was not shown before."""
    if tried is not None:
        click.echo(summary(tried.after))
        _tell_difference(tried)
        warn_of_flood(tried.after)


def _tell_difference(tried: Comparison) -> None:
    """Say how what the new query would have caught differs from the old one's."""
    if tried.before is not None:
        click.echo(
            f"before the change {tried.before.caught:,}:"
            f" {tried.new:,} are new, {tried.no_more:,} no more"
        )


def _tell_unfollowed(app: App, planned: Plan) -> None:
    from worker.flow.watches.watching import unfollowed

    for ended in unfollowed(planned.query, app.clock.now()):
        tell_ended(planned.watch, ended)


def _tell_added(planned: Plan, tried: Comparison | None, *, onward: bool) -> None:
    """Say what is watched now."""
    one = planned.watch
    click.echo(f"watching {one.name}: {told_query(one)}")
    for ended in planned.followed:
        click.echo(f"followed on: {ended.told}")
    if onward and not planned.followed:
        click.echo("no office written in the query has ended with another to follow it")
    click.echo(f"alerts: {', '.join(one.kinds)}")
    if one.policy.told:
        click.echo(f"they go out: {one.policy.told}")
    _tell_in_short(tried)
    if not is_of_sources(one):
        click.echo(f"what it would have found so far: {search_all(one.query)}")


@click.command()
@click.argument("name")
@click.option("--query", help="Another query in place of the present one.")
@click.option("--kind", "named", multiple=True, help=KIND_HELP)
@click.option("--channel", "to", multiple=True, help="Deliver only there; may be repeated.")
@click.option("--all-channels", "everywhere", is_flag=True, help="Deliver to every channel again.")
@click.option("--rename", "new_name", help="Another name; its alerts go by it too.")
@click.option(
    "--with-successors",
    "onward",
    is_flag=True,
    help="Write into the query the offices that followed those of it that have ended.",
)
@click.option("--as-channel", is_flag=True, help="Send when its channels do again.")
@since_option
@policy_options
@yes_option
@click.pass_context
def edit(
    ctx: click.Context,
    name: str,
    query: str | None,
    named: tuple[str, ...],
    to: tuple[str, ...],
    everywhere: bool,
    new_name: str | None,
    onward: bool,
    as_channel: bool,
    since: date | None,
    yes: bool,
    timing: Timing,
) -> None:
    """Change a watch: its query, kinds, channels, name or time.

    The alerts it has raised stay. Of another query it is told what both would have caught in the
    last 30 days, and on a terminal you are asked before it is saved; a script is not.
    """
    from worker.flow.watches.look_back import begin, refuse_silent
    from worker.flow.watches.plans import Change, plan_change, save_change
    from worker.model import NO_POLICY

    if to and everywhere:
        raise click.UsageError("--channel and --all-channels exclude one another")
    if new_name is not None:
        fit_name("watch", new_name)
    if as_channel and timing != Timing():
        raise click.UsageError("--as-channel goes with no other option of when alerts go out")
    at = (lambda _: NO_POLICY) if as_channel else timing.of if timing != Timing() else None
    change = Change(new_name, query, named, to if to or everywhere else None, at)
    if change == Change() and not onward:
        raise click.UsageError("nothing to change: say --query, --kind, --channel or --rename")
    with opened(ctx) as app:
        day = _today(app) if onward else None
        with app.archive.read() as tx:
            old, planned = plan_change(tx, name, change, onward=day)
            if planned.watch.query != old.query:
                tell_misread(planned.query)
                tell_strangers(tx, planned.query)
        if since is not None:
            refuse_silent(planned.watch)
        elif planned.watch == old:
            click.echo(f"{name} is so already; nothing is changed")
            return
        tried = _weighed(ctx, app, planned, old, yes=yes)
        with app.archive.write() as tx:
            old, planned = plan_change(tx, name, change, onward=day)
            dropped = save_change(tx, old, planned.watch, app.clock.now())
            begun = begin(tx, planned.watch.name, since, app.clock) if since else None
        _tell_changed(old, planned)
        _tell_in_short(tried)
        _tell_unfollowed(app, planned)
        if begun is not None:
            run_look_back(ctx, app, begun)
        elif dropped is not None:
            _tell_dropped(planned.watch.name, dropped)


def _tell_changed(old: Watch, planned: Plan) -> None:
    """Say what is another now, a line each."""
    new = planned.watch
    click.echo(f"changed {old.name}")
    for what, before, after in (
        ("name", old.name, new.name),
        ("query", told_query(old), told_query(new)),
        ("kinds", ", ".join(old.kinds), ", ".join(new.kinds)),
        ("channels", ", ".join(old.channels) or "all", ", ".join(new.channels) or "all"),
        ("goes out", told_policy(old.policy, AS_CHANNEL), told_policy(new.policy, AS_CHANNEL)),
    ):
        if before != after:
            click.echo(f"  {what:8} {before} → {after}")
    for ended in planned.followed:
        click.echo(f"followed on: {ended.told}")


def _tell_dropped(name: str, dropped: LookBack) -> None:
    """Say that a look-back under the old query goes no further."""
    again = f"diemtin watch look-back {shlex.quote(name)} --since {dropped.since}"
    click.echo(f"its unfinished look-back is ended; to look back with the new query: {again}")
