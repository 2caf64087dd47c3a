"""Which deliveries a service has in hand, written where the next one in its home finds it.

A claimed delivery is left alone until its lease ends, for who claimed it may still be sending. Of
one case more is known: a service holds the lock of its home for as long as it lives, so who gets
that lock after it knows it to be dead, and need not wait (docs/decisions/0020-order-of-deliveries).

The file says nothing that the archive could contradict: a claim counts only while its delivery is
in flight under that very fence.
"""

from __future__ import annotations

from contextlib import suppress
from typing import BinaryIO, Final

from loguru import logger

from worker.archive.alerts import outbox
from worker.archive.database.engine import Archive
from worker.clock import Clock
from worker.model import Claim

_WHOLE_LINE: Final = 2


class InHand:
    """The claims of one process, a line each in a file that nobody else writes."""

    def __init__(self, file: BinaryIO) -> None:
        """Take a file opened for reading and appending, unbuffered."""
        self._file = file

    def took(self, claim: Claim) -> None:
        """Note a claim: before its transaction ends, so that no claim goes unnoted.

        Where the disk is full the lease alone has to do; no message waits for this.
        """
        with suppress(OSError):
            self._file.write(f"{claim.delivery} {claim.fence}\n".encode())

    def nothing(self) -> None:
        """Note that all outcomes are recorded."""
        with suppress(OSError):
            self._file.truncate(0)

    def left(self) -> list[Claim]:
        """Return the claims that were noted last; a line that was cut off is left out."""
        self._file.seek(0)
        lines = self._file.read().decode("utf-8", "replace").splitlines()
        words = [line.split() for line in lines]
        return [
            Claim(one[0], int(one[1]))
            for one in words
            if len(one) == _WHOLE_LINE and one[1].isdecimal()
        ]


def take_over(archive: Archive, clock: Clock, in_hand: InHand) -> int:
    """End the leases of claims whose process is dead; return of how many deliveries.

    To be called by who holds the lock under which they were noted.
    """
    with archive.write() as tx:
        freed = outbox.end_leases(tx, in_hand.left(), clock.now())
    in_hand.nothing()
    if freed:
        logger.info(
            "{} message(s) that the service before had in hand are sent again, each under its id",
            freed,
        )
    return freed
