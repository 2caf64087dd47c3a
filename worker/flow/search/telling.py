"""What a reader is told beside the alert itself: what an edit changed, who else has the story.

Both are looked up when the alert is told, not when it is raised: by then the mentions may have been
found anew, and more outlets may have the story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from worker.archive.articles import versions
from worker.archive.articles.versions import Version
from worker.archive.stories import stories
from worker.identify.difference.difference import difference
from worker.model import AlertView, Difference, StoryMember


def told(tx: Connection, alerts: Sequence[AlertView]) -> tuple[AlertView, ...]:
    """Return the alerts with what changed, and with the articles of their story."""
    edits = {
        (alert.before, alert.number)
        for alert in alerts
        if alert.before is not None and alert.number is not None
    }
    texts = versions.texts(tx, {number for edit in edits for number in edit})
    changed: dict[tuple[int | None, int | None], Difference | None] = {
        edit: between(texts, *edit) for edit in edits
    }
    of_article = _stories(tx, alerts)
    return tuple(
        replace(
            alert,
            change=changed.get((alert.before, alert.number)),
            story=of_article.get(alert.number, ()),
        )
        for alert in alerts
    )


def change_of(tx: Connection, before: int | None, after: int | None) -> Difference | None:
    """Return what one edit changed; None for what is no edit, and where a text is not kept."""
    if before is None or after is None:
        return None
    return between(versions.texts(tx, {before, after}), before, after)


def between(texts: Mapping[int, Version], before: int, after: int) -> Difference | None:
    """Return what changed from one version to the other; None where a text is not kept."""
    if before not in texts or after not in texts:
        return None
    (old, old_mentions), (new, new_mentions) = texts[before], texts[after]
    return difference(old, new, old_mentions, new_mentions)


def _stories(
    tx: Connection, alerts: Sequence[AlertView]
) -> Mapping[int | None, tuple[StoryMember, ...]]:
    """Return the story of each of these articles, by the article's number."""
    numbers = {one.number for one in alerts if one.number is not None}
    return dict[int | None, tuple[StoryMember, ...]](stories.members_of(tx, numbers).items())
