"""The alerts that what an archive has stored calls for, reckoned anew from its sightings.

The rules are those of decisions 17 and 18, told once more and simply; what a text
matches and whether an edit is one of substance is asked of the product.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from sqlalchemy import Connection, select

from tests.crash.following import EXACT
from worker.archive.index import search
from worker.archive.pages.pages import GONE, MOVED
from worker.archive.schema import tables
from worker.archive.schema.rows import AnyRow
from worker.flow.search.ask import find, parse_query
from worker.identify.difference.difference import difference
from worker.model import AlertKind

Told = tuple[str, int]
"""A watch, and an article that has appeared."""
Edit = tuple[str, int, frozenset[int]]
"""A watch, a page, and the two versions."""


@dataclass
class Memory:
    """What was known of articles before they were forgotten.

    ``matched`` are the articles that each query has found, ``substance`` says of two versions
    whether more than spelling differs, ``forgotten`` when each article was.
    """

    matched: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    substance: dict[tuple[int, int], bool] = field(default_factory=dict)
    forgotten: dict[int, datetime] = field(default_factory=dict)

    def learn(self, tx: Connection) -> None:
        """Take in what the archive says now; to be asked before each time it forgets."""
        for query in EXACT:
            self.matched[query].update(one.number for one in find(tx, parse_query(tx, query)))
        gone = select(tables.article.c.number, tables.article.c.forgotten_at)
        for number, at in tx.execute(gone.where(tables.article.c.forgotten_at.is_not(None))):
            self.forgotten[number] = at
        for on in sightings(tx).values():
            for before, after in pairwise(on):
                self._compare(tx, before.number, after.number)

    def _compare(self, tx: Connection, before: int, after: int) -> None:
        if before == after or (before, after) in self.substance:
            return
        shown = dict(search.snapshots(tx, [before, after]))
        if len(shown) == 2 and not {before, after} & self.forgotten.keys():
            old, new = shown[before], shown[after]
            changed = difference(old.article, new.article, old.mentions, new.mentions)
            self.substance[before, after] = changed.substantial

    def stands(self, number: int, at: datetime) -> bool:
        """Say whether an article was not forgotten by then."""
        return number not in self.forgotten or self.forgotten[number] > at


@dataclass
class Reckoned:
    """The alerts that are called for."""

    appeared: set[Told] = field(default_factory=set)
    edited: set[Edit] = field(default_factory=set)


def sightings(tx: Connection) -> Mapping[int, list[AnyRow]]:
    """Return what each page has shown, in its order."""
    shown: dict[int, list[AnyRow]] = defaultdict(list)
    for row in tx.execute(select(tables.sighting).order_by(tables.sighting.c.id)):
        shown[row.page_id].append(row)
    return shown


def reckon(tx: Connection, memory: Memory) -> Reckoned:
    """Go through all sightings as they came, and return what was to be told of each."""
    told = Reckoned()
    shown: dict[int, list[int]] = defaultdict(list)
    for row in tx.execute(select(tables.sighting).order_by(tables.sighting.c.id)):
        on = shown[row.page_id]
        if (not on or on[-1] != row.number) and memory.stands(row.number, row.first_seen):
            for query in EXACT:
                _tell(told, memory, query, row, on)
        on.append(row.number)
    return told


def _tell(told: Reckoned, memory: Memory, query: str, row: AnyRow, on: list[int]) -> None:
    """Add what a watch is told of a page that shows another article than before."""
    matched, number = memory.matched[query], row.number
    earlier = {one for one in on if memory.stands(one, row.first_seen)} - {number}
    known = bool(earlier) and (
        bool(earlier & matched) or _was_told(told, query, row.page_id, {*on, number})
    )
    if number in matched and not known:
        told.appeared.add((query, number))
        return
    versions = {*on[-1:], number}
    if on and on[-1] in earlier and matched & versions and memory.substance[on[-1], number]:
        told.edited.add((query, row.page_id, frozenset(versions)))


def _was_told(told: Reckoned, query: str, page: int, numbers: set[int]) -> bool:
    """Say whether a watch has told of something on this page, or of what it has shown."""
    if any((query, one) in told.appeared for one in numbers):
        return True
    edits = [edit for edit in told.edited if edit[0] == query]
    return any(edit[1] == page or edit[2] & numbers for edit in edits)


def fates(told: set[AlertKind], state: str | None) -> bool:
    """Say whether these are the alerts for a page that has gone, by its state.

    ``state`` is None where it has shown something again since.
    """
    gone, moved, back = AlertKind.GONE, AlertKind.MOVED, AlertKind.RESTORED
    if state == GONE:
        return told == {gone}
    if state == MOVED:
        return told in ({moved}, {gone, moved})
    return told in ({moved}, {gone, back}, {gone, moved, back})
