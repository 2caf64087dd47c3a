"""How the archive lets go what nobody asks for any more, a little at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Final

from worker.archive.database.engine import Archive
from worker.archive.sources import old_runs
from worker.archive.sql.batches import batches
from worker.clock import Clock

RUNS_KEPT: Final = timedelta(days=90)
"""How long every poll is kept; of older ones some are (``archive/sources/old_runs.py``)."""
AT_MOST: Final = 50_000
"""Polls let go in one tidying: what is left waits for the next."""


def steps(archive: Archive, clock: Clock) -> Iterator[int]:
    """Let go what is not needed; yield after each transaction how many polls it let go."""
    with archive.read() as tx:
        old = list(islice(old_runs.unneeded(tx, clock.now() - RUNS_KEPT), AT_MOST))
    for some in batches(old):
        with archive.write() as tx:
            old_runs.remove(tx, some)
        yield len(some)
