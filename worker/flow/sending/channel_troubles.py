"""What is wrong with channels and deliveries, a line each, with the command that mends it."""

from __future__ import annotations

from sqlalchemy import Connection

from worker.archive.alerts import channel_health
from worker.archive.alerts.channel_health import Standing
from worker.clock import HANOI
from worker.deliver.excerpt import one_line, shortened

_ERROR = 160


def wrong(tx: Connection) -> list[str]:
    """Return a line for what was given up and nobody has seen, and for each channel that is off.

    A channel that a user has disabled is none of them.
    """
    dead = channel_health.unseen_dead(tx)
    given_up = [_given_up(dead)] if dead else []
    return given_up + [
        _switched_off(one) for one in channel_health.standings(tx) if one.health.off_since
    ]


def failing(tx: Connection) -> list[str]:
    """Return a line for each channel whose last attempt failed, and that is still tried."""
    return [
        f"channel {one.channel.name}: fails since"
        f" {one.health.failing_since.astimezone(HANOI):%d/%m/%Y %H:%M}:"
        f" {shortened(one_line(one.health.last_error or ''), _ERROR)};"
        f" see: diemtin channel show {one.channel.name}"
        for one in channel_health.standings(tx)
        if one.channel.enabled and one.health.failing_since
    ]


def _given_up(dead: int) -> str:
    were = "delivery was" if dead == 1 else "deliveries were"
    return (
        f"{dead} {were} given up; look: diemtin alert list --state dead;"
        " send again: diemtin alert replay --dead"
    )


def _switched_off(one: Standing) -> str:
    since, name = one.health.off_since, one.channel.name
    assert since is not None
    return (
        f"channel {name}: switched off since {since.astimezone(HANOI):%d/%m/%Y %H:%M},"
        f" {one.waiting} waiting: {shortened(one_line(one.health.off_reason or ''), _ERROR)};"
        f" mend it, then: diemtin channel enable {name}"
    )
