"""How ``diemtin source list | show`` tell how a source does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worker.cli.printed.output import iso, plural, when

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from worker.alert.silence import Volume
    from worker.archive.pages.page_states import Looks
    from worker.archive.sources.sources import StoredSource
    from worker.flow.sources.portrait import Portrait
    from worker.model import Trouble

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def health_json(
    source: StoredSource, known: Portrait, volume: Volume | None, now: datetime
) -> dict[str, object]:
    """Return how a source does, with stable keys; shares are from 0 to 1, null of nothing."""
    from worker.flow.sources.portrait import in_short

    read, polls = known.read, known.polls
    pages = read.articles + read.aside
    return {
        "state": in_short(source, known, now),
        "last_success": iso(known.last_success),
        "last_article": iso(known.last_article),
        "failures_in_a_row": known.failures_in_a_row,
        "polls_failed": _share(polls.failed, polls.all),
        "pages_without_article": _share(read.aside, pages),
        "articles_without_date": _share(read.undated, read.articles),
        "articles_without_byline": _share(read.unsigned, read.articles),
        "usual_per_day": None if volume is None else round(volume.per_day, 2),
        "usual_by_weekday": volume and [round(mean, 2) for mean in volume.by_weekday],
        "troubles": [_trouble_json(one) for one in (*known.open, *known.mended)],
    }


def health_lines(
    source: StoredSource, known: Portrait, volume: Volume | None, now: datetime
) -> Iterator[tuple[str, str]]:
    """Yield how a source does, for people: a word for each line, and the line."""
    from worker.flow.sources.portrait import in_short

    read, polls = known.read, known.polls
    yield "health", in_short(source, known, now)
    yield "answered", f"{when(known.last_success)}; last article {when(known.last_article)}"
    if volume is not None:
        yield "usually", _volume(volume)
    if polls.all:
        yield "failed", f"{polls.failed} of {plural(polls.all, 'poll')} in 7 days"
    pages = read.articles + read.aside
    if pages:
        yield (
            "read",
            f"of {plural(pages, 'page')} in 30 days {read.aside} without title or body,"
            f" {read.undated} without date, {read.unsigned} without byline",
        )
    for one in (*known.open, *known.mended):
        until = f" until {when(one.ended_at)}" if one.ended_at else ""
        word = "trouble" if one.ended_at is None else "mended"
        yield word, f"{one.kind}: {one.told}, since {when(one.begun_at)}{until}"


def looks_line(known: Looks) -> str:
    """Return when pages were last looked at again, and how many wait for it."""
    if not known.waiting:
        return "no page waits for it"
    late = f", {known.overdue} of them for more than an hour" if known.overdue else ""
    last = f"last {when(known.last)}" if known.last else "not yet"
    return f"{last}; {plural(known.waiting, 'page')} to come, {known.due} due now{late}"


def looks_json(known: Looks) -> dict[str, object]:
    """Return the same with stable keys."""
    return {
        "last": iso(known.last),
        "waiting": known.waiting,
        "due": known.due,
        "overdue": known.overdue,
    }


def _volume(volume: Volume) -> str:
    from worker.alert.silence import often

    days = ", ".join(f"{d} {n:.0f}" for d, n in zip(_DAYS, volume.by_weekday, strict=True))
    return f"{often(volume)} ({days})"


def _trouble_json(one: Trouble) -> dict[str, object]:
    return {
        "kind": one.kind,
        "stage": one.stage,
        "cause": one.cause,
        "told": one.told,
        "begun_at": iso(one.begun_at),
        "ended_at": iso(one.ended_at),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None
