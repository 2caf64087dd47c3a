"""What the archive can be asked for by its indexes, before a query is checked in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from worker.model.follows import ArticleState


@dataclass(frozen=True, slots=True)
class Everything:
    """No condition: every article."""


@dataclass(frozen=True, slots=True)
class HasWords:
    """Folded tokens (``[a-z0-9]+``) next to one another, in that order; the last may be a prefix.

    ``column`` is ``title``, ``body`` or None for either. ``marked`` are words that must be there
    with their Vietnamese marks, wherever; ``marked_start`` is the start of one. They are in lower
    case, each with its tone where ``vietnamese.fold.marked_key`` puts it.
    """

    tokens: tuple[str, ...]
    prefix: bool = False
    column: str | None = None
    marked: tuple[str, ...] = ()
    marked_start: str | None = None


@dataclass(frozen=True, slots=True)
class HasOfficial:
    """Articles that name or may name this person.

    ``official`` is the blind key of a name or a label (``worker.vietnamese.names.keys.blind_key``).
    """

    official: str


@dataclass(frozen=True, slots=True)
class HasOffice:
    """Articles that speak of this office, with or without a name, current or former.

    Each part is a blind key (``vietnamese/names/keys.py``); ``place`` "" is any place, and none.
    """

    role: str
    body: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class HasSource:
    """Articles that this source has shown."""

    source: str


@dataclass(frozen=True, slots=True)
class HasPlace:
    """Articles that a source of this place has shown.

    ``place`` is a blind key (``worker.vietnamese.names.keys.blind_key``).
    """

    place: str


@dataclass(frozen=True, slots=True)
class HasParticular:
    """Articles that a page has shown with these words in its ``byline``, ``category`` or ``url``.

    ``tokens`` are folded, in their order; other words may stand between them.
    """

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtPage:
    """Articles that a page has shown; ``key`` is ``worker.address.page_key`` of an address of it,
    at whichever domain of its paper."""

    key: str


@dataclass(frozen=True, slots=True)
class HasState:
    """Articles in this state."""

    state: ArticleState


@dataclass(frozen=True, slots=True)
class PublishedBetween:
    """Articles published from ``start`` (inclusive) to ``end`` (exclusive); None is open."""

    start: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Narrowing, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Narrowing, ...]


Narrowing = (
    Everything
    | HasWords
    | HasOfficial
    | HasOffice
    | HasSource
    | HasPlace
    | HasParticular
    | AtPage
    | HasState
    | PublishedBetween
    | AllOf
    | AnyOf
)
"""A condition the database can answer from its indexes; it finds at least what a query finds."""
