"""What the flows are handed, and what they follow: built once by ``worker.app``."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from worker.address.page_key import Aliases
from worker.archive.alerts import channels, topics, watches
from worker.archive.database.engine import Archive
from worker.archive.officials import learned, matching, officials
from worker.archive.pages import domains
from worker.clock import Clock
from worker.extract.profile import Profiles
from worker.flow.by_alias import ByAlias
from worker.flow.in_hand import InHand
from worker.flow.rhythm import Pace
from worker.match.officials import MARGIN, RULES, Registry
from worker.match.queries.watches import WatchSet
from worker.model import Channel, ChannelKind, Outcome, Outgoing, Watch

if TYPE_CHECKING:
    from worker.extract.sandbox import Sandbox
    from worker.fetch.client import Fetcher

Courier = Callable[[Outgoing], Awaitable[Outcome]]
"""Carries one delivery to its channel and says how that went; raises nothing it can foresee."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The parts that flows work with.

    What others wrote is read in the ``sandbox``. ``rechecks`` are how long after its publication a
    page is looked at again, in rising order; ``feed_limit`` is how many bytes of a feed are taken.
    ``jitter`` returns a number from 0 to 1 for spreading retries. Once ``stopping`` is set, a flow
    ends after the page or delivery in hand. ``margin`` is how long around its attestations an
    office counts as held. ``pace`` bounds the time between two polls of a source that is polled as
    it publishes. ``profiles`` say how the pages of known sites are read. ``polling`` holds the
    sources whose poll is under way. ``alerted`` is set, in the event loop, after each commit that
    may have made a delivery due: whoever delivers here need not wait for the next look. ``in_hand``
    is where claimed deliveries are noted for whoever comes after a kill.
    """

    archive: Archive
    fetcher: Fetcher
    sandbox: Sandbox
    clock: Clock
    couriers: Mapping[ChannelKind, Courier]
    rechecks: tuple[timedelta, ...]
    feed_limit: int
    jitter: Callable[[], float]
    stopping: asyncio.Event
    margin: timedelta = MARGIN
    pace: Pace = field(default_factory=Pace)
    profiles: Profiles = field(default_factory=Profiles)
    alerted: asyncio.Event = field(default_factory=asyncio.Event)
    polling: set[int] = field(default_factory=set)
    in_hand: InHand = field(default_factory=lambda: InHand(BytesIO()))


@dataclass(frozen=True, slots=True)
class Followed:
    """Whom and what the archive follows, ready to be matched against an article.

    ``edition`` is that of the registry it was loaded from, ``follows`` that of watches, topics and
    channels, ``rules`` the version of the rules, ``domains`` are those of papers that have several;
    ``profiles`` say how the pages of known sites are read.
    """

    registry: Registry
    watches: WatchSet
    channels: tuple[Channel, ...]
    edition: int
    follows: int
    rules: str
    domains: Aliases = field(default_factory=dict)
    profiles: Profiles = field(default_factory=Profiles)


def followed(
    tx: Connection, margin: timedelta = MARGIN, profiles: Profiles | None = None
) -> Followed:
    """Load officials, learned terms, watches and channels as they are now."""
    state = matching.state(tx)
    return Followed(
        _registry(tx, state, margin),
        _watched(tx),
        tuple(channels.channels(tx)),
        state.edition,
        state.follows,
        rules_with(margin),
        domains.of(tx),
        profiles or Profiles(),
    )


def is_current(state: matching.State, known: Followed) -> bool:
    """Say whether registry, watches, topics and channels are those that were loaded."""
    return (state.edition, state.follows) == (known.edition, known.follows)


class Following:
    """Whom and what is followed while pages come in: loaded anew where that has changed.

    What is learned meanwhile counts from the next poll on.
    """

    def __init__(
        self, tx: Connection, margin: timedelta = MARGIN, profiles: Profiles | None = None
    ) -> None:
        self._margin = margin
        self._profiles = profiles
        self._loaded = followed(tx, margin, profiles)

    def at(self, tx: Connection) -> Followed:
        """Return what is followed as the transaction sees it."""
        if not is_current(matching.state(tx), self._loaded):
            self._loaded = followed(tx, self._margin, self._profiles)
        return self._loaded


_registries: WeakKeyDictionary[Engine, tuple[object, Registry]] = WeakKeyDictionary()
"""Of each database the latest, and what it was made of. An archive of years has learned tens of
thousands of terms: to read them for each poll took a second, and room for each poll at a time."""


def _registry(tx: Connection, state: matching.State, margin: timedelta) -> Registry:
    """Return officials and learned terms ready to be found: made anew where they have changed."""
    made_of = (state.edition, state.generation, margin, learned.fingerprint(tx))
    known = _registries.get(tx.engine)
    if known is not None and known[0] == made_of:
        return known[1]
    made = Registry(officials.officials(tx), learned.terms(tx), margin, learned.ended(tx))
    _registries[tx.engine] = made_of, made
    return made


def _watched(tx: Connection) -> WatchSet:
    """Return the watches as they are asked: for whom an alias means, too."""
    by_alias = ByAlias(tx)
    asked = tuple(_asked_as(one, by_alias.written(one.query)) for one in watches.watches(tx))
    return _ready(asked, tuple(by_alias.all_written(topics.queries(tx)).items()))


def _asked_as(watch: Watch, query: str) -> Watch:
    return watch if query == watch.query else replace(watch, query=query)


@lru_cache(maxsize=1)
def _ready(watched: tuple[Watch, ...], named: tuple[tuple[str, str], ...]) -> WatchSet:
    """Return the watches ready to be asked: made once, until one or a topic is changed."""
    return WatchSet(watched, dict(named))


def rules_with(margin: timedelta) -> str:
    """Return the version of the rules with all that they depend on but the registry."""
    return f"{RULES} {margin.days} days"
