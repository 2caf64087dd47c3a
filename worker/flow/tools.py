"""What the flows are handed, and what they follow: built once by ``worker.app``."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from worker.archive import channels, officials, topics, watches
from worker.archive.engine import Archive
from worker.clock import Clock
from worker.match.officials import Registry
from worker.match.watches import WatchSet
from worker.model import Channel, ChannelKind, Outcome, Outgoing

if TYPE_CHECKING:
    from worker.fetch.client import Fetcher

Courier = Callable[[Outgoing], Awaitable[Outcome]]
"""Carries one delivery to its channel and says how that went; raises nothing it can foresee."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The parts that flows work with.

    ``recheck_after`` is how long after its last fetch a page that is still listed is asked for
    again, ``feed_limit`` how many bytes of a feed are taken. ``jitter`` returns a number from 0
    to 1 for spreading retries. Once ``stopping`` is set, a flow ends after the page or delivery
    in hand.
    """

    archive: Archive
    fetcher: Fetcher
    clock: Clock
    couriers: Mapping[ChannelKind, Courier]
    recheck_after: timedelta
    feed_limit: int
    jitter: Callable[[], float]
    stopping: asyncio.Event


@dataclass(frozen=True, slots=True)
class Followed:
    """Whom and what the archive follows, ready to be matched against an article."""

    registry: Registry
    watches: WatchSet
    channels: tuple[Channel, ...]


def followed(tx: Connection) -> Followed:
    """Load officials, watches and channels as they are now."""
    return Followed(
        Registry(officials.officials(tx)),
        WatchSet(watches.watches(tx), topics.queries(tx)),
        tuple(channels.channels(tx)),
    )
