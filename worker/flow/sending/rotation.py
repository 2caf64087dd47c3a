"""A channel has a new secret or address: the secrets file first, then what the archive knows."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from worker.archive.alerts import channels
from worker.errors import UsageError
from worker.flow.sending.channel_plans import PlannedRotation, plan_address, plan_rotation
from worker.model import Channel, ChannelKind
from worker.secret_file import SecretFile


def rotate_secret(
    tx: Connection,
    secrets: SecretFile,
    channel: Channel,
    given: str | None,
    now: datetime,
    keep: timedelta | None,
) -> PlannedRotation:
    """Give a channel a new secret; a webhook's old one signs beside it for as long as ``keep``.

    Raises UsageError where the secret stands in the environment, or is none that can be used.
    """
    _refuse_environment(secrets, channel.name)
    present = secrets.get(channel.name)
    two = present is not None and keep is not None and channel.kind is ChannelKind.WEBHOOK
    planned = plan_rotation(channel, present, given, now + keep if two and keep else None)
    secrets.put(channel.name, planned.secret)
    channels.change_address(tx, channel, planned.address)
    channels.use_old_secret_until(tx, channel, planned.until)
    return planned


def end_old_secret(tx: Connection, secrets: SecretFile, channel: Channel) -> bool:
    """Let only the newest signing secret count; False where there is no other one."""
    _refuse_environment(secrets, channel.name)
    parts = (secrets.get(channel.name) or "").split()
    if channel.kind is not ChannelKind.WEBHOOK or len(parts) < 2:
        return False
    secrets.put(channel.name, parts[0])
    channels.use_old_secret_until(tx, channel, None)
    return True


def change_address(tx: Connection, secrets: SecretFile, channel: Channel, given: str) -> str:
    """Give a webhook, mail or a service another address; return what is shown of it.

    Raises UsageError where the address stands in the environment, or may not be used.
    """
    name, shown = plan_address(channel, given)
    _refuse_environment(secrets, name)
    secrets.put(name, given)
    channels.change_address(tx, channel, shown)
    return shown


def _refuse_environment(secrets: SecretFile, name: str) -> None:
    variable = secrets.stands_in(name)
    if variable:
        raise UsageError(
            f"the secret stands in {variable}",
            where=f"channel {name.partition('.')[0]}",
            remedy="change it there; two signing secrets with a blank between sign twice",
        )
