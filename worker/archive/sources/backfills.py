"""Backfills: the archive of a source walked for a period, each with how far it has come.

A backfill is a list of steps (sitemaps, pages of listings) that grows as it is walked, and the
pages they led to. A step is WAITING until it was asked, LISTED while the pages it led to are
fetched, then WALKED; what could not be asked is FAILED, and waits again when the backfill is taken
up. Pages that only a backfill has come upon have never been listed (``page.last_listed``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Select, func, insert, select, update

from worker.archive.alerts import outbox
from worker.archive.pages import pages
from worker.archive.pages.pages import Page
from worker.archive.schema.rows import AnyRow
from worker.archive.schema.tables import backfill, backfill_page, backfill_step, page, sighting
from worker.archive.sql.batches import batches, remove_rows
from worker.archive.sql.statements import insert_or_leave

_ADD_STEP: Final = insert_or_leave(backfill_step, backfill_step.c.id)
_ADD_PAGE: Final = insert_or_leave(backfill_page, backfill_page.c.id)


class State(StrEnum):
    """How a backfill stands: ``dropped`` is one that gave way to another."""

    UNFINISHED = "unfinished"
    DONE = "done"
    DROPPED = "dropped"


class StepState(StrEnum):
    """How a step stands."""

    WAITING = "waiting"
    LISTED = "listed"
    WALKED = "walked"
    FAILED = "failed"


class StepKind(StrEnum):
    """What is asked: a sitemap, a page of a listing, or a calendar's page of one day."""

    SITEMAP = "sitemap"
    LISTING = "listing"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Backfill:
    """A period of a source, in days of Hanoi, both included; ``until`` None where it is open."""

    id: int
    source_id: int
    since: date
    until: date | None
    state: State


@dataclass(frozen=True, slots=True)
class Step:
    """An address to be asked. ``id`` is 0 before it is stored; see ``BackfillStepRow``."""

    kind: StepKind
    address: str
    pattern: str | None = None
    number: int = 0
    quiet: int = 0
    onward: str | None = None
    state: StepState = StepState.WAITING
    id: int = 0


def digest_key(source_id: int) -> str:
    """Return the key of the digest that gathers what backfills of a source find."""
    return f"backfill:{source_id}"


def begin(
    tx: Connection, source_id: int, since: date, until: date | None, now: datetime
) -> tuple[Backfill, bool]:
    """Begin a backfill, or take up the unfinished one of that period; say whether it is new.

    One of another period gives way; the pages it has come upon stay, and wait for polls.
    """
    present = unfinished(tx, source_id)
    if present is not None and (present.since, present.until) == (since, until):
        failed = backfill_step.c.state == StepState.FAILED
        again = update(backfill_step).where(backfill_step.c.backfill_id == present.id, failed)
        tx.execute(again.values(state=StepState.WAITING.value))
        return present, False
    if present is not None:
        _set_state(tx, present.id, State.DROPPED, now)
    values = {
        "source_id": source_id,
        "since": since.isoformat(),
        "until": until and until.isoformat(),
        "state": State.UNFINISHED.value,
        "begun_at": now,
    }
    new = tx.execute(insert(backfill).values(values).returning(backfill.c.id)).scalar_one()
    return Backfill(int(new), source_id, since, until, State.UNFINISHED), True


def unfinished(tx: Connection, source_id: int) -> Backfill | None:
    """Return the backfill of a source that may go on; None where there is none."""
    found = select(backfill).where(
        backfill.c.source_id == source_id, backfill.c.state == State.UNFINISHED.value
    )
    row = tx.execute(found).first()
    return None if row is None else _backfill(row)


def end(tx: Connection, one: Backfill, now: datetime) -> bool:
    """End a backfill, unless steps of it failed; let its digest go. Return whether it has ended."""
    failed = select(func.count()).where(
        backfill_step.c.backfill_id == one.id, backfill_step.c.state != StepState.WALKED.value
    )
    whole = not tx.scalar(failed)
    if whole:
        _set_state(tx, one.id, State.DONE, now)
    outbox.release_digest(tx, digest_key(one.source_id), now)
    return whole


# --- steps


def add_steps(tx: Connection, backfill_id: int, steps: Iterable[Step]) -> None:
    """Put steps at the end of a backfill; an address that is there already changes nothing."""
    rows = [
        {
            "backfill_id": backfill_id,
            "kind": step.kind.value,
            "address": step.address,
            "pattern": step.pattern,
            "number": step.number,
            "quiet": step.quiet,
            "onward": step.onward,
            "state": step.state.value,
        }
        for step in steps
    ]
    for some in batches(rows):
        tx.execute(_ADD_STEP[tx.dialect.name], some).all()


def count_steps(tx: Connection, backfill_id: int) -> int:
    """Return how many steps a backfill has."""
    of_it = backfill_step.c.backfill_id == backfill_id
    return tx.scalar(select(func.count()).select_from(backfill_step).where(of_it)) or 0


def next_step(tx: Connection, backfill_id: int) -> Step | None:
    """Return the step in hand: the one whose pages are being fetched, else the first that waits."""
    for state in (StepState.LISTED, StepState.WAITING):
        found = select(backfill_step).where(
            backfill_step.c.backfill_id == backfill_id, backfill_step.c.state == state.value
        )
        row = tx.execute(found.order_by(backfill_step.c.id).limit(1)).first()
        if row is not None:
            return _step(row)
    return None


def has_steps(tx: Connection, backfill_id: int) -> bool:
    """Say whether it has been found out where a backfill begins."""
    found = select(backfill_step.c.id).where(backfill_step.c.backfill_id == backfill_id).limit(1)
    return tx.execute(found).first() is not None


def move(
    tx: Connection, step: Step, state: StepState, *, onward: str | None = None, quiet: int = 0
) -> None:
    """Store how a step stands, which page follows it, and how quiet its listing was before."""
    values = {"state": state.value, "onward": onward, "quiet": quiet}
    tx.execute(update(backfill_step).where(backfill_step.c.id == step.id).values(values))


# --- pages


def note(tx: Connection, one: Backfill, step: Step, urls: Sequence[str], now: datetime) -> int:
    """Note what a step led to, in its order; return how many the backfill had not come upon.

    New pages wait, and count as never listed.
    """
    new = 0
    for some in batches(urls):
        ids = pages.note_unlisted(tx, one.source_id, some, now)
        rows = [{"backfill_id": one.id, "page_id": id_, "step_id": step.id} for id_ in ids]
        new += len(tx.execute(_ADD_PAGE[tx.dialect.name], rows).all())
    return new


def due(tx: Connection, backfill_id: int, now: datetime, limit: int) -> list[Page]:
    """Return pages of a backfill that are to be fetched now, in the order come upon."""
    found = (
        _of(backfill_id, *pages.COLUMNS)
        .where(*pages.waits_unlisted(now))
        .order_by(backfill_page.c.id)
        .limit(limit)
    )
    return [Page(*tuple(row)) for row in tx.execute(found)]


def counts(tx: Connection, backfill_id: int) -> tuple[int, int]:
    """Return how many pages a backfill has come upon, and how many of them still wait."""
    total = tx.scalar(_of(backfill_id, func.count())) or 0
    waiting = _of(backfill_id, func.count()).where(page.c.state == pages.WAITING)
    return total, tx.scalar(waiting) or 0


def came_upon(tx: Connection, step_id: int) -> int:
    """Return how many pages a step was the first to lead to."""
    found = select(func.count()).where(backfill_page.c.step_id == step_id)
    return tx.scalar(found) or 0


def published(tx: Connection, step_id: int, page_ids: Sequence[int] = ()) -> list[datetime]:
    """Return when what a step led to was published, as far as the pages said; or some of it."""
    latest = func.max(sighting.c.published_at)
    found = (
        select(latest)
        .join(backfill_page, backfill_page.c.page_id == sighting.c.page_id)
        .where(backfill_page.c.step_id == step_id, sighting.c.published_at.is_not(None))
        .group_by(sighting.c.page_id)
    )
    if page_ids:
        found = found.where(sighting.c.page_id.in_(page_ids))
    return list(tx.scalars(found))


def let_go(tx: Connection, step_id: int) -> int:
    """Forget the pages of a step that were never fetched; return how many."""
    never = page.c.last_fetched.is_(None) & page.c.last_listed.is_(None)
    of_step = select(backfill_page.c.page_id).where(backfill_page.c.step_id == step_id)
    ids = list(tx.scalars(select(page.c.id).where(page.c.id.in_(of_step), never)))
    remove_rows(tx, backfill_page.c.page_id, ids)
    remove_rows(tx, page.c.id, ids)
    return len(ids)


def _of(backfill_id: int, *wanted: Any) -> Select[Any]:
    joined = page.join(backfill_page, backfill_page.c.page_id == page.c.id)
    return select(*wanted).select_from(joined).where(backfill_page.c.backfill_id == backfill_id)


def _set_state(tx: Connection, backfill_id: int, state: State, now: datetime) -> None:
    ended = {"state": state.value, "ended_at": now}
    tx.execute(update(backfill).where(backfill.c.id == backfill_id).values(ended))


def _backfill(row: AnyRow) -> Backfill:
    until = None if row.until is None else date.fromisoformat(row.until)
    since = date.fromisoformat(row.since)
    return Backfill(row.id, row.source_id, since, until, State(row.state))


def _step(row: AnyRow) -> Step:
    return Step(
        StepKind(row.kind),
        row.address,
        row.pattern,
        row.number,
        row.quiet,
        row.onward,
        StepState(row.state),
        row.id,
    )
