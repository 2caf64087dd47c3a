"""Alerts that take the place of others in messages that have not been sent.

Of a story a watch tells one article, and the others along with it. Where that one goes before its
message was sent, nobody would hear of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select

from worker.archive import outbox, stories
from worker.archive.rows import AnyRow
from worker.archive.tables import alert, delivery, delivery_alert
from worker.model import AlertKind, DeliveryState

_AT_ONCE: Final = 500
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


def _unsent(tx: Connection, alert_ids: list[int]) -> Iterator[AnyRow]:
    """Yield the messages that still wait with one of these alerts, each with its alert."""
    for at in range(0, len(alert_ids), _AT_ONCE):
        some = alert.c.id.in_(alert_ids[at : at + _AT_ONCE])
        yield from tx.execute(_UNSENT.where(some)).all()
