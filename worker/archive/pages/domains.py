"""Domains of papers that have several: what was published under one is found under each.

Every key of a page (``address/page_key.py``) is made with the domains as they stand here. When
two become one, the pages stored so far get new keys in the same transaction, and those that turn
out to be one page are made one.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, delete, insert, select

from worker.archive.pages import same_page
from worker.archive.pages.same_page import Rekeyed
from worker.archive.schema.tables import domain
from worker.archive.sql import turns
from worker.archive.sql.turns import Turn

_ALL: Final = select(domain.c.name, domain.c.paper)
_JOINED: Final[MutableMapping[Connection, dict[str, str]]] = WeakKeyDictionary()
"""What is known to those who have joined in: it stays so until their transaction ends."""


def of(tx: Connection) -> dict[str, str]:
    """Return each domain of a paper that has several, with the one that stands for all of them."""
    joined = _JOINED.get(tx)
    return _read(tx) if joined is None else dict(joined)


def _read(tx: Connection) -> dict[str, str]:
    return {row.name: row.paper for row in tx.execute(_ALL)}


def join_in(tx: Connection) -> dict[str, str]:
    """Return the same, and let no domains become one before this transaction ends.

    Whoever stores a page does so first. Any number may join in at once.
    """
    if tx not in _JOINED:
        turns.join(tx, Turn.DOMAINS)
        _JOINED[tx] = _read(tx)
    return of(tx)


def are_one(known: dict[str, str], names: Sequence[str]) -> bool:
    """Say whether these domains are known to be those of one paper."""
    return len(names) < 2 or len({known.get(name, name) for name in names}) == 1


def unite(tx: Connection, names: Sequence[str]) -> Rekeyed:
    """Let these domains be those of one paper, the present one first, from now on.

    What any of them was one with before is so still. Return what became of the pages.
    """
    turns.wait(tx, Turn.DOMAINS)
    _JOINED.pop(tx, None)
    known = of(tx)
    present = names[0]
    stood = {known.get(name, name) for name in names} - {present}
    together = {name for name, paper in known.items() if paper in {*stood, present}} | {*names}
    if known.get(present) == present and not stood:
        return Rekeyed(0, 0)
    tx.execute(delete(domain).where(domain.c.name.in_(together)))
    rows = [{"name": name, "paper": present} for name in sorted(together)]
    tx.execute(insert(domain), rows)
    return same_page.change_site(tx, sorted(stood), present)
