"""``diemtin alert``: what has been raised, why, and how its delivery stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from worker.cli.opening import opened
from worker.cli.output import iso, json_line, reason_json, table, when

if TYPE_CHECKING:
    from worker.archive.alert_views import AlertListing


@click.group()
def alert() -> None:
    """Alerts and their deliveries."""


@alert.command("list")
@click.option("--watch", help="Only the alerts of this watch.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.  [default: 50]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, no limit.")
@click.pass_context
def list_alerts(ctx: click.Context, watch: str | None, limit: int | None, as_json: bool) -> None:
    """List alerts, newest first."""
    from worker.archive import alert_views, watches

    with opened(ctx) as app, app.archive.read() as tx:
        if watch is not None:
            watches.find(tx, watch)
        found = alert_views.alerts(tx, watch=watch, limit=limit or (None if as_json else 50))
    if as_json:
        for one in found:
            json_line(
                {
                    "id": one.id,
                    "kind": one.kind,
                    "watch": one.watch,
                    "number": one.number,
                    "title": one.title,
                    "url": one.url,
                    "created_at": iso(one.created_at),
                    "state": one.state,
                    "retrospective": one.retrospective,
                    "told_with": one.told_with,
                    "reasons": [reason_json(reason) for reason in one.reasons],
                    "deliveries": [
                        {
                            "channel": delivery.channel,
                            "state": delivery.state,
                            "attempts": delivery.attempts,
                            "next_attempt_at": iso(delivery.next_attempt_at),
                            "error": delivery.error,
                        }
                        for delivery in one.deliveries
                    ],
                }
            )
        return
    table(
        (
            (
                str(one.id),
                when(one.created_at),
                f"{one.kind}, retrospective" if one.retrospective else one.kind,
                one.watch,
                "–" if one.number is None else str(one.number),
                one.title,
                _told(one),
            )
            for one in found
        ),
        ("alert", "raised", "kind", "watch", "article", "title", "deliveries"),
    )


def _told(one: AlertListing) -> str:
    """Return how its deliveries stand; of a story that was told before, with which alert."""
    sent = ", ".join(f"{each.channel}: {each.state}" for each in one.deliveries)
    return f"with alert {one.told_with}: {sent}" if one.told_with else sent
