"""Archives as earlier programs left them."""

from __future__ import annotations

from alembic import command
from sqlalchemy import Connection

from worker.archive.database import migrations


def upgrade_to(tx: Connection, revision: str) -> None:
    """Bring a database, an empty one too, to the tables of that revision."""
    config = migrations.configuration()
    config.attributes["connection"] = tx
    command.upgrade(config, revision)


def insert(tx: Connection, statements: str, **values: str) -> None:
    """Run statements, each ended by ``;`` and a line break but the last.

    ``{true}``, ``{false}`` and the names of ``values`` stand in braces for what this database
    calls them.
    """
    on_sqlite = tx.dialect.name == "sqlite"
    said = {"true": "1", "false": "0"} if on_sqlite else {"true": "true", "false": "false"}
    for statement in statements.format(**said, **values).split(";\n"):
        tx.exec_driver_sql(statement)
