"""Channels: where alerts go."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select, update

from worker.archive.alerts import policies
from worker.archive.officials import matching
from worker.archive.schema.rows import AnyRow
from worker.archive.schema.tables import channel as table
from worker.archive.schema.tables import delivery
from worker.archive.sql.statements import insert_or_leave
from worker.errors import NotFound, UsageError
from worker.model import Channel, ChannelKind, DeliveryState, Language, Policy

_SHORTENED: Final = "/…"
"""What an address ends with of which only the host is shown (``deliver/redaction.py``)."""

_ADD: Final = insert_or_leave(table, table.c.id)


def add(tx: Connection, channel: Channel) -> int:
    """Store a new channel and return its row. Raises UsageError where the name is taken."""
    matching.follows_change(tx)
    values = {
        "name": channel.name,
        "kind": channel.kind.value,
        "address": channel.address,
        "enabled": channel.enabled,
        "allowed_hosts": list(channel.allowed_hosts),
        "removed": False,
        **policies.values(channel.policy),
        "language": channel.language.value,
    }
    added = tx.execute(_ADD[tx.dialect.name], values).scalar()
    if added is None:
        raise UsageError(
            f"there is a channel named {channel.name} already", remedy="choose another"
        )
    return int(added)


def channels(tx: Connection) -> tuple[Channel, ...]:
    """Return the channels in the order of their rows, those switched off included."""
    rows = tx.execute(select(table).where(~table.c.removed).order_by(table.c.id))
    return tuple(channel_of(row) for row in rows)


def find(tx: Connection, name: str) -> Channel:
    """Return the channel of that name. Raises NotFound."""
    row = tx.execute(select(table).where(table.c.name == name, ~table.c.removed)).first()
    if row is None:
        raise NotFound(f"there is no channel named {name}", remedy="see 'diemtin channel list'")
    return channel_of(row)


def set_enabled(tx: Connection, name: str, enabled: bool) -> Channel:
    """Switch a channel on or off, as a user wishes, and return it. Raises NotFound.

    What waits for it goes on waiting while it is off. That the service had switched it off, and
    that it failed, is forgotten.
    """
    matching.follows_change(tx)
    channel = find(tx, name)
    forgotten = {
        **{"off_since": None, "off_reason": None},
        **{"failing_since": None, "failing_marks": 0, "marked_at": None},
    }
    tx.execute(update(table).where(table.c.id == channel.id).values(enabled=enabled, **forgotten))
    return replace(channel, enabled=enabled, off_since=None)


def telling_webhooks(tx: Connection) -> list[tuple[Channel, bool]]:
    """Return the webhooks whose whole address stands in the archive, as it did at one time.

    With each comes whether it was removed.
    """
    whole = table.c.address.like("http%") & table.c.address.not_like(f"%{_SHORTENED}")
    telling = (table.c.kind == ChannelKind.WEBHOOK.value, whole)
    rows = tx.execute(select(table).where(*telling).order_by(table.c.id))
    return [(channel_of(row), bool(row.removed)) for row in rows]


def change_address(tx: Connection, channel: Channel, address: str) -> None:
    """Show a new address of a channel from now on; the one that bears secrets is kept elsewhere.

    On SQLite the place of the one before is written over.
    """
    if tx.dialect.name == "sqlite":
        tx.exec_driver_sql("PRAGMA secure_delete = ON")
    tx.execute(update(table).where(table.c.id == channel.id).values(address=address))


def use_old_secret_until(tx: Connection, channel: Channel, until: datetime | None) -> None:
    """Note up to when the secret that a channel had before counts beside the present one."""
    tx.execute(update(table).where(table.c.id == channel.id).values(old_secret_until=until))


def set_policy(tx: Connection, name: str, policy: Policy) -> None:
    """Say when alerts go out to a channel; what is gathered keeps its time. Raises NotFound."""
    channel = find(tx, name)
    tx.execute(update(table).where(table.c.id == channel.id).values(policies.values(policy)))


def set_language(tx: Connection, name: str, language: Language) -> None:
    """Have what the channel is sent from now on written in a language. Raises NotFound."""
    channel = find(tx, name)
    tx.execute(update(table).where(table.c.id == channel.id).values(language=language.value))


def remove(tx: Connection, name: str) -> None:
    """Remove a channel; what was still on its way to it is given up. Raises NotFound."""
    matching.follows_change(tx)
    channel = find(tx, name)
    tx.execute(update(table).where(table.c.id == channel.id).values(removed=True, enabled=False))
    undelivered = delivery.c.state.not_in([DeliveryState.DELIVERED.value, DeliveryState.DEAD.value])
    tx.execute(
        update(delivery)
        .where(delivery.c.channel_id == channel.id, undelivered)
        .values(state=DeliveryState.DEAD.value, error="the channel was removed")
    )


def channel_of(row: AnyRow) -> Channel:
    """Read a channel from its row."""
    return Channel(
        name=row.name,
        kind=ChannelKind(row.kind),
        address=row.address,
        enabled=row.enabled,
        allowed_hosts=tuple(row.allowed_hosts),
        id=row.id,
        off_since=row.off_since,
        old_secret_until=row.old_secret_until,
        policy=policies.policy_of(row),
        language=Language(row.language),
    )
