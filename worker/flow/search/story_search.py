"""What a query finds, each story once: where the first of its articles stands in the order asked.

At its head is what the page that told it first shows now, whether the query finds that or not.

Pages follow one another without doubles: those before ``after`` are gone through again, so that a
story that was shown does not come back with another of its articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from worker.archive.index import search
from worker.archive.stories import stories
from worker.errors import NotFound
from worker.flow.search.ask import Found
from worker.match.queries.query import Query, matches
from worker.model import Snapshot, StoryMember

BATCH: Final = 20
"""Articles whose stories are asked for at once."""


@dataclass(frozen=True, slots=True)
class FoundStory:
    """A story, the article of it that the query finds first, and all pages that tell it.

    ``head`` is the version that the page of the first outlet shows now; without reasons where the
    query does not find it.
    """

    story: int
    found: Found
    head: Found
    members: tuple[StoryMember, ...]

    @property
    def outlets(self) -> int:
        """Return how many papers tell it."""
        return len({one.source_title for one in self.members})


def stories_found(
    tx: Connection, query: Query, found: Iterator[Found], after: int | None = None
) -> Iterator[FoundStory]:
    """Yield the stories of what was found, in its order.

    With ``after`` those that follow the story of that article. Raise NotFound where it is not
    among them.
    """
    seen: set[int] = set()
    last = None if after is None else stories.of(tx, [after]).get(after, after)
    passed = after is None
    while batch := list(islice(found, BATCH)):
        of = stories.of(tx, [one.number for one in batch])
        fresh: list[Found] = []
        for one in batch:
            story = of.get(one.number, one.number)
            if passed and story not in seen:
                fresh.append(one)
            seen.add(story)
            passed = passed or story == last
        yield from _told(tx, query, fresh, of)
    if not passed:
        raise NotFound(f"article {after} is not among what the query finds", where="--after")


def _told(
    tx: Connection, query: Query, found: Sequence[Found], of: Mapping[int, int]
) -> Iterator[FoundStory]:
    told = stories.members_of(tx, [one.number for one in found])
    story_of = {one.number: of.get(one.number, one.number) for one in found}
    heads = _heads(tx, {number: told[number][0] for number in story_of if number in told}, story_of)
    shown = dict(search.snapshots(tx, list(heads.values())))
    for one in found:
        members = told.get(one.number, ())
        number = heads.get(one.number)
        head = one
        if number in shown:
            head = _head(query, number, shown[number], members[0])
        yield FoundStory(story_of[one.number], one, head, members)


def _heads(
    tx: Connection, first: Mapping[int, StoryMember], story_of: Mapping[int, int]
) -> dict[int, int]:
    """Return what the page that told a story first shows now, or showed of that story."""
    now = {one.superseded.number for one in first.values() if one.superseded}
    told = stories.of(tx, now)
    return {
        number: one.superseded.number
        if one.superseded and told.get(one.superseded.number) == story_of[number]
        else one.number
        for number, one in first.items()
    }


def _head(query: Query, number: int, shown: Snapshot, first: StoryMember) -> Found:
    """Return an article as the page that told the story first shows it."""
    there = replace(
        shown,
        url=first.url,
        source=first.source,
        published_at=first.published_at,
        published_precision=first.published_precision,
    )
    by = first.superseded if number == first.number else None
    return Found(number, there, matches(query, there) or (), by)
