"""How a source is removed without a reader missing what he was to hear.

    1. keep       alerts not sent yet, of articles that other pages show   archive/forgetting
    2. remove     the source, and with it what only it has shown           archive/forgetting
    3. ask again  whether their watches match what is left                 match
    4. let go     the digests of what will not end: a first poll, a past   archive/alerts/outbox

All of it in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from worker.archive.alerts import outbox, watches
from worker.archive.forgetting import heirs, removal
from worker.archive.forgetting.heirs import Kept
from worker.archive.forgetting.removal import Removed
from worker.archive.index import search
from worker.archive.officials import matching
from worker.archive.sources import backfills, sources
from worker.errors import UsageError
from worker.flow.intake import files
from worker.flow.polling.visits import digest_key
from worker.flow.search.ask import parse_query
from worker.match.queries.query import matches
from worker.model import Reason


def remove(tx: Connection, name: str, *, with_articles: bool, now: datetime) -> Removed:
    """Remove a source, and with ``with_articles`` all that only it has shown. Raises NotFound."""
    matching.alone(tx)  # before anything is looked up: a rematch, and who stores, may be at it
    stored = sources.find(tx, name)
    kept = heirs.keep_told_of_copies(tx, stored.id, now) if with_articles else []
    removed = sources.remove(tx, name, with_articles=with_articles, now=now)
    off_topic = _prove_anew(tx, kept)
    removal.remove_alerts(tx, off_topic, now)
    for key in (digest_key(stored), backfills.digest_key(stored.id), files.digest_key(stored)):
        outbox.release_digest(tx, key, now)
    return replace(removed, alerts=removed.alerts + len(off_topic))


def _prove_anew(tx: Connection, kept: Sequence[Kept]) -> list[int]:
    """Give alerts the reasons that their articles give now; return those that have none left.

    A watch may have matched the source that goes, its place or what its page said of the article.
    """
    queries = {watch.id: watch.query for watch in watches.watches(tx)}
    shown = dict(search.snapshots(tx, sorted({one.number for one in kept})))
    without: list[int] = []
    for one in kept:
        found: tuple[Reason, ...] | None = None
        if one.watch_id in queries and one.number in shown:
            try:
                found = matches(parse_query(tx, queries[one.watch_id]), shown[one.number])
            except UsageError:  # a topic of it was removed: nothing can say that it matches
                found = None
        if found is None:
            without.append(one.alert_id)
        else:
            outbox.prove(tx, one.alert_id, found)
    return without
