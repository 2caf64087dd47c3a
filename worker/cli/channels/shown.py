"""How a channel is shown: a line of the list, and by itself with how it fares."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

import click

from worker.cli.printed.output import iso, when
from worker.deliver.excerpt import one_line, shortened

if TYPE_CHECKING:
    from worker.archive.alerts.channel_health import Standing
    from worker.model import Channel

HEADS: Final = (
    "channel",
    "kind",
    "",
    "in",
    "when",
    "address",
    "waiting",
    "given up",
    "last delivered",
    "trouble",
)
_WIDTH: Final = 80


def state_of(one: Channel) -> str:
    """Return ``on``, ``off`` by a user's wish, or ``switched off`` by the service."""
    if one.enabled:
        return "on"
    return "off" if one.off_since is None else "switched off"


def shown_address(one: Channel) -> str:
    """Return where a channel goes; a webhook's path may be as good as a password."""
    from worker.deliver.redaction import redacted
    from worker.model import ChannelKind

    return redacted(one.address) if one.kind is ChannelKind.WEBHOOK else one.address


def standing_json(one: Standing) -> dict[str, object]:
    """Return a channel with stable keys."""
    return {
        "name": one.channel.name,
        "kind": one.channel.kind,
        "address": shown_address(one.channel),
        "enabled": one.channel.enabled,
        "allowed_hosts": list(one.channel.allowed_hosts),
        "state": state_of(one.channel),
        "language": one.channel.language,
        "digest": one.channel.policy.digest,
        "quiet": one.channel.policy.quiet,
        "form": one.channel.policy.form,
        "waiting": one.waiting,
        "dead": one.dead,
        "last_delivered_at": iso(one.health.delivered_at),
        "failing_since": iso(one.health.failing_since),
        "last_failed_at": iso(one.health.failed_at),
        "last_error": one.health.last_error,
        "switched_off_at": iso(one.health.off_since),
        "switched_off_because": one.health.off_reason,
    }


def standing_row(one: Standing) -> tuple[str, ...]:
    """Return the line of the list."""
    return (
        one.channel.name,
        one.channel.kind,
        state_of(one.channel),
        one.channel.language,
        one.channel.policy.told,
        shown_address(one.channel),
        str(one.waiting),
        str(one.dead),
        when(one.health.delivered_at),
        _trouble(one),
    )


def _trouble(one: Standing) -> str:
    health = one.health
    if health.off_since is not None:
        return shortened(
            f"since {when(health.off_since)}: {one_line(health.off_reason or '')}", 160
        )
    if health.failing_since is not None:
        error = shortened(one_line(health.last_error or ""), _WIDTH)
        return f"fails since {when(health.failing_since)}: {error}"
    return ""


def print_standing(one: Standing, now: datetime) -> None:
    """Print all that is known of a channel, for people, with what to do about trouble."""
    channel, health = one.channel, one.health
    said = {
        "channel": f"{channel.name}, {channel.kind}, {state_of(channel)}",
        "address": shown_address(channel),
        "allowed": ", ".join(channel.allowed_hosts),
        "language": channel.language,
        "alerts go": channel.policy.told,
        "delivered": f"last {when(health.delivered_at)}",
        "waiting": str(one.waiting),
        "given up": str(one.dead)
        + (f"; send again: diemtin alert replay --channel {channel.name}" if one.dead else ""),
        "fails": f"since {when(health.failing_since)}" if health.failing_since else "",
        "last error": one_line(health.last_error or ""),
        "off since": when(health.off_since) if health.off_since else "",
        "because": one_line(health.off_reason or ""),
        "mend it": "" if channel.enabled else f"diemtin channel enable {channel.name}",
        "old secret": _old_secret(channel, now),
    }
    for name, value in said.items():
        if value:
            click.echo(f"{name:<12}{value}")


def _old_secret(channel: Channel, now: datetime) -> str:
    until = channel.old_secret_until
    return f"signs too until {when(until)}" if until and until > now else ""
