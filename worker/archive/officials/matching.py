"""Which generation of mentions is read, and how far the next one has come.

A generation holds all mentions, index keys and learned terms that one version of the rules finds
under one registry. What is read is always one whole generation: a rematch fills the next one
beside it, then makes that the one that is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Table, bindparam, delete, exists, func, select, update

from worker.archive.schema.tables import (
    article,
    attestation,
    learned,
    mention,
    mentioned,
    unsettled,
)
from worker.archive.schema.tables import matching as table
from worker.archive.sql import turns
from worker.archive.sql.statements import insert_or_leave
from worker.archive.sql.turns import Turn

PRESENT: Final = select(table.c.generation).scalar_subquery()
"""The generation that is read."""

LEARN: Final = "learn"
MATCH: Final = "match"
"""The stages of a generation that is being made."""

_UNSETTLE: Final = insert_or_leave(unsettled)


@dataclass(frozen=True, slots=True)
class Next:
    """A rematch under way: its generation, what it is made under, and how far it is.

    ``stage`` is ``learn``, then ``match``; ``cursor`` the last article done in this stage.
    """

    generation: int
    rules: str
    fingerprint: str
    edition: int
    stage: str
    cursor: int


@dataclass(frozen=True, slots=True)
class State:
    """``generation`` is read; it was found by ``rules`` under a registry of that fingerprint.

    ``edition`` counts the changes of the registry up to now, ``of_edition`` up to then;
    ``follows`` counts those of watches, topics and channels.
    """

    edition: int
    follows: int
    generation: int
    rules: str
    fingerprint: str
    of_edition: int
    next: Next | None


def state(tx: Connection) -> State:
    """Return the state as this transaction sees it."""
    row = tx.execute(select(table)).one()
    under_way = None
    if row.next_generation is not None:
        under_way = Next(
            row.next_generation,
            row.next_rules,
            row.next_fingerprint,
            row.next_edition,
            row.next_stage,
            row.next_cursor,
        )
    return State(
        row.edition,
        row.follows,
        row.generation,
        row.rules,
        row.fingerprint,
        row.of_edition,
        under_way,
    )


def join_in(tx: Connection) -> State:
    """Let no rematch move on, and no registry change, before this transaction ends.

    Whoever stores an article does so first: else a rematch might pass by the number of an
    article that is not committed yet. Any number may join in at once.
    """
    turns.join(tx, Turn.MATCHING)
    return state(tx)


def alone(tx: Connection) -> State:
    """Wait for all who have joined in, and let nobody else in before this transaction ends."""
    turns.wait(tx, Turn.MATCHING)
    return state(tx)


def registry_changed(tx: Connection) -> None:
    """Note that the registry is another one after this transaction."""
    alone(tx)
    tx.execute(update(table).values(edition=table.c.edition + 1))


def follows_change(tx: Connection) -> None:
    """Note that watches, topics or channels are others after this transaction.

    What is stored before it ends was matched without the change, what is stored after it with it.
    """
    alone(tx)
    tx.execute(update(table).values(follows=table.c.follows + 1))


def settle(tx: Connection, rules: str, fingerprint: str, edition: int) -> None:
    """Say what the generation that is read was found under, where it turns out to be so."""
    tx.execute(update(table).values(rules=rules, fingerprint=fingerprint, of_edition=edition))


def has_articles(tx: Connection) -> bool:
    """Say whether there is anything to match."""
    return bool(tx.scalar(select(exists().select_from(article))))


def is_alone(tx: Connection, number: int) -> bool:
    """Say whether the archive has no article but this one."""
    return not tx.scalar(select(exists().where(article.c.number != number)))


def unsettle(tx: Connection, number: int) -> None:
    """Note an article whose mentions were found under another registry than its generation's."""
    tx.execute(_UNSETTLE[tx.dialect.name], {"number": number})


def unsettled_numbers(tx: Connection, limit: int) -> Sequence[int]:
    """Return the articles noted so, the lowest numbers first."""
    return tx.scalars(select(unsettled.c.number).order_by(unsettled.c.number).limit(limit)).all()


def unsettled_count(tx: Connection) -> int:
    """Return how many articles are noted so."""
    return tx.scalar(select(func.count()).select_from(unsettled)) or 0


def settled(tx: Connection, numbers: Sequence[int]) -> None:
    """Take articles off that list."""
    tx.execute(delete(unsettled).where(unsettled.c.number.in_(numbers)))


def begin(tx: Connection, rules: str, fingerprint: str, edition: int) -> Next:
    """Begin the next generation, in place of one that was begun before."""
    begun = Next(_latest(tx) + 1, rules, fingerprint, edition, LEARN, -1)
    advance(tx, begun)
    return begun


def _latest(tx: Connection) -> int:
    """Return the highest generation that was ever begun and has left anything."""
    present = state(tx)
    known = [present.generation, *([present.next.generation] if present.next else [])]
    for of in (mention, mentioned, learned):
        known.append(tx.scalar(select(func.max(of.c.generation))) or 0)
    return max(known)


def advance(tx: Connection, reached: Next) -> None:
    """Store how far the next generation is."""
    tx.execute(
        update(table).values(
            next_generation=reached.generation,
            next_rules=reached.rules,
            next_fingerprint=reached.fingerprint,
            next_edition=reached.edition,
            next_stage=reached.stage,
            next_cursor=reached.cursor,
        )
    )


def take_over(tx: Connection, whole: Next) -> None:
    """Make the next generation, which is whole, the one that is read."""
    settle(tx, whole.rules, whole.fingerprint, whole.edition)
    tx.execute(update(table).values(generation=whole.generation))
    tx.execute(delete(unsettled))
    abandon(tx)


def abandon(tx: Connection) -> None:
    """Make no next generation; what was made of it is swept."""
    tx.execute(
        update(table).values(
            next_generation=None,
            next_rules=None,
            next_fingerprint=None,
            next_edition=None,
            next_stage=None,
            next_cursor=None,
        )
    )


def has_leavings(tx: Connection) -> bool:
    """Say whether rows of generations are left that nobody reads any more."""
    kept = _kept(tx)
    return any(_oldest(tx, of, kept) is not None for of in (mention, mentioned, learned))


def sweep(tx: Connection, limit: int) -> int:
    """Remove at most ``limit`` such rows, and what hangs on them; return how many."""
    kept = _kept(tx)
    for of, remove in ((mention, _by_id), (mentioned, _by_key), (learned, _with_attestations)):
        generation = _oldest(tx, of, kept)
        if generation is not None:
            return remove(tx, of, generation, limit)
    return 0


def _kept(tx: Connection) -> set[int]:
    present = state(tx)
    return {present.generation, *([present.next.generation] if present.next else [])}


def _oldest(tx: Connection, of: Table, kept: set[int]) -> int | None:
    """Return the first generation in a table that is not kept: a look-up or three in its index."""
    found: int | None = -1
    while found is not None:
        found = tx.scalar(select(func.min(of.c.generation)).where(of.c.generation > found))
        if found not in kept:
            return found
    return None


def _ids(tx: Connection, of: Table, generation: int, limit: int) -> Sequence[int]:
    return tx.scalars(select(of.c.id).where(of.c.generation == generation).limit(limit)).all()


def _by_id(tx: Connection, of: Table, generation: int, limit: int) -> int:
    ids = _ids(tx, of, generation, limit)
    tx.execute(delete(of).where(of.c.id.in_(ids)))
    return len(ids)


def _by_key(tx: Connection, of: Table, generation: int, limit: int) -> int:
    found = select(of.c.key, of.c.number).where(of.c.generation == generation).limit(limit)
    rows = [{"of_key": row.key, "of_number": row.number} for row in tx.execute(found)]
    same = (of.c.key == bindparam("of_key"), of.c.number == bindparam("of_number"))
    tx.execute(delete(of).where(of.c.generation == generation, *same), rows)
    return len(rows)


def _with_attestations(tx: Connection, of: Table, generation: int, limit: int) -> int:
    ids = _ids(tx, of, generation, limit)
    tx.execute(delete(attestation).where(attestation.c.learned_id.in_(ids)))
    tx.execute(delete(of).where(of.c.id.in_(ids)))
    return len(ids)
