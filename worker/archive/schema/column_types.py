"""Column types that both databases give back as they were handed in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, Final

from backports import zstd
from sqlalchemy import JSON, DateTime, LargeBinary, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

to_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""What every JSON column is written with: Vietnamese as it is, no spaces between."""


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in, aware UTC out. SQLite would drop the zone, so it is handed none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an instant to UTC; a naive datetime is a mistake of the caller (ValueError)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: the archive takes aware instants only")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give the zone back to what SQLite kept without one."""
        if value is None:
            return None
        instant: datetime = value
        if instant.tzinfo is None:
            return instant.replace(tzinfo=UTC)
        return instant.astimezone(UTC)


class AnyText(TypeDecorator[str]):
    """Text, wherever it comes from: an error, a header, what somebody typed.

    NUL (which PostgreSQL refuses) and lone surrogates (which SQLite refuses) become U+FFFD.
    """

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace what one of the databases would refuse."""
        if value is None:
            return None
        try:
            value.encode()
        except UnicodeEncodeError:
            value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return value.replace("\x00", "\ufffd")


class PackedJson(TypeDecorator[Any]):
    """A JSON value, never null; under zstd on SQLite, where long texts took most of the file.

    PostgreSQL packs long values by itself.
    """

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Take bytes on SQLite."""
        kept: TypeEngine[Any] = LargeBinary() if dialect.name == "sqlite" else JSON()
        return dialect.type_descriptor(kept)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Pack the value."""
        return zstd.compress(to_json(value).encode()) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Unpack what was packed; None is a row that a join did not find."""
        if value is None or dialect.name != "sqlite":
            return value
        return json.loads(zstd.decompress(value))
