"""Fixtures that every folder of tests may ask for."""

from __future__ import annotations

import pytest

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

LONGEST = (
    "tests/packaging/test_dockerfile.py",
    "tests/crash/",
    "tests/flow/search/test_agreement.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: at the end it would be one process's, and the others idle."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
