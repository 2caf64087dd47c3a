"""How articles that tell the same are brought together.

    1. sign     a signature of the wording                              identify/stories/signature
    2. near     the articles of a month whose signatures are near       archive/stories/signatures
    3. compare  their texts: the same, or other news of one template    identify/stories/near
    4. join     the story that was there first, or one of its own       archive/stories/stories

An article joins a story once, in the transaction that stores it, before its alerts are raised. No
two stories are made one later, so that what was told stays told. Archives from before there were
stories get them from the service, the newest articles first; each batch notes how far it came.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from worker.archive.articles import articles, texts
from worker.archive.articles.texts import Shown
from worker.archive.database.engine import Archive
from worker.archive.officials import matching
from worker.archive.stories import stories
from worker.identify.stories.near import Telling, is_version, same_story
from worker.identify.stories.signature import NEAR_BITS

BATCH: Final = 50
"""Articles of one transaction of the pass over an old archive."""


def join(
    tx: Connection, number: int, telling: Telling, at: datetime, before: int | None = None
) -> int:
    """Let a new article join the story it tells; return the story.

    ``at`` is when it was published, ``before`` the article that its page showed until now: where
    this one is another version of that, both tell one story. The caller is alone with the stories.
    """
    near = stories.candidates(tx, telling.signature, at, bits=NEAR_BITS)
    known = {*near, number if before is None else before} - {number}
    story_of = stories.of(tx, known)
    read = texts.these(tx, story_of)
    # The version of before decides, then the oldest story: the first that is found is the one.
    read.sort(key=lambda one: (one.number != before, story_of[one.number]))
    alike = (story_of[one.number] for one in read if _tells(one, telling, before))
    story = next(alike, number)
    stories.join(tx, number, story, telling.signature, at)
    return story


def _tells(one: Shown, telling: Telling, before: int | None) -> bool:
    other = Telling(one.article, one.source_id)
    if one.number == before and is_version(telling, other):
        return True
    return same_story(telling, other)


def steps(archive: Archive, *, batch: int = BATCH) -> Iterator[int]:
    """Give articles from before there were stories theirs, a transaction at a time.

    Yields how many each one brought. Whoever stops in between loses nothing; two share the work.
    """
    while True:
        with archive.read() as tx:
            if not stories.without_story(tx, 1):
                return
        with archive.write() as tx:
            matching.join_in(tx)  # so that no article is removed meanwhile
            stories.alone(tx)
            done = _batch(tx, batch)
        yield done


def _batch(tx: Connection, batch: int) -> int:
    numbers = stories.without_story(tx, batch)
    known = stories.of(tx, numbers)
    shown = {one.number: one for one in texts.these(tx, numbers)}
    for number in numbers:
        if number in shown and number not in known:
            _join_late(tx, shown[number])
    stories.reached(tx, min(numbers) if len(numbers) == batch else None)
    return len(numbers)


def _join_late(tx: Connection, shown: Shown) -> None:
    telling = Telling(shown.article, shown.source_id)
    page = articles.first_pages(tx, [shown.number]).get(shown.number)
    before = max(page.earlier, default=None) if page else None
    join(tx, shown.number, telling, shown.at, before)
