"""Topics: named queries."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, delete, select

from worker.archive.officials import matching
from worker.archive.schema.rows import AnyRow
from worker.archive.schema.tables import topic as table
from worker.archive.sql.statements import insert_or_leave
from worker.errors import NotFound, UsageError
from worker.model import Origin, Topic

_ADD: Final = insert_or_leave(table, table.c.id)


def add(tx: Connection, topic: Topic) -> int:
    """Store a new topic and return its row. Raises UsageError where the name is taken."""
    matching.follows_change(tx)
    values = {
        "name": topic.name,
        "query": topic.query,
        "title": topic.title,
        "origin": topic.origin.value,
    }
    added = tx.execute(_ADD[tx.dialect.name], values).scalar()
    if added is None:
        raise UsageError(f"there is a topic named {topic.name} already", remedy="choose another")
    return int(added)


def topics(tx: Connection) -> tuple[Topic, ...]:
    """Return the topics in the order of their names."""
    rows = tx.execute(select(table).order_by(table.c.name))
    return tuple(map(_topic, rows))


def find(tx: Connection, name: str) -> Topic:
    """Return the topic of that name. Raises NotFound."""
    row = tx.execute(select(table).where(table.c.name == name)).first()
    if row is None:
        raise NotFound(f"there is no topic named {name[:60]}", remedy="see 'diemtin topic list'")
    return _topic(row)


def queries(tx: Connection) -> dict[str, str]:
    """Return the query of each topic by its name, as the query language wants them."""
    return {topic.name: topic.query for topic in topics(tx)}


def alone(tx: Connection) -> None:
    """Let nobody else change topics before this transaction ends: two might close a ring."""
    if tx.dialect.name == "postgresql":  # SQLite has one writer at a time
        tx.exec_driver_sql("LOCK TABLE topic IN SHARE ROW EXCLUSIVE MODE")


def replace(tx: Connection, name: str, topic: Topic) -> None:
    """Put a topic in the place of the one of that name, whose name may be another.

    Raises NotFound; UsageError where the new name is taken.
    """
    remove(tx, name)
    add(tx, topic)


def remove(tx: Connection, name: str) -> None:
    """Remove a topic. Raises NotFound."""
    matching.follows_change(tx)
    gone = tx.execute(delete(table).where(table.c.name == name).returning(table.c.id)).scalar()
    if gone is None:
        raise NotFound(f"there is no topic named {name[:60]}", remedy="see 'diemtin topic list'")


def _topic(row: AnyRow) -> Topic:
    return Topic(row.name, row.query, row.title, Origin(row.origin))
