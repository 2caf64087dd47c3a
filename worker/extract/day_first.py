"""Whether the day or the month comes first in "3/12/2026 3:42:10 PM", as .NET prints it.

Portals print so in English and in Vietnamese order. What the address says, days that the text
speaks of and the time at which the page was fetched may settle it; otherwise nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from worker.vietnamese.text.dates import parse_published

_DOUBTFUL: Final = re.compile(
    r"(?<!\d)(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4}),? "
    r"(?P<time>\d{1,2}:\d\d):\d\d (?P<half>AM|PM)\b",
    re.IGNORECASE,
)
_IN_ADDRESS: Final = re.compile(r"(20\d\d)[/-]?(\d\d)[/-]?(\d\d)")
_IN_TEXT: Final = re.compile(
    r"(?:ngày|sáng|trưa|chiều|tối|đêm|nay|mai|qua)\s?,?\s?\(?(\d{1,2})\s?[/-]\s?(\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 40_000
"""Characters of a page in which days are looked for."""
_NEAR: Final = timedelta(days=4)
"""A text that speaks of a day was published about then."""


@dataclass(frozen=True)
class Days:
    """What a page says of the day on which it was published, beside its date."""

    tree: LexborHTMLParser
    address: str
    fetched: datetime

    def settled(self, text: str) -> str:
        """Return a wording with the day first where that can be told; else as it is."""
        found = _DOUBTFUL.search(text)
        if found is None or parse_published(text) is not None:
            return text
        one, other, year = int(found["one"]), int(found["other"]), int(found["year"])
        first, second = _day(year, other, one), _day(year, one, other)
        spoken = self._speaks(first), self._speaks(second)
        if spoken[0] == spoken[1]:
            return text
        day, month = (one, other) if spoken[0] > spoken[1] else (other, one)
        said = f"{day:02}/{month:02}/{year} - {found['time']} {found['half']}"
        return f"{text[: found.start()]}{said}{text[found.end() :]}"

    def _speaks(self, day: date | None) -> int:
        """Return how much speaks for a day; nothing for one that has not come."""
        if day is None or day > (self.fetched + timedelta(days=1)).date():
            return -1
        return sum(abs(day - other) <= _NEAR for other in self._told(day.year))

    def _told(self, year: int) -> Iterator[date]:
        """Yield the days that address and text name."""
        for said in _IN_ADDRESS.findall(self.address):
            if found := _day(*map(int, said)):
                yield found
        for said_day, month in self._in_text:
            if found := _day(year, month, said_day):
                yield found

    @cached_property
    def _in_text(self) -> frozenset[tuple[int, int]]:
        body = self.tree.body
        text = body.text(deep=True, separator=" ")[:_LOOKED_AT] if body is not None else ""
        return frozenset((int(day), int(month)) for day, month in _IN_TEXT.findall(text))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return datetime(year, month, day, tzinfo=UTC).date()
    except ValueError:
        return None
