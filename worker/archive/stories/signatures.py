"""Finding the articles whose signatures are near: the rows of some months, kept in memory.

What was read once is not read again: only rows that have joined since. Whoever asks is alone
(:func:`worker.archive.stories.stories.alone`), so rows come in the order of their ids. What a
transaction has added itself is dropped when the next one asks: it may have been rolled back.
"""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, bindparam, select

from worker.archive.schema.tables import story_member

PERIOD: Final = 31
"""Days of a period: the rows of one are kept and dropped together."""

MOST_ROWS: Final = 2_000_000
"""Rows kept in memory at most, of 48 bytes each; beyond it the period asked for least lately goes,
unless it is asked for now."""

_WORDS: Final = 4
"""Signatures are four words of 64 bits."""
_CHUNK: Final = 16_384
"""Rows looked at at once: what is reckoned with them stays in the processor's cache."""
_AT_ONCE: Final = 50_000

_ADDED: Final = (
    select(story_member.c.id, story_member.c.number, story_member.c.day, story_member.c.signature)
    .where(story_member.c.period == bindparam("period"), story_member.c.id > bindparam("after"))
    .order_by(story_member.c.id)
    .limit(_AT_ONCE)
)


def near(
    tx: Connection, signature: bytes, day: int, *, days: int, bits: int, most: int
) -> list[int]:
    """Return the articles within ``days`` of that day whose signature differs in few bits.

    At most ``bits`` bits; at most ``most`` articles, the nearest first, then the earlier number.
    An article that was removed may be among them.
    """
    scan = _scan_of(tx.engine)
    with scan.lock:
        return scan.near(tx, signature, day, days, bits, most)


class _Rows:
    """The rows of one period, in the order of their ids."""

    def __init__(self) -> None:
        self.words: NDArray[np.uint64] = np.empty((_WORDS, 0), dtype=np.uint64)
        self.numbers: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self.days: NDArray[np.int32] = np.empty(0, dtype=np.int32)
        self.count = 0
        self.last = 0
        self.settled = (0, 0)

    def forget_unsettled(self) -> None:
        """Drop what was not known to be committed."""
        self.count, self.last = self.settled

    def take_in(self, tx: Connection, period: int, *, settled: bool) -> None:
        """Read what has joined since."""
        while True:
            rows = tx.execute(_ADDED, {"period": period, "after": self.last}).all()
            if rows:
                self._add(rows)
            if len(rows) < _AT_ONCE:
                break
        if settled:
            self.settled = (self.count, self.last)

    def _add(self, rows: Any) -> None:
        end = self.count + len(rows)
        if end > self.numbers.size:
            self._grow(max(end, self.numbers.size * 3 // 2, 64))
        read = np.frombuffer(b"".join(row.signature for row in rows), dtype=np.uint64)
        self.words[:, self.count : end] = read.reshape(-1, _WORDS).T
        self.numbers[self.count : end] = [row.number for row in rows]
        self.days[self.count : end] = [row.day for row in rows]
        self.count, self.last = end, rows[-1].id

    def _grow(self, size: int) -> None:
        more = size - self.numbers.size
        self.words = np.pad(self.words, ((0, 0), (0, more)))
        self.numbers, self.days = np.pad(self.numbers, (0, more)), np.pad(self.days, (0, more))

    def near(self, asked: NDArray[np.uint64], bits: int) -> list[tuple[int, int, int]]:
        """Return distance, number and day of those that differ in so many bits at most."""
        found: list[tuple[int, int, int]] = []
        for start in range(0, self.count, _CHUNK):
            end = min(start + _CHUNK, self.count)
            # All 256 bits would be a nought of eight bits: nothing but a candidate too many.
            differ = np.bitwise_count(self.words[0, start:end] ^ asked[0])
            for word in range(1, _WORDS):
                differ += np.bitwise_count(self.words[word, start:end] ^ asked[word])
            for at in np.flatnonzero(differ <= bits):
                place = start + int(at)
                found.append((int(differ[at]), int(self.numbers[place]), int(self.days[place])))
        return found


class _Scan:
    """The periods of one archive that were asked for lately."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self._periods: OrderedDict[int, _Rows] = OrderedDict()
        self._last: weakref.ref[Any] | None = None

    def near(
        self, tx: Connection, signature: bytes, day: int, days: int, bits: int, most: int
    ) -> list[int]:
        """Return the numbers of the nearest, read through that transaction."""
        wanted = range((day - days) // PERIOD, (day + days) // PERIOD + 1)
        self._take_in(tx, wanted)
        asked = np.frombuffer(signature, dtype=np.uint64)
        found = [one for period in wanted for one in self._periods[period].near(asked, bits)]
        within = sorted(one for one in found if abs(one[2] - day) <= days)
        return [number for _, number, _ in within[:most]]

    def _take_in(self, tx: Connection, wanted: range) -> None:
        now = tx.get_transaction()
        begun = self._last is None or self._last() is not now
        if begun:
            for rows in self._periods.values():
                rows.forget_unsettled()
            self._last = None if now is None else weakref.ref(now)
        for period in wanted:
            rows = self._periods.setdefault(period, _Rows())
            self._periods.move_to_end(period)
            rows.take_in(tx, period, settled=begun)
        kept = sum(rows.numbers.size for rows in self._periods.values())
        while kept > MOST_ROWS and len(self._periods) > len(wanted):
            kept -= self._periods.popitem(last=False)[1].numbers.size


_scans: weakref.WeakKeyDictionary[Engine, _Scan] = weakref.WeakKeyDictionary()
_making = threading.Lock()


def _scan_of(engine: Engine) -> _Scan:
    with _making:
        return _scans.setdefault(engine, _Scan())
