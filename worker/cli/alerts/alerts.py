"""``diemtin alert``: what has been raised, why, how its delivery stands; what is sent once more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from worker.cli.alerts.shown import STATES, listing_json, portrait_json, print_portrait
from worker.cli.opening import opened
from worker.cli.printed.output import json_line, plural, table, when
from worker.cli.typed.days import day_typed
from worker.deliver.excerpt import headline

if TYPE_CHECKING:
    from worker.archive.alerts.alert_views import AlertListing
    from worker.archive.alerts.replays import Chosen


@click.group()
def alert() -> None:
    """Alerts and their deliveries."""


@alert.command("list")
@click.option("--watch", help="Only the alerts of this watch.")
@click.option("--channel", "to", metavar="NAME", help="Only those that go to this channel.")
@click.option(
    "--state", type=click.Choice(STATES), help="Only those with a delivery in this state."
)
@click.option("--undelivered", is_flag=True, help="Only those with a delivery not yet made.")
@click.option("--new", "unseen", is_flag=True, help="Only those not acknowledged.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.  [default: 50]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, no limit.")
@click.pass_context
def list_alerts(
    ctx: click.Context,
    watch: str | None,
    to: str | None,
    state: str | None,
    undelivered: bool,
    unseen: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """List alerts, newest first. What was given up: --state dead."""
    from worker.archive.alerts import alert_views, channels, watches
    from worker.model import DeliveryState

    states = [DeliveryState(state)] if state else []
    if undelivered and not state:
        states = [one for one in DeliveryState if one is not DeliveryState.DELIVERED]
    with opened(ctx) as app, app.archive.read() as tx:
        if watch is not None:
            watches.find(tx, watch)
        asked = alert_views.question(
            watch=watch,
            states=states,
            channel_id=None if to is None else channels.find(tx, to).id,
            unseen=unseen,
        )
        found = alert_views.each(tx, asked.limit(limit or (None if as_json else 50)))
        if as_json:
            for one in found:
                json_line(listing_json(one))
        else:
            _print_table(found)


def _print_table(found: Iterable[AlertListing]) -> None:
    table(
        (
            (
                str(one.id),
                when(one.created_at),
                f"{one.kind}, retrospective" if one.retrospective else one.kind,
                one.watch,
                "–" if one.number is None else str(one.number),
                headline(one.title),
                _told(one),
            )
            for one in found
        ),
        ("alert", "raised", "kind", "watch", "article", "title", "deliveries"),
    )


@alert.command()
@click.argument("alert_id", metavar="ID", type=click.IntRange(min=0, max=2**31 - 1))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def show(ctx: click.Context, alert_id: int, as_json: bool) -> None:
    """Show why an alert was raised, and each attempt to deliver it."""
    from worker.archive.alerts import alert_views, replays
    from worker.errors import NotFound
    from worker.flow.search.telling import change_of

    with opened(ctx) as app, app.archive.read() as tx:
        found = alert_views.alerts(tx, ids=[alert_id])
        sent = replays.records(tx, alert_id)
        changed = change_of(tx, found[0].before, found[0].number) if found else None
    if not found:
        raise NotFound(f"there is no alert {alert_id}", remedy="see 'diemtin alert list'")
    if as_json:
        json_line(portrait_json(found[0], sent, changed))
    else:
        print_portrait(found[0], sent, changed)


@alert.command()
@click.argument("ids", metavar="ID…", nargs=-1, required=True, type=click.IntRange(0, 2**31 - 1))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def acknowledge(ctx: click.Context, ids: tuple[int, ...], as_json: bool) -> None:
    """Note that alerts have been seen.

    'alert list --new' leaves them out from then on, and 'status' what was given up of them.
    """
    from worker.archive.alerts import replays

    meant = sorted(set(ids))
    with opened(ctx) as app, app.archive.write() as tx:
        new = replays.acknowledge(tx, meant)
    before = len(meant) - new
    if as_json:
        json_line({"acknowledged": new, "before": before})
    else:
        click.echo(
            f"acknowledged {plural(new, 'alert')}"
            + (f"; {before} had been acknowledged before" if before else "")
        )


@alert.command()
@click.argument("ids", metavar="[ID…]", nargs=-1, type=click.IntRange(0, 2**31 - 1))
@click.option("--channel", "to", metavar="NAME", help="Only to this channel.")
@click.option("--dead", is_flag=True, help="All that was given up.")
@click.option("--since", metavar="DATE", callback=day_typed, help="Raised from that day on.")
@click.option("--again", is_flag=True, help="What was delivered too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a delivery.")
@click.pass_context
def replay(
    ctx: click.Context,
    ids: tuple[int, ...],
    to: str | None,
    dead: bool,
    since: date | None,
    again: bool,
    as_json: bool,
) -> None:
    """Send alerts once more, under the ids their messages have.

    Alerts named by ID: all their deliveries, but those that were made (--again sends these too).
    An alert that never went to the --channel named goes there. Without an ID: what was given up.
    """
    from worker.archive.alerts import channels, replays
    from worker.clock import midnight
    from worker.errors import UsageError

    if not (ids or to or dead or since):
        raise UsageError(
            "what is to be sent?", where="replay", expected="an ID, --channel, --dead or --since"
        )
    with opened(ctx) as app, app.archive.write() as tx:
        chosen = replays.replay(
            tx,
            app.clock.now(),
            alert_ids=sorted(set(ids)),
            to=None if to is None else channels.find(tx, to),
            since=None if since is None else midnight(since),
            again=again,
        )
    if as_json:
        for one in chosen:
            json_line({"id": one.id, "channel": one.channel, "was": one.was, "left": one.left})
    else:
        _tell_replayed(chosen)


def _tell_replayed(chosen: Sequence[Chosen]) -> None:
    from worker.archive.alerts.replays import DELIVERED_ALREADY

    sent = [one for one in chosen if one.left is None]
    by_channel = Counter(one.channel for one in sent)
    to = ", ".join(f"{name} {count}" for name, count in by_channel.items())
    goes = "goes" if len(sent) == 1 else "go"
    what = plural(len(sent), "delivery", "deliveries")
    click.echo(f"{what} {goes} out again: {to}" if sent else "nothing is sent again")
    for reason, count in Counter(one.left for one in chosen if one.left).items():
        more = "; to send that too: --again" if reason == DELIVERED_ALREADY else ""
        click.echo(f"left as it is: {count}, {reason}{more}")
    for name in dict.fromkeys(one.channel for one in sent if not one.channel_enabled):
        click.echo(f"{name} is off: what goes there waits; diemtin channel enable {name}")


def _told(one: AlertListing) -> str:
    """Return how its deliveries stand; of a story that was told before, with which alert."""
    sent = ", ".join(f"{each.channel}: {each.state}" for each in one.deliveries)
    return f"with alert {one.told_with}: {sent}" if one.told_with else sent
