"""How what a query finds is spread over months, sources and officials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from worker.clock import HANOI
from worker.flow.search.ask import Found

COUNTED: Final = 10_000
"""How many of the newest articles found are counted."""


@dataclass(slots=True)
class Facets:
    """Counts of articles. ``bounded`` says that there are more than were counted.

    A month is of Hanoi, as ``2026-03``. An official counts once an article, where the mention is
    asserted.
    """

    articles: int = 0
    bounded: bool = False
    months: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    officials: Counter[str] = field(default_factory=Counter)


def count(found: Iterable[Found], most: int = COUNTED) -> Facets:
    """Count the first ``most`` articles found."""
    rest = iter(found)
    facets = Facets()
    for one in islice(rest, most):
        snapshot = one.snapshot
        facets.articles += 1
        if snapshot.published_at is not None:
            facets.months[f"{snapshot.published_at.astimezone(HANOI):%Y-%m}"] += 1
        facets.sources[snapshot.source] += 1
        named = (m.official for m in snapshot.mentions if m.official is not None)
        facets.officials.update(dict.fromkeys(named).keys())  # of equals the newest named is first
    facets.bounded = next(rest, None) is not None
    return facets
