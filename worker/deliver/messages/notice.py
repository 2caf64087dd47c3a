"""What the service itself has to say to a reader: that another channel has been switched off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from worker.clock import HANOI
from worker.deliver.excerpt import one_line
from worker.model import Channel, ChannelHealth, ChannelKind

_SEEN_BY_NOBODY: Final = frozenset({ChannelKind.CONSOLE, ChannelKind.FILE})
"""Kinds that a person may not look at for days."""


def whom_to_tell(others: Iterable[tuple[Channel, ChannelHealth]]) -> Channel | None:
    """Return the channel that is told: the first that works and that people read; None: none."""
    enabled = [(channel, health) for channel, health in others if channel.enabled]
    if not enabled:
        return None
    return min(enabled, key=_last_choice)[0]


def _last_choice(one: tuple[Channel, ChannelHealth]) -> tuple[bool, bool, int]:
    channel, health = one
    return health.failing_since is not None, channel.kind in _SEEN_BY_NOBODY, channel.id


def switched_off(channel: Channel, health: ChannelHealth) -> str:
    """Return the notice, a title and an empty line before the text, in Vietnamese and English."""
    name = one_line(channel.name)
    since = health.failing_since or health.off_since
    when = f"{since.astimezone(HANOI):%H:%M %d/%m/%Y}" if since else "–"
    error = one_line(health.off_reason or health.last_error or "")
    command = f"diemtin channel enable {name}"
    return (
        f"Kênh {name} đã bị tắt / channel {name} was switched off\n"
        "\n"
        f"Kênh {name} không nhận được tin từ {when}. Tin gửi đến kênh này được giữ lại và sẽ"
        f" đi tiếp sau lệnh: {command}\n"
        f"Channel {name} has taken nothing since {when}. What goes there is kept and will go out"
        f" after: {command}\n"
        f"{error}"
    )
