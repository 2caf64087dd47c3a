"""Alembic's way in: the connection is handed over, and with it the transaction."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.schema import SchemaItem

from worker.archive.schema.tables import metadata


def include_name(name: str | None, type_: str, _parents: Any) -> bool:
    """Look past the tables that SQLite's full-text index keeps for itself."""
    if type_ != "table" or name is None or _connection().dialect.name != "sqlite":
        return True
    return not name.startswith("article_search")


def include_object(item: SchemaItem, _name: Any, _type: Any, _reflected: Any, _other: Any) -> bool:
    """Look past tables that this database does not have, and their indexes."""
    only_on = getattr(item, "table", item).info.get("only_on")
    return only_on in {None, _connection().dialect.name}


def _connection() -> Connection:
    connection: Connection = context.config.attributes["connection"]
    return connection


def run() -> None:
    """Run what alembic was asked for on the connection at hand."""
    context.configure(
        connection=_connection(),
        target_metadata=metadata,
        include_name=include_name,
        include_object=include_object,
        compare_server_default=True,
        transactional_ddl=True,
        render_as_batch=_connection().dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


run()
