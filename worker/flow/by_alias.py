"""Queries that ask for an official by an alias: they ask for the person who bears it too.

A mention bears the name of the registry, whatever the article says. So where a query asks for an
alias that name is written beside it, each time the query is read: the registry changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import TypeVar

from lark.exceptions import UnexpectedCharacters
from sqlalchemy import Connection

from worker.archive.officials import officials
from worker.errors import UsageError
from worker.match.queries.asked import AskedName, official_key
from worker.match.queries.query import LONGEST, fields, visible
from worker.match.queries.terms import whole_name

T = TypeVar("T")


class ByAlias:
    """Writes out queries by the registry as a transaction sees it; it is read once, if at all."""

    def __init__(self, tx: Connection) -> None:
        self._tx = tx

    def written(self, text: str) -> str:
        """Return the query with the names of those beside it for whose aliases it asks.

        One that cannot be read, or would become too long, stays as it is.
        """
        if "official:" not in text.lower():
            return text
        written = self._written(text)
        return written if len(written) <= LONGEST else text

    def all_written(self, queries: Mapping[str, str]) -> dict[str, str]:
        """Return named queries, each written so."""
        return {name: self.written(text) for name, text in queries.items()}

    def _written(self, text: str) -> str:
        written, done = "", 0
        for start, end, value, asked in _asked(text):
            meant = self._meant(asked)
            if meant:
                terms = " OR ".join(f'official:"{label}"' for label in meant)
                written += f"{visible(text)[done:start]}(official:{value} OR {terms})"
                done = end
        return written + visible(text)[done:] if done else text

    def _meant(self, asked: AskedName) -> tuple[str, ...]:
        """Return the labels of those who have that alias; nobody where it is somebody's name."""
        if asked.key in self._names and any(map(asked.is_asked, self._names[asked.key])):
            return ()
        bearers = self._aliases.get(asked.key, ())
        return tuple(dict.fromkeys(label for alias, label in bearers if asked.is_asked(alias)))

    @cached_property
    def _named(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return officials.names(self._tx)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        return _by_key((label, label) for label, _ in self._named)

    @cached_property
    def _aliases(self) -> dict[str, list[tuple[str, str]]]:
        pairs = ((alias, label) for label, aliases in self._named for alias in aliases)
        return _by_key((alias, (alias, label)) for alias, label in pairs)


@lru_cache(maxsize=20_000)
def _asked(text: str) -> tuple[tuple[int, int, str, AskedName], ...]:
    """Return where a query asks for officials, for whom, and how that is written.

    Kept, for every poll asks it of every watch. None where the query cannot be read.
    """
    try:
        found = [(one, of, whole_name(of, "query")) for one, of in fields(text, "official")]
    except (UsageError, UnexpectedCharacters):
        return ()
    return tuple(
        (field.start_pos or 0, value.end_pos or 0, str(value), AskedName.of(name))
        for field, value, name in found
    )


def _by_key(named: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    """Return what goes with each name, by the key that is blind to marks and spelling."""
    found: dict[str, list[T]] = {}
    for name, what in named:
        found.setdefault(official_key(name), []).append(what)
    return found
