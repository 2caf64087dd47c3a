"""What is to be told in messages that have not been sent, though the page it rests on goes.

Of a story a watch tells one article, and the others along with it; of an article, one page. Where
that goes before its message was sent, nobody would hear of the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from worker.archive.alerts import outbox
from worker.archive.schema.rows import AnyRow
from worker.archive.schema.tables import alert, attempt, delivery, delivery_alert, page, sighting
from worker.archive.sql.batches import batches
from worker.archive.stories import stories
from worker.model import AlertKind, DeliveryState

_OVER: Final = (DeliveryState.DELIVERED.value, DeliveryState.DEAD.value)
_UNSENT: Final = (
    select(alert.c.id.label("alert_id"), alert.c.watch_id, alert.c.number, delivery)
    .select_from(alert.join(delivery_alert).join(delivery))
    .where(
        alert.c.kind == AlertKind.APPEARED.value,
        alert.c.subject == "",
        delivery.c.state.not_in(_OVER),
    )
    .order_by(delivery.c.seq, alert.c.id)
)

_ELSEWHERE: Final = page.alias("elsewhere")
_SHOWN: Final = sighting.alias("shown")
_COPIES: Final = (
    select(_SHOWN.c.number, _SHOWN.c.page_id)
    .join(_ELSEWHERE, _ELSEWHERE.c.id == _SHOWN.c.page_id)
    .where(
        _ELSEWHERE.c.source_id != bindparam("source_id"),
        _SHOWN.c.number.in_(
            select(alert.c.number)
            .join(page, page.c.id == alert.c.page_id)
            .where(page.c.source_id == bindparam("source_id"))
        ),
    )
    .order_by(_SHOWN.c.id.desc())
)
"""Of each article the page that showed it first comes last."""
_UNHEARD: Final = (
    select(alert.c.id, alert.c.watch_id, alert.c.number)
    .join(page, page.c.id == alert.c.page_id)
    .where(
        page.c.source_id == bindparam("source_id"),
        alert.c.kind == AlertKind.APPEARED.value,
        alert.c.subject == "",
        or_(
            alert.c.told_with.is_not(None),
            exists().where(
                delivery_alert.c.alert_id == alert.c.id,
                delivery.c.seq == delivery_alert.c.delivery_seq,
                delivery.c.state.not_in(_OVER),
            ),
        ),
    )
    .order_by(alert.c.id)
)


def hand_on(tx: Connection, alert_ids: Collection[int], now: datetime) -> dict[int, int]:
    """Let what is told along with alerts that go take their place in what is unsent.

    Return which alert took the place of which. What was tried may have come: another message goes
    out then.
    """
    going = set(alert_ids)
    heirs: dict[int, int] = {}
    for row in _unsent(tx, sorted(going)):
        untold = stories.untold(tx, row.watch_id, row.number, row.channel_id)
        heir = next((one for one in untold if one not in going), None)
        if heir is None:
            continue
        heirs.setdefault(row.alert_id, heir)
        if row.attempts:
            outbox.send(tx, heir, row.channel_id, now)
        else:
            tx.execute(insert(delivery_alert), {"delivery_seq": row.seq, "alert_id": heir})
    return heirs


@dataclass(frozen=True, slots=True)
class Kept:
    """An alert about an article, which rests on another page that shows the article now."""

    alert_id: int
    watch_id: int
    number: int


def keep_told_of_copies(tx: Connection, source_id: int, now: datetime) -> list[Kept]:
    """Let alerts of a source's pages that nobody has had rest on other pages with the same text.

    Those are of articles that appear, not of what became of a page. What was tried may have come:
    another message goes out then. Return them: whether their watches match there is to be asked.
    """
    copies = tx.execute(_COPIES, {"source_id": source_id})
    page_of = {row.number: row.page_id for row in copies}
    kept: list[Kept] = []
    for row in tx.execute(_UNHEARD, {"source_id": source_id}).all():
        if row.number in page_of:
            tx.execute(
                update(alert).where(alert.c.id == row.id).values(page_id=page_of[row.number])
            )
            kept.append(Kept(row.id, row.watch_id, row.number))
    for row in _unsent(tx, [one.alert_id for one in kept]):
        if row.attempts:
            _send_anew(tx, row, now)
    return kept


def _send_anew(tx: Connection, row: AnyRow, now: datetime) -> None:
    """Take an alert out of a message that was tried, and send it in one of its own."""
    link = delivery_alert.c.delivery_seq == row.seq
    tx.execute(delete(delivery_alert).where(link, delivery_alert.c.alert_id == row.alert_id))
    if not tx.scalar(select(exists().where(link))):
        tx.execute(delete(attempt).where(attempt.c.delivery_seq == row.seq))
        tx.execute(delete(delivery).where(delivery.c.seq == row.seq))
    outbox.send(tx, row.alert_id, row.channel_id, now)


def _unsent(tx: Connection, alert_ids: list[int]) -> Iterator[AnyRow]:
    """Yield the messages that still wait with one of these alerts, each with its alert."""
    for some in batches(alert_ids):
        yield from tx.execute(_UNSENT.where(alert.c.id.in_(some))).all()
