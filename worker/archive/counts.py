"""Counts: how much there is, for ``status`` and the lists.

None reads the rows themselves: most of an archive are texts and evidence. Indexes are counted.
"""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from worker.archive.schema.tables import alert, article, delivery


def articles(tx: Connection) -> int:
    """Return how many articles the archive has, those not counted that are forgotten."""
    known = tx.scalar(select(func.count()).select_from(article)) or 0
    return known - forgotten(tx)


def forgotten(tx: Connection) -> int:
    """Return how many articles were forgotten."""
    return tx.scalar(select(func.count()).where(article.c.forgotten_at.is_not(None))) or 0


def alerts(tx: Connection) -> int:
    """Return how many alerts were raised."""
    return tx.scalar(select(func.count()).select_from(alert)) or 0


def alerts_by_watch(tx: Connection) -> dict[int, int]:
    """Return how many alerts each watch has raised, by the watch's row; none: no entry."""
    found = select(alert.c.watch_id, func.count()).group_by(alert.c.watch_id)
    return {row[0]: row[1] for row in tx.execute(found)}


def deliveries_by_state(tx: Connection) -> dict[str, int]:
    """Return how many deliveries are in each state; none: no entry."""
    found = select(delivery.c.state, func.count()).group_by(delivery.c.state)
    return {row[0]: row[1] for row in tx.execute(found)}
