"""Who writes to one archive takes turns, in one order."""

from __future__ import annotations

import pytest

from worker.archive.database.engine import Archive
from worker.archive.sql import turns
from worker.archive.sql.turns import Turn


def test_turns_out_of_order_are_refused_since_two_would_wait_for_each_other(
    archive: Archive,
) -> None:
    with archive.write() as tx:
        turns.wait(tx, Turn.STORIES)
        with pytest.raises(AssertionError, match="MATCHING"):
            turns.join(tx, Turn.MATCHING)


def test_a_turn_may_be_asked_for_again_and_is_free_after_the_transaction(archive: Archive) -> None:
    with archive.write() as tx:
        turns.join(tx, Turn.MATCHING)
        turns.wait(tx, Turn.STORIES)
        turns.wait(tx, Turn.LEARNING)
        turns.wait(tx, Turn.STORIES)
    with archive.write() as tx:
        turns.wait(tx, Turn.MATCHING)
