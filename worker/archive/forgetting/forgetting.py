"""Forgetting an article: its text and all that was made of it go, its name and the reason stay.

The places where an archive keeps something of an article's text stand in ``_PLACES``, in the order
in which they are emptied. A table that comes to hold such a thing has its line there.

The row of the article stays, without its text: so its number is never given again, its hash is
known as forgotten when a page shows the text again, and alerts and sightings say what they were
about. The addresses of its pages stay too. On SQLite the words are not out of the file after that:
``archive/database/traces.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    String,
    cast,
    delete,
    func,
    literal,
    select,
    update,
)

from worker.archive.database import traces
from worker.archive.forgetting import heirs
from worker.archive.index import search
from worker.archive.officials import learned, matching, offices
from worker.archive.schema import tables
from worker.archive.schema.rows import article_of
from worker.archive.schema.tables import (
    alert,
    article,
    attempt,
    channel,
    delivery,
    delivery_alert,
    page,
    raw_page,
    sighting,
)
from worker.archive.stories import stories
from worker.model import AlertKind, DeliveryState

WHY: Final = "the article was forgotten"
"""What is told of a message that was not sent any more."""

UNQUOTED: Final = "failed; what was answered is not kept, for an article of it was forgotten"
"""Stands in place of what a receiver answered to a message about it."""

_OVER: Final = (DeliveryState.DELIVERED.value, DeliveryState.DEAD.value)
_OF_LOTS: Final = (AlertKind.GONE.value, AlertKind.MOVED.value)
"""Kinds of alert that name other articles than their own (``flow/gone/alerts.py``)."""
_OUT_OF_ORDER: Final = -(1 << 63)
"""Below the keys of all articles that can be found (``archive/index/keys.py``): with its number
added, the key of one that is forgotten."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """An article that was forgotten; ``addresses`` are of the pages that showed it."""

    number: int
    content_hash: str
    at: datetime
    reason: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """How much of some articles went, and the channels that have had messages about them.

    ``raw_shared`` are raw pages that stay because other articles were read from the same bytes.
    """

    articles: int
    raw_pages: int
    raw_shared: int
    mentions: int
    unsent: int
    delivered_to: tuple[str, ...]


def forget(tx: Connection, numbers: Collection[int], reason: str, now: datetime) -> Erased:
    """Forget these articles, all in the caller's transaction; those forgotten already stay so.

    Nobody stores, matches or looks back meanwhile, so nothing of the text comes in again.
    """
    matching.alone(tx)
    known = forgotten_among(tx, numbers)
    going = sorted(set(numbers) - known)
    raw_ids = set(_of(tx, sighting.c.raw_id, sighting.c.number, going))
    told = _delivered_to(tx, going)
    heirs.hand_on(tx, _of(tx, alert.c.id, alert.c.number, going), now)
    counts = {name: empty(tx, going) for name, empty in _PLACES.items()}
    for number in going:
        tx.execute(
            update(article)
            .where(article.c.number == number)
            .values(
                title="",
                paragraphs=[],
                search_key=_OUT_OF_ORDER + number,
                forgotten_at=now,
                forgotten_for=reason,
            )
        )
    traces.note(tx, now)
    return Erased(
        articles=len(going),
        raw_pages=counts["raw pages"],
        raw_shared=len(raw_ids) - counts["raw pages"],
        mentions=counts["mentions"],
        unsent=counts["messages not sent"],
        delivered_to=told,
    )


def told(tx: Connection, number: int) -> Forgotten | None:
    """Return what is left to tell of an article; None where it was not forgotten."""
    row = tx.execute(select(article).where(article.c.number == number)).first()
    if row is None or row.forgotten_at is None:
        return None
    shown = select(page.c.url).join(sighting).where(sighting.c.number == number)
    addresses = tx.scalars(shown.group_by(page.c.url).order_by(func.min(sighting.c.id))).all()
    return Forgotten(
        row.number, row.content_hash, row.forgotten_at, row.forgotten_for, tuple(addresses)
    )


def forgotten_among(tx: Connection, numbers: Collection[int]) -> set[int]:
    """Return those of the articles that were forgotten."""
    gone = article.c.forgotten_at.is_not(None)
    some = list(numbers)
    return set(tx.scalars(select(article.c.number).where(article.c.number.in_(some), gone)))


def versions(tx: Connection, number: int) -> tuple[int, ...]:
    """Return the other articles that the pages of an article have shown and that still stand."""
    pages = select(sighting.c.page_id).where(sighting.c.number == number)
    others = (
        select(article.c.number)
        .join(sighting)
        .where(
            sighting.c.page_id.in_(pages),
            article.c.number != number,
            article.c.forgotten_at.is_(None),
        )
    )
    return tuple(tx.scalars(others.distinct().order_by(article.c.number)))


def _index(tx: Connection, numbers: Sequence[int]) -> int:
    """Take their words out of the index, while the texts are there to say which those are."""
    rows = tx.execute(select(article).where(article.c.number.in_(numbers))).all()
    for row in rows:
        search.unindex(tx, row.number, row.search_key, article_of(row.title, row.paragraphs))
    return len(rows)


def _mentions(tx: Connection, numbers: Sequence[int]) -> int:
    """Remove whom and what they mention, in all generations, and that they wait to be matched."""
    count = select(func.count()).where(tables.mention.c.number.in_(numbers))
    found = tx.scalar(count.where(tables.mention.c.generation == matching.PRESENT)) or 0
    for of in (tables.mention, tables.mentioned, tables.unsettled):
        tx.execute(delete(of).where(of.c.number.in_(numbers)))
    return found


def _lessons(tx: Connection, numbers: Sequence[int]) -> int:
    """Unlearn what they taught: terms, and which offices a namesake of an official has there."""
    learned.forget(tx, numbers)
    of_these = tables.exclusion.c.number.in_(numbers)
    lessons = tx.scalars(delete(tables.exclusion).where(of_these).returning(tables.exclusion.c.id))
    removed = len(lessons.all())
    if removed:
        matching.registry_changed(tx)
    offices.remove_unheld(tx)
    return removed


def _answers_of_receivers(tx: Connection, numbers: Sequence[int]) -> int:
    """Leave of failed attempts that they failed: a receiver's answer may quote what it was sent."""
    return _unquote(tx, _of(tx, alert.c.id, alert.c.number, numbers))


def _unquote(tx: Connection, alerts: Sequence[int]) -> int:
    """Take away what was answered to the messages that held these alerts, delivered or not.

    How a channel does, and a notice that it fails, quote the last answer: it goes there too.
    """
    seqs = _of(tx, delivery_alert.c.delivery_seq, delivery_alert.c.alert_id, alerts)
    told: set[str] = set()
    for table, seq in ((attempt, attempt.c.delivery_seq), (delivery, delivery.c.seq)):
        quoting = (seq.in_(seqs), table.c.error.is_not(None), table.c.error != WHY)
        told |= set(tx.scalars(select(table.c.error).where(*quoting)))
        tx.execute(update(table).where(*quoting).values(error=UNQUOTED))
    last = channel.c.last_error.in_(told)
    tx.execute(update(channel).where(last).values(last_error=UNQUOTED))
    notices = select(delivery.c.seq, delivery.c.notice).where(delivery.c.notice.is_not(None))
    for row in tx.execute(notices).all():
        notice = row.notice
        for answer in told - {"", UNQUOTED}:
            notice = notice.replace(answer, UNQUOTED)
        if notice != row.notice:
            tx.execute(update(delivery).where(delivery.c.seq == row.seq).values(notice=notice))
    return len(told)


def _messages(tx: Connection, numbers: Sequence[int]) -> int:
    """End what has not been sent; of a message with other alerts only theirs is left out."""
    alerts = _of(tx, alert.c.id, alert.c.number, numbers)
    waiting = (
        select(delivery.c.seq)
        .join(delivery_alert)
        .where(delivery_alert.c.alert_id.in_(alerts), delivery.c.state.not_in(_OVER))
    )
    seqs = set(tx.scalars(waiting))
    link = delivery_alert.c
    others = select(link.delivery_seq).where(
        link.delivery_seq.in_(seqs), link.alert_id.not_in(alerts)
    )
    mixed = set(tx.scalars(others))
    tx.execute(
        delete(delivery_alert).where(link.delivery_seq.in_(mixed), link.alert_id.in_(alerts))
    )
    tx.execute(
        update(delivery)
        .where(delivery.c.seq.in_(seqs - mixed))
        .values(
            state=DeliveryState.DEAD.value,
            error=WHY,
            lease_until=None,
            next_attempt_at=None,
            fence=delivery.c.fence + 1,  # whoever has it in hand reports to nobody
        )
    )
    return len(seqs - mixed)


def _alerts(tx: Connection, numbers: Sequence[int]) -> int:
    """Leave of the alerts that there were some: no words, and no name of a new holder."""
    of_these = alert.c.number.in_(numbers)
    tx.execute(update(alert).where(of_these).values(reasons=[]))
    scrubbed = literal("forgotten ").concat(cast(alert.c.id, String))
    tx.execute(update(alert).where(of_these, alert.c.subject != "").values(subject=scrubbed))
    return _lots(tx, numbers)


def _lots(tx: Connection, numbers: Sequence[int]) -> int:
    """Take their titles off the lists of what has gone or moved together; return of how many."""
    titles = set(_of(tx, article.c.title, article.c.number, numbers)) - {""}
    left = select(alert.c.id, alert.c.reasons).where(alert.c.kind.in_(_OF_LOTS))
    changed = []
    for row in tx.execute(left).all():
        kept = [one for one in row.reasons if not any(name in one["surface"] for name in titles)]
        if len(kept) < len(row.reasons):
            tx.execute(update(alert).where(alert.c.id == row.id).values(reasons=kept))
            changed.append(row.id)
    _unquote(tx, changed)
    return len(changed)


def _sightings(tx: Connection, numbers: Sequence[int]) -> int:
    """Leave of the sightings when they were, on which page."""
    of_these = sighting.c.number.in_(numbers)
    ids = select(sighting.c.id).where(of_these)
    tx.execute(delete(tables.capture).where(tables.capture.c.sighting_id.in_(ids)))
    return 0


def _raw_pages(tx: Connection, numbers: Sequence[int]) -> int:
    """Remove the bytes they were read from, but for what another article was read from too."""
    raw_ids = set(_of(tx, sighting.c.raw_id, sighting.c.number, numbers))
    of_these = sighting.c.number.in_(numbers)
    tx.execute(update(sighting).where(of_these).values(byline=None, category=None, raw_id=None))
    alone = raw_ids - set(_of(tx, sighting.c.raw_id, sighting.c.raw_id, sorted(raw_ids)))
    tx.execute(delete(raw_page).where(raw_page.c.id.in_(alone)))
    return len(alone)


def _stories(tx: Connection, numbers: Sequence[int]) -> int:
    """Take them out of their stories, and the signatures of their wording away."""
    stories.forget(tx, numbers)
    return 0


_PLACES: Final[dict[str, Callable[[Connection, Sequence[int]], int]]] = {
    "index": _index,
    "mentions": _mentions,
    "lessons": _lessons,
    "stories": _stories,
    "answers of receivers": _answers_of_receivers,
    "messages not sent": _messages,
    "alerts": _alerts,
    "answers": _sightings,
    "raw pages": _raw_pages,
}
"""What empties each place of these articles, in this order; each returns how many rows it ended.
The article's own row comes last."""


def _delivered_to(tx: Connection, numbers: Sequence[int]) -> tuple[str, ...]:
    """Return the channels that have been handed a message about them."""
    alerts = _of(tx, alert.c.id, alert.c.number, numbers)
    names = (
        select(channel.c.name)
        .select_from(delivery_alert.join(delivery).join(channel))
        .where(
            delivery_alert.c.alert_id.in_(alerts),
            delivery.c.state == DeliveryState.DELIVERED.value,
        )
    )
    return tuple(tx.scalars(names.distinct().order_by(channel.c.name)))


def _of(
    tx: Connection, wanted: Column[Any], column: Column[Any], among: Sequence[int]
) -> list[Any]:
    """Return the values of ``wanted`` in the rows whose ``column`` is among those given."""
    return list(tx.scalars(select(wanted).where(column.in_(among), wanted.is_not(None))))
