"""How a backfill asks a sitemap or a page of a listing, and what these lead to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from worker.archive.sources.backfills import Step, StepKind
from worker.archive.sources.sources import StoredSource
from worker.discover.archive_pages import Listed, is_archive_page, read_archive_page
from worker.discover.past import children_between, pages_between
from worker.discover.periods import day_in
from worker.discover.sitemap import Sitemap, read_sitemap
from worker.discover.sites import of_few_sites
from worker.flow.polling.discovery import get, too_many_sites
from worker.flow.polling.listed import canonical
from worker.flow.polling.sitemaps import DEEPEST
from worker.flow.tools import Tools
from worker.model import Capture, Discovered, Missing, NotModified, Refused

_ENOUGH: Final = 3
"""Addresses that name their day, by which a page of a listing is known to be too old."""


@dataclass(frozen=True, slots=True)
class Led:
    """What a step leads to: pages, further steps at once, the page that may follow.

    ``answered`` is False where nothing came, for good. ``too_new`` says that all the page lists is
    newer than the period.
    """

    urls: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    onward: str | None = None
    troubles: tuple[str, ...] = ()
    answered: bool = True
    too_new: bool = False


async def ask_sitemap(
    tools: Tools, source: StoredSource, step: Step, since: date, until: date
) -> Led:
    """Ask a sitemap for the pages, or the sitemaps, of a period. Raise DiemtinError."""
    capture = await _asked(tools, source, step, tools.feed_limit)
    if isinstance(capture, Led):
        return capture
    reading = partial(read_sitemap, limit=tools.feed_limit, pattern=step.pattern)
    found = await tools.sandbox.apart(reading, capture, step.address)
    return await asyncio.to_thread(_led_by_sitemap, step, found, since, until)


def _led_by_sitemap(step: Step, found: Sitemap, since: date, until: date) -> Led:
    troubles = [f"{step.address}: {found.trouble}"] if found.trouble else []
    children = children_between(found.children, since, until)
    if children and step.number >= DEEPEST:
        troubles.append(f"{step.address}: indexes of sitemaps inside one another")
        children = []
    return Led(
        _urls(entry.url for entry in pages_between(found.pages, since, until)),
        tuple(
            Step(StepKind.SITEMAP, child.url, step.pattern, step.number + 1) for child in children
        ),
        troubles=tuple(troubles),
    )


async def ask_listing(
    tools: Tools, source: StoredSource, step: Step, since: date, until: date
) -> Led:
    """Ask a page of a listing, or of a calendar, for its articles. Raise DiemtinError.

    A further page that is not there is the end of the listing, and no trouble.
    """
    capture = await _asked(tools, source, step, None)
    if isinstance(capture, Led):
        return capture
    reading = partial(read_archive_page, step.pattern, step.number, until)
    listed = await tools.sandbox.apart(reading, capture, step.address)
    return _led_by(step, listed, since, until)


def _led_by(step: Step, listed: Listed, since: date, until: date) -> Led:
    found = [url for url in listed.urls if step.pattern or not is_archive_page(url, step.address)]
    days = [day for day in map(day_in, found) if day is not None]
    telling = len(days) >= _ENOUGH and len(days) * 2 > len(found)
    too_old = telling and max(days) < since
    found, left_out = of_few_sites(step.address, found)
    troubles = (f"{step.address}: {too_many_sites(left_out)}",) if left_out else ()
    calendars = listed.days if step.kind is StepKind.LISTING else ()
    return Led(
        _urls(url for url in found if _may_be_of(day_in(url), since, until)),
        tuple(Step(StepKind.DAY, url, step.pattern, 1) for url in calendars),
        onward=None if too_old else listed.onward,
        troubles=troubles,
        too_new=telling and min(days) > until,
    )


def _may_be_of(day: date | None, since: date, until: date) -> bool:
    return day is None or since <= day <= until


def _urls(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(one.url for one in canonical(Discovered(url) for url in found))


async def _asked(
    tools: Tools, source: StoredSource, step: Step, limit: int | None
) -> Capture | Led:
    """Return what a step's address answers with; what it leads to where that is nothing."""
    fetched = await get(tools, source, step.address, None, None, limit)
    match fetched:
        case Capture():
            return fetched
        case Missing():
            first = step.kind is StepKind.SITEMAP or (
                step.kind is StepKind.LISTING and step.number == 1
            )
            told = f"{step.address}: answers {fetched.status}"
            return Led(troubles=(told,) if first else (), answered=step.kind is StepKind.DAY)
        case Refused():
            told = f"{step.address}: not asked: {fetched.reason}"
            return Led(troubles=(told,), answered=False)
        case NotModified():
            return Led(answered=False)
