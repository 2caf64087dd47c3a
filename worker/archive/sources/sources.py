"""Sources: newspapers, portals and folders, and what their discovery addresses said last."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import Connection, RowMapping, Select, func, select

from worker.archive.forgetting import removal
from worker.archive.forgetting.removal import Removed
from worker.archive.schema import tables
from worker.archive.sources import runs
from worker.archive.sql.statements import insert_or_leave, upsert
from worker.errors import NotFound, UsageError
from worker.model import Origin, Schedule, Source, Way, WayKind
from worker.vietnamese.names.keys import blind_key

_ADD: Final = insert_or_leave(tables.source, tables.source.c.id)
_KEEP_WAY: Final = upsert(
    tables.way_state,
    key=("source_id", "address"),
    change=("etag", "last_modified", "digest", "whole_at", "lied_at"),
)


_UNPACED: Final = {"poll_after": None, "failures": 0}
"""A source that is new, or whose schedule may have been changed."""


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A source as the archive has it; ``first_polled_at`` None until a first poll has ended.

    ``moved_to`` is the site to which its last poll was redirected for good, in all its ways.
    Before ``poll_after`` it is not polled: decided after the last poll, None where its own
    schedule alone decides. ``failures`` counts the polls in a row that it did not answer.
    """

    id: int
    source: Source
    first_polled_at: datetime | None
    last_run: runs.Run | None
    moved_to: str | None = None
    poll_after: datetime | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class WayMemory:
    """What a discovery address answered last.

    ``digest`` is of the body that was read last, ``whole_at`` when a body came last, ``lied_at``
    when the address was found to say "not modified" of what had changed.
    """

    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    whole_at: datetime | None = None
    lied_at: datetime | None = None


def add(tx: Connection, source: Source) -> int:
    """Store a new source and return its row; one that was removed comes back under its name.

    Raises UsageError where there is one of that name. What comes back counts as never polled,
    so that what it published in the meantime is backlog.
    """
    fresh = {"first_polled_at": None, "moved_to": None, "removed": False, **_UNPACED}
    values = {**_values(source), **fresh}
    added = tx.execute(_ADD[tx.dialect.name], values).scalar()
    if added is None:
        added = tx.execute(
            sa.update(tables.source)
            .where(tables.source.c.name == source.name, tables.source.c.removed)
            .values(**values)
            .returning(tables.source.c.id)
        ).scalar()
    if added is None:
        raise UsageError(f"there is a source named {source.name} already", remedy="choose another")
    return int(added)


def update(tx: Connection, source: Source) -> None:
    """Store what has changed about the source of that name. Raises NotFound."""
    changed = tx.execute(
        sa.update(tables.source)
        .where(tables.source.c.name == source.name, ~tables.source.c.removed)
        .values(**_values(source), **_UNPACED)
        .returning(tables.source.c.id)
    ).scalar()
    if changed is None:
        raise _no_source(source.name)


def sources(tx: Connection) -> tuple[StoredSource, ...]:
    """Return the sources in the order of their names; removed ones are not among them."""
    rows = tx.execute(_select().order_by(tables.source.c.name)).mappings()
    return tuple(_stored(row) for row in rows)


def find(tx: Connection, name: str) -> StoredSource:
    """Return the source of that name. Raises NotFound."""
    row = tx.execute(_select().where(tables.source.c.name == name)).mappings().first()
    if row is None:
        raise _no_source(name)
    return _stored(row)


def of_row(tx: Connection, source_id: int) -> StoredSource | None:
    """Return the source of that row; None where it was removed."""
    row = tx.execute(_select().where(tables.source.c.id == source_id)).mappings().first()
    return None if row is None else _stored(row)


def set_enabled(tx: Connection, name: str, enabled: bool) -> None:
    """Let the source be polled, or not. Raises NotFound."""
    changed = tx.execute(
        sa.update(tables.source)
        .where(tables.source.c.name == name, ~tables.source.c.removed)
        .values(enabled=enabled)
        .returning(tables.source.c.id)
    ).scalar()
    if changed is None:
        raise _no_source(name)


def finish_first_poll(tx: Connection, source_id: int, at: datetime) -> None:
    """Record that a first poll has ended: what is found from now on is news, not backlog."""
    tx.execute(
        sa.update(tables.source)
        .where(tables.source.c.id == source_id, tables.source.c.first_polled_at.is_(None))
        .values(first_polled_at=at)
    )


def note_move(tx: Connection, source_id: int, moved_to: str | None) -> None:
    """Note the site to which a poll was redirected for good, in all its ways; None: to none."""
    tx.execute(
        sa.update(tables.source)
        .where(tables.source.c.id == source_id, tables.source.c.moved_to.is_distinct_from(moved_to))
        .values(moved_to=moved_to)
    )


def keep_pace(
    tx: Connection, source_id: int, *, poll_after: datetime | None, failures: int
) -> None:
    """Keep when a source may be polled again, and how many polls in a row it did not answer."""
    tx.execute(
        sa.update(tables.source)
        .where(tables.source.c.id == source_id)
        .values(poll_after=poll_after, failures=failures)
    )


def way_states(tx: Connection, source_id: int) -> dict[str, tuple[str | None, str | None]]:
    """Return ETag and Last-Modified of every discovery address of a source that was ever read."""
    kept = tables.way_state
    found = select(kept.c.address, kept.c.etag, kept.c.last_modified)
    rows = tx.execute(found.where(kept.c.source_id == source_id))
    return {row.address: (row.etag, row.last_modified) for row in rows}


def way_memory(tx: Connection, source_id: int, address: str) -> WayMemory:
    """Return all that is kept of what a discovery address answered last."""
    kept = tables.way_state
    found = select(*(kept.c[one.name] for one in fields(WayMemory)))
    row = tx.execute(found.where(kept.c.source_id == source_id, kept.c.address == address)).first()
    return WayMemory() if row is None else WayMemory(*row)


def keep_way_state(
    tx: Connection,
    source_id: int,
    address: str,
    *,
    etag: str | None,
    last_modified: str | None,
    digest: str | None = None,
    whole_at: datetime | None = None,
    lied_at: datetime | None = None,
) -> None:
    """Keep what a discovery address answered, for the next request; see ``WayMemory``."""
    values = {
        "source_id": source_id,
        "address": address,
        "etag": etag,
        "last_modified": last_modified,
        "digest": digest,
        "whole_at": whole_at,
        "lied_at": lied_at,
    }
    tx.execute(_KEEP_WAY[tx.dialect.name], values)


def has_lied(tx: Connection, source_id: int, since: datetime) -> bool:
    """Say whether an address of the source was found since then to deny what had changed."""
    kept = tables.way_state
    found = sa.exists().where(kept.c.source_id == source_id, kept.c.lied_at >= since)
    return bool(tx.scalar(select(found)))


def forget_ways(tx: Connection, name: str) -> None:
    """Forget what the discovery addresses of a source answered with last.

    They are then read anew though they have not changed: what is looked for in them has.
    """
    kept = tables.way_state
    of_name = select(tables.source.c.id).where(tables.source.c.name == name).scalar_subquery()
    tx.execute(sa.delete(kept).where(kept.c.source_id == of_name))


def remove(tx: Connection, name: str, *, with_articles: bool, now: datetime) -> Removed:
    """Remove a source, and with ``with_articles`` all that only it has shown. Raises NotFound.

    Without, its pages and articles stay; its row stays too, switched off and out of the lists.
    """
    stored = find(tx, name)
    if with_articles:
        return removal.remove_with_articles(tx, stored.id, stored.source.origin, now)
    return removal.remove_from_lists(tx, stored.id)


def _no_source(name: str) -> NotFound:
    return NotFound(f"there is no source named {name}", remedy="see 'diemtin source list'")


def _select() -> Select[Any]:
    """Return the select of sources with their last runs."""
    polls = tables.run.alias("polls")
    last = select(func.max(polls.c.id)).where(polls.c.source_id == tables.source.c.id)
    joined = tables.source.outerjoin(
        tables.run, tables.run.c.id == last.correlate(tables.source).scalar_subquery()
    )
    run_columns = [column.label(f"run_{column.name}") for column in tables.run.c]
    return select(tables.source, *run_columns).select_from(joined).where(~tables.source.c.removed)


def _stored(row: RowMapping) -> StoredSource:
    run = None if row["run_id"] is None else runs.of_row(row, prefix="run_")
    return StoredSource(
        row["id"],
        _source(row),
        row["first_polled_at"],
        run,
        row["moved_to"],
        row["poll_after"],
        row["failures"],
    )


def _source(row: RowMapping) -> Source:
    return Source(
        name=row["name"],
        title=row["title"],
        ways=tuple(Way(WayKind(kind), address, pattern) for kind, address, pattern in row["ways"]),
        place=row["place"],
        language=row["language"],
        profile=row["profile"],
        schedule=Schedule(every=row["every"], cron=row["cron"]),
        pause=row["pause"],
        allowed_hosts=tuple(row["allowed_hosts"]),
        enabled=row["enabled"],
        origin=Origin(row["origin"]),
        domains=tuple(row["domains"] or ()),
    )


def _values(source: Source) -> dict[str, Any]:
    return {
        "name": source.name,
        "title": source.title,
        "ways": [[way.kind.value, way.address, way.pattern] for way in source.ways],
        "place": source.place,
        "place_key": None if source.place is None else blind_key(source.place),
        "language": source.language,
        "profile": source.profile,
        "every": source.schedule.every,
        "cron": source.schedule.cron,
        "pause": source.pause,
        "allowed_hosts": list(source.allowed_hosts),
        "enabled": source.enabled,
        "origin": source.origin.value,
        "domains": list(source.domains),
    }
