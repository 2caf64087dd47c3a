"""What is known of how each source does: for the lists, for ``source show``, for ``status``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from worker.alert.silence import RECORD, Volume, usual_volume
from worker.archive.sources import coverage, polls, troubles
from worker.archive.sources.coverage import Polls, Read
from worker.archive.sources.sources import StoredSource
from worker.deliver.messages.evidence import english_length
from worker.model import AlertKind, Fault, Stage, Trouble

POLLS_SINCE = timedelta(days=7)
READ_SINCE = timedelta(days=30)
MENDED_SINCE = timedelta(hours=24)
LACKING = 0.5
"""The share of articles without a date, or of pages without an article, that is worth a word."""
ENOUGH = 5
"""Pages below which a share says little."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """How one source does. ``open`` are its troubles now, ``mended`` those that ended lately.

    ``polls`` are of the last seven days, ``read`` of pages noted in the last thirty.
    """

    last_success: datetime | None
    last_article: datetime | None
    failures_in_a_row: int
    polls: Polls
    read: Read
    open: tuple[Trouble, ...] = ()
    mended: tuple[Trouble, ...] = ()


def portraits(tx: Connection, now: datetime) -> dict[int, Portrait]:
    """Return how every source does, by its row."""
    lately = troubles.since(tx, now - MENDED_SINCE)
    failing = coverage.failures_in_a_row(tx)
    polled = coverage.polls_since(tx, now - POLLS_SINCE)
    read = coverage.read_since(tx, now - READ_SINCE)
    return {
        source_id: Portrait(
            last.success,
            last.article,
            failing.get(source_id, 0),
            polled.get(source_id, Polls(0, 0)),
            read.get(source_id, Read()),
            tuple(t for t in lately if t.source_id == source_id and t.ended_at is None),
            tuple(t for t in lately if t.source_id == source_id and t.ended_at is not None),
        )
        for source_id, last in coverage.last(tx).items()
    }


def volume_of(tx: Connection, source: StoredSource, now: datetime) -> Volume | None:
    """Return what a source usually publishes, None before it has been watched for a day."""
    if source.first_polled_at is None or now - source.first_polled_at < timedelta(days=1):
        return None
    since = max(source.first_polled_at, now - RECORD)
    return usual_volume(polls.arrivals(tx, source.id, since), since, now)


def in_short(source: StoredSource, known: Portrait, now: datetime) -> str:
    """Return in a few words how a source does: ``ok``, ``silent 2 days``, ``failing 5×``, …"""
    run = source.last_run
    if any(one.stage is Stage.DISCOVERY for one in known.open) or known.failures_in_a_row:
        times = f" {known.failures_in_a_row}×" if known.failures_in_a_row else ""
        cause = next((one.cause for one in known.open if one.stage is Stage.DISCOVERY), None)
        cause = cause or (run.fault if run else None)
        return f"failing{times}" + (f": {cause}" if cause else "")
    if run is not None and run.fault is Fault.OFFLINE:
        return "no network"
    if any(one.stage is Stage.PAGES for one in known.open):
        dates = any(one.cause is Fault.DATES for one in known.open)
        return "no dates" if dates else "pages unread"
    if any(one.kind is AlertKind.SOURCE_SILENT for one in known.open):
        return "silent" if known.last_article is None else f"silent {_since(known, now)}"
    if run is None:
        return "not polled yet" if source.source.ways else "–"
    return _lacking(known) or ("some trouble" if run.error else "ok")


def _since(known: Portrait, now: datetime) -> str:
    assert known.last_article is not None
    return english_length(int((now - known.last_article) / timedelta(hours=1)))


def _lacking(known: Portrait) -> str:
    """Return what most of a source's pages lack, "" where they are whole."""
    read = known.read
    pages = read.articles + read.aside
    if pages >= ENOUGH and read.aside > LACKING * pages:
        return "most pages unread"
    if read.articles >= ENOUGH and read.undated > LACKING * read.articles:
        return "no dates" if read.undated == read.articles else "most without dates"
    return ""
