"""Turns at hosts, among the processes of one home: a walk through the past, and the service.

All of them have one small file, with a place for each host. Who asks a host has its place locked,
and writes down there when the request ended. A lock goes with its process, however that ends.
"""

from __future__ import annotations

import fcntl
import os
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final
from zlib import crc32

from worker.clock import Clock
from worker.fetch.failures import UnneededError

_PLACES: Final = 1 << 16
"""Two hosts that share one wait for each other now and then, and no harm is done."""
_INSTANT: Final = struct.Struct("<d")
_LOOK: Final = 0.05
"""Seconds between two looks whether another process has ended its request; and how much longer who
asked last waits, where there is a pause, so that others come first."""


class HostTurns:
    """The turns that this process takes. ``clock.monotonic`` counts alike in all processes."""

    def __init__(self, path: Path, clock: Clock) -> None:
        """Open the file, or make it. Raises OSError where that cannot be done."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._clock = clock
        self._written: dict[int, bytes] = {}

    @asynccontextmanager
    async def alone(self, site: str, pause: float) -> AsyncIterator[None]:
        """Have a host for this process, ``pause`` seconds after the last request of any.

        A turn that ends in UnneededError was none: nobody waits after it.
        """
        place = crc32(site.encode()) % _PLACES * _INSTANT.size
        # Who waits for the pause has no lock meanwhile: else a long walk would keep others out.
        while not self._take(place, pause):
            await self._clock.sleep(max(self._left(place, pause), _LOOK))
        asked = True
        try:
            yield
        except UnneededError:
            asked = False
            raise
        finally:
            self._leave(place) if asked else self._unlock(place)

    def close(self) -> None:
        """Close the file; what is locked of it is free then."""
        os.close(self._file)

    def _take(self, place: int, pause: float) -> bool:
        """Take a place if the pause is over and nobody has it."""
        if self._left(place, pause) > 0:
            return False
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, _INSTANT.size, place)
        except (BlockingIOError, PermissionError):
            return False
        if self._left(place, pause) > 0:  # another was quicker, and has ended already
            self._unlock(place)
            return False
        return True

    def _leave(self, place: int) -> None:
        now = _INSTANT.pack(self._clock.monotonic())
        with suppress(OSError):  # where the disk is full, others do without the pause
            os.pwrite(self._file, now, place)
        self._written[place] = now
        self._unlock(place)

    def _unlock(self, place: int) -> None:
        fcntl.lockf(self._file, fcntl.LOCK_UN, _INSTANT.size, place)

    def _left(self, place: int, pause: float) -> float:
        """Return the seconds that are left of a pause; none after a restart of the machine."""
        written = os.pread(self._file, _INSTANT.size, place)
        if len(written) < _INSTANT.size:
            return 0.0
        left: float = _INSTANT.unpack(written)[0] + pause - self._clock.monotonic()
        if left > pause:
            return 0.0
        asked_last = written == self._written.get(place)
        return left + (min(_LOOK, pause / 10) if asked_last else 0.0)
