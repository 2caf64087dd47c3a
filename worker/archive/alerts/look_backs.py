"""Look-backs: watches run over the past, each with how far it has come.

A watch has one that is unfinished at most: a unique index says so. Its alerts gather in one
digest a channel, under a key of the watch, until the look-back ends in whatever way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, delete, select, update

from worker.archive.alerts import outbox
from worker.archive.index import published
from worker.archive.schema.rows import AnyRow
from worker.archive.schema.tables import delivery
from worker.archive.schema.tables import look_back as table
from worker.archive.schema.tables import watch as watch_table
from worker.archive.sql.statements import insert_or_leave
from worker.clock import midnight
from worker.model import DeliveryState, LookBackState

_BEGIN: Final = insert_or_leave(table, table.c.id)
_NAMED: Final = (
    select(table, watch_table.c.name.label("watch")).join(watch_table).where(~watch_table.c.removed)
)
_UNFINISHED: Final = table.c.state == LookBackState.UNFINISHED.value


@dataclass(frozen=True, slots=True)
class LookBack:
    """A watch run over the articles published from a day of Hanoi on.

    ``cursor`` is the key of the last article looked at, ``until`` of the last there was when it
    began; ``found`` are the alerts it has raised.
    """

    id: int
    watch_id: int
    watch: str
    since: date
    cursor: int
    until: int
    found: int
    state: LookBackState
    begun_at: datetime
    ended_at: datetime | None


def digest_key(watch_id: int) -> str:
    """Return the key of the digest that gathers what a watch finds in the past."""
    return f"look-back:{watch_id}"


def begin(tx: Connection, watch_id: int, since: date, now: datetime) -> LookBack:
    """Begin to look back, or take up what was begun since the same day.

    One that was begun since another day gives way; what it has raised goes out with this one's.
    """
    start = published.key_before(tx, midnight(since))
    newest = published.newest_key(tx)
    values = {
        "watch_id": watch_id,
        "since": since.isoformat(),
        "cursor": start,
        "until": start if newest is None else max(newest, start),
        "found": 0,
        "state": LookBackState.UNFINISHED.value,
        "begun_at": now,
    }
    other = update(table).where(table.c.watch_id == watch_id, _UNFINISHED)
    tx.execute(
        other.where(table.c.since != since.isoformat()).values(
            state=LookBackState.DROPPED.value, ended_at=now
        )
    )
    tx.execute(_BEGIN[tx.dialect.name], values)
    begun = tx.execute(_NAMED.where(table.c.watch_id == watch_id, _UNFINISHED)).one()
    return _look_back(begun)


def unfinished(tx: Connection) -> tuple[LookBack, ...]:
    """Return the look-backs that may go on, in the order begun."""
    return tuple(map(_look_back, tx.execute(_NAMED.where(_UNFINISHED).order_by(table.c.id))))


def latest(tx: Connection, watch_id: int) -> LookBack | None:
    """Return the last look-back of a watch, unfinished or not; None where there was none."""
    of_watch = _NAMED.where(table.c.watch_id == watch_id)
    row = tx.execute(of_watch.order_by(table.c.id.desc()).limit(1)).first()
    return None if row is None else _look_back(row)


def taken(tx: Connection, look_back_id: int) -> LookBack | None:
    """Return a look-back as it is now, and let nobody else move it before this transaction ends.

    None where its watch was removed.
    """
    row = tx.execute(_NAMED.where(table.c.id == look_back_id).with_for_update(of=table)).first()
    return None if row is None else _look_back(row)


def advance(tx: Connection, one: LookBack, *, cursor: int, found: int) -> LookBack:
    """Store how far a look-back is and how many alerts that brought; return it so.

    The caller has it from :func:`taken`.
    """
    moved = replace(one, cursor=cursor, found=one.found + found)
    values = {"cursor": moved.cursor, "found": moved.found}
    tx.execute(update(table).where(table.c.id == one.id).values(values))
    return moved


def end(tx: Connection, one: LookBack, state: LookBackState, now: datetime) -> LookBack:
    """End a look-back, and let what it has raised go out; return it so."""
    ended = {"state": state.value, "ended_at": now}
    tx.execute(update(table).where(table.c.id == one.id, _UNFINISHED).values(ended))
    outbox.release_digest(tx, digest_key(one.watch_id), now)
    return replace(one, state=state, ended_at=now)


def looked_at(tx: Connection, one: LookBack) -> tuple[int, int]:
    """Return how many articles a look-back has looked at, and how many it will have."""
    start = published.key_before(tx, midnight(one.since))
    return published.count(tx, start, one.cursor), published.count(tx, start, one.until)


def forget(tx: Connection, watch_id: int) -> None:
    """Forget the look-backs of a watch that is removed; what they have raised goes out."""
    held = (delivery.c.digest_key == digest_key(watch_id), delivery.c.state == DeliveryState.HELD)
    due = {"state": DeliveryState.PENDING.value, "next_attempt_at": delivery.c.created_at}
    tx.execute(update(delivery).where(*held).values(due))
    tx.execute(delete(table).where(table.c.watch_id == watch_id))


def _look_back(row: AnyRow) -> LookBack:
    return LookBack(
        id=row.id,
        watch_id=row.watch_id,
        watch=row.watch,
        since=date.fromisoformat(row.since),
        cursor=row.cursor,
        until=row.until,
        found=row.found,
        state=LookBackState(row.state),
        begun_at=row.begun_at,
        ended_at=row.ended_at,
    )
