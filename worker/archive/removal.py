"""Removing a source: from the lists alone, or with all that only it has shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final

from sqlalchemy import Column, Connection, delete, exists, or_, select, update

from worker.archive import (
    forgetting,
    heirs,
    learned,
    look_backs,
    matching,
    offices,
    search,
    stories,
    tables,
)
from worker.archive.rows import article_of
from worker.archive.tables import (
    alert,
    article,
    delivery,
    delivery_alert,
    page,
    raw_page,
    sighting,
    source,
)
from worker.model import Origin

_AT_ONCE: Final = 500


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
    forgotten = [forgetting.forgotten_among(tx, some) for some in _batches(shown)]
    shown -= set().union(*forgotten)  # their rows stay, that they are not stored again
    kept_raw = _ids(tx, sighting.c.raw_id, sighting.c.page_id, pages)
    troubles = _ids(tx, tables.trouble.c.id, tables.trouble.c.source_id, [source_id])
    raised = _ids(tx, alert.c.id, alert.c.page_id, pages)
    alerts = remove_alerts(tx, raised | _ids(tx, alert.c.id, alert.c.trouble_id, troubles), now)
    _remove(tx, sighting.c.page_id, pages)
    elsewhere = _ids(tx, sighting.c.number, sighting.c.number, shown)
    _remove_articles(tx, shown - elsewhere)
    for number in sorted(elsewhere):
        search.rekey(tx, number)
        learned.follow_first_sighting(tx, number)
    _remove(tx, raw_page.c.id, kept_raw - _ids(tx, sighting.c.raw_id, sighting.c.raw_id, kept_raw))
    _remove(tx, tables.former_key.c.page_id, pages)
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
    _remove(tx, tables.backfill_page.c.page_id, pages)
    for column in (tables.backfill_page.c.backfill_id, tables.backfill_step.c.backfill_id, of.c.id):
        _remove(tx, column, backfills)


def remove_officials(tx: Connection, official_ids: Collection[int]) -> None:
    """Remove officials with all that is theirs, and offices that nobody is left to hold.

    Mentions of them stay and name nobody, until the next rematch.
    """
    if not official_ids:
        return
    matching.registry_changed(tx)
    for some in _batches(official_ids):
        of = tables.mention
        tx.execute(update(of).where(of.c.official_id.in_(some)).values(holder=None))
    for table in (tables.alias, tables.term, tables.exclusion):
        _remove(tx, table.c.official_id, official_ids)
    _remove(tx, tables.official.c.id, official_ids)
    offices.remove_unheld(tx)


def retire_watch(tx: Connection, watch_id: int) -> None:
    """Remove a watch; its row stays, out of the lists, where alerts refer to it."""
    matching.follows_change(tx)
    watch = tables.watch
    look_backs.forget(tx, watch_id)
    kept = (tables.alert, tables.look_back)  # one may have begun this instant
    named = or_(*(exists().where(of.c.watch_id == watch_id) for of in kept))
    tx.execute(delete(watch).where(watch.c.id == watch_id, ~named))
    tx.execute(update(watch).where(watch.c.id == watch_id).values(removed=True))


def _with_samples(tx: Connection, gone: Removed) -> Removed:
    """Remove what came with the samples, and add it to the count."""
    sample = Origin.SAMPLE.value
    officials = set(
        tx.scalars(select(tables.official.c.id).where(tables.official.c.origin == sample))
    )
    remove_officials(tx, officials)
    matching.follows_change(tx)
    topic = tables.topic
    topics = tx.scalars(delete(topic).where(topic.c.origin == sample).returning(topic.c.id)).all()
    watch = tables.watch
    watches = tx.scalars(select(watch.c.id).where(watch.c.origin == sample, ~watch.c.removed)).all()
    for watch_id in watches:
        retire_watch(tx, watch_id)
    return Removed(
        gone.pages, gone.articles, gone.alerts, len(officials), len(topics), len(watches)
    )


def _remove_articles(tx: Connection, numbers: Collection[int]) -> None:
    """Remove articles with their mentions and what was learned of them, and from the indexes."""
    columns = select(article.c.number, article.c.search_key, article.c.title, article.c.paragraphs)
    for some in _batches(numbers):
        for row in tx.execute(columns.where(article.c.number.in_(some))).all():
            text = article_of(row.title, row.paragraphs)
            search.unindex(tx, row.number, row.search_key, text)
    for some in _batches(numbers):
        learned.forget(tx, some)
    stories.forget(tx, numbers)
    for of_article in (tables.mention, tables.mentioned, tables.unsettled):
        _remove(tx, of_article.c.number, numbers)
    _remove(tx, article.c.number, numbers)


def remove_alerts(tx: Connection, alert_ids: Collection[int], now: datetime) -> int:
    """Remove alerts, and the deliveries that are left without any; return how many alerts."""
    for gone, heir in heirs.hand_on(tx, alert_ids, now).items():
        others = alert.c.told_with == gone, alert.c.id != heir
        tx.execute(update(alert).where(*others).values(told_with=heir))
    links = delivery_alert.c
    messages = _ids(tx, links.delivery_seq, links.alert_id, alert_ids)
    _remove(tx, links.alert_id, alert_ids)
    empty = messages - _ids(tx, links.delivery_seq, links.delivery_seq, messages)
    _remove(tx, tables.attempt.c.delivery_seq, empty)
    _remove(tx, delivery.c.seq, empty)
    for some in _batches(alert_ids):
        tx.execute(update(alert).where(alert.c.told_with.in_(some)).values(told_with=None))
    _remove(tx, alert.c.id, alert_ids)
    return len(alert_ids)


def _ids(
    tx: Connection, wanted: Column[Any], column: Column[Any], among: Collection[int]
) -> set[int]:
    """Return the values of ``wanted`` in the rows whose ``column`` is among those given."""
    found: set[int] = set()
    for some in _batches(among):
        found.update(tx.scalars(select(wanted).where(column.in_(some), wanted.is_not(None))))
    return found


def _remove(tx: Connection, column: Column[Any], among: Collection[int]) -> None:
    """Remove the rows whose ``column`` is among the values given."""
    for some in _batches(among):
        tx.execute(delete(column.table).where(column.in_(some)))


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield the ids in lists short enough for one statement."""
    rest = iter(ids)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
