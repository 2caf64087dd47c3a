"""Alerts as they are read: with their article for a message, with their deliveries for a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam, case, func, select

from worker.archive.schema.rows import AnyRow, article_of, shown_time
from worker.archive.schema.tables import (
    alert,
    article,
    channel,
    delivery,
    delivery_alert,
    page,
    sighting,
    source,
    trouble,
)
from worker.archive.schema.tables import watch as watch_table
from worker.archive.sql.batches import AT_ONCE, batches
from worker.model import (
    AlertKind,
    AlertView,
    Candidate,
    DeliveryState,
    Origin,
    Precision,
    Reason,
)

FORGOTTEN: Final = "(forgotten)"
"""Stands for the title of an article that was forgotten."""


_of_alert: Final = page.alias("of_alert")
"""The page that raised the alert; ``page`` is the one that showed the article first."""

_source_of_alert: Final = source.alias("source_of_alert")
_there: Final = sighting.alias("there")

_ALERT_COLUMNS: Final = (
    alert.c.id,
    alert.c.kind,
    alert.c.number,
    alert.c.reasons,
    alert.c.created_at,
    alert.c.backlog,
    alert.c.retrospective,
    alert.c.before,
    alert.c.told_with,
    watch_table.c.name.label("watch"),
    article.c.title,
    article.c.forgotten_at,
    _of_alert.c.url,
    _source_of_alert.c.origin.label("source_origin"),
    _source_of_alert.c.title.label("source_title"),
    _source_of_alert.c.ways,
    trouble.c.told,
)
_TOLD: Final = (
    alert.join(watch_table, watch_table.c.id == alert.c.watch_id)
    .outerjoin(article, article.c.number == alert.c.number)
    .outerjoin(_of_alert, _of_alert.c.id == alert.c.page_id)
    .outerjoin(trouble, trouble.c.id == alert.c.trouble_id)
    .join(
        _source_of_alert,
        _source_of_alert.c.id == func.coalesce(_of_alert.c.source_id, trouble.c.source_id),
    )
)
_CAPTURED: Final = (
    select(func.min(_there.c.first_seen))
    .where(_there.c.page_id == alert.c.page_id, _there.c.number == alert.c.number)
    .scalar_subquery()
)
_first: Final = sighting.alias("first")
_same: Final = sighting.alias("same")
_VIEWS: Final = (
    select(
        *_ALERT_COLUMNS,
        delivery_alert.c.delivery_seq,
        watch_table.c.query,
        article.c.content_hash,
        article.c.paragraphs,
        _source_of_alert.c.name.label("source"),
        _first.c.published_at,
        _first.c.precision,
        _first.c.first_seen,
        func.coalesce(
            _CAPTURED, _first.c.first_seen, alert.c.created_at, type_=_first.c.first_seen.type
        ).label("captured_at"),
    )
    .select_from(
        _TOLD.join(delivery_alert, delivery_alert.c.alert_id == alert.c.id).outerjoin(
            _first,
            _first.c.id
            == select(func.min(_same.c.id))
            .where(_same.c.number == alert.c.number)
            .scalar_subquery(),
        )
    )
    .where(delivery_alert.c.delivery_seq.in_(bindparam("seqs", expanding=True)))
    .order_by(alert.c.id)
)


@dataclass(frozen=True, slots=True)
class DeliveryListing:
    """One delivery of an alert; ``channel`` is the channel's name.

    Of what is held for a digest, the next attempt is when the digest goes out.
    """

    channel: str
    state: DeliveryState
    attempts: int
    next_attempt_at: datetime | None
    error: str | None


@dataclass(frozen=True, slots=True)
class AlertListing:
    """An alert as ``alert list`` shows it; ``state`` is ``new`` or ``acknowledged``.

    One about a source has no number. ``told_with`` is an earlier alert about the same story, whose
    messages tell of this one too: its deliveries are among these.
    """

    id: int
    kind: AlertKind
    watch: str
    number: int | None
    title: str
    url: str
    created_at: datetime
    state: str
    backlog: bool
    retrospective: bool
    sample: bool
    reasons: tuple[Reason, ...]
    deliveries: tuple[DeliveryListing, ...]
    told_with: int | None = None
    before: int | None = None


def alerts(
    tx: Connection,
    *,
    watch: str | None = None,
    limit: int | None = None,
    ids: Sequence[int] | None = None,
    states: Sequence[DeliveryState] = (),
    channel_id: int | None = None,
    unseen: bool = False,
) -> list[AlertListing]:
    """Return the alerts that are asked for so, the latest first."""
    asked = question(watch=watch, ids=ids, states=states, channel_id=channel_id, unseen=unseen)
    return list(each(tx, asked.limit(limit)))


def question(
    *,
    watch: str | None = None,
    ids: Sequence[int] | None = None,
    states: Sequence[DeliveryState] = (),
    channel_id: int | None = None,
    unseen: bool = False,
) -> Select[Any]:
    """Return the question for alerts, those of one watch where named, the latest first.

    ``states`` and ``channel_id`` ask for a delivery in one of these states, to that channel;
    ``unseen`` for those that nobody has acknowledged.
    """
    found = select(*_ALERT_COLUMNS, alert.c.state).select_from(_TOLD)
    if watch is not None:
        found = found.where(watch_table.c.name == watch)
    if ids is not None:
        found = found.where(alert.c.id.in_(ids))
    if unseen:
        found = found.where(alert.c.state != "acknowledged")
    if states or channel_id is not None:
        found = found.where(alert.c.id.in_(_with_delivery(states, channel_id)))
    return found.order_by(alert.c.id.desc())


def each(tx: Connection, asked: Select[Any]) -> Iterator[AlertListing]:
    """Yield the alerts of a question; few of them are in memory at once, however many there are."""
    for rows in tx.execute(asked, execution_options={"yield_per": AT_ONCE}).partitions():
        told = {row.id: [row.id, *([row.told_with] if row.told_with else [])] for row in rows}
        sent = _deliveries(tx, sorted({one for ids in told.values() for one in ids}))
        for row in rows:
            yield _listing(row, [one for id_ in told[row.id] for one in sent[id_]])


def _with_delivery(states: Sequence[DeliveryState], channel_id: int | None) -> Select[tuple[int]]:
    """Return the question for the alerts that have such a delivery."""
    found = select(delivery_alert.c.alert_id).join(delivery)
    if states:
        found = found.where(delivery.c.state.in_([state.value for state in states]))
    return found if channel_id is None else found.where(delivery.c.channel_id == channel_id)


def views_of(tx: Connection, seqs: Sequence[int]) -> dict[int, tuple[AlertView, ...]]:
    """Return the alerts of each of these deliveries, in the order raised."""
    views: dict[int, list[AlertView]] = defaultdict(list)
    for row in tx.execute(_VIEWS, {"seqs": list(seqs)}):
        views[row.delivery_seq].append(_view(row))
    return {seq: tuple(of_delivery) for seq, of_delivery in views.items()}


def _deliveries(tx: Connection, alert_ids: Sequence[int]) -> dict[int, list[DeliveryListing]]:
    """Return the deliveries of each alert, in the order made."""
    sent: dict[int, list[DeliveryListing]] = defaultdict(list)
    columns = (
        delivery_alert.c.alert_id,
        channel.c.name,
        delivery.c.state,
        delivery.c.attempts,
        case(
            (delivery.c.state == DeliveryState.HELD.value, delivery.c.release_at),
            else_=delivery.c.next_attempt_at,
        ),
        delivery.c.error,
    )
    joined = select(*columns).select_from(delivery_alert.join(delivery).join(channel))
    for some in batches(alert_ids):
        of_them = joined.where(delivery_alert.c.alert_id.in_(some)).order_by(delivery.c.seq)
        for alert_id, name, state, *rest in tx.execute(of_them):
            sent[alert_id].append(DeliveryListing(name, DeliveryState(state), *rest))
    return sent


def _listing(row: AnyRow, deliveries: Sequence[DeliveryListing]) -> AlertListing:
    return AlertListing(
        id=row.id,
        kind=AlertKind(row.kind),
        watch=row.watch,
        number=row.number,
        title=_title(row),
        url=_url(row),
        created_at=row.created_at,
        state=row.state,
        backlog=row.backlog,
        retrospective=row.retrospective,
        sample=row.source_origin == Origin.SAMPLE.value,
        reasons=_reasons(row),
        deliveries=tuple(deliveries),
        told_with=row.told_with,
        before=row.before,
    )


def _view(row: AnyRow) -> AlertView:
    return AlertView(
        id=row.id,
        kind=AlertKind(row.kind),
        watch=row.watch,
        query=row.query,
        number=row.number,
        content_hash=row.content_hash,
        title=_title(row),
        text="" if row.number is None else article_of(row.title, row.paragraphs).text,
        url=_url(row),
        source=row.source,
        source_title=row.source_title,
        published_at=None if row.number is None else shown_time(row),
        published_precision=Precision.NONE if row.number is None else Precision(row.precision),
        captured_at=row.captured_at,
        created_at=row.created_at,
        reasons=_reasons(row),
        sample=row.source_origin == Origin.SAMPLE.value,
        backlog=row.backlog,
        retrospective=row.retrospective,
        before=row.before,
    )


def _title(row: AnyRow) -> str:
    """Return the article's title, or which source it is and what is the matter with it."""
    if row.forgotten_at is not None:
        return FORGOTTEN
    return str(row.title if row.number is not None else f"{row.source_title}: {row.told}")


def _url(row: AnyRow) -> str:
    """Return the page's address, of a source the first that it is asked at."""
    return str(row.url if row.number is not None else next((way[1] for way in row.ways), ""))


def _reasons(row: AnyRow) -> tuple[Reason, ...]:
    return tuple(_reason(dict(reason)) for reason in row.reasons)


def _reason(kept: dict[str, Any]) -> Reason:
    # Alerts of an earlier program keep no candidates.
    candidates = kept.pop("candidates", ())
    facts = kept.pop("facts", {})
    return Reason(
        **kept,
        candidates=tuple(Candidate(name, odds) for name, odds in candidates),
        facts=tuple(facts.items()),
    )
