"""What the program says of a pair: near by the signature, then compared."""

from __future__ import annotations

from benchmarks.stories_set import Pair, distance
from worker.identify.stories.near import Telling, same_story
from worker.identify.stories.signature import NEAR_BITS


def ours(pair: Pair) -> bool:
    """Say what the program says: near by the signature, then compared."""
    one, other = Telling(pair.one, 1), Telling(pair.other, 1 if pair.one_paper else 2)
    return distance(one.signature, other.signature) <= NEAR_BITS and same_story(one, other)
