"""What a reader is told beside the alert itself: who else has the story.

It is looked up when the alert is told, not when it is raised: by then more outlets may have it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from worker.archive import stories
from worker.model import AlertView, StoryMember


def told(tx: Connection, alerts: Sequence[AlertView]) -> tuple[AlertView, ...]:
    """Return the alerts with the articles of their story."""
    of_article = _stories(tx, alerts)
    return tuple(replace(alert, story=of_article.get(alert.number, ())) for alert in alerts)


def _stories(
    tx: Connection, alerts: Sequence[AlertView]
) -> Mapping[int | None, tuple[StoryMember, ...]]:
    """Return the story of each of these articles, by the article's number."""
    numbers = {one.number for one in alerts if one.number is not None}
    return dict[int | None, tuple[StoryMember, ...]](stories.members_of(tx, numbers).items())
