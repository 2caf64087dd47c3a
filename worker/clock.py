"""Time is handed in: whoever needs it takes a ``Clock``."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, Protocol

HANOI: Final = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Vietnam's time: UTC+7, without daylight saving, since 13 June 1975 (IANA tz database)."""


class Clock(Protocol):
    """The time of day, a stopwatch, and a way to wait."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds on a stopwatch that never goes back."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait that many seconds; other tasks go on."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds on a stopwatch that never goes back."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait that many seconds; other tasks go on."""
        import asyncio  # costs 25 ms: a command that never waits does without

        await asyncio.sleep(seconds)


def midnight(day: date) -> datetime:
    """Return the instant at which a day begins in Hanoi."""
    return datetime(day.year, day.month, day.day, tzinfo=HANOI).astimezone(UTC)


def hanoi_day(instant: datetime) -> date:
    """Return the day that it is in Hanoi at that instant."""
    return instant.astimezone(HANOI).date()
