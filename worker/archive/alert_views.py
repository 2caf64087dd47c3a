"""Alerts as they are read: with their article for a message, with their deliveries for a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select

from worker.archive.rows import FIRST_SIGHTING, article_of, shown_time
from worker.archive.tables import (
    alert,
    article,
    channel,
    delivery,
    delivery_alert,
    page,
    sighting,
    source,
    watch,
)
from worker.model import AlertKind, AlertView, DeliveryState, Origin, Precision, Reason

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class DeliveryListing:
    """One delivery of an alert; ``channel`` is the channel's name."""

    channel: str
    state: DeliveryState
    attempts: int
    next_attempt_at: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True)
class AlertListing:
    """An alert as ``alert list`` shows it; ``state`` is ``new`` or ``acknowledged``."""

    id: int
    kind: AlertKind
    watch: str
    number: int
    title: str
    url: str
    created_at: datetime
    state: str
    backlog: bool
    sample: bool
    reasons: tuple[Reason, ...]
    deliveries: tuple[DeliveryListing, ...]


def alerts(
    tx: Connection, *, watch: str | None = None, limit: int | None = None
) -> list[AlertListing]:
    """Return the alerts, those of one watch where named, the latest first."""
    found = _listed()
    if watch is not None:
        found = found.where(_watch.c.name == watch)
    rows = tx.execute(found.order_by(alert.c.id.desc()).limit(limit)).all()
    sent = _deliveries(tx, [row.id for row in rows])
    return [_listing(row, tuple(sent[row.id])) for row in rows]


def views_of(tx: Connection, seqs: Sequence[int]) -> dict[int, tuple[AlertView, ...]]:
    """Return the alerts of each of these deliveries, in the order raised."""
    views: dict[int, list[AlertView]] = defaultdict(list)
    for row in tx.execute(_VIEWS, {"seqs": list(seqs)}):
        views[row.delivery_seq].append(_view(row))
    return {seq: tuple(of_delivery) for seq, of_delivery in views.items()}
