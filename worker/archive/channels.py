"""Channels: where alerts go."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, select, update

from worker.archive.rows import AnyRow
from worker.archive.statements import insert_or_leave
from worker.archive.tables import channel as table
from worker.archive.tables import delivery
from worker.errors import NotFound, UsageError
from worker.model import Channel, ChannelKind, DeliveryState, Language

_ADD: Final = insert_or_leave(table, table.c.id)


def add(tx: Connection, channel: Channel) -> int:
    """Store a new channel and return its row. Raises UsageError where the name is taken."""
    values = {
        "name": channel.name,
        "kind": channel.kind.value,
        "address": channel.address,
        "enabled": channel.enabled,
        "allowed_hosts": list(channel.allowed_hosts),
        "removed": False,
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


def set_enabled(tx: Connection, name: str, enabled: bool) -> None:
    """Switch a channel on or off; what is off waits, nothing is dropped. Raises NotFound."""
    channel = find(tx, name)
    tx.execute(update(table).where(table.c.id == channel.id).values(enabled=enabled))


def set_language(tx: Connection, name: str, language: Language) -> None:
    """Have what the channel is sent from now on written in a language. Raises NotFound."""
    channel = find(tx, name)
    tx.execute(update(table).where(table.c.id == channel.id).values(language=language.value))


def remove(tx: Connection, name: str) -> None:
    """Remove a channel; what was still on its way to it is given up. Raises NotFound."""
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
        language=Language(row.language),
    )
