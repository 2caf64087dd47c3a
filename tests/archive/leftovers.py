"""All that can be read out of an archive by whoever looks everywhere: every column of every table.

What is packed is unpacked. Of SQLite the files themselves are read too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from backports import zstd
from sqlalchemy import Connection, inspect

from worker.archive.database.engine import Archive

ZSTD = b"\x28\xb5\x2f\xfd"
"""What a zstd frame begins with."""


def said_anywhere(archive: Archive, words: Iterable[str]) -> dict[str, list[str]]:
    """Return in which columns each of the words stands, in any case; those nowhere left out."""
    with archive.read() as tx:
        columns = _columns(tx)
    found: dict[str, list[str]] = {}
    for word in words:
        where = [name for name, said in columns.items() if word.casefold() in said]
        if where:
            found[word] = where
    return found


def _columns(tx: Connection) -> dict[str, str]:
    """Return all that stands in each column, as text."""
    said: dict[str, list[str]] = {}
    tables = [*inspect(tx).get_table_names()]
    if tx.dialect.name == "sqlite":
        tables.append("article_search_vocabulary")
    for table in tables:
        rows = tx.exec_driver_sql(f'SELECT * FROM "{table}"')
        names = list(rows.keys())
        for row in rows:
            for name, value in zip(names, row, strict=True):
                said.setdefault(f"{table}.{name}", []).append(_text(value))
    return {name: "\n".join(values).casefold() for name, values in said.items()}


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        packed = bytes(value)
        plain = zstd.decompress(packed) if packed.startswith(ZSTD) else packed
        text = plain.decode("utf-8", "replace")
        return (
            text if "\\u" not in text else text + text.encode().decode("unicode_escape", "replace")
        )
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def said_in_files(archive: Archive, needles: Iterable[bytes]) -> dict[bytes, list[str]]:
    """Return in which of SQLite's files each of these bytes stand; those nowhere left out."""
    database = Path(archive.url.database or "")
    files = [*database.parent.glob(f"{database.name}*")]
    found: dict[bytes, list[str]] = {}
    for needle in needles:
        where = [file.name for file in files if needle in file.read_bytes()]
        if where:
            found[needle] = where
    return found
