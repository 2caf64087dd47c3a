"""Removing a source: from the lists alone, or with all that only it has shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, delete, select, update

from worker.archive.alerts import watches
from worker.archive.forgetting import forgetting, heirs
from worker.archive.index import search
from worker.archive.officials import learned, matching, offices, officials
from worker.archive.schema import tables
from worker.archive.schema.rows import article_of
from worker.archive.schema.tables import (
    alert,
    article,
    delivery,
    delivery_alert,
    page,
    raw_page,
    sighting,
    source,
)
from worker.archive.sql.batches import batches, remove_rows
from worker.archive.stories import stories
from worker.model import Origin


@dataclass(frozen=True, slots=True)
class Removed:
    """How many rows of each kind went."""

    pages: int = 0
    articles: int = 0
    alerts: int = 0
    officials: int = 0
    topics: int = 0
    watches: int = 0


def remove_from_lists(tx: Connection, source_id: int) -> Removed:
    """Keep pages and articles, and the row they refer to; it is never polled again."""
    tx.execute(update(source).where(source.c.id == source_id).values(removed=True, enabled=False))
    return Removed()


def remove_with_articles(tx: Connection, source_id: int, origin: Origin, now: datetime) -> Removed:
    """Remove a source with its pages, and the articles that no other page shows.

    Reprints that were to be told along with one of its articles are told in its place. With the
    source of the samples go the sample officials, topics and watches.
    """
    matching.alone(tx)  # a rematch, and who stores, may be at these articles
    pages = set(tx.scalars(select(page.c.id).where(page.c.source_id == source_id)))
    shown = _ids(tx, sighting.c.number, sighting.c.page_id, pages)
    forgotten = [forgetting.forgotten_among(tx, some) for some in batches(shown)]
    shown -= set().union(*forgotten)  # their rows stay, that they are not stored again
    kept_raw = _ids(tx, sighting.c.raw_id, sighting.c.page_id, pages)
    troubles = _ids(tx, tables.trouble.c.id, tables.trouble.c.source_id, [source_id])
    raised = _ids(tx, alert.c.id, alert.c.page_id, pages)
    alerts = remove_alerts(tx, raised | _ids(tx, alert.c.id, alert.c.trouble_id, troubles), now)
    remove_rows(tx, sighting.c.page_id, pages)
    elsewhere = _ids(tx, sighting.c.number, sighting.c.number, shown)
    _remove_articles(tx, shown - elsewhere)
    for number in sorted(elsewhere):
        search.rekey(tx, number)
        learned.follow_first_sighting(tx, number)
    remove_rows(
        tx, raw_page.c.id, kept_raw - _ids(tx, sighting.c.raw_id, sighting.c.raw_id, kept_raw)
    )
    remove_rows(tx, tables.former_key.c.page_id, pages)
    _remove_backfills(tx, source_id, pages)
    for of_source in (page, tables.way_state, tables.run, tables.trouble):
        tx.execute(delete(of_source).where(of_source.c.source_id == source_id))
    offices.remove_unheld(tx)
    tx.execute(delete(source).where(source.c.id == source_id))
    gone = Removed(pages=len(pages), articles=len(shown - elsewhere), alerts=alerts)
    return _with_samples(tx, gone) if origin is Origin.SAMPLE else gone


def _remove_backfills(tx: Connection, source_id: int, pages: Collection[int]) -> None:
    """Remove the backfills of a source, and what others came upon of its pages."""
    of = tables.backfill
    backfills = set(tx.scalars(select(of.c.id).where(of.c.source_id == source_id)))
    remove_rows(tx, tables.backfill_page.c.page_id, pages)
    for column in (tables.backfill_page.c.backfill_id, tables.backfill_step.c.backfill_id, of.c.id):
        remove_rows(tx, column, backfills)


def _with_samples(tx: Connection, gone: Removed) -> Removed:
    """Remove what came with the samples, and add it to the count."""
    sample = Origin.SAMPLE.value
    official, topic, watch = tables.official, tables.topic, tables.watch
    people = set(tx.scalars(select(official.c.id).where(official.c.origin == sample)))
    officials.remove_all(tx, people)
    matching.follows_change(tx)
    topics = tx.scalars(delete(topic).where(topic.c.origin == sample).returning(topic.c.id)).all()
    follow = tx.scalars(select(watch.c.id).where(watch.c.origin == sample, ~watch.c.removed)).all()
    for watch_id in follow:
        watches.retire(tx, watch_id)
    return Removed(gone.pages, gone.articles, gone.alerts, len(people), len(topics), len(follow))


def _remove_articles(tx: Connection, numbers: Collection[int]) -> None:
    """Remove articles with their mentions and what was learned of them, and from the indexes."""
    columns = select(article.c.number, article.c.search_key, article.c.title, article.c.paragraphs)
    for some in batches(numbers):
        for row in tx.execute(columns.where(article.c.number.in_(some))).all():
            text = article_of(row.title, row.paragraphs)
            search.unindex(tx, row.number, row.search_key, text)
    for some in batches(numbers):
        learned.forget(tx, some)
    stories.forget(tx, numbers)
    for of_article in (tables.mention, tables.mentioned, tables.unsettled):
        remove_rows(tx, of_article.c.number, numbers)
    remove_rows(tx, article.c.number, numbers)


def remove_alerts(tx: Connection, alert_ids: Collection[int], now: datetime) -> int:
    """Remove alerts, and the deliveries that are left without any; return how many alerts."""
    for gone, heir in heirs.hand_on(tx, alert_ids, now).items():
        others = alert.c.told_with == gone, alert.c.id != heir
        tx.execute(update(alert).where(*others).values(told_with=heir))
    links = delivery_alert.c
    messages = _ids(tx, links.delivery_seq, links.alert_id, alert_ids)
    remove_rows(tx, links.alert_id, alert_ids)
    empty = messages - _ids(tx, links.delivery_seq, links.delivery_seq, messages)
    remove_rows(tx, tables.attempt.c.delivery_seq, empty)
    remove_rows(tx, delivery.c.seq, empty)
    for some in batches(alert_ids):
        tx.execute(update(alert).where(alert.c.told_with.in_(some)).values(told_with=None))
    remove_rows(tx, alert.c.id, alert_ids)
    return len(alert_ids)


def _ids(
    tx: Connection, wanted: Column[Any], column: Column[Any], among: Collection[int]
) -> set[int]:
    """Return the values of ``wanted`` in the rows whose ``column`` is among those given."""
    found: set[int] = set()
    for some in batches(among):
        found.update(tx.scalars(select(wanted).where(column.in_(some), wanted.is_not(None))))
    return found
