"""How an alert is shown: one of a list, and one by itself with each attempt to deliver it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from worker.cli.articles.history import difference_json, difference_lines
from worker.cli.printed.output import iso, when
from worker.deliver.excerpt import headline, one_line

if TYPE_CHECKING:
    from worker.archive.alerts.alert_views import AlertListing
    from worker.archive.alerts.replays import DeliveryRecord
    from worker.model import Difference

STATES: Final = ("held", "pending", "sending", "delivered", "dead")
"""The states of a delivery (``worker.model.DeliveryState``), for options."""


def listing_json(one: AlertListing) -> dict[str, object]:
    """Return an alert with the stable keys of ``alert list --json``."""
    from worker.deliver.messages.evidence import reason_json
    from worker.model import Language

    return {
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
        "before": one.before,
        "reasons": [reason_json(reason, Language.ENGLISH) for reason in one.reasons],
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


def portrait_json(
    one: AlertListing, sent: Sequence[DeliveryRecord], changed: Difference | None
) -> dict[str, object]:
    """Return an alert with the keys of a list, what changed, and every attempt to deliver it."""
    listed = listing_json(one)
    deliveries = [
        {
            "id": record.id,
            "channel": record.channel,
            "state": record.state,
            "digest": record.digest,
            "created_at": iso(record.created_at),
            "attempts": len(record.attempts),
            "next_attempt_at": iso(record.next_attempt_at),
            "error": record.error,
            "tried": [
                {"attempt": each.number, "at": iso(each.at), "error": each.error}
                for each in record.attempts
            ],
        }
        for record in sent
    ]
    change = None if changed is None else difference_json(changed)
    return {**listed, "change": change, "deliveries": deliveries}


def print_portrait(
    one: AlertListing, sent: Sequence[DeliveryRecord], changed: Difference | None
) -> None:
    """Print all that is known of an alert, for people."""
    from worker.deliver.messages.evidence import sentence
    from worker.model import Language

    about = "–" if one.number is None else f"{one.number}  (diemtin show {one.number})"
    for name, said in (
        ("alert", f"{one.id}, {one.kind}, {one.state}"),
        ("watch", one.watch),
        ("raised", when(one.created_at)),
        ("article", about),
        ("title", headline(one.title)),
        ("address", one.url),
    ):
        click.echo(f"{name:<10}{one_line(said)}")
    for reason in one.reasons:
        sure = "" if reason.confidence >= 1 else f", {reason.confidence:.0%}"
        said = one_line(sentence(reason, Language.ENGLISH))
        how = f"{one_line(reason.via)} in {reason.field}{sure}"
        click.echo(f"{'why':<10}{said} ({how})")
    for line in difference_lines(changed) if changed else ():
        click.echo(f"{'change':<10}{line}")
    for record in sent:
        _print_record(record)
    if one.told_with:
        click.echo(f"{'told':<10}with alert {one.told_with}, of the same story")
    elif not sent:
        click.echo(f"{'delivery':<10}none; send it: diemtin alert replay {one.id} --channel NAME")


def _print_record(record: DeliveryRecord) -> None:
    digest = ", in a digest" if record.digest else ""
    due = f", next attempt {when(record.next_attempt_at)}" if record.next_attempt_at else ""
    click.echo(f"{'delivery':<10}{record.channel}: {record.state}{due}{digest}; id {record.id}")
    for each in record.attempts:
        said = "taken" if each.error is None else one_line(each.error)
        click.echo(f"{'':<10}{each.number}. {when(each.at)}  {said}")
    if record.error and not record.attempts:
        click.echo(f"{'':<10}{one_line(record.error)}")
