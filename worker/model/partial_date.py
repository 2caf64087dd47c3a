"""Days of which perhaps only the month or the year is known."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Final

_WRITTEN: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, as ISO 8601 writes them: 2021-06-29, 2021-06, 2021."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read YYYY, YYYY-MM or YYYY-MM-DD. Raises ValueError for anything else."""
        match = _WRITTEN.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"no date: {text!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        date(
            year, 1 if month is None else month, 1 if day is None else day
        )  # refuses month 13 and day 30 of February
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Return a day that is known exactly."""
        return cls(day.year, day.month, day.day)

    @property
    def earliest(self) -> date:
        """Return the first day that it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """Return the last day that it may be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """Return it as ISO 8601 writes it, no more exact than it is known."""
        parts = (self.month, self.day)
        return f"{self.year:04}" + "".join(f"-{part:02}" for part in parts if part is not None)
