"""Watches: queries that raise alerts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, exists, or_, select, update
from sqlalchemy.exc import IntegrityError

from worker.archive.alerts import look_backs, policies
from worker.archive.officials import matching
from worker.archive.schema.rows import AnyRow
from worker.archive.schema.tables import alert, look_back
from worker.archive.schema.tables import watch as table
from worker.archive.sql.statements import insert_or_leave
from worker.errors import NotFound, UsageError
from worker.model import AlertKind, Origin, Watch, WatchState

_ADD: Final = insert_or_leave(table, table.c.id)


def add(tx: Connection, watch: Watch) -> int:
    """Store a new watch and return its row. Raises UsageError where the name is taken."""
    matching.follows_change(tx)
    values = {
        "name": watch.name,
        "query": watch.query,
        "kinds": [kind.value for kind in watch.kinds],
        "channels": list(watch.channels),
        "state": watch.state.value,
        "origin": watch.origin.value,
        "removed": False,
        "paused_at": watch.paused_at,
        **policies.values(watch.policy),
    }
    added = tx.execute(_ADD[tx.dialect.name], values).scalar()
    if added is None:
        raise _taken(watch.name)
    return int(added)


def change(tx: Connection, watch: Watch) -> None:
    """Give the watch of that row this name, query, kinds, channels and policy.

    The alerts it has raised stay with it, and what is gathered keeps its time.

    Raises UsageError where the name is taken by another.
    """
    matching.follows_change(tx)
    values = {
        "name": watch.name,
        "query": watch.query,
        "kinds": [kind.value for kind in watch.kinds],
        "channels": list(watch.channels),
        **policies.values(watch.policy),
    }
    try:
        tx.execute(update(table).where(table.c.id == watch.id).values(values))
    except IntegrityError as error:
        raise _taken(watch.name) from error


def refuse_taken(tx: Connection, name: str) -> None:
    """Raise UsageError where a watch has that name, before anything is asked or reckoned."""
    if tx.execute(select(table.c.id).where(table.c.name == name, ~table.c.removed)).first():
        raise _taken(name)


def watches(tx: Connection) -> tuple[Watch, ...]:
    """Return the watches in the order of their rows, paused ones included."""
    rows = tx.execute(select(table).where(~table.c.removed).order_by(table.c.id))
    return tuple(_watch(row) for row in rows)


def find(tx: Connection, name: str) -> Watch:
    """Return the watch of that name. Raises NotFound."""
    row = tx.execute(select(table).where(table.c.name == name, ~table.c.removed)).first()
    if row is None:
        raise NotFound(f"there is no watch named {name}", remedy="see 'diemtin watch list'")
    return _watch(row)


def of_row(tx: Connection, watch_id: int) -> Watch | None:
    """Return the watch of that row; None where it was removed."""
    row = tx.execute(select(table).where(table.c.id == watch_id, ~table.c.removed)).first()
    return None if row is None else _watch(row)


def pause(tx: Connection, name: str, now: datetime) -> Watch:
    """Keep a watch, and let it raise nothing; return it so. Raises NotFound.

    One that is paused already stays so since then.
    """
    watch = find(tx, name)
    if watch.state is WatchState.PAUSED:
        return watch
    _set_state(tx, watch, WatchState.PAUSED, now)
    return replace(watch, state=WatchState.PAUSED, paused_at=now)


def resume(tx: Connection, name: str) -> Watch:
    """Let a paused watch raise alerts again; return it as it was. Raises NotFound."""
    watch = find(tx, name)
    _set_state(tx, watch, WatchState.ACTIVE, None)
    return watch


def remove(tx: Connection, name: str) -> None:
    """Remove a watch; the alerts it has raised are kept. Raises NotFound."""
    retire(tx, find(tx, name).id)


def retire(tx: Connection, watch_id: int) -> None:
    """Remove a watch; its row stays, out of the lists, where alerts refer to it."""
    matching.follows_change(tx)
    look_backs.forget(tx, watch_id)
    kept = (alert, look_back)  # one may have begun this instant
    named = or_(*(exists().where(of.c.watch_id == watch_id) for of in kept))
    tx.execute(delete(table).where(table.c.id == watch_id, ~named))
    tx.execute(update(table).where(table.c.id == watch_id).values(removed=True))


def _taken(name: str) -> UsageError:
    return UsageError(f"there is a watch named {name} already", remedy="choose another")


def _set_state(tx: Connection, watch: Watch, state: WatchState, since: datetime | None) -> None:
    matching.follows_change(tx)
    values = {"state": state.value, "paused_at": since}
    tx.execute(update(table).where(table.c.id == watch.id).values(values))


def _watch(row: AnyRow) -> Watch:
    return Watch(
        name=row.name,
        query=row.query,
        kinds=tuple(AlertKind(kind) for kind in row.kinds),
        channels=tuple(row.channels),
        state=WatchState(row.state),
        id=row.id,
        origin=Origin(row.origin),
        paused_at=row.paused_at,
        policy=policies.policy_of(row),
    )
