"""Which characters of a text already belong to something found."""

from __future__ import annotations

from collections.abc import Iterable


class Taken:
    """Spans of a text; asking costs the length of what is asked for, however many there are."""

    def __init__(self, length: int, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._marks = bytearray(length)
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Take these characters."""
        self._marks[start:end] = b"\x01" * (end - start)

    def meets(self, start: int, end: int) -> bool:
        """Say whether any of these characters is taken."""
        return self._marks.find(1, start, end) >= 0
