"""Stories: which articles tell the same, on which pages, and which alerts were told before.

Whoever lets an article join a story is alone with that until his transaction ends: of two reprints
that come at once the second finds the first. SQLite has one writer anyway.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, select, update

from worker.archive.schema.rows import AnyRow, shown_time
from worker.archive.schema.tables import (
    alert,
    article,
    delivery,
    delivery_alert,
    page,
    sighting,
    source,
    story_backfill,
    story_member,
)
from worker.archive.sql import turns
from worker.archive.sql.batches import batches, remove_rows
from worker.archive.sql.statements import insert_or_leave
from worker.archive.sql.turns import Turn
from worker.archive.stories import signatures, superseded
from worker.model import AlertKind, DeliveryState, Precision, StoryMember

WINDOW: Final = timedelta(days=30)
"""Time between two articles of one story, at most; what is printed again a year later is news."""

MOST_CANDIDATES: Final = 16
"""Articles near enough that are read and compared, the nearest."""

_EPOCH: Final = date(1970, 1, 1)
_JOIN: Final = insert_or_leave(story_member, story_member.c.id)


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """An alert of a watch about an article of the same story, and the channels it went to.

    ``channel_ids`` are those to which some alert of the watch about the story went, or is going.
    """

    alert_id: int
    channel_ids: frozenset[int]


def alone(tx: Connection) -> None:
    """Wait for all who let articles join, and let nobody else before this transaction ends.

    To be called before a page is claimed, so that two who store never wait for one another.
    """
    turns.wait(tx, Turn.STORIES)


def candidates(tx: Connection, signature: bytes, at: datetime, *, bits: int) -> list[int]:
    """Return the articles near in time whose signatures differ in so many bits at most."""
    days, most = WINDOW.days, MOST_CANDIDATES
    return signatures.near(tx, signature, day_of(at), days=days, bits=bits, most=most)


def join(tx: Connection, number: int, story: int, signature: bytes, at: datetime) -> None:
    """Let an article join a story, once and for all."""
    day = day_of(at)
    values = {"number": number, "story": story, "day": day, "signature": signature}
    tx.execute(_JOIN[tx.dialect.name], {**values, "period": day // signatures.PERIOD})


def of(tx: Connection, numbers: Collection[int]) -> dict[int, int]:
    """Return the story of each of these articles; those that have none yet are left out."""
    found: dict[int, int] = {}
    for some in batches(numbers):
        columns = select(story_member.c.number, story_member.c.story)
        rows = tx.execute(columns.where(story_member.c.number.in_(some)))
        found.update((row.number, row.story) for row in rows)
    return found


def together(tx: Connection, number: int) -> list[int]:
    """Return the articles of the story of an article, that one among them."""
    told = select(story_member.c.number).where(_of_story_of(number))
    return list(tx.scalars(told)) or [number]


def told_before(tx: Connection, watch_id: int, number: int) -> ToldBefore | None:
    """Return what a watch has told of the story of an article, with another article of it."""
    rows = tx.execute(_of_others(watch_id, number)).all()
    if not rows:
        return None
    to = (
        select(delivery.c.channel_id)
        .join(delivery_alert, delivery_alert.c.delivery_seq == delivery.c.seq)
        .where(
            delivery_alert.c.alert_id.in_([row.id for row in rows]),
            delivery.c.state != DeliveryState.DEAD.value,
        )
    )
    first = next((row.id for row in rows if row.told_with is None), rows[0].id)
    return ToldBefore(first, frozenset(tx.scalars(to)))


def untold(tx: Connection, watch_id: int, number: int, channel_id: int) -> list[int]:
    """Return the alerts of a watch about other articles of a story that a channel has not had.

    They were to be told along with another; the story is that of the article ``number``.
    """
    had = exists().where(
        delivery_alert.c.alert_id == alert.c.id,
        delivery.c.seq == delivery_alert.c.delivery_seq,
        delivery.c.channel_id == channel_id,
        delivery.c.state != DeliveryState.DEAD.value,
    )
    found = _of_others(watch_id, number).where(alert.c.told_with.is_not(None), ~had)
    return list(tx.scalars(found))


def members_of(tx: Connection, numbers: Collection[int]) -> dict[int, tuple[StoryMember, ...]]:
    """Return, for each of these articles, the pages that have told its story, the first one first.

    Each page once: with the article asked for where it has shown that, else with the first of the
    story that it showed, so that another version of a page is no other outlet. An article that has
    no story yet is one by itself.
    """
    stories = of(tx, numbers)
    told = _articles_of(tx, set(stories.values()))
    shown = _shown(tx, {n for some in told.values() for n in some} | set(numbers))
    found: dict[int, tuple[StoryMember, ...]] = {}
    for number in numbers:
        story = told[stories[number]] if number in stories else [number]
        rows = [row for one in story for row in shown[one]]
        if rows:
            found[number] = _members(tx, rows, number)
    return found


def forget(tx: Connection, numbers: Collection[int]) -> None:
    """Take articles out of their stories; the others of a story stay together."""
    remove_rows(tx, story_member.c.number, numbers)


def without_story(tx: Connection, limit: int) -> list[int]:
    """Return some articles from before there were stories, the newest first."""
    below = tx.scalar(select(story_backfill.c.below))
    if below is None:
        return []
    found = select(article.c.number).where(article.c.number < below)
    return list(tx.scalars(found.order_by(article.c.number.desc()).limit(limit)))


def waiting(tx: Connection) -> int:
    """Return how many articles from before there were stories have none yet."""
    below = tx.scalar(select(story_backfill.c.below))
    if below is None:
        return 0
    older = article.c.number < below, article.c.forgotten_at.is_(None)
    return tx.scalar(select(func.count()).select_from(article).where(*older)) or 0


def reached(tx: Connection, below: int | None) -> None:
    """Note that no article from that number on is without a story; None: no article at all."""
    if below is None:
        tx.execute(delete(story_backfill))
    else:
        tx.execute(update(story_backfill).values(below=below))


def day_of(at: datetime) -> int:
    """Return the day of an instant, counted from 1970, in UTC."""
    return (at.astimezone(UTC).date() - _EPOCH).days


def _of_story_of(number: int) -> ColumnElement[bool]:
    """Return the condition that a member is of the story of that article."""
    mine = story_member.alias("mine")
    story = select(mine.c.story).where(mine.c.number == number)
    return story_member.c.story == story.scalar_subquery()


def _of_others(watch_id: int, number: int) -> Select[tuple[int, int | None]]:
    """Return the select of what a watch tells of the other articles of that article's story.

    Joined, SQLite would go through all that the watch has ever told, rather than a few articles.
    """
    members = select(story_member.c.number).where(_of_story_of(number))
    return (
        select(alert.c.id, alert.c.told_with)
        .where(
            alert.c.number.in_(members),
            alert.c.watch_id == watch_id,
            alert.c.kind == AlertKind.APPEARED.value,
            alert.c.subject == "",
            alert.c.number != number,
        )
        .order_by(alert.c.id)
    )


def _articles_of(tx: Connection, stories: Collection[int]) -> dict[int, list[int]]:
    """Return the articles of each story, in the order of their numbers."""
    told: dict[int, list[int]] = defaultdict(list)
    for some in batches(stories):
        columns = select(story_member.c.story, story_member.c.number)
        members = columns.where(story_member.c.story.in_(some)).order_by(story_member.c.number)
        for story, number in tx.execute(members):
            told[story].append(number)
    return told


def _shown(tx: Connection, numbers: Collection[int]) -> dict[int, list[AnyRow]]:
    """Return where each article was shown: the first sighting on each page."""
    first = (
        select(func.min(sighting.c.id))
        .where(sighting.c.number == article.c.number)
        .group_by(sighting.c.page_id)
        .correlate(article)
    )
    found = (
        select(
            article.c.number,
            article.c.title,
            sighting.c.id,
            sighting.c.page_id,
            sighting.c.published_at,
            sighting.c.precision,
            sighting.c.first_seen,
            page.c.url,
            source.c.name.label("source"),
            source.c.title.label("source_title"),
        )
        .select_from(
            article.join(sighting, sighting.c.number == article.c.number)
            .join(page, page.c.id == sighting.c.page_id)
            .join(source, source.c.id == page.c.source_id)
        )
        .where(sighting.c.id.in_(first))
        .order_by(sighting.c.id)
    )
    shown: dict[int, list[AnyRow]] = defaultdict(list)
    for some in batches(numbers):
        for row in tx.execute(found.where(article.c.number.in_(some))):
            shown[row.number].append(row)
    return shown


def _members(tx: Connection, rows: Sequence[AnyRow], asked: int) -> tuple[StoryMember, ...]:
    of_page: dict[int, AnyRow] = {}
    for row in sorted(rows, key=lambda row: (row.number != asked, row.id)):
        of_page.setdefault(row.page_id, row)
    began = {id_: min(_told_at(row) for row in rows if row.page_id == id_) for id_ in of_page}
    lined_up = sorted(of_page.values(), key=lambda row: (*began[row.page_id], row.page_id))
    replaced = superseded.of_sightings(tx, [row.id for row in lined_up])
    return tuple(
        StoryMember(
            number=row.number,
            title=row.title,
            source_title=row.source_title,
            url=row.url,
            published_at=shown_time(row),
            published_precision=Precision(row.precision),
            first=at == 0,
            source=row.source,
            superseded=replaced.get(row.id),
        )
        for at, row in enumerate(lined_up)
    )


def _told_at(row: AnyRow) -> tuple[datetime, datetime]:
    """Return when a page told it, then when it was seen.

    Of a day without a time it is the moment it was seen, or the end of that day: it may have been
    any.
    """
    at = shown_time(row)
    if row.precision == Precision.DAY.value:
        at = min(max(row.first_seen, at), at + timedelta(days=1))
    return at, row.first_seen
