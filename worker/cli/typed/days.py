"""Days as they are typed behind options."""

from __future__ import annotations

from datetime import date

import click


def day_typed(_: click.Context, option: click.Parameter, value: str | None) -> date | None:
    """Return the day that was typed, as ``after:`` in a query takes it too. Raise UsageError."""
    if value is None:
        return None
    from worker.errors import UsageError
    from worker.match.queries.terms import A_DAY, typed_day

    day = typed_day(value)
    if day is None:
        expected = f"{A_DAY}, such as 2026-03-01"
        raise UsageError(f"found {value}", where=option.opts[0], expected=expected)
    return day
