"""What a query finds, each story once: where the first of its articles stands in the order asked.

Pages follow one another without doubles: those before ``after`` are gone through again, so that a
story that was shown does not come back with another of its articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from worker.archive import stories
from worker.errors import NotFound
from worker.flow.ask import Found
from worker.model import StoryMember

BATCH: Final = 20
"""Articles whose stories are asked for at once."""


@dataclass(frozen=True, slots=True)
class FoundStory:
    """A story, the article of it that the query finds first, and all pages that tell it."""

    story: int
    found: Found
    members: tuple[StoryMember, ...]

    @property
    def outlets(self) -> int:
        """Return how many papers tell it."""
        return len({one.source_title for one in self.members})


def stories_found(
    tx: Connection, found: Iterator[Found], after: int | None = None
) -> Iterator[FoundStory]:
    """Yield the stories of what was found, in its order.

    With ``after`` those that follow the article of that number. Raise NotFound where it is not
    among them.
    """
    seen: set[int] = set()
    passed = after is None
    while batch := list(islice(found, BATCH)):
        of = stories.of(tx, [one.number for one in batch])
        fresh: list[Found] = []
        for one in batch:
            story = of.get(one.number, one.number)
            if passed and story not in seen:
                fresh.append(one)
            seen.add(story)
            passed = passed or one.number == after
        told = stories.members_of(tx, [one.number for one in fresh])
        for one in fresh:
            yield FoundStory(of.get(one.number, one.number), one, told.get(one.number, ()))
    if not passed:
        raise NotFound(f"article {after} is not among what the query finds", where="--after")
