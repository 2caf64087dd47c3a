"""Fixtures that every folder of tests may ask for."""

from __future__ import annotations

from tests.databases import (
    archive,
    database_url,
    empty_database_url,
    empty_postgres_url,
    empty_sqlite_url,
    postgres_database,
    postgres_server,
    postgres_url,
    sqlite_template,
    sqlite_url,
)
from tests.forked import forks

__all__ = [
    "archive",
    "database_url",
    "empty_database_url",
    "empty_postgres_url",
    "empty_sqlite_url",
    "forks",
    "postgres_database",
    "postgres_server",
    "postgres_url",
    "sqlite_template",
    "sqlite_url",
]
